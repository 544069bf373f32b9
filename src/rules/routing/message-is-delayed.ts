import { code, defineOpenRule, ems, factsOf, mentions, open, or, say, saysMore } from '../define.js';

// A notice, not a failure: the server goes on trying. Once the time is up, the words are "message expired".
export default defineOpenRule({
  id: 'message-is-delayed',
  title: {
    en: 'Message is delayed and still being tried',
    ja: 'メールの配信が遅延し、再試行が続いている',
  },
  sources: ['https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages'],
  reads: ['reply', 'bounce'],
  codes: ['4.4.7'],
  words: ['message delayed'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', ({ status, text }) => status === '4.4.7' && mentions(text, 'delayed'));
    return reply && !saysMore(evidence, reply) ? open(factsOf(reply, evidence), [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`Delivery to ${or('remoteDomain', "the recipient's domain")} has failed for some hours and goes on being tried. Nothing is lost, and the sender does not send again. The reason stands in the queue.`,
      ja: say`${or('remoteDomain', '受信者のドメイン')} への配信が数時間失敗しており、再試行が続いています。メールは失われておらず、送信し直す必要はありません。理由はキューに記録されています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends the mail. Paste the output; ${code('LastError')} names the reason.`,
        ja: say`メールを送信するサーバーの Exchange 管理シェルで実行し、出力を貼り付けてください。${code('LastError')} から理由がわかります。`,
      },
      run: ems`
        Get-Queue -Server ${or('server', '$env:COMPUTERNAME')} |
          Where-Object LastError |
          Format-List NextHopDomain, NextHopConnector, MessageCount, LastError`,
    },
    outcomes: [
      {
        sees: { en: say`One domain waits`, ja: say`1 つのドメインだけの場合` },
        means: {
          en: say`The other side or the way to it fails. Its ${code('LastError')} tells which; paste it.`,
          ja: say`相手側か経路の障害です。${code('LastError')} を貼り付けると、どちらかを判断できます。`,
        },
      },
      {
        sees: { en: say`All outside domains wait`, ja: say`外部のすべてのドメインの場合` },
        means: {
          en: say`Your own line, DNS, smart host or firewall fails. Look there first.`,
          ja: say`自社の回線、DNS、スマート ホスト、ファイアウォールの障害です。先に確認します。`,
        },
      },
      {
        sees: { en: say`Nothing is listed`, ja: say`何も表示されない場合` },
        means: {
          en: say`The mail has left meanwhile, or another server sends it: run it there.`,
          ja: say`すでに送信されたか、別のサーバーが送信しています。後者の場合は、そのサーバーで実行します。`,
        },
      },
    ],
  }),
});
