// Which period a figure is asked for when nobody says, and how the headline figures are put together.
import type { SegmentKey } from "#facts/agreements.ts";
import { segmentKeys } from "#facts/agreements.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { type Period, readPeriod } from "#kit/period.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import { changeBetween } from "#evidence/kpi/change.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { someFigures, stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { usualPeriod } from "#evidence/kpi/usual-period.ts";
import { type Finding, withCautions } from "#evidence/trust/finding.ts";

/** What each headline shows: its figure first, those beside it after. Where the full cost cannot be told, the layer below it stands in front. */
export const headlines = {
  "sales-cycle": ["cycle-median-won", "cycle-p80-won", "cycle-median-all"],
  "promotion-cost": ["promotion-cost", "promotion-cost-share", "promotion-cost-vs-plan"],
  "cost-per-transaction": ["cost-per-transaction-full", "cost-per-transaction-with-sales", "cost-per-transaction-promotion", "cost-per-new-customer"],
} as const;
export type Headline = keyof typeof headlines;

/** The asked period, or the usual one. Null without facts. */
export function periodFor(lens: Lens, asked: string | undefined): Period | null {
  return asked === undefined ? usualPeriod(lens) : readPeriod(asked);
}

export interface HeadlineFigure {
  readonly key: Headline;
  readonly numbers: readonly NumberWithPapers[];
  readonly change: ReturnType<typeof changeBetween>;
  readonly better: "lower";
  readonly months: readonly NumberWithPapers[];
}

/** One headline figure of a period against another, with up to its last twelve months. All three are better when lower. */
export function headlineOf(lens: Lens, findings: readonly Finding[], ask: { key: Headline; period: Period; against: Period }): HeadlineFigure {
  const keys = headlines[ask.key];
  const now = someFigures(lens, ask.period, keys);
  const front = now.find((number) => number.value !== null) ?? now[0]!;
  // The layers behind the front one stand from the innermost outwards.
  const nested = ["cost-per-transaction-promotion", "cost-per-transaction-with-sales", "cost-per-transaction-full", "cost-per-new-customer"];
  const numbers =
    ask.key === "cost-per-transaction" ? [front, ...nested.flatMap((key) => now.filter((number) => number.key === key && number !== front))] : now;
  const shown = numbers[0]!;
  const before = someFigures(lens, ask.against, [shown.key])[0]!;
  const stretch = stretchOf(lens);
  const months = stretch ? stepsOf({ from: stretch.from, until: ask.period.until < stretch.until ? ask.period.until : stretch.until }, "month").slice(-12) : [];
  return {
    key: ask.key,
    numbers: withCautions(numbers, findings),
    change: changeBetween(before, shown),
    better: "lower",
    months: months.map((month) => someFigures(lens, month, [shown.key])[0]!),
  };
}

/** By what the funnel's units can be cut: fields filled for at least one in ten. */
export function cuttableBy(lens: Lens): SegmentKey[] {
  const ways = waysOf(lens);
  return segmentKeys.filter((key) => {
    const column = ways.column(key);
    if (!column || column.codes.length === 0) return false;
    let filled = 0;
    for (const code of column.codes) if (code >= 0) filled++;
    return filled * 10 >= column.codes.length;
  });
}
