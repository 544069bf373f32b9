import type { NotTested, PolicyReport, Verdict } from '../model/probe.js';
import type { PerLocale } from '../model/rule.js';

/** Each verdict in a word or two, for a cell of the table. */
export const VERDICT_WORDS: Readonly<Record<Verdict, PerLocale<string>>> = {
  ok: { en: 'OK', ja: '正常' },
  target_refused_by_policy: { en: 'not probed', ja: '確認の対象外' },
  dns_no_such_name: { en: 'no such name', ja: '名前が存在しない' },
  dns_null_mx: { en: 'takes no mail', ja: 'メールを受信しない' },
  dns_no_mx: { en: 'no mail server', ja: 'メール サーバーがない' },
  dns_dangling_mx: { en: 'no address', ja: 'アドレスがない' },
  dns_servfail: { en: 'DNS error', ja: 'DNS エラー' },
  dns_timeout: { en: 'DNS timeout', ja: 'DNS タイムアウト' },
  prober_port25_blocked: { en: 'not known', ja: '不明' },
  conn_refused: { en: 'refused', ja: '接続拒否' },
  conn_timeout: { en: 'no answer', ja: '応答なし' },
  conn_reset: { en: 'reset', ja: 'リセット' },
  closed_early: { en: 'hangs up', ja: '途中で切断' },
  no_banner: { en: 'no greeting', ja: 'バナーなし' },
  not_smtp: { en: 'not SMTP', ja: 'SMTP ではない' },
  banner_tempfail: { en: 'come back later', ja: '一時的な拒否' },
  banner_rejected: { en: 'turned away', ja: '受け付け拒否' },
  oversize_reply: { en: 'endless reply', ja: '応答が長すぎる' },
  no_ehlo: { en: 'no EHLO', ja: 'EHLO 不可' },
  starttls_stripped: { en: 'STARTTLS removed', ja: 'STARTTLS の除去' },
  no_starttls: { en: 'no STARTTLS', ja: 'STARTTLS なし' },
  starttls_refused: { en: 'STARTTLS refused', ja: 'STARTTLS 拒否' },
  starttls_injection: { en: 'text before TLS', ja: 'TLS 前に余分な文字' },
  tls_garbage: { en: 'not TLS', ja: 'TLS ではない' },
  tls_closed: { en: 'TLS cut off', ja: 'TLS の途中で切断' },
  tls_alert: { en: 'TLS refused', ja: 'TLS 拒否' },
  tls_timeout: { en: 'TLS stalls', ja: 'TLS 応答なし' },
  tls_legacy_only: { en: 'old TLS only', ja: '古い TLS のみ' },
  tls13_only: { en: 'TLS 1.3 only', ja: 'TLS 1.3 のみ' },
  client_cert_required: { en: 'wants a certificate', ja: '証明書を要求' },
  cert_expired: { en: 'expired', ja: '期限切れ' },
  cert_not_yet_valid: { en: 'not yet valid', ja: '有効期間前' },
  chain_intermediate_expired: { en: 'CA expired', ja: '中間 CA の期限切れ' },
  cert_self_signed: { en: 'self-signed', ja: '自己署名' },
  chain_incomplete: { en: 'chain incomplete', ja: '中間証明書の不足' },
  cert_untrusted_ca: { en: 'untrusted CA', ja: '信頼されない CA' },
  cert_name_mismatch: { en: 'wrong name', ja: '名前の不一致' },
  cert_no_san: { en: 'no SAN', ja: 'SAN なし' },
  eku_no_server_auth: { en: 'not for servers', ja: 'サーバー用でない' },
  weak_key: { en: 'weak key', ja: '弱いキー' },
  weak_signature: { en: 'weak signature', ja: '弱い署名' },
  chain_misordered: { en: 'chain out of order', ja: '証明書の順序' },
  cert_expires_soon: { en: 'expires soon', ja: '期限間近' },
  slow_banner: { en: 'slow greeting', ja: 'バナーの遅延' },
};

