import * as z from 'zod';
import { LOCALES } from '../model/rule.js';

const quote = z.strictObject({ quote: z.string(), line: z.int().min(1) });
const look = z.strictObject({ why: z.string(), run: z.string().optional() });

/** The answer of `diagnose --json`, version 1. Fields are added, never renamed or removed, within a version. */
export const diagnosisJson = z.strictObject({
  version: z.literal(1),
  locale: z.enum(LOCALES),
  /** In order of rank; empty when nothing is wrong. */
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      certainty: z.enum(['certain', 'likely']),
      title: z.string(),
      cause: z.string(),
      facts: z.record(z.string(), z.string()),
      because: z.array(quote),
      /** Commands that only read. */
      confirm: z.array(look),
      /** Without `run` the step is done by hand. */
      fix: z.array(
        z.strictObject({
          why: z.string(),
          run: z.string().optional(),
          changes: z.string(),
          keep: z.string().optional(),
          undo: z.string().optional(),
        }),
      ),
      verify: z.array(look),
      more: z.array(z.strictObject({ title: z.string(), why: z.string(), run: z.string().optional() })),
      explains: z.array(z.string()),
      sources: z.array(z.string()),
    }),
  ),
  /** What was read out of the text, in its order: the kind, the line, and the values of the kind by name. */
  clues: z.array(z.looseObject({ kind: z.string(), line: z.int().min(1) })),
  /** Lines that nobody could read. */
  unread: z.array(quote),
});
export type DiagnosisJson = z.infer<typeof diagnosisJson>;
