import { code, defineRule, ems, onProxyReply, say } from '../define.js';

// PRX2: the front end finds no back end by name. TLS has no part in it, although the reply comes after STARTTLS. The
// other numbers are other steps of the same proxying.
export default defineRule({
  id: 'front-end-asks-wrong-dns',
  ...onProxyReply('likely', ['PRX2']),
  title: {
    en: 'Front end cannot find its back end in DNS (PRX2)',
    ja: 'フロントエンドがバックエンドの名前を解決できない (PRX2)',
  },
  sources: ['https://c7solutions.com/category/error', 'https://learn.microsoft.com/exchange/mail-flow/mail-flow'],
  explains: [],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The Front End Transport service took the connection, but most likely cannot resolve the mailbox server behind it. A public DNS server on an adapter or wrong DNS settings of the service do that. Senders retry.`,
      ja: say`フロントエンド トランスポート サービスは接続を受け付けましたが、背後のメールボックス サーバーの名前を解決できないと考えられます。アダプターに公開 DNS を指定した場合や、サービスの DNS 設定に誤りがある場合に起こります。送信側は再試行します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on the server that answered. Each server address listed has to be a DNS server of your own domain; the last line has to answer.`,
          ja: say`応答したサーバーの Exchange 管理シェルで実行します。表示されるアドレスがすべて社内ドメインの DNS サーバーで、最後の行に応答があることを確認します。`,
        },
        run: ems`
          $srv = $env:COMPUTERNAME
          Get-FrontendTransportService $srv | Format-List InternalDNS*, ExternalDNS*
          Get-TransportService $srv | Format-List InternalDNS*, ExternalDNS*
          Get-DnsClientServerAddress | Format-Table InterfaceAlias, ServerAddresses
          foreach ($one in Get-ExchangeServer) { Resolve-DnsName $one.Fqdn -DnsOnly }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Leave only internal DNS servers on every adapter, and take public ones such as ${code('8.8.8.8')} out of the services' lists. Note the old values: step 1 printed them. Then restart both transport services.`,
          ja: say`すべてのアダプターを内部 DNS サーバーだけにし、サービスの一覧からも ${code('8.8.8.8')} などの公開 DNS を外します。変更前の値は手順 1 で表示されています。その後、2 つのトランスポート サービスを再起動します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Restart both services, then send a test message from outside: the queue of the sender shows no ${code('PRX2')} any more.`,
          ja: say`両方のサービスを再起動してから、外部からテスト メールを送ります。送信側のキューに ${code('PRX2')} が表示されなければ成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          Get-Service MSExchangeFrontEndTransport, MSExchangeTransport`,
      },
    ],
    moreLabel: { en: 'What PRX2 means', ja: 'PRX2 の意味' },
    more: [
      {
        title: { en: 'Where the meaning comes from', ja: '意味の根拠' },
        why: {
          en: say`Microsoft publishes no list of the PRX numbers; inside Exchange Server, 2 is a DNS error. If step 1 shows nothing, paste the end of the send log of the front end.`,
          ja: say`PRX の番号の一覧は公開されていません。2 は Exchange Server の内部で DNS エラーを示します。手順 1 で問題がなければ、フロントエンドの送信プロトコル ログの最後を貼り付けてください。`,
        },
      },
      {
        title: { en: 'The reply came from Exchange Online', ja: 'Exchange Online からの応答の場合' },
        why: {
          en: say`Then Microsoft's front end says it, and it passes. Retries deliver the mail; nothing needs a change.`,
          ja: say`Microsoft 側の一時的な状態です。再試行で配信されるため、変更は必要ありません。`,
        },
      },
    ],
  }),
});
