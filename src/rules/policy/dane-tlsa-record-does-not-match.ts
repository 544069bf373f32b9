import { code, type DnsClue, defineHelpdeskRule, ems, mentions, onPolicy, or, say } from '../define.js';

const reply = onPolicy({ certainty: 'certain', codes: ['4.7.323', '5.7.323'] }, { policy: 'tlsa', results: ['tlsa-invalid'] }, { dane: 'mismatch' });

// The hash of the key fits no record; where it fits and only the name is wrong, the code is 4.7.325. Microsoft uses this
// code for all other failures of DANE as well.
export default defineHelpdeskRule({
  id: 'dane-tlsa-record-does-not-match',
  reads: [...reply.reads, 'dns'],
  codes: reply.codes,
  title: {
    en: 'TLSA record does not match the certificate of the MX host',
    ja: 'TLSA レコードが MX ホストの証明書と一致しない',
  },
  sources: ['https://learn.microsoft.com/purview/how-smtp-dane-works', 'RFC 7672', 'RFC 7671'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const said = reply.match(evidence);
    const advice = evidence.first('dns', isWrong);
    if (said || !advice) return said;
    return { certainty: 'certain', facts: { remoteHost: advice.name.replace(/^(?:_\d{1,5}\._tcp\.)/, '') }, because: [advice] };
  },

  text: () => ({
    cause: {
      en: say`No TLSA record of ${or('remoteHost', 'the MX host')} fits the certificate it presents. Mostly the certificate was renewed with a new key and DNS was not changed. Senders that check DANE hold the mail, then return it.`,
      ja: say`${or('remoteHost', 'MX ホスト')} の TLSA レコードが、提示された証明書と一致しません。多くの場合、証明書の更新でキーが変わり、DNS が変更されていません。DANE を検証する送信側は、メールを保留した後に返します。`,
    },
    todo: [
      {
        en: say`Leave your own settings as they are: the record belongs to the recipient's domain. Interception looks the same.`,
        ja: say`修正が必要なのは受信側のレコードです。通信の傍受でも同じ結果になるため、送信側の検証は緩めません。`,
      },
      {
        en: say`Send the text below to the recipient's administrator by telephone or another address; your mail does not arrive.`,
        ja: say`次の文面を受信側の管理者に伝えます。メールは届かないため、電話などを使います。`,
      },
      {
        en: say`A message that came back with ${code('5.7.323')} has to be sent again afterwards.`,
        ja: say`${code('5.7.323')} で返されたメールは、解消後に送信し直します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Mail to your domain fails with 4.7.323 or 5.7.323. No TLSA record of ${or('remoteHost', 'your MX host')} matches the certificate it presents on port 25. Please publish a 3 1 1 record for the present key beside the old one, on every MX host. If you changed no certificate, somebody may be intercepting the connection.`,
      ja: say`貴ドメイン宛てのメールが 4.7.323 または 5.7.323 で失敗します。${or('remoteHost', 'MX ホスト')} の TLSA レコードが、ポート 25 で提示される証明書と一致しません。すべての MX ホストについて、現在のキーの 3 1 1 レコードを追加で公開してください。証明書を変更していない場合は、通信の傍受が考えられます。`,
    },
    moreLabel: { en: 'I manage the recipient', ja: '受信側を管理している場合' },
    more: [
      {
        title: { en: 'The value of a 3 1 1 record', ja: '3 1 1 レコードの値' },
        why: {
          en: say`Exchange Management Shell on the MX host: the SHA-256 of the key of each RSA certificate for SMTP. One of them has to be in ${code('_25._tcp.')} and the host's name. It only reads.`,
          ja: say`MX ホストの Exchange 管理シェルで実行します。SMTP の各 RSA 証明書について、キーの SHA-256 が表示されます。そのいずれかが ${code('_25._tcp.')} で始まるホスト名のレコードに必要です。参照のみのコマンドです。`,
        },
        run: ems`
          $sha = [Security.Cryptography.SHA256]::Create()
          Get-ExchangeCertificate | Where-Object { $_.Services -match 'SMTP' } |
            ForEach-Object {
              $one = Get-Item "Cert:\LocalMachine\My\$($_.Thumbprint)"
              $key = $one.PublicKey.EncodedKeyValue.RawData
              $hex = [BitConverter]::ToString($one.RawData)
              $at = $hex.IndexOf([BitConverter]::ToString($key)) / 3 - 24
              $hash = $sha.ComputeHash($one.RawData[$at..($at + 23 + $key.Length)])
              $one.Subject; [BitConverter]::ToString($hash).Replace('-', '')
            }`,
      },
      {
        title: { en: 'Next renewal', ja: '次の更新' },
        why: {
          en: say`Publish the new record first, wait for one TTL, then change the certificate. For an MX under ${code('mx.microsoft')} Microsoft keeps the records.`,
          ja: say`先に新しいレコードを公開し、TTL が過ぎてから証明書を切り替えます。MX が ${code('mx.microsoft')} の場合は、Microsoft がレコードを管理します。`,
        },
      },
    ],
  }),
});

/** A tool's own words that a TLSA record of port 25 is wrong. */
const isWrong = ({ type, name, at }: DnsClue): boolean =>
  type === 'TLSA' && name.startsWith('_25.') && mentions(at.text, 'is not correct', 'does not match', 'should be');
