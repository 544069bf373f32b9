import type { Flat } from '../text/flat.js';

export type LabelKind = 'log' | 'source' | 'id' | 'computer' | 'xmlLabel' | 'other';
/** A label of an event entry; its value begins at `to`. */
export interface Label {
  readonly kind: LabelKind;
  readonly from: number;
  readonly to: number;
}

// Event Viewer of Windows 2000 to today, wevtutil, PowerShell, monitoring tools, blogs; in English, Japanese and the
// other languages of Windows Server. `other` labels only end the value of the label in front. Blanks, capitals and long
// vowel marks do not matter.
const WORDS: Readonly<Record<LabelKind, string>> = {
  xmlLabel: 'Event Xml, イベント XML, Ereignis-XML',
  log:
    'Log Name, Log File, ログの名前, ログ名, Protokollname, Journal, Nom du journal, Nombre de registro, Nome registro, Nome do Log, ' +
    '日志名称, 記錄檔名稱, 로그 이름, Имя журнала',
  source:
    'Source, Event Source, Source Name, Event Source Name, Provider Name, Provider, ソース, イベント ソース, イベントのソース, 送信元, ' +
    'Quelle, Ereignisquelle, Origen, Origine, Fonte, Origem, Bron, Zdroj, 来源, 來源, 事件来源, 원본, Источник',
  id:
    "Event ID, Event Identifier, Event Code, Instance ID, ID, イベント ID, イベントの ID, イベント コード, Ereignis-ID, Ereigniskennung, ID de l'événement, " +
    "ID d'événement, Id. del evento, Id. de evento, ID evento, Identificação do evento, Identificação de evento, ID do evento, Gebeurtenis-id, " +
    'ID události, 事件 ID, 事件識別碼, 이벤트 ID, Код события',
  computer:
    'Computer, Computer Name, Machine, Machine Name, コンピューター, コンピューター名, Ordinateur, Equipo, Computador, Počítač, 计算机, 電腦, 컴퓨터, Компьютер',
  other:
    'Category, Task Category, Event Category, Type, Event Type, Entry Type, Level, Level Display Name, Severity, Task, Keywords, Keyword, User, ' +
    'User Name, OpCode, Index, Category Number, Replacement Strings, More Information, Date, Date and Time, Logged, Time, Time Created, Time Generated, Time Written, Description, Message, カテゴリー, ' +
    'タスクのカテゴリー, タスク カテゴリー, イベント カテゴリー, 分類, レベル, 種類, イベントの種類, キーワード, ユーザー, ユーザー名, オペコード, 詳細情報, ' +
    'ログの日付, 日付, 時刻, 説明, メッセージ, Datum, Aufgabenkategorie, Ebene, Schlüsselwörter, Benutzer, Beschreibung, Catégorie de la tâche, Niveau, ' +
    'Mots clés, Utilisateur, Fecha, Categoría de la tarea, Nivel, Palabras clave, Usuario, Descripción, Data, Categoria attività, Livello, ' +
    'Parole chiave, Utente, Descrizione, Categoria da tarefa, Nível, Palavras-chave, Usuário, Descrição, 日期, 任务类别, 工作類別, 级别, 等級, ' +
    '关键字, 關鍵字, 用户, 使用者, 描述, 说明, 날짜, 작업 범주, 수준, 키워드, 사용자, 설명, Дата, Категория задачи, Уровень, Ключевые слова, ' +
    'Пользователь, Описание, 日付と時刻, Datum und Uhrzeit, Date et heure, Fecha y hora, Data e ora, Data e hora, 日期和时间, 日期和時間, ' +
    '날짜 및 시간, Дата и время',
};
const ORDER: readonly LabelKind[] = ['xmlLabel', 'log', 'source', 'id', 'computer', 'other'];

interface Word {
  readonly kind: LabelKind;
  /** Without its blanks and long vowel marks. */
  readonly word: string;
}

/** The labels by their last two letters, long ones first. */
const ENDINGS = new Map<string, Word[]>();
for (const kind of ORDER) {
  for (const word of WORDS[kind].replace(/[ ー]/g, '').toLowerCase().split(',')) {
    const alike = ENDINGS.get(word.slice(-2));
    if (alike) alike.push({ kind, word });
    else ENDINGS.set(word.slice(-2), [{ kind, word }]);
  }
}
for (const words of ENDINGS.values()) if (words.length > 1) words.sort((a, b) => b.word.length - a.word.length);

