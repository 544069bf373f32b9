import { type ConnectorClue, code, defineRule, ems, likely, or, sameServer, say, shortName } from '../define.js';

// Only beside a Front End connector on port 25: on Edge servers, and on Mailbox servers of Exchange 2013 without the other role,
// HubTransport belongs there.
export default defineRule({
  id: 'hub-connector-listens-on-port-25',
  title: {
    en: 'Receive connector with the wrong role holds port 25',
    ja: '役割の異なる受信コネクタがポート 25 を使用している',
  },
  sources: ['KB2958036', 'https://learn.microsoft.com/troubleshoot/exchange/mailflow/front-end-microsoft-exchange-transport-service-stops'],
  reads: ['connector', 'event'],
  on: ['connector'],
  properties: ['transportrole'],
  explains: ['transport-port-is-already-taken', 'transport-service-is-not-active'],
  mail: 'held',

  match(evidence) {
    const front = evidence.all('connector', (one) => listensAs('frontendtransport', one));
    const hub = evidence.first('connector', (one) => listensAs('hubtransport', one) && front.some(({ server }) => sameServer(server, one.server)));
    if (hub?.identity === undefined) return null;
    const event = evidence.first('event', ({ id }) => id === 1018 || id === 1019);
    return likely({ connector: hub.identity, server: hub.server && shortName(hub.server) }, event ? [hub, event] : [hub]);
  },

  text: () => ({
    cause: {
      en: say`${'connector'} has the role HubTransport and listens on port 25, which on a Mailbox server belongs to the Front End Transport service. Most likely it was created without a role. After a restart one of the two services does not start, and senders are refused.`,
      ja: say`${'connector'} は HubTransport の役割でポート 25 を使用しています。このポートはフロントエンド トランスポート サービスのものです。役割を指定せずに作成されたと考えられます。再起動後に一方のサービスが開始できず、送信側の接続が拒否されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}: the connector, and all others on port 25. No other may have the same Bindings and RemoteIPRanges.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。このコネクタと Bindings、RemoteIPRanges が両方とも同じコネクタがないことを確認します。`,
        },
        run: ems`
          $rc = ${'connector'}
          $role = "$((Get-ReceiveConnector $rc).TransportRole)"
          Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
            Where-Object { $_.Bindings -like '*:25' } |
            Format-List Identity, Enabled, TransportRole, Bindings, RemoteIPRanges`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 shows ${code('HubTransport')} for it.`,
          ja: say`手順 1 でこのコネクタが ${code('HubTransport')} の場合だけ実行します。`,
        },
        run: ems`
          if ($role -eq 'HubTransport') {
            Set-ReceiveConnector $rc -TransportRole FrontendTransport
          }`,
        changes: {
          en: say`Moves one connector to the Front End Transport service. Addresses and permissions stay.`,
          ja: say`1 つのコネクタをフロントエンド トランスポート サービスに移します。アドレスとアクセス許可は変わりません。`,
        },
        keep: {
          en: say`The old role was HubTransport; the window keeps it in ${code('$role')}.`,
          ja: say`変更前の役割は HubTransport です。同じウィンドウの ${code('$role')} に残ります。`,
        },
        undo: ems`if ($role) { Set-ReceiveConnector $rc -TransportRole $role }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`On that server, restart both services: both must be Running and ${code('TcpTestSucceeded')} True.`,
          ja: say`そのサーバーで両方のサービスを再起動します。両方が Running で、${code('TcpTestSucceeded')} が True であれば成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport, MSExchangeFrontEndTransport
          Get-Service MSExchangeTransport, MSExchangeFrontEndTransport
          Test-NetConnection localhost -Port 25`,
      },
    ],
    moreLabel: { en: 'Undo, and new connectors', ja: '元に戻す方法と新しいコネクタ' },
    more: [
      {
        title: { en: 'New connectors', ja: '新しいコネクタを作成するとき' },
        why: {
          en: say`Always name the role: ${code('New-ReceiveConnector -TransportRole FrontendTransport')}. Without it the cmdlet takes HubTransport.`,
          ja: say`役割を必ず指定します (${code('New-ReceiveConnector -TransportRole FrontendTransport')})。省略すると HubTransport になります。`,
        },
      },
    ],
  }),
});

const listensAs = (role: string, { direction, properties }: ConnectorClue): boolean =>
  direction === 'receive' &&
  properties.get('transportrole')?.toLowerCase() === role &&
  properties.get('enabled')?.toLowerCase() !== 'false' &&
  /:25(?!\d)/.test(properties.get('bindings') ?? '');
