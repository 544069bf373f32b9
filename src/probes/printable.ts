import { REPLY } from './limits.js';

// Controls, and the characters that turn the direction of text or cannot be seen.
const UNPRINTABLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;
/** Foreign text on one line or several, with nothing in it that acts on a terminal. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, '\uFFFD').slice(0, REPLY.line);
