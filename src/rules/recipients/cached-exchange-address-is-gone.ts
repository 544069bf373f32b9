import { certain, code, defineRule, ems, factsOf, needed, saidIn, say } from '../define.js';

// The message carries an X.500 address of the directory (IMCEAEX-…), not a mail address: typing it again in full cures it,
// which a mistyped address (RecipNotFound, 5.1.10) does not. 5.1.1 is the older code, 5.1.11 the newer one.
const CODES = ['5.1.11', '5.1.1'] as const;
const WORDS = ['ExRecipNotFound', 'legacy encapsulated email', 'IMCEAEX-'] as const;

export default defineRule({
  id: 'cached-exchange-address-is-gone',
  title: {
    en: 'Message goes to an old internal Exchange address',
    ja: '宛先が、以前の Exchange 内部アドレスになっている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/exrecipnotfound-ndr',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/on-premises-users-not-getting-emails-from-microsoft-365',
  ],
  reads: ['reply', 'bounce'],
  codes: CODES,
  words: WORDS,
  explains: [],
  mail: 'refused',

  match(evidence) {
    const clue = saidIn(evidence, { codes: CODES, words: WORDS });
    if (clue === undefined) return null;
    const { recipient } = factsOf(clue, evidence);
    const wrapped = recipient ?? evidence.first('bounce', (one) => one.recipient !== undefined && isWrapped(one.recipient))?.recipient;
    return certain({ value: wrapped && legacyName(wrapped) }, [clue]);
  },

  text: () => ({
    cause: {
      en: say`Outlook or an old message supplied an internal Exchange name (${code('IMCEAEX')}), and no recipient carries that name now. This follows a move or a new mailbox. The mail was returned.`,
      ja: say`Outlook の宛先候補や以前のメールに残った内部名 (${code('IMCEAEX')}) が宛先に使われていますが、その名前を持つ受信者はもういません。メールボックスの移行や再作成の後に起こります。メールは返送されています。`,
    },
    confirm: [
      {
        why: {
          en: say`The old name, and who may have had it. In a hybrid set-up use the local Exchange Management Shell.`,
          ja: say`以前の名前と、該当しそうな受信者を確認します。ハイブリッド構成では、オンプレミスの Exchange 管理シェルで実行します。`,
        },
        run: ems`
          $old = ${needed('value')}
          $name = $old.Split('=')[-1] -replace '^[0-9a-f]{32}-'
          $who = @(Get-Recipient -Anr $name)
          $who | Format-Table PrimarySmtpAddress, RecipientTypeDetails, Name`,
      },
    ],
    fix: [
      {
        why: {
          en: say`For one sender: delete the suggestion in Outlook (the × beside it), then type the address in full in a new message.`,
          ja: say`送信者が 1 人の場合は、Outlook の宛先候補を × で削除し、新しいメールにアドレス全体を入力して送信します。`,
        },
      },
      {
        why: {
          en: say`For everybody: give the old name to the mailbox, if step 1 lists exactly one and it is the right person.`,
          ja: say`全員に影響する場合は、手順 1 の結果が目的の 1 件だけであることを確かめて、以前の名前を追加します。`,
        },
        run: ems`
          if ($old -and $who.Count -eq 1) {
            $id = "$($who[0].PrimarySmtpAddress)"
            if ("$($who[0].RecipientTypeDetails)" -like 'Remote*') {
              Set-RemoteMailbox $id -EmailAddresses @{ Add = $old }
            } else { Set-Mailbox $id -EmailAddresses @{ Add = $old } }
          }`,
        changes: {
          en: say`One more address on one mailbox; the others stay.`,
          ja: say`1 つのメールボックスにアドレスが 1 つ増えます。既存のアドレスは変わりません。`,
        },
        keep: {
          en: say`Nothing is overwritten; the added name stays in ${code('$old')}.`,
          ja: say`上書きされる値はありません。追加した名前は ${code('$old')} に残ります。`,
        },
        undo: ems`
          if ($id -and "$($who[0].RecipientTypeDetails)" -like 'Remote*') {
            Set-RemoteMailbox $id -EmailAddresses @{ Remove = $old }
          } elseif ($id) { Set-Mailbox $id -EmailAddresses @{ Remove = $old } }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`A line with ${code('X500:')} and the old name must be listed; then a reply to an old message arrives.`,
          ja: say`以前の名前の ${code('X500:')} 行が表示され、古いメールへの返信が届けば成功です。`,
        },
        run: ems`if ($id) { (Get-Recipient $id).EmailAddresses | ForEach-Object { "$_" } }`,
      },
    ],
    moreLabel: { en: 'Undo, and hybrid', ja: '元に戻す方法とハイブリッド' },
    more: [
      {
        title: { en: 'Hybrid: many recipients are affected', ja: 'ハイブリッド構成で多数の受信者に起こる場合' },
        why: {
          en: say`Then the cloud name of the mailboxes is not written back. Turn on Exchange hybrid deployment in Microsoft Entra Connect; after the next sync the addresses are there.`,
          ja: say`クラウド側の名前が書き戻されていません。Microsoft Entra Connect で Exchange ハイブリッド展開を有効にすると、次の同期で追加されます。`,
        },
      },
    ],
  }),
});

const PREFIX = 'imceaex-';
const isWrapped = (address: string): boolean => address.toLowerCase().startsWith(PREFIX);

/** `IMCEAEX-_o=Contoso_cn=Ana+20Kovac@contoso.com` is `/o=Contoso/cn=Ana Kovac`. Letters beyond ASCII are left to a person. */
function legacyName(address: string): string | undefined {
  if (!isWrapped(address)) return undefined;
  const coded = address.slice(PREFIX.length, address.lastIndexOf('@')).replaceAll('_', '/');
  const name = coded.replace(/\+([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /^\/o=[ -~]{1,240}$/i.test(name) ? `X500:${name}` : undefined;
}
