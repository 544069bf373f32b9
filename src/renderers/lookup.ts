import type { Lookup } from '../model/lookup.js';
import { isRegistered } from '../model/registry.js';
import { type Ems, isHelpdesk, isOpen, type Locale, type Rule, type Say } from '../model/rule.js';
import { fillCommand, fillProse, type Run } from './fill.js';

/** A look-up without layout, in one language. */
export interface LookupParts {
  readonly title: string;
  readonly standing: string;
  readonly body: readonly Run[];
  /** The causes, each with what tells it from the others. */
  readonly items: readonly (readonly Run[])[];
  /** How many more there are. */
  readonly left?: string | undefined;
  /** The command that decides between them. */
  readonly step?: { readonly head: string; readonly prose: readonly Run[]; readonly command: string } | undefined;
  readonly foot: string;
  /** For notifications and screen readers. */
  readonly summary: string;
}

const MOST_ITEMS = 8;

const PHRASES = {
  causes: {
    en: (name: string, count: number) => `${name}: ${count === 1 ? 'one cause is' : `${count} causes are`} known`,
    ja: (name: string, count: number) => `${name}: 既知の原因が ${count} 件ある`,
  },
  glossary: { en: (name: string) => `${name}: what it is`, ja: (name: string) => `${name}: 用語の説明` },
  noCause: { en: (name: string) => `${name}: only its standard meaning is known`, ja: (name: string) => `${name}: 標準の意味だけがわかっている` },
  transient: { en: 'temporary, the sender tries again', ja: '一時的なエラー、再試行されます' },
  success: { en: 'success or an intermediate answer, no error', ja: '正常または途中の応答、エラーではありません' },
  permanent: { en: 'final, not retried', ja: '恒久的なエラー、再試行されません' },
  place: {
    event: { en: 'event log of Windows', ja: 'Windows のイベント ログ' },
    article: { en: 'Microsoft article', ja: 'Microsoft の技術情報' },
    word: { en: 'Exchange, SMTP and TLS', ja: 'Exchange、SMTP、TLS の用語' },
  },
  standard: {
    en: (words: string) => `By the standard it means: ${words}. `,
    ja: (words: string) => `標準では「${words}」という意味です。`,
  },
  subject: {
    en: (words: string) => `No standard has this code; its second number means: ${words}. `,
    ja: (words: string) => `標準で定義されたコードではありません。2 番目の数字は「${words}」を示します。`,
  },
  list: { en: 'Possible causes:', ja: '考えられる原因は次のとおりです。' },
  ranked: { en: 'Possible causes, the more frequent ones first:', ja: '考えられる原因は次のとおりです (多い順)。' },
  nearest: {
    en: (name: string) => `The word itself is not known; the one spelled most like it is ${name}. `,
    ja: (name: string) => `入力された語は見つかりません。最も近い語は ${name} です。`,
  },
  related: { en: 'Faults that have to do with it:', ja: '関連する障害は次のとおりです。' },
  inText: { en: ' in the text', ja: ' が文面にある場合' },
  more: { en: (count: number) => `and ${count} more`, ja: (count: number) => `ほか ${count} 件` },
  unknown: {
    en: 'No product is known here that gives it a meaning of its own. The words after it decide.',
    ja: 'このコードに独自の意味を持たせている製品の情報はありません。コードに続く文面で判断します。',
  },
  accepted: { en: 'Nothing is wrong here. An error stands in a later reply.', ja: 'この応答は正常です。エラーがある場合は、後の応答に示されます。' },
  decide: { en: 'Tell them apart.', ja: '見分け方' },
  first: { en: 'The most frequent one first.', ja: '最も多い原因の確認' },
  paste: { en: 'Paste this.', ja: '貼り付ける情報' },
  inEvents: {
    en: 'Windows PowerShell, on the server that logged it: what stands in the event tells the causes apart.',
    ja: 'イベントを記録したサーバーの Windows PowerShell で実行します。イベントの文面から原因がわかります。',
  },
  inQueues: {
    en: 'Exchange Management Shell, if your Exchange server sends: the words after the code tell the causes apart.',
    ja: '送信側が Exchange サーバーの場合、Exchange 管理シェルで実行します。コードに続く文面から原因がわかります。',
  },
  look: { en: 'Look.', ja: '確認' },
  lookOn: { en: ' Changes nothing. ', ja: ' (何も変更しません)。' },
  foot: {
    en: 'Paste the whole bounce, event or session: you get the one cause, and commands with your own names.',
    ja: 'NDR、イベント、セッションの全文を貼り付けると、原因を 1 つに絞り、実際の名前を入れたコマンドを表示します。',
  },
  footHelpdesk: {
    en: 'Paste the whole bounce, event or session: you get what to do, and a text to send on.',
    ja: 'NDR、イベント、セッションの全文を貼り付けると、対処と相手に送る文面を表示します。',
  },
} as const;

