import { certain, code, defineHelpdeskRule, ems, or, say } from '../define.js';

// Events of the receiving side (category MessageSecurity), about a partner that it has on TLSReceiveDomainSecureList. The reply "disallowed this secure
// domain" comes before any handshake; 11022 is the hybrid check of Exchange Online's certificate.
const EVENTS = [11011, 11012, 11015, 11017, 11018];

export default defineHelpdeskRule({
  id: 'domain-secured-sender-is-not-authenticated',
  title: {
    en: "Partner's mail fails the agreed mutual TLS",
    ja: 'パートナーのメールが相互 TLS で認証されない',
  },
  sources: [
    'https://technet.microsoft.com/library/ff982887(v=exchg.141)',
    'https://learn.microsoft.com/powershell/module/exchange/set-transportconfig',
  ],
  reads: ['event'],
  events: EVENTS,
  explains: ['application-distrusts-server-certificate'],
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id, source }) => EVENTS.includes(id) && (source?.startsWith('MSExchange') ?? true));
    return event ? certain({ code: `${event.id}`, remoteDomain: event.remoteDomain, connector: event.connector }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`Mail of ${or('remoteDomain', 'a partner domain')} must come with mutual TLS (Domain Security), and this one did not prove its domain. Event 11012: no TLS; 11017: no certificate; 11015: another name; 11011: not valid; 11018: your connector offered no STARTTLS. Here: ${'code'}.`,
      ja: say`${or('remoteDomain', 'パートナーのドメイン')} のメールには相互 TLS (ドメイン セキュリティ) が必要ですが、ドメインを確認できませんでした。11012 は TLS なし、11017 は証明書なし、11015 は名前の不一致、11011 は検証エラー、11018 は受信コネクタが STARTTLS を提示しなかったことを示します。今回は ${'code'} です。`,
    },
    todo: [
      {
        en: say`Send the text below to the partner's mail administrator, with the event.`,
        ja: say`下の文面とイベントを、パートナーのメール管理者に送ります。`,
      },
      {
        en: say`With 11012 and 11018, first see that ${or('connector', 'your receive connector')} offers STARTTLS: otherwise the cause is on your side.`,
        ja: say`11012 と 11018 の場合は、先に ${or('connector', '受信コネクタ')} が STARTTLS を提示していることを確認します。提示していなければ、原因は自組織側です。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`We have agreed on mutual TLS for mail of ${or('remoteDomain', 'your domain')}. Your server does not start TLS (our event 11012), shows no certificate (11017), one without the domain name (11015) or one that is not valid here (11011); today we see ${'code'}. Please send over the server with the agreed certificate, or name the new route and certificate to us.`,
      ja: say`${or('remoteDomain', '貴組織のドメイン')} からのメールには、相互 TLS を使用する取り決めになっています。現在は、TLS が開始されない (当方のイベント 11012)、証明書が提示されない (11017)、証明書にドメイン名がない (11015)、検証に失敗する (11011) のいずれかの状態です。今回は ${'code'} です。取り決めた証明書を使用するサーバーから送信するか、新しい経路と証明書をお知らせください。`,
    },
    moreLabel: { en: 'Your own side', ja: '自組織側の確認' },
    more: [
      {
        title: { en: 'Lists and connectors', ja: 'リストとコネクタ' },
        why: {
          en: say`The domains with Domain Security, and the connectors that may check it. It only reads.`,
          ja: say`ドメイン セキュリティの対象ドメインと、それを確認できるコネクタを表示します。参照のみのコマンドです。`,
        },
        run: ems`
          Get-TransportConfig | Format-List TLSReceiveDomain*, TLSSendDomain*
          Get-ReceiveConnector |
            Format-Table Identity, DomainSecureEnabled, AuthMechanism`,
      },
      {
        title: { en: 'The agreement has ended', ja: '取り決めが終了している場合' },
        why: {
          en: say`Only when both sides confirm it: set up a connector for the partner that still requires TLS, then take the domain off ${code('TLSReceiveDomainSecureList')}.`,
          ja: say`双方で確認できた場合だけ、TLS を必須とするパートナー用コネクタを用意してから、${code('TLSReceiveDomainSecureList')} のドメインを削除します。`,
        },
      },
    ],
  }),
});
