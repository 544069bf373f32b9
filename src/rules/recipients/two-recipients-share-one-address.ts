import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// Exchange finds two objects for one address; a missing one is 5.1.1 or 5.1.10. 5.1.4 stands for a reserved domain as well, and
// 4.2.0 for a busy store, so the words decide.
export default defineRule({
  id: 'two-recipients-share-one-address',
  ...onReply({ certainty: 'certain', codes: ['5.1.4', '4.2.0'], words: ['ADR.Ambiguous', 'address ambiguous'], anyCode: true }),
  title: {
    en: 'Two recipients have the same mail address',
    ja: '2 つの受信者が同じメール アドレスを持っている',
  },
  sources: ['https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help', 'RFC 3463'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The directory holds ${or('recipient', 'the address')} twice, so Exchange cannot tell whose mailbox is meant. Mostly a sync or a script wrote it without the usual check. ${code('4.2.0')} is retried, ${code('5.1.4')} returned.`,
      ja: say`ディレクトリに ${or('recipient', 'このアドレス')} が 2 つあるため、Exchange は配信先を決められません。多くは同期やスクリプトによる重複です。${code('4.2.0')} は再試行中、${code('5.1.4')} は返送済みです。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell, where the mail was refused: which objects carry the address, two or more. The search takes minutes in a large organization.`,
          ja: say`メールを拒否した側の Exchange 管理シェルまたは Exchange Online PowerShell で、アドレスを持つオブジェクトを確認します。2 つ以上表示されます。大規模な組織では数分かかります。`,
        },
        run: ems`
          $address = 'smtp:' + ${needed('recipient')}
          $both = @(Get-Recipient -ResultSize Unlimited | Where-Object {
            @($_.EmailAddresses | ForEach-Object { "$_" }) -contains $address })
          $both | Format-List RecipientTypeDetails, DistinguishedName, WhenChanged`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Decide who keeps the address, and take it from the other object: in the tool that owns it (Exchange admin center; the local directory if it is synced).`,
          ja: say`アドレスを残す受信者を決め、もう一方から削除します。Exchange 管理センターで操作します。同期されている場合は、オンプレミスのディレクトリで操作します。`,
        },
      },
      {
        why: {
          en: say`If the address is the primary one there, make another address primary first. Then wait for the directory to replicate.`,
          ja: say`プライマリ アドレスの場合は、先に別のアドレスをプライマリにします。その後、ディレクトリの複製を待ちます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Exactly one row is left, and a new message arrives.`,
          ja: say`表示が 1 行だけになり、新しいメールが届けば成功です。`,
        },
        run: ems`
          Get-Recipient -ResultSize Unlimited | Where-Object {
            @($_.EmailAddresses | ForEach-Object { "$_" }) -contains $address } |
            Format-Table Name, RecipientTypeDetails`,
      },
    ],
    moreLabel: { en: 'Only one row is listed', ja: '1 行しか表示されない場合' },
    more: [
      {
        title: { en: 'Only one row is listed', ja: '1 行しか表示されない場合' },
        why: {
          en: say`The other object is no recipient of Exchange, such as a plain user account or one in another domain. This searches the whole forest.`,
          ja: say`もう一方は、通常のユーザーなど Exchange の受信者ではないか、別のドメインにあります。フォレスト全体を検索します。`,
        },
        run: ems`
          $root = (New-Object DirectoryServices.DirectoryEntry 'GC:').Children |
            Select-Object -First 1
          $find = New-Object DirectoryServices.DirectorySearcher $root
          $find.Filter = '(proxyAddresses=smtp:' + ${needed('recipient')} + ')'
          $find.FindAll() | ForEach-Object { $_.Path }`,
      },
    ],
  }),
});
