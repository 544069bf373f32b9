import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// The mailbox, not the message: the store locks a mailbox that made it crash. Quarantined messages are 5.2.1 or no bounce at all.
export default defineRule({
  id: 'mailbox-is-quarantined',
  ...onReply({ certainty: 'certain', codes: ['5.7.9', '5.7.10'], words: ['mailbox quarantined'], anyCode: true }),
  title: {
    en: 'Exchange has quarantined the mailbox',
    ja: 'メールボックスが検疫されている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/disable-mailboxquarantine',
    'https://learn.microsoft.com/powershell/module/exchange/new-mailboxrepairrequest',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The mailbox made the store crash or hang several times, so Exchange locked it, for six hours as a rule. ${code('5.7.9')} is the recipient's, ${code('5.7.10')} the sender's; mail is returned meanwhile.`,
      ja: say`メールボックスが原因でストアの停止や応答の遅延が繰り返されたため、Exchange がメールボックスを検疫しています (既定は 6 時間)。${code('5.7.9')} は受信者側、${code('5.7.10')} は送信者側で、その間のメールは返送されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: whether ${or('recipient', 'the mailbox')} is still locked, and which others are.`,
          ja: say`Exchange 管理シェルで、${or('recipient', 'メールボックス')} と、ほかのメールボックスの検疫の状態を表示します。`,
        },
        run: ems`
          Get-MailboxStatistics ${needed('recipient')} |
            Format-List DisplayName, IsQuarantined, QuarantineEnd, ItemCount
          Get-MailboxDatabase | Get-MailboxStatistics |
            Where-Object IsQuarantined | Format-Table DisplayName, Database`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Find what crashes the store first: event 10018 names the mailbox, the events before it the client. Update or stop that program or device.`,
          ja: say`先に、ストアを停止させている原因を調べます。イベント 10018 にメールボックス、その前のイベントにクライアントが記録されます。該当のプログラムや機器を更新するか停止します。`,
        },
      },
      {
        why: {
          en: say`Move the mailbox to another database, which repairs it on the way, or run ${code('New-MailboxRepairRequest')}. If the quarantine prevents that, do step 4 first.`,
          ja: say`メールボックスを別のデータベースに移動するか (移動時に修復されます)、${code('New-MailboxRepairRequest')} を実行します。検疫のため実行できない場合は、先に手順 4 を実行します。`,
        },
      },
      {
        why: {
          en: say`Then wait for the end of the quarantine, or end it with ${code('Disable-MailboxQuarantine')}.`,
          ja: say`その後、検疫の終了を待つか、${code('Disable-MailboxQuarantine')} で解除します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('IsQuarantined')} is False, stays so for a day, and mail arrives.`,
          ja: say`${code('IsQuarantined')} が False のまま 1 日経過し、メールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Events', ja: 'イベントの確認' },
    more: [
      {
        title: { en: 'Events', ja: 'イベントの確認' },
        why: { en: say`On the server of the database. This only reads.`, ja: say`データベースのあるサーバーで実行します。参照のみのコマンドです。` },
        run: ems`
          $log = @{ LogName='Application'; ProviderName='MSExchangeIS*' }
          $log.Level = 2,3
          Get-WinEvent -FilterHashtable $log -MaxEvents 10 -ErrorAction Ignore |
            Format-List TimeCreated, Id, Message`,
      },
    ],
  }),
});
