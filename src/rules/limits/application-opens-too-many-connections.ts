import { code, defineHelpdeskRule, isOnline, onReply, or, say } from '../define.js';

// Parallel submissions with the sign-in of one mailbox. A limit over the connections of a whole server or forest has other words, and
// "recipient thread limit" is the receiving side.
export default defineHelpdeskRule({
  id: 'application-opens-too-many-connections',
  ...onReply({
    certainty: 'certain',
    codes: ['4.3.2'],
    words: ['sender thread limit exceeded', 'concurrent connection limit exceeded', 'concurrent connections limit exceeded'],
    anyCode: true,
    where: ({ text, remoteHost, submissionHost, endpoint }) =>
      /sender thread|STOREDRV|aka\.ms|\.outlook\.com/i.test(text) || submissionHost !== undefined || isOnline(remoteHost ?? endpoint),
  }),
  title: {
    en: 'Application opens too many connections with one mailbox',
    ja: 'アプリケーションの同時接続数が上限を超えている',
  },
  sources: [
    'https://techcommunity.microsoft.com/blog/exchange/changes-coming-to-the-smtp-authenticated-submission-client-protocol/607825',
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
  ],
  explains: [],
  often: 'rare',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Since June 2018 Exchange Online takes three connections at a time for each mailbox that sends by SMTP AUTH. ${or('sender', 'This one')} opened more. The message was not taken; a program that retries gets through.`,
      ja: say`Exchange Online では、SMTP AUTH で送信するメールボックスごとの同時接続数が 3 に制限されています (2018 年 6 月以降)。${or('sender', 'このメールボックス')} の接続数がこれを超えたため、受け付けられませんでした。再試行すれば送信できます。`,
    },
    todo: [
      {
        en: say`Set the application to at most three connections, and let it retry after ${code('432')}.`,
        ja: say`アプリケーションの同時接続数を 3 以下にし、${code('432')} の後に再試行するように設定します。`,
      },
      {
        en: say`Do several devices sign in with the same mailbox? Give them mailboxes of their own.`,
        ja: say`複数の機器が同じメールボックスを使っている場合は、メールボックスを分けます。`,
      },
      {
        en: say`For large amounts use High Volume Email or Azure Communication Services.`,
        ja: say`大量に送信する場合は、High Volume Email または Azure Communication Services を使用します。`,
      },
    ],
    forwardTo: { en: 'To send to the owner of the application', ja: 'アプリケーションの担当者に送る文面' },
    forward: {
      en: say`Your application sends over more than three connections at a time as ${or('sender', 'one mailbox')}; Exchange Online refuses the others (432 4.3.2). Please limit it to three connections and let it retry after a 4xx answer.`,
      ja: say`アプリケーションが、${or('sender', '1 つのメールボックス')} で 3 を超える接続を同時に使っているため、Exchange Online が超過分を拒否しています (432 4.3.2)。同時接続数を 3 以下にし、4xx 応答の後に再試行するように設定してください。`,
    },
    moreLabel: { en: 'I manage the mail server', ja: 'メール管理者の場合' },
    more: [
      {
        title: { en: 'Relay instead of sign-in', ja: 'サインインせずに中継する方法' },
        why: {
          en: say`A server of your own can take the mail and hand it to Exchange Online through a connector; the limit of three does not apply there.`,
          ja: say`自社のサーバーでメールを受け取り、コネクタ経由で Exchange Online に渡す方法もあります。この場合、同時接続数 3 の制限は適用されません。`,
        },
      },
    ],
  }),
});
