import { certain, code, defineRule, ems, likely, needed, or, policySeen, say } from '../define.js';

// Only TLS reports tell it: the policy itself cannot be fetched or read. Mail flows on, without protection, unless a
// sender still has an older policy.
export default defineRule({
  id: 'mta-sts-policy-cannot-be-read',
  title: {
    en: 'MTA-STS policy of the domain cannot be read',
    ja: 'ドメインの MTA-STS ポリシーを取得できない',
  },
  sources: ['RFC 8461', 'RFC 8460'],
  reads: ['report', 'domain'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const report = evidence.first('report', ({ resultType }) => RESULTS.includes(resultType ?? ''));
    const seen = policySeen(evidence, { sts: ['fetch-error', 'syntax'] });
    if (!report && seen) return certain({ remoteDomain: seen.facts.remoteDomain, value: seen.clue.policy.mtaSts.why }, [seen.clue]);
    return report ? likely({ remoteDomain: report.domain, value: report.resultType }, [report]) : null;
  },

  text: () => ({
    cause: {
      en: say`There is a TXT record of ${or('remoteDomain', 'the domain')} but no valid policy behind it (${or('value', 'fetch error')}). New senders deliver without MTA-STS; those with an older policy go on checking it.`,
      ja: say`${or('remoteDomain', 'ドメイン')} の TXT レコードはありますが、有効なポリシーを取得できません (${or('value', '取得エラー')})。初めての送信側は MTA-STS なしで配信し、以前のポリシーを持つ送信側はその検証を続けます。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell on any computer: the policy host must have an address, and its certificate its name.`,
          ja: say`任意のコンピューターの Windows PowerShell で実行します。ポリシーのホストにアドレスがあり、証明書にその名前が含まれている必要があります。`,
        },
        run: ems`
          $domain = ${needed('remoteDomain')}
          Resolve-DnsName "_mta-sts.$domain" -Type TXT | Format-List Strings
          Resolve-DnsName "mta-sts.$domain" | Format-List Name, Type, IPAddress
          $tcp = New-Object Net.Sockets.TcpClient "mta-sts.$domain", 443
          $ssl = New-Object Net.Security.SslStream $tcp.GetStream()
          $ssl.AuthenticateAsClient("mta-sts.$domain", $null, 'Tls12', $false)
          $ssl.RemoteCertificate.Subject`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Repair what failed: the address, the certificate of the web server, or the file. It is plain text: ${code('version: STSv1')}, ${code('mode')}, ${code('mx')}, ${code('max_age')}.`,
          ja: say`失敗した箇所 (アドレス、Web サーバーの証明書、ファイル) を修正します。ファイルはテキスト形式で、${code('version: STSv1')}、${code('mode')}、${code('mx')}、${code('max_age')} が必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`A browser shows the file at ${code('/.well-known/mta-sts.txt')} of that host without a warning, and the report of the next day lists no failure.`,
          ja: say`ブラウザーでこのホストの ${code('/.well-known/mta-sts.txt')} が警告なく表示され、翌日のレポートに失敗がなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'No mail is lost', ja: 'メールへの影響' },
    more: [
      {
        title: { en: 'What happens meanwhile', ja: '修復までの状態' },
        why: {
          en: say`Senders with a stored policy use it until its ${code('max_age')} is over. Do not change the MX hosts in that time.`,
          ja: say`ポリシーを保存している送信側は、${code('max_age')} が過ぎるまでそれを使います。その間は MX ホストを変更しません。`,
        },
      },
    ],
  }),
});

const RESULTS = ['sts-policy-fetch-error', 'sts-policy-invalid', 'sts-webpki-invalid'];
