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
  const tally = new SideTally();
  tally.add(journeys, sideOf, 1);
  return tally.told(untouched);
}

/** Counts that journeys can be added to and taken out of. */
export class SideTally {
  private readonly first = [none(), none()];
  private readonly any = [none(), none()];
  private readonly only = [none(), none(), none()];
  private won = 0;

  add(journeys: Journeys, sideOf: Uint8Array, sign: number): void {
    const add = (counted: Counted, value: number) => {
      counted.deals += sign;
      counted.value += sign * value;
    };
    for (let j = 0; j < journeys.count; j++) {
      if (journeys.kind[j] !== ending.won) continue;
      this.won += sign;
      const seen = [false, false];
      for (let place = journeys.starts[j]!; place < journeys.starts[j + 1]!; place++) seen[sideOf[journeys.channel[place]!]!] = true;
      const value = journeys.gain[j]! || 0;
      add(this.first[sideOf[journeys.channel[journeys.starts[j]!]!]!]!, value);
      for (const side of [0, 1]) if (seen[side]) add(this.any[side]!, value);
      add(this.only[seen[0] && seen[1] ? 2 : seen[0] ? 0 : 1]!, value);
    }
  }

  told(untouched: { readonly deals: number }): Sides {
    const all = this.won + untouched.deals;
    const told = ({ deals, value }: Counted): SideCount => ({
      deals,
      value,
      share: all === 0 ? null : deals / all,
      interval: jeffreysInterval(deals, all),
    });
    const pair = (counts: Counted[]) => ({ marketing: told(counts[0]!), sales: told(counts[1]!) });
    return {
      won: this.won,
      untouched: untouched.deals,
      sourced: pair(this.first),
      influenced: pair(this.any),
      only: { ...pair(this.only), both: told(this.only[2]!) },
    };
  }
}

interface Counted {
  deals: number;
  value: number;
}

const none = (): Counted => ({ deals: 0, value: 0 });