const KATAKANA = /[\u30A1-\u30FA]/;
const SYLLABLE = /[\u4E00-\u9FFF\uAC00-\uD7A3]/;
/** A log of so many labels has hundreds of events. */
const MOST = 5_000;
const DECORATION = ' *_`"';
const SEPARATOR = /[:=|]|\*\* /g;

/** Labels by what follows them: a colon, a table bar, `Name=value`, or the end of bold type (`** `). */
export function findLabels(flat: Flat): Label[] {
  const { text } = flat;
  const labels: Label[] = [];
  for (const { index, 0: separator } of text.matchAll(SEPARATOR)) {
    const label = labelBefore(flat, index);
    if (label && !text.startsWith('//', index + 1)) labels.push({ ...label, to: skip(text, index + separator.length) });
    if (labels.length >= MOST) break;
  }
  return labels;
}

/** Over the decoration between separator and value, six characters at most. */
function skip(text: string, from: number): number {
  let at = from;
  while (at < from + 6 && at < text.length && (DECORATION.includes(text.charAt(at)) || text.charAt(at) === '|')) at += 1;
  return at;
}

function labelBefore(flat: Flat, separator: number): Pick<Label, 'kind' | 'from'> | undefined {
  const { text } = flat;
  let end = separator;
  while (end > separator - 6 && end > 0 && DECORATION.includes(text.charAt(end - 1))) end -= 1;
  // Accelerator letters follow the label: `ソース(S):`.
  if (text.charAt(end - 1) === ')' && text.charAt(end - 3) === '(') end -= 3;
  return longestLabel(flat, end);
}

/** The longest known label that ends here. */
function longestLabel(flat: Flat, end: number): Pick<Label, 'kind' | 'from'> | undefined {
  const { lower } = flat;
  const last = letterBefore(lower, end);
  const words = ENDINGS.get(lower.charAt(letterBefore(lower, last)) + lower.charAt(last)) ?? [];
  for (const { kind, word } of words) {
    const from = startOf(lower, end, word);
    if (from !== undefined && isFree(flat, from, end)) return { kind, from };
  }
  return undefined;
}

/** The nearest character in front that is neither a blank nor a long vowel mark. */
function letterBefore(lower: string, place: number): number {
  let at = place - 1;
  while (at >= 0 && ' ー'.includes(lower.charAt(at))) at -= 1;
  return at;
}

/** Where the label begins, if it is the one that ends here. */
function startOf(lower: string, end: number, word: string): number | undefined {
  let at = end;
  for (let i = word.length - 1; i >= 0; i -= 1) {
    at = letterBefore(lower, at);
    if (lower.charAt(at) !== word.charAt(i)) return undefined;
  }
  return at;
}

/** The label is a word of its own. Values may be glued to the next label: `ApplicationSource:`. */
function isFree(flat: Flat, from: number, end: number): boolean {
  if (flat.startsLine(from)) return true;
  const before = flat.text.charAt(from - 1);
  const word = flat.text.slice(from, end);
  if (/^id$/i.test(word)) return /[*_`|"]/.test(before) || (word === 'Id' && flat.text.startsWith(' :', end));
  if (/[A-Za-z]/.test(before)) return /^(?:[A-Z][a-z]|[^A-Za-z])/.test(word);
  return !'-<'.includes(before) && ![KATAKANA, SYLLABLE].some((script) => script.test(before) && script.test(word));
}

let headings: ReadonlySet<string> | undefined;
/** The labels in one piece and their words. */
const headingWords = (): ReadonlySet<string> =>
  new Set(
    Object.values(WORDS)
      .flatMap((labels) => labels.toLowerCase().replaceAll('ー', '').split(', '))
      .flatMap((label) => [label.replaceAll(' ', ''), ...label.split(' ')]),
  );

/** The heading of a table of events: labels without values, in lower case. */
export function isHeading(line: string): boolean {
  const words =
    line
      .slice(0, 400)
      .replaceAll('ー', '')
      .match(/[^\s",|;*]{1,60}/g) ?? [];
  // Less than a heading, or a sentence.
  if (words.length < 3 || line.trimEnd().endsWith('.')) return false;
  const known = headings ?? headingWords();
  headings = known;
  return words.every((word) => known.has(word));
}
