import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// Rich Text of Outlook, whatever the class in front of it: 5.0.350 is only the wrapper of Exchange Online.
export default defineRule({
  id: 'rich-text-makes-a-header-too-long',
  ...onReply({ certainty: 'certain', codes: ['5.0.350'], words: ['x-dg-ref header'], anyCode: true }),
  title: {
    en: 'Rich Text message has a header that is too long',
    ja: 'リッチ テキスト形式のメールのヘッダーが長すぎる',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/550-x-dg-ref-header-too-long-ndr',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/remote-domains/remote-domains',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The message was written as Rich Text with an attachment, and Outlook puts data of it into a header line. ${or('remoteHost', "The recipient's server")} refuses the line as too long.`,
      ja: say`添付ファイルのあるメールがリッチ テキスト形式で作成され、Outlook がそのデータをヘッダーに入れています。${or('remoteHost', '受信側のサーバー')} がヘッダーの長さを理由に拒否しています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: whether Rich Text (TNEF) goes out. Empty leaves the choice to the sender.`,
          ja: say`Exchange Online PowerShell で、リッチ テキスト (TNEF) の送信設定を表示します。空の場合は送信者の設定に従います。`,
        },
        run: ems`
          $rd = Get-RemoteDomain |
            Where-Object { "$($_.DomainName)" -eq ${or('remoteDomain', "'*'")} }
          if (!$rd) { $rd = Get-RemoteDomain Default }
          $rd | Format-List Identity, DomainName, TNEFEnabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`The sender: Outlook, Format Text, ${code('HTML')} instead of Rich Text, then send again.`,
          ja: say`送信者は、Outlook の [書式設定] で [リッチ テキスト] の代わりに [HTML] を選択し、送信し直します。`,
        },
      },
      {
        why: {
          en: say`If it happens often: let no Rich Text out to this domain. ${code('DomainName')} * means all foreign domains.`,
          ja: say`繰り返す場合は、このドメインへのリッチ テキストの送信を止めます。${code('DomainName')} が * の場合は、すべての外部ドメインが対象です。`,
        },
        run: ems`
          if ($rd) { Set-RemoteDomain "$($rd.Identity)" -TNEFEnabled $false }`,
        changes: {
          en: say`Turns Rich Text into HTML for the domain that step 1 lists.`,
          ja: say`手順 1 に表示されたドメイン宛てのリッチ テキストを HTML に変換します。`,
        },
        keep: { en: say`Step 1 shows the old value.`, ja: say`変更前の値は手順 1 に表示されます。` },
        undo: ems`
          if ($rd) { Set-RemoteDomain "$($rd.Identity)" -TNEFEnabled $rd.TNEFEnabled }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`The same attachment arrives when it is sent as HTML.`,
          ja: say`同じ添付ファイルを HTML 形式で送信し、届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and one recipient only', ja: '元に戻す方法と特定の受信者' },
    more: [
      {
        title: { en: 'One recipient only', ja: '特定の受信者だけの場合' },
        why: {
          en: say`A contact can demand Rich Text by itself: in its properties ${code('UseMapiRichTextFormat')} is Always. This only reads.`,
          ja: say`連絡先の設定でリッチ テキストが指定されていることがあります (${code('UseMapiRichTextFormat')} が Always)。参照のみのコマンドです。`,
        },
        run: ems`
          Get-MailContact ${needed('recipient')} -ErrorAction SilentlyContinue |
            Format-List Name, UseMapiRichTextFormat`,
      },
    ],
  }),
});
