import { calledBy, code, defineOpenRule, ems, open, or, probed, say } from '../define.js';

// The port is open, and then nothing or the end: whoever answers does not talk SMTP with this caller.
export default defineOpenRule({
  id: 'server-hangs-up-before-smtp',
  title: { en: 'Mail server accepts calls and says nothing', ja: 'メール サーバーが接続後に応答しない' },
  sources: ['RFC 5321', 'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors'],
  reads: ['probe'],
  explains: ['connection-to-next-hop-is-dropped'],
  mail: 'held',

  match(evidence) {
    const clue = probed(evidence, ['closed_early', 'no_banner', 'conn_reset']);
    return clue ? open(calledBy(clue), [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} took the connection on port ${or('port', '25')} and hung up or stayed silent before SMTP began. Senders try again later. A firewall that answers in place of the server looks the same.`,
      ja: say`${or('endpoint', 'サーバー')} のポート ${or('port', '25')} に接続できましたが、SMTP が始まる前に切断されたか、応答がありません。送信側は後で再試行します。サーバーの代わりにファイアウォールが接続だけを受け付けている場合も、同じ状態になります。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on that server: is the service running, and which connectors and address ranges listen?`,
        ja: say`そのサーバーの Exchange 管理シェルで、サービスの状態と、受信コネクタのアドレス範囲を確認します。`,
      },
      run: ems`
        Get-Service MSExchangeFrontEndTransport, MSExchangeTransport
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Enabled, Bindings, RemoteIPRanges, TarpitInterval
        Test-NetConnection $env:COMPUTERNAME -Port 25`,
    },
    outcomes: [
      {
        sees: { en: say`A service is not ${code('Running')}`, ja: say`サービスが ${code('Running')} でない場合` },
        means: {
          en: say`Start it; if it stops again, the Application log says why. Paste the event.`,
          ja: say`サービスを開始します。再び停止する場合は、アプリケーション ログのイベントを貼り付けてください。`,
        },
      },
      {
        sees: {
          en: say`No connector's ${code('RemoteIPRanges')} fit the caller`,
          ja: say`接続元がどの ${code('RemoteIPRanges')} にも含まれない場合`,
        },
        means: {
          en: say`No connector is there for that caller. Let the connector for the internet take all addresses.`,
          ja: say`その接続元に対応する受信コネクタがありません。インターネット用の受信コネクタで、すべてのアドレスを許可します。`,
        },
      },
      {
        sees: { en: say`All is well on the server`, ja: say`サーバーに異常がない場合` },
        means: {
          en: say`A firewall or load balancer in front takes the call and reaches no server: check its pool and its rules for port 25.`,
          ja: say`手前のファイアウォールまたはロード バランサーが接続を受け付け、サーバーに転送していません。転送先とポート 25 の規則を確認します。`,
        },
      },
    ],
  }),
});
