// Moves of leads and deals through the stages, and what people did meanwhile, as columns: row i of every column is one record.
import type { Coded } from "#facts/columns.ts";

/** In order of day; moves of one day in the order in which they happened. */
export interface MoveColumns {
  readonly count: number;
  /** 1: of a deal; 0: of a lead. */
  readonly isDeal: Uint8Array;
  /** Id of the deal or lead. */
  readonly record: Coded;
  /** Place in `stages`; -1: not said, or not mapped. */
  readonly from: Int8Array;
  readonly to: Int8Array;
  /** What the source calls them. */
  readonly fromName: Coded;
  readonly toName: Coded;
  readonly day: Int32Array;
  /** Minute of that day; both in the workspace's time zone. */
  readonly minute: Int32Array;
  /** The person who moved it, by id where the list of people knows the name. */
  readonly by: Coded;
  /** 1: seen between two imports, so that the day is the one of the later import; 0: said by the source. */
  readonly isObserved: Uint8Array;
}

/** Calls, meetings, letters. */
export interface ActivityColumns {
  readonly count: number;
  readonly day: Int32Array;
  readonly deal: Coded;
  readonly lead: Coded;
  /** As the source says it; `directionOf` reads it. */
  readonly direction: Coded;
}

/** Who was active, by the word of the source: 1 we, -1 the buyer, 0 not said. */
export function directionOf(text: string | undefined): -1 | 0 | 1 {
  const word = (text ?? "").trim().toLowerCase();
  if (/^(out|outgoing|outbound|sent|исх|от нас)/u.test(word)) return 1;
  return /^(in|incoming|inbound|received|вх|от клиента)/u.test(word) ? -1 : 0;
}
