import { certain, code, defineRule, ems, or, say, shortName } from '../define.js';

// 12019 is logged by a server that called another one and saw its certificate out of date: the fault lies there. 12015 is
// logged by the owner itself.
export default defineRule({
  id: 'other-server-internal-certificate-expired',
  title: {
    en: "Another server's internal certificate has expired",
    ja: '別のサーバーで内部トランスポート証明書の期限が切れている',
  },
  sources: [
    'https://technet.microsoft.com/library/ff980723(v=exchg.141)',
    'https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate',
  ],
  reads: ['event'],
  events: [12019],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 12019);
    if (!event) return null;
    const { computer, remoteHost, subject } = event;
    return certain({ server: computer && shortName(computer), remoteHost: remoteHost && shortName(remoteHost), subject }, [event]);
  },

  text: () => ({
    cause: {
      en: say`In a session with ${or('remoteHost', 'another Exchange server')}, ${or('server', 'this server')} saw that the other's internal certificate has run out. The fault lies on that server, not on the one that logged it; whether mail between the two waits, the queues tell.`,
      ja: say`${or('server', 'このサーバー')} との通信で、${or('remoteHost', '別の Exchange サーバー')} の内部トランスポート証明書の期限切れが検出されました。原因は記録した側ではなく、相手のサーバーにあります。2 台の間のメールへの影響は、キューで確認できます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on any mailbox server: servers whose internal certificate is out of date. The subject of the event, ${or('subject', 'if it was given')}, must be among them.`,
          ja: say`いずれかのメールボックス サーバーの Exchange 管理シェルで実行します。内部トランスポート証明書が期限切れのサーバーが表示されます。その中に、イベントのサブジェクト (${or('subject', '記載がある場合')}) が含まれることを確認します。`,
        },
        run: ems`
          $old = foreach ($one in Get-TransportService) {
            $id = "$($one.InternalTransportCertificateThumbprint)"
            Get-ExchangeCertificate -Server $one.Name | Where-Object {
              $_.Thumbprint -eq $id -and $_.NotAfter -lt (Get-Date) } |
              Select-Object @{ n='Owner'; e={ $one.Name } }, Subject, NotAfter, Thumbprint
          }
          $old | Format-List Owner, Subject, NotAfter, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`For each owner that step 1 lists. Here the answer to overwriting the default SMTP certificate is ${code('Y')}: the new one must take its place among the servers.`,
          ja: say`対象は、手順 1 で表示されたサーバー (Owner) です。「既存の既定の SMTP 証明書を上書きしますか?」には、ここでは ${code('Y')} を入力します。サーバー間で使う証明書を新しいものに置き換えるためです。`,
        },
        run: ems`
          foreach ($one in $old) {
            $to = $one.Owner
            $how = @{ Server=$to; DomainName=$to; PrivateKeyExportable=$true }
            New-ExchangeCertificate @how -IncludeServerFQDN -KeySize 2048 -Services SMTP
          }`,
        changes: {
          en: say`Makes a new self-signed certificate the internal one of each listed server.`,
          ja: say`表示された各サーバーで新しい自己署名証明書を作成し、内部トランスポート証明書にします。`,
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
          en: say`Restart MSExchangeTransport on each owner, then repeat step 1: it must list nothing, and no new event 12019 appears.`,
          ja: say`該当するサーバーで MSExchangeTransport を再起動し、手順 1 を繰り返します。何も表示されず、新しいイベント 12019 が記録されなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and Edge servers', ja: '元に戻す方法とエッジ' },
    more: [
      {
        title: { en: 'Edge servers', ja: 'エッジ サーバー' },
        why: {
          en: say`An Edge server cannot be asked from here: run step 1 there. Edge subscriptions trust the old certificate, so subscribe again after the change.`,
          ja: say`エッジ サーバーの証明書はここでは表示されないため、エッジ サーバー上で手順 1 を実行します。エッジ サブスクリプションは以前の証明書を信頼しているため、変更後に作成し直します。`,
        },
        run: ems`Get-EdgeSubscription | Format-List Name, Site, WhenChangedUTC`,
      },
    ],
  }),
});
