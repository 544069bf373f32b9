import { certain, code, defineRule, ems, needed, onReply, or, type ReplyClue, say } from '../define.js';

const said = onReply({
  certainty: 'certain',
  codes: ['5.2.252', '5.2.0'],
  words: ['SendAsDenied', 'SendAsDeniedException', 'MapiExceptionSendAsDenied'],
  anyCode: true,
});

// Refused by the mailbox store after the message was taken (5.2.252, older 5.2.0). In the SMTP
// session itself it is 5.7.60; 5.2.252 with "throttled" follows when an application goes on trying.
export default defineRule({
  id: 'send-as-is-denied',
  ...said,
  match(evidence) {
    const found = said.match(evidence);
    const reply = found?.because.find((clue) => clue.kind === 'reply');
    return found && certain(reply ? pairOf(reply) : {}, found.because);
  },
  title: {
    en: 'Account may not send as the From address',
    ja: 'アカウントに差出人としての送信権限がない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-permissions-for-recipients',
    'https://learn.microsoft.com/powershell/module/exchange/add-recipientpermission',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('account', 'The account')} signed in, but the message is from ${or('sender', 'another address')}, and Send As is missing there. Exchange took the message and refused it; it was not sent.`,
      ja: say`${or('account', 'アカウント')} でサインインしていますが、メールの差出人は ${or('sender', '別のアドレス')} で、送信者アクセス許可 (Send As) がありません。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell (Exchange Server: ${code('Get-ADPermission')}): who may send as which address. The application's account is missing beside its From address.`,
          ja: say`Exchange Online PowerShell で実行し、Send As の一覧を表示します。差出人のアドレスに対して、アプリケーションのアカウントがないことを確認します。`,
        },
        run: ems`
          Get-RecipientPermission -AccessRights SendAs -ResultSize Unlimited |
            Where-Object Trustee -notlike 'NT AUTHORITY*' |
            Format-Table Identity, Trustee, AccessRights`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Best: in the application, set the From address to the account that signs in. A person in Outlook picks the From address from the address list again: an old entry may name a mailbox that is gone.`,
          ja: say`可能であれば、アプリケーションの差出人を、サインインするアカウントのアドレスに合わせます。Outlook の場合は、差出人をアドレス帳から選び直します。履歴の項目は、存在しないメールボックスを指すことがあります。`,
        },
      },
      {
        why: {
          en: say`Instead of step 2, if this account is meant to send so: grant Send As. The command asks; answer ${code('Y')}.`,
          ja: say`このアカウントがこの差出人で送信してよい場合は、手順 2 の代わりに Send As を付与します。確認には ${code('Y')} を入力します。`,
        },
        run: ems`
          $who = @{ Identity = ${needed('sender')}; AccessRights = 'SendAs' }
          $who.Trustee = ${needed('account')}
          & { Add-RecipientPermission @who }`,
        changes: {
          en: say`Lets one account send as one address; it applies within an hour.`,
          ja: say`1 つのアカウントに、1 つのアドレスとしての送信を許可します。反映には最大 1 時間かかります。`,
        },
        keep: {
          en: say`Step 1 printed the permissions there were.`,
          ja: say`変更前のアクセス許可は手順 1 で表示されています。`,
        },
        undo: ems`
          $who = @{ Identity = ${needed('sender')}; AccessRights = 'SendAs' }
          $who.Trustee = ${needed('account')}
          & { Remove-RecipientPermission @who }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 lists the account beside the address, and a test message arrives.`,
          ja: say`手順 1 の一覧で、アドレスに対してアカウントが表示され、テスト メールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, other From addresses', ja: '元に戻す方法とほかの差出人' },
    more: [
      {
        title: { en: 'The From address is not in your organization', ja: '差出人が組織外のアドレスの場合' },
        why: {
          en: say`No right helps: a mailbox cannot send as a foreign address. Correct the From address.`,
          ja: say`組織外のアドレスには権限を付与できません。差出人を修正します。`,
        },
      },
      {
        title: { en: 'Many From addresses', ja: '差出人が多数ある場合' },
        why: {
          en: say`Relay through an inbound connector for the fixed address of the application, instead of signing in.`,
          ja: say`サインインの代わりに、固定アドレス用の Exchange Online の受信コネクタ (Inbound connector) で中継します。`,
        },
      },
    ],
  }),
});

/** Newer servers name both: who signed in, and as whom the message was to be sent. */
function pairOf({ text }: ReplyClue): { account?: string | undefined; sender?: string | undefined } {
  const at = text.toLowerCase().indexOf(BETWEEN);
  if (at < 0) return {};
  const [account, sender] = [text.slice(0, at).split(AROUND).at(-1), text.slice(at + BETWEEN.length).split(AROUND)[0]];
  return { account: addressOf(account), sender: addressOf(sender) };
}
const BETWEEN = ' not allowed to send as ';
/** What ends an address. */
const AROUND = /[\s;,<>'"]/;

/** Without the stop behind it. */
const addressOf = (word = ''): string | undefined => (word.includes('@') ? word.replace(/[.:]$/, '') : undefined);
