// Words of TLS and of certificate validation mean the same wherever they stand; who says them decides whose fault it is.
import { judge } from '../../src/engine/judge.js';
import { readPaste } from '../../src/parsers/index.js';
import { rules } from '../../src/rules/index.js';

const rulesOf = (text: string): string[] => judge(readPaste(text), rules).findings.map(({ rule }) => rule.id);

/** The log of a server that calls, its queue, the report of Exchange Online's attempt with both codes, and the refused channel. */
const PLACES = {
  log: (word: string) => `2026-11-09T10:00:01.200Z,Internet,08DE1A,7,10.0.0.10:5555,203.0.113.5:25,*,,TLS negotiation failed with error ${word}`,
  queue: (word: string) => `454 4.7.5 Certificate validation failure, Reason:${word}`,
  attempt: (word: string) =>
    `450 4.4.317 Cannot connect to remote server [Message=${word}] [LastAttemptedServerName=mail.contoso.com] [LastAttemptedIP=203.0.113.25:25]`,
  online: (word: string) => `450 4.7.320 Certificate validation failed [Message=${word}]`,
  channel: (word: string) => `454 4.7.0 Failed to establish appropriate TLS channel: ${word}: Access Denied`,
} as const;
type Place = keyof typeof PLACES;

const [SHOWN, CUT, VERSION] = ['peer-refuses-certificate-shown', 'tls-handshake-breaks-off', 'no-common-tls-version-or-cipher'];
const KNOWN: readonly (readonly [word: string, Readonly<Partial<Record<Place, string>>>])[] = [
  [
    'UntrustedRoot',
    {
      log: SHOWN,
      queue: 'next-hop-certificate-has-untrusted-root',
      attempt: 'exchange-online-distrusts-next-hop',
      online: 'exchange-online-distrusts-next-hop',
      channel: 'receiver-distrusts-sent-certificate',
    },
  ],
  [
    'CertificateExpired',
    {
      log: SHOWN,
      queue: 'called-server-certificate-has-expired',
      attempt: 'exchange-online-finds-certificate-expired',
      online: 'exchange-online-finds-certificate-expired',
      channel: SHOWN,
    },
  ],
  [
    'CertExpired',
    { log: SHOWN, queue: 'called-server-certificate-has-expired', online: 'exchange-online-finds-certificate-expired', channel: SHOWN },
  ],
  [
    'SubjectMismatch',
    {
      log: CUT,
      queue: 'next-hop-certificate-lacks-expected-name',
      attempt: 'exchange-online-expects-another-name',
      online: 'exchange-online-expects-another-name',
    },
  ],
  [
    'CertRevoked',
    {
      log: SHOWN,
      queue: 'called-server-certificate-is-revoked',
      attempt: 'called-server-certificate-is-revoked',
      online: 'called-server-certificate-is-revoked',
      channel: SHOWN,
    },
  ],
  ['RevocationCheckFailure', { log: 'certificate-revocation-cannot-be-checked', queue: 'certificate-revocation-cannot-be-checked' }],
  ['NoCredentials', { log: 'own-certificate-key-fails', queue: 'own-certificate-key-fails', channel: 'own-certificate-key-fails' }],
  ['UnknownCredentials', { log: 'transport-may-not-use-certificate', channel: 'transport-may-not-use-certificate' }],
  ['AlgorithmMismatch', { log: VERSION, queue: VERSION, attempt: VERSION, channel: VERSION }],
  ['UnsupportedFunction', { log: VERSION, attempt: VERSION }],
  ['SocketError', { log: CUT, queue: CUT, attempt: 'next-hop-fails-exchange-online', channel: CUT }],
  ['InvalidToken', { log: CUT, queue: CUT, attempt: CUT, channel: CUT }],
  ['IllegalMessage', { log: CUT, attempt: CUT }],
  ['CertUnknown', { log: SHOWN, queue: 'next-hop-certificate-fails-validation', channel: 'receiver-distrusts-sent-certificate' }],
  ['CertWrongUsage', { log: SHOWN, queue: 'certificate-is-too-weak-for-caller', channel: SHOWN }],
];

test.each(KNOWN.flatMap(([word, places]) => Object.entries(places).map(([place, rule]) => ({ word, place: place as Place, rule }))))(
  '$word, $place: $rule',
  ({ word, place, rule }) => {
    expect(rulesOf(PLACES[place](word))).toEqual([rule]);
  },
);

const SELDOM = [
  'WrongPrincipal',
  'PartialChain',
  'ChainInvalid',
  'NotTimeValid',
  'InternalError',
  'TargetUnknown',
  'LogonDenied',
  'EmptyCertificate',
  'Nonsense',
];
test.each(SELDOM.flatMap((word) => Object.keys(PLACES).map((place) => ({ word, place: place as Place }))))(
  '$word, $place: one finding, and more than the code',
  ({ word, place }) => {
    const [rule, ...more] = rulesOf(PLACES[place](word));
    expect(more).toEqual([]);
    expect(rule).toEqual(expect.not.stringMatching(/^only-the-/));
  },
);
