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
          en: say`Exchange Online PowerShell: the connectors that demand DANE, and for which domains. This is the fault only if one of these domains publishes no DANE records.`,
          ja: say`Exchange Online PowerShell で実行します。DANE を必須とするコネクタと、対象のドメインを確認します。DANE に対応していないドメインが含まれる場合だけが、この障害です。`,
        },
        run: ems`
          $oc = Get-OutboundConnector ${or('sendConnector', "'*'")} |
            Where-Object SmtpDaneMode -eq 'Mandatory'
          $oc | Format-List Name, RecipientDomains, TlsSettings,
            SmtpDaneMode, MtaStsMode`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only for connectors whose domains publish no DANE. ${code('Opportunistic')} still uses DANE wherever a domain has it; TlsSettings stays as it is.`,
          ja: say`対象のドメインが DANE に対応していないコネクタだけを変更します。${code('Opportunistic')} でも、対応しているドメインには DANE を使用します。TlsSettings は変わりません。`,
        },
        run: ems`
          if ($oc) {
            $oc | ForEach-Object {
              Set-OutboundConnector $_.Name -SmtpDaneMode Opportunistic -Confirm }
          }`,
        changes: {
          en: say`DANE is checked where the domain publishes it, and no longer demanded.`,
          ja: say`DANE は、公開しているドメインに対してだけ検証されるようになります。`,
        },
        keep: {
          en: say`Step 1 prints the connectors; the same window keeps them in ${code('$oc')}.`,
          ja: say`変更前のコネクタは手順 1 で表示され、同じウィンドウの ${code('$oc')} に残ります。`,
        },
        undo: ems`
          foreach ($one in $oc) {
            Set-OutboundConnector $one.Name -SmtpDaneMode Mandatory
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`The held message is delivered with the next retry and disappears from this list of undelivered mail.`,
          ja: say`保留中のメールが次の再試行で配信され、この未配信の一覧に表示されなくなれば成功です。`,
        },
        run: ems`
          Get-MessageTraceV2 -StartDate (Get-Date).AddHours(-24) -EndDate (Get-Date) |
            Where-Object Status -ne 'Delivered' |
            Format-Table Received, RecipientAddress, Status`,
      },
    ],
    moreLabel: { en: 'Undo step 2', ja: '手順 2 を元に戻す' },
    more: [],
  }),
});
