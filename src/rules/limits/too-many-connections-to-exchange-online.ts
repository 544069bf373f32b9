import { code, defineRule, ems, onReply, or, say } from '../define.js';

// Counts connections of servers into the receiving forest (PRX8 stands beside it). "Sender thread limit" counts parallel
// submissions of one mailbox, and "Service not available" is no limit.
export default defineRule({
  id: 'too-many-connections-to-exchange-online',
  ...onReply({ certainty: 'certain', codes: ['4.3.2'], words: ['concurrent connections per resource forest', 'maximum number of concurrent'] }),
  title: {
    en: 'Too many parallel connections into the receiving server',
    ja: '受信側への同時接続が多すぎる',
  },
  sources: [
    'https://learn.microsoft.com/exchange/troubleshoot/mailflow/email-stuck-queues',
    'https://learn.microsoft.com/exchange/mail-flow/message-rate-limits',
    'https://smtpfieldmanual.com/spamfilter/exchangeonline',
  ],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The receiving side (Exchange Online, if the text says resource forest) limits parallel connections, and ${or('server', 'the sending server')} opens more. The mail waits and is sent with the retries.`,
      ja: say`受信側 (resource forest とある場合は Exchange Online) の同時接続数の上限を、${or('server', '送信側のサーバー')} の接続が超えています。メールはキューで待機し、再試行で送信されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on the sending server: its own limits, and what waits. Gateways have a setting of their own.`,
          ja: say`送信側のサーバーの Exchange 管理シェルで、接続数の上限と待機中のメールを確認します。ゲートウェイの場合は、その機器の設定を確認します。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          Get-TransportService $srv | Format-List MaxOutboundConnections,
            MaxPerDomainOutboundConnections
          Get-Queue -Server $srv | Where-Object LastError |
            Format-Table NextHopDomain, MessageCount, LastError`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 prints more than 40 for one domain: fewer connections carry several messages each. Below 40, mail to Exchange Online backs up.`,
          ja: say`手順 1 で 1 ドメインあたりの値が 40 を超える場合だけ変更します。少ない接続で、それぞれ複数のメールを送ります。40 未満では、Exchange Online 宛てのメールが滞留します。`,
        },
        run: ems`
          $old = Get-TransportService ${or('server', '$env:COMPUTERNAME')}
          $max = "$($old.MaxPerDomainOutboundConnections)"
          if ($max -eq 'Unlimited' -or [int]$max -gt 40) {
            Set-TransportService "$($old.Name)" -MaxPerDomainOutboundConnections 40
          }`,
        changes: {
          en: say`One server opens at most 40 connections to a domain at a time.`,
          ja: say`1 台のサーバーから 1 ドメインへの同時接続が、最大 40 になります。`,
        },
        keep: {
          en: say`Step 1 prints the old number; the same window keeps it in ${code('$old')}.`,
          ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。`,
        },
        undo: ems`
          if ($old) {
            Set-TransportService "$($old.Name)" -MaxPerDomainOutboundConnections $max
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('MessageCount')} falls, and ${code('LastError')} no longer says ${code('maximum number of concurrent')}.`,
          ja: say`${code('MessageCount')} が減り、${code('LastError')} に ${code('maximum number of concurrent')} が表示されなければ成功です。`,
        },
        run: ems`
          Get-Queue | Where-Object LastError |
            Format-Table NextHopDomain, MessageCount, LastError`,
      },
    ],
    moreLabel: { en: 'Undo, and the receiving side', ja: '元に戻す方法と受信側' },
    more: [
      {
        title: { en: 'Your own Exchange server says it', ja: '自社の Exchange サーバーの応答の場合' },
        why: {
          en: say`Then its receive connector sets the limit. Raise it only for senders that you know. This only reads.`,
          ja: say`上限は受信コネクタの設定です。把握している送信元のコネクタだけを引き上げます。参照のみのコマンドです。`,
        },
        run: ems`
          Get-ReceiveConnector | Format-Table Identity, MaxInboundConnection,
            MaxInboundConnectionPerSource`,
      },
    ],
  }),
});
