import { code, defineRule, type EventClue, ems, likely, mentions, or, type ReplyClue, say } from '../define.js';

const WORDS = ['does not support TLS', 'does not support STARTTLS', 'TLS is required, but was not offered', 'the server did not offer TLS support'];

// Here the text names the foreign side: event 2015, or the words of Google, Postfix and Exim. Nobody can tell from
// them whether that server withholds STARTTLS or a device in between removes it. Demanding less TLS is no cure.
export default defineRule({
  id: 'partner-does-not-offer-starttls',
  title: {
    en: "Recipient's server does not offer STARTTLS",
    ja: '相手側のサーバーが STARTTLS を提示していない',
  },
  sources: ['KB329061', 'https://learn.microsoft.com/exchange/mail-flow/connectors/send-connectors', 'https://www.rfc-editor.org/rfc/rfc3207'],
  reads: ['event', 'reply'],
  events: [2015],
  codes: ['5.7.3'],
  words: WORDS,
  anyCode: true,
  explains: ['starttls-required-but-not-offered'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', isTlsRefusal);
    const reply = evidence.first('reply', (one) => mentions(one.text, ...WORDS) || isPartnerHop(one));
    if (event) {
      return likely(
        { sendConnector: event.connector, remoteHost: event.remoteHost, remoteDomain: event.remoteDomain },
        reply ? [event, reply] : [event],
      );
    }
    if (!reply) return null;
    return likely({ sendConnector: reply.connector, remoteHost: reply.endpoint, remoteDomain: domainOf(reply) }, [reply]);
  },

  text: () => ({
    cause: {
      en: say`TLS is mandatory for this mail, but ${or('remoteHost', "the recipient's server")} most likely does not offer STARTTLS. The cure is on that side, or on a device between the two.`,
      ja: say`このメールには TLS が必須です。${or('remoteHost', '相手側のサーバー')} は STARTTLS を提示していないと考えられます。対処が必要なのは、相手側か経路上の機器です。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on the sending server. If line 1 says ${code('localhost')}, the text names no host: run it on the recipient's server.`,
          ja: say`送信側のサーバーの PowerShell で実行します。1 行目が ${code('localhost')} の場合は、貼り付けられた内容にホスト名がないため、相手側のサーバーで実行します。`,
        },
        run: ems`
          $to = ${or('remoteHost', "'localhost'")}
          $tcp = New-Object Net.Sockets.TcpClient $to, 25
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { ($line = $in.ReadLine()) } while ($line -match '^250-')`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Send this output to the administrator of ${or('remoteDomain', 'the other side')}: the server has to offer STARTTLS on port 25. Keep your TLS requirement; pass urgent content on by another protected way.`,
          ja: say`手順 1 の出力を ${or('remoteDomain', '相手側')} の管理者に送り、ポート 25 で STARTTLS を提示するように依頼します。TLS の要求は維持し、急ぎの内容は、保護された別の手段で渡します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: ${code('250-STARTTLS')} is listed. Waiting mail then leaves the queue by itself.`,
          ja: say`手順 1 をもう一度実行し、${code('250-STARTTLS')} が表示されれば成功です。キューのメールは自動的に送信されます。`,
        },
      },
    ],
    moreLabel: { en: '2 more places to look', ja: 'ほかに確認する 2 か所' },
    more: [
      {
        title: { en: 'Your own firewall', ja: '送信側のファイアウォール' },
        why: {
          en: say`Asterisks in the banner or ${code('XXXX')} in the answer come from SMTP inspection. If another network sees STARTTLS there, your own device removes it.`,
          ja: say`バナーのアスタリスクや応答の ${code('XXXX')} は、SMTP 検査によるものです。別のネットワークから STARTTLS が見える場合は、送信側の機器が取り除いています。`,
        },
      },
      {
        title: { en: 'Send connectors that insist on TLS', ja: 'TLS を必須とする送信コネクタ' },
        why: {
          en: say`Check that the address space of this recipient belongs on such a connector. This only reads.`,
          ja: say`この宛先のアドレス スペースが、意図したコネクタに含まれることを確認します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-SendConnector | Where-Object RequireTLS |
            Format-List Name, AddressSpaces, SmartHosts, TlsAuthLevel, TlsDomain`,
      },
    ],
  }),
});

const isTlsRefusal = ({ id, source, connector, remoteHost, remoteDomain }: EventClue): boolean =>
  id === 2015 && (source === undefined || source.startsWith('MSExchange')) && (connector ?? remoteHost ?? remoteDomain) !== undefined;

const domainOf = ({ recipient }: ReplyClue): string | undefined => recipient?.split('@')[1];

/** The last endpoint is a host of the recipient's own domain, and no wrapper tells of a hybrid route. */
function isPartnerHop(reply: ReplyClue): boolean {
  const { status, text, endpoint, wrappers, submissionHost } = reply;
  if (status !== '5.7.3' || submissionHost !== undefined || !mentions(text, 'STARTTLS')) return false;
  const domain = domainOf(reply)?.toLowerCase();
  const hybrid = wrappers.some((one) => one === '4.4.101' || one === '4.4.317');
  return !hybrid && domain !== undefined && endpoint?.toLowerCase().endsWith(`.${domain}`) === true;
}
