import { certain, code, defineRule, ems, mentions, or, say } from '../define.js';

// Remove-ExchangeCertificate spares the certificate that servers use among themselves. A certificate that a send connector
// names is refused in other words.
export default defineRule({
  id: 'internal-transport-certificate-cannot-be-removed',
  title: {
    en: 'Certificate to be removed is the internal one',
    ja: '内部トランスポート証明書を削除しようとしている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/remove-exchangecertificate',
    'https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ cmdlet, text }) =>
      cmdlet === 'Remove-ExchangeCertificate' ? INTERNAL.test(text) : mentions(text, 'internal transport certificate cannot be removed'),
    );
    return error ? certain({ server: error.server, thumbprint: error.thumbprint }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`Exchange keeps the certificate, because servers prove themselves to each other with it (the default SMTP certificate of ${or('server', 'this server')}). Nothing has been removed. First another one has to take its place.`,
      ja: say`この証明書は ${or('server', 'このサーバー')} の内部トランスポート証明書 (既定の SMTP 証明書) で、サーバー間の認証に使われているため、削除できません。何も削除されていません。先に別の証明書に置き換えます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the internal certificate, and the self-signed ones that could replace it.`,
          ja: say`Exchange 管理シェルで実行します。内部トランスポート証明書と、代わりになる自己署名証明書が表示されます。`,
        },
        run: ems`
          $ex = Get-ExchangeServer ${or('server', '$env:COMPUTERNAME')}
          $now = (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint
          $now
          Get-ExchangeCertificate -Server $ex.Name |
            Where-Object { $_.IsSelfSigned -or $_.Thumbprint -eq $now } |
            Format-List Subject, NotAfter, Services, Thumbprint`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Here the answer to overwriting the default SMTP certificate is ${code('Y')}. Afterwards the old one can be removed; have a look first that no connector names it.`,
          ja: say`「既存の既定の SMTP 証明書を上書きしますか?」には、ここでは ${code('Y')} を入力します。その後、以前の証明書を削除できます。削除の前に、コネクタで指定されていないことを確認します。`,
        },
        run: ems`
          if ($now) {
            $how = @{ Server=$ex.Name; DomainName=$ex.Name; PrivateKeyExportable=$true }
            New-ExchangeCertificate @how -IncludeServerFQDN -KeySize 2048 -Services SMTP
          }`,
        changes: {
          en: say`Makes a new self-signed certificate the internal one of this server.`,
          ja: say`新しい自己署名証明書を作成し、このサーバーの内部トランスポート証明書にします。`,
        },
        keep: {
          en: say`The old one stays in the store; the window keeps its thumbprint in ${code('$now')}. Undo asks again: answer ${code('Y')}.`,
          ja: say`以前の証明書はストアに残り、拇印は同じウィンドウの ${code('$now')} に残ります。元に戻すときも ${code('Y')} を入力します。`,
        },
        undo: ems`if ($now) { Enable-ExchangeCertificate $now -Server $ex.Name -Services SMTP }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`After the restart the thumbprint differs from ${code('$now')}; then remove the old certificate once more.`,
          ja: say`サービスの再起動後、拇印が ${code('$now')} と異なることを確認し、以前の証明書をもう一度削除します。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          (Get-TransportService $ex.Name).InternalTransportCertificateThumbprint`,
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

/** Nothing else that this cmdlet says names it. */
const INTERNAL = /internal transport certificate|内部トランスポートの?証明書|interne Transportzertifikat/i;