export const PROBE = {
  columns: { en: ['Server', 'Verdict', 'STARTTLS', 'Certificate'], ja: ['サーバー', '判定', 'STARTTLS', '証明書'] },
  took: {
    en: (target: string, seconds: string) => `${target}, probed in ${seconds} s`,
    ja: (target: string, seconds: string) => `${target} を確認 (${seconds} 秒)`,
  },
  cached: { en: (seconds: number) => `result of ${seconds} s ago`, ja: (seconds: number) => `${seconds} 秒前の結果` },
  checks: { en: (count: number) => `${count} checks each`, ja: (count: number) => `各 ${count} 項目` },
  none: { en: '–', ja: '–' },
  notUsed: { en: 'no', ja: 'なし' },
  selfSigned: { en: (name: string) => `self-signed, ${name}`, ja: (name: string) => `自己署名、${name}` },
  daysLeft: {
    en: (name: string, days: number) => `${name}, ${days === 1 ? '1 day' : `${days} days`} left`,
    ja: (name: string, days: number) => `${name}、残り ${days} 日`,
  },
  daysOver: {
    en: (name: string, days: number) => `${name}, expired ${days === 1 ? '1 day' : `${days} days`} ago`,
    ja: (name: string, days: number) => `${name}、${days} 日前に期限切れ`,
  },
  same: { en: 'same certificate', ja: '同じ証明書' },
  wellTitle: {
    en: (count: number) => `No fault found on ${count === 1 ? 'this mail server' : `${count} mail servers`}`,
    ja: (count: number) => (count === 1 ? 'メール サーバーに異常はない' : `メール サーバー ${count} 台に異常はない`),
  },
  wellBody: {
    en: 'Mail still fails? A probe cannot see what your connectors expect or what happens after EHLO. Paste the error text.',
    ja: 'それでもメールが届かない場合は、エラーを貼り付けてください。コネクタの条件と EHLO より後の動作は、外部からの確認では分かりません。',
  },
  wellText: {
    en: (title: string) => `${title}. Mail still fails? Paste the error text.`,
    ja: (title: string) => `${title}。それでもメールが届かない場合は、エラーを貼り付けてください。`,
  },
  faultTitle: { en: (words: string) => `Fault found: ${words}`, ja: (words: string) => `異常: ${words}` },
  faultBody: {
    en: 'No rule knows the cause. Paste the error text of your server; together they tell more.',
    ja: '原因を特定できる情報がありません。サーバーのエラーを貼り付けると、判断できることがあります。',
  },
  blockedTitle: { en: 'This bot cannot reach port 25', ja: 'このボットはポート 25 に接続できない' },
  blockedStanding: {
    en: (target: string) => `Nothing is known about ${target}  ·  not a fault of that server`,
    ja: (target: string) => `${target} の状態は不明  ·  そのサーバーの障害ではありません`,
  },
  blockedBody: {
    en: 'The network where this bot runs blocks outgoing port 25: two large mail providers were out of reach as well. DNS and the policies of the domain could be checked.',
    ja: 'このボットのネットワークでは、外向きのポート 25 が遮断されています。大手 2 社のメール サーバーにも接続できません。DNS とドメインのポリシーは確認できました。',
  },
  blockedText: {
    en: 'This bot cannot reach port 25, so nothing is known about the server. Run one command on your side and paste the output.',
    ja: 'このボットからはポート 25 に接続できないため、サーバーの状態は分かりません。手元でコマンドを 1 つ実行し、出力を貼り付けてください。',
  },
  runInstead: { en: 'Run this instead', ja: '代わりに実行するコマンド' },
  runInsteadOn: {
    en: ' where port 25 is open, and paste all of its output. Changes nothing.',
    ja: ' (何も変更しません)。ポート 25 を使える場所で実行し、出力をすべて貼り付けてください。',
  },
  withNode: { en: 'Without openssl, with Node.js:', ja: 'openssl がなく Node.js がある場合:' },
  withWindows: { en: 'Windows, only whether the port answers:', ja: 'Windows でポートの応答だけを確認する場合:' },
  blockedFoot: {
    en: 'The operator of this bot can lift the limit: see “Probing” in its manual.',
    ja: 'この制限はボットの運用者が解除できます。マニュアルの「接続の確認」を参照してください。',
  },
  again: { en: 'Probe again', ja: 'もう一度確認' },
  allChecks: { en: 'All checks', ja: '全項目を見る' },
  fewer: { en: 'Back', ja: '戻る' },
  connections: {
    en: (count: number) => `${count === 1 ? '1 connection was' : `${count} connections were`} made; no message was sent.`,
    ja: (count: number) => `接続は ${count} 回、メッセージは送信していません。`,
  },
  inside: { en: 'For servers inside a network, from a computer there:', ja: '組織内のサーバーは、組織内のコンピューターから確認できます:' },
  foot: { en: 'Slack may remove this answer later.', ja: 'この回答は後で Slack から消えることがあります。' },
  checked: {
    en: 'Checked at each address: connection, greeting and its delay, EHLO, STARTTLS and what follows its answer, handshake, TLS 1.2 for older senders, EHLO inside TLS, client certificate; of the certificate dates, chain as sent, trust, name, key, signature and use.',
    ja: '各アドレスの確認項目: 接続、バナーとその遅延、EHLO、STARTTLS とその応答、ハンドシェイク、古い送信側のための TLS 1.2、TLS 内の EHLO、クライアント証明書の要求、証明書の期限、送信された順のチェーン、信頼、名前、キー、署名、用途。',
  },
  vouched: { en: (resolver: string) => ` (DNSSEC validated by ${resolver})`, ja: (resolver: string) => ` (DNSSEC の検証: ${resolver})` },
  notTested: { en: 'Not tested: ', ja: '未確認: ' },
  refused: {
    en: (target: string) => `${target} is not on the internet, and the operator of this bot has not allowed it. Nothing was sent to it.`,
    ja: (target: string) => `${target} はインターネット上のアドレスではなく、ボットの運用者も許可していません。接続はしていません。`,
  },
  refusedHere: {
    en: (target: string) => `${target} is not on the internet. Allow its network if it is yours: --allow 10.0.0.0/8. Nothing was sent to it.`,
    ja: (target: string) =>
      `${target} はインターネット上のアドレスではありません。組織内のサーバーであれば、--allow 10.0.0.0/8 のように許可してください。接続はしていません。`,
  },
  blockedHere: { en: 'Port 25 is closed from here', ja: 'ここからはポート 25 に接続できない' },
  blockedHereBody: {
    en: 'This network blocks outgoing port 25: two large mail providers were out of reach as well, so nothing is known about the server. Run the probe where port 25 is open.',
    ja: 'このネットワークでは、外向きのポート 25 が遮断されています。大手 2 社のメール サーバーにも接続できないため、サーバーの状態は分かりません。ポート 25 を使える場所で実行してください。',
  },
  refusedTitle: { en: 'This address is not probed', ja: 'このアドレスは確認できない' },
} as const;

