import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// The mailbox exists; where it forwards to does not resolve. Older Exchange writes 5.2.0 with RESOLVER.FWD, Exchange Online 5.2.14.
export default defineRule({
  id: 'forwarding-address-is-invalid',
  ...onReply({
    certainty: 'certain',
    codes: ['5.2.14'],
    anyCode: true,
    elsewhere: [
      'RESOLVER.FWD.NotFound',
      'RESOLVER.FWD.Invalid',
      'misconfigured forwarding address',
      'misconfigured forwarded contact',
      'contact forwards to an invalid object',
    ],
  }),
  title: {
    en: "Mailbox's forwarding address cannot be resolved",
    ja: 'メールボックスの転送先アドレスを解決できない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/recipients/user-mailboxes/email-forwarding',
    'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/configure-email-forwarding',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('recipient', 'The mailbox')} forwards its mail to an object that is gone or has no valid address. Mail sent to it is returned; the sender did nothing wrong.`,
      ja: say`${or('recipient', 'メールボックス')} の転送先が削除されたか、有効なアドレスを持っていません。このメールボックス宛てのメールは返送されます。送信者に問題はありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell: where the mailbox forwards to, and whether a copy stays.`,
          ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で、転送先と、コピーを残す設定を表示します。`,
        },
        run: ems`
          $mbx = Get-Mailbox ${needed('recipient')}
          $mbx | Format-List Forward*, DeliverToMailboxAndForward
          if ($mbx.ForwardingAddress) { Get-Recipient "$($mbx.ForwardingAddress)" }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Ask the owner where the mail shall go. Enter that address in the Exchange admin center (the mailbox, email forwarding), or turn forwarding off there.`,
          ja: say`所有者に転送先を確認し、Exchange 管理センターでメールボックスのメール転送を正しいアドレスに変更するか、無効にします。`,
        },
      },
      {
        why: {
          en: say`If ${code('ForwardingAddress')} names a contact, correct the contact's external address instead.`,
          ja: say`${code('ForwardingAddress')} が連絡先の場合は、連絡先の外部メール アドレスを修正します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A test message arrives at the new address, and no NDR comes back.`,
          ja: say`テスト メールが新しい転送先に届き、NDR が返らなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Other mailboxes', ja: 'ほかのメールボックス' },
    more: [
      {
        title: { en: 'Who else forwards to the same object', ja: '同じ転送先のメールボックス' },
        why: {
          en: say`Lists all mailboxes that forward to an object of the directory. This only reads and takes a while.`,
          ja: say`ディレクトリのオブジェクトに転送しているメールボックスをすべて表示します。参照のみのコマンドで、時間がかかります。`,
        },
        run: ems`
          Get-Mailbox -ResultSize Unlimited -Filter 'ForwardingAddress -ne $null' |
            Format-Table PrimarySmtpAddress, ForwardingAddress`,
      },
    ],
  }),
});
