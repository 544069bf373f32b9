import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// The sending server's own words: the EHLO answer lacked X-ANONYMOUSTLS and X-EXPS. Where they were offered and the sign-in
// then failed, it is Kerberos (454 4.7.0); "Authentication unsuccessful" is the sign-in of a program.
export default defineOpenRule({
  id: 'exchange-server-authentication-is-not-offered',
  ...onReply({ certainty: 'open', codes: ['5.7.3'], words: ['Cannot achieve Exchange Server authentication'] }),
  title: {
    en: 'Exchange servers do not offer each other authentication',
    ja: 'Exchange サーバー間の認証が提示されていない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/cannot-send-receive-email-behind-cisco-firewall',
  ],
  explains: [],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The sending Exchange server wrote this: ${or('endpoint', 'the next server')} did not offer ${code('X-ANONYMOUSTLS')} and ${code('X-EXPS')}, by which Exchange servers sign in to each other.`,
      ja: say`送信側の Exchange サーバーが記録したエラーです。${or('endpoint', '次のサーバー')} の応答に、サーバー間の認証に使う ${code('X-ANONYMOUSTLS')} と ${code('X-EXPS')} が含まれていません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that answers (${or('endpoint', 'the next hop of the queue')}).`,
        ja: say`応答する側のサーバー (${or('endpoint', 'キューの次ホップ')}) の Exchange 管理シェルで実行します。`,
      },
      run: ems`
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Enabled, TransportRole, Bindings, RemoteIPRanges,
            AuthMechanism, PermissionGroups, Fqdn, TlsCertificateName`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('RemoteIPRanges')} of a relay connector include the sending server`,
          ja: say`中継用コネクタの ${code('RemoteIPRanges')} に送信側のサーバーが含まれる場合`,
        },
        means: {
          en: say`It answers in place of ${code('Default')}: the narrowest range wins. Leave the addresses of Exchange servers out of it.`,
          ja: say`範囲の最も狭いコネクタが優先されるため、${code('Default')} の代わりに応答しています。Exchange サーバーのアドレスを範囲から外します。`,
        },
      },
      {
        sees: {
          en: say`${code('Default')} lacks ${code('ExchangeServer')}, or its Fqdn is not the server's name`,
          ja: say`${code('Default')} に ${code('ExchangeServer')} がない、または Fqdn がサーバー名と違う場合`,
        },
        means: {
          en: say`The connector was changed. Paste the output; you get the command and its undo.`,
          ja: say`コネクタが変更されています。出力を貼り付けると、対処と元に戻すコマンドを表示します。`,
        },
      },
      {
        sees: { en: say`Neither`, ja: say`どちらでもない場合` },
        means: {
          en: say`A firewall between the two removes the keywords: turn off its SMTP inspection. Or one server lacks its internal certificate: look there for events 12012 to 12024.`,
          ja: say`経路上のファイアウォールがキーワードを取り除いています。SMTP 検査を無効にします。どちらかのサーバーに内部トランスポート証明書がない場合もあるため、イベント 12012 から 12024 を確認します。`,
        },
      },
    ],
  }),
});
