import { calledBy, certain, code, defineRule, ems, or, probed, say } from '../define.js';

// Words came, and they are no SMTP: a web server, a proxy, or a port that begins with TLS.
export default defineRule({
  id: 'port-speaks-no-smtp',
  title: { en: 'Port of the mail server speaks no SMTP', ja: 'メール サーバーのポートが SMTP ではない' },
  sources: ['RFC 5321', 'RFC 8314'],
  reads: ['probe'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const clue = probed(evidence, ['not_smtp', 'oversize_reply']);
    return clue ? certain(calledBy(clue), [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`What answers on port ${or('port', '25')} of ${or('endpoint', 'this address')} is no mail server: its first words are not SMTP. A web server, a proxy or a wrong port forwarding sits there; mail cannot get in.`,
      ja: say`${or('endpoint', 'このアドレス')} のポート ${or('port', '25')} で応答しているのは、メール サーバーではありません。最初の応答が SMTP の形式ではなく、Web サーバー、プロキシ、ポート転送の誤りが考えられます。メールは受信できません。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell: the first line. A mail server says ${code('220')} and its name.`,
          ja: say`Windows PowerShell で、最初の行を確認します。メール サーバーであれば ${code('220')} と名前が表示されます。`,
        },
        run: ems`
          $tcp = New-Object Net.Sockets.TcpClient ${or('endpoint', 'localhost')}, ${or('port', '25')}
          (New-Object IO.StreamReader $tcp.GetStream()).ReadLine()
          $tcp.Close()`,
      },
    ],
    fix: [
      {
        why: {
          en: say`On the firewall or load balancer, forward this port to port 25 of the Exchange or Edge server; where DNS names the wrong address, correct the A record or the MX.`,
          ja: say`ファイアウォールまたはロード バランサーで、このポートを Exchange またはエッジ トランスポート サーバーのポート 25 に転送します。DNS のアドレスが誤っている場合は、A レコードまたは MX を修正します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 prints ${code('220')} and the server's name.`,
          ja: say`手順 1 で ${code('220')} とサーバーの名前が表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Ports 465 and 587', ja: 'ポート 465 と 587' },
    more: [
      {
        title: { en: 'Which port speaks what', ja: 'ポートごとの違い' },
        why: {
          en: say`25 takes mail of other servers, 587 that of mail programs, both with STARTTLS. 465 begins with TLS; Exchange uses it between its own services.`,
          ja: say`25 はほかのサーバーからのメール、587 はメール クライアントからの送信用で、どちらも STARTTLS を使用します。465 は最初から TLS で、Exchange では内部のサービス間で使用されます。`,
        },
      },
    ],
  }),
});