/** A look-up in words: what the code means, its causes in order, and the command that decides. */
export function composeLookup(lookup: Lookup, locale: Locale): LookupParts {
  const fault = faultOf(lookup);
  const sole = fault ? undefined : soleOf(lookup);
  const causes = lookup.rules.filter((rule) => rule !== fault);
  const title = titleOf(lookup, fault ?? sole, locale);
  const { body, items, left } = sole ? single(lookup, sole, locale) : listed(lookup, causes, locale);
  const head = causes.length === 1 ? 'look' : fault ? 'decide' : 'first';
  const foot = PHRASES[sole && isHelpdesk(sole.text()) ? 'footHelpdesk' : 'foot'][locale];
  return {
    title,
    standing: standingOf(lookup, locale),
    body,
    items,
    left,
    step: stepOf(fault ?? sole ?? usualOf(lookup), head, locale) ?? pasteOf(lookup, locale),
    foot,
    summary: summaryOf(title, foot, locale),
  };
}

/** A glossary says what it is; a code has only what its standard says. */
const isExplained = ({ term, meaning }: Lookup): boolean => meaning !== undefined && (term.kind === 'word' || term.kind === 'event');

/** One open rule among several names the fault itself; the rules beside it are its causes. */
function faultOf(lookup: Lookup): Rule | undefined {
  const { term, rules } = lookup;
  if (rules.length < 2 || isExplained(lookup) || (term.kind !== 'status' && term.kind !== 'event')) return undefined;
  const open = rules.filter((rule) => isOpen(rule.text()));
  const [only, ...others] = open.length > 1 ? open.filter(({ fallback }) => fallback !== undefined) : open;
  // A rule that needs words of its own has nothing but the code in common with the others.
  return others.length === 0 && only?.words === undefined ? only : undefined;
}

/** The only rule, unless its words alone tell it: then the code has other meanings as well. */
function soleOf(lookup: Lookup): Rule | undefined {
  const { term, rules } = lookup;
  const [only, ...others] = rules;
  if (!only || others.length > 0 || isExplained(lookup)) return undefined;
  return only.needsWords && term.kind === 'status' && isRegistered(term.code) ? undefined : only;
}

/** The rule that is the cause more often than all others. */
function usualOf(lookup: Lookup): Rule | undefined {
  const [usual, ...others] = lookup.rules.filter(({ often }) => often === 'usual');
  return others.length > 0 || lookup.term.kind !== 'status' ? undefined : usual;
}

function titleOf(lookup: Lookup, one: Rule | undefined, locale: Locale): string {
  const { name, rules } = lookup;
  if (isExplained(lookup)) return PHRASES.glossary[locale](name);
  if (one) return `${name}: ${one.title[locale]}`;
  return rules.length === 0 ? PHRASES.noCause[locale](name) : PHRASES.causes[locale](name, rules.length);
}

const CLASSES: Readonly<Record<string, 'transient' | 'permanent'>> = { '4': 'transient', '5': 'permanent' };
const isSuccess = ({ term }: Lookup): boolean => (term.kind === 'status' || term.kind === 'reply') && !(term.code.charAt(0) in CLASSES);

function standingOf({ term }: Lookup, locale: Locale): string {
  if (term.kind === 'status' || term.kind === 'reply') return PHRASES[CLASSES[term.code.charAt(0)] ?? 'success'][locale];
  return PHRASES.place[term.kind][locale];
}

type Listing = Pick<LookupParts, 'body' | 'items' | 'left'>;

/** The only cause: why, if that can be said without names. */
function single(lookup: Lookup, rule: Rule, locale: Locale): Listing {
  const cause = withoutAsides(rule.text().cause[locale]);
  if (!isWhole(cause)) return listed(lookup, [rule], locale);
  const { term } = lookup;
  // What its product means by it counts; a standard that does not know the code adds nothing.
  const standard = term.kind === 'status' && !isRegistered(term.code) ? '' : standardOf(lookup, locale).trim();
  return { body: [...fillProse(cause, {}), { text: standard && (locale === 'en' ? ' ' : '') + standard }], items: [] };
}

