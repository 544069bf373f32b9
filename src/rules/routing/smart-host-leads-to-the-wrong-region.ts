import { code, defineRule, ems, onReply, say } from '../define.js';

// The mail came to an entrance of Exchange Online that does not serve the tenant (ATTR35). 5.7.64 came to the right one.
export default defineRule({
  id: 'smart-host-leads-to-the-wrong-region',
  ...onReply({ certainty: 'likely', codes: ['4.4.62', 'ATTR35'], anyCode: true, elsewhere: ['wrong Office 365 region', 'ATTR35'] }),
  title: {
    en: 'Smart host leads to the wrong Exchange Online region',
    ja: 'スマート ホストが誤ったリージョンを指している',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/wrong-office-365-region-exo'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The smart host or MX record most likely holds an old name (${code('mail.messaging.microsoft.com')}, ${code('frontbridge.com')}) or an address of Microsoft's.`,
      ja: say`スマート ホストまたは MX レコードに、古い名前 (${code('mail.messaging.microsoft.com')}、${code('frontbridge.com')}) か Microsoft の IP アドレスが指定されていると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: where the connectors lead, and last the MX host of your default domain.`,
          ja: say`Exchange 管理シェルで実行します。送信コネクタの送信先と、最後に既定のドメインの MX ホストが表示されます。`,
        },
        run: ems`
          Get-SendConnector | Format-List Name, AddressSpaces, SmartHosts
          $old = 'messaging\.microsoft|frontbridge',
            '\[(40\.(92|93|107)|52\.10[0-3]|104\.47)\.' -join '|'
          $bad = Get-SendConnector | Where-Object { "$($_.SmartHosts)" -match $old }
          $dom = (Get-AcceptedDomain | Where-Object Default).DomainName
          $mx = @((Resolve-DnsName "$dom" -Type MX).NameExchange)[0]; $mx`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if a connector has such a name or address, and the last line is the host that your tenant shows. A gateway as MX: set the tenant's host by hand.`,
          ja: say`該当するコネクタがあり、最後の行がテナントのホストである場合だけ実行します。MX がゲートウェイの場合は、テナントのホスト名を手動で設定します。`,
        },
        run: ems`
          if ($bad -and "$mx" -match '\.protection\.outlook\.com$|\.mx\.microsoft$') {
            $bad | Set-SendConnector -SmartHosts $mx -Confirm
          }`,
        changes: {
          en: say`The connectors with an old name or an address of Microsoft's lead to your tenant. Each one asks first.`,
          ja: say`古い名前または Microsoft の IP アドレスを指定したコネクタの送信先がテナントのホストになります。コネクタごとに確認が表示されます。`,
        },
        keep: {
          en: say`Step 1 prints the old smart hosts; the window keeps them in ${code('$bad')}.`,
          ja: say`変更前のスマート ホストは手順 1 で表示され、同じウィンドウの ${code('$bad')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $bad) {
            Set-SendConnector "$($one.Identity)" -SmartHosts $one.SmartHosts
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`The waiting mail leaves: no queue shows ${code('ATTR35')} any more.`,
          ja: say`待機中のメールが送信され、${code('ATTR35')} を示すキューがなくなれば成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object { $_.LastError -match 'ATTR35' } | Retry-Queue`,
      },
    ],
    moreLabel: { en: 'Undo, and 2 more places', ja: '元に戻す方法とほかの 2 点' },
    more: [
      {
        title: { en: 'MX records', ja: 'MX レコード' },
        why: {
          en: say`Keep the one MX record that the Microsoft 365 admin center shows, and remove the old ones.`,
          ja: say`Microsoft 365 管理センターに表示される MX レコードだけを残し、古いレコードを削除します。`,
        },
      },
      {
        title: { en: 'Smart host and MX are right', ja: 'スマート ホストと MX が正しい場合' },
        why: {
          en: say`Then the server relays to the outside and no inbound connector knows it. Compare its certificate and address in Exchange Online PowerShell.`,
          ja: say`サーバーが外部に中継していて、一致する受信コネクタ (Inbound connector) がありません。Exchange Online PowerShell で証明書名と IP アドレスを照合します。`,
        },
        run: ems`
          Get-InboundConnector | Format-List Name, ConnectorType, Enabled,
            TlsSenderCertificateName, SenderIPAddresses`,
      },
    ],
  }),
});
