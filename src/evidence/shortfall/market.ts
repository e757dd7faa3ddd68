// The size of the market over the same days that leads and deals came from, read from an outside index.
import type { MarketIndex } from "#facts/entities.ts";
import { type DayNumber, dayNumber } from "#kit/day.ts";
import { type LagCurves, dueIn } from "#evidence/shortfall/lag.ts";
import type { Window } from "#evidence/shortfall/question.ts";
import type { Segment } from "#evidence/shortfall/segments.ts";

type Scope = Pick<MarketIndex, "segment" | "region" | "product">;
const scopes = ["segment", "region", "product"] as const;

interface Series {
  readonly scope: Scope;
  readonly days: readonly DayNumber[];
  readonly levels: readonly number[];
}

/** Index rows as step curves, one a scope. Levels not above 0 are left out: no market has them. */
export class Market {
  private readonly series: readonly Series[];

  constructor(rows: readonly MarketIndex[]) {
    const groups = new Map<string, MarketIndex[]>();
    for (const row of rows) {
      if (!(row.level > 0)) continue;
      const key = scopes.map((scope) => row[scope] ?? "").join("\n");
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    this.series = [...groups.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, own]) => {
        const sorted = own.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.level - b.level));
        return { scope: sorted[0]!, days: sorted.map((row) => dayNumber(row.day)), levels: sorted.map((row) => row.level) };
      });
  }

  /** The series that fits a segment best: every scope it names must match; the more it names the better. */
  seriesFor(segment: Segment): Series | null {
    const fits = this.series.filter(({ scope }) => scopes.every((name) => scope[name] === null || segment.levels[name] === scope[name]));
    const named = ({ scope }: Series) => scopes.filter((name) => scope[name] !== null).length;
    return fits.sort((a, b) => named(b) - named(a))[0] ?? null;
  }

  /** First day of the shortest series, for the caution that the index begins late. */
  firstDay(): DayNumber | null {
    return this.series.length === 0 ? null : Math.max(...this.series.map(({ days }) => days[0]!));
  }
}

/**
 * Mean level over the days that feed a window: each day weighs the chance that what came in on it closes in the window (1 for the window's own days
 * where no lag is known). A level holds from its day until the next; before the first day the first level holds.
 */
export function meanLevel({ days, levels }: Series, window: Window, curves: LagCurves | null): number {
  const curve = curves?.at(-1) ?? null;
  const first = curve === null ? window.from : window.from - curve.length;
  let [sum, weights, place] = [0, 0, 0];
  for (let day = first; day < window.until; day++) {
    while (place + 1 < days.length && days[place + 1]! <= day) place++;
    const weight = curve === null ? 1 : dueIn(curve, window.from - day, window.until - day);
    sum += weight * levels[place]!;
    weights += weight;
  }
  return weights > 0 ? sum / weights : levels[place]!;
}
