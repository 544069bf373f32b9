import type { ReplyClue } from '../../model/evidence.js';
import type { Line, Paste } from '../text/paste.js';
import { holdsAny } from '../text/words.js';
import { hostOf } from './context.js';

/** A server that an application was told to submit its mail to. */
export interface Submission {
  readonly host: string;
  readonly port?: string | undefined;
  /** The lines that say so. */
  readonly lines: readonly number[];
}

/** What every reply of the paste gets from it. */
export type Setting = Pick<ReplyClue, 'submissionHost' | 'port' | 'byProgram'>;
export const settingOf = (paste: Paste, submission: Submission | undefined): Setting => ({
  submissionHost: submission?.host,
  port: submission?.port,
  ...(holdsAny(paste, PROGRAMS) ? { byProgram: true } : {}),
});

/** Exceptions of programs that submit mail; in .NET and Send-MailMessage the words before the server's. */
const PROGRAMS = [
  'smtplib.',
  'javax.mail',
  'jakarta.mail',
  'com.sun.mail',
  'nodemailer',
  'mail command failed',
  'phpmailer',
  'smtpexception',
  'send-mailmessage',
];

const SUBMISSION_HOST =
  /(?<![\w@.-])(smtp\.office365\.com|smtp-mail\.outlook\.com|smtp\.outlook\.com|smtp-legacy\.office365\.com)(?::(\d{2,5}))?(?![\w-])/i;
// Both over lower case: what names the setting, and the host with its port at the end of the line.
const SETTING =
  /^[^a-z\u00C0-\uFFDC\n]{0,12}(?:[\w.$-]{0,30}(?:smtp|mail)[\w. $-]{0,12})?(?:server|host|hostname|smtpserver|relayhost|サーバー?|ホスト名?|送信サーバー?)["']?(?: ?(?:=>|[:=]) ?| )["']?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?::(\d{2,5}))?["',; ]{0,4}$/;
const PORT = /\bport["']?(?: ?(?:=>|[:=]) ?| )["']?(25|465|587|2525)\b|ポート(?:番号)?[:= ]{1,3}(25|465|587|2525)\b/;
const SETTING_WORDS = ['server', 'host', 'サーバ', 'ホスト'];
/** A word of a setting, and a host name at the end: only then the pattern runs. */
function isSetting({ text, lower }: Line): boolean {
  if (text.length >= 200 || !SETTING_WORDS.some((word) => lower.includes(word))) return false;
  const last = text.trimEnd().split(/[ =>]/).at(-1) ?? '';
  return last.includes('.') && !last.includes('@');
}

const KNOWN = ['outlook.com', 'office365.com'];
/** Not at the end of `transport`. */
const PORT_WORDS = [' port ', ' port:', ' port=', '_port', '"port', "'port", '(port', 'ポート'];
/** Without one of Microsoft's hosts a setting counts only with a port. */
const maySubmit = (paste: Paste): boolean =>
  holdsAny(paste, KNOWN) || (holdsAny(paste, PORT_WORDS) && PORT.test(paste.lower)) || endsInPort(paste.lower);

/** A host stands with its port at the end of a line. */
function endsInPort(lower: string): boolean {
  for (let at = lower.indexOf(':'); at >= 0; at = lower.indexOf(':', at + 1)) {
    const digit = lower.charCodeAt(at + 1) - 0x30;
    if (digit >= 0 && digit < 10 && /^[a-z]:\d{2,5}["',; ]{0,4}(?:\n|$)/.test(lower.slice(at - 1, at + 12))) return true;
  }
  return false;
}

/** Looks once through a paste for an application's own setting of server and port. */
export function submissionOf(paste: Paste): Submission | undefined {
  if (!maySubmit(paste)) return undefined;
  for (const line of paste.lines) {
    if (line.text.length < 8 || line.text.length > 2000) continue;
    const known = line.lower.includes('outlook.com') || line.lower.includes('office365.com') ? SUBMISSION_HOST.exec(line.text) : null;
    const set = known ?? (isSetting(line) ? SETTING.exec(line.lower) : null);
    if (!set?.[1]) continue;
    const near = portNear(paste, line.number);
    const at = line.lower.lastIndexOf(set[1].toLowerCase());
    const host = hostOf(line.text.slice(at, at + set[1].length));
    if (host === undefined || (!known && set[2] === undefined && !near)) continue;
    return { host, port: set[2] ?? near?.port, lines: [line.number, ...(near ? [near.line] : [])] };
  }
  return undefined;
}

function portNear(paste: Paste, number: number): { port: string; line: number } | undefined {
  for (const step of [0, 1, -1, 2, -2, 3, -3, 4, -4, 5]) {
    const line = paste.lines[number - 1 + step];
    const found = line && (line.lower.includes('port') || line.text.includes('ポート')) ? PORT.exec(line.lower.slice(0, 2000)) : null;
    const port = found?.[1] ?? found?.[2];
    if (line && port !== undefined) return { port, line: line.number };
  }
  return undefined;
}
