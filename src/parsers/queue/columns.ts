/** Columns of a queue that a clue holds, by the names that Get-Queue and the Queue Viewer (English, Japanese) give them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  identity: ['queueidentity', 'queue identity', 'queue', 'identity', 'queue id', 'id', 'キュー id', 'キューid'],
  nextHopDomain: ['nexthopdomain', 'next hop domain', '次ホップ ドメイン', '次ホップドメイン', '次のホップ ドメイン', '次のホップドメイン'],
  connector: ['nexthopconnector', 'next hop connector', '次ホップ コネクタ', '次ホップコネクタ'],
  deliveryType: ['deliverytype', 'delivery type', '配信の種類', '配信タイプ'],
  status: ['status', '状態', '状況'],
  messageCount: ['messagecount', 'message count', 'メッセージ数', 'メッセージの数'],
  lastError: ['lasterror', 'last error', '最新のエラー', '最後のエラー'],
};
const BY_NAME = new Map(Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [name, column] as const)));

/** The column that a property or a heading stands for. */
export const columnOf = (name: string): string | undefined => BY_NAME.get(name.trim().toLowerCase());

/** Names that only queues and queued messages have, in lower case. */
export const QUEUE_PROPERTIES: ReadonlySet<string> = new Set([
  ...(['nextHopDomain', 'connector', 'deliveryType', 'messageCount', 'lastError'] as const).flatMap((column) => COLUMNS[column] ?? []),
  'nexthopcategory',
  'lastretrytime',
  'nextretrytime',
  'retrycount',
  'queueidentity',
  'deferredmessagecount',
  'velocity',
]);
