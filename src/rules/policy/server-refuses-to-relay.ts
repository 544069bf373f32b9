import { code, defineOpenRule, ems, onReply, or, say } from '../define.js';

// A receive connector of Exchange Server says it. Exchange Online's own refusals are 5.7.64 and "Unable to Relay. ATTR…"; an
// address on the allow list adds "Blocked by Customer Allow list".
export default defineOpenRule({
  id: 'server-refuses-to-relay',
  ...onReply({
    certainty: 'open',
    codes: ['5.7.54'],
    anyCode: true,
    elsewhere: ['Unable to relay'],
    unless: ['Blocked by Customer', 'ATTR'],
  }),
  title: {
    en: 'Exchange refuses to relay mail to another domain',
    ja: 'Exchange が外部ドメイン宛ての中継を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A sender that did not sign in asked Exchange to pass mail to ${or('remoteDomain', 'a domain')} that is none of its accepted domains. That is how Exchange prevents an open relay; the mail was refused.`,
      ja: say`サインインしていない送信元が、承認済みドメインではない ${or('remoteDomain', 'ドメイン')} への中継を要求しています。オープン リレーを防ぐための正常な動作で、メールは拒否されました。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on the server that refused. Compare the recipient's domain and the sender's address.`,
        ja: say`拒否したサーバーの Exchange 管理シェルで実行し、受信者のドメインと送信元のアドレスを照合します。`,
      },
      run: ems`
        Get-AcceptedDomain | Format-Table DomainName, DomainType
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Format-List Identity, Bindings, RemoteIPRanges, PermissionGroups`,
    },
    outcomes: [
      {
        sees: { en: say`The domain is yours, and missing from the list`, ja: say`自組織のドメインが一覧にない場合` },
        means: {
          en: say`Add it as an accepted domain.`,
          ja: say`承認済みドメインに追加します。`,
        },
      },
      {
        sees: { en: say`The sender is your application or device`, ja: say`送信元が自組織のアプリケーションや機器の場合` },
        means: {
          en: say`Let it sign in on port 587. If it cannot: a connector of its own for single ${code('RemoteIPRanges')}, with AnonymousUsers and ${code('Ms-Exch-SMTP-Accept-Any-Recipient')} for ANONYMOUS LOGON (${code('Add-ADPermission')}). Never Default Frontend: that would be an open relay.`,
          ja: say`ポート 587 でサインインさせます。できない場合は、${code('RemoteIPRanges')} を個々のアドレスに限定した専用のコネクタを作成します。AnonymousUsers に加えて、${code('Add-ADPermission')} で ANONYMOUS LOGON に ${code('Ms-Exch-SMTP-Accept-Any-Recipient')} を付与します。Default Frontend に許可するとオープン リレーになります。`,
        },
      },
      {
        sees: { en: say`The sender is a load balancer`, ja: say`送信元がロード バランサーの場合` },
        means: {
          en: say`Exchange sees it in place of the device. Pass on the source address first; otherwise everybody behind it may relay.`,
          ja: say`Exchange には元の送信元が見えていません。先に送信元アドレスを透過させます。そのまま許可すると、背後の全員が中継できます。`,
        },
      },
      {
        sees: { en: say`The sender is Exchange Online`, ja: say`送信元が Exchange Online の場合` },
        means: {
          en: say`Centralized mail transport (hybrid): your server did not recognize it as your own tenant. Paste ${code('Get-ReceiveConnector | Format-List')}.`,
          ja: say`ハイブリッドのメール トランスポートの集中管理で、自組織の Exchange Online と認識されていません。${code('Get-ReceiveConnector | Format-List')} の出力を貼り付けてください。`,
        },
      },
      {
        sees: { en: say`Your own send connector got this answer`, ja: say`自組織の送信コネクタへの応答の場合` },
        means: {
          en: say`The next hop refuses your server: its administrator has to allow your address, or the connector a sign-in.`,
          ja: say`次ホップがサーバーを拒否しています。次ホップの管理者に送信元 IP アドレスの許可を依頼するか、コネクタに認証を設定します。`,
        },
      },
      {
        sees: { en: say`The sender is a stranger`, ja: say`送信元に心当たりがない場合` },
        means: {
          en: say`A wrong MX record, or a try at abuse. Nothing to change here.`,
          ja: say`MX レコードの誤りか、不正中継の試行です。変更は必要ありません。`,
        },
      },
    ],
  }),
});
