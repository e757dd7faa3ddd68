// The plan as a reference: the money it asks for, and the levels it names for single factors in place of the base period's.
import type { Plan } from "#facts/entities.ts";
import { dayNumber } from "#kit/day.ts";
import { type Period } from "#kit/period.ts";
import { type Factors, chainCount } from "#evidence/shortfall/factors.ts";
import type { Dimension, Measure } from "#evidence/shortfall/question.ts";
import type { Sample } from "#evidence/shortfall/sample.ts";
import type { Segment } from "#evidence/shortfall/segments.ts";
import { type Sums, at, moneyCount, sumCount } from "#evidence/shortfall/sums.ts";

const scopes = ["product", "region", "accountSize", "channel", "segment"] as const satisfies readonly Dimension[];

/** Measures that name the level of one factor. */
export const plannedFactors = ["leads", "acceptance-rate", "qualification-rate", "win-rate", "average-list-price", "discount"] as const;
type PlannedFactor = (typeof plannedFactors)[number];

export interface PlannedMoney {
  /** Minor units for the whole period. */
  readonly total: number;
  /** Some row reaches beyond the period and was taken by its days. */
  readonly isProrated: boolean;
}

/**
 * The money planned for a period: rows for all where there are any; else the rows that name the same scopes, summed (the set of scopes with most money,
 * so that a plan kept by region and again by product is not counted twice). A row that reaches beyond the period counts by its share of days.
 * Null where the plan has no such row.
 */
export function plannedMoney(plans: readonly Plan[], period: Period, measure: Measure): PlannedMoney | null {
  const groups = new Map<string, { sum: number; isProrated: boolean }>();
  for (const row of plans) {
    if (row.measure !== measure || row.from >= period.until || row.until <= period.from) continue;
    const key = scopes.filter((scope) => row[scope] !== null).join(",");
    const share = overlap(row, period);
    const group = groups.get(key) ?? { sum: 0, isProrated: false };
    groups.set(key, { sum: group.sum + row.level * share, isProrated: group.isProrated || share < 1 });
  }
  const best = groups.get("") ?? [...groups.entries()].sort(([a, x], [b, y]) => y.sum - x.sum || (a < b ? -1 : 1))[0]?.[1];
  return best === undefined ? null : { total: best.sum, isProrated: best.isProrated };
}

function overlap(row: Plan, period: Period): number {
  const [from, until] = [dayNumber(row.from), dayNumber(row.until)];
  const days = Math.min(until, dayNumber(period.until)) - Math.max(from, dayNumber(period.from));
  return until > from ? days / (until - from) : 0;
}

interface Override {
  readonly factor: PlannedFactor;
  readonly level: number;
  /** Rows of the comparison that it holds for. */
  readonly rows: readonly number[];
}

/** Levels that the plan names for factors over the days compared (of an unfinished period, those gone by), and the rows they hold for. */
export class PlannedLevels {
  private readonly overrides: readonly Override[];
  /** Rows of the plan that name a scope which the cut does not hold apart. */
  readonly ignored: number;

  constructor(plans: readonly Plan[], period: Period, sample: Sample) {
    const overrides: Override[] = [];
    let ignored = 0;
    for (const factor of plannedFactors) {
      const rows = plans.filter((row) => row.measure === factor && row.from < period.until && row.until > period.from);
      const byScope = new Map<string, Plan[]>();
      for (const row of rows) {
        const key = JSON.stringify(scopes.map((scope) => row[scope]));
        byScope.set(key, [...(byScope.get(key) ?? []), row]);
      }
      for (const [, own] of [...byScope.entries()].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const places = sample.rows.map((_, place) => place).filter((place) => isWithin(own[0]!, sample.segments[sample.rows[place]!.segment]!));
        if (places.length === 0) ignored += own.length;
        else overrides.push({ factor, level: levelOf(own, period, factor), rows: places });
      }
    }
    this.overrides = overrides;
    this.ignored = ignored;
  }

  get factors(): readonly PlannedFactor[] {
    return [...new Set(this.overrides.map(({ factor }) => factor))];
  }

  /** Moves the reference side's factors from the base period's levels to the planned ones: each is multiplied by planned / base over its rows. */
  apply(factors: Factors, sums: Sums, options: { sample: Sample; createdInBase: Float64Array }): void {
    for (const { factor, level, rows } of this.overrides) {
      const base = baseLevel(factor, rows, { sums, ...options });
      if (base === null || !(base > 0)) continue;
      const ratio = factor === "discount" ? (1 - level) / base : level / base;
      for (const row of rows) scale(factors, row, { factor, ratio, sample: options.sample });
    }
  }
}

function isWithin(row: Plan, segment: Segment): boolean {
  return scopes.every((scope) => row[scope] === null || segment.levels[scope] === row[scope]);
}

/** Counts add up over the rows of a period; rates are their mean by days. */
function levelOf(rows: readonly Plan[], period: Period, factor: PlannedFactor): number {
  if (factor === "leads") return rows.reduce((sum, row) => sum + row.level * overlap(row, period), 0);
  const days = rows.map((row) => overlap(row, period) * (dayNumber(row.until) - dayNumber(row.from)));
  return rows.reduce((sum, row, n) => sum + row.level * days[n]!, 0) / days.reduce((sum, n) => sum + n, 0);
}

interface Base {
  readonly sums: Sums;
  readonly sample: Sample;
  readonly createdInBase: Float64Array;
}

/** The base period's own level of a factor over some rows; for a discount, the share left after it. */
function baseLevel(factor: PlannedFactor, rows: readonly number[], { sums, sample, createdInBase }: Base): number | null {
  const own = sums.rows[0];
  const total = (place: number, only: (row: number) => boolean = () => true) => rows.filter(only).reduce((sum, row) => sum + own[row * sumCount + place]!, 0);
  const fromLeads = (row: number) => sample.rows[row]!.stream === 0;
  const ratio = (a: number, b: number) => (b > 0 ? a / b : null);
  const inRows = new Set(rows);
  const money = (place: number) => sample.cells.reduce((sum, cell, n) => (inRows.has(cell.row) ? sum + sums.cells[0][n * moneyCount + place]! : sum), 0);
  const levels: Readonly<Record<PlannedFactor, () => number | null>> = {
    leads: () => rows.filter(fromLeads).reduce((sum, row) => sum + createdInBase[row]!, 0),
    "acceptance-rate": () => ratio(total(at.accepted, fromLeads), total(at.due, fromLeads)),
    "qualification-rate": () => ratio(total(at.deals, fromLeads), total(at.accepted, fromLeads)),
    "win-rate": () => ratio(total(at.wins), total(at.closed)),
    "average-list-price": () => ratio(money(2), money(0)),
    discount: () => ratio(money(3), money(2)),
  };
  return levels[factor]();
}

function scale(factors: Factors, row: number, { factor, ratio, sample }: { factor: PlannedFactor; ratio: number; sample: Sample }): void {
  const [rows, cells] = [factors.rows[0], factors.cells[0]];
  const isFromLeads = sample.rows[row]!.stream === 0;
  const places: Readonly<Record<PlannedFactor, number>> = {
    leads: 1,
    "acceptance-rate": 3,
    "qualification-rate": 4,
    "win-rate": 6,
    "average-list-price": 2,
    discount: 3,
  };
  if (factor === "average-list-price" || factor === "discount") {
    sample.cells.forEach((cell, n) => {
      if (cell.row === row) cells[n * 5 + places[factor]]! *= ratio;
    });
  } else if (factor === "win-rate" || isFromLeads) rows[row * chainCount + places[factor]]! *= ratio;
}
