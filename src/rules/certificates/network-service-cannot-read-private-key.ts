import { code, defineRule, ems, ifOverwritten, likely, or, say, shortName } from '../define.js';

// 36870 is one key that cannot be opened. 36871 is a credential for which versions or ciphers are missing; a certificate
// without any key logs 36869.
export default defineRule({
  id: 'network-service-cannot-read-private-key',
  title: {
    en: 'NETWORK SERVICE cannot read the private key',
    ja: 'NETWORK SERVICE が秘密キーを読み取れない',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate',
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn786445(v=ws.11)',
  ],
  reads: ['event'],
  events: [36870],
  explains: ['own-certificate-key-fails', 'transport-may-not-use-certificate', 'server-fails-to-start-offered-tls'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => id === 36870);
    return event ? likely({ server: event.computer && shortName(event.computer), value: event.error }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`A program on ${or('server', 'this server')} could not open the private key of its certificate (${or('value', 'no code given')}). Transport runs as NETWORK SERVICE, which mostly lost its right to the key. It concerns mail only if the time fits a failed SMTP session.`,
      ja: say`${or('server', 'このサーバー')} のプログラムが、証明書の秘密キーを開けません (${or('value', 'コードの記載なし')})。トランスポートの実行アカウント NETWORK SERVICE に読み取り権限がないためと考えられます。SMTP の失敗と時刻が一致する場合だけ、メールに関係します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell as administrator, on ${or('server', 'the server')}: certificates that connectors name, or that fit their Fqdn, whose key file does not admit NETWORK SERVICE. SMTP is then missing from their Services.`,
          ja: say`${or('server', 'サーバー')} の Exchange 管理シェルを管理者として実行します。コネクタに指定された証明書、または Fqdn を含む証明書のうち、秘密キーのファイルに NETWORK SERVICE の権限がないものが表示されます。権限がない証明書の Services には SMTP が表示されません。`,
        },
        run: ems`
          $dir = "$env:ProgramData\Microsoft\Crypto\RSA\MachineKeys"
          $used = @(Get-ReceiveConnector -Server $env:COMPUTERNAME) + @(Get-SendConnector)
          $names = $used | ForEach-Object { "$($_.TlsCertificateName)", "$($_.Fqdn)" }
          $bad = Get-ExchangeCertificate | Where-Object HasPrivateKey |
            Where-Object { "<I>$($_.Issuer)<S>$($_.Subject)" -in $names -or
              ($_.CertificateDomains | Where-Object { "$_" -in $names }) } | Where-Object {
              $key = (Get-Item "Cert:\LocalMachine\My\$($_.Thumbprint)").PrivateKey
              $file = $key.CspKeyContainerInfo.UniqueKeyContainerName
              $file -and (Get-Acl "$dir\$file").Sddl -notmatch ';NS\)' }
          $bad | Format-List Subject, Thumbprint, Services, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists the certificate that the connector presents. Answer ${code('N')} to overwriting the default SMTP certificate: Enter alone means yes. Never open the key to Everyone.`,
          ja: say`コネクタが提示する証明書が手順 1 で表示された場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (Enter だけを押すと上書き)。Everyone には権限を付けません。`,
        },
        run: ems`
          foreach ($one in $bad) {
            Enable-ExchangeCertificate $one.Thumbprint -Services SMTP
          }`,
        changes: {
          en: say`Gives NETWORK SERVICE read access to the keys of the listed certificates.`,
          ja: say`表示された証明書の秘密キーに、NETWORK SERVICE の読み取り権限を付けます。`,
        },
        keep: { en: say`Step 1 prints which certificates these are.`, ja: say`対象の証明書は手順 1 で表示されます。` },
        undo: {
          en: say`The right can be taken back in the certificate console under Manage Private Keys.`,
          ja: say`権限は、証明書コンソールの [秘密キーの管理] で外せます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Inbound SMTP pauses for seconds, transport for a minute. No event 36870 later than the restart appears.`,
          ja: say`SMTP 受信が数秒、トランスポートが 1 分ほど止まります。再起動より後のイベント 36870 が記録されなければ成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport
          Get-WinEvent @{ LogName='System'; ProviderName='Schannel'; Id=36870 } -MaxEvents 3 |
            Format-List TimeCreated, Message`,
      },
    ],
    moreLabel: { en: 'Undo, and 3 more cases', ja: '元に戻す方法とほかの 3 点' },
    more: [
      {
        title: { en: 'Step 1 lists nothing: damaged container', ja: '手順 1 で何も表示されない場合: コンテナーの破損' },
        why: {
          en: say`With ${code('0x80090016')} the key container is gone or damaged. Import the .pfx with its key again, then enable it for SMTP.`,
          ja: say`${code('0x80090016')} の場合、キー コンテナーがないか破損しています。秘密キー付きの .pfx を再度インポートし、SMTP を割り当てます。`,
        },
      },
      {
        title: { en: 'Another program', ja: 'ほかのプログラムの場合' },
        why: {
          en: say`Remote Desktop, a database or a web site may log it too. If SMTP works at that minute, look for a certificate that was changed there.`,
          ja: say`リモート デスクトップ、データベース、Web サイトでも記録されます。その時刻の SMTP が正常な場合は、それらの証明書の変更を確認します。`,
        },
      },
      ifOverwritten(),
    ],
  }),
});
