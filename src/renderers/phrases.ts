import type { Certainty, MailFate, PerLocale, Symptom } from '../model/rule.js';

/** The fixed words of a reply in both languages. What belongs to one fault stands in its rule. */
export const PHRASES = {
  likelyTitle: { en: 'Likely: ', ja: '' },
  between: { en: '  ·  ', ja: '  ·  ' },
  server: { en: (name: string) => `server ${name}`, ja: (name: string) => `サーバー ${name}` },
  also: { en: 'Also found: ', ja: 'ほかの障害: ' },
  andMore: { en: (count: number) => `and ${count} more`, ja: (count: number) => `ほか ${count} 件` },
  next: { en: 'Next fault', ja: '次の障害を表示' },
  /** Of a fault that lies with a person or an address. */
  noServerFault: { en: 'not a server fault', ja: 'サーバーの障害ではありません' },
  otherSide: { en: 'the cure is on the other side', ja: '対処が必要なのは相手側です' },
  todo: { en: 'What to do', ja: '対処' },
  less: {
    en: (steps: number) => (steps === 1 ? 'Back to step 1' : `Back to steps 1 to ${steps}`),
    ja: (steps: number) => (steps === 1 ? '手順 1 に戻る' : `手順 1 から ${steps} に戻る`),
  },
  share: { en: 'Share…', ja: '共有…' },
  shareLabel: { en: 'Share this answer in the channel', ja: 'この回答をチャンネルに共有する' },
  shareTitle: { en: 'Share in this channel?', ja: 'このチャンネルに共有しますか?' },
  shareText: {
    en: 'Everyone here will see the server names and the quoted lines.',
    ja: 'サーバー名と引用行が、チャンネルの全員に表示されます。',
  },
  shareYes: { en: 'Share', ja: '共有する' },
  shareNo: { en: 'Keep private', ja: '共有しない' },
  /** The other language, in its own language. */
  language: { en: '日本語', ja: 'English' },
  languageLabel: { en: 'Show this answer in Japanese', ja: 'この回答を英語で表示' },
  foot: {
    en: 'Slack may remove this answer later; share it to keep it. Your text was not stored.',
    ja: 'この回答は後で Slack から消えることがあります。貼り付けた内容は保存していません。',
  },
  cutNote: { en: 'Only the first 256 KB of your text were read.', ja: '先頭の 256 KB だけを読み取りました。' },
  maskedNote: { en: 'Passwords and keys in it were masked first.', ja: 'パスワードとキーは、最初に伏せ字にしました。' },
  shortened: { en: 'Shortened: Slack takes no longer answers.', ja: 'Slack の上限を超えるため、一部を省略しました。' },
  look: { en: 'Look.', ja: '確認' },
  lookOn: { en: ' Changes nothing. ', ja: ' (何も変更しません)。' },
  change: { en: 'Change.', ja: '変更' },
  changeOn: { en: ' ', ja: '。' },
  byHand: { en: 'By hand.', ja: '手作業' },
  check: { en: 'Check.', ja: '動作の確認' },
  checkOn: { en: ' ', ja: '。' },
  decides: { en: 'This decides.', ja: 'この確認で決まります' },
  decidesOn: { en: ' Changes nothing. ', ja: ' (何も変更しません)。' },
  undo: { en: (step: number) => `Undo step ${step}.`, ja: (step: number) => `手順 ${step} を元に戻す` },
  undoOn: { en: ' ', ja: '。' },
  afterSteps: {
    en: (steps: number) => (steps === 1 ? 'after step 1' : `after steps 1 to ${steps}`),
    ja: (steps: number) => (steps === 1 ? '手順 1 の後に' : `手順 1 から ${steps} の後に`),
  },
  missing: {
    en: 'The command is left out: it needs a name that your text does not hold. Paste the whole bounce.',
    ja: 'コマンドは表示しません。必要な名前が貼り付けた内容にないため、NDR の全文を貼り付けてください。',
  },
  unsafe: {
    en: 'The command is left out: a name in your text holds characters that are not safe to paste into a shell.',
    ja: 'コマンドは表示しません。貼り付けた名前に、シェルで安全に使えない文字が含まれています。',
  },
  relies: { en: 'The command is left out: it relies on the step above.', ja: 'コマンドは表示しません。前の手順の結果が必要です。' },
  nothingTitle: { en: 'No known fault in this text', ja: 'このテキストに既知の障害はない' },
  nothingStanding: {
    en: (read: number, all: number) => `This does not mean that all is well  ·  ${read} of ${all} lines understood`,
    ja: (read: number, all: number) => `正常であるとは限りません  ·  ${all} 行中 ${read} 行を読み取り済み`,
  },
  notUnderstood: {
    en: (count: number) => (count === 1 ? 'Not understood:' : `Not understood: ${count} lines, the first is`),
    ja: (count: number) => (count === 1 ? '読み取れなかった行:' : `読み取れなかった行は ${count} 行で、最初の行は次のとおりです。`),
  },
  /** The same where the line itself cannot be shown. */
  notUnderstoodCount: {
    en: (count: number) => (count === 1 ? 'Not understood: 1 line.' : `Not understood: ${count} lines.`),
    ja: (count: number) => `読み取れなかった行は ${count} 行です。`,
  },
  nothingText: {
    en: 'No known fault in this text. That does not mean that all is well. Paste the whole bounce, an event log entry or a queue error.',
    ja: '貼り付けられた内容に、既知の障害は見つかりません。正常であるとは限りません。NDR の全文、イベント、キューのエラーを貼り付けてください。',
  },
  allUnderstood: {
    en: 'Every line was read, and none of them names a fault known here.',
    ja: 'すべての行を読み取りましたが、既知の障害を示す行はありません。',
  },
  tellsMore: { en: 'One of these tells more', ja: '次のいずれかがあると判断できます' },
  wanted: {
    en: [
      'the whole bounce, with the line that starts with three digits such as 550',
      'an event log entry of MSExchangeTransport or MSExchangeFrontEndTransport',
      'the error of a queue that does not move; this lists them and changes nothing:',
    ],
    ja: [
      '配信不能レポート (NDR) の全文。550 など 3 桁の数字で始まる行を含めます',
      'MSExchangeTransport または MSExchangeFrontEndTransport のイベント',
      '止まっているキューのエラー。次のコマンドで表示できます (何も変更しません)',
    ],
  },
  wantedCommand: 'Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError',
  helpTitle: { en: 'Paste a mail error, get the cause and the commands', ja: 'エラーを貼り付けると、原因とコマンドを表示' },
  helpWays: { en: 'Three ways to ask:', ja: '使い方の例:' },
  helpExamples: {
    en: [
      '/exchange-tls 451 5.7.3 STARTTLS is required to send mail',
      '/exchange-tls Event ID: 12016 Source: MSExchangeTransport',
      '/exchange-tls 220 HYB01.contoso.com Microsoft ESMTP MAIL Service ready\n250-HYB01.contoso.com Hello\n250-SIZE\n250 CHUNKING',
    ],
    ja: [
      '/exchange-tls 451 5.7.3 STARTTLS is required to send mail',
      '/exchange-tls イベント ID: 12016 ソース: MSExchangeTransport',
      '/exchange-tls ja 220 HYB01.contoso.com Microsoft ESMTP MAIL Service ready\n250-HYB01.contoso.com Hello\n250-SIZE\n250 CHUNKING',
    ],
  },
  helpNotes: {
    en: [
      ['Read: ', 'bounces, event log, queue errors, SMTP sessions, PowerShell output. Paste all lines you have; together they tell more.'],
      ['Codes: ', '5.7.64, 12014 or TlsCertificateName alone is explained.'],
      ['Settings: ', 'collect gives a script that reads them all; paste what it prints.'],
      ['Servers: ', 'probe contoso.com calls the mail servers of a domain and checks their TLS.'],
      ['Language: ', 'the answer follows your text; begin with ja or en to choose.'],
    ],
    ja: [
      ['読み取れる内容: ', 'NDR、イベント ログ、キューのエラー、SMTP セッション、PowerShell の出力。まとめて貼り付けると、より正確に判断できます。'],
      ['コード: ', '5.7.64、12014、TlsCertificateName などを単独で入力すると、意味と原因を表示します。'],
      ['設定: ', 'collect と入力すると、設定をまとめて読み取るスクリプトを表示します。その出力を貼り付けてください。'],
      ['サーバー: ', 'probe contoso.com と入力すると、ドメインのメール サーバーに接続し、TLS を確認します。'],
      ['言語: ', '回答は貼り付けた内容の言語に合わせます。先頭に ja または en を付けて選ぶこともできます。'],
    ],
  },
  helpFoot: {
    en: 'Only you see the answers. Your text is not stored. The bot changes nothing: you run the commands.',
    ja: '回答は本人だけに表示されます。貼り付けた内容は保存しません。コマンドを実行するのは管理者で、ボットは何も変更しません。',
  },
  helpText: {
    en: 'Paste a mail error and get the cause and the commands. Type /exchange-tls followed by a bounce, an event, a queue error or an SMTP session.',
    ja: 'メールのエラーを貼り付けると、原因とコマンドを表示します。/exchange-tls に続けて、NDR、イベント、キューのエラー、SMTP セッションを貼り付けてください。',
  },
  collectTitle: { en: 'Script that reads all mail TLS settings', ja: 'メールの TLS 設定をまとめて読み取るスクリプト' },
  collectStanding: {
    en: 'Only reads, changes nothing  ·  Exchange 2013 to Subscription Edition',
    ja: '読み取りだけで何も変更しません  ·  Exchange 2013 から SE',
  },
  collectReads: { en: 'It reads, on every transport server:', ja: '各トランスポート サーバーから、次の情報を読み取ります。' },
  collectParts: {
    en: [
      'certificates: names, dates, services, thumbprints; never a private key',
      'receive and send connectors, the hybrid configuration, accepted domains',
      'the last error of up to five queues, and the latest certificate events (12012 to 12024)',
    ],
    ja: [
      '証明書の名前、期限、サービス、拇印 (秘密キーは含みません)',
      '受信コネクタと送信コネクタ、ハイブリッド構成、承認済みドメイン',
      'キュー (5 つまで) の最新のエラーと、証明書に関する最新のイベント (12012 から 12024)',
    ],
  },
  collectRun: {
    en: 'Run it in the Exchange Management Shell. The output, one line of JSON, is also in the clipboard afterwards:',
    ja: 'Exchange 管理シェルで実行します。出力は 1 行の JSON で、クリップボードにもコピーされます。',
  },
  collectFoot: {
    en: 'Paste the output behind /exchange-tls. Names of servers and domains are in it; passwords, keys and mail are not.',
    ja: '出力を /exchange-tls に続けて貼り付けてください。サーバー名とドメイン名を含みますが、パスワード、キー、メールは含みません。',
  },
  collectText: {
    en: 'A script for the Exchange Management Shell that reads all mail TLS settings and changes nothing. Paste its output behind /exchange-tls.',
    ja: 'メールの TLS 設定をまとめて読み取る、Exchange 管理シェル用のスクリプトです。何も変更しません。出力を /exchange-tls に続けて貼り付けてください。',
  },
  failTitle: { en: 'The bot failed, not your mail system', ja: 'メール システムではなく、ボットの障害' },
  failStanding: { en: 'Your text was not diagnosed and not stored', ja: '貼り付けた内容は診断も保存もしていません' },
  failBody: {
    en: 'Try once more. If it fails again, give this line to the operator of the bot:',
    ja: 'もう一度試してください。再び失敗する場合は、次の行をボットの管理者に伝えてください。',
  },
  failText: {
    en: 'The bot failed; your mail system is not the cause. Your text was not diagnosed. Try again; if it fails again, give the request id in the message to the operator of this bot.',
    ja: 'ボットの障害です。メール システムが原因ではありません。診断は行われていません。もう一度試し、再び失敗する場合は、要求 ID をボットの管理者に伝えてください。',
  },
} as const;

