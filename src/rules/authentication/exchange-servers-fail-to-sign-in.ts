import { code, defineOpenRule, type EventClue, ems, mentions, open, or, type ReplyClue, type SessionClue, say } from '../define.js';

// Here the other Exchange server offers authentication and the sign-in itself fails. "Cannot achieve Exchange Server
// authentication" means that it was not offered. Gssapi on the other receive connectors may be any client.
export default defineOpenRule({
  id: 'exchange-servers-fail-to-sign-in',
  title: {
    en: 'Kerberos sign-in between Exchange servers fails',
    ja: 'Exchange サーバー間の Kerberos 認証に失敗している',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/windows-server/windows-security/kerberos-authentication-troubleshooting-guidance',
    'https://learn.microsoft.com/windows-server/administration/windows-commands/klist',
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
  ],
  reads: ['event', 'reply', 'session'],
  on: ['event', 'reply'],
  codes: ['4.7.0'],
  events: [1035, 2016, 2017],
  words: ['Temporary authentication failure', 'Outbound authentication failed'],
  explains: [],
  often: 'usual',
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', isBetweenServers);
    const reply = evidence.first('session', isByHand) ? undefined : evidence.first('reply', isRefusal);
    const [clue, ...rest] = [event, reply].filter((one) => one !== undefined);
    if (clue === undefined) return null;
    // 1035 is written by the server that is called, 2017 and the queue by the one that calls.
    const called = event?.id === 1035 ? event.computer : event?.remoteHost;
    const facts = { remoteHost: called ?? reply?.remoteHost, value: event?.error };
    const caller = event?.id === 1035 ? undefined : event?.computer;
    return open({ ...facts, server: caller ?? reply?.server, sendConnector: reply?.connector }, [clue, ...rest]);
  },

  text: () => ({
    cause: {
      en: say`The sign-in of an Exchange server to ${or('remoteHost', 'another one')} fails (${or('value', 'no reason given')}). Kerberos needs equal clocks, an SPN of its own for each server, and valid computer accounts.`,
      ja: say`${or('remoteHost', 'ほかの Exchange サーバー')} への認証に失敗しています (${or('value', '理由の記載なし')})。Kerberos には、時刻の一致、サーバーごとの SPN、有効なコンピューター アカウントが必要です。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell as administrator, on ${or('server', 'the server that sends')}: clock, SPN, ticket, computer account.`,
        ja: say`${or('server', '送信側のサーバー')} の Exchange 管理シェルを管理者として開き、時刻、SPN、チケット、コンピューター アカウントを確認します。`,
      },
      run: ems`
        $all = (Get-ExchangeServer | Where-Object IsHubTransportServer).Fqdn
        foreach ($to in ${or('remoteHost', '$all')}) {
          w32tm /stripchart /computer:$to /samples:1 /dataonly
          setspn -Q "SMTPSVC/$to"
          klist -li 0x3e4 get "SMTPSVC/$to"
        }
        Test-ComputerSecureChannel -Verbose`,
    },
    outcomes: [
      {
        sees: {
          en: say`The clock is off by more than 300 seconds (${code('TimeSkew')})`,
          ja: say`時刻が 300 秒以上ずれている場合 (${code('TimeSkew')})`,
        },
        means: {
          en: say`Kerberos refuses such tickets. Let the server take its time from the domain, not from the virtualization host.`,
          ja: say`Kerberos のチケットが拒否されます。時刻の同期元を、仮想化ホストではなくドメインにします。`,
        },
      },
      {
        sees: {
          en: say`${code('No such SPN found')}, or two accounts (${code('TargetUnknown')})`,
          ja: say`${code('No such SPN found')}、またはアカウントが 2 つ表示される場合 (${code('TargetUnknown')})`,
        },
        means: {
          en: say`The SPN is missing or double. Restarting ${code('MSExchangeTransport')} over there registers it; take it off the wrong account.`,
          ja: say`SPN がないか重複しています。相手のサーバーで ${code('MSExchangeTransport')} を再起動すると登録されます。重複は、誤ったアカウントから削除します。`,
        },
      },
      {
        sees: { en: say`${code('False')} at the end, or klist fails`, ja: say`最後が ${code('False')}、または klist が失敗する場合` },
        means: {
          en: say`The domain does not trust this computer account, no domain controller answers, or encryption types differ (AES, RC4). The error of klist names which.`,
          ja: say`コンピューター アカウントがドメインに信頼されていないか、ドメイン コントローラーが応答しないか、暗号化の種類 (AES、RC4) が一致していません。klist のエラーで区別できます。`,
        },
      },
      {
        sees: { en: say`All is well`, ja: say`すべて正常な場合` },
        means: {
          en: say`Run it on the other server too. Then paste ${code('Get-ReceiveConnector | Format-List')} of that server: another Fqdn or connector fails the same way.`,
          ja: say`相手のサーバーでも実行します。次に、そのサーバーの ${code('Get-ReceiveConnector | Format-List')} を貼り付けてください。Fqdn が違う場合や別のコネクタが応答する場合も、同じように失敗します。`,
        },
      },
    ],
  }),
});

const BASIC = /^(?:Login|Plain|Basic)/i;
/** Between servers it is X-EXPS; on `Default <server>` Gssapi as well. */
function isBetweenServers({ id, source, mechanism = '', connector, error, remoteHost }: EventClue): boolean {
  if (source !== undefined && !source.startsWith('MSExchange')) return false;
  if (id === 2016 || id === 2017) return !BASIC.test(mechanism) && (mechanism !== '' || remoteHost !== undefined);
  if (id !== 1035 || error === undefined) return false;
  const isDefault = connector !== undefined && /^Default (?!Frontend)/i.test(connector);
  return /^ExchangeAuth$/i.test(mechanism) || (/^Gssapi$/i.test(mechanism) && isDefault);
}

/** Postfix names its own reason behind a colon, and Exchange Online the server. */
/** Somebody signs in to a receive connector with a user's name and password: no server calls. */
const isByHand = ({ log, port, replies = [] }: SessionClue): boolean => log === undefined && (port === '587' || replies.includes(334));

function isRefusal({ innermost, status, text, submissionHost }: ReplyClue): boolean {
  if (!innermost || submissionHost !== undefined) return false;
  if (status === undefined && mentions(text, 'Outbound authentication failed with')) return true;
  return status === '4.7.0' && /Temporary authentication failure(?!:)/i.test(text) && !mentions(text, '.outlook.com');
}