export const WHAT: Readonly<Record<NotTested['what'], PerLocale<string>>> = {
  smtp: { en: 'SMTP', ja: 'SMTP' },
  tls: { en: 'TLS', ja: 'TLS' },
  name: { en: 'the name in the certificate', ja: '証明書の名前' },
  dane: { en: 'DANE', ja: 'DANE' },
  'mta-sts': { en: 'MTA-STS', ja: 'MTA-STS' },
  'tls-rpt': { en: 'TLS-RPT', ja: 'TLS-RPT' },
  'old-tls': { en: 'TLS 1.0 and 1.1', ja: 'TLS 1.0 と 1.1' },
  'more-hosts': { en: 'further MX hosts', ja: '残りの MX ホスト' },
  'more-addresses': { en: 'further addresses', ja: '残りのアドレス' },
  ipv6: { en: 'IPv6', ja: 'IPv6' },
};
export const WHY: Readonly<Record<NotTested['why'], PerLocale<string>>> = {
  'no-domain': { en: 'a host was named, not a domain', ja: 'ドメインではなくホストの指定のため' },
  'no-name': { en: 'no name was given', ja: '名前の指定がないため' },
  'no-dnssec': { en: 'the domain is not signed with DNSSEC', ja: 'ドメインが DNSSEC で署名されていないため' },
  'no-resolver': { en: 'no resolver vouches for DNSSEC', ja: 'DNSSEC を検証するリゾルバーがないため' },
  'dns-failed': { en: 'DNS did not answer', ja: 'DNS の応答がないため' },
  'not-reached': { en: 'no server got that far', ja: 'そこまで接続できないため' },
  'few-connections': { en: 'to make few connections', ja: '接続回数を抑えるため' },
  'too-many': { en: 'there are too many', ja: '数が多いため' },
  'no-ipv6-here': { en: 'there is none here', ja: 'ここでは使用できないため' },
  'out-of-time': { en: 'time ran out', ja: '時間切れのため' },
};

type State<T extends { readonly state: string }> = T['state'];
/** What became of each policy, in a word or two. */
export const POLICY: {
  readonly dane: Readonly<Record<State<PolicyReport['dane']>, PerLocale<string>>>;
  readonly mtaSts: Readonly<Record<State<PolicyReport['mtaSts']>, PerLocale<string>>>;
  readonly tlsRpt: Readonly<Record<State<PolicyReport['tlsRpt']>, PerLocale<string>>>;
} = {
  dane: {
    match: { en: 'matches', ja: '一致' },
    mismatch: { en: 'does not match', ja: '不一致' },
    none: { en: 'not used', ja: '未使用' },
    'no-dnssec': { en: 'no DNSSEC', ja: 'DNSSEC なし' },
    bogus: { en: 'DNSSEC broken', ja: 'DNSSEC の検証失敗' },
    'not-tested': { en: 'not tested', ja: '未確認' },
  },
  mtaSts: {
    match: { en: 'matches', ja: '一致' },
    'mx-not-in-policy': { en: 'lacks an MX host', ja: 'MX ホストの不足' },
    'fetch-error': { en: 'cannot be fetched', ja: '取得不可' },
    syntax: { en: 'syntax error', ja: '構文エラー' },
    certificate: { en: 'certificate fails', ja: '証明書の不一致' },
    absent: { en: 'not used', ja: '未使用' },
    'not-tested': { en: 'not tested', ja: '未確認' },
  },
  tlsRpt: {
    present: { en: 'on', ja: 'あり' },
    absent: { en: 'not used', ja: '未使用' },
    syntax: { en: 'syntax error', ja: '構文エラー' },
    'not-tested': { en: 'not tested', ja: '未確認' },
  },
};
