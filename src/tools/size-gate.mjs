/** Upper limit of dist/handlers/slack.js. Bolt as it comes is six times as much. */
export const SLACK_LIMIT_KIB = 260;
/** Packages that must not reach the Slack function. Each comes with Bolt's receivers or with a careless import. */
const FORBIDDEN = ['express', 'undici', 'iconv-lite', 'jsonwebtoken', 'mime-db', '@aws-sdk', 'postal-mime'];

/**
 * Package of a file under node_modules, or undefined for our own files.
 * @param {string} input
 */
export function packageOf(input) {
  const at = input.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const [first = '', second = ''] = input.slice(at + 'node_modules/'.length).split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** @param {string} name */
const isForbidden = (name) => FORBIDDEN.some((bad) => name === bad || name.startsWith(`${bad}/`));

/**
 * What is wrong with the bundle of the Slack function, in sentences; an empty list if all is well.
 * @param {{ bytes: number, inputs: readonly string[], imports?: readonly string[] }} bundle
 */
export function faultsOf({ bytes, inputs, imports = [] }) {
  const kib = bytes / 1024;
  const packages = [...new Set([...inputs.map(packageOf), ...imports])].filter((name) => name !== undefined && isForbidden(name));
  const faults = packages.map((name) => `${name} must not be in the Slack function: look in dist/meta.json for who imports it.`);
  if (inputs.some((input) => /zod\/v4\/locales\/(?!en\.)/.test(input)))
    faults.push("All languages of zod came in: write import * as z from 'zod/mini'.");
  if (kib > SLACK_LIMIT_KIB) faults.push(`The Slack function has ${Math.ceil(kib)} KiB, the limit is ${SLACK_LIMIT_KIB} KiB.`);
  return faults;
}
