import { code, defineRule, ems, likely, mentions, needed, or, ownCertificateSaid, say } from '../define.js';

// The key is there and SMTP too, only kept where field reports say that Exchange cannot use it. Without the provider in the text
// the word NoCredentials stays open.
export default defineRule({
  id: 'private-key-sits-in-cng-provider',
  title: {
    en: 'Private key lies in a CNG provider',
    ja: '秘密キーが CNG プロバイダーに保存されている',
  },
  sources: [
    'https://www.sevecek.com/EnglishPages/Lists/Posts/Post.aspx?ID=40',
    'https://www.msxfaq.de/exchange/admin/exchange_zertifikate_rechte.htm',
  ],
  reads: ['tls', 'reply', 'certificate'],
  on: ['tls'],
  explains: ['own-certificate-key-fails'],
  mail: 'held',

  match(evidence) {
    const said = ownCertificateSaid(evidence, 'nocredentials');
    const { subject } = said?.clue ?? {};
    const isIt = (one: { readonly provider?: string | undefined; readonly subject?: string | undefined }) =>
      mentions(one.provider ?? '', 'key storage provider', 'platform crypto') && (subject === undefined || one.subject === subject);
    const certificate = said && evidence.first('certificate', isIt);
    if (!said || !certificate) return null;
    const facts = { ...said.facts, subject: certificate.subject, thumbprint: certificate.thumbprint, value: certificate.provider };
    return likely(facts, [certificate, said.clue]);
  },

  text: () => ({
    cause: {
      en: say`The key of ${or('subject', 'the certificate')} is kept in ${or('value', 'a CNG provider')}, and Exchange got no credentials from it. Field reports name this as the cause; a lost right to the key looks the same.`,
      ja: say`${or('subject', '証明書')} の秘密キーは ${or('value', 'CNG プロバイダー')} に保存されていて、Exchange が使用できません。現場の報告ではこれが原因とされていますが、読み取り権限がない場合も同じエラーになります。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell as administrator, on ${or('server', 'the server that wrote the log')}: the provider, then whether NETWORK SERVICE may read the key. It must be True; with False only the right is missing.`,
          ja: say`${or('server', 'ログを記録したサーバー')} の Exchange 管理シェルを管理者として実行します。プロバイダーと、NETWORK SERVICE が秘密キーを読み取れるかどうかが表示されます。True であることを確認します。False の場合、不足しているのは権限だけです。`,
        },
        run: ems`
          $id = ${or('thumbprint', "''")}
          $type = [Security.Cryptography.X509Certificates.RSACertificateExtensions]
          Get-ChildItem Cert:\LocalMachine\My |
            Where-Object { !$id -or $_.Thumbprint -eq $id } | ForEach-Object {
              $key = $type::GetRSAPrivateKey($_).Key
              $_.Subject; $key.Provider.Provider
              $file = "$env:ProgramData\Microsoft\Crypto\Keys\$($key.UniqueName)"
              if ($key) { (Get-Acl $file).Sddl -match ';NS\)' } }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only with a .pfx whose password you know, on one server first: ${code('certutil -f -csp "Microsoft RSA SChannel Cryptographic Provider" -importpfx')} and the file. Then enable the certificate for SMTP; answer ${code('N')} to overwriting the default one. An import without ${code('-csp')} is the way back.`,
          ja: say`パスワードのわかる .pfx がある場合だけ、まず 1 台で実行します。${code('certutil -f -csp "Microsoft RSA SChannel Cryptographic Provider" -importpfx')} にファイル名を付けて再インポートし、SMTP を割り当てます (既定の証明書の上書きには ${code('N')})。${code('-csp')} なしのインポートで元に戻せます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('Microsoft RSA SChannel Cryptographic Provider')} must be printed, and the retried queues must empty.`,
          ja: say`${code('Microsoft RSA SChannel Cryptographic Provider')} が表示され、再試行したキューが空になれば成功です。`,
        },
        run: ems`
          certutil -store my ${needed('thumbprint')}
          Restart-Service MSExchangeTransport
          Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue`,
      },
    ],
    moreLabel: { en: '2 more hints', ja: '補足 2 件' },
    more: [
      {
        title: { en: 'Only the right is missing (False)', ja: '権限だけが不足している場合 (False)' },
        why: {
          en: say`Grant NETWORK SERVICE read access under Manage Private Keys in the certificate console, and leave the provider as it is.`,
          ja: say`プロバイダーは変更せず、証明書コンソールの [秘密キーの管理] で NETWORK SERVICE に読み取り権限を付けます。`,
        },
      },
      {
        title: { en: 'The next renewal', ja: '次回の更新' },
        why: {
          en: say`Make the request with ${code('New-ExchangeCertificate')}, or tell the ACME program to use the RSA SChannel provider. ECC keys need a recent update of Exchange.`,
          ja: say`証明書の要求は ${code('New-ExchangeCertificate')} で作成するか、ACME のプログラムで RSA SChannel プロバイダーを指定します。ECC のキーには、Exchange の新しい更新プログラムが必要です。`,
        },
      },
    ],
  }),
});
