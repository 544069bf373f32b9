import { code, defineRule, ems, onReply, or, say } from '../define.js';

// "Unable To Relay" of Exchange Online with an addition: not a relay at all, but a block list whose name is hidden.
export default defineRule({
  id: 'blocked-address-is-on-the-allow-list',
  ...onReply({ certainty: 'certain', codes: ['5.7.1'], words: ['Blocked by Customer Allow list'], anyCode: true }),
  title: {
    en: 'Blocked address is on the IP Allow list as well',
    ja: 'ブロックされた IP アドレスが許可一覧にもある',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/unable-to-relay-blocked-by-allow-list', 'KB3013740'],
  explains: [],
  often: 'rare',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`${or('clientIp', 'The sending address')} stands in an inbound connector and in the IP Allow list, while a block list contains it. The two entries together hide the name of that list; the mail was refused.`,
      ja: say`${or('clientIp', '送信元の IP アドレス')} が、Exchange Online の受信コネクタ (Inbound connector) と IP 許可一覧の両方に登録され、ブロック リストにも載っています。二重の登録のため、ブロック リストの名前が表示されません。メールは拒否されました。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: the IP Allow list, then what of it is also in ${code('SenderIPAddresses')} of a connector.`,
          ja: say`Exchange Online PowerShell で実行します。IP 許可一覧に続いて、コネクタの ${code('SenderIPAddresses')} にも登録されているアドレスが表示されます。`,
        },
        run: ems`
          $ip = ${or('clientIp', "'*'")}
          $of = (Get-InboundConnector).SenderIPAddresses | ForEach-Object { "$_" }
          $all = (Get-HostedConnectionFilterPolicy Default).IPAllowList
          $both = @($all | Where-Object { "$_" -like $ip -and "$_" -in $of })
          $all; 'In both:'; $both`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Same window. Take what is in both off the IP Allow list. The next report then names the block list.`,
          ja: say`同じウィンドウで、両方にあるアドレスを IP 許可一覧から削除します。次の NDR にはブロック リストの名前が表示されます。`,
        },
        run: ems`
          if ($both) {
            Set-HostedConnectionFilterPolicy Default -IPAllowList @{ Remove = $both } }`,
        changes: {
          en: say`Removes the addresses printed behind "In both"; the others stay.`,
          ja: say`「In both:」の後に表示されたアドレスだけを一覧から削除します。`,
        },
        keep: {
          en: say`Step 1 printed the list.`,
          ja: say`変更前の一覧は手順 1 で表示されています。`,
        },
        undo: ems`
          if ($both) {
            Set-HostedConnectionFilterPolicy Default -IPAllowList @{ Add = $both } }`,
      },
      {
        why: {
          en: say`Then get the address off that block list, once the cause (an infected or open server) is cured. Connectors hold addresses of your own servers only.`,
          ja: say`原因 (感染や不正中継) を取り除いたうえで、ブロック リストの解除を申請します。コネクタには自社のサーバーのアドレスだけを登録します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A test message arrives, or its report names the block list instead of ${code('Customer Allow list')}.`,
          ja: say`テスト メールが届くか、NDR に ${code('Customer Allow list')} の代わりにブロック リストの名前が表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Another entry of the list', ja: '一覧の別の登録' },
    more: [
      {
        title: { en: 'The list holds a range', ja: '範囲で登録されている場合' },
        why: {
          en: say`Then remove the range as it is printed, and put back the single addresses that still need it.`,
          ja: say`表示されたとおりの範囲を削除し、必要なアドレスだけを個別に登録し直します。`,
        },
      },
    ],
  }),
});
