import { code, defineHelpdeskRule, ems, onReply, or, say } from '../define.js';

// The server at the other end does so to every sender that it does not know (RFC 6647), and it is no sign of a bad reputation.
export default defineHelpdeskRule({
  id: 'receiver-takes-mail-at-the-second-try',
  ...onReply({
    certainty: 'certain',
    codes: ['4.7.1', '4.2.0', '4.7.0', '4.3.0', '4.5.1'],
    words: ['greylist', 'graylist', 'grey list', 'gray list', 'grey-list', 'グレイリスト', 'グレーリスト'],
    anyCode: true,
    where: ({ code, status }) => (code ?? Number(status?.charAt(0)) * 100) < 500,
  }),
  title: {
    en: 'Receiver takes mail only at a later try (greylisting)',
    ja: '受信側が再送されるまで受け付けない (グレイリスティング)',
  },
  sources: ['RFC 6647', 'https://learn.microsoft.com/powershell/module/exchangepowershell/set-transportservice'],
  explains: [],
  often: 'usual',
  mail: 'held',

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The receiver')} puts off mail from a server that it does not know yet, and takes it when the same server comes again some minutes later. It does so to everybody; nothing is wrong with your server.`,
      ja: say`${or('remoteHost', '受信側')} は、初めて接続してきたサーバーのメールを一時的に断り、数分後に同じサーバーから再送されると受け付けます。どの送信元にも同じ動作をするもので、送信側の障害ではありません。`,
    },
    todo: [
      {
        en: say`Not returned yet? Wait: the server tries again by itself, and most such mail arrives within an hour. Sending it once more begins the waiting anew.`,
        ja: say`NDR が返っていなければ、そのまま待ちます。サーバーが自動的に再試行し、通常は 1 時間以内に届きます。送り直すと、待ち時間が最初からになります。`,
      },
      {
        en: say`It goes on for hours, or the mail comes back? Then each try leaves from another address: see the part for administrators.`,
        ja: say`数時間続く場合や NDR が返る場合は、再試行のたびに送信元の IP アドレスが変わっています。この後の「送信側を管理している場合」を確認します。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your server keeps greylisting our mail to ${or('recipient', 'your users')}. We send from several addresses, so each try looks new to it. Please add our SPF record's addresses to its exceptions.`,
      ja: say`貴組織のサーバーのグレイリスティングにより、${or('recipient', '貴組織の受信者')} 宛てのメールが届きません。当方は複数の IP アドレスから送信しているため、再試行のたびに初回と判定されます。当方の SPF レコードの IP アドレスを例外に登録してください。`,
    },
    moreLabel: { en: 'I manage the sending server', ja: '送信側を管理している場合' },
    more: [
      {
        title: { en: 'How often Exchange tries again', ja: 'Exchange の再試行の間隔' },
        why: {
          en: say`Exchange Management Shell; only reads. ${code('MessageRetryInterval')} counts here: 15 minutes as a rule.`,
          ja: say`Exchange 管理シェルで実行します (参照のみ)。該当するのは ${code('MessageRetryInterval')} で、既定は 15 分です。`,
        },
        run: ems`
          Get-TransportService | Format-List Name, MessageRetryInterval
          Get-Queue | Where-Object { $_.LastError -match 'gr[ae]y' } |
            Format-List NextHopDomain, MessageCount, LastRetryTime, LastError`,
      },
      {
        title: { en: 'Several addresses', ja: '送信元 IP アドレスが複数ある場合' },
        why: {
          en: say`Let mail to the outside leave by one address: one translated address on the firewall, or one source server of the send connector. The pool of Exchange Online cannot be narrowed; there the other side has to make the exception.`,
          ja: say`外部へのメールの送信元を 1 つにします (ファイアウォールのアドレス変換、または送信コネクタの送信元サーバー)。Exchange Online の送信元は固定できないため、相手側で例外に登録する必要があります。`,
        },
      },
    ],
  }),
});
