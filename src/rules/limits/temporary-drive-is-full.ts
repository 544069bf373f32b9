import { code, defineRule, ems, onReply, say } from '../define.js';

// The drive of TMP, where large attachments are written while a user sends. Back pressure ("Insufficient system resources")
// does not watch that drive.
export default defineRule({
  id: 'temporary-drive-is-full',
  ...onReply({
    certainty: 'certain',
    codes: ['4.3.1'],
    words: ['STOREDRV; disk is full', 'There is not enough space on the disk', 'StorageTransientException.IOException'],
  }),
  title: {
    en: 'Drive for temporary files is full; sent mail is lost',
    ja: '一時ファイル用ドライブに空きがなく、送信メールが失われる',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/failed-to-process-message-due-to-transient-exception',
    'https://learn.microsoft.com/exchange/mail-flow/back-pressure',
  ],
  explains: [],
  mail: 'unknown',

  text: () => ({
    cause: {
      en: say`While a user sends, attachments above 128 KB are written to the folder of ${code('TMP')}. Its drive has no room. The mail is dropped: no NDR, no second try.`,
      ja: say`送信時に 128 KB を超える添付ファイルは ${code('TMP')} のフォルダーに書き込まれますが、そのドライブに空きがありません。メールは破棄され、NDR も再試行もありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on the sender's mailbox server: the folder, the free space, and the mail that was lost.`,
          ja: say`送信者のメールボックス サーバーの Exchange 管理シェルで、フォルダー、空き容量、失われたメールを表示します。`,
        },
        run: ems`
          [Environment]::GetEnvironmentVariable('TMP', 'Machine')
          Get-PSDrive -PSProvider FileSystem | Format-Table Name, Used, Free
          Get-MessageTrackingLog -EventId SUBMITDEFER -ResultSize Unlimited |
            Where-Object { "$($_.EventData)" -match 'disk is full|IOException' } |
            Format-List Timestamp, Sender, Recipients, MessageSubject`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Free at least 1 GB on that drive, and keep it free.`,
          ja: say`そのドライブに 1 GB 以上の空きを作り、維持します。`,
        },
      },
      {
        why: {
          en: say`Or set the system variable ${code('TMP')} to a folder on the drive of ${code('mail.que')}, which Exchange watches; then restart MSExchangeSubmission.`,
          ja: say`または、システム環境変数 ${code('TMP')} を、Exchange が監視する ${code('mail.que')} と同じドライブのフォルダーに変更し、MSExchangeSubmission を再起動します。`,
        },
      },
      {
        why: {
          en: say`Tell the senders that step 1 lists: they have to send again.`,
          ja: say`手順 1 に表示された送信者に、再送信が必要であることを知らせます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A message with a large attachment arrives, and no line is newer than the change.`,
          ja: say`大きな添付ファイルのメールが届き、変更より新しい行が表示されなければ成功です。`,
        },
        run: ems`
          Get-MessageTrackingLog -EventId SUBMITDEFER -ResultSize Unlimited |
            Where-Object { "$($_.EventData)" -match 'disk is full|IOException' } |
            Sort-Object Timestamp | Select-Object -Last 1 Timestamp, Sender`,
      },
    ],
    moreLabel: { en: 'Other servers', ja: 'ほかのサーバー' },
    more: [
      {
        title: { en: 'All servers at once', ja: 'すべてのサーバーの確認' },
        why: {
          en: say`The tracking log of each server holds its own losses. This only reads and takes some minutes.`,
          ja: say`追跡ログはサーバーごとに記録されます。参照のみのコマンドで、数分かかります。`,
        },
        run: ems`
          $found = foreach ($one in Get-TransportService) {
            $of = @{ Server=$one.Name; EventId='SUBMITDEFER'; ResultSize='Unlimited' }
            Get-MessageTrackingLog @of }
          $found | Where-Object { "$($_.EventData)" -match 'disk is full|IOException' } |
            Format-Table ServerHostname, Timestamp, Sender`,
      },
    ],
  }),
});
