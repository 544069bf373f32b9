import { code, defineOpenRule, type EventClue, ems, open, or, receiveConnector, say, shortName } from '../define.js';

// Event 1035 without the marks of another Exchange server: ExchangeAuth, or Gssapi on "Default <server>". Most servers log
// it every day, so it is no answer where the text names another fault.
export default defineOpenRule({
  id: 'sign-in-to-receive-connector-fails',
  title: {
    en: 'Sign-ins to a receive connector fail',
    ja: '受信コネクタへのサインインに失敗している',
  },
  sources: [
    'https://technet.microsoft.com/library/ff981907(v=exchg.141)',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
  ],
  reads: ['event'],
  events: [1035],
  explains: ['only-the-status-code-is-known'],
  fallback: 'status',
  often: 'usual',
  mail: 'unaffected',

  match(evidence) {
    const event = evidence.first('event', isClient);
    if (!event) return null;
    const server = event.computer && shortName(event.computer);
    const connector = receiveConnector(server, event.connector);
    return open({ server, connector, clientIp: event.remoteIp, value: event.mechanism }, [event]);
  },

  text: () => ({
    cause: {
      en: say`A computer (${or('clientIp', 'address in the event')}) tried to sign in to ${or('connector', 'a receive connector')} by ${or('value', 'AUTH')} and was refused. Who it is decides; mail of others goes on.`,
      ja: say`${or('clientIp', '送信元のコンピューター')} が ${or('connector', '受信コネクタ')} に ${or('value', 'AUTH')} でサインインを試み、失敗しています。対処は送信元によって異なります。ほかのメールには影響しません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on ${or('server', 'the server that logged it')}: how often each address tried, and what the connectors allow.`,
        ja: say`${or('server', '記録されたサーバー')} の Exchange 管理シェルで実行します。アドレスごとの回数と、コネクタの認証機構が表示されます。`,
      },
      run: ems`
        $from = 'MSExchangeTransport', 'MSExchangeFrontEndTransport'
        $log = @{ LogName='Application'; Id=1035; ProviderName=$from }
        Get-WinEvent -FilterHashtable $log -MaxEvents 500 |
          Group-Object { $_.Properties.Value -join ', ' } |
          Sort-Object Count -Descending | Format-Table Count, Name
        Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')} |
          Format-Table Identity, Bindings, Fqdn, AuthMechanism`,
    },
    outcomes: [
      {
        sees: { en: say`Addresses of the internet`, ja: say`インターネットのアドレスの場合` },
        means: {
          en: say`Strangers guess passwords. Block them in the firewall, and port 587 for the internet if nobody needs it; watch for locked accounts.`,
          ja: say`外部からのパスワード推測です。ファイアウォールでブロックし、不要であればポート 587 も閉じます。アカウントのロックアウトに注意します。`,
        },
      },
      {
        sees: { en: say`A device or program of yours, ${code('Login')}`, ja: say`自社の機器やアプリケーションで ${code('Login')} の場合` },
        means: {
          en: say`Its stored password is wrong or has expired. Enter the new one there.`,
          ja: say`保存されたパスワードの誤りか期限切れです。機器側で設定し直します。`,
        },
      },
      {
        sees: {
          en: say`A client of yours, ${code('Gssapi')} or ${code('Ntlm')}`,
          ja: say`自社のクライアントで ${code('Gssapi')} か ${code('Ntlm')} の場合`,
        },
        means: {
          en: say`Windows sign-in fails: no SPN for the name it calls (${code('setspn -Q SMTP/')} and the name), a wrong clock, or AuthMechanism without ${code('Integrated')}.`,
          ja: say`統合 Windows 認証の失敗です。接続先の名前に SPN がない (${code('setspn -Q SMTP/')} と名前で確認)、時刻のずれ、AuthMechanism に ${code('Integrated')} がない、のいずれかです。`,
        },
      },
      {
        sees: { en: say`Another Exchange server of yours`, ja: say`自社のほかの Exchange サーバーの場合` },
        means: {
          en: say`Kerberos between servers. Look at its queues (${code('Get-Queue')}) and paste the errors; you get the next step.`,
          ja: say`サーバー間の Kerberos の問題です。そのサーバーの ${code('Get-Queue')} のエラーを貼り付けると、次の手順を表示します。`,
        },
      },
    ],
  }),
});

function isClient({ id, source, error, mechanism = '', connector = '' }: EventClue): boolean {
  if (id !== 1035 || error === undefined || (source !== undefined && !source.startsWith('MSExchange'))) return false;
  const isDefault = /^Default (?!Frontend)/i.test(connector);
  return !/^ExchangeAuth$/i.test(mechanism) && !(isDefault && /^Gssapi$/i.test(mechanism));
}
