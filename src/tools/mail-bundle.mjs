// How to bundle code that reads mails and saved messages: options of esbuild, for the build and for the bench.
export const MAIL_BUNDLE = {
  inject: ['./src/tools/memory-blob.mjs'],
  // The reader of Outlook messages loads it for old code pages, which decode.ts reads; its tables are 500 KB.
  alias: { 'iconv-lite': './src/tools/no-iconv.mjs' },
};
