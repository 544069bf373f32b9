import { refusalOf } from '../../../src/parsers/bounce/refusal.js';

test.each([
  ['198.51.100.7 is not allowed to send from <contoso.com> per its SPF record', '198.51.100.7', 'contoso.com'],
  ['domain [contoso.com] mismatches client ip 198.51.100.7.', '198.51.100.7', 'contoso.com'],
  ['Access denied, sending domain [CONTOSO.COM] does not pass DMARC verification', undefined, 'CONTOSO.COM'],
  ['Access denied, banned sending IP [198.51.100.7]. To request removal', '198.51.100.7', undefined],
  ['Service unavailable; Client host [198.51.100.7] blocked using a list', '198.51.100.7', undefined],
  ['fails to pass SPF checks with the\n    ip: 550-5.7.26 [198.51.100.7]. The domain', '198.51.100.7', undefined],
  ['Connection refused. 198.51.100.7 Senderscore too low.', '198.51.100.7', undefined],
  ['[2001:db8::7] The IP address sending this message has no PTR record', '2001:db8::7', undefined],
  ['The domain of taro@contoso.com does not designate 198.51.100.7 as permitted sender', undefined, 'contoso.com'],
  ['host mx.fabrikam.com[203.0.113.8] said: 550 5.1.1 User unknown', undefined, undefined],
  ['client [x.x.x.x] of domain [xxx.com] was refused', undefined, undefined],
])('%s', (words, senderIp, senderDomain) => {
  expect(refusalOf(words)).toEqual({ senderIp, senderDomain });
});
