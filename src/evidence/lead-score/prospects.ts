// Everybody who came in, and what had become of them by a day: won, lost, or not over yet.
import { noDay } from "#facts/columns.ts";
import { type Ways, waysOf } from "#evidence/funnel/ways.ts";
import { isClosedAt, wonStage } from "#evidence/cycle/watch.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";

export const fate = { open: 0, won: 1, lost: 2 } as const;

/** One entry for each lead (or each deal, where no leads are on record) whose day is known. Ages in whole days since it came in. */
export interface Prospects {
  readonly unit: "lead" | "deal";
  readonly ways: Ways;
  readonly count: number;
  /** Place of each in the columns of `ways`. */
  readonly rows: Int32Array;
  readonly cameOn: Int32Array;
  /** One of `fate`, and the age at which it was settled; for open ones the age on the last day seen. */
  readonly fate: Uint8Array;
  readonly age: Int32Array;
  /** Records of one account hang together and share a number. */
  readonly hash: Int32Array;
  readonly lastSeen: number;
}

/** Leads and what their deals came to; closed deals without a day of closing count as settled on the last day seen. */
export function prospectsOf(lens: Lens): Prospects {
  const ways = waysOf(lens);
  const { deals, leads } = lens.facts;
  const came = ways.days[0]!;
  const kept: number[] = [];
  for (let row = 0; row < came.length; row++) if (ways.reached[0]![row] === 1 && came[row] !== noDay && came[row]! <= lens.lastSeen) kept.push(row);
  const rows = Int32Array.from(kept);
  const ends = new Uint8Array(rows.length);
  const age = new Int32Array(rows.length);
  const hash = new Int32Array(rows.length);
  const accounts = ways.unit === "lead" ? leads!.account : deals.account;
  rows.forEach((row, n) => {
    const deal = ways.dealOf[row]!;
    const isSettled = deal >= 0 && isClosedAt(deals, deal) && (deals.closedOn[deal] === noDay || deals.closedOn[deal]! <= lens.lastSeen);
    const settledOn = isSettled && deals.closedOn[deal] !== noDay ? deals.closedOn[deal]! : lens.lastSeen;
    ends[n] = !isSettled ? fate.open : deals.stage[deal] === wonStage ? fate.won : fate.lost;
    age[n] = Math.max(0, settledOn - came[row]!);
    hash[n] = hashOf(accounts.codes[row]! < 0 ? ways.ids[row]! : accounts.names[accounts.codes[row]!]!);
  });
  return { unit: ways.unit, ways, count: rows.length, rows, cameOn: rows.map((row) => came[row]!), fate: ends, age, hash, lastSeen: lens.lastSeen };
}

/** Shares of all who come in that are won, and lost, by each age in days (Aalen-Johansen, so open ones count for as long as they were seen). */
export interface Course {
  readonly won: Float64Array;
  readonly lost: Float64Array;
}

export function courseOf({ count, age, fate: ends }: Pick<Prospects, "count" | "age" | "fate">): Course {
  const { times, ways, lastWatched } = incidenceOf({ enteredAfter: new Int32Array(count).fill(-1), until: age, cause: ends });
  const byDay = (shares: Float64Array) => {
    const days = new Float64Array(lastWatched + 1);
    let [row, share] = [0, 0];
    for (let day = 0; day <= lastWatched; day++) {
      if (times[row] === day) share = shares[row++]!;
      days[day] = share;
    }
    return days;
  };
  return { won: byDay(ways[0]!.share), lost: byDay(ways[1]!.share) };
}

/** The same people as somebody knew them on the morning of day `cut`: who came in later is not there, and what was settled later is open. */
export function knownBy(prospects: Prospects, cut: number): Pick<Prospects, "count" | "age" | "fate"> {
  const before = Int32Array.from({ length: prospects.count }, (_, n) => n).filter((n) => prospects.cameOn[n]! < cut);
  const watched = (n: number) => cut - 1 - prospects.cameOn[n]!;
  return {
    count: before.length,
    age: before.map((n) => Math.min(prospects.age[n]!, watched(n))),
    fate: Uint8Array.from(before, (n) => (prospects.age[n]! <= watched(n) ? prospects.fate[n]! : fate.open)),
  };
}

/** Nine of ten wins have come by this age: the window in which a score is held against what happened. */
const partOfWins = 0.9;

/** The age in days by which nine of ten wins come; null where nothing was won. */
export function horizonOf({ won }: Course): number | null {
  const all = won[won.length - 1] ?? 0;
  return all > 0 ? won.findIndex((share) => share >= partOfWins * all) : null;
}
