import { calledBy, certain, code, defineHelpdeskRule, isExchangeProbe, or, probed, say } from '../define.js';

// Another product, or one that gives no name, without STARTTLS. What Exchange withholds has rules of its own.
export default defineHelpdeskRule({
  id: 'mail-server-offers-no-starttls',
  title: { en: 'Mail server other than Exchange offers no STARTTLS', ja: 'Exchange 以外のサーバーが STARTTLS を提示していない' },
  sources: ['RFC 3207', 'https://learn.microsoft.com/purview/exchange-online-uses-tls-to-secure-email-connections'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const clue = probed(evidence, ['no_starttls'], (one) => !isExchangeProbe(one));
    return clue ? certain({ ...calledBy(clue), value: clue.observed.productName ?? 'not Exchange' }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} (${'value'}) answers EHLO without STARTTLS. Mail to it travels in plain text, and senders that insist on TLS, such as connectors with TlsDomain or RequireTLS, hold it. Exchange settings do not change this.`,
      ja: say`${or('endpoint', 'サーバー')} (${'value'}) の EHLO の応答に STARTTLS が含まれていません。メールは平文で送信され、TlsDomain や RequireTLS を設定したコネクタのように TLS を必須とする送信側は配信できません。Exchange の設定では解決しません。`,
    },
    todo: [
      {
        en: say`Your own gateway: install a certificate for ${or('endpoint', 'its name')} there and turn TLS on for incoming mail.`,
        ja: say`自社のゲートウェイであれば、${or('endpoint', 'その名前')} の証明書をインストールし、受信の TLS を有効にします。`,
      },
      {
        en: say`Exchange is meant to answer? Then the MX, NAT or load balancer leads to the wrong host.`,
        ja: say`Exchange が応答するはずであれば、MX、NAT、またはロード バランサーの転送先が誤っています。`,
      },
      {
        en: say`A partner's server: send the text below. Do not lower the demand for TLS on your connector meanwhile.`,
        ja: say`取引先のサーバーであれば、次の文面を送ります。その間も、コネクタの TLS の要件は下げません。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`Your mail server ${or('endpoint', '')} (port ${or('port', '25')}) does not offer STARTTLS, so our mail to you cannot be encrypted and waits. Please install a certificate for that name and turn STARTTLS on for incoming SMTP.`,
      ja: say`貴社のメール サーバー ${or('endpoint', '')} (ポート ${or('port', '25')}) で STARTTLS が提示されないため、当社からのメールを暗号化できず、配信が保留になっています。この名前の証明書をインストールし、受信 SMTP の STARTTLS を有効にしてください。`,
    },
    moreLabel: { en: 'Postfix and Exim', ja: 'Postfix と Exim の設定' },
    more: [
      {
        title: { en: 'Where it is turned on', ja: '有効にする場所' },
        why: {
          en: say`Postfix: ${code('smtpd_tls_chain_files')} and ${code('smtpd_tls_security_level = may')} in main.cf. Exim: ${code('tls_certificate')} and ${code('tls_advertise_hosts = *')}. Then reload.`,
          ja: say`Postfix は main.cf の ${code('smtpd_tls_chain_files')} と ${code('smtpd_tls_security_level = may')}、Exim は ${code('tls_certificate')} と ${code('tls_advertise_hosts = *')} です。設定後に再読み込みします。`,
        },
      },
    ],
  }),
});
