import { type ConnectorClue, certain, code, defineRule, ems, or, receiveConnector, say, wordsOf } from '../define.js';

// ExternalAuthoritative ("externally secured") takes every sender in RemoteIPRanges for an Exchange server of the
// organization. With all addresses of the internet in it, that is an open relay which passes the filters as well.
export default defineRule({
  id: 'connector-trusts-every-address',
  title: {
    en: 'Receive connector lets everybody relay as trusted sender',
    ja: '受信コネクタがすべての接続元を信頼している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-receiveconnector',
  ],
  reads: ['connector'],
  properties: ['authmechanism'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const connector = evidence.first('connector', trustsAll);
    return connector ? certain({ connector: receiveConnector(connector.server, connector.identity), server: connector.server }, [connector]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'A receive connector')} has ExternalAuthoritative and takes every address: whoever reaches its port may send to anybody, counts as an internal sender, and is not filtered.`,
      ja: say`${or('connector', '受信コネクタ')} は ExternalAuthoritative で、すべての IP アドレスを対象としています。接続できれば誰でも、組織内の送信者として、フィルターなしで任意の宛先に送信できます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server')}: the connector, and who used it in the last day. With ${code('None')} as logging level the list stays empty. Reach from the internet makes it urgent.`,
          ja: say`${or('server', 'サーバー')} の Exchange 管理シェルで実行します。コネクタの設定と、過去 1 日の接続元が表示されます (ProtocolLoggingLevel が ${code('None')} の場合は空)。インターネットから接続できる場合は緊急です。`,
        },
        run: ems`
          $rc = Get-ReceiveConnector ${or('connector', "'*Relay*'")}
          $rc | Format-List Identity, Enabled, Bindings, RemoteIPRanges, AuthMechanism,
            ProtocolLoggingLevel
          $dir = "$env:ExchangeInstallPath\TransportRoles\Logs"
          Get-ChildItem $dir -Recurse -Include 'RECV*.log' |
            Where-Object LastWriteTime -gt (Get-Date).AddDays(-1) |
            Select-String @($rc | ForEach-Object { ",$($_.Identity)," }) -SimpleMatch |
            ForEach-Object { $_.Line.Split(',')[5] -replace ':\d+$' } |
            Group-Object | Sort-Object Count -Descending |
            Select-Object -First 20 Count, Name`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If addresses outside your network are listed, disable it now. Otherwise first note the devices listed: after step 3 only their addresses are let in.`,
          ja: say`社外の IP アドレスがある場合は、すぐに無効にします。ない場合は、表示された機器を先に控えます。手順 3 の後は、その IP アドレスだけが許可されます。`,
        },
        run: ems`
          if (@($rc).Count -eq 1) {
            Set-ReceiveConnector "$($rc.Identity)" -Enabled $false
          }`,
        changes: {
          en: say`Turns one connector off; devices that use it cannot send until step 3.`,
          ja: say`1 つのコネクタを無効にします。使用中の機器は、手順 3 まで送信できません。`,
        },
        keep: { en: say`Step 1 prints the settings; ${code('$rc')} keeps them.`, ja: say`元の設定は手順 1 で表示され、${code('$rc')} に残ります。` },
        undo: ems`
          if (@($rc).Count -eq 1) {
            Set-ReceiveConnector "$($rc.Identity)" -Enabled $rc.Enabled
          }`,
      },
      {
        why: {
          en: say`Then enter the single addresses of the devices as RemoteIPRanges in the Exchange admin center, and enable the connector. Devices that send inside only need no relay.`,
          ja: say`その後、Exchange 管理センターで RemoteIPRanges を機器の IP アドレスだけに変更し、コネクタを有効にします。組織内だけに送信する機器に、中継の許可は不要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`From another address ${code('RCPT TO')} a foreign domain is answered with ${code('550 5.7.54')}.`,
          ja: say`対象外の IP アドレスから外部ドメインへの ${code('RCPT TO')} に ${code('550 5.7.54')} が返れば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

function trustsAll({ direction, properties }: ConnectorClue): boolean {
  if (direction !== 'receive' || properties.get('enabled')?.toLowerCase() === 'false') return false;
  const all = (properties.get('remoteipranges') ?? '').includes('0.0.0.0-255.255.255.255');
  return all && wordsOf(properties.get('authmechanism')).includes('externalauthoritative');
}
