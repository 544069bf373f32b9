import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// Microsoft's own pages give two meanings for 5.7.3 with these words. Other words behind 5.7.3 have rules of their own.
export default defineOpenRule({
  id: 'exchange-says-not-authorized',
  ...onReply({ certainty: 'open', codes: ['5.7.3'], words: ['Not Authorized'] }),
  title: {
    en: 'Exchange refuses the mail as not authorized',
    ja: 'Exchange がメールを「権限なし」として拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
    'https://learn.microsoft.com/previous-versions/exchange-server/exchange-150/bb232118(v=exchg.150)',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Microsoft gives two reasons for 5.7.3 with these words: the sender forbade passing the mail to another recipient, or authentication between Exchange servers failed.`,
      ja: say`この文面の 5.7.3 について、Microsoft は 2 つの原因を挙げています。送信者が代理受信者への配信を禁止したか、Exchange サーバー間の認証に失敗しています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that refused: its connectors, then recipients that pass mail on.`,
        ja: say`拒否したサーバーの Exchange 管理シェルで、コネクタと、転送が設定されたメールボックスを確認します。`,
      },
      run: ems`
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Bindings, RemoteIPRanges, AuthMechanism,
            PermissionGroups
        Get-Mailbox -ResultSize Unlimited | Where-Object ForwardingAddress |
          Format-Table PrimarySmtpAddress, ForwardingAddress`,
    },
    outcomes: [
      {
        sees: { en: say`The recipient passes mail on`, ja: say`受信者に転送が設定されている場合` },
        means: {
          en: say`Sent with "do not allow reassignment". The sender writes to the final recipient directly.`,
          ja: say`代理受信者への配信を許可しない設定で送信されています。送信者は最終的な受信者に直接送信します。`,
        },
      },
      {
        sees: {
          en: say`The connector that answers other Exchange servers lacks ${code('ExchangeServer')}`,
          ja: say`ほかの Exchange サーバーに応答するコネクタに ${code('ExchangeServer')} がない場合`,
        },
        means: {
          en: say`Servers cannot authenticate. Usually a custom connector contains their addresses: take them out of ${code('RemoteIPRanges')}.`,
          ja: say`サーバー間で認証できません。多くの場合、カスタム コネクタの範囲にサーバーのアドレスが含まれています。${code('RemoteIPRanges')} から除外します。`,
        },
      },
    ],
  }),
});
