import { bareName, type ConnectorClue, code, defineRule, ems, likely, or, say, shortName, wordsOf } from '../define.js';

// "Default <server>" is the one connector that takes mail from other Exchange servers. On connectors for relaying, these
// values are missing on purpose. Where its Fqdn was changed too, that is the cause: it forbids ExchangeServer.
export default defineRule({
  id: 'default-connector-bars-exchange-servers',
  title: {
    en: 'Default connector does not let Exchange servers sign in',
    ja: '既定の受信コネクタが Exchange サーバーを認証しない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
  ],
  reads: ['connector', 'reply'],
  on: ['connector'],
  properties: ['authmechanism', 'permissiongroups'],
  explains: ['exchange-server-authentication-is-not-offered'],
  mail: 'held',

  match(evidence) {
    const found = evidence.first('connector', bars);
    if (found?.identity === undefined) return null;
    const reply = evidence.first('reply', ({ text }) => /achieve Exchange Server auth/i.test(text));
    const facts = { connector: found.identity, server: found.server && shortName(found.server), value: missingIn(found).join('; ') };
    return likely(facts, reply ? [found, reply] : [found]);
  },

  text: () => ({
    cause: {
      en: say`${'connector'} takes the mail of your other Exchange servers, but they are not admitted. Missing: ${'value'}. They cannot sign in, so most likely their mail waits in the queue.`,
      ja: say`${'connector'} は、ほかの Exchange サーバーからのメールを受信しますが、必要な値がありません (${'value'})。サーバー間の認証ができず、メールはキューで再試行されていると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the present values.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行し、現在の値を確認します。`,
        },
        run: ems`
          $rc = Get-ReceiveConnector ${'connector'}
          $rc | Format-List Identity, Bindings, Fqdn, AuthMechanism, PermissionGroups`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if one of the two is missing in step 1. ExternalAuthoritative cannot stand beside ExchangeServer and is taken out; the Fqdn becomes the server's own. With Custom in PermissionGroups these stay as they are.`,
          ja: say`手順 1 でどちらかがない場合だけ実行します。ExchangeServer と併用できない ExternalAuthoritative は外し、Fqdn はサーバー自身の名前にします。PermissionGroups に Custom がある場合、この値は変更しません。`,
        },
        run: ems`
          if ($rc) {
            $auth = "$($rc.AuthMechanism), Tls, ExchangeServer" -replace '^None, |External\w+, '
            $set = @{ AuthMechanism=$auth; Fqdn=(Get-ExchangeServer $rc.Server).Fqdn }
            $may = "$($rc.PermissionGroups), ExchangeServers" -replace '^None, '
            if ($may -notmatch 'Custom') { $set.PermissionGroups = $may }
            Set-ReceiveConnector "$($rc.Identity)" @set
          }`,
        changes: {
          en: say`One connector lets Exchange servers sign in again. Nobody else gets more rights.`,
          ja: say`1 つのコネクタで、Exchange サーバーの認証を有効にします。ほかの接続元の権限は変わりません。`,
        },
        keep: {
          en: say`Step 1 prints the old values; the window keeps them in ${code('$rc')}.`,
          ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。`,
        },
        undo: ems`
          if ($rc) {
            $old = @{ AuthMechanism="$($rc.AuthMechanism)"; Fqdn="$($rc.Fqdn)" }
            if ($set.PermissionGroups) { $old.PermissionGroups = "$($rc.PermissionGroups)" }
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
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

/** `Default EX01`, whose Fqdn is still that of its server. */
function bars({ direction, identity, properties }: ConnectorClue): boolean {
  const [server = '', name] = (identity ?? '').split('\\');
  if (direction !== 'receive' || name === undefined || !/^Default (?!Frontend)/i.test(bareName(identity))) return false;
  const fqdn = properties.get('fqdn') ?? '';
  if (fqdn !== '' && shortName(fqdn).toLowerCase() !== server.toLowerCase()) return false;
  return missingIn({ properties }).length > 0;
}

/** What a value that a table cut off lacks, nobody knows. */
function missingIn({ properties }: Pick<ConnectorClue, 'properties'>): string[] {
  return [
    ['AuthMechanism', 'ExchangeServer'],
    ['PermissionGroups', 'ExchangeServers'],
  ].flatMap(([name = '', word = '']) => {
    const value = properties.get(name.toLowerCase());
    const isKnown = value !== undefined && !/(?:\.{3}|\u2026)\}?$/.test(value);
    return isKnown && !wordsOf(value).includes(word.toLowerCase()) ? [`${name}: ${word}`] : [];
  });
}
