import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// 5.2.4 of Exchange: the query of a dynamic group. A foreign list server uses the code for its own lists, so it is only likely.
export default defineRule({
  id: 'dynamic-group-cannot-be-expanded',
  ...onReply({ certainty: 'likely', codes: ['5.2.4'], anyCode: true, elsewhere: ['GRP.DDLQuery', 'has a misconfigured query'] }),
  title: {
    en: 'Dynamic distribution group has a broken query',
    ja: '動的配布グループのフィルターに誤りがある',
  },
  sources: [
    'https://learn.microsoft.com/exchange/dsns-and-ndrs-in-exchange-2013-exchange-2013-help',
    'https://learn.microsoft.com/exchange/recipients/dynamic-distribution-groups/dynamic-distribution-groups',
    'RFC 3463',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange could not work out the members of ${or('recipient', 'the group')}; its filter or the organizational unit it searches is most likely invalid. Nobody in the group got the mail.`,
      ja: say`Exchange が ${or('recipient', 'グループ')} のメンバーを特定できません。受信者フィルターか、検索対象の組織単位 (OU) に誤りがあると考えられます。グループの誰にも届いていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell or Exchange Online PowerShell: the definition, then what the filter finds. An error in the last line proves it.`,
          ja: say`Exchange 管理シェルまたは Exchange Online PowerShell で、グループの定義とフィルターの結果を表示します。最後の行がエラーになれば、原因は確定です。`,
        },
        run: ems`
          $g = Get-DynamicDistributionGroup ${needed('recipient')}
          $g | Format-List RecipientFilter, RecipientContainer, WhenChanged
          $in = @{ OrganizationalUnit = $g.RecipientContainer; ResultSize = 5 }
          Get-Recipient -RecipientPreviewFilter $g.RecipientFilter @in`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Exchange admin center, the group, membership: correct the conditions. A filter written by hand: compare each property name and quote with the old one.`,
          ja: say`Exchange 管理センターでグループのメンバーシップの条件を修正します。手書きのフィルターの場合は、プロパティ名と引用符を変更前の値と比べます。`,
        },
      },
      {
        why: {
          en: say`If ${code('RecipientContainer')} was renamed or deleted, choose the present one.`,
          ja: say`${code('RecipientContainer')} の OU の名前が変わったか削除されている場合は、現在の OU を選択します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 lists members without an error, and a test message reaches them.`,
          ja: say`手順 1 でメンバーがエラーなしで表示され、テスト メールが届けば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'No such group here', ja: 'グループが見つからない場合' },
    more: [
      {
        title: { en: 'No such group here', ja: 'グループが見つからない場合' },
        why: {
          en: say`Then a foreign mailing list refused: its owner has to act. On Exchange Server, events 6025 and 6026 name groups with a broken query; this only reads.`,
          ja: say`外部のメーリング リストが拒否しているため、その管理者に連絡します。Exchange Server では、イベント 6025 と 6026 に該当のグループが記録されます。参照のみのコマンドです。`,
        },
        run: ems`
          $log = @{ LogName='Application'; Id=6025,6026 }
          Get-WinEvent -FilterHashtable $log -MaxEvents 5 -ErrorAction Ignore |
            Format-List TimeCreated, Message`,
      },
    ],
  }),
});
