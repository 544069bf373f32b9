import { bold, code, defineRule, ems, ifOverwritten, likely, or, ownCertificateSaid, say } from '../define.js';

// UnknownCredentials: the key is there and transport has no right to it, mostly because SMTP is missing. A listing that shows
// it is certificate-not-enabled-for-smtp; NoCredentials is no usable key at all.
export default defineRule({
  id: 'transport-may-not-use-certificate',
  title: {
    en: 'Transport has no right to the key of its certificate',
    ja: 'トランスポート サービスに秘密キーの使用権限がない',
  },
  sources: ['KB4051498', 'https://learn.microsoft.com/troubleshoot/exchange/mailflow/outbound-email-messages-are-not-sent'],
  reads: ['tls', 'reply', 'certificate'],
  on: ['tls'],
  explains: ['next-hop-does-not-answer', 'queue-error-hides-its-reason'],
  mail: 'held',

  match(evidence) {
    const said = ownCertificateSaid(evidence, 'unknowncredentials');
    return said ? likely(said.facts, [said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`Exchange has ${or('subject', 'its certificate')}, but Windows does not give its key to transport (${or('value', 'UnknownCredentials')}). Most likely SMTP is missing from its Services. Mail waits in the queue, ${bold('nothing is lost yet.')}`,
      ja: say`${or('subject', '証明書')} は存在しますが、トランスポート サービスがその秘密キーを使用できません (${or('value', 'UnknownCredentials')})。Services に SMTP がないためと考えられます。メールはキューで待機しています。${bold('まだ失われていません。')}`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that wrote the log')}: certificates that a send connector names and that lack SMTP. One must be listed.`,
          ja: say`${or('server', 'ログを記録したサーバー')} の Exchange 管理シェルで実行します。送信コネクタに指定されていて、SMTP がない証明書が表示されます。何も表示されない場合、原因はほかにあります。`,
        },
        run: ems`
          $id = ${or('thumbprint', "''")}
          $names = Get-SendConnector | ForEach-Object { "$($_.TlsCertificateName)" }
          $bad = Get-ExchangeCertificate | Where-Object HasPrivateKey | Where-Object {
            $_.Thumbprint -eq $id -or (!$id -and
              $names -contains "<I>$($_.Issuer)<S>$($_.Subject)") } |
            Where-Object { "$($_.Services)" -notmatch 'SMTP' }
          $bad | Format-List Subject, Thumbprint, Services, Status, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists it. Answer ${code('N')} to overwriting the default SMTP certificate: servers use it among themselves, and Enter alone means yes.`,
          ja: say`手順 1 で表示された場合だけ実行します。「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (Enter だけを押すと上書き)。既定の証明書はサーバー間で使用中です。`,
        },
        run: ems`
          foreach ($one in $bad) {
            Enable-ExchangeCertificate $one.Thumbprint -Services SMTP
          }`,
        changes: {
          en: say`Assigns SMTP to the listed certificate, and lets NETWORK SERVICE read its key.`,
          ja: say`表示された証明書に SMTP を割り当てます。NETWORK SERVICE が秘密キーを読み取れるようになります。`,
        },
        keep: { en: say`Step 1 prints the Services as they are now.`, ja: say`変更前の Services は手順 1 で表示されます。` },
        undo: {
          en: say`A service cannot be taken off again; the certificates that had SMTP before keep it.`,
          ja: say`サービスの割り当ては外せません。以前から SMTP があった証明書の割り当ては残ります。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Mail on this server pauses for a minute. The retried queues must empty, and the send log must no longer show ${code('UnknownCredentials')}.`,
          ja: say`このサーバーのメールが 1 分ほど止まります。再試行したキューが空になり、送信プロトコル ログに ${code('UnknownCredentials')} が出なければ成功です。`,
        },
        run: ems`
          Restart-Service MSExchangeTransport
          Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue
          Get-Queue | Where-Object LastError | Format-List Identity, LastError`,
      },
    ],
    moreLabel: { en: 'Undo, and other causes', ja: '元に戻す方法とほかの原因' },
    more: [
      {
        title: { en: 'Step 1 lists nothing', ja: '手順 1 で何も表示されない場合' },
        why: {
          en: say`Then SMTP and the right to the key are there, and the key itself fails: it is in a CNG provider, or its container is damaged. Paste event 36870 of the System log from the same minute.`,
          ja: say`SMTP の割り当てと秘密キーの権限はあり、キー自体に問題があります (CNG プロバイダーのキー、破損したコンテナー)。同じ時刻のシステム ログのイベント 36870 を貼り付けてください。`,
        },
        run: ems`
          Get-WinEvent @{ LogName='System'; ProviderName='Schannel' } -MaxEvents 5 |
            Format-List TimeCreated, Id, Message`,
      },
      {
        title: { en: 'Several source servers', ja: '送信元サーバーが複数ある場合' },
        why: {
          en: say`Services are set server by server: repeat the steps on each source server of the connector.`,
          ja: say`Services はサーバーごとに設定されます。コネクタの送信元サーバーごとに手順を繰り返します。`,
        },
      },
      ifOverwritten(),
    ],
  }),
});
