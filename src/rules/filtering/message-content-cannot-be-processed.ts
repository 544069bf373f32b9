import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// "Invalid message content" is said by a mail flow rule that gave up as well as of broken MIME; "Corrupt message content" only
// of the latter. In the registry 5.5.6 is about authentication (RFC 4954), so the words decide.
export default defineOpenRule({
  id: 'message-content-cannot-be-processed',
  ...onReply({ certainty: 'open', codes: ['5.6.0', '5.5.6', '5.7.1'], words: ['Invalid message content', 'transport rule evaluation timed out'] }),
  title: {
    en: 'Exchange cannot process the content of the message',
    ja: 'Exchange がメールの内容を処理できない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/invalid-message-ndr',
    'https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help',
  ],
  explains: [],
  often: 'rare',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange could not read the message to its end and returned it. Either a mail flow rule that must inspect an Office file timed out, or the message is no valid MIME.`,
      ja: say`Exchange がメールを最後まで読み取れず、返送しました。Office ファイルを検査するメール フロー ルールのタイムアウトか、メールの形式 (MIME) の誤りです。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell, or Exchange Management Shell for a server of your own: rules that hold mail until they are through.`,
        ja: say`Exchange Online PowerShell (自社のサーバーの場合は Exchange 管理シェル) で、処理が完了するまでメールを保留するルールを表示します。`,
      },
      run: ems`
        Get-TransportRule | Where-Object RuleErrorAction -eq 'Defer' |
          Format-List Name, State, Attachment*, DlpPolicy`,
    },
    outcomes: [
      {
        sees: { en: say`A rule is listed, and the file is a large Office file`, ja: say`ルールがあり、大きな Office ファイルの場合` },
        means: {
          en: say`Send a smaller or split file, or a link. Keep ${code('Defer')}: ${code('Ignore')} lets mail out unchecked.`,
          ja: say`ファイルを小さくするか分割します。または、リンクを送ります。${code('Ignore')} にすると未検査のまま送信されるため、${code('Defer')} は維持します。`,
        },
      },
      {
        sees: { en: say`A rule is listed, and any file fails`, ja: say`ルールがあり、どのファイルでも失敗する場合` },
        means: {
          en: say`Narrow the rule's conditions (recipients, file types), so that it inspects less mail.`,
          ja: say`ルールの条件 (受信者、ファイルの種類) を絞り、検査するメールを減らします。`,
        },
      },
      {
        sees: { en: say`Nothing is listed`, ja: say`何も表示されない場合` },
        means: {
          en: say`The sending program writes broken MIME: send the same text from Outlook on the web. If that arrives, its vendor has to act.`,
          ja: say`送信プログラムの MIME に誤りがあります。同じ内容を Web 版 Outlook から送信して届けば、プログラムの提供元に連絡します。`,
        },
      },
    ],
  }),
});
