import { defineOpenRule, ems, open, or, type SessionClue, say, shortName } from '../define.js';

// Localhost reaches the connector whose RemoteIPRanges fit 127.0.0.1 or ::1, mostly Default Frontend. A relay connector
// with a narrower range and without TLS, and a device that inspects SMTP, look the same from outside.
export default defineOpenRule({
  id: 'starttls-is-offered-on-the-server-only',
  title: {
    en: 'STARTTLS is offered on the server itself, but not outside',
    ja: 'STARTTLS がサーバー上だけで提示されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    'https://learn.microsoft.com/troubleshoot/exchange/mailflow/cannot-send-receive-email-behind-cisco-firewall',
  ],
  reads: ['session'],
  explains: ['receive-connector-does-not-offer-starttls', 'starttls-required-but-not-offered', 'hybrid-server-withholds-starttls'],
  mail: 'held',

  match(evidence) {
    const inside = evidence.first('session', ({ local, startTls }) => local && startTls === true);
    const outside = inside && evidence.first('session', (one) => !one.local && one.startTls === false && mayBeSame(inside, one));
    if (!inside || !outside) return null;
    // What it calls itself may be a public name, by which the shell knows no server.
    return open({ clientIp: outside.clientIp }, [outside, inside]);
  },

  text: () => ({
    cause: {
      en: say`Exchange can do TLS: it lists STARTTLS to itself. From outside it is missing: another receive connector answers there, or a device on the path takes it out. Senders that insist on TLS hold their mail.`,
      ja: say`サーバー上では STARTTLS が提示されるため、TLS 自体は使用できます。外部からの接続では、別の受信コネクタが応答しているか、経路上の機器が取り除いています。TLS を必須とする送信側は再試行しています。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server itself: which connectors claim the address ${or('clientIp', 'of the client outside')}. The narrowest range answers.`,
        ja: say`そのサーバーの Exchange 管理シェルで、外部の接続元 (${or('clientIp', 'その IP アドレス')}) を対象とするコネクタを調べます。最も狭い範囲のコネクタが応答します。`,
      },
      run: ems`
        Get-ReceiveConnector -Server $env:COMPUTERNAME |
          Where-Object { $_.Bindings -like '*:25' } |
          Format-List Identity, Enabled, Bindings, RemoteIPRanges, AuthMechanism`,
    },
    outcomes: [
      {
        sees: {
          en: say`Another connector than Default Frontend holds that address`,
          ja: say`Default Frontend 以外のコネクタにそのアドレスがある場合`,
        },
        means: {
          en: say`It answers, and its AuthMechanism lacks Tls. Take the address out of its RemoteIPRanges.`,
          ja: say`そのコネクタが応答しており、AuthMechanism に Tls がありません。RemoteIPRanges からそのアドレスを外します。`,
        },
      },
      {
        sees: { en: say`Only Default Frontend does`, ja: say`Default Frontend だけの場合` },
        means: {
          en: say`A firewall or gateway removes STARTTLS: turn off its SMTP inspection for this path. Exchange needs no change.`,
          ja: say`ファイアウォールかゲートウェイが取り除いています。この経路の SMTP 検査を無効にします。Exchange は変更しません。`,
        },
      },
      {
        sees: { en: say`It holds the firewall's own address`, ja: say`ファイアウォール自身のアドレスが含まれている場合` },
        means: {
          en: say`The firewall hides the senders (source NAT), so all of them get that connector. Stop it for port 25.`,
          ja: say`送信元 NAT で接続元が隠れ、すべての接続にそのコネクタが応答しています。ポート 25 の送信元 NAT をやめます。`,
        },
      },
    ],
  }),
});

/** Two sessions that name different servers prove nothing. */
const mayBeSame = (a: SessionClue, b: SessionClue): boolean =>
  a.host === undefined || b.host === undefined || shortName(a.host).toLowerCase() === shortName(b.host).toLowerCase();
