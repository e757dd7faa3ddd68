// What had become of each by a day in the past, as somebody could have known it then: won, not won, or not to be told yet.
import { type Prospects, fate } from "#evidence/lead-score/prospects.ts";

export const label = { no: 0, yes: 1, open: 2 } as const;

/** For each of `places`: whether it was won within the window, and the age at which it was seen last. */
export interface Labels {
  readonly places: Int32Array;
  readonly state: Uint8Array;
  readonly age: Int32Array;
}

/** Of all that came in before day `cut`: won within `horizon` days, or lost, or older than that; or open and too young to be told. */
export function labelsAt(prospects: Prospects, { cut, horizon }: { cut: number; horizon: number }): Labels {
  const seen: number[] = [];
  for (let n = 0; n < prospects.count; n++) if (prospects.cameOn[n]! < cut) seen.push(n);
  const places = Int32Array.from(seen);
  const age = new Int32Array(places.length);
  const state = Uint8Array.from(places, (n, place) => {
    const watched = cut - 1 - prospects.cameOn[n]!;
    const isSettled = prospects.fate[n] !== fate.open && prospects.age[n]! <= watched;
    age[place] = isSettled ? prospects.age[n]! : watched;
    if (isSettled) return prospects.fate[n] === fate.won && prospects.age[n]! <= horizon ? label.yes : label.no;
    return watched >= horizon ? label.no : label.open;
  });
  return { places, state, age };
}

/** Those that have been watched for the whole window: their outcomes are a fair sample, the quick and the slow alike. */
export function ripeOf(prospects: Prospects, horizon: number): { readonly places: Int32Array; readonly won: Uint8Array } {
  const places = Int32Array.from({ length: prospects.count }, (_, n) => n).filter((n) => prospects.lastSeen - prospects.cameOn[n]! >= horizon);
  return { places, won: Uint8Array.from(places, (n) => Number(prospects.fate[n] === fate.won && prospects.age[n]! <= horizon)) };
}
