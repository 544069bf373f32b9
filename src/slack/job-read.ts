import * as z from 'zod/mini';
import { LOCALES } from '../model/rule.js';
import type { Job } from './job.js';

const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const form = z.strictObject({
  kind: z.literal('probe'),
  target: text(270),
  expect: z.optional(text(253)),
  locale: z.enum(LOCALES),
  user: z.string().check(z.regex(/^[A-Z0-9]{1,24}$/)),
  team: z.string().check(z.regex(/^[A-Z0-9]{0,24}$/)),
  url: text(500),
  once: text(300),
  pressed: z.optional(text(300)),
  requestId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  at: z.int(),
});

/** A job as the Slack function writes it; undefined for any other event. */
export function readJob(event: unknown): Job | undefined {
  const read = form.safeParse(event);
  return read.success ? read.data : undefined;
}
