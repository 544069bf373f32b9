import { code, defineOpenRule, ems, open, or, type SessionClue, say } from '../define.js';

// An Exchange server answered EHLO to the end and STARTTLS is not in it. Masked answers are left to the device that
// masks them, and the sessions of a send log to whoever answered there.
export default defineOpenRule({
  id: 'receive-connector-does-not-offer-starttls',
  title: {
    en: 'Exchange server does not offer STARTTLS',
    ja: 'Exchange サーバーが STARTTLS を提示していない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
  ],
  reads: ['session'],
  explains: ['starttls-required-but-not-offered', 'application-starts-tls-too-early'],
  mail: 'unknown',

  match(evidence) {
    const session = evidence.first(
      'session',
      (one) => one.startTls === false && !one.masked && one.log !== 'send' && one.port !== '465' && isExchange(one),
    );
    if (!session) return null;
    const [server] = session.connector?.includes('\\') ? session.connector.split('\\') : [];
    return open({ server, connector: session.connector, fqdn: session.host, port: session.port }, [session]);
  },

  text: () => ({
    cause: {
      en: say`${or('fqdn', 'The server')} answered EHLO without STARTTLS; the answer does not tell why. Senders that insist on TLS, such as Exchange Online, hold their mail.`,
      ja: say`${or('fqdn', 'サーバー')} の EHLO の応答に STARTTLS が含まれていません。理由は、この応答だけでは判断できません。Exchange Online のように TLS を必須とする送信側は、メールを配信できずに再試行します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that answered. It lists the connectors and the newest events 12014.`,
        ja: say`応答したサーバーの Exchange 管理シェルで実行します。受信コネクタと、最新のイベント 12014 が表示されます。`,
      },
      run: ems`
        $rcs = Get-ReceiveConnector -Server ${or('server', '$env:COMPUTERNAME')}
        $rcs | Format-List Identity, Bindings, RemoteIPRanges, AuthMechanism, TlsCert*
        $log = @{ LogName='Application'; Id=12014 }
        Get-WinEvent -FilterHashtable $log -MaxEvents 3 -ErrorAction Ignore |
          Format-List TimeCreated, ProviderName, MachineName, Id, Message`,
    },
    outcomes: [
      {
        sees: { en: say`A recent event 12014 is listed`, ja: say`最近のイベント 12014 がある場合` },
        means: {
          en: say`A connector finds no certificate. Paste the event; you get the commands for it.`,
          ja: say`コネクタで使用する証明書が見つかっていません。イベントを貼り付けると、対処のコマンドを表示します。`,
        },
      },
      {
        sees: { en: say`${code('AuthMechanism')} has no ${code('Tls')}`, ja: say`${code('AuthMechanism')} に ${code('Tls')} がない場合` },
        means: {
          en: say`The connector is not allowed to offer STARTTLS. Paste the output; you get the change and its undo.`,
          ja: say`コネクタの設定により、STARTTLS が提示されません。出力を貼り付けると、変更するコマンドと元に戻すコマンドを表示します。`,
        },
      },
      {
        sees: {
          en: say`Another connector's ${code('RemoteIPRanges')} fit the client`,
          ja: say`接続元が別のコネクタの ${code('RemoteIPRanges')} に含まれる場合`,
        },
        means: {
          en: say`That connector answers instead. Take the client's address out of its ranges.`,
          ja: say`そのコネクタが代わりに応答しています。接続元のアドレスを範囲から外します。`,
        },
      },
      {
        sees: { en: say`None of these`, ja: say`どれにも当てはまらない場合` },
        means: {
          en: say`Most likely a device in front removes STARTTLS. Run the same session on the server itself and compare.`,
          ja: say`手前の機器が STARTTLS を取り除いていると考えられます。サーバー上で同じ接続を試し、応答を比べます。`,
        },
      },
    ],
  }),
});

/** openssl shows neither banner nor keywords; without a banner the keywords tell: no other common server offers BINARYMIME or Exchange's own X- keywords. */
function isExchange({ product, keywords }: SessionClue): boolean {
  if (product !== 'unknown') return product === 'exchange';
  if (keywords.length === 0) return true;
  return keywords.some((keyword) => /^(?:BINARYMIME|X-ANONYMOUSTLS|X-EXPS|XEXCH50|XRDST)\b/.test(keyword));
}
