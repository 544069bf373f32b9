import type { Locale } from '../model/rule.js';

/** What the worker is asked to do. It holds nothing that a person pasted: a host that passed the grammar, and ids. */
export interface Job {
  readonly kind: 'probe';
  /** In its plain spelling, with the port if one was named. */
  readonly target: string;
  readonly expect?: string | undefined;
  readonly locale: Locale;
  readonly user: string;
  readonly team: string;
  /** response_url. */
  readonly url: string;
  /** The same for each delivery of one command. */
  readonly once: string;
  /** The message and the button that were pressed: one probe at a time. The answer then replaces the message. */
  readonly pressed?: string | undefined;
  readonly requestId: string;
  /** When Slack was answered, in milliseconds since 1970. */
  readonly at: number;
}
