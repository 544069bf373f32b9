import type { Message } from './limits.js';

/** How a request goes to the handlers: as text over HTTP, or as API Gateway hands it to Lambda. */
export type DeliveryKind = 'text' | 'base64';

/** One request of Slack and what became of it. */
export interface Exchange {
  readonly id: string;
  /** The command, or the label of the pressed button. */
  readonly what: string;
  readonly bytes: number;
  readonly delivery: DeliveryKind;
  /** Unset while the handlers work. */
  readonly milliseconds?: number;
  readonly status?: number;
}

/** What the panel shows about one message of the product. */
export interface Seen {
  readonly exchange: Exchange;
  /** `acknowledgement`, or the number of the use of response_url. */
  readonly way: 'acknowledgement' | number;
  readonly blocks: number;
  readonly characters: number;
  /** The sentence for notifications and screen readers. */
  readonly sentence: string;
  /** What arrived, unchanged. */
  readonly received: unknown;
}

interface Common {
  readonly id: string;
  readonly channel: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Something in a channel's log. */
export type Entry =
  | (Common & { readonly kind: 'typed'; readonly command: string; readonly lines: number })
  | (Common & { readonly kind: 'said'; readonly text: string })
  | (Common & { readonly kind: 'answer'; readonly visible: 'you' | 'channel'; readonly message: Message; readonly seen: Seen })
  | (Common & { readonly kind: 'trouble'; readonly title: string; readonly details: readonly string[]; readonly seen?: Seen });

/** What the page is told. */
export type News = { readonly put: Entry } | { readonly remove: string } | { readonly all: readonly Entry[] };
