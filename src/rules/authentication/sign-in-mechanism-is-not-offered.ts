import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// Not a wrong password (535): the client asked for a mechanism that this server does not have, or not before TLS.
export default defineOpenRule({
  id: 'sign-in-mechanism-is-not-offered',
  ...onReply({ certainty: 'open', codes: ['5.7.4'], words: ['Unrecognized authentication type'], anyCode: true }),
  title: {
    en: 'Server does not offer this way to sign in',
    ja: 'サーバーがこの認証方式を提示していない',
  },
  sources: ['https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors', 'RFC 4954'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The application asked to sign in by a mechanism that the server does not offer in this session. The password was not checked; the message was not sent.`,
      ja: say`アプリケーションが要求した認証方式を、サーバーがこのセッションで提示していません。パスワードは検証されていません。メールは送信されていません。`,
    },
    decide: {
      why: {
        en: say`The application's log names the mechanism behind ${code('AUTH')}. For your own server, Exchange Management Shell: what the connectors offer.`,
        ja: say`要求した方式は、アプリケーションのログの ${code('AUTH')} の後に記録されています。自社のサーバーの場合は、コネクタの設定を Exchange 管理シェルで確認します。`,
      },
      run: ems`
        Get-ReceiveConnector | Format-List Identity, Bindings, AuthMechanism`,
    },
    outcomes: [
      {
        sees: { en: say`${code('AUTH')} comes before ${code('STARTTLS')}`, ja: say`${code('STARTTLS')} より前に ${code('AUTH')} がある場合` },
        means: {
          en: say`Exchange offers passwords after TLS only (BasicAuthRequireTLS). Turn on STARTTLS in the application.`,
          ja: say`Exchange は TLS の後にだけパスワード認証を提示します (BasicAuthRequireTLS)。アプリケーションで STARTTLS を有効にします。`,
        },
      },
      {
        sees: { en: say`${code('AUTH PLAIN')} or ${code('CRAM-MD5')}`, ja: say`${code('AUTH PLAIN')} か ${code('CRAM-MD5')} の場合` },
        means: {
          en: say`Exchange Server knows ${code('LOGIN')}, NTLM and Kerberos; Exchange Online ${code('LOGIN')} and XOAUTH2. Choose one of these in the application.`,
          ja: say`Exchange Server は ${code('LOGIN')}、NTLM、Kerberos、Exchange Online は ${code('LOGIN')} と XOAUTH2 に対応しています。アプリケーションで対応する方式を選択します。`,
        },
      },
      {
        sees: { en: say`${code('AUTH XOAUTH2')} to your own server`, ja: say`自社のサーバーに ${code('AUTH XOAUTH2')} を要求した場合` },
        means: {
          en: say`Exchange Server does not know it for SMTP. Use ${code('LOGIN')} after TLS, on port 587.`,
          ja: say`Exchange Server は SMTP の XOAUTH2 に対応していません。ポート 587 で TLS の後に ${code('LOGIN')} を使います。`,
        },
      },
      {
        sees: { en: say`A connector meant for it lacks ${code('BasicAuth')}`, ja: say`該当のコネクタに ${code('BasicAuth')} がない場合` },
        means: {
          en: say`Send to ${code('Client Frontend')} on port 587, which has it, rather than changing the connector on port 25.`,
          ja: say`ポート 25 のコネクタは変更せず、対応済みの ${code('Client Frontend')} (ポート 587) に送信します。`,
        },
      },
    ],
  }),
});
