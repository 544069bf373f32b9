import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The name in HELO or EHLO is missing or no valid name. "bad EHLO" (5.7.7) is a valid name that the receiver does not like, and
// "Send hello first" no EHLO at all.
export default defineRule({
  id: 'ehlo-name-is-malformed',
  ...onReply({
    certainty: 'certain',
    codes: ['5.5.4', '5.5.2', '5.5.0', '5.0.0'],
    words: ['requires domain address', 'Invalid domain name'],
  }),
  title: {
    en: 'Name given in EHLO is missing or malformed',
    ja: 'EHLO で名乗る名前がないか、形式が正しくない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/test-smtp-with-telnet',
    'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector',
    'RFC 5321',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The sending side gave ${or('remoteHost', 'the receiver')} no usable name in HELO or EHLO: empty, or with an underscore, blank or other character that host names do not have. Nothing was sent.`,
      ja: say`送信側が HELO または EHLO で ${or('remoteHost', '受信側')} に使える名前を伝えていません。空であるか、アンダースコアや空白など、ホスト名に使えない文字が含まれています。メールは送信されていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, if Exchange sends. An empty ${code('Fqdn')} stands for the server's own name; it has letters, digits, hyphens and dots only.`,
          ja: say`Exchange から送信する場合は、Exchange 管理シェルで実行します。${code('Fqdn')} が空の場合はサーバー名が使われます。使える文字は英数字、ハイフン、ドットだけです。`,
        },
        run: ems`
          $env:COMPUTERNAME
          Get-SendConnector |
            Format-List Name, Fqdn, AddressSpaces, SourceTransportServers`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Device or application: enter a real host name (${code('scanner.contoso.com')}) in its mail settings; in a telnet test type one after EHLO.`,
          ja: say`機器やアプリケーションの場合は、メールの設定に実際のホスト名 (${code('scanner.contoso.com')} など) を入力します。telnet のテストでは、EHLO の後にホスト名を入力します。`,
        },
      },
      {
        why: {
          en: say`Send connector: in the Exchange admin center, Scoping, enter the public name as FQDN. A connector that uses TLS needs a certificate with this name.`,
          ja: say`送信コネクタの場合は、Exchange 管理センターの [スコープ] の FQDN に公開名を入力します。TLS を使うコネクタには、この名前を含む証明書が必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The protocol log shows the new name after ${code('EHLO')}, and ${code('250')} as the answer.`,
          ja: say`プロトコル ログの ${code('EHLO')} の後に新しい名前が記録され、応答が ${code('250')} であれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'The name is well', ja: '名前に問題がない場合' },
    more: [
      {
        title: { en: 'The name is well', ja: '名前に問題がない場合' },
        why: {
          en: say`Then an address in ${code('MAIL FROM')} or ${code('RCPT TO')} has a malformed domain. The line in front of the reply in the protocol log shows it.`,
          ja: say`${code('MAIL FROM')} または ${code('RCPT TO')} のドメインの形式が正しくありません。プロトコル ログで、この応答の直前の行を確認します。`,
        },
      },
    ],
  }),
});
