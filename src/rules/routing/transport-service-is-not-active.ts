import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// An Exchange server answers, but its transport takes no mail. A suspended queue is 450 "System not accepting network messages";
// a server where nothing listens refuses the connection (10061).
export default defineOpenRule({
  id: 'transport-service-is-not-active',
  ...onReply({
    certainty: 'open',
    codes: ['4.3.2'],
    words: ['Service not active', 'Service not available'],
    unless: ['closing transmission channel'],
  }),
  title: {
    en: 'Exchange answers, but its transport is not in service',
    ja: 'Exchange のトランスポートがメールを受け付けない状態にある',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dags#performing-maintenance-on-dag-members',
  ],
  explains: ['connection-to-next-hop-is-dropped'],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'An Exchange server')} accepts connections and turns the mail away: it is in maintenance, two services share port 25, or an agent fails.`,
      ja: say`${or('endpoint', 'Exchange サーバー')} は接続を受け付けますが、メールを受け付けていません。メンテナンス中、2 つのサービスによるポート 25 の重複、エージェントの障害のいずれかです。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the server that answers (not the one whose queue shows the error).`,
        ja: say`応答した側のサーバーの Exchange 管理シェルで実行します (エラーがキューに表示されたサーバーではありません)。`,
      },
      run: ems`
        $srv = $env:COMPUTERNAME
        Get-ServerComponentState $srv | Where-Object State -ne 'Active' |
          Format-Table Component, State
        Get-ReceiveConnector -Server $srv |
          Format-Table Identity, TransportRole, Bindings, Enabled
        Get-TransportAgent | Format-Table Identity, Enabled`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('ServerWideOffline')}, ${code('HubTransport')} or ${code('FrontendTransport')} is Inactive or Draining`,
          ja: say`${code('ServerWideOffline')}、${code('HubTransport')}、${code('FrontendTransport')} が Inactive か Draining の場合`,
        },
        means: {
          en: say`Maintenance. Ask who works on the server; whoever began it ends it with ${code('Set-ServerComponentState')} and the same ${code('-Requester')}.`,
          ja: say`メンテナンス中です。作業者を確認し、作業の完了後に、開始時と同じ ${code('-Requester')} を指定した ${code('Set-ServerComponentState')} で Active に戻します。`,
        },
      },
      {
        sees: {
          en: say`A connector with ${code('HubTransport')} and port 25`,
          ja: say`${code('HubTransport')} でポート 25 のコネクタがある場合`,
        },
        means: {
          en: say`On a Mailbox server port 25 belongs to FrontendTransport. Set ${code('-TransportRole FrontendTransport')} with ${code('Set-ReceiveConnector')}, then restart both transport services.`,
          ja: say`メールボックス サーバーのポート 25 は FrontendTransport のものです。${code('Set-ReceiveConnector')} で ${code('-TransportRole FrontendTransport')} を指定し、2 つのトランスポート サービスを再起動します。`,
        },
      },
      {
        sees: {
          en: say`Only ${code('ForwardSyncDaemon')} and ${code('ProvisioningRps')} are inactive`,
          ja: say`${code('ForwardSyncDaemon')} と ${code('ProvisioningRps')} だけが Inactive の場合`,
        },
        means: {
          en: say`That is normal. Most likely a transport agent of another vendor fails, often since an Exchange update. Update it; event log and services tell more.`,
          ja: say`これは正常です。他社製トランスポート エージェントの障害が考えられます。Exchange の更新後によく起こります。エージェントを更新し、イベント ログとサービスを確認します。`,
        },
      },
    ],
  }),
});
