import { type ConnectorClue, code, defineRule, ems, likely, or, receiveConnector, say } from '../define.js';

// A connector made for Exchange Online by hand, or by Exchange 2010's wizard. From 2013 on Default Frontend takes this mail
// and no list of addresses is needed.
export default defineRule({
  id: 'receive-connector-lists-old-cloud-addresses',
  title: {
    en: 'Receive connector lacks addresses of Exchange Online',
    ja: '受信コネクタに Exchange Online の IP 範囲が不足している',
  },
  sources: [
    'KB2750145',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/emails-are-rejected-and-receive-ndrs',
    'https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges',
  ],
  reads: ['connector'],
  properties: ['remoteipranges'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const connector = evidence.first('connector', isOutdated);
    return connector ? likely({ connector: receiveConnector(connector.server, connector.identity), server: connector.server }, [connector]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'A receive connector')} admits only some of the addresses that Exchange Online sends from today. Mail from the others most likely reaches another connector, which refuses it or counts it as external.`,
      ja: say`${or('connector', '受信コネクタ')} の RemoteIPRanges に、現在の Exchange Online の送信元 IP アドレスの一部がありません。その IP アドレスからの接続には別のコネクタが応答し、拒否されるか外部扱いになると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: this connector, and whether it relays (second list). It is a fault only if Exchange Online was refused, or its mail reached another connector; a list kept short on purpose stays.`,
          ja: say`Exchange 管理シェルで実行します。このコネクタと、中継の許可の有無 (2 つ目の一覧) が表示されます。Exchange Online からのメールが拒否されるか、別のコネクタで受信されている場合だけ、対処が必要です。意図的に範囲を絞った一覧は、そのまま残します。`,
        },
        run: ems`
          $rc = Get-ReceiveConnector ${or('connector', "'*365*'")}
          $rc | Format-List Identity, Enabled, RemoteIPRanges, TlsDomainCapabilities
          $now = '40.92.0.0/15', '40.107.0.0/16', '52.100.0.0/14', '104.47.0.0/17'
          $old = $rc.RemoteIPRanges | ForEach-Object { "$_" }
          $add = $now | Where-Object { $old -notcontains $_ }
          $acl = @($rc | Get-ADPermission)
          $open = $acl | Where-Object { "$($_.ExtendedRights)" -match 'Any-Recipient' -and
            $_.User -notmatch 'Exchange|Authenti|Admin|Edge|Legacy' }
          $open | Format-List Identity, User, ExtendedRights`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Preferred since Exchange 2013: disable this connector and let Default Frontend answer, after a look at its ${code('TlsDomainCapabilities')}. To keep it, add the published ranges. A connector that relays is left as it is: every tenant sends from these addresses.`,
          ja: say`Exchange 2013 以降では、${code('TlsDomainCapabilities')} を確認したうえでこのコネクタを無効にし、Default Frontend で受信する方法を推奨します。残す場合は、公開されている範囲を追加します。この IP アドレスは全テナントで共用されるため、中継を許可しているコネクタには追加しません。`,
        },
        run: ems`
          $safe = $acl -and !$open -and "$($rc.AuthMechanism)" -notmatch 'ExternalAuth'
          if ($safe -and $add -and @($rc).Count -eq 1) {
            Set-ReceiveConnector "$($rc.Identity)" -RemoteIPRanges @{ Add = $add }
          }`,
        changes: {
          en: say`Adds the missing IPv4 ranges of Exchange Online to one connector.`,
          ja: say`1 つのコネクタに、不足している Exchange Online の IPv4 の範囲を追加します。`,
        },
        keep: {
          en: say`Step 1 prints the old list; the window keeps what was added in ${code('$add')}.`,
          ja: say`変更前の一覧は手順 1 で表示され、追加した範囲は同じウィンドウの ${code('$add')} に残ります。`,
        },
        undo: ems`
          if ($safe -and $add -and @($rc).Count -eq 1) {
            Set-ReceiveConnector "$($rc.Identity)" -RemoteIPRanges @{ Remove = $add }
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Mail from Exchange Online arrives, and its protocol log names this connector.`,
          ja: say`Exchange Online からのメールが届き、プロトコル ログにこのコネクタの名前が記録されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and the firewall', ja: '元に戻す方法とほか 1 点' },
    more: [
      {
        title: { en: 'Firewall', ja: 'ファイアウォール' },
        why: {
          en: say`The rule for port 25 often has the same old list. Compare with Microsoft's list (endpoint 10, August 2026). IPv6: ${code('2a01:111:f400::/48')} and ${code('2a01:111:f403::/48')}.`,
          ja: say`ポート 25 のファイアウォールの規則も、多くの場合、同じ古い一覧です。Microsoft の一覧 (エンドポイント ID 10、2026 年 8 月) と照合します。IPv6 の範囲は ${code('2a01:111:f400::/48')} と ${code('2a01:111:f403::/48')} です。`,
        },
      },
    ],
  }),
});

/** The four IPv4 ranges that Exchange Online sends from (Microsoft's endpoint 10), by their beginnings. */
const NOW = [/(?:^|[\s{,])40\.9[23]\./, /(?:^|[\s{,])40\.107\./, /(?:^|[\s{,])52\.10[0-3]\./, /(?:^|[\s{,])104\.47\./];
/** Those that it and its forerunner used before. */
const BEFORE = /(?:^|[\s{,])(?:23\.103\.|65\.55\.(?:88|169)\.|94\.245\.120\.|134\.170\.1[347]|157\.5[56]\.|207\.46\.|213\.199\.1[58]|216\.32\.18)/;

/** Some of Microsoft's addresses stand in the list, so that it was made for Exchange Online, and not all of today's. */
function isOutdated({ direction, properties }: ConnectorClue): boolean {
  const ranges = properties.get('remoteipranges') ?? '';
  const all = /0\.0\.0\.0-255|0\.0\.0\.0\/0/.test(ranges) || /\.\.\.|…/.test(ranges);
  if (direction !== 'receive' || all || properties.get('enabled')?.toLowerCase() === 'false') return false;
  return (BEFORE.test(ranges) || NOW.some((range) => range.test(ranges))) && !NOW.every((range) => range.test(ranges));
}
