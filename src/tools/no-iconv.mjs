// Put in the place of iconv-lite in bundles. Nothing that we call of the Outlook reader decodes text.
export const decode = () => '';
export const encode = () => new Uint8Array();
