import type { ClueKind } from '../model/evidence.js';
import type { PerLocale } from '../model/rule.js';

/** What each kind of clue is called. */
export const KINDS: Readonly<Record<ClueKind, PerLocale<string>>> = {
  event: { en: 'event', ja: 'イベント' },
  reply: { en: 'SMTP reply', ja: 'SMTP 応答' },
  session: { en: 'SMTP session', ja: 'SMTP セッション' },
  connector: { en: 'connector', ja: 'コネクタ' },
  certificate: { en: 'certificate', ja: '証明書' },
  error: { en: 'error', ja: 'エラー' },
  tls: { en: 'TLS failure', ja: 'TLS エラー' },
  bounce: { en: 'bounce', ja: '配信不能レポート' },
  queue: { en: 'queue', ja: 'キュー' },
  setting: { en: 'setting', ja: '設定' },
  connection: { en: 'connection', ja: '接続' },
  dns: { en: 'DNS answer', ja: 'DNS 応答' },
  policy: { en: 'MTA-STS policy', ja: 'MTA-STS ポリシー' },
  report: { en: 'TLS report', ja: 'TLS レポート' },
  pairing: { en: 'comparison', ja: '照合結果' },
  hop: { en: 'who spoke', ja: 'エラーを出した側' },
  probe: { en: 'probe', ja: '接続の確認' },
  domain: { en: 'domain', ja: 'ドメイン' },
  prompt: { en: 'prompt', ja: '確認プロンプト' },
};
