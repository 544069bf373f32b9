import { certain, code, defineRule, ems, or, say, shortName } from '../define.js';

export default defineRule({
  id: 'internal-transport-certificate-expired',
  title: {
    en: 'Internal transport certificate has expired',
    ja: '内部トランスポート証明書の有効期限が切れている',
  },
  sources: [
    'https://technet.microsoft.com/library/ff981561(v=exchg.141)',
    'https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate',
  ],
  reads: ['event'],
  events: [12015],
  explains: ['internal-transport-certificate-expires-soon'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 12015);
    return event ? certain({ server: event.computer && shortName(event.computer), thumbprint: event.thumbprint }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate, usually self-signed, that ${or('server', 'this server')} shows to other Exchange servers has expired. Mail between mailbox servers often goes on; Edge subscriptions and STARTTLS that rely on it fail.`,
      ja: say`${or('server', 'このサーバー')} がほかの Exchange サーバーに提示する証明書 (通常は自己署名) の有効期限が切れています。メールボックス サーバー間のメールは多くの場合届きますが、エッジ サブスクリプションと、この証明書を使う STARTTLS は失敗します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the thumbprint in use, then the certificate of the event.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。使用中の拇印 (Thumbprint) と、イベントの証明書が表示されます。`,
        },
        run: ems`
          $ex = Get-ExchangeServer ${or('server', '$env:COMPUTERNAME')}
          $now = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          $old = ${or('thumbprint', '$now')}; $now
          $all = Get-ExchangeCertificate -Server $ex.Name
          $all | Where-Object Thumbprint -in $old, $now |
            Format-List Subject, NotAfter, Services, IsSelfSigned, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the event’s certificate is the one in use; otherwise it has been replaced already. Here the answer to overwriting the default SMTP certificate is ${code('Y')}: the new one must take its place among the servers.`,
          ja: say`イベントの証明書が使用中の場合だけ実行します (使用中でない場合は置き換え済みです)。「既存の既定の SMTP 証明書を上書きしますか?」には、ここでは ${code('Y')} を入力します。サーバー間で使う証明書を置き換えるためです。`,
        },
        run: ems`
          if ($old -and $old -eq $now) {
            $how = @{ Server=$ex.Name; DomainName=$ex.Name; PrivateKeyExportable=$true }
            New-ExchangeCertificate @how -IncludeServerFQDN -KeySize 2048 -Services SMTP
          }`,
        changes: {
          en: say`Makes a new self-signed certificate the internal one.`,
          ja: say`新しい自己署名証明書を作成し、内部トランスポート証明書にします。`,
        },
        keep: {
          en: say`The expired one stays in the store; step 1 prints its thumbprint.`,
          ja: say`期限切れの証明書はストアに残ります。拇印は手順 1 で表示されます。`,
        },
        undo: {
          en: say`There is no useful way back to an expired certificate. Connectors that name a certificate are not touched.`,
          ja: say`期限切れの証明書に戻す意味はありません。コネクタに指定した証明書には影響しません。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart the service; ${code('NotAfter')} of the internal certificate must be five years ahead.`,
          ja: say`サービスを再起動し、内部トランスポート証明書の ${code('NotAfter')} が 5 年後であれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          $now = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          Get-ExchangeCertificate $now -Server $ex.Name | Format-List Subject, NotAfter`,
      },
    ],
    moreLabel: { en: 'Undo, and Edge servers', ja: '元に戻す方法とエッジ' },
    more: [
      {
        title: { en: 'Edge servers', ja: 'エッジ サーバー' },
        why: {
          en: say`An Edge subscription trusts the old certificate: subscribe the Edge server again after the change.`,
          ja: say`エッジ サブスクリプションは以前の証明書を信頼しています。変更後に、エッジ サーバーのサブスクリプションを作成し直します。`,
        },
        run: ems`Get-EdgeSubscription | Format-List Name, Site, WhenChangedUTC`,
      },
    ],
  }),
});
