import { code, defineOpenRule, type EventClue, ems, open, or, say, shortName } from '../define.js';

// The service does not start, so callers are refused (10061). "Service not active" comes from a server that answers. Event 1036
// beside it, with an empty certificate, is no fault of Edge (KB2958036).
export default defineOpenRule({
  id: 'transport-port-is-already-taken',
  title: {
    en: 'Transport service cannot open its port',
    ja: 'トランスポート サービスのポートが使用中になっている',
  },
  sources: ['KB2958036', 'https://learn.microsoft.com/troubleshoot/exchange/mailflow/front-end-microsoft-exchange-transport-service-stops'],
  reads: ['event'],
  events: [1018, 1019],
  explains: [],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', isTaken);
    return event ? open({ server: event.computer && shortName(event.computer), port: event.port }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`A transport service on ${or('server', 'this server')} wants to listen on port ${or('port', '25')}, which another process holds. The service stops; senders are refused and try again.`,
      ja: say`${or('server', 'このサーバー')} のトランスポート サービスが使うポート ${or('port', '25')} を、別のプロセスが使用しています。サービスが停止するため、送信側の接続は拒否され、再試行されます。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on ${or('server', 'the server that logged it')}: who holds the port, and which connectors want it.`,
        ja: say`${or('server', 'イベントを記録したサーバー')} の Exchange 管理シェルで実行します。ポートを使用中のプロセスと、コネクタのバインドが表示されます。`,
      },
      run: ems`
        $port = ${or('port', "'25'")}
        Get-NetTCPConnection -LocalPort $port |
          ForEach-Object { Get-Process -Id $_.OwningProcess } |
          Sort-Object Id -Unique | Format-Table Id, ProcessName
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Enabled, TransportRole, Bindings`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('EdgeTransport')} on 25, and a connector with ${code('HubTransport')} and ${code(':25')}`,
          ja: say`ポート 25 が ${code('EdgeTransport')} で、${code('HubTransport')} と ${code(':25')} のコネクタがある場合`,
        },
        means: {
          en: say`That connector has the wrong role. Paste the output; you get the command and its undo.`,
          ja: say`コネクタの役割の誤りです。出力を貼り付けると、対処と元に戻すコマンドを表示します。`,
        },
      },
      {
        sees: {
          en: say`Port 2525, held by a program of Exchange or Windows`,
          ja: say`ポート 2525 を Exchange や Windows のプログラムが使用している場合`,
        },
        means: {
          en: say`Windows gave it out as a dynamic port. End that connection by restarting its service, start transport, then keep dynamic ports above 2525: ${code('netsh int ipv4 show dynamicport tcp')}.`,
          ja: say`Windows が動的ポートとして割り当てています。そのサービスを再起動してからトランスポートを開始します。動的ポートの範囲 (${code('netsh int ipv4 show dynamicport tcp')}) が 2525 を含まないようにします。`,
        },
      },
      {
        sees: { en: say`A foreign mail program, such as ${code('inetinfo')}`, ja: say`${code('inetinfo')} など、ほかのメール プログラムの場合` },
        means: {
          en: say`Another SMTP service runs on the server. Stop and disable it, or move it, then start the transport services.`,
          ja: say`別の SMTP サービスが動作しています。停止して無効にするか移動し、トランスポート サービスを開始します。`,
        },
      },
    ],
  }),
});

/** 10048 says that the address is in use; other numbers have other reasons. */
function isTaken({ id, source, port, error }: EventClue): boolean {
  if (source === undefined ? port === undefined : !/^MSExchange(?:FrontEnd)?Transport/i.test(source)) return false;
  return id === 1018 || (id === 1019 && (error === undefined || error === '10048'));
}
