import { calledBy, certain, code, defineRule, ems, or, probed, say } from '../define.js';

// Plain text behind the 220 would be taken for an answer inside TLS by a careless sender; careful ones end the session.
export default defineRule({
  id: 'text-follows-answer-to-starttls',
  title: { en: 'Plain text follows the answer to STARTTLS', ja: 'STARTTLS の応答の後に平文が続いている' },
  sources: ['RFC 3207', 'https://www.postfix.org/CVE-2011-0411.html'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const clue = probed(evidence, ['starttls_injection']);
    return clue ? certain(calledBy(clue), [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`Behind its 220 to STARTTLS, ${or('endpoint', 'the server')} sent more words in plain text. Careful senders end such a session, others would take the words for part of the encrypted one. Exchange does not do this: a proxy or filter in front is faulty, or somebody interferes.`,
      ja: say`${or('endpoint', 'サーバー')} は STARTTLS への 220 の後に、平文の文字列を送信しています。安全な送信側は通信を終了しますが、暗号化された内容として扱う送信側もあります。Exchange はこの動作をしません。手前のプロキシやフィルターの不具合か、通信への干渉が考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`On the Exchange server itself, past every device: nothing may follow ${code('220 2.0.0 SMTP server ready')}.`,
          ja: say`機器を経由しないように、Exchange サーバー上で実行します。${code('220 2.0.0 SMTP server ready')} の後に何も表示されないことを確認します。`,
        },
        run: ems`
          $tcp = New-Object Net.Sockets.TcpClient localhost, 25
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { $line = $in.ReadLine() } while ($line -match '^250-')
          $out.WriteLine('STARTTLS'); $out.Flush(); $in.ReadLine()
          $in.Peek(); $tcp.Close()`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If step 1 ends with -1 (nothing more came), the device in front does it: update its firmware, or let port 25 pass through it without SMTP processing.`,
          ja: say`手順 1 の最後が -1 (続きがない) であれば、手前の機器が原因です。ファームウェアを更新するか、ポート 25 を SMTP の処理なしで通過させます。`,
        },
      },
    ],
    verify: [{ why: { en: say`Probe again: this finding is gone.`, ja: say`もう一度確認し、この項目が表示されなければ成功です。` } }],
    moreLabel: { en: 'Why it is dangerous', ja: '危険な理由' },
    more: [
      {
        title: { en: 'Commands slipped in', ja: '平文の混入による攻撃' },
        why: {
          en: say`Somebody on the way can put replies or commands there that are later trusted as if they had come encrypted (CVE-2011-0411).`,
          ja: say`通信経路上の第三者が混入させた応答やコマンドが、暗号化された内容として扱われるおそれがあります (CVE-2011-0411)。`,
        },
      },
    ],
  }),
});
