import { code, defineRule, ems, onReply, say } from '../define.js';

// 5.7.506 alone: the name in EHLO is the receiver's own. A name that is only malformed gets 5.5.4 or 5.7.7.
export default defineRule({
  id: 'server-greets-with-the-receivers-name',
  ...onReply({ certainty: 'certain', codes: ['5.7.506'], anyCode: true, elsewhere: ['Access Denied, Bad HELO'] }),
  title: {
    en: "Sending server uses the receiver's name in EHLO",
    ja: '送信側のサーバーが EHLO で受信側の名前を名乗っている',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online', 'RFC 5321'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The sending server or device says EHLO with the name of the server it connects to. Spam programs do so, and Exchange Online refuses such mail.`,
      ja: say`送信側のサーバーまたは機器が、接続先のサーバーの名前を EHLO で名乗っています。スパムに多い動作のため、Exchange Online がメールを拒否しています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the names that your servers give in EHLO. None may end in ${code('outlook.com')} or be the recipient's host; empty means the server's own name.`,
          ja: say`Exchange 管理シェルで、サーバーが EHLO で名乗る名前を表示します。${code('outlook.com')} で終わる名前や受信側のホスト名は使えません。空の場合はサーバー自身の名前です。`,
        },
        run: ems`
          Get-SendConnector | Format-Table Name, Fqdn, SmartHosts, SourceTransportServers`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Exchange admin center, send connector, Scoping: enter the public name of your own server, the one its PTR record gives. On a device the field is called host name or HELO name.`,
          ja: say`Exchange 管理センターの送信コネクタの [スコープ] で、自社サーバーの公開名 (PTR レコードの名前) を FQDN に設定します。機器では、ホスト名または HELO 名という項目です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 lists your own name, and mail sent again is accepted.`,
          ja: say`手順 1 で自社の名前が表示され、送信し直したメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Not an Exchange server', ja: 'Exchange 以外の場合' },
    more: [
      {
        title: { en: 'An application or device sent it', ja: 'アプリケーションや機器が送信した場合' },
        why: {
          en: say`The first ${code('Received')} header of the original mail names it. Many take the name from the field "SMTP server" if their own host name is empty.`,
          ja: say`元のメールの最初の ${code('Received')} ヘッダーで送信元がわかります。自身のホスト名が空の場合、SMTP サーバーの名前をそのまま使う機器があります。`,
        },
      },
    ],
  }),
});
