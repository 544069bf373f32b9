import { code, defineHelpdeskRule, ems, onReply, say } from '../define.js';

// Submission to smtp.office365.com. Between servers an old version shows as SocketError; the same sentence with the link
// popimap_tls is about reading mail by POP or IMAP.
export default defineHelpdeskRule({
  id: 'application-uses-tls-1-0-or-1-1',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.66'],
    words: ['TLS 1.0 and 1.1 are not supported', 'smtp_auth_tls'],
    unless: ['popimap_tls'],
    anyCode: true,
  }),
  title: {
    en: 'Application or device uses TLS 1.0 or 1.1',
    ja: 'アプリや機器が古い TLS 1.0 / 1.1 を使っている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/opt-in-exchange-online-endpoint-for-legacy-tls-using-smtp-auth',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/fix-issues-with-printers-scanners-and-lob-applications-that-send-email-using-off',
  ],
  explains: [],
  mail: 'unknown',

  text: () => ({
    cause: {
      en: say`Exchange Online takes mail from applications only over TLS 1.2 or later, and this one offered an older version. The message was not sent; name and password were not even looked at.`,
      ja: say`Exchange Online は TLS 1.2 以降だけを受け付けますが、アプリや機器がそれより古いバージョンで接続しています。メールは送信されていません。ユーザー名やパスワードの問題ではありません。`,
    },
    todo: [
      {
        en: say`Update the firmware of the device, or the runtime of the application, and choose TLS 1.2 in its mail settings.`,
        ja: say`機器のファームウェアまたはアプリの実行環境を更新し、メール設定で TLS 1.2 を選択します。`,
      },
      {
        en: say`.NET: version 4.7 or later without a fixed protocol. Java: 8 or later, and no ${code('mail.smtp.ssl.protocols=TLSv1')}.`,
        ja: say`.NET は 4.7 以降でプロトコルを固定しません。Java は 8 以降で、${code('mail.smtp.ssl.protocols=TLSv1')} の指定を外します。`,
      },
      {
        en: say`An old Windows server that relays (SMTP of IIS): turn on TLS 1.2 for clients in its registry (${code('TLS 1.2\\Client')}), or move the relay to a newer one.`,
        ja: say`中継用の古い Windows サーバー (IIS の SMTP) の場合は、レジストリでクライアント側の TLS 1.2 (${code('TLS 1.2\\Client')}) を有効にするか、新しいサーバーに移行します。`,
      },
      {
        en: say`No update exists: let the device send to an internal server, which relays over TLS 1.2.`,
        ja: say`更新できない機器は、社内のサーバーに送信し、そのサーバーから TLS 1.2 で中継します。`,
      },
    ],
    forwardTo: { en: 'To send to the person who asked', ja: '問い合わせた人に送る文面' },
    forward: {
      en: say`Your application or device connects with TLS 1.0 or 1.1, which Exchange Online no longer accepts. Please update it so that it uses TLS 1.2 on port 587 with STARTTLS. If it cannot be updated, tell us its name and address; it can send through an internal server.`,
      ja: say`アプリまたは機器が TLS 1.0 / 1.1 で接続しています。Exchange Online では使用できないため、ポート 587、STARTTLS、TLS 1.2 を使うように更新してください。更新できない場合は、機器名と IP アドレスをお知らせください。社内のサーバーを経由して送信できます。`,
    },
    moreLabel: { en: 'I manage Exchange Online', ja: 'Exchange Online の管理者' },
    more: [
      {
        title: { en: 'Does TLS 1.2 pass from that network', ja: 'そのネットワークからの TLS 1.2' },
        why: {
          en: say`${code('openssl s_client -starttls smtp -connect smtp.office365.com:587 -tls1_2')} on a computer there must end with a certificate and a cipher.`,
          ja: say`同じネットワークのコンピューターで ${code('openssl s_client -starttls smtp -connect smtp.office365.com:587 -tls1_2')} を実行し、証明書と暗号が表示されれば正常です。`,
        },
      },
      {
        title: { en: 'The old endpoint', ja: '以前のエンドポイント' },
        why: {
          en: say`Exchange Online PowerShell; this only reads. smtp-legacy.office365.com was an opt-in for such devices. It lowers security for the tenant, and for POP and IMAP Microsoft ends legacy TLS in 2026. Do not plan with it.`,
          ja: say`Exchange Online PowerShell で実行します。参照のみのコマンドです。smtp-legacy.office365.com はこのような機器向けのオプトインですが、テナントの安全性が下がります。POP と IMAP では 2026 年に古い TLS が廃止されるため、今後の前提にはできません。`,
        },
        run: ems`Get-TransportConfig | Format-List AllowLegacyTLSClients`,
      },
    ],
  }),
});
