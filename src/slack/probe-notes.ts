import type { Locale, PerLocale } from '../model/rule.js';
import { button, context, message, prose, richText, type SlackMessage } from '../renderers/blocks.js';

/** What a probe without a result says. Each is a sentence that stays true, and what the person can do. */
const TEXTS = {
  off: {
    en: 'This bot does not probe: its operator has not set up the worker. Probe from a computer of your own: npx exchange-tls probe mail.contoso.com',
    ja: 'このボットでは接続の確認を利用できません (ワーカーが未設定です)。手元のコンピューターで npx exchange-tls probe mail.contoso.com を実行してください。',
  },
  late: {
    en: 'The probe took too long and was stopped. The servers answer slowly or not at all; probe one of them alone, such as mail.contoso.com.',
    ja: '確認に時間がかかりすぎたため、中止しました。サーバーの応答が遅いか、応答がありません。mail.contoso.com のように、サーバーを 1 台だけ指定してください。',
  },
  interrupted: {
    en: 'The probe was interrupted, and its result is lost. It was not repeated by itself.',
    ja: '確認が中断され、結果は失われました。自動では再実行しません。',
  },
  store: {
    en: 'Nothing was probed: the bot cannot reach its memory, without which it might probe a server twice. Try again in a minute.',
    ja: '確認は実行していません。ボットが記録を参照できず、同じサーバーを二重に確認するおそれがあるためです。1 分後にもう一度試してください。',
  },
  user: {
    en: 'You have started 10 probes within a minute. Try again in a minute.',
    ja: '1 分間に 10 回の確認を実行しました。1 分後にもう一度試してください。',
  },
  team: {
    en: 'This workspace has started 30 probes within a minute. Try again in a minute.',
    ja: 'このワークスペースで、1 分間に 30 回の確認を実行しました。1 分後にもう一度試してください。',
  },
  target: {
    en: 'This target was probed 10 times within a minute; more would look like an attack. Try again in a minute.',
    ja: 'この宛先は 1 分間に 10 回確認しました。これ以上は攻撃と見なされるおそれがあります。1 分後にもう一度試してください。',
  },
  busy: {
    en: 'Three probes of this target are running at the moment. Try again in half a minute.',
    ja: 'この宛先は、現在 3 件の確認を実行中です。30 秒後にもう一度試してください。',
  },
  proberBusy: {
    en: 'The prober is busy. Try again in half a minute.',
    ja: 'プローバーが混み合っています。30 秒後にもう一度試してください。',
  },
  proberDenied: {
    en: 'The prober did not accept the secret of this bot. Its operator has to set PROBE_SECRET to the same value on both sides.',
    ja: 'プローバーがこのボットのシークレットを受け付けませんでした。ボットの管理者が、両方の PROBE_SECRET を同じ値に設定する必要があります。',
  },
  proberDown: {
    en: 'The prober cannot be reached, or does not answer in its form. The probed server is not the cause; tell the operator of the bot.',
    ja: 'プローバーに接続できないか、応答を読み取れません。確認先のサーバーが原因ではありません。ボットの管理者に連絡してください。',
  },
} satisfies Record<string, PerLocale<string>>;
export type ProbeNote = keyof typeof TEXTS;

const AGAIN: PerLocale<string> = { en: 'Try again', ja: 'もう一度試す' };
const STARTED: PerLocale<(target: string) => string> = {
  en: (target) => `Probing ${target}. The result follows here within 25 seconds.`,
  ja: (target) => `${target} を確認します。結果は 25 秒以内にこの下に表示します。`,
};
const WORKING: PerLocale<(target: string, done?: string) => string> = {
  en: (target, done) => `Probing ${target}${done === undefined ? '' : ` (${done} addresses)`}. The result will stand here within 25 seconds.`,
  ja: (target, done) => `${target} を確認しています${done === undefined ? '' : ` (${done} アドレス)`}。結果は 25 秒以内にここに表示します。`,
};
const NOT_STARTED: PerLocale<(id: string) => string> = {
  en: (id) =>
    `The probe could not be started, and nothing was probed. Try again in a minute; if it stays, tell the operator of the bot: request ${id}`,
  ja: (id) =>
    `確認を開始できませんでした。確認は実行していません。1 分後にもう一度試し、直らない場合は、ボットの管理者に次の番号を伝えてください: request ${id}`,
};

const line = (text: string): SlackMessage => message(text, [context(text)]);
const sentence = (text: string, ...more: SlackMessage['blocks']): SlackMessage => message(text, [richText(prose([{ text }])), ...more]);

/** The acknowledgement. A slash command's first line cannot be replaced, so it stays true beside the result. */
export const drawStarted = (target: string, locale: Locale): SlackMessage => line(STARTED[locale](target));
/** In place of a message whose button was pressed. */
export const drawWorking = (target: string, locale: Locale, done?: string): SlackMessage => line(WORKING[locale](target, done));
export const drawNotStarted = (locale: Locale, requestId: string): SlackMessage => sentence(NOT_STARTED[locale](requestId));
export const drawSentence = (text: string): SlackMessage => sentence(text);

/** A sentence in place of a result, with a button where trying again makes sense. `again`: what it carries. */
export function drawNote(name: ProbeNote, locale: Locale, again?: string): SlackMessage {
  const buttons = again === undefined ? [] : [{ type: 'actions' as const, elements: [button('probe', AGAIN[locale], again)] }];
  return sentence(TEXTS[name][locale], ...buttons);
}
