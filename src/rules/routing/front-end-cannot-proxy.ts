import { code, defineOpenRule, ems, onProxyReply, say } from '../define.js';

// Exchange Server calls 1 no destinations, 3 a connection failure and 6 a shutdown; 7 to 9 nobody has explained. 2 (DNS
// error), 4 (protocol error) and 5 (socket error) have rules of their own; ATTR in the same sentence is Exchange
// Online's look-up of the tenant, not proxying.
export default defineOpenRule({
  id: 'front-end-cannot-proxy',
  ...onProxyReply('open', ['PRX1', 'PRX3', 'PRX6', 'PRX7', 'PRX8', 'PRX9'], ['Message not proxied']),
  title: {
    en: 'Front end cannot hand the session on (PRX)',
    ja: 'フロントエンドが接続を引き渡せない (PRX)',
  },
  sources: [
    'https://smtpfieldmanual.com/spamfilter/exchangeonline',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`A Front End Transport service found no back end that takes the session. Inside Exchange Server, 1 means no destination, 3 a failed connection, 6 a shutdown. Microsoft publishes no list of the PRX numbers; the log names the reason. Senders retry.`,
      ja: say`フロントエンド トランスポート サービスが、接続を引き渡せるバックエンドを見つけられません。Exchange Server の内部では、1 は引き渡し先なし、3 は接続の失敗、6 は停止処理中を示します。番号の一覧は公開されていないため、理由はログで確認します。送信側は再試行します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that answered: states, and the last lines of the send log of the front end. Paste the output.`,
        ja: say`応答したサーバーの Exchange 管理シェルで実行します。コンポーネントの状態と、フロントエンドの送信プロトコル ログの最後の行を表示します。出力を貼り付けてください。`,
      },
      run: ems`
        $srv = $env:COMPUTERNAME
        Get-ServerComponentState $srv | Where-Object State -ne 'Active' |
          Format-Table Component, State
        $log = (Get-FrontendTransportService $srv).SendProtocolLogPath
        Get-ChildItem "$log" -Filter *.log | Sort-Object LastWriteTime |
          Select-Object -Last 1 | Get-Content -Tail 20`,
    },
    outcomes: [
      {
        sees: { en: say`The other server is ${code('outlook.com')}`, ja: say`相手のサーバーが ${code('outlook.com')} の場合` },
        means: {
          en: say`Microsoft's own front end said so. It passes; the retries deliver the mail.`,
          ja: say`Microsoft 側の一時的な状態です。再試行で配信されます。`,
        },
      },
      {
        sees: { en: say`A component is inactive`, ja: say`非アクティブなコンポーネントがある場合` },
        means: {
          en: say`Maintenance was not ended. Set ${code('ServerWideOffline')} and ${code('HubTransport')} to Active with the requester that set them.`,
          ja: say`メンテナンスが終了していません。${code('ServerWideOffline')} と ${code('HubTransport')} を、設定時と同じ Requester で Active に戻します。`,
        },
      },
      {
        sees: { en: say`The log ends in an error`, ja: say`ログの最後にエラーがある場合` },
        means: {
          en: say`That line is the reason: a name, port 2525, TLS between servers, or authentication. Paste it; you get the next step.`,
          ja: say`その行が理由です (名前解決、ポート 2525、サーバー間の TLS、認証)。貼り付けると、次の手順を表示します。`,
        },
      },
      {
        sees: { en: say`No log`, ja: say`ログがない場合` },
        means: {
          en: say`Turn it on for the internal send connector: ${code('IntraOrgConnectorProtocolLoggingLevel')} of the front end service to Verbose.`,
          ja: say`フロントエンド サービスの ${code('IntraOrgConnectorProtocolLoggingLevel')} を Verbose にすると記録されます。`,
        },
      },
    ],
  }),
});
