import { code, defineOpenRule, ems, mentions, open, or, type QueueClue, type ReplyClue, say } from '../define.js';

// Exchange Server found no way for the mail at all, so no other server was called. "Unable to route" (5.4.4) returns it at once.
export default defineOpenRule({
  id: 'mail-waits-in-the-unreachable-queue',
  title: {
    en: 'Exchange knows no route for the mail',
    ja: 'メールの経路が見つからず、到達不能キューにある',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/queues/queues',
    'https://learn.microsoft.com/exchange/mail-flow/queues/message-properties',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/retry-queue',
  ],
  reads: ['queue', 'reply'],
  needsWords: true,
  words: ['no route to the mailbox database', 'matching connector cannot be found'],
  explains: [],
  mail: 'waits',

  match(evidence) {
    const queue = evidence.first('queue', isUnreachable);
    const reply = evidence.first('reply', isWithoutRoute);
    const [clue, ...rest] = [reply, queue].filter((one) => one !== undefined);
    return clue ? open({ server: queue?.server ?? reply?.server }, [clue, ...rest]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('server', 'The server')} keeps mail in its Unreachable queue, because no send connector takes the domain, or because the mailbox database of the recipient is on no server that Exchange can reach.`,
      ja: say`${or('server', 'サーバー')} の到達不能キューにメールがあります。ドメインを扱う送信コネクタがないか、受信者のメールボックス データベースのあるサーバーに到達できません。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on ${or('server', 'that server')}: the reason for each message, the connectors, the databases.`,
        ja: say`${or('server', '該当するサーバー')} の Exchange 管理シェルで、メールごとの理由、送信コネクタ、データベースを表示します。`,
      },
      run: ems`
        $srv = ${or('server', '$env:COMPUTERNAME')}
        Get-Message -Queue "$srv\Unreachable" -ResultSize 20 |
          Format-List FromAddress, Subject, LastError
        Get-SendConnector | Format-List Name, Enabled, AddressSpaces,
          IsScopedConnector, SourceTransportServers
        Get-MailboxDatabase -Status | Format-Table Name, Server, Mounted`,
    },
    outcomes: [
      {
        sees: { en: say`LastError speaks of a ${code('matching connector')}`, ja: say`LastError に ${code('matching connector')} とある場合` },
        means: {
          en: say`No enabled connector has ${code('*')} or that domain, or this server is not among its sources. Enable or complete the connector that used to take it.`,
          ja: say`${code('*')} かそのドメインを持つ有効な送信コネクタがないか、送信元サーバーにこのサーバーがありません。以前に使用していたコネクタを有効にするか、送信元サーバーを追加します。`,
        },
      },
      {
        sees: {
          en: say`${code('no route')}, and a database is not Mounted`,
          ja: say`LastError に ${code('no route')} とあり、マウントされていないデータベースがある場合`,
        },
        means: {
          en: say`Mount it, or bring its server back. If the database is gone for good, its mailboxes need another one, the arbitration mailboxes too.`,
          ja: say`データベースをマウントするか、サーバーを復旧します。データベースが失われた場合は、調停メールボックスも含めて、別のデータベースが必要です。`,
        },
      },
      {
        sees: { en: say`The same words, and all are Mounted`, ja: say`同じ文面で、すべてマウントされている場合` },
        means: {
          en: say`This server cannot see the other one: Active Directory site, replication, or an old version in between. ${code('Get-ExchangeServer')} shows site and version.`,
          ja: say`このサーバーから相手のサーバーを認識できません。Active Directory のサイト、レプリケーション、間にある古いバージョンを確認します。サイトとバージョンは ${code('Get-ExchangeServer')} で表示されます。`,
        },
      },
      {
        sees: { en: say`The cause is gone, the mail is still there`, ja: say`原因を解消しても、メールが残っている場合` },
        means: {
          en: say`It is routed anew after each change of the configuration. At once: ${code('Retry-Queue Unreachable -Resubmit $true')} on that server.`,
          ja: say`構成が変わるたびに経路が再計算されます。すぐに処理するには、そのサーバーで ${code('Retry-Queue Unreachable -Resubmit $true')} を実行します。`,
        },
      },
    ],
  }),
});

const isUnreachable = ({ nextHopDomain, deliveryType, identity, messageCount }: QueueClue): boolean =>
  messageCount !== 0 && (nextHopDomain === 'Unreachable Domain' || deliveryType === 'Unreachable' || identity?.endsWith('\\Unreachable') === true);
const isWithoutRoute = ({ text }: ReplyClue): boolean =>
  mentions(text, 'no route to the mailbox database', 'matching connector cannot be found to route');
