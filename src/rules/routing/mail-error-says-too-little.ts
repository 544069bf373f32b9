import { code, defineOpenRule, type EventClue, ems, mentions, open, say } from '../define.js';

// The last resort: something of the mail system failed for certain, and no other rule knows why.
export default defineOpenRule({
  id: 'mail-error-says-too-little',
  title: {
    en: 'Mail error whose cause is not recognised',
    ja: 'メールのエラーの原因を特定できない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
  ],
  reads: ['error', 'event'],
  explains: [],
  fallback: 'last',
  mail: 'unknown',

  match(evidence) {
    const event = evidence.first('event', isCut);
    const error = evidence.first(
      'error',
      ({ cmdlet }) => cmdlet !== undefined && mentions(cmdlet, 'Exchange', 'Connector', 'Transport', 'Queue', 'Mail', 'Hybrid'),
    );
    const clue = event ?? error;
    const value = event?.id.toString() ?? error?.cmdlet;
    return clue && value ? open({ value }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The text reports a failure (${'value'}), but no known cause fits its words. Often the line that names the reason was left out.`,
      ja: say`エラー (${'value'}) が発生していますが、この内容だけでは原因を判断できません。理由を示す行が欠けている可能性があります。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on the server that sends or receives the mail. Paste the whole output.`,
        ja: say`メールを送受信するサーバーの Exchange 管理シェルで実行し、出力をすべて貼り付けてください。`,
      },
      run: ems`
        Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError
        $log = @{ LogName='Application'; Level=2,3 }
        $log.ProviderName = 'MSExchange*Transport'
        Get-WinEvent -FilterHashtable $log -MaxEvents 5 -ErrorAction Ignore |
          Format-List TimeCreated, ProviderName, MachineName, Id, Message`,
    },
    outcomes: [
      {
        sees: { en: say`A returned message`, ja: say`NDR が届いている場合` },
        means: {
          en: say`Paste the part "Diagnostic information for administrators", down to its last line.`,
          ja: say`「管理者向けの診断情報」を最後の行まで貼り付けてください。`,
        },
      },
      {
        sees: { en: say`A cmdlet or a script failed`, ja: say`コマンドやスクリプトのエラーの場合` },
        means: {
          en: say`Run the cmdlet itself in the shell and paste its whole message; ${code('$Error[0]')} shows it again.`,
          ja: say`シェルでコマンドレットを直接実行し、メッセージ全体を貼り付けてください。${code('$Error[0]')} で再表示できます。`,
        },
      },
    ],
  }),
});

/** Half an event. 12014 names a connector and a certificate; without them no other rule can read it either. */
const isCut = ({ id, cut, source }: EventClue): boolean =>
  (cut === true || id === 12014) && (source === undefined || source.startsWith('MSExchange'));
