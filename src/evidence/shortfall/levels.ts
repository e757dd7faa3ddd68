// The level of each factor on both sides, as people name it: rates, days, money a deal, with how many records it rests on.
import type { Unit } from "#facts/papers.ts";
import type { Comparison } from "#evidence/shortfall/comparison.ts";
import type { Driver } from "#facts/driver.ts";
import type { Level } from "#evidence/shortfall/result.ts";
import { at, moneyCount, sumCount } from "#evidence/shortfall/sums.ts";

interface Totals {
  /** By stream, in the order of `sumNames`. */
  readonly streams: readonly [Float64Array, Float64Array];
  readonly money: Float64Array;
  readonly market: number | null;
}

/** Levels for the company (segment null) and, where it is cut, for each segment. Drivers that are off have none. */
export function levelsOf(comparison: Comparison): Level[] {
  const { segments } = comparison.sample;
  const cuts: [string | null, number[]][] = [[null, comparison.sample.rows.map((_, row) => row)]];
  // Rows of a segment stand together: through leads, then without.
  if (segments.length > 1) segments.forEach(({ key }, place) => cuts.push([key, [place * 2, place * 2 + 1]]));
  return cuts.flatMap(([key, rows]) => levelsOfCut(comparison, key, rows));
}

function levelsOfCut(comparison: Comparison, segment: string | null, rows: readonly number[]): Level[] {
  const [reference, actual] = [totals(comparison, 0, rows), totals(comparison, 1, rows)];
  const levels: Level[] = [];
  const add = (driver: Driver, unit: Unit, of: { level: (side: Totals) => number | null; sample: (side: Totals) => number; expected?: number | null }) => {
    if (comparison.off.has(driver)) return;
    levels.push({
      segment,
      driver,
      unit,
      reference: of.level(reference),
      actual: of.level(actual),
      expected: of.expected ?? null,
      sample: { reference: Math.round(of.sample(reference)), actual: Math.round(of.sample(actual)) },
    });
  };
  const stream = (side: Totals, n: 0 | 1, place: number) => side.streams[n][place]!;
  const both = (side: Totals, place: number) => stream(side, 0, place) + stream(side, 1, place);
  add("market", "index", { level: (side) => side.market, sample: () => 0 });
  for (const [n, volume, quality] of [
    [0, "lead-volume", "lead-quality"],
    [1, "deal-volume", "deal-quality"],
  ] as const) {
    add(volume, "count", { level: (side) => stream(side, n, at.due), sample: (side) => stream(side, n, at.due) });
    add(quality, "share", { level: (side) => ratio(stream(side, n, at.expectedWins), stream(side, n, at.due)), sample: (side) => stream(side, n, at.due) });
  }
  add("acceptance", "share", {
    level: (side) => ratio(stream(side, 0, at.accepted), stream(side, 0, at.due)),
    sample: (side) => stream(side, 0, at.due),
    expected: ratio(stream(actual, 0, at.expectedAccepted), stream(actual, 0, at.due)),
  });
  add("qualification", "share", {
    level: (side) => ratio(stream(side, 0, at.deals), stream(side, 0, at.accepted)),
    sample: (side) => stream(side, 0, at.accepted),
    expected: ratio(stream(actual, 0, at.expectedDeals), stream(actual, 0, at.expectedAccepted)),
  });
  add("timing", "index", { level: (side) => ratio(both(side, at.closed), both(side, at.deals)), sample: (side) => both(side, at.closed) });
  add("win-rate", "share", {
    level: (side) => ratio(both(side, at.wins), both(side, at.closed)),
    sample: (side) => both(side, at.closed),
    expected: ratio(both(actual, at.expectedOfClosed), both(actual, at.closed)),
  });
  const wins = (side: Totals) => side.money[0]!;
  add("deal-size", "count", { level: (side) => ratio(side.money[1]!, side.money[0]!), sample: wins });
  add("list-price", "money-per-deal", { level: (side) => ratio(side.money[2]!, side.money[comparison.off.has("deal-size") ? 0 : 1]!), sample: wins });
  add("discount", "share", { level: (side) => (side.money[2]! > 0 ? 1 - side.money[3]! / side.money[2]! : null), sample: wins });
  add("cost", "money-per-deal", { level: (side) => ratio(side.money[4]!, side.money[comparison.off.has("deal-size") ? 0 : 1]!), sample: wins });
  return levels;
}

function ratio(a: number, b: number): number | null {
  return b > 0 ? a / b : null;
}

function totals({ sample, asRecorded, market, cells }: Comparison, side: 0 | 1, rows: readonly number[]): Totals {
  const streams = [new Float64Array(sumCount), new Float64Array(sumCount)] as const;
  const money = new Float64Array(moneyCount);
  let [level, weight] = [0, 0];
  for (const row of rows) {
    const own = asRecorded.sums.rows[side];
    for (let k = 0; k < sumCount; k++) streams[sample.rows[row]!.stream][k]! += own[row * sumCount + k]!;
    // Segments may follow different indices: their mean by what was due on both sides.
    const due = asRecorded.sums.rows[0][row * sumCount]! + asRecorded.sums.rows[1][row * sumCount]!;
    level += due * (market?.[side][row] ?? 0);
    weight += due;
    for (let n = cells.starts[row]!; n < cells.starts[row + 1]!; n++) {
      for (let k = 0; k < moneyCount; k++) money[k]! += asRecorded.sums.cells[side][cells.order[n]! * moneyCount + k]!;
    }
  }
  return { streams, money, market: market === null || weight === 0 ? null : level / weight };
}
