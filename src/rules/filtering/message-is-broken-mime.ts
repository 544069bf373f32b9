import { code, defineHelpdeskRule, ems, needed, onReply, or, say } from '../define.js';

// The store could not turn the message into an item. "Invalid message content" may be a mail flow rule as well.
export default defineHelpdeskRule({
  id: 'message-is-broken-mime',
  ...onReply({ certainty: 'certain', codes: ['5.6.0'], words: ['Corrupt message content', 'ConversionFailedException'], anyCode: true }),
  title: {
    en: 'Message is not built as MIME demands',
    ja: 'メールの形式 (MIME) が壊れている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/external-or-application-created-emails-cannot-be-delivered',
    'RFC 1741',
    'RFC 2045',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The program of the sender encodes the message or an attachment wrongly, so Exchange cannot store it. A known case is a BinHex attachment (${code('application/mac-binhex40')}) sent as base64.`,
      ja: say`送信側のプログラムがメールまたは添付ファイルを誤って符号化したため、Exchange が保存できません。BinHex の添付ファイル (${code('application/mac-binhex40')}) を base64 で送る場合が知られています。`,
    },
    todo: [
      {
        en: say`Send the file again from Outlook or Outlook on the web, or zip it first.`,
        ja: say`Outlook または Web 版 Outlook から送信し直すか、ZIP 形式に圧縮して送信します。`,
      },
      {
        en: say`If an application sent it, its vendor has to correct the encoding.`,
        ja: say`アプリケーションから送信した場合は、提供元に符号化の修正を依頼します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your message to ${or('recipient', 'our user')} could not be stored, because its MIME structure is broken (554 5.6.0 Corrupt message content). Please send it from another mail program, or correct the encoding: BinHex parts must not be base64-encoded again (RFC 1741).`,
      ja: say`${or('recipient', 'こちらの受信者')} 宛てのメールは、MIME の構造に誤りがあるため受信できませんでした (554 5.6.0 Corrupt message content)。別のメール プログラムから送信するか、符号化を修正してください。BinHex のパートを base64 で符号化することはできません (RFC 1741)。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Which senders are concerned', ja: '該当する送信者' },
        why: {
          en: say`Exchange Management Shell; only reads. One program in all lines is the culprit; many different ones point to a transport agent on your server.`,
          ja: say`Exchange 管理シェルで実行します。参照のみです。送信元が 1 つであれば、そのプログラムが原因です。多数の場合は、自社のトランスポート エージェントを確認します。`,
        },
        run: ems`
          Get-MessageTrackingLog -EventId FAIL -Recipients ${needed('recipient')} |
            Format-List Timestamp, Sender, OriginalClientIp, RecipientStatus
          Get-TransportAgent | Format-Table Identity, Enabled`,
      },
    ],
  }),
});
