import { code, defineOpenRule, ems, failedCall, open, or, say } from '../define.js';

// Silence: nobody answered, or not in time. A refusal (10061) comes from a host that is there. 4.4.1 is also printed when a
// session dies in the middle, so the test decides between the network and the session.
export default defineOpenRule({
  id: 'next-hop-does-not-answer',
  title: {
    en: 'Next hop does not answer',
    ja: '次ホップが応答しない',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/outbound-email-messages-are-not-sent',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/tls-negotiation-failed-with-error-nocredentials-error',
  ],
  reads: ['connection', 'reply', 'queue'],
  on: ['connection'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const failed = failedCall(evidence, ['timeout', 'unreachable']) ?? (evidence.first('reply') ? undefined : failedCall(evidence, [undefined]));
    // Refused once is the better answer.
    return failed && !evidence.first('connection', ({ reason, open: isOpen }) => !isOpen && reason === 'refused')
      ? open(failed.facts, [failed.reply ?? failed.call])
      : null;
  },

  text: () => ({
    cause: {
      en: say`No connection with ${or('endpoint', 'the next hop')} came about in time. The host may be down, the way to port ${or('port', '25')} blocked, or TLS may have failed: the words are the same.`,
      ja: say`${or('endpoint', '次ホップ')} との接続が時間内に確立できませんでした。ホストの停止、ポート ${or('port', '25')} の遮断のほか、TLS の失敗がこの文面になることもあります。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends: the next hop, then a host of Microsoft for comparison.`,
        ja: say`送信側のサーバーの Exchange 管理シェルで実行します。次ホップと、比較のための Microsoft のホストへの接続を確認します。`,
      },
      run: ems`
        $to = ${or('endpoint', "@(Get-Queue | Where-Object Status -eq 'Retry')[0].NextHopDomain")}
        foreach ($one in @($to, 'outlook-com.olc.protection.outlook.com') -ne $null) {
          Test-NetConnection $one -Port ${or('port', '25')} |
            Format-List ComputerName, RemoteAddress, TcpTestSucceeded }`,
    },
    outcomes: [
      {
        sees: { en: say`${code('False')} for the next hop only`, ja: say`次ホップだけが ${code('False')} の場合` },
        means: {
          en: say`The host is down, or its firewall drops your address. A wrong smart host or MX looks the same: compare RemoteAddress.`,
          ja: say`ホストの停止か、相手側のファイアウォールによる遮断です。スマート ホストや MX の誤りでも同じ結果になるため、RemoteAddress を確認します。`,
        },
      },
      {
        sees: { en: say`${code('False')} for both`, ja: say`両方が ${code('False')} の場合` },
        means: {
          en: say`Your own firewall or provider blocks outbound port 25: have it opened for this server.`,
          ja: say`自組織のファイアウォールまたはプロバイダーが、ポート 25 の送信を遮断しています。このサーバーからの通信を許可します。`,
        },
      },
      {
        sees: { en: say`${code('True')} for the next hop`, ja: say`次ホップが ${code('True')} の場合` },
        means: {
          en: say`The network is well, and the session fails later, often in TLS. Set ProtocolLoggingLevel of the connector to Verbose, and paste the send log.`,
          ja: say`ネットワークは正常で、その後の通信 (多くは TLS) で失敗しています。コネクタの ProtocolLoggingLevel を Verbose にして、送信プロトコル ログを貼り付けてください。`,
        },
      },
    ],
  }),
});
