import { code, defineOpenRule, ems, mentions, needed, open, say } from '../define.js';

// Postfix's words before any connection: the TLSA record could not be looked up at all. A record that was found and does
// not fit is another fault.
export default defineOpenRule({
  id: 'tlsa-lookup-fails',
  title: {
    en: 'TLSA record of the MX host cannot be looked up',
    ja: 'MX ホストの TLSA レコードを参照できない',
  },
  sources: ['https://www.postfix.org/TLS_README.html', 'RFC 7672'],
  reads: ['tls'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const clue = evidence.first('tls', ({ word }) => mentions(word, 'TLSA lookup'));
    return clue ? open({ remoteHost: clue.remoteHost }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`Postfix checks DANE, and the question for the TLSA record had no valid answer. It may not deliver without one, so it holds the mail and tries again.`,
      ja: say`Postfix は DANE を検証しますが、TLSA レコードの問い合わせに有効な応答がありません。応答がないままでは配信できないため、メールを保留して再試行しています。`,
    },
    decide: {
      why: {
        en: say`Windows PowerShell on any computer. With broken DNSSEC every question for that name fails, so the type does not matter. Two validating resolvers, then one without validation.`,
        ja: say`任意のコンピューターの Windows PowerShell で実行します。DNSSEC の障害では、この名前への問い合わせが種類にかかわらず失敗します。最後の行だけ検証なしです。`,
      },
      run: ems`
        $name = '_25._tcp.' + ${needed('remoteHost')}
        Resolve-DnsName $name -Type TXT -Server 9.9.9.9
        Resolve-DnsName $name -Type TXT -Server 1.1.1.1
        Resolve-DnsName $name -Type TXT -Server 9.9.9.9 -DnssecCd`,
    },
    outcomes: [
      {
        sees: { en: say`Server failure, only the last line answers`, ja: say`最後の行だけ応答がある場合` },
        means: {
          en: say`DNSSEC of the recipient's domain is broken. Its administrator has to repair it; no setting of yours does.`,
          ja: say`受信側のドメインの DNSSEC の障害です。受信側の管理者による修復が必要です。送信側の設定では解決しません。`,
        },
      },
      {
        sees: { en: say`No line fails with a server failure`, ja: say`どの行もサーバー エラーにならない場合` },
        means: {
          en: say`Your own resolver fails, or the domain's name servers fail for TLSA alone: ${code('dig +dnssec TLSA')} on the Postfix host tells. Postfix needs a validating resolver on the same host, such as unbound.`,
          ja: say`送信側のリゾルバーの障害か、相手のネーム サーバーが TLSA の問い合わせにだけ応答できない状態です。Postfix のホストの ${code('dig +dnssec TLSA')} で判断できます。Postfix には、DNSSEC を検証するリゾルバー (unbound など) が同じホストに必要です。`,
        },
      },
    ],
  }),
});
