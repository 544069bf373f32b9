import { code, defineRule, ems, likely, or, say, shortName } from '../define.js';

// The receiver's answer: it does not know who issued the certificate that was sent. 454 4.7.5 with UntrustedRoot is the
// other way round, and "Access Denied" without a reason in front of it means that no TLS was used.
export default defineRule({
  id: 'receiver-distrusts-sent-certificate',
  title: {
    en: 'Receiver does not trust the certificate that was sent',
    ja: '提示した証明書を受信側が信頼していない',
  },
  sources: [
    'KB2888788',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/mail-flow-stops-event-2004',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-sendconnector',
  ],
  reads: ['reply', 'event'],
  codes: ['4.7.0'],
  events: [2004],
  explains: [],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id, error }) => id === 2004 && REASON.test(error ?? ''));
    const reply = evidence.first('reply', ({ text }) => /TLS channel/i.test(text) && REASON.test(text));
    const clue = event ?? reply;
    if (!clue) return null;
    const server = event?.computer ?? reply?.server;
    return likely({ sendConnector: event?.connector ?? reply?.connector, server: server && shortName(server), value: event?.error }, [clue]);
  },

  text: () => ({
    cause: {
      en: say`The receiver finds no chain to a root it trusts for the certificate that ${or('sendConnector', 'the send connector')} presents, and ends TLS. Mostly two certificates fit its FQDN, and one of an internal authority is chosen; otherwise an intermediate is missing here.`,
      ja: say`受信側が、${or('sendConnector', '送信コネクタ')} の提示した証明書を信頼するルートまでたどれず、TLS を中止しています。多くの場合、FQDN に合う証明書が 2 つあり、社内の証明機関の証明書が選ばれていると考えられます。そうでなければ、このサーバーに中間証明書がありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that sends')}: connectors to Microsoft without a certificate name, then certificates for SMTP from a public authority, the newest last.`,
          ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルで実行します。Microsoft 宛てで証明書名のない送信コネクタと、SMTP を割り当て済みの公的な証明書 (最後が最も新しい証明書) が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $name = ${or('sendConnector', "'*'")}
          $sc = @(Get-SendConnector | Where-Object {
            $_.Name -like $name -and !"$($_.TlsCertificateName)" -and
            "$($_.SmartHosts)" -like '*.mail.protection.outlook.com*' })
          $sc | Format-List Name, Fqdn, SourceTransportServers, TlsCertificateName
          $all = @(Get-ExchangeCertificate -Server $srv | Where-Object {
            $_.RootCAType -eq 'ThirdParty' -and $_.HasPrivateKey -and
            $_.Status -eq 'Valid' -and "$($_.Services)" -match 'SMTP' } | Sort-Object NotBefore)
          $all | Format-List Subject, Issuer, Thumbprint, NotAfter; $new = $all[-1]`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists the connector, the last certificate is on every source server with its private key and SMTP, and its name is TlsSenderCertificateName of the connector in Exchange Online; otherwise 5.7.64 follows.`,
          ja: say`手順 1 で送信コネクタが表示された場合だけ実行します。最後の証明書が、秘密キーと SMTP の割り当てとともにすべての送信元サーバーにあり、Exchange Online のコネクタの TlsSenderCertificateName と一致していることも必要です (一致しないと 5.7.64 になります)。`,
        },
        run: ems`
          if ($sc -and $new.Issuer -and $new.Subject) {
            $sc | Set-SendConnector -TlsCertificateName "<I>$($new.Issuer)<S>$($new.Subject)"
          }`,
        changes: {
          en: say`The connectors listed present the public certificate, on all their source servers.`,
          ja: say`表示された送信コネクタが、すべての送信元サーバーで公的な証明書を提示するようになります。`,
        },
        keep: {
          en: say`The old value was empty. Step 1 prints the connectors; the same window keeps them in ${code('$sc')}.`,
          ja: say`変更前の値は空です。コネクタは手順 1 で表示され、同じウィンドウの ${code('$sc')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $sc) {
            Set-SendConnector $one.Name -TlsCertificateName $null
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`The queue empties, and no event 2004 after that names ${code('UntrustedRoot')}.`,
          ja: say`キューが空になり、それ以降のイベント 2004 に ${code('UntrustedRoot')} が含まれなければ成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue
          Get-WinEvent @{ LogName='Application'; Id=2004 } -MaxEvents 3 |
            Format-List TimeCreated, Message`,
      },
    ],
    moreLabel: { en: 'Undo, and 2 more cases', ja: '元に戻す方法とほかの 2 点' },
    more: [
      {
        title: { en: 'Step 1 lists no connector', ja: '送信コネクタが表示されない場合' },
        why: {
          en: say`The connector names a certificate already, or does not lead to Microsoft. Install the intermediate certificates of its issuer on every source server; without them the receiver cannot build the chain.`,
          ja: say`コネクタに証明書名が設定済みであるか、宛先が Microsoft ではありません。発行者の中間証明書をすべての送信元サーバーにインストールします。中間証明書がないと、受信側は証明書チェーンを構築できません。`,
        },
        run: ems`Get-SendConnector | Format-List Name, SmartHosts, Fqdn, TlsCertificateName`,
      },
      {
        title: { en: 'Taking SMTP off the internal certificate', ja: '社内の証明書から SMTP を外す方法' },
        why: {
          en: say`The KB article does it with Enable-ExchangeCertificate; the reference says that services cannot be taken off. Naming the certificate on the connector is the sure way.`,
          ja: say`KB の手順では Enable-ExchangeCertificate を使いますが、コマンドレットの説明では、割り当てたサービスは外せません。コネクタで証明書を指定する方法が確実です。`,
        },
      },
    ],
  }),
});

const REASON = /UntrustedRoot|Untrusted Root|CertUnknown|PartialChain/i;
