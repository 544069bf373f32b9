import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// The database or its server, so all its mailboxes wait. "recipient thread limit" is one mailbox, "The maximum number of
// concurrent connections" an application.
export default defineOpenRule({
  id: 'mailbox-database-takes-no-mail',
  ...onReply({
    certainty: 'open',
    codes: ['4.3.2', '4.3.0', '4.3.1', '4.2.0', '4.2.1'],
    words: [
      'database thread limit exceeded',
      'server thread limit exceeded',
      'database throttling limit exceeded',
      'mailbox server is offline',
      'mailbox database is offline',
      'mailbox database IO error',
      'mailbox disk is full',
      'mailbox server is too busy',
      'max threads per',
      'mapi session limit exceeded',
      'not enough memory for mapi',
      'delivery source thread limit exceeded',
      'max concurrent message size limit exceeded',
      'retryable mailbox access denied',
      'mailbox logon failure',
      'mailbox database has moved',
    ],
  }),
  title: {
    en: 'Mailbox database takes no mail at present',
    ja: 'メールボックス データベースがメールを受け付けていない',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/store-driver-fault-isolation-improvements-in-exchange-2010-sp1/586093',
    'https://learn.microsoft.com/exchange/mail-flow/mail-flow',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange has the mail, but the recipient's mailbox database is slow, dismounted or on a server that is down. All mailboxes of it wait; delivery goes on by itself.`,
      ja: say`メールは Exchange に届いていますが、受信者のメールボックス データベースが低速か、マウントされていないか、サーバーが停止しています。同じデータベースの配信がすべて待機し、回復後に再開します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the recipient's mailbox server: the databases, the services of this server, and the queues that wait.`,
        ja: say`受信者のメールボックス サーバーの Exchange 管理シェルで、データベース、このサーバーのサービス、待機しているキューを表示します。`,
      },
      run: ems`
        Get-MailboxDatabaseCopyStatus * |
          Format-Table Name, Status, CopyQueueLength, ContentIndexState
        Get-Service MSExchangeDelivery, MSExchangeIS | Format-Table Name, Status
        Get-Queue | Where-Object DeliveryType -like 'SmtpDeliveryToMailbox*' |
          Format-Table Identity, NextHopDomain, MessageCount, LastError`,
    },
    outcomes: [
      {
        sees: { en: say`No copy is ${code('Mounted')}`, ja: say`${code('Mounted')} のコピーがない場合` },
        means: {
          en: say`Find the reason in the event log (disk full, lost storage) before ${code('Mount-Database')}. In a DAG, activate a healthy copy.`,
          ja: say`${code('Mount-Database')} の前に、イベント ログで理由 (ディスク不足、ストレージの障害など) を確認します。DAG では正常なコピーをアクティブにします。`,
        },
      },
      {
        sees: { en: say`A service is stopped`, ja: say`サービスが停止している場合` },
        means: {
          en: say`Start it on that server: MSExchangeDelivery hands mail to the database.`,
          ja: say`そのサーバーで開始します。MSExchangeDelivery がデータベースにメールを渡します。`,
        },
      },
      {
        sees: { en: say`All is mounted and running`, ja: say`すべて正常な場合` },
        means: {
          en: say`The database is slow: look at disk latency, backup, a mailbox move or a flood to one mailbox. The queue empties by itself.`,
          ja: say`データベースの応答が遅い状態です。ディスクの遅延、バックアップ、メールボックスの移動、特定の宛先への大量のメールを確認します。キューは自動的に処理されます。`,
        },
      },
    ],
  }),
});
