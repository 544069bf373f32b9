import { code, defineOpenRule, ems, onReply, say } from '../define.js';

// 530 5.7.1 asks for a sign-in, 530 5.7.0 for STARTTLS. 5.7.57 is what newer servers say to applications. Between servers it
// means that the wrong connector answered, or that the right one lost its anonymous users.
export default defineOpenRule({
  id: 'receive-connector-wants-a-sign-in',
  ...onReply({
    certainty: 'open',
    codes: ['5.7.1'],
    words: ['not authenticated', 'Unauthenticated senders not allowed'],
    unless: ['anonymous mail', 'by organization', 'public folder', 'DMARC', 'SPF'],
    where: ({ code: reply }) => reply === undefined || reply === 530,
  }),
  title: {
    en: 'Receive connector wants a sign-in from this sender',
    ja: '受信コネクタが送信元に認証を求めている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The connector that answered takes no anonymous mail: a custom connector caught the sender, or the internet-facing one lost its anonymous users.`,
      ja: say`応答した受信コネクタが匿名のメールを受け付けていません。別のカスタム コネクタが応答しているか、インターネット向けのコネクタから匿名ユーザーが外れています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the server that refused. The connector whose ${code('RemoteIPRanges')} fit the sender most narrowly answers.`,
        ja: say`拒否したサーバーの Exchange 管理シェルで実行します。送信元のアドレスに最も狭い範囲で一致する ${code('RemoteIPRanges')} のコネクタが応答します。`,
      },
      run: ems`
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Bindings, Enabled, RemoteIPRanges,
            PermissionGroups, AuthMechanism`,
    },
    outcomes: [
      {
        sees: {
          en: say`A custom connector on port 25 contains the sender's address`,
          ja: say`ポート 25 のカスタム コネクタの範囲に送信元のアドレスが含まれる場合`,
        },
        means: {
          en: say`Its range is wider than meant. Narrow ${code('RemoteIPRanges')} to the devices it was made for.`,
          ja: say`範囲が想定より広くなっています。${code('RemoteIPRanges')} を本来の機器だけに絞ります。`,
        },
      },
      {
        sees: {
          en: say`${code('Default Frontend')} of the internet-facing server lacks ${code('AnonymousUsers')}`,
          ja: say`インターネット向けサーバーの ${code('Default Frontend')} に ${code('AnonymousUsers')} がない場合`,
        },
        means: {
          en: say`Nobody outside can write to you. Restore the default: ${code('AnonymousUsers, ExchangeServers, ExchangeLegacyServers')}.`,
          ja: say`外部からのメールが届きません。既定値 ${code('AnonymousUsers, ExchangeServers, ExchangeLegacyServers')} に戻します。`,
        },
      },
      {
        sees: { en: say`The sender is an application, or the port is 587`, ja: say`送信元がアプリケーションか、ポートが 587 の場合` },
        means: {
          en: say`The connector is right. Let the application sign in after STARTTLS.`,
          ja: say`コネクタは正常です。アプリケーションで、STARTTLS の後にサインインさせます。`,
        },
      },
      {
        sees: { en: say`The refusing server is not yours`, ja: say`拒否したサーバーが自社のものでない場合` },
        means: {
          en: say`A smart host wants your credentials (${code('SmartHostAuthMechanism')}), or its administrator has to look at the connector.`,
          ja: say`スマート ホストが資格情報を求めているか (${code('SmartHostAuthMechanism')})、相手側のコネクタに原因があります。`,
        },
      },
    ],
  }),
});
