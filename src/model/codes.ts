import type { Code } from './rule.js';

/** Whether a status is one of these codes, or in one of their ranges. */
export const hasCode = (status: string, codes: readonly Code[]): boolean => codes.some((code) => code === status || isInRange(status, code));

function isInRange(status: string, code: string): boolean {
  const dash = code.indexOf('-');
  const dot = code.lastIndexOf('.');
  if (dash < 0 || !status.startsWith(code.slice(0, dot + 1))) return false;
  const last = Number(status.slice(dot + 1));
  return last >= Number(code.slice(dot + 1, dash)) && last <= Number(code.slice(dash + 1));
}
