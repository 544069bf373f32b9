import type { Span } from './secrets.js';

const COMMAND = /\bAUTH (?:LOGIN|PLAIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI)\b/i;
const REPLY = /(?:^|[^\d.:])([2-5]\d\d)[ -]/;
const CHALLENGE = /(?:^|[^\d.:])334(?: |$)/;
const WORD = /[A-Za-z0-9+/=]{2,8000}/g;
const VERBS = /^(?:auth|plain|login|ntlm|smtp|send|recv|sent|info|data|quit|mail|rcpt|rset|noop|user|pass|smtputf8)$/i;
/** Beside AUTH, or on the line below, these show that a server lists what it can; a wrap may have taken the reply code away. */
const LIST = /(?:^| )(?:starttls|x-anonymoustls|pipelining|enhancedstatuscodes|8bitmime|binarymime|chunking|dsn|xrdst)(?=[ ,;"|]|$)/i;
/** Lines that a sign-in may take after its command. */
const LONGEST = 6;

/** What a client says after AUTH, or after `334`, until the server has decided. A list of mechanisms is no sign-in. */
export function answersIn(text: string): Span[] {
  const spans: Span[] = [];
  let left = 0;
  let start = 0;
  for (const line of text.split('\n')) {
    const from = answerFrom(line, left > 0);
    if (from === 'challenge') left = LONGEST;
    else if (from === undefined) left = 0;
    else {
      const command = !(left > 0) || COMMAND.test(line);
      left = command ? LONGEST : left - 1;
      const answer = lastAnswer(line, from);
      if (answer) spans.push({ from: start + answer.from, to: start + answer.to });
    }
    start += line.length + 1;
  }
  return spans;
}

/** Where an answer may begin in the line; `undefined` if no sign-in goes on. */
function answerFrom(line: string, open: boolean): number | 'challenge' | undefined {
  const reply = REPLY.exec(line.slice(0, 400));
  const command = COMMAND.exec(line);
  const isList = LIST.test(line.slice(0, 1_000));
  if (command && !isList && !(reply && reply.index < command.index && reply[1] !== '334')) return command.index + command[0].length;
  if (CHALLENGE.test(line)) return 'challenge';
  return open && !reply && !isList ? 0 : undefined;
}

function lastAnswer(line: string, start: number): Span | undefined {
  const words = [...line.slice(start, start + 8_192).matchAll(WORD)].filter(([word]) => isBase64(word));
  const last = words.at(-1);
  return last && { from: start + last.index, to: start + last.index + last[0].length };
}

/** Base64 of at least three characters: whole quartets, and not a word in one case. */
function isBase64(word: string): boolean {
  const body = word.replace(/=/g, '');
  const padded = word.length - body.length;
  if (word.length % 4 !== 0 || padded > 2 || !word.startsWith(body) || VERBS.test(word)) return false;
  return padded > 0 || /[0-9+/]/.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word));
}
