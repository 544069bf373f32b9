import { code, defineRule, ems, likely, mentions, or, say, shortName } from '../define.js';

// HCW8010. It stops the wizard, not the mail: a certificate name can still be written to the connector by hand.
export default defineRule({
  id: 'wizard-misses-default-receive-connector',
  title: {
    en: 'Wizard misses the default receive connector (HCW8010)',
    ja: 'ウィザードが既定の受信コネクタを検出できない',
  },
  sources: [
    'KB3087159',
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/hcw8010-default-receive-connector-not-found',
  ],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'HCW8010', 'Default Receive Connector cannot be found'));
    return error ? likely({ server: error.server && shortName(error.server) }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The wizard looks for Default Frontend on port 25 with IPv4 and IPv6. On ${or('server', 'that server')} the IPv6 binding is most likely gone, or the connector was renamed. Mail flows on.`,
      ja: say`ウィザードは、ポート 25 の IPv4 と IPv6 を持つ Default Frontend コネクタを探します。${or('server', '該当のサーバー')} では、IPv6 のバインドがないか、コネクタの名前が変更されていると考えられます。メールの送受信には影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the receive connectors with their bindings, and whether IPv6 is switched off in Windows.`,
          ja: say`Exchange 管理シェルで実行します。受信コネクタのバインドと、Windows の IPv6 の状態が表示されます。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          Get-ReceiveConnector -Server $srv | Format-List Identity, Enabled, Bindings
          $rc = Get-ReceiveConnector "$srv\Default Frontend $srv"
          Get-NetAdapterBinding -ComponentID ms_tcpip6 | Format-Table Name, Enabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if Default Frontend shows ${code('{0.0.0.0:25}')} alone. IPv6 off in Windows: switch it on first. Another name: rename the connector to the name in step 1.`,
          ja: say`Default Frontend のバインドが ${code('{0.0.0.0:25}')} だけの場合に実行します。Windows の IPv6 が無効の場合は、先に有効にします。名前が異なる場合は、コネクタを既定の名前に戻します。`,
        },
        run: ems`
          if ("$($rc.Bindings)" -eq '0.0.0.0:25') {
            Set-ReceiveConnector "$($rc.Identity)" -Bindings '0.0.0.0:25', '[::]:25'
          }`,
        changes: {
          en: say`Adds IPv6 on port 25 to one connector of one server.`,
          ja: say`1 台のサーバーの 1 つのコネクタに、ポート 25 の IPv6 のバインドを追加します。`,
        },
        keep: { en: say`Step 1 prints the old bindings.`, ja: say`変更前のバインドは手順 1 で表示されます。` },
        undo: ems`
          if ($rc) { Set-ReceiveConnector "$($rc.Identity)" -Bindings '0.0.0.0:25' }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('Bindings')} shows both, and the wizard passes this step.`,
          ja: say`${code('Bindings')} に両方が表示され、ウィザードがこの手順を通過すれば成功です。`,
        },
        run: ems`
          if ($rc) { Get-ReceiveConnector "$($rc.Identity)" | Format-List Bindings }`,
      },
    ],
    moreLabel: { en: 'Undo, and without the wizard', ja: '元に戻す方法とほか 1 点' },
    more: [
      {
        title: { en: 'Only the certificate has changed', ja: '証明書だけを更新した場合' },
        why: {
          en: say`Then the wizard is not needed: write issuer and subject of the new certificate to ${code('TlsCertificateName')} of the receive and send connectors.`,
          ja: say`ウィザードは不要です。受信コネクタと送信コネクタの ${code('TlsCertificateName')} に、新しい証明書の発行者とサブジェクトを設定します。`,
        },
      },
    ],
  }),
});
