import { code, defineOpenRule, type EventClue, ems, open, or, say, shortName } from '../define.js';

const EVENTS = [36881, 36882, 36884, 36887, 36888];

// Alerts that name neither a certificate nor a version: 36887 came from the other side, 36888 from this server; 36881, 36882
// and 36884 are a program of this server that refused a certificate. Alone they say nothing about mail; the session of the
// same second does.
export default defineOpenRule({
  id: 'schannel-alert-needs-its-session',
  title: {
    en: 'TLS alert without the session that it belongs to',
    ja: 'TLS の警告だけで、該当する通信がわからない',
  },
  sources: ['RFC 8446', 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts'],
  reads: ['event'],
  events: EVENTS,
  explains: [],
  often: 'rare',
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', ({ id }) => EVENTS.includes(id));
    return event && isOpen(event) ? open({ server: event.computer && shortName(event.computer), value: nameOf(event) }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`TLS on ${or('server', 'this server')} ended with an alert: ${or('value', 'number not given')}. Any program may have caused it; only a mail session that failed in the same second tells whether it matters.`,
      ja: say`${or('server', 'このサーバー')} の TLS 通信が致命的な警告で終了しました (${or('value', '番号の記載なし')})。原因のプログラムはメールとは限りません。同じ時刻に失敗したメールの通信があるかどうかで判断できます。`,
    },
    decide: {
      why: {
        en: say`Windows PowerShell, on ${or('server', 'the server')}: the newest alerts, then failed handshakes of today's SMTP logs. Paste the whole output.`,
        ja: say`${or('server', 'サーバー')} の Windows PowerShell で実行し、出力をすべて貼り付けてください。最新の警告と、今日の SMTP ログでのハンドシェイクの失敗が表示されます。`,
      },
      run: ems`
        $log = @{ LogName='System'; ProviderName='Schannel' }
        Get-WinEvent $log -MaxEvents 10 | Format-List TimeCreated, Id, Message
        $dir = "$env:ExchangeInstallPath\TransportRoles\Logs"
        $day = (Get-Date).ToUniversalTime().ToString('yyyyMMdd')
        Get-ChildItem $dir -Recurse -Include "*$day*.log" |
          Where-Object FullName -match 'Smtp' |
          Select-String 'TLS negotiation failed' |
          Select-Object -Last 10 -ExpandProperty Line`,
    },
    outcomes: [
      {
        sees: { en: say`A line of the same second (logs are in UTC)`, ja: say`同じ時刻の行がある場合 (ログは UTC)` },
        means: {
          en: say`It names connector and peer, and the word after ${code('error')} names the cause. Paste it.`,
          ja: say`コネクタと相手がわかり、${code('error')} に続く語が原因を示します。その行を貼り付けてください。`,
        },
      },
      {
        sees: { en: say`None of that time`, ja: say`同じ時刻の行がない場合` },
        means: {
          en: say`Mail is not concerned: a browser, an agent or a scanner caused it. Single events can be ignored.`,
          ja: say`メールには関係しません。ブラウザー、エージェント、スキャナーなどによるもので、散発的であれば対処は不要です。`,
        },
      },
    ],
  }),
});

/** Alerts whose rules know more: versions and ciphers in both directions, certificates by who refused whose. */
const VERSIONS = [40, 70, 71];
const CERTIFICATES = [42, 43, 44, 45, 46, 48, 116];
const STATES = [1203, 1204, 1205];

function isOpen({ id, alert = 0, errorState = 0 }: EventClue): boolean {
  if (VERSIONS.includes(alert) || STATES.includes(errorState)) return false;
  if (id === 36887) return !CERTIFICATES.includes(alert);
  return !(alert === 10 && errorState === 0);
}

const NAMES = new Map([
  [10, 'unexpected message'],
  [20, 'bad record MAC'],
  [42, 'bad certificate'],
  [43, 'unsupported certificate'],
  [44, 'certificate revoked'],
  [45, 'certificate expired'],
  [46, 'certificate unknown'],
  [48, 'unknown CA'],
  [49, 'access denied'],
  [50, 'decode error'],
  [51, 'decrypt error'],
  [80, 'internal error'],
  [90, 'user canceled'],
  [100, 'no renegotiation'],
  [110, 'unsupported extension'],
  [112, 'unrecognized name'],
  [116, 'certificate required'],
]);
/** What was wrong with the certificate of the other side, in the words of the alerts. */
const REFUSALS = new Map([
  [36881, 'certificate expired or not yet valid'],
  [36882, NAMES.get(48)],
  [36884, 'name mismatch'],
]);
function nameOf({ id, alert }: EventClue): string | undefined {
  if (REFUSALS.has(id)) return REFUSALS.get(id);
  return alert === undefined ? undefined : [alert, NAMES.get(alert)].join(' ').trim();
}
