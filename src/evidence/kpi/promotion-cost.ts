// What promotion cost: in all, as a share of revenue, and against plan.
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { type SpendKind, spendKindOf } from "#facts/spend-kind.ts";
import type { Period } from "#kit/period.ts";
import { amountsOf } from "#evidence/kpi/deals.ts";
import { type Lens, closedIn, withPapers } from "#evidence/kpi/lens.ts";
import { loadedCostIn } from "#evidence/kpi/loaded-cost.ts";
import { isPromotion, plannedMoney, promotionIn } from "#evidence/kpi/spend.ts";
import { totalInterval } from "#evidence/statistics/counts.ts";

/**
 * promotion-cost: sum of the lines that count by agreement, on their own days, minor units; counted from books, so without an interval.
 * promotion-cost-share: that sum / revenue of the period; revenue carries the uncertainty.
 * promotion-cost-vs-plan: actual / planned - 1; the plan from spend lines with status plan, else from plan rows of the measure promotion-cost.
 */
export function promotionFigures(lens: Lens, period: Period): NumberWithPapers[] {
  const spent = spentIn(lens, period);
  return [total(lens, period, spent), share(lens, period, spent), againstPlan(lens, period, spent)];
}

function spentIn(lens: Lens, period: Period): Spent {
  const actual = promotionIn(lens, period);
  const isKnown = actual.known !== null && actual.known.from < period.until && actual.known.until >= period.from;
  const reason = actual.known === null ? (lens.facts.spend.length === 0 ? "no-spend-facts" : "no-actual-spend") : isKnown ? null : "no-spend-in-period";
  return { cost: actual.total, lines: actual.lines, reason };
}

interface Spent {
  readonly cost: number;
  readonly lines: number;
  readonly reason: string | null;
}

function total(lens: Lens, period: Period, { cost, lines, reason }: Spent): NumberWithPapers {
  return withPapers(lens, period, {
    key: "promotion-cost",
    value: reason === null ? cost : null,
    unit: "money",
    sample: lines,
    interval: null,
    method: "promotion-cost",
    definition: "promotion-cost",
    cautions: reason === null ? touchCautions(lens, period) : [],
    ...(reason === null ? {} : { reason }),
  });
}

function share(lens: Lens, period: Period, { cost, lines, reason }: Spent): NumberWithPapers {
  const revenue = amountsOf(lens, closedIn(lens, period, { outcome: "won" }));
  const why = reason ?? (revenue.total > 0 ? null : "no-revenue");
  const range = why === null ? totalInterval(revenue) : null;
  return withPapers(lens, period, {
    key: "promotion-cost-share",
    value: why === null ? cost / revenue.total : null,
    unit: "share",
    sample: lines,
    interval: range && { low: range.high === null ? null : cost / range.high, high: range.low! > 0 ? cost / range.low! : null, level: range.level },
    method: "promotion-cost",
    definition: "promotion-cost",
    ...(why === null ? {} : { reason: why }),
  });
}

function againstPlan(lens: Lens, period: Period, { cost, lines, reason }: Spent): NumberWithPapers {
  const planned = plannedPromotion(lens, period);
  const why = reason ?? (planned === null || planned <= 0 ? "no-planned-spend" : null);
  return withPapers(lens, period, {
    key: "promotion-cost-vs-plan",
    value: why === null ? cost / planned! - 1 : null,
    unit: "share",
    sample: lines,
    interval: null,
    method: "promotion-cost",
    definition: "promotion-cost",
    ...(why === null ? {} : { reason: why }),
  });
}

/**
 * By status: promotion-cost-planned, -committed, -actual, whatever the agreement counts of them. By kind: promotion-cost-media, -production, kept apart.
 * promotion-cost-loaded: the agreed cost and what a full load adds (loaded-cost.ts); a caution names what is not on record and so not in it.
 */
export function promotionDetails(lens: Lens, period: Period): NumberWithPapers[] {
  const { reason, cost, lines } = spentIn(lens, period);
  const figure = (key: string, sum: { total: number; lines: number }, why: string | null, cautions: readonly Caution[] = []) =>
    withPapers(lens, period, {
      key,
      value: why === null ? sum.total : null,
      unit: "money",
      sample: sum.lines,
      interval: null,
      method: "promotion-cost",
      definition: "promotion-cost",
      cautions: why === null ? [...touchCautions(lens, period), ...cautions] : [],
      ...(why === null ? {} : { reason: why }),
    });
  const planned = plannedPromotion(lens, period);
  const committed = promotionIn(lens, period, { status: "committed" });
  const gone = promotionIn(lens, period, { status: "gone" });
  const ofKind = (kind: SpendKind) => promotionIn(lens, period, { isWanted: (line) => spendKindOf(line) === kind });
  const other = ofKind("other");
  const unnamed: Caution[] =
    other.total > 0 ? [{ code: "spend-kind-not-known", details: { lines: other.lines, share: cost > 0 ? other.total / cost : 0 } }] : [];
  const loaded = loadedCostIn(lens, period);
  const missing = loaded.parts.filter(({ records }) => records === 0).map(({ kind }) => kind);
  return [
    figure(
      "promotion-cost-planned",
      { total: planned ?? 0, lines: promotionIn(lens, period, { status: "plan" }).lines },
      planned === null ? "no-planned-spend" : null,
    ),
    figure("promotion-cost-committed", committed, committed.known === null ? (reason ?? "no-committed-spend") : null),
    figure("promotion-cost-actual", gone, reason),
    figure("promotion-cost-media", ofKind("media"), reason, unnamed),
    figure("promotion-cost-production", ofKind("production"), reason, unnamed),
    figure(
      "promotion-cost-loaded",
      { total: cost + loaded.added, lines: lines + loaded.parts.reduce((sum, { records, added }) => sum + (added > 0 ? records : 0), 0) },
      reason,
      [
        ...missing.map((kind) => ({ code: `loaded-without-${kind}` })),
        ...(loaded.parts.some(({ kind, added }) => kind === "staff" && added > 0)
          ? [{ code: "loaded-staff-days", details: { days: Math.round(loaded.staffDays * 10) / 10 } }]
          : []),
      ],
    ),
  ];
}

/** Says how much of the period's promotion two departments had both written down. */
export function touchCautions(lens: Lens, period: Period): Caution[] {
  const own = lens.spend.shared.filter(({ line }) => line.day >= period.from && line.day < period.until && isPromotion(lens, line, "actual"));
  if (own.length === 0) return [];
  const bySight = own.filter(({ isByDocument }) => !isByDocument).length;
  return [{ code: bySight === 0 ? "two-payers" : "two-payers-by-look", details: { count: own.length, looks: bySight } }];
}

/** Planned promotion of the period in minor units; null where nothing is planned in it. */
export function plannedPromotion(lens: Lens, period: Period): number | null {
  const lines = promotionIn(lens, period, { status: "plan" });
  if (lines.lines > 0) return lines.total;
  return plannedMoney(lens, "promotion-cost", period);
}