/** One to three sentences in place of the blocks, of our own words only. `steps` may be open: then one test follows. */
export const SUMMARY = {
  steps: {
    en: (steps: number) => (steps === 1 ? 'One step follows.' : `${steps} steps follow.`),
    ja: (steps: number) => `手順は ${steps} つです。`,
  },
  decides: { en: 'One test, which changes nothing, decides.', ja: '何も変更しない確認 1 つで判別できます。' },
} as const;

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** How sure it is, as the first word of the standing line. */
export const STANDING: Record<Certainty, PerLocale<(outcomes: number) => string>> = {
  certain: { en: () => 'Certain', ja: () => '確定' },
  likely: { en: () => 'Likely', ja: () => '可能性が高い' },
  open: {
    en: (outcomes) => `Fault certain, cause open${outcomes > 1 ? `: ${NUMBERS[outcomes] ?? outcomes} are likely` : ''}`,
    ja: (outcomes) => `障害は確定、原因は${outcomes > 1 ? ` ${outcomes} つの${outcomes === 2 ? 'どちらか' : 'いずれか'}` : '未確定'}`,
  },
};

/** What happens to the mail meanwhile. */
export const FATE: Record<MailFate, PerLocale<string>> = {
  held: { en: 'mail is held and retried, not lost', ja: 'メールは再試行中で、失われていません' },
  waits: { en: 'mail waits and is not lost', ja: 'メールはキューで待機していて、失われていません' },
  refused: { en: 'final: not retried', ja: '恒久的なエラー: 再試行されません' },
  unaffected: { en: 'no mail is affected yet', ja: 'メールへの影響はまだありません' },
  unknown: { en: '', ja: '' },
};

/** "event 12014 and reply 5.7.3". */
export const symptomList: PerLocale<(symptoms: readonly Symptom[]) => string> = {
  en: (symptoms) =>
    `explains ${joined(
      symptoms.map((one) => ('event' in one ? `event ${one.event}` : `reply ${one.reply}`)),
      ', ',
      ' and ',
    )}`,
  ja: (symptoms) =>
    `${joined(
      symptoms.map((one) => ('event' in one ? `イベント ${one.event}` : `応答 ${one.reply}`)),
      '、',
      ' と',
    )} の原因`,
};

const joined = (words: readonly string[], comma: string, last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(comma)}${last}${words.at(-1) ?? ''}`;

/** Words of the terminal only. */
export const TERMINAL = {
  certainty: {
    certain: { en: 'CERTAIN', ja: '確定' },
    likely: { en: 'LIKELY', ja: '可能性が高い' },
    open: { en: 'CAUSE OPEN', ja: '原因は未確定' },
  },
  semicolon: { en: '; ', ja: '。' },
  hints: { en: ['Why: --explain', 'Japanese: --locale ja'], ja: ['判断の理由: --explain', '英語: --locale en'] },
} as const;
