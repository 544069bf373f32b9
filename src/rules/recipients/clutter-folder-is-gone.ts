import { code, defineRule, ems, needed, onReply, say } from '../define.js';

// Delivery into one mailbox fails on a folder, not on the address. That it is the Clutter folder, Microsoft says (January 2024);
// Focused Inbox has replaced Clutter since, so Get-Clutter decides.
export default defineRule({
  id: 'clutter-folder-is-gone',
  ...onReply({ certainty: 'likely', codes: ['5.2.0'], words: ['ObjectNotFoundException.MapiExceptionNotFound', 'Cannot get ID from name'] }),
  title: {
    en: 'Clutter is on, but the mailbox lacks the folder',
    ja: '低優先メール (Clutter) のフォルダーがない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/mapiexceptionnotfound-ndr',
    'https://learn.microsoft.com/powershell/module/exchange/set-clutter',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online wants to put mail into a folder that this mailbox does not have, most likely that of Clutter. Mail to this mailbox is returned; other members of a group get theirs.`,
      ja: say`Exchange Online が、このメールボックスにないフォルダーにメールを配信しようとしています。低優先メール (Clutter) のフォルダーと考えられます。このメールボックス宛てのメールは返送されます。グループのほかのメンバーには届きます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. Go on only if it says ${code('IsEnabled : True')}; otherwise the cause is another one.`,
          ja: say`Exchange Online PowerShell で実行します。${code('IsEnabled : True')} の場合だけ次に進みます。それ以外は原因が異なります。`,
        },
        run: ems`
          $user = ${needed('recipient')}
          $clutter = Get-Clutter -Identity $user
          $clutter | Format-List MailboxIdentity, IsEnabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Turn Clutter off for this mailbox. Mail then goes to the inbox.`,
          ja: say`このメールボックスの Clutter を無効にします。以後のメールは受信トレイに届きます。`,
        },
        run: ems`if ($clutter.IsEnabled) { Set-Clutter -Identity $user -Enable $false }`,
        changes: {
          en: say`Mail of low priority is no longer moved out of the inbox.`,
          ja: say`優先度の低いメールが、受信トレイから移動されなくなります。`,
        },
        keep: {
          en: say`Step 1 prints the old state; it was on.`,
          ja: say`元の状態 (有効) は手順 1 で表示されます。`,
        },
        undo: ems`if ($user) { Set-Clutter -Identity $user -Enable $true }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`It must say ${code('IsEnabled : False')}, and a new message arrives.`,
          ja: say`${code('IsEnabled : False')} と表示され、新しいメールが届けば成功です。`,
        },
        run: ems`if ($user) { Get-Clutter -Identity $user | Format-List IsEnabled }`,
      },
    ],
    moreLabel: { en: 'Undo, and Clutter is off', ja: '元に戻す方法と無効の場合' },
    more: [
      {
        title: { en: 'Clutter is off already', ja: 'Clutter がすでに無効の場合' },
        why: {
          en: say`Then another folder or rule of the mailbox is most likely damaged: check inbox rules that move mail, and open a support request with the NDR.`,
          ja: say`別のフォルダーまたはルールが破損していると考えられます。メールを移動する受信トレイ ルールを確認し、配信不能レポート (NDR) を添えてサポートに問い合わせます。`,
        },
      },
    ],
  }),
});
