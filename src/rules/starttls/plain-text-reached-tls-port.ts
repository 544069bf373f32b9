import { code, defineRule, type EventClue, ems, likely, or, say, shortName } from '../define.js';

// 36888 with alert 10 and state 1203: this server waited for TLS and got something else. It is noise of scanners and
// misdirected programs; a peer that refuses TLS shows as 36887, a lack of common ciphers as alert 40.
export default defineRule({
  id: 'plain-text-reached-tls-port',
  title: {
    en: 'Something that is not TLS reached a TLS port',
    ja: 'TLS のポートに TLS ではない通信が届いている',
  },
  sources: [
    'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn786445(v=ws.11)',
  ],
  reads: ['event'],
  events: [36888],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const event = evidence.first('event', isNoise);
    return event ? likely({ server: event.computer && shortName(event.computer) }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`A caller spoke plain text, mostly HTTP, to a TLS port of ${or('server', 'this server')}, and Windows ended the connection (alert 10). Mail that uses STARTTLS does not cause it; single events are harmless.`,
      ja: say`${or('server', 'このサーバー')} の TLS のポートに、HTTP などの平文で接続した相手がいます。Windows は接続を切断しました (警告コード 10)。STARTTLS を使うメールでは発生せず、散発的であれば問題ありません。`,
    },
    confirm: [
      {
        why: {
          en: say`Windows PowerShell, on ${or('server', 'the server')}: how often, and at which times. Compare them with failed mail.`,
          ja: say`${or('server', 'サーバー')} の Windows PowerShell で実行します。発生の頻度と時刻を、メールの失敗と比べます。`,
        },
        run: ems`
          $log = @{ LogName='System'; ProviderName='Schannel'; Id=36888 }
          Get-WinEvent $log -MaxEvents 200 |
            Group-Object { $_.TimeCreated.ToString('MM-dd HH') } | Format-Table Count, Name`,
      },
    ],
    fix: [
      {
        why: {
          en: say`No mail fails at those times: leave it. Every few seconds: a monitor or load balancer probes port 443, 465 or 993 without TLS. Change its probe to TLS.`,
          ja: say`同じ時刻にメールが失敗していなければ、対処は不要です。数秒おきに記録される場合は、監視ツールやロード バランサーがポート 443、465、993 を TLS なしで確認しています。TLS を使う確認方法に変更します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1 an hour later: ${code('Count')} has fallen.`,
          ja: say`1 時間後に手順 1 を実行し、${code('Count')} が減っていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more hint', ja: '補足 1 件' },
    more: [
      {
        title: { en: 'Who it is', ja: '接続元の調べ方' },
        why: {
          en: say`The event names no address. Look for callers of the same second in the receive protocol log, the IIS log or the firewall.`,
          ja: say`イベントには接続元が記録されません。同じ時刻の受信プロトコル ログ、IIS ログ、ファイアウォールのログで調べます。`,
        },
      },
    ],
  }),
});

const isNoise = ({ id, alert, errorState }: EventClue): boolean =>
  id === 36888 && (errorState === 1203 || (alert === 10 && errorState === undefined));
