// What Slack accepts in a message. Where its true border is not documented the smaller figure stands, so that a
// reply that passes here passes there. Keys that Slack does not know are refused, as Slack does in blocks.
import * as z from 'zod';
import { LIMITS } from './figures.js';

/** Slack counts code points, not UTF-16 units. */
const points = (text: string): number => [...text].length;

const words = (most: number) =>
  z
    .string()
    .refine((text) => points(text) > 0, 'must not be empty')
    .refine((text) => points(text) <= most, `must have at most ${most} characters`);

const plainText = (most: number) => z.strictObject({ type: z.literal('plain_text'), text: words(most), emoji: z.boolean().optional() });
const markText = (most: number) => z.strictObject({ type: z.literal('mrkdwn'), text: words(most), verbatim: z.boolean().optional() });
const anyText = (most: number) => z.discriminatedUnion('type', [plainText(most), markText(most)]);
const blockId = words(255).optional();

// --- buttons
const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});
const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: words(255),
  value: words(2_000).optional(),
  url: words(3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: words(75).optional(),
  confirm: confirm.optional(),
});

// --- rich text
const style = z.strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() }).partial().optional();
const richText = z.strictObject({ type: z.literal('text'), text: z.string().min(1, 'must not be empty'), style });
const richLink = z.strictObject({ type: z.literal('link'), url: words(3_000), text: z.string().optional(), unsafe: z.boolean().optional(), style });
const richUser = z.strictObject({ type: z.literal('user'), user_id: words(255), style });
const inline = z.discriminatedUnion('type', [richText, richLink, richUser]);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });
const border = z.union([z.literal(0), z.literal(1)]).optional();
const rich = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(z.discriminatedUnion('type', [richText, richLink])), border }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section).min(1),
    indent: z.number().int().min(0).max(8).optional(),
    offset: z.number().int().min(0).optional(),
    border,
  }),
]);
const richBlock = z.strictObject({ type: z.literal('rich_text'), elements: z.array(rich).min(1), block_id: blockId });

// --- blocks
const cell = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('raw_text'), text: words(10_000) }), richBlock]);
const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() }))
    .max(20)
    .optional(),
  block_id: blockId,
});
const sectionBlock = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    expand: z.boolean().optional(),
    block_id: blockId,
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'needs text or fields');
const actions = z
  .strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25), block_id: blockId })
  .refine(({ elements }) => new Set(elements.map((element) => element.action_id)).size === elements.length, 'has the same action_id twice');
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150), block_id: blockId }),
  z.strictObject({ type: z.literal('context'), elements: z.array(anyText(3_000)).min(1).max(10), block_id: blockId }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  sectionBlock,
  richBlock,
  actions,
  table,
]);

const messageSchema = z
  .object({
    response_type: z.enum(['ephemeral', 'in_channel']).optional(),
    text: z
      .string()
      .refine((text) => points(text) <= LIMITS.fallback, `must have at most ${LIMITS.fallback} characters`)
      .optional(),
    blocks: z.array(block).max(LIMITS.blocks, `a message has at most ${LIMITS.blocks} blocks`).optional(),
    replace_original: z.boolean().optional(),
    delete_original: z.boolean().optional(),
    unfurl_links: z.boolean().optional(),
    unfurl_media: z.boolean().optional(),
  })
  .superRefine(({ blocks, text, delete_original }, { addIssue }) => {
    const say = (message: string) => addIssue({ code: 'custom', message });
    const ids = (blocks ?? []).flatMap(({ block_id }) => block_id ?? []);
    if (!text && !blocks?.length && !delete_original) say('no_text: a message needs text or blocks');
    if (new Set(ids).size < ids.length) say('two blocks have the same block_id');
    if ((blocks ?? []).filter(({ type }) => type === 'table').length > 1) say('only_one_table_allowed: a message has at most one table');
    if (countCharacters(blocks) > LIMITS.characters) say(`msg_blocks_too_long: all blocks together have more than ${LIMITS.characters} characters`);
  });

export type Message = z.infer<typeof messageSchema>;
export type Block = NonNullable<Message['blocks']>[number];
export type Button = z.infer<typeof button>;
export type Confirm = z.infer<typeof confirm>;
export type Rich = z.infer<typeof rich>;
export type Inline = z.infer<typeof inline>;
export type Cell = z.infer<typeof cell>;

export type Checked = { readonly message: Message } | { readonly problems: readonly string[] };

/** The message, or all that Slack would refuse it for, each with its place. */
export function checkMessage(value: unknown): Checked {
  const result = messageSchema.safeParse(value);
  return result.success ? { message: result.data } : { problems: result.error.issues.map(({ path, message }) => `${place(path)}: ${message}`) };
}

const place = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '') || 'message';

/** All characters of the visible text in blocks, whatever the blocks are: this must also count what is refused. */
export function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countCharacters(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? points(item) : countCharacters(item)),
    0,
  );
}
