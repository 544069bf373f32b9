import { code, defineHelpdeskRule, ems, needed, onPolicy, or, say } from '../define.js';

// No certificate is involved: the answers of the domain's own name servers do not validate. A domain without any DNSSEC
// does not give this code; a connector that demands DANE from such a domain is another fault.
export default defineHelpdeskRule({
  id: 'dane-dnssec-broken',
  ...onPolicy(
    { certainty: 'certain', codes: ['4.7.324', '5.7.324'], noHost: true },
    { policy: 'tlsa', results: ['dnssec-invalid'] },
    { dane: 'bogus' },
  ),
  title: {
    en: "DNSSEC of the recipient's domain does not validate",
    ja: '受信側のドメインの DNSSEC を検証できない',
  },
  sources: ['https://learn.microsoft.com/purview/how-smtp-dane-works', 'RFC 7672', 'RFC 4035'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The recipient's domain is signed, but an answer of its name servers does not validate. Most likely signatures have expired, or a DS record of a former provider remains. Senders hold the mail (Exchange Online for 24 hours), then return it.`,
      ja: say`受信側のドメインは DNSSEC で署名されていますが、応答を検証できません。署名の有効期限が切れているか、以前の DNS 事業者の DS レコードが残っていると考えられます。送信側は保留 (Exchange Online は 24 時間) の後、メールを返します。`,
    },
    todo: [
      {
        en: say`Leave your own settings as they are: certificates and connectors have no part in it.`,
        ja: say`送信側の設定は変更しません。証明書やコネクタとは関係がありません。`,
      },
      {
        en: say`Send the text below to the recipient's administrator by telephone or another address; your mail does not arrive.`,
        ja: say`次の文面を受信側の管理者に伝えます。メールは届かないため、電話などを使います。`,
      },
      {
        en: say`A message that came back with ${code('5.7.324')} has to be sent again afterwards.`,
        ja: say`${code('5.7.324')} で返されたメールは、解消後に送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to ${or('remoteDomain', 'your domain')} fails with 4.7.324 or 5.7.324: DNSSEC of the domain does not validate. Please compare the DS record at the registrar with the keys of the zone and check that the signatures are in date. Until that is repaired, removing the DS record lets mail flow again.`,
      ja: say`${or('remoteDomain', '貴ドメイン')} 宛てのメールが 4.7.324 または 5.7.324 で失敗します。ドメインの DNSSEC を検証できないためです。レジストラーの DS レコードとゾーンのキーを比べ、署名の期限も確認してください。修復まで DS レコードを削除すると、メールは再び届きます。`,
    },
    moreLabel: { en: 'See it from outside', ja: '外部からの確認' },
    more: [
      {
        title: { en: 'The same question with and without DNSSEC', ja: 'DNSSEC の有無による比較' },
        why: {
          en: say`Windows PowerShell on any computer. If the first line fails and the second, without validation, answers, DNSSEC is broken. The last line lists the DS record.`,
          ja: say`任意のコンピューターの Windows PowerShell で実行します。1 行目が失敗し、検証しない 2 行目に応答があれば、DNSSEC の障害です。最後の行で DS レコードを確認します。`,
        },
        run: ems`
          $domain = ${needed('remoteDomain')}
          Resolve-DnsName $domain -Type MX -Server 9.9.9.9
          Resolve-DnsName $domain -Type MX -Server 9.9.9.9 -DnssecCd
          Resolve-DnsName $domain -Type DS -Server 9.9.9.9 -DnssecCd`,
      },
      {
        title: { en: 'Both lines answer', ja: '両方に応答がある場合' },
        why: {
          en: say`Then the address or the TLSA record of an MX host fails. This test names it: ${code('https://testconnectivity.microsoft.com/tests/O365DaneValidation/input')}`,
          ja: say`MX ホストのアドレスか TLSA レコードの検証に失敗しています。次のテストで、どのレコードかがわかります。 ${code('https://testconnectivity.microsoft.com/tests/O365DaneValidation/input')}`,
        },
      },
    ],
  }),
});
