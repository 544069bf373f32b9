import { type ConnectorClue, code, defineRule, ems, likely, say, shortName } from '../define.js';

// Only "Default <server>": the Front End connectors may have a public name. With ExchangeServer in AuthMechanism Exchange takes no
// other name than the server's, so who changed it had to take that off.
export default defineRule({
  id: 'default-connector-has-another-fqdn',
  title: {
    en: "Fqdn of the Default connector is not the server's name",
    ja: '既定の受信コネクタの Fqdn がサーバー名と違う',
  },
  sources: ['https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector'],
  reads: ['connector', 'reply'],
  on: ['connector'],
  properties: ['fqdn'],
  explains: ['exchange-server-authentication-is-not-offered', 'exchange-servers-fail-to-sign-in'],
  mail: 'held',

  match(evidence) {
    const found = evidence.first('connector', isRenamed);
    const fqdn = found?.properties.get('fqdn');
    if (found?.identity === undefined || fqdn === undefined) return null;
    const reply = evidence.first('reply', ({ text }) => /achieve Exchange Server auth|Temporary authentication failure/i.test(text));
    return likely({ connector: found.identity, server: found.identity.split('\\')[0] ?? found.identity, fqdn }, reply ? [found, reply] : [found]);
  },

  text: () => ({
    cause: {
      en: say`${'connector'} introduces itself as ${'fqdn'}. Your other Exchange servers sign in to the real name of ${'server'}, so most likely they fail, and mail between your servers waits.`,
      ja: say`${'connector'} の Fqdn が ${'fqdn'} になっています。ほかの Exchange サーバーは ${'server'} の実際の名前で認証するため、サーバー間の認証に失敗し、メールが滞留していると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the values of the connector, then the name that belongs there.`,
          ja: say`Exchange 管理シェルで実行します。コネクタの現在の値と、設定すべき名前が表示されます。`,
        },
        run: ems`
          $rc = Get-ReceiveConnector ${'connector'}
          $rc | Format-List Identity, Bindings, Fqdn, AuthMechanism, PermissionGroups
          $own = (Get-ExchangeServer ${'server'}).Fqdn
          $own`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the two names differ. Exchange authentication is switched on again as well; ExternalAuthoritative cannot stand beside it and is taken out.`,
          ja: say`2 つの名前が違う場合だけ実行します。Exchange サーバーの認証も有効に戻します。併用できない ExternalAuthoritative は外れます。`,
        },
        run: ems`
          if ($rc -and $own) {
            $auth = "$($rc.AuthMechanism), Tls, ExchangeServer" -replace '^None, |External\w+, '
            Set-ReceiveConnector "$($rc.Identity)" -Fqdn $own -AuthMechanism $auth
          }`,
        changes: {
          en: say`One connector gets the server's own name, Tls and ExchangeServer.`,
          ja: say`1 つのコネクタに、サーバー自身の名前、Tls、ExchangeServer を設定します。`,
        },
        keep: {
          en: say`Step 1 prints the old values; the window keeps them in ${code('$rc')}.`,
          ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。`,
        },
        undo: ems`
          if ($rc) {
            $old = @{ Fqdn="$($rc.Fqdn)"; AuthMechanism="$($rc.AuthMechanism)" }
            Set-ReceiveConnector "$($rc.Identity)" @old
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`On the server where mail waits: the queue empties after this.`,
          ja: say`メールが滞留しているサーバーで実行し、キューが空になれば成功です。`,
        },
        run: ems`
          Get-Queue -Filter "Status -eq 'Retry'" | Retry-Queue
          Get-Queue | Format-Table Identity, Status, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Undo, and the public name', ja: '元に戻す方法と公開名' },
    more: [
      {
        title: { en: 'The public name is needed in the banner or for TLS', ja: '公開名をバナーや TLS で使う場合' },
        why: {
          en: say`Pin the certificate on ${code('Default Frontend')} (port 25) with ${code('TlsCertificateName')}; its greeting alone is changed with ${code('-Banner')}. Its Fqdn stays as well.`,
          ja: say`ポート 25 の ${code('Default Frontend')} に ${code('TlsCertificateName')} で証明書を指定します。バナーだけであれば ${code('-Banner')} で変更できます。Fqdn は、このコネクタでも変更しません。`,
        },
      },
    ],
  }),
});

/** An empty Fqdn and the short name stand for the server as well. */
function isRenamed({ direction, identity = '', properties }: ConnectorClue): boolean {
  const [server = '', name = ''] = identity.split('\\');
  const fqdn = properties.get('fqdn') ?? '';
  if (direction !== 'receive' || !/^Default (?!Frontend)/i.test(name) || !fqdn.includes('.')) return false;
  return shortName(fqdn).toLowerCase() !== shortName(server).toLowerCase();
}
