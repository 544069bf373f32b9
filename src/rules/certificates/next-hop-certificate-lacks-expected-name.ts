import { code, defineRule, ems, isExchangeCall, isFailedCheck, likely, or, peerOf, say, tlsSaid } from '../define.js';

// This server compares the next hop's certificate with TlsDomain. SubjectMismatch in a message trace (4.7.320) is Exchange
// Online looking at a certificate that it was shown.
export default defineRule({
  id: 'next-hop-certificate-lacks-expected-name',
  title: {
    en: "Next hop's certificate lacks the expected name",
    ja: '次ホップの証明書に想定した名前がない',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-sendconnector',
    'https://microsoft.github.io/CSS-Exchange/Diagnostics/HealthChecker/ExoConnectorCheck/',
  ],
  reads: ['tls', 'reply', 'event'],
  codes: ['4.7.5'],
  events: [36884],
  explains: ['next-hop-certificate-fails-validation', 'schannel-alert-needs-its-session'],
  mail: 'held',

  match(evidence) {
    const said = tlsSaid(evidence, { words: WORDS, where: isExchangeCall });
    // The event alone may be any program's; beside a check that failed it is the reason.
    const event = evidence.first('event', ({ id }) => id === 36884);
    const failed = event && evidence.first('reply', isFailedCheck);
    const first = said?.reply ?? said?.clue ?? failed;
    if (!first) return null;
    const peer = said ? peerOf(said.clue, said.reply) : { endpoint: failed?.remoteHost ?? failed?.endpoint, server: event?.computer };
    return likely({ ...peer, domain: event?.domain }, [first, ...(event ? [event] : [])]);
  },

  text: () => ({
    cause: {
      en: say`The certificate of ${or('endpoint', 'the next hop')} does not contain the name this server expects (${or('domain', 'TlsDomain of the send connector')}). With DomainValidation, mail on this route waits in the queue.`,
      ja: say`${or('endpoint', '次ホップ')} の証明書に、このサーバーが想定する名前 (${or('domain', '送信コネクタの TlsDomain')}) が含まれていません。DomainValidation のコネクタでは、メールがキューで再試行されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: connectors that compare a name, then those that go straight to Exchange Online with another name than Microsoft's. An empty TlsDomain compares the recipient's domain.`,
          ja: say`Exchange 管理シェルで実行します。名前を検証する送信コネクタと、Exchange Online に直接送信するのに Microsoft の名前以外を指定している送信コネクタが表示されます。TlsDomain が空の場合は、受信者のドメインと比較されます。`,
        },
        run: ems`
          $all = Get-SendConnector | Where-Object TlsAuthLevel -eq 'DomainValidation'
          $all | Format-List Name, AddressSpaces, SmartHosts, TlsDomain
          $eop = 'mail.protection.outlook.com'
          $sc = @($all | Where-Object {
            "$($_.SmartHosts)" -like "*.$eop*" -and "$($_.TlsDomain)" -ne $eop })
          $sc | Format-List Name, TlsDomain`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if the last lines of step 1 list a connector. For any other next hop ask its administrator which name the certificate has; do not copy it from the connection.`,
          ja: say`手順 1 の最後に送信コネクタが表示された場合だけ実行します。ほかの次ホップでは、証明書の名前を相手側の管理者に確認します。接続で提示された名前をそのまま設定しないでください。`,
        },
        run: ems`
          if ($sc) {
            $sc | Set-SendConnector -TlsDomain 'mail.protection.outlook.com'
          }`,
        changes: {
          en: say`The connectors listed expect Microsoft's name, on all their source servers.`,
          ja: say`表示されたコネクタが、すべての送信元サーバーで Microsoft の名前を検証するようになります。`,
        },
        keep: {
          en: say`Step 1 prints the old names; the same window keeps them in ${code('$sc')}.`,
          ja: say`変更前の名前は手順 1 で表示され、同じウィンドウの ${code('$sc')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $sc) {
            $was = if ($one.TlsDomain) { "$($one.TlsDomain)" }
            Set-SendConnector $one.Name -TlsDomain $was
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('MessageCount')} of the queue falls to ${code('0')}.`,
          ja: say`キューの ${code('MessageCount')} が ${code('0')} になれば成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object Status -eq 'Retry' | Retry-Queue
          Get-Queue | Format-Table NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Undo, and 1 more place', ja: '元に戻す方法とほかの 1 か所' },
    more: [
      {
        title: { en: 'Smart host by address or alias', ja: 'スマート ホストが IP アドレスや別名の場合' },
        why: {
          en: say`A load balancer or a renamed host may answer with another certificate. Write the host name that its certificate contains as smart host.`,
          ja: say`ロード バランサーや、名前を変更したホストは、別の証明書を提示することがあります。証明書に含まれるホスト名をスマート ホストに指定します。`,
        },
      },
    ],
  }),
});

const WORDS = ['subjectmismatch', 'wrongprincipal', 'wrong principal', 'invalidname', 'namemismatch', 'cert e cn no match', 'cert e invalid name'];
