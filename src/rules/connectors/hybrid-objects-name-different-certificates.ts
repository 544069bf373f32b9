import { bareName, type ConnectorClue, certain, code, defineRule, ems, mentions, or, sameName, say } from '../define.js';

// The wizard writes one certificate into all hybrid objects. Changed by hand, one of them is easily forgotten: the send
// connector then presents what the other side no longer expects, or the next run of the wizard writes the old name back.
export default defineRule({
  id: 'hybrid-objects-name-different-certificates',
  title: {
    en: 'Hybrid settings name different certificates',
    ja: 'ハイブリッドの設定で指定された証明書が一致しない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate',
    'https://learn.microsoft.com/exchange/hybrid-deployment/certificate-requirements',
  ],
  reads: ['connector', 'setting'],
  on: ['setting'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const hybrid = evidence.first('setting', ({ of, tlsCertificateName: name }) => of === 'hybrid-configuration' && !!name?.issuer && !!name.subject);
    const named = evidence.all('connector', (one) => isOfHybrid(one) && !!one.tlsCertificateName?.issuer && !!one.tlsCertificateName.subject);
    const different = named.filter((one) => !sameName(one.tlsCertificateName, hybrid?.tlsCertificateName));
    // Servers that differ among themselves are another fault.
    const other = different.find(({ direction }) => direction === 'send' || named.every((one) => different.includes(one)));
    if (!hybrid || !other) return null;
    const { issuer, subject } = other.tlsCertificateName ?? {};
    const sendConnector = other.direction === 'send' ? other.identity : undefined;
    return certain({ sendConnector, issuer, subject, connector: other.identity }, [other, hybrid]);
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'The send connector to Exchange Online')} and the hybrid configuration name different certificates. One of the two names is old: mail in one direction fails, or the next run of the wizard brings the old name back.`,
      ja: say`${or('connector', 'Exchange Online への送信コネクタ')} とハイブリッド構成が、異なる証明書を指定しています。どちらかは古い名前です。片方向のメールが止まるか、次にウィザードを実行したときに古い名前に戻ります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: all hybrid settings, then the names of the certificates that every source server has.`,
          ja: say`Exchange 管理シェルで実行します。ハイブリッドの各設定と、各送信元サーバーにある証明書の名前が表示されます。`,
        },
        run: ems`
          $sc = ${or('sendConnector', "(Get-SendConnector 'Outbound to Office 365*').Name")}
          Get-SendConnector $sc | Format-List SourceTransportServers, TlsCertificateName
          Get-HybridConfiguration | Format-List *Servers, TlsCertificateName
          Get-ReceiveConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName
          foreach ($one in (Get-SendConnector $sc).SourceTransportServers) {
            "$one"
            Get-ExchangeCertificate -Server "$one" | Where-Object HasPrivateKey |
              Format-List Subject, Issuer, NotAfter, Services
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Run the Hybrid Configuration Wizard and choose the certificate that is in date on every server: it writes the same name into all of these settings. Note the values of step 1 first.`,
          ja: say`手順 1 の値を控えてからハイブリッド構成ウィザードを実行し、すべてのサーバーにある期限内の証明書を選択します。すべての設定に同じ名前が設定されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`All must show the same ${code('TlsCertificateName')}.`,
          ja: say`すべてに同じ ${code('TlsCertificateName')} が表示されれば成功です。`,
        },
        run: ems`
          (Get-HybridConfiguration).TlsCertificateName
          (Get-SendConnector | Where-Object CloudServicesMailEnabled).TlsCertificateName
          (Get-ReceiveConnector | Where-Object TlsDomainCapabilities).TlsCertificateName`,
      },
    ],
    moreLabel: { en: 'Without the wizard', ja: 'ウィザードを使用しない場合' },
    more: [
      {
        title: { en: 'Write the name by hand', ja: '名前を手動で設定する場合' },
        why: {
          en: say`In the same window, if the hybrid configuration has the right name and every server has that certificate for SMTP. Receive connectors ask one by one; ${code('$old')} and ${code('$rc')} are the way back.`,
          ja: say`ハイブリッド構成の名前が正しく、SMTP を割り当てたその証明書がすべてのサーバーにある場合に、同じウィンドウで実行します。受信コネクタは 1 つずつ確認を求めます。元の値は ${code('$old')} と ${code('$rc')} に残ります。`,
        },
        run: ems`
          $old = "$((Get-SendConnector $sc).TlsCertificateName)"
          $name = "$((Get-HybridConfiguration).TlsCertificateName)"
          if ($old -and $name) { Set-SendConnector $sc -TlsCertificateName $name }
          $rc = @(Get-ReceiveConnector | Where-Object {
            "$($_.TlsDomainCapabilities)" -match 'AcceptCloudServicesMail' })
          if ($name) { $rc | Set-ReceiveConnector -TlsCertificateName $name -Confirm }`,
      },
    ],
  }),
});

/** The connectors to and from Exchange Online, by what they do or by the name that the wizard gave them. */
function isOfHybrid({ direction, identity, properties }: ConnectorClue): boolean {
  if (direction === 'receive') return mentions(properties.get('tlsdomaincapabilities') ?? '', 'AcceptCloudServicesMail');
  if (direction !== 'send') return false;
  return properties.get('cloudservicesmailenabled')?.toLowerCase() === 'true' || bareName(identity).startsWith('Outbound to Office 365');
}
