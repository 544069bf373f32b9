import type { KnownBlock } from '@slack/types';
import type { Locale } from '../model/rule.js';
import { context, type SlackMessage } from './blocks.js';
import { PHRASES } from './phrases.js';

/** Slack refuses a message of about 13,200 characters over all blocks, and more than 50 blocks. */
const MAX_CHARACTERS = 12_000;
const MAX_BLOCKS = 50;
const MAX_TEXT = 300;
const HEADER = 150;

/** Characters as Slack counts them: a surrogate pair is one. */
const lengthOf = (text: string): number => (/[\uD800-\uDBFF]/.test(text) ? [...text].length : text.length);

/** Everything in a block that Slack draws: the values under `text`, wherever they stand. */
export function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + characters(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, one]) => sum + (name === 'text' && typeof one === 'string' ? lengthOf(one) : characters(one)), 0);
}

/** Within Slack's limits: whole blocks go, the last steps first, with a word about it. Buttons and foot stay. */
export function fitSlack(reply: SlackMessage, locale: Locale): SlackMessage {
  const blocks = reply.blocks.map(fitHeader);
  const text = reply.text.length <= MAX_TEXT ? reply.text : [...reply.text].slice(0, MAX_TEXT).join('');
  // Nearly all replies are short, and their JSON is longer than what Slack counts of it.
  const isShort = JSON.stringify(blocks).length <= MAX_CHARACTERS || characters(blocks) <= MAX_CHARACTERS;
  if (blocks.length <= MAX_BLOCKS && isShort) return { ...reply, text, blocks };
  const tail = [
    context(PHRASES.shortened[locale]),
    ...blocks.filter(({ type }, i) => type === 'actions' || (type === 'context' && i === blocks.length - 1)),
  ];
  const kept: KnownBlock[] = [];
  let room = MAX_CHARACTERS - characters(tail);
  for (const block of blocks) {
    room -= characters(block);
    if (tail.includes(block) || kept.length + tail.length >= MAX_BLOCKS || room < 0) break;
    kept.push(block);
  }
  return { ...reply, text, blocks: [...kept, ...tail] };
}

function fitHeader(block: KnownBlock): KnownBlock {
  if (block.type !== 'header') return block;
  return { ...block, text: { ...block.text, text: [...block.text.text].slice(0, HEADER).join('') } };
}
