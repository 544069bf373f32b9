import type { KnownBlock } from '@slack/types';
import type { Locale } from '../model/rule.js';
import { context, type SlackMessage } from './blocks.js';
import { PHRASES } from './phrases.js';

/** Slack refuses a message of about 13,200 characters over all blocks, and more than 50 blocks. */
const MAX_CHARACTERS = 12_000;
const MAX_BLOCKS = 50;
const MAX_TEXT = 300;
const HEADER = 150;

/** Everything in a block that Slack draws: the values under `text`, wherever they stand. */
export function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + characters(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, one]) => sum + (name === 'text' && typeof one === 'string' ? [...one].length : characters(one)), 0);
}

/** Within Slack's limits: whole blocks behind the steps go first, with a word about it. Order is kept. */
export function fitSlack(reply: SlackMessage, locale: Locale): SlackMessage {
  const blocks = reply.blocks.map(fitHeader);
  const text = [...reply.text].slice(0, MAX_TEXT).join('');
  if (blocks.length <= MAX_BLOCKS && characters(blocks) <= MAX_CHARACTERS) return { ...reply, text, blocks };
  const tail = blocks.filter(({ type }) => type === 'actions').slice(-1);
  const room = MAX_CHARACTERS - characters(tail) - 200;
  const kept: KnownBlock[] = [];
  for (const block of blocks) {
    if (block.type === 'actions') continue;
    if (kept.length + tail.length >= MAX_BLOCKS - 1 || characters(kept) + characters(block) > room) break;
    kept.push(block);
  }
  return { ...reply, text, blocks: [...kept, ...tail, context(PHRASES.shortened[locale])] };
}

function fitHeader(block: KnownBlock): KnownBlock {
  if (block.type !== 'header') return block;
  return { ...block, text: { ...block.text, text: [...block.text.text].slice(0, HEADER).join('') } };
}
