import { recipientIn, spokenIn } from '../../../src/parsers/bounce/recipients.js';
import { rowsOf } from '../../../src/parsers/bounce/zones.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const rowOf = (text: string) => {
  const row = rowsOf(openPaste(text)).at(-1);
  if (!row) throw new Error('no row');
  return row;
};
const about = 'hanako@fabrikam.com';

describe('the recipient that a line is about', () => {
  test.each([
    about,
    `> ${about}`,
    `<${about}>:`,
    `<${about}>: host mx.fabrikam.com[203.0.113.8] said: 550`,
    `'${about}'`,
    `${about} (Hanako Sato)`,
    `${about}<mailto:${about}>`,
    `${about} on Mon, 1 Jun 2026 09:00:05 +0900`,
    `'${about}' 2026/06/01 9:00`,
    `<${about}>... User unknown`,
    `Recipient Address:    ${about}`,
    `Your message to ${about} couldn't be delivered.`,
    `RCPT TO:<${about}>`,
    `Delivery failed: <${about}>`,
  ])('%s', (text) => {
    expect(recipientIn(rowOf(text))?.value).toBe(about);
  });
  test.each([
    ['an address within a sentence', `Ask ${about} for help`],
    ['a sentence that begins with one', `${about} wrote to you`],
    ['one that is blacked out', '<xxxx@fabrikam.com>: unknown user'],
    ['no address', 'Recipient Address: Hanako'],
  ])('%s is none', (_, text) => {
    expect(recipientIn(rowOf(text))).toBeUndefined();
  });
  test('in the header of the bounce only a field of its own names it', () => {
    expect(recipientIn(rowOf(`From: MAILER-DAEMON@contoso.com\nX-Failed-Recipients: ${about}`))?.value).toBe(about);
    expect(recipientIn(rowOf(`From: MAILER-DAEMON@contoso.com\nTo: ${about}`))).toBeUndefined();
  });
});

describe('a reply that names one', () => {
  test.each([`550 <${about}>... User unknown`, `<<< 550 5.1.1 <${about}>: rejected`, `550-5.1.1 <${about}>, user unknown`])('%s', (text) => {
    expect(spokenIn(rowOf(text))?.value).toBe(about);
  });
  test.each([`550 5.7.1 <${about}> is the sender`, `<${about}>: 550 no`, '550 5.1.1 <xxxx@fabrikam.com>: rejected', `250 2.1.5 <${about}>: fine`])(
    '%s names none',
    (text) => {
      expect(spokenIn(rowOf(text))).toBeUndefined();
    },
  );
});
