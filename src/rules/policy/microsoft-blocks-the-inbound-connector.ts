import { code, defineRule, ems, onReply, say } from '../define.js';

// One connector is blocked, so only mail that comes through it: 5.7.705 stops the whole tenant.
export default defineRule({
  id: 'microsoft-blocks-the-inbound-connector',
  ...onReply({ certainty: 'certain', codes: ['5.7.711'], anyCode: true, elsewhere: ['bad inbound connector'] }),
  title: {
    en: 'Inbound connector is blocked as compromised',
    ja: '受信コネクタ (Inbound) が侵害の疑いで停止されている',
  },
  sources: [
    'https://learn.microsoft.com/defender-office-365/connectors-remove-blocked',
    'https://learn.microsoft.com/defender-office-365/connectors-detect-respond-to-compromise',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Spam or phishing came through an inbound connector of the tenant, so Exchange Online returns everything that your server relays through it. Mailboxes in Exchange Online still send.`,
      ja: say`Exchange Online の受信コネクタ (Inbound connector) を経由してスパムやフィッシングが送信されたため、このコネクタを通るメールがすべて返送されます。Exchange Online のメールボックスからは送信できます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. The blocked connector, and all connectors with the time they were changed: an unknown one is most likely an attacker's.`,
          ja: say`Exchange Online PowerShell で実行します。停止されたコネクタと、全コネクタの変更日時を表示します。覚えのないコネクタは、攻撃者が作成したと考えられます。`,
        },
        run: ems`
          $bad = Get-BlockedConnector
          $bad | Format-List
          Get-InboundConnector |
            Format-List Name, Enabled, WhenChanged, SenderIP*, TlsSender*`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Delete unknown connectors, reset administrator passwords, and clean the server behind a connector of yours (open relay, stolen mailbox, missing updates).`,
          ja: say`不審なコネクタを削除し、管理者のパスワードをリセットします。自社のコネクタの場合は、接続元のサーバーの問題 (オープン リレー、侵害されたメールボックス、未適用の更新プログラム) を解消します。`,
        },
      },
      {
        why: {
          en: say`Only after the clean-up: a connector that is freed too early is blocked again.`,
          ja: say`対策の後にだけ実行します。先に解除すると、再び停止されます。`,
        },
        run: ems`
          foreach ($one in $bad) {
            Remove-BlockedConnector -ConnectorId $one.ConnectorId
          }`,
        changes: {
          en: say`Takes the connector off the list of restricted entities; mail flows again within an hour.`,
          ja: say`制限付きエンティティの一覧からコネクタを削除します。1 時間以内にメールが流れます。`,
        },
        keep: {
          en: say`Step 1 prints the blocked connectors; the connectors themselves do not change.`,
          ja: say`停止されたコネクタは手順 1 で表示されます。コネクタの設定は変わりません。`,
        },
        undo: {
          en: say`Nothing to restore. To stop the relay again, disable the inbound connector in the Exchange admin center.`,
          ja: say`元に戻す設定はありません。再び止める場合は、Exchange 管理センターで Exchange Online の受信コネクタ (Inbound connector) を無効にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The list is empty, and mail from your server leaves without ${code('5.7.711')}.`,
          ja: say`何も表示されず、自社のサーバーからのメールに ${code('5.7.711')} が返らなければ成功です。`,
        },
        run: ems`Get-BlockedConnector`,
      },
    ],
    moreLabel: { en: 'Who sends through it', ja: '経由した送信者' },
    more: [
      {
        title: { en: 'Who sends through it', ja: '経由した送信者' },
        why: {
          en: say`Exchange Management Shell of the server behind the connector: the ten senders with most mail in the last 6 hours.`,
          ja: say`接続元のサーバーの Exchange 管理シェルで、過去 6 時間に送信数の多い 10 件の送信者を表示します。`,
        },
        run: ems`
          $from = (Get-Date).AddHours(-6)
          Get-TransportService |
            Get-MessageTrackingLog -EventId SEND -Start $from -ResultSize 20000 |
            Group-Object Sender | Sort-Object Count -Descending |
            Select-Object -First 10 Count, Name`,
      },
    ],
  }),
});
