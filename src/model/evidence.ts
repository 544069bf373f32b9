import type { Quote } from './clue.js';
import type { BounceClue, ConnectionClue, ErrorClue, EventClue, HopClue, QueueClue, ReplyClue, SessionClue, TlsClue } from './mail-clues.js';
import type { DomainClue, ProbeClue } from './probe.js';
import type { CertificateClue, ConnectorClue, DnsClue, PairingClue, PolicyClue, PromptClue, ReportClue, SettingClue } from './setting-clues.js';

export type * from './clue.js';
export type * from './mail-clues.js';
export type * from './probe.js';
export type * from './setting-clues.js';

export type Clue =
  | EventClue
  | ReplyClue
  | SessionClue
  | ConnectorClue
  | CertificateClue
  | ErrorClue
  | TlsClue
  | BounceClue
  | QueueClue
  | SettingClue
  | ConnectionClue
  | DnsClue
  | PolicyClue
  | ReportClue
  | PromptClue
  | PairingClue
  | HopClue
  | ProbeClue
  | DomainClue;

export type ClueKind = Clue['kind'];

export type ClueOf<K extends ClueKind> = Extract<Clue, { kind: K }>;

/** All clues of one request, plus what nobody could read. */
export interface Evidence {
  readonly clues: readonly Clue[];
  /** Lines that no parser understood, in order. */
  readonly unread: readonly Quote[];
  /** Lines of the paste that are not blank. */
  readonly lines: number;
  /** True when the paste was longer than the cap and was cut at a line. */
  readonly cut: boolean;
  /** Secrets that were masked before anything else. */
  readonly masked: number;
}

/** What a rule may look at: the clues of the kinds that it declared. */
export interface View<R extends ClueKind> {
  all<K extends R>(kind: K, test?: (clue: ClueOf<K>) => boolean): readonly ClueOf<K>[];
  first<K extends R>(kind: K, test?: (clue: ClueOf<K>) => boolean): ClueOf<K> | undefined;
}
