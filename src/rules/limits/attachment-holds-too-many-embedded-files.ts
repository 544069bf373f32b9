import { defineHelpdeskRule, onReply, or, say } from '../define.js';

// AS345 is the only word that tells it: "policy violation detected" alone stands for any content policy.
export default defineHelpdeskRule({
  id: 'attachment-holds-too-many-embedded-files',
  ...onReply({ certainty: 'certain', codes: ['5.0.350'], words: ['AS345'], anyCode: true }),
  title: {
    en: 'Attachment contains too many embedded files',
    ja: '添付ファイルに埋め込まれたファイルが多すぎる',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-5-0-350-in-exchange-online',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`An attachment, mostly an Office file, holds 20 or more embedded files. The filter of ${or('remoteHost', "the recipient's server")} cannot inspect so many and refuses the message.`,
      ja: say`添付ファイル (多くは Office ファイル) に 20 個以上のファイルが埋め込まれています。${or('remoteHost', '受信側のサーバー')} のフィルターが検査できないため、メールが拒否されました。`,
    },
    todo: [
      {
        en: say`Send the file as a link (OneDrive, SharePoint).`,
        ja: say`ファイルは OneDrive や SharePoint のリンクで送ります。`,
      },
      {
        en: say`Or remove embedded objects, or save it as PDF, and send it again.`,
        ja: say`または、埋め込みオブジェクトを削除するか PDF で保存し、送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your message to ${or('recipient', 'the recipient')} was refused because the attachment contains 20 or more embedded files (AS345). Please send a link instead, remove embedded objects, or save the file as PDF. Nothing is wrong with your mailbox.`,
      ja: say`${or('recipient', '受信者')} 宛てのメールは、添付ファイルに 20 個以上のファイルが埋め込まれているため拒否されました (AS345)。リンクで送るか、埋め込みオブジェクトを削除するか、PDF で保存して送信し直してください。送信者側に問題はありません。`,
    },
    moreLabel: { en: 'How to count them', ja: '数の確認方法' },
    more: [
      {
        title: { en: 'How to count them', ja: '数の確認方法' },
        why: {
          en: say`An Office file is a ZIP archive: rename a copy to .zip and look into the folders named embeddings.`,
          ja: say`Office ファイルは ZIP 形式です。コピーの拡張子を .zip に変更し、埋め込み用のフォルダー (embeddings) を確認します。`,
        },
      },
    ],
  }),
});
