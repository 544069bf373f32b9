import { code, defineOpenRule, ems, factsOf, mentions, needed, open, or, say, saysMore } from '../define.js';

// The end of many failed attempts; it says nothing of the reason. So it is silent where the text holds the reply of an
// attempt. A code 4.4.7 behind 550 is final, although it looks temporary.
export default defineOpenRule({
  id: 'message-expired-in-queue',
  title: {
    en: 'Message expired in the queue; the reason is not in the text',
    ja: 'メールの有効期限が切れたが、理由が記載されていない',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-code-550-4-4-7-in-exchange-online',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    'RFC 3463',
  ],
  reads: ['reply', 'bounce'],
  codes: ['4.4.7', '5.4.7', '5.4.300'],
  words: ['message expired'],
  explains: [],
  often: 'usual',
  mail: 'refused',

  match(evidence) {
    const reply = evidence.first('reply', ({ status, text, innermost }) => {
      const isExpiry = status === '5.4.300' || status === '4.4.7' || status === '5.4.7' || status === undefined;
      return innermost && isExpiry && mentions(text, 'message expired', 'queue.expired', 'delivery time expired');
    });
    return reply && !saysMore(evidence, reply) ? open(factsOf(reply, evidence), [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`Every attempt to deliver failed until the time was up: two days by default on Exchange Server, 24 hours in Exchange Online. The mail was returned and is not tried again; why the attempts failed stands elsewhere.`,
      ja: say`期限 (既定では Exchange Server は 2 日、Exchange Online は 24 時間) までのすべての配信が失敗しました。メールは返され、再試行されません。失敗の理由は、別の場所に記録されています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends the mail. Paste the output, or all "returned" lines of the bounce: they name the reason.`,
        ja: say`メールを送信するサーバーの Exchange 管理シェルで実行します。出力か、NDR の「returned」の行をすべて貼り付けると、原因がわかります。`,
      },
      run: ems`
        Get-Queue -Server ${or('server', '$env:COMPUTERNAME')} |
          Where-Object LastError |
          Format-List NextHopDomain, NextHopConnector, MessageCount, LastError
        $since = (Get-Date).AddDays(-3)
        Get-MessageTrackingLog -Recipients ${needed('recipient')} -Start $since |
          Format-List Timestamp, EventId, Source, RecipientStatus, ConnectorId`,
    },
    outcomes: [
      {
        sees: { en: say`${code('LastError')} for the same domain`, ja: say`同じドメインの ${code('LastError')} がある場合` },
        means: {
          en: say`That is the reason. Paste it, cure it, then send the message again.`,
          ja: say`それが理由です。貼り付けて対処した後、メールを送信し直します。`,
        },
      },
      {
        sees: { en: say`Exchange Online sent it`, ja: say`Exchange Online が送信した場合` },
        means: {
          en: say`The message trace has the reason in ${code('LED=')} of its Defer events. Paste that line.`,
          ja: say`メッセージ追跡の延期 (Defer) イベントの ${code('LED=')} に理由があります。その行を貼り付けてください。`,
        },
      },
      {
        sees: { en: say`Nothing, and other mail to the domain arrives`, ja: say`何もなく、同じドメインへのほかのメールは届く場合` },
        means: {
          en: say`It is over. Send the message again.`,
          ja: say`障害は解消しています。メールを送信し直します。`,
        },
      },
    ],
  }),
});
