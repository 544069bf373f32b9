import { bareName, code, defineRule, ems, likely, mentions, or, say } from '../define.js';

// The recipient's domain has no DANE and a connector of one's own demands it. Where a reply names a reason, such as a
// code of DANE (4.7.32x: the domain has it and it is broken), that reply decides.
export default defineRule({
  id: 'connector-demands-dane',
  title: {
    en: 'Outbound connector demands DANE from every recipient',
    ja: '送信コネクタが受信側に DANE を必須としている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-outboundconnector',
    'https://techcommunity.microsoft.com/blog/exchange/modernizing-dns-security-for-exchange-online-mail-flow/4514248',
  ],
  reads: ['connector', 'reply'],
  on: ['connector'],
  properties: ['smtpdanemode'],
  explains: ['message-is-delayed', 'message-expired-in-queue'],
  mail: 'held',

  match(evidence) {
    const connector = evidence.first(
      'connector',
      ({ properties, direction }) => direction !== 'inbound' && properties.get('smtpdanemode')?.toLowerCase() === 'mandatory',
    );
    const reply = evidence.first('reply', ({ text }) => !mentions(text, 'Message delayed', 'Message expired'));
    return connector && !reply ? likely({ sendConnector: bareName(connector.identity) || undefined }, [connector]) : null;
  },

  text: () => ({
    cause: {
      en: say`${code('SmtpDaneMode')} of ${or('sendConnector', 'an outbound connector')} is ${code('Mandatory')} (a setting since early 2026). Mail to its domains without DNSSEC and TLSA records is held for 24 hours and then returned.`,
      ja: say`${or('sendConnector', '対象のコネクタ')} (Exchange Online の送信コネクタ、Outbound connector) の ${code('SmtpDaneMode')} が ${code('Mandatory')} です。この設定は 2026 年初めに追加されました。DNSSEC と TLSA レコードがないドメイン宛てのメールは、24 時間保留された後に返されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: the connectors that demand DANE, then those of their domains without DNSSEC, which cannot have it. If none is listed, one may lack TLSA records: testconnectivity.microsoft.com has a test for DANE.`,
          ja: say`Exchange Online PowerShell で実行します。DANE を必須とするコネクタと、DNSSEC がなく DANE を使えないドメインが表示されます。表示されない場合は TLSA レコードがない可能性があり、testconnectivity.microsoft.com の DANE のテストで確認できます。`,
        },
        run: ems`
          $oc = Get-OutboundConnector ${or('sendConnector', "'*'")} |
            Where-Object SmtpDaneMode -eq 'Mandatory'
          $oc | Format-List Name, RecipientDomains, TlsSettings, SmtpDaneMode
          $oc.RecipientDomains -replace '^\*\.', '' | Where-Object { $_ -ne '*' -and
            !(Resolve-DnsName $_ -Type DS -Server 9.9.9.9 -ErrorAction Ignore |
              Where-Object Type -eq 'DS') }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Take these domains off the connector in the Exchange admin center, or have their administrators publish DNSSEC and TLSA records. ${code('Mandatory')} stays for the others. Mail to a domain taken off goes the standard way, which uses DANE wherever it exists.`,
          ja: say`Exchange 管理センターで該当するドメインをコネクタの対象から外すか、相手側の管理者に DNSSEC と TLSA レコードの公開を依頼します。ほかのドメインの ${code('Mandatory')} は変わりません。外したドメイン宛てのメールは既定の経路で送信され、公開されていれば DANE も検証されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The held message is delivered with the next retry and disappears from this list of undelivered mail.`,
          ja: say`保留中のメールが次の再試行で配信され、この未配信の一覧に表示されなくなれば成功です。`,
        },
        run: ems`
          $when = @{ StartDate = (Get-Date).AddHours(-24); EndDate = (Get-Date) }
          Get-MessageTraceV2 @when -Status Pending, Failed -ResultSize 5000 |
            Format-Table Received, RecipientAddress, Status`,
      },
    ],
    moreLabel: { en: 'Nothing more', ja: 'ほかの手順' },
    more: [],
  }),
});
