import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The name in EHLO, not the address behind it (reverse DNS). The first words are in Exchange's own list of replies, without a
// page; the others are of Postfix and Exim.
export default defineRule({
  id: 'ehlo-name-is-refused',
  ...onReply({
    certainty: 'likely',
    codes: ['5.7.7'],
    words: ['bad EHLO', 'bad HELO', 'Helo command rejected', 'invalid HELO', 'invalid EHLO'],
    unless: ['Access Denied, Bad HELO'],
    anyCode: true,
  }),
  title: {
    en: 'Receiver refuses the name in EHLO',
    ja: '受信側が EHLO の名前を拒否している',
  },
  sources: ['https://learn.microsoft.com/powershell/module/exchange/set-sendconnector', 'RFC 5321'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The receiver')} does not accept the name that your server gives in EHLO. Most likely it is an internal name that nobody outside can resolve.`,
      ja: say`${or('remoteHost', '受信側')} は、送信側のサーバーが EHLO で名乗った名前を受け付けていません。外部から解決できない内部の名前を使っていると考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell. ${code('Fqdn')} of the send connector is empty (then the server's internal name is used) or is no public name.`,
          ja: say`Exchange 管理シェルで実行します。送信コネクタの ${code('Fqdn')} が空 (サーバーの内部名を使用) か、公開されていない名前であることを確認します。`,
        },
        run: ems`
          Get-SendConnector | Format-List Name, Enabled, Fqdn, AddressSpaces,
            SourceTransportServers, FrontendProxyEnabled`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Exchange admin center, Mail flow, Send connectors, the internet connector, Scoping: enter the public host name of your server as FQDN. The certificate must contain it.`,
          ja: say`Exchange 管理センターの [メール フロー] > [送信コネクタ] で、インターネット向けのコネクタを開きます。[スコープ] の FQDN にサーバーの公開ホスト名を入力します。証明書にこの名前が必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The send protocol log shows the new name behind ${code('EHLO')}, and ${code('250')} as the answer.`,
          ja: say`送信プロトコル ログの ${code('EHLO')} の後に新しい名前が記録され、応答が ${code('250')} であれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'The name is public already', ja: '公開名を使用済みの場合' },
    more: [
      {
        title: { en: 'The name is right', ja: '名前が正しい場合' },
        why: {
          en: say`Then its A record or the reverse DNS of the sending address does not fit it. Or a gateway behind Exchange gives its own name: set it there.`,
          ja: say`名前の A レコードか、送信元 IP アドレスの逆引きが一致していません。Exchange の先にゲートウェイがある場合は、その機器の名前を設定します。`,
        },
      },
    ],
  }),
});
