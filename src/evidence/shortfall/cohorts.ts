// The months that the two sides were fed from, and which of them are still too young to be judged.
import { dayOf } from "#kit/day.ts";
import type { Comparison } from "#evidence/shortfall/comparison.ts";
import { lagQuantile } from "#evidence/shortfall/lag.ts";
import { fromLeads } from "#evidence/shortfall/lists.ts";
import type { Cohort } from "#evidence/shortfall/result.ts";
import { weightOf } from "#evidence/shortfall/entrants.ts";

/** Age by which 80 % of what closes has closed, over all (null where nothing closed yet): [leads, deals without a lead]. */
export function ripeAges({ sample }: Comparison): readonly [number | null, number | null] {
  return sample.curves.map((curves, stream) =>
    curves === null || sample.watched[stream as 0 | 1].hash.length === 0 ? null : lagQuantile(curves.at(-1)!, 0.8),
  ) as [number | null, number | null];
}

/** Cohorts by month of entry, both sides, in order. Months that weigh less than half a record are left out. */
export function cohortsOf(comparison: Comparison): Cohort[] {
  const { sample, off } = comparison;
  const ages = ripeAges(comparison);
  const cohorts: Cohort[] = [];
  const known = new Map<number, string>();
  const monthOfDay = (day: number) => known.get(day) ?? known.set(day, dayOf(day).slice(0, 7)).get(day)!;
  for (const [place, side] of (["reference", "actual"] as const).entries()) {
    const window = sample.windows[side];
    for (const stream of [0, 1] as const) {
      const list = sample.entrants[place as 0 | 1][stream];
      const months = new Map<string, { entered: number; due: number; accepted: number; becameDeals: number; youngest: number }>();
      for (let n = 0; n < list.row.length; n++) {
        const start = window.from - list.fromAge[n]!;
        const month = monthOfDay(start);
        const sum = months.get(month) ?? { entered: 0, due: 0, accepted: 0, becameDeals: 0, youngest: Infinity };
        sum.entered++;
        sum.due += weightOf(list, n, sample.curves[stream]);
        sum.accepted += Number(list.outcome[n]! > 0);
        sum.becameDeals += Number(list.outcome[n]! > 1);
        sum.youngest = Math.min(sum.youngest, window.cut - start);
        months.set(month, sum);
      }
      for (const [month, sum] of [...months.entries()].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (sum.due < 0.5) continue;
        const isLead = stream === fromLeads;
        cohorts.push({
          month,
          side,
          entity: isLead ? "lead" : "deal",
          entered: sum.entered,
          due: sum.due,
          accepted: isLead && !off.has("acceptance") ? sum.accepted : null,
          becameDeals: isLead && !off.has("qualification") ? sum.becameDeals : null,
          isRipe: ages[stream] !== null && sum.youngest >= ages[stream],
        });
      }
    }
  }
  return cohorts;
}
