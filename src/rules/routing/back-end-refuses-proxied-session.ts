import { code, defineOpenRule, ems, onProxyReply, say } from '../define.js';

// PRX5: the back end is found, but does not take the session. Where a pasted connector shows TlsDomainCapabilities with
// the certificate of 2016, that is the cause.
export default defineOpenRule({
  id: 'back-end-refuses-proxied-session',
  ...onProxyReply('open', ['PRX5']),
  title: {
    en: 'Back end does not take the proxied session (PRX5)',
    ja: 'バックエンドがプロキシされた接続を受け付けない (PRX5)',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/mails-issues-occur-after-april-15-2016', 'KB3156771'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The Front End Transport service took the session, but its connection to the Transport service behind it broke off. Inside Exchange, 5 is a socket error. A connector is disabled or names an old certificate of Microsoft's, or the service is stopped or short of disk. Senders retry.`,
      ja: say`フロントエンド トランスポート サービスは接続を受け付けましたが、背後のトランスポート サービスとの接続が切れました。Exchange の内部では、5 はソケット エラーを示します。コネクタの無効化、Microsoft の以前の証明書の指定、サービスの停止、ディスク不足が考えられます。送信側は再試行します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that answered. Paste the output; you get the next step.`,
        ja: say`応答したサーバーの Exchange 管理シェルで実行します。出力を貼り付けると、次の手順を表示します。`,
      },
      run: ems`
        $srv = $env:COMPUTERNAME
        Get-ReceiveConnector -Server $srv |
          Format-List Identity, Enabled, TransportRole, Bindings, TlsDomain*
        Get-ServerComponentState $srv | Format-Table Component, State
        Get-Service MSExchangeTransport; Test-NetConnection $srv -Port 2525
        Get-WinEvent @{ LogName='Application'; Id=15004, 15006 } -MaxEvents 2`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('MSIT Machine Auth CA 2')} in TlsDomainCapabilities`,
          ja: say`TlsDomainCapabilities に ${code('MSIT Machine Auth CA 2')} がある場合`,
        },
        means: {
          en: say`The certificate of Exchange Online has changed its issuer since April 2016. Run the Hybrid Configuration Wizard again.`,
          ja: say`Exchange Online の証明書の発行者は 2016 年 4 月に変わりました。ハイブリッド構成ウィザードを再実行します。`,
        },
      },
      {
        sees: {
          en: say`The connector ${code('Default')} with the server's name is disabled`,
          ja: say`${code('Default')} にサーバー名が付いたコネクタが無効の場合`,
        },
        means: {
          en: say`Enable it: the front end hands all mail to it on port 2525.`,
          ja: say`有効にします。フロントエンドは、ポート 2525 のこのコネクタにすべてのメールを渡します。`,
        },
      },
      {
        sees: {
          en: say`${code('HubTransport')} inactive, the service stopped, or port 2525 closed`,
          ja: say`${code('HubTransport')} が非アクティブ、サービスの停止、ポート 2525 が閉じている場合`,
        },
        means: {
          en: say`Maintenance was not ended, or the service fails to start: bring it back, then look at its events.`,
          ja: say`メンテナンスが終了していないか、サービスが起動していません。元の状態に戻し、イベントを確認します。`,
        },
      },
      {
        sees: { en: say`Event 15004 or 15006 at the time of the error`, ja: say`エラーの時刻に、イベント ID 15004 か 15006 がある場合` },
        means: {
          en: say`Back pressure: the server is short of disk or memory. Free space on the disk of the queue.`,
          ja: say`バック プレッシャーです。ディスクかメモリが不足しています。キューのディスクの空き領域を増やします。`,
        },
      },
    ],
  }),
});
