import { defineRule, ems, likely, mentions, or, type SessionClue, say } from '../define.js';
import { showSentChain } from '../define-hybrid.js';

// Two calls of one name showed two certificates. Where the connectors themselves were pasted, they tell which server it is.
export default defineRule({
  id: 'servers-behind-one-name-differ',
  title: {
    en: 'Servers behind one name show different certificates',
    ja: '1 つの名前の背後のサーバーが異なる証明書を提示している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://learn.microsoft.com/exchange/architecture/client-access/load-balancing',
  ],
  reads: ['session', 'reply'],
  on: ['session'],
  explains: ['exchange-online-expects-another-name', 'exchange-online-distrusts-next-hop', 'receive-connector-presents-self-signed-certificate'],
  mail: 'unknown',

  match(evidence) {
    const shown = evidence.all(
      'session',
      ({ log, certificate, host }) => log === undefined && host !== undefined && certificate?.subject !== undefined,
    );
    const pair = shown.flatMap((one, i) =>
      shown.slice(i + 1).flatMap((other) => (sameHost(one, other) && differ(one, other) ? [[one, other]] : [])),
    )[0];
    const [one, other] = pair ?? [];
    if (!one || !other) return null;
    const reply = evidence.first('reply', ({ status }) => status === '4.7.320' || status === '4.4.317');
    return likely({ remoteHost: one.host, value: `${nameOf(one)} / ${nameOf(other)}` }, [one, other, ...(reply ? [reply] : [])]);
  },

  text: () => ({
    cause: {
      en: say`Calls of ${or('remoteHost', 'one name')} meet different certificates: ${or('value', 'two subjects')}. A peer that checks the name accepts some calls and refuses others; mail is late now and then.`,
      ja: say`${or('remoteHost', '1 つの名前')} への接続先に、証明書の異なるサーバーまたは機器が含まれています (${or('value', '2 つのサブジェクト')})。名前を検証する相手からの接続は、応答したサーバーによって成功または失敗し、メールが遅延します。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell, on a computer outside with port 25 open: five more calls.`,
          ja: say`ポート 25 が制限されていない外部のコンピューターの PowerShell で、さらに 5 回接続します。`,
        },
        run: showSentChain(),
      },
      {
        why: {
          en: say`Exchange Management Shell: the certificate that each front end names. All servers behind the name need the same one.`,
          ja: say`Exchange 管理シェルで実行します。各サーバーのフロントエンドに指定された証明書が表示されます。この名前のすべてのサーバーに、同じ指定が必要です。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object { "$($_.Bindings)" -match ':25\b' } |
            Format-List Identity, RemoteIPRanges, TlsCertificateName, TlsDomainCap*`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Take the odd server out of the load balancer, import the certificate there, and give its connector the name that the others have. Paste the output of step 2 and you get the commands.`,
          ja: say`異なるサーバーをロード バランサーから外し、証明書をインポートして、コネクタにほかのサーバーと同じ名前を設定します。手順 2 の出力を貼り付けると、コマンドを表示します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 prints the same subject five times, also on a second run.`,
          ja: say`手順 1 を 2 回実行し、毎回同じサブジェクトが 5 回表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Load balancer and renewal', ja: 'ロード バランサーと更新直後' },
    more: [
      {
        title: { en: 'Load balancer', ja: 'ロード バランサー' },
        why: {
          en: say`Let the load balancer pass port 25 through (layer 4), without ending TLS and without source NAT: otherwise another connector may answer.`,
          ja: say`ロード バランサーでは、TLS を終端せず、送信元 NAT も使わずに、ポート 25 をそのまま転送します (レイヤー 4)。送信元 IP アドレスが変わると、別のコネクタが応答することがあります。`,
        },
      },
      {
        title: { en: 'One server, and the certificate was just renewed', ja: 'サーバーが 1 台で、更新した直後の場合' },
        why: {
          en: say`Then the first call was before the change. Restart Front End Transport on that server and repeat step 1.`,
          ja: say`最初の接続は変更前のものです。そのサーバーのフロントエンド トランスポートを再起動し、手順 1 をもう一度実行します。`,
        },
      },
    ],
  }),
});

const nameOf = ({ certificate }: SessionClue): string => certificate?.domain ?? certificate?.subject ?? '';
const sameHost = (a: SessionClue, b: SessionClue): boolean => mentions(a.host ?? '', b.host ?? '-') && a.port === b.port;
const differ = (a: SessionClue, b: SessionClue): boolean =>
  a.certificate?.subject !== b.certificate?.subject || a.certificate?.issuer !== b.certificate?.issuer;
