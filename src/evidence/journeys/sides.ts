// Whose touches came first and whose came at all: what each department brought in, what it had a hand in, and what both did together.
import type { Interval } from "#facts/papers.ts";
import { type Journeys, ending } from "#evidence/journeys/columns.ts";
import { jeffreysInterval } from "#evidence/statistics/proportion.ts";

/** Which department a channel belongs to. */
export const sideOfChannel = { marketing: 0, sales: 1 } as const;

export interface SideCount {
  readonly deals: number;
  /** Minor units. */
  readonly value: number;
  readonly share: number | null;
  readonly interval: Interval | null;
}

export interface Sides {
  /** Won deals with a touch of any side, and those without one. */
  readonly won: number;
  readonly untouched: number;
  /** Whose touch came first. */
  readonly sourced: { readonly marketing: SideCount; readonly sales: SideCount };
  /** Who touched at all; these overlap in `both`. */
  readonly influenced: { readonly marketing: SideCount; readonly sales: SideCount };
  /** Each deal once. */
  readonly only: { readonly marketing: SideCount; readonly sales: SideCount; readonly both: SideCount };
}

/**
 * Sourced: the side of the first touch. Influenced: sides with any touch; what both touched is joint and stands in one place of its own, never in two.
 * Journeys hold the touches of both sides; `gain` is the deal's value. Shares are of all won deals, with Jeffreys' interval.
 */
export function sidesOf(journeys: Journeys, sideOf: Uint8Array, untouched: { readonly deals: number }): Sides {
  const tally = { first: [none(), none()], any: [none(), none()], only: [none(), none(), none()] };
  let won = 0;
  for (let j = 0; j < journeys.count; j++) {
    if (journeys.kind[j] !== ending.won) continue;
    won++;
    const seen = [false, false];
    for (let place = journeys.starts[j]!; place < journeys.starts[j + 1]!; place++) seen[sideOf[journeys.channel[place]!]!] = true;
    const value = journeys.gain[j]! || 0;
    add(tally.first[sideOf[journeys.channel[journeys.starts[j]!]!]!]!, value);
    for (const side of [0, 1]) if (seen[side]) add(tally.any[side]!, value);
    add(tally.only[seen[0] && seen[1] ? 2 : seen[0] ? 0 : 1]!, value);
  }
  const all = won + untouched.deals;
  const told = ({ deals, value }: Counted): SideCount => ({
    deals,
    value,
    share: all === 0 ? null : deals / all,
    interval: jeffreysInterval(deals, all),
  });
  const pair = (counts: Counted[]) => ({ marketing: told(counts[0]!), sales: told(counts[1]!) });
  return {
    won,
    untouched: untouched.deals,
    sourced: pair(tally.first),
    influenced: pair(tally.any),
    only: { ...pair(tally.only), both: told(tally.only[2]!) },
  };
}

interface Counted {
  deals: number;
  value: number;
}

const none = (): Counted => ({ deals: 0, value: 0 });

function add(counted: Counted, value: number): void {
  counted.deals++;
  counted.value += value;
}
