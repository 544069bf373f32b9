import { calledBy, code, defineHelpdeskRule, likely, or, probed, say } from '../define.js';

// Refused in the greeting, before anybody named a sender: the address that called is not wanted, or nobody's is.
export default defineHelpdeskRule({
  id: 'server-turns-the-caller-away',
  title: { en: 'Mail server turns the probe away in its greeting', ja: 'メール サーバーが最初の応答で接続を拒否している' },
  sources: ['RFC 5321', 'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/connection-filtering'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const clue = probed(evidence, ['banner_rejected', 'banner_tempfail']);
    return clue ? likely({ ...calledBy(clue), value: clue.observed.reply }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} refused before any mail was named, so it is the calling address that it does not take: a block list, a limit on calls, or greylisting (codes with 4). Nothing was learnt about its TLS.`,
      ja: say`${or('endpoint', 'サーバー')} は、メールの送信を始める前に接続を拒否しました。拒否されたのは接続元の IP アドレスで、ブロック リスト、接続数の制限、グレーリスト (4 で始まるコード) が考えられます。TLS の状態は分かりません。`,
    },
    todo: [
      {
        en: say`A code that begins with 4 passes: probe again in ten minutes, once.`,
        ja: say`4 で始まるコードは一時的な拒否です。10 分後にもう一度だけ確認します。`,
      },
      {
        en: say`A code with 5 stays: probe from another network, such as a mail server of your own with ${code('npx exchange-tls probe')}.`,
        ja: say`5 で始まるコードは恒久的な拒否です。自社のメール サーバーなど、別のネットワークから ${code('npx exchange-tls probe')} で確認します。`,
      },
      {
        en: say`If your own server gets the same words, its address is blocked: paste the bounce.`,
        ja: say`自社のサーバーも同じ応答を受ける場合は、その IP アドレスがブロックされています。NDR を貼り付けてください。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail server ${or('endpoint', '')} refuses our connection in its greeting: ${or('value', 'a 5xx or 4xx code')}. Please tell us which list or limit our address is on, or allow it.`,
      ja: say`貴社のメール サーバー ${or('endpoint', '')} が、接続の直後に次の応答で拒否しています: ${or('value', '4xx または 5xx のコード')}。当社の IP アドレスが該当するリストまたは制限をお知らせいただくか、接続を許可してください。`,
    },
    moreLabel: { en: 'I run that server', ja: 'そのサーバーの管理者の場合' },
    more: [
      {
        title: { en: 'Exchange and what stands before it', ja: 'Exchange と手前の機器' },
        why: {
          en: say`Exchange itself refuses in the greeting for its limits (4.3.2), other words come from a gateway or a filter. Its log says which list was hit; take addresses of partners out there, not TLS.`,
          ja: say`Exchange が最初の応答で拒否するのは、制限を超えた場合 (4.3.2) です。それ以外は、手前のゲートウェイまたはフィルターの応答です。ログで該当するリストを確認し、取引先のアドレスを除外します。TLS の設定は変更しません。`,
        },
      },
    ],
  }),
});
