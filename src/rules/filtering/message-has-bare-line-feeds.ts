import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// Lines that end in LF without CR. Exchange writes 5.6.11, older servers 5.6.2, and receivers that guard against SMTP smuggling
// have codes of their own, so the words decide beside the code.
export default defineHelpdeskRule({
  id: 'message-has-bare-line-feeds',
  ...onReply({
    certainty: 'certain',
    codes: ['5.6.11'],
    anyCode: true,
    elsewhere: ['bare linefeed', 'bare line feed', 'BareLinefeeds', 'bare LF', 'bare <LF>', 'bare newline'],
  }),
  title: {
    en: 'Message has line feeds without carriage returns',
    ja: 'メールに CR のない改行 (LF のみ) が含まれている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-6-11-in-exchange-online',
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
    'RFC 3030',
    'RFC 5321',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The program of ${or('sender', 'the sender')} ends lines with LF alone instead of CR LF. The servers on the way leave them as they are, and ${or('remoteHost', 'the receiver')} does not take them.`,
      ja: say`${or('sender', '送信者')} のプログラムが、改行に CR LF ではなく LF だけを使っています。途中のサーバーはこれを修正せず、${or('remoteHost', '受信側')} は受け付けません。`,
    },
    todo: [
      {
        en: say`Send the message from Outlook or Outlook on the web, or without the attachment.`,
        ja: say`Outlook または Web 版 Outlook から送信するか、添付ファイルを外して送信します。`,
      },
      {
        en: say`Script or application: let its mail library write CR LF (in Python ${code('policy.SMTP')}), in the attachments as well.`,
        ja: say`スクリプトやアプリケーションの場合は、添付ファイルも含めて、改行を CR LF で出力するように変更します (Python では ${code('policy.SMTP')})。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`A message was refused because some lines end in LF without CR (bare line feeds). If your program sent it, please let it write CR LF. If your server received it, please support CHUNKING (BDAT, RFC 3030), which can carry such lines.`,
      ja: say`CR のない改行 (LF のみ) が含まれているため、メールが拒否されました。送信側のプログラムの場合は、改行を CR LF に修正してください。受信側のサーバーの場合は、このような行を受信できる CHUNKING (BDAT、RFC 3030) に対応してください。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'Receiving side', ja: '受信側の設定' },
        why: {
          en: say`Only reads. Switch ${code('ChunkingEnabled')} on where it is off. Leave the rejection on for connectors that face the internet: it guards against SMTP smuggling.`,
          ja: say`参照のみです。${code('ChunkingEnabled')} が無効であれば有効にします。インターネット向けのコネクタの拒否設定は、SMTP スマグリング対策のため維持します。`,
        },
        run: ems`
          Get-ReceiveConnector | Format-Table Identity, ChunkingEnabled,
            BareLinefeedRejectionEnabled`,
      },
    ],
  }),
});
