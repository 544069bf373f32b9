import { code, defineOpenRule, ems, open, or, ownCertificateSaid, say } from '../define.js';

// NoCredentials: Exchange found its certificate and got no usable key for it. UnknownCredentials is the right to a key that is
// there; where a listing or event 36870 was pasted too, their rules name the cause.
export default defineOpenRule({
  id: 'own-certificate-key-fails',
  title: {
    en: 'Exchange cannot use the key of its own certificate',
    ja: 'Exchange が自身の証明書の秘密キーを使えない',
  },
  sources: ['KB4495258', 'https://learn.microsoft.com/troubleshoot/exchange/mailflow/tls-negotiation-failed-with-error-nocredentials-error'],
  reads: ['tls', 'reply', 'certificate'],
  on: ['tls'],
  explains: ['next-hop-does-not-answer', 'queue-error-hides-its-reason'],
  mail: 'held',

  match(evidence) {
    const said = ownCertificateSaid(evidence, 'nocredentials');
    return said ? open(said.facts, [said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`TLS with ${or('endpoint', 'the other side')} fails on this side: Windows gave Exchange no usable private key (${or('value', 'NoCredentials')}). The key is missing, closed to transport, or kept where Exchange cannot use it.`,
      ja: say`${or('endpoint', '相手側')} との TLS が、自組織側の原因で失敗しています。Windows から秘密キーを取得できません (${or('value', 'NoCredentials')})。秘密キーがない、読み取り権限がない、使えない場所にある、のいずれかです。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell as administrator, on ${or('server', 'the server that wrote the log')}: each certificate, its key provider, and whether transport may read the key (TransportReads).`,
        ja: say`${or('server', 'ログを記録したサーバー')} の Exchange 管理シェルを管理者として実行します。証明書ごとに、秘密キーのプロバイダーと、トランスポート サービスが秘密キーを読み取れるかどうか (TransportReads) が表示されます。`,
      },
      run: ems`
        $id = ${or('thumbprint', "''")}
        $dir = "$env:ProgramData\Microsoft\Crypto\RSA\MachineKeys"
        Get-ChildItem Cert:\LocalMachine\My |
          Where-Object { !$id -or $_.Thumbprint -eq $id } | ForEach-Object {
            $csp = $_.PrivateKey.CspKeyContainerInfo
            $file = $csp.UniqueKeyContainerName
            $read = $file -and (Get-Acl "$dir\$file").Sddl -match ';NS\)'
            $_ | Select-Object Subject, Thumbprint, HasPrivateKey,
              @{ n='Provider'; e={ $csp.ProviderName } },
              @{ n='TransportReads'; e={ $read } } }`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('HasPrivateKey')} False, or no such certificate`,
          ja: say`${code('HasPrivateKey')} が False、または証明書がない場合`,
        },
        means: {
          en: say`Import the .pfx with its key on this server; one server of several often lacks it. Enable it for SMTP, answer ${code('N')} to overwriting (Enter alone means yes), then retry the queue.`,
          ja: say`秘密キー付きの .pfx をこのサーバーにインポートします (複数台のうち 1 台だけにない場合もあります)。SMTP を割り当て、上書きの確認には ${code('N')} を入力してから (Enter だけを押すと上書き)、キューを再試行します。`,
        },
      },
      {
        sees: { en: say`A provider, and ${code('TransportReads')} False`, ja: say`プロバイダーがあり、${code('TransportReads')} が False の場合` },
        means: {
          en: say`NETWORK SERVICE may not read the key. ${code('Enable-ExchangeCertificate')} for SMTP on that thumbprint grants it; answer ${code('N')} to overwriting, not Enter alone.`,
          ja: say`NETWORK SERVICE が秘密キーを読み取れません。その拇印に ${code('Enable-ExchangeCertificate')} で SMTP を割り当てると権限が付きます。上書きの確認には ${code('N')} を入力します (Enter だけを押すと上書き)。`,
        },
      },
      {
        sees: {
          en: say`${code('HasPrivateKey')} True, and no provider`,
          ja: say`${code('HasPrivateKey')} が True で、プロバイダーがない場合`,
        },
        means: {
          en: say`The key lies in a CNG provider, or its container is damaged. Paste this log with the output of ${code('certutil -store my')}.`,
          ja: say`秘密キーが CNG プロバイダーにあるか、キー コンテナーが破損しています。このログと一緒に ${code('certutil -store my')} の出力を貼り付けてください。`,
        },
      },
    ],
  }),
});
