import type { PerLocale } from '../model/rule.js';

/** Why a text cannot be probed, and what can be. */
export const REFUSED_TARGET = {
  empty: {
    en: () => 'Name a domain, a host or an address behind probe, such as mail.contoso.com.',
    ja: () => 'probe の後に、mail.contoso.com のようにドメイン、ホスト、アドレスのいずれかを指定します。',
  },
  'too-long': { en: () => 'This name is too long for DNS.', ja: () => '名前が DNS の上限を超えています。' },
  'not-a-host': {
    en: (text: string) => `${text} is no name of a host or domain. Write it like mail.contoso.com or mail.contoso.com:587.`,
    ja: (text: string) => `${text} はホストまたはドメインの名前ではありません。mail.contoso.com や mail.contoso.com:587 のように指定します。`,
  },
  'single-label': {
    en: (text: string) => `${text} is a name inside a network. Give the full name, or probe it from there: npx exchange-tls probe ${text}`,
    ja: (text: string) => `${text} は組織内の名前です。完全な名前を指定するか、組織内で npx exchange-tls probe ${text} を実行してください。`,
  },
  'odd-address': {
    en: (text: string) => `${text} is an address in an unusual spelling. Write it as 203.0.113.10 or [2001:db8::1]:25.`,
    ja: (text: string) => `${text} はアドレスの一般的な書き方ではありません。203.0.113.10 や [2001:db8::1]:25 のように指定します。`,
  },
  port: { en: () => 'Only the mail ports 25, 465 and 587 are probed.', ja: () => '確認できるポートは 25、465、587 だけです。' },
  url: {
    en: () => 'This is a web address. Name the mail server alone, such as mail.contoso.com.',
    ja: () => 'これは Web のアドレスです。mail.contoso.com のように、メール サーバーの名前だけを指定します。',
  },
} as const satisfies Record<string, PerLocale<(text: string) => string>>;
