import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// The server's own trouble, before any password is looked at. Microsoft lists the words without a cause.
export default defineOpenRule({
  id: 'security-subsystem-does-not-start',
  ...onReply({ certainty: 'open', codes: ['5.7.3'], words: ['initialize security subsystem'], anyCode: true }),
  title: {
    en: 'Exchange cannot start TLS or authentication',
    ja: 'Exchange が TLS か認証の処理を開始できない',
  },
  sources: [
    'https://github.com/microsoft/CSS-Exchange',
    'https://learn.microsoft.com/windows-server/security/tls/schannel-security-service-provider',
  ],
  explains: [],
  often: 'rare',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The answering Exchange server could not set up its security context, so the session ended. The text does not say which part of Windows failed.`,
      ja: say`応答した Exchange サーバーがセキュリティ コンテキストを初期化できず、セッションが終了しています。Windows のどの部分で失敗したかは、この内容だけでは判断できません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the server that answered: Schannel and Kerberos errors of the last day, and its certificates.`,
        ja: say`応答したサーバーの Exchange 管理シェルで、過去 1 日の Schannel と Kerberos のエラーと証明書を確認します。`,
      },
      run: ems`
        $log = @{ LogName = 'System'; Level = 2, 3 }
        $log.StartTime = (Get-Date).AddDays(-1)
        $log.ProviderName = 'Schannel', 'Microsoft-Windows-Security-Kerberos'
        Get-WinEvent -FilterHashtable $log -MaxEvents 10 -ErrorAction Ignore |
          Format-List TimeCreated, ProviderName, Id, Message
        Get-ExchangeCertificate |
          Format-List Subject, Thumbprint, Services, Status, HasPrivateKey, NotAfter`,
    },
    outcomes: [
      {
        sees: { en: say`Schannel 36870 or 36871`, ja: say`Schannel 36870 か 36871 がある場合` },
        means: {
          en: say`The private key cannot be read, or TLS is misconfigured. Paste the event for the next step.`,
          ja: say`秘密キーを読み取れないか、TLS の構成に問題があります。イベントを貼り付けると、次の手順を表示します。`,
        },
      },
      {
        sees: { en: say`A Kerberos event`, ja: say`Kerberos のイベントがある場合` },
        means: {
          en: say`The computer account, the clock or a service name is at fault. Paste the event.`,
          ja: say`コンピューター アカウント、時刻、サービス名のいずれかに問題があります。イベントを貼り付けてください。`,
        },
      },
      {
        sees: {
          en: say`${code('HasPrivateKey')} False or ${code('Status')} not Valid`,
          ja: say`${code('HasPrivateKey')} が False か、${code('Status')} が Valid でない場合`,
        },
        means: {
          en: say`The certificate is at fault. Paste the output.`,
          ja: say`証明書に原因があります。出力を貼り付けてください。`,
        },
      },
    ],
  }),
});
