import { code, defineRule, ems, failedCall, likely, or, say } from '../define.js';

// Somebody answered, and said no (10061): the address is right, and nothing listens there or a firewall rejects. Silence
// is another fault, and Exchange Online tells of its own attempts by 4.4.316.
export default defineRule({
  id: 'next-hop-refuses-connections',
  title: {
    en: 'Next hop refuses connections',
    ja: '次ホップが接続を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/outbound-email-messages-are-not-sent',
  ],
  reads: ['connection', 'reply', 'queue'],
  on: ['connection'],
  explains: [],
  mail: 'held',

  match(evidence) {
    const failed = failedCall(evidence, ['refused']);
    return failed ? likely(failed.facts, [failed.reply ?? failed.call]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The next hop')} is there, but nothing accepts the connection on port ${or('port', '25')}: the SMTP service is stopped, or a firewall rejects this server.`,
      ja: say`${or('endpoint', '次ホップ')} には到達していますが、ポート ${or('port', '25')} で接続を受け付けていません。SMTP サービスの停止か、ファイアウォールによる拒否と考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on the server that sends: does the port open, and which connector leads there.`,
          ja: say`送信側のサーバーの Exchange 管理シェルで実行します。ポートに接続できるかどうかと、使用する送信コネクタが表示されます。`,
        },
        run: ems`
          $to = ${or('endpoint', "@(Get-Queue | Where-Object Status -eq 'Retry')[0].NextHopDomain")}
          if ($to) { Test-NetConnection $to -Port ${or('port', '25')} |
            Format-List RemoteAddress, TcpTestSucceeded }
          Get-SendConnector | Format-Table Name, AddressSpaces, SmartHosts`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Your own Exchange server as next hop: start its services and check that port 25 listens. Another system: ask its administrator for the service, the firewall, and your address in its list.`,
          ja: say`次ホップが自組織の Exchange サーバーの場合は、サービスを開始し、ポート 25 の待ち受けを確認します。ほかのシステムの場合は、SMTP サービス、ファイアウォール、送信元 IP アドレスの許可を、その管理者に確認します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: ${code('TcpTestSucceeded : True')}. Then let the waiting mail go.`,
          ja: say`手順 1 で ${code('TcpTestSucceeded : True')} と表示されることを確認し、待機中のメールを再試行します。`,
        },
        run: ems`Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue`,
      },
    ],
    moreLabel: { en: 'Next hop is my Exchange', ja: '次ホップが自組織の Exchange' },
    more: [
      {
        title: { en: 'On that server', ja: 'そのサーバーでの確認' },
        why: {
          en: say`Services that are stopped, components that are ${code('Inactive')}, and whether anything listens on port 25. This only reads.`,
          ja: say`停止しているサービス、${code('Inactive')} のコンポーネント、ポート 25 の待ち受けが表示されます。参照のみのコマンドです。`,
        },
        run: ems`
          Test-ServiceHealth | Format-List Role, ServicesNotRunning
          Get-ServerComponentState $env:COMPUTERNAME |
            Where-Object State -ne 'Active' | Format-Table Component, State
          Get-NetTCPConnection -LocalPort 25 -State Listen -ErrorAction SilentlyContinue`,
      },
    ],
  }),
});
