import { readTerm } from '../../src/parsers/term.js';

test.each([
  ['5.7.64', { kind: 'status', code: '5.7.64' }],
  ['#5.7.64', { kind: 'status', code: '5.7.64' }],
  ['550 5.7.64', { kind: 'status', code: '5.7.64' }],
  ['450 4.7.320', { kind: 'status', code: '4.7.320' }],
  ['550-5.7.64.', { kind: 'status', code: '5.7.64' }],
  ['エラー 5.7.64', { kind: 'status', code: '5.7.64' }],
  ['５．７．６４', { kind: 'status', code: '5.7.64' }],
  ['550', { kind: 'reply', code: '550' }],
  ['応答 550', { kind: 'reply', code: '550' }],
  ['12014', { kind: 'event', id: 12014 }],
  ['Event ID: 12014', { kind: 'event', id: 12014 }],
  ['event 12014', { kind: 'event', id: 12014 }],
  ['イベント ID 12014', { kind: 'event', id: 12014 }],
  ['Schannel 36887', { kind: 'event', id: 36887 }],
  ['MSExchangeTransport 12014', { kind: 'event', id: 12014 }],
  ['KB2989382', { kind: 'article', number: '2989382' }],
  ['kb 2989382', { kind: 'article', number: '2989382' }],
  ['PRX5', { kind: 'word', word: 'PRX5' }],
  [' TlsCertificateName ', { kind: 'word', word: 'TlsCertificateName' }],
  ['MTA-STS', { kind: 'word', word: 'MTA-STS' }],
])('%j is one term', (text, term) => expect(readTerm(text)).toEqual(term));

test.each([
  '451 5.7.3 STARTTLS is required to send mail',
  'Event ID: 12014 Source: MSExchangeTransport',
  '250-STARTTLS\n250 CHUNKING',
  '192.0.2.25',
  '15.2.1544.4',
  'mail.contoso.com',
  'ana@contoso.com',
  '5.7.64 and 5.7.1',
  'xx',
  '-Force',
  '',
  `5.7.${'1'.repeat(60)}`,
])('%j is none', (text) => expect(readTerm(text)).toBeUndefined());