/** A value in brackets, such as "(hours left: 12)", is known only of a paste. */
function withoutAsides({ pieces, ...say }: Say): Say {
  const kept = [...pieces];
  for (let i = kept.length - 2; i > 0; i--) {
    const [before, blank, after] = kept.slice(i - 1);
    if (typeof before !== 'string' || typeof after !== 'string' || typeof blank !== 'object' || 'mark' in blank) continue;
    const [open, close] = [/ ?\([^()]*$/.exec(before), /^[^()]*\)/.exec(after)];
    if (open && close) kept.splice(i - 1, 3, before.slice(0, open.index) + after.slice(close[0].length));
  }
  return { ...say, pieces: kept };
}

/** A product may give a code a meaning of its own; what the registry says stands beside it. */
function standardOf({ term, meaning }: Lookup, locale: Locale): string {
  if (!meaning) return '';
  return PHRASES[term.kind === 'status' && !isRegistered(term.code) ? 'subject' : 'standard'][locale](meaning[locale]);
}

function listed(lookup: Lookup, causes: readonly Rule[], locale: Locale): Listing {
  const items = causes.slice(0, MOST_ITEMS).map((rule) => itemOf(rule, locale));
  const rest = causes.length - items.length;
  const left = rest > 0 ? PHRASES.more[locale](rest) : undefined;
  if (isExplained(lookup)) return { body: wordBody(lookup, items.length > 0, locale), items, left };
  const lead = isSuccess(lookup)
    ? 'accepted'
    : items.length === 0
      ? 'unknown'
      : causes.length > 1 && causes.some(({ often }) => often)
        ? 'ranked'
        : 'list';
  return { body: [{ text: standardOf(lookup, locale) + PHRASES[lead][locale] }], items, left };
}

function wordBody({ name, meaning, isNearest }: Lookup, related: boolean, locale: Locale): Run[] {
  const gap = locale === 'en' ? ' ' : '';
  const nearest = isNearest ? [{ text: PHRASES.nearest[locale](name) }] : [];
  return [...nearest, { text: meaning?.[locale] ?? '' }, ...(related ? [{ text: gap + PHRASES.related[locale] }] : [])];
}

function itemOf({ title, words }: Rule, locale: Locale): Run[] {
  const [word] = words ?? [];
  if (word === undefined) return [{ text: title[locale], style: 'bold' }];
  return [{ text: title[locale], style: 'bold' }, { text: ': ' }, { text: word, style: 'code' }, { text: PHRASES.inText[locale] }];
}

/** The first command of a rule that needs no name of the paste. */
function stepOf(rule: Rule | undefined, head: 'look' | 'decide' | 'first', locale: Locale): LookupParts['step'] {
  const text = rule?.text();
  if (!text || isHelpdesk(text)) return undefined;
  const look = isOpen(text) ? text.decide : text.confirm[0];
  if (!isWhole(look.why[locale]) || !isWhole(look.run)) return undefined;
  const command = fillCommand(look.run, {});
  if ('refused' in command) return undefined;
  return { head: PHRASES[head][locale], prose: [{ text: PHRASES.lookOn[locale] }, ...fillProse(look.why[locale], {})], command: command.text };
}

/** The command that prints the text behind a bare number: paste what it shows. */
function pasteOf(lookup: Lookup, locale: Locale): LookupParts['step'] {
  const { term, rules } = lookup;
  const [words, command] =
    term.kind === 'event' && term.inside === undefined && rules.length > 1
      ? (['inEvents', eventsOf(term.id)] as const)
      : standingOf(lookup, locale) === PHRASES.transient[locale] && soleOf(lookup) === undefined
        ? (['inQueues', 'Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError'] as const)
        : [];
  if (!words) return undefined;
  return { head: PHRASES.paste[locale], prose: [{ text: PHRASES.lookOn[locale] }, { text: PHRASES[words][locale] }], command };
}

/** Schannel writes into the System log. */
const eventsOf = (id: number): string =>
  `Get-WinEvent @{ LogName='${id > 36000 ? 'System' : 'Application'}'; Id=${id} } -MaxEvents 3 |\n  Format-List TimeCreated, ProviderName, Message`;

/** No blank is left empty where no fact is known. */
const isWhole = (template: Say | Ems): boolean =>
  template.pieces.every((piece) => typeof piece === 'string' || 'mark' in piece || (piece.otherwise !== undefined && !piece.meaning));

const summaryOf = (title: string, foot: string, locale: Locale): string =>
  `${title}${locale === 'en' ? '. ' : '。'}${foot}`.replaceAll(/[<>&*_`~]/g, ' ');
