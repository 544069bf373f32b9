import type { HopClue } from '../../src/model/evidence.js';
import { readPaste } from '../../src/parsers/index.js';
import { saidBy } from '../../src/renderers/hop.js';

const hops = (text: string): Omit<HopClue, 'at' | 'kind'>[] =>
  readPaste(text).clues.flatMap((clue) => (clue.kind === 'hop' ? [{ speaker: clue.speaker, peer: clue.peer, direction: clue.direction }] : []));

test.each([
  [
    'Exchange Online validates the way to the own server',
    '450 4.4.101 Proxy session setup failed on Frontend with \'451 4.4.0 Primary target IP address responded with "451 5.7.3 STARTTLS is required to send mail." The last endpoint attempted was 203.0.113.44:25\'',
    { speaker: 'online', peer: 'own', direction: 'inbound' },
  ],
  ['Exchange Online on any server', '450 4.7.320 Certificate validation failed', { speaker: 'online', peer: 'other', direction: undefined }],
  [
    'Exchange Online refuses the own server',
    '550 5.7.64 TenantAttribution; Relay Access Denied [AM5EUR02FT012.eop-EUR02.prod.protection.outlook.com]',
    { speaker: 'online', peer: 'own', direction: 'outbound' },
  ],
  [
    'a queue: the own server checks the next one',
    'Identity      : EX07\\42\nNextHopDomain : fabrikam.com\nStatus        : Retry\nLastError     : 454 4.7.5 Certificate validation failure, Reason:UntrustedRoot.',
    { speaker: 'own', peer: 'other', direction: 'outbound' },
  ],
  [
    'a queue between own servers',
    'Identity        : EX07.contoso.com\\42\nLastError       : 451 4.4.0 Primary target IP address responded with: "451 5.7.3 Cannot achieve Exchange Server authentication." Attempted failover to alternate host, but that did not succeed. The last endpoint attempted was ex08.contoso.com:2525',
    { speaker: 'own', peer: 'own', direction: 'internal' },
  ],
  [
    'a queue: the front end of the own server hands the mail on',
    "Identity      : EX07\\42\nNextHopDomain : fabrikam.com\nLastError     : 450 4.4.101 Proxy session setup failed on Frontend with '454 4.7.5 Certificate validation failure'",
    { speaker: 'own', peer: 'other', direction: 'outbound' },
  ],
  [
    'the other side answers',
    'ana@fabrikam.com\nmx2.fabrikam.com #<mx2.fabrikam.com #5.1.6 smtp;550 5.1.6 Mailbox lives elsewhere nowadays> #SMTP#',
    undefined,
  ],
])('%s', (_, text, hop) => expect(hops(text)[0]).toEqual(hop));

test('what was no failure has no speaker', () => {
  expect(hops('250 2.1.5 Recipient OK')).toEqual([]);
  expect(hops('250-STARTTLS\n250 CHUNKING')).toEqual([]);
});

test.each([
  [
    { speaker: 'online', peer: 'own', direction: 'inbound' },
    'Exchange Online wrote about your server:',
    'Exchange Online が自組織のサーバーについて出したエラー:',
  ],
  [
    { speaker: 'online', peer: 'own', direction: 'outbound' },
    'Exchange Online wrote to your server:',
    'Exchange Online が自組織のサーバーに返したエラー:',
  ],
  [
    { speaker: 'own', peer: 'online', direction: 'outbound' },
    'Your server wrote about Exchange Online:',
    '自組織のサーバーが Exchange Online について出したエラー:',
  ],
  [
    { speaker: 'own', peer: 'own', direction: 'internal' },
    'Your server wrote about another of your servers:',
    '自組織のサーバーが自組織の別のサーバーについて出したエラー:',
  ],
  [
    { speaker: 'other', peer: 'client', direction: 'submission' },
    'The other server wrote to a mail program:',
    '相手側のサーバーがメール ソフトに返したエラー:',
  ],
  [{ speaker: 'other' }, 'The other server wrote:', '相手側のサーバーが出したエラー:'],
] as const)('%j in words', (hop, en, ja) => {
  expect(saidBy(hop, 'en')).toBe(en);
  expect(saidBy(hop, 'ja')).toBe(ja);
});

test('a program says it, and whose it is stays open', () => {
  expect(hops('smtp: error:0A000086:SSL routines::certificate verify failed')).toEqual([]);
});
