import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Exchange Server's own Content Filter agent. Exchange Online quarantines without an NDR, and other filters use 5.7.1.
export default defineRule({
  id: 'content-filter-quarantined-the-message',
  ...onReply({ certainty: 'certain', codes: ['5.2.1'], words: ['Content Filter agent'], anyCode: true }),
  title: {
    en: 'Content filter of Exchange quarantined the message',
    ja: 'Exchange のコンテンツ フィルターがメールを検疫した',
  },
  sources: [
    'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/content-filtering',
    'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/release-quarantined-messages',
  ],
  explains: [],
  often: 'rare',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The Content Filter agent rated the message as spam above its threshold and put it into the spam quarantine mailbox. The recipient did not get it; nothing is lost.`,
      ja: say`スパムの判定値 (SCL) がしきい値に達したため、コンテンツ フィルター エージェントがメールをスパム検疫メールボックスに移動しました。受信者には届いていませんが、メールは残っています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on the server that wrote the report (often an Edge server): the threshold, the quarantine mailbox, and who is exempt.`,
          ja: say`レポートを生成したサーバー (多くはエッジ サーバー) の Exchange 管理シェルで、しきい値、検疫メールボックス、除外された送信者を表示します。`,
        },
        run: ems`
          Get-ContentFilterConfig | Format-List Enabled, SCLQuarantine*,
            QuarantineMailbox, BypassedSenders, BypassedSenderDomains
          Get-ContentFilterPhrase | Format-Table Influence, Phrase`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Open the quarantine mailbox in Outlook, and look at the message. If it is wanted, open the report and choose ${code('Send Again')}.`,
          ja: say`Outlook で検疫メールボックスを開いてメールを確認し、必要なメールであれば、そのレポートを開いて [再送] を選択します。`,
        },
      },
      {
        why: {
          en: say`If it happens again, and SPF or DKIM shows that the sender is genuine: add this one address, not its domain, to ${code('BypassedSenders')}. If a phrase of your own caught it, remove the phrase.`,
          ja: say`繰り返す場合は、SPF や DKIM で送信者を確認したうえで、ドメインではなくこのアドレスだけを ${code('BypassedSenders')} に追加します。自組織で登録した語句が原因であれば、その語句を削除します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The next message of ${or('sender', 'the sender')} is delivered: the log shows no ${code('QuarantineMessage')} for it.`,
          ja: say`${or('sender', '送信者')} の次のメールが届き、ログに ${code('QuarantineMessage')} が記録されなければ成功です。`,
        },
        run: ems`
          Get-AgentLog -StartDate (Get-Date).AddHours(-2) |
            Where-Object Agent -eq 'Content Filter Agent' |
            Format-Table Timestamp, P1FromAddress, Action, ReasonData`,
      },
    ],
    moreLabel: { en: 'Threshold', ja: 'しきい値' },
    more: [
      {
        title: { en: 'Much wanted mail is caught', ja: '必要なメールが多く検疫される場合' },
        why: {
          en: say`Raise the quarantine threshold by one step (1 to 9; higher catches less), and watch the mailbox for some days.`,
          ja: say`検疫のしきい値 (1 ～ 9、大きいほど検疫が減ります) を 1 段階上げ、数日間、検疫メールボックスを確認します。`,
        },
      },
    ],
  }),
});
