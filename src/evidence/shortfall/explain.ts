// Where the shortfall is located: the whole answer, from records to parts that add up to the cent with owner, interval and verdict.
import type { Interval } from "#facts/papers.ts";
import { noDay } from "#facts/columns.ts";
import { dayNumber } from "#kit/day.ts";
import { seedOf } from "#kit/dice.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { roundToSum } from "#evidence/statistics/rounding.ts";
import { cautionsOf, generalCautions } from "#evidence/shortfall/cautions.ts";
import { cohortsOf, ripeAges } from "#evidence/shortfall/cohorts.ts";
import { Comparison } from "#evidence/shortfall/comparison.ts";
import { type Driver, driverCount, drivers, ownerOf, placeOf } from "#facts/driver.ts";
import { type Draws, drawsOf, intervalOf, judge } from "#evidence/shortfall/draws.ts";
import { traitsOf } from "#evidence/shortfall/ground.ts";
import { levelsOf } from "#evidence/shortfall/levels.ts";
import { isClosedBefore, isWon } from "#evidence/shortfall/links.ts";
import { plannedMoney } from "#evidence/shortfall/plan.ts";
import { type ShortfallInput, type ShortfallRefusal, type Windows, fewestDeals, windowsOf } from "#evidence/shortfall/question.ts";
import { placesBehind, recordsSpec } from "#evidence/shortfall/records.ts";
import type { CrossCheck, Part, Shortfall, ShortfallPapers, SummaryData } from "#evidence/shortfall/result.ts";

/** Raised when the same question about the same facts would get other figures than before. */
export const methodVersion = 1;
/** Draws of the bootstrap: 400; 200 where the two sides rest on more than 50,000 records, whose draws are near normal and cost most. */
function usualDraws({ sample }: Comparison): number {
  const records = sample.closings.reduce((sum, list) => sum + list.row.length, 0) + sample.entrants.flat().reduce((sum, list) => sum + list.row.length, 0);
  return records > 50_000 ? 200 : 400;
}

/**
 * Splits the difference between a period and its reference into drivers. Amounts are whole minor units and sum exactly to the shortfall; each part has
 * a 90 % interval and a verdict. Method: exact Shapley values over a driver tree per segment (see docs/methods/shortfall.md); resampling of customers.
 * Refuses, with a code, what cannot be told: no deals, too few on a side, everything open, no amounts, no plan, a period that has not begun.
 * The same question about the same facts gives the same answer, whatever the order of rows.
 */
export function explainShortfall(input: ShortfallInput): Outcome<Shortfall, ShortfallRefusal> {
  const compared = compare(input);
  if (!compared.ok) return compared;
  const { comparison, windows, planned } = compared.value;
  const seed = (input.seed ?? seedOf(JSON.stringify([input.question, input.asOf, input.factsVersion]))) >>> 0;
  const draws = drawsOf(comparison, { count: input.draws ?? usualDraws(comparison), seed, planned: planned?.total ?? null });
  return accept(answer(input, { comparison, windows, planned, draws, seed }));
}

/** Ids of the leads or deals behind a driver on both sides; of one segment, where its key is given. */
export function recordsBehind(
  input: ShortfallInput,
  driver: Driver,
  segment?: string,
): Outcome<{ readonly entity: "lead" | "deal"; readonly reference: string[]; readonly actual: string[] }, ShortfallRefusal> {
  const compared = compare(input);
  if (!compared.ok) return compared;
  const { comparison } = compared.value;
  const entity = recordsSpec(comparison, driver)?.entity ?? "deal";
  const ids = (entity === "lead" ? input.leads?.ids : input.deals.ids) ?? [];
  const of = (side: 0 | 1) => Array.from(placesBehind(comparison, driver, segment === undefined ? { side } : { side, segment }), (place) => ids[place]!).sort();
  return accept({ entity, reference: of(0), actual: of(1) });
}

interface Compared {
  readonly comparison: Comparison;
  readonly windows: Windows;
  readonly planned: { readonly total: number; readonly isProrated: boolean } | null;
}

function compare(input: ShortfallInput): Outcome<Compared, ShortfallRefusal> {
  const windows = windowsOf(input);
  if (!windows.ok) return windows;
  const why = whyNotTold(input, windows.value);
  if (why !== null) return refuse(why.reason, why.details);
  const planned = input.question.against === "plan" ? plannedMoney(input.plans, input.question.period, input.question.measure) : null;
  if (input.question.against === "plan" && planned === null) return refuse("no-plan");
  const comparison = new Comparison(input, windows.value);
  if (input.question.measure === "margin" && comparison.sample.money.costKnown < 0.8)
    return refuse("no-cost-facts", { share: comparison.sample.money.costKnown });
  return accept({ comparison, windows: windows.value, planned: planned === null ? null : toDate(planned, input, windows.value) });
}

/** An unfinished period is held against the part of the plan that the base period had earned by the same day; by days where it earned nothing. */
function toDate(planned: { total: number; isProrated: boolean }, input: ShortfallInput, windows: Windows) {
  const total = Math.round(planned.total);
  if (!windows.isToDate) return { total, isProrated: planned.isProrated };
  const { deals } = input;
  const full = { from: windows.reference.from, until: dayNumber(windows.referencePeriod.until) };
  const earned = (until: number) => {
    let sum = 0;
    for (let i = 0; i < deals.count; i++)
      if (isWon(deals, i) && isClosedBefore(deals, i, until) && deals.closedOn[i]! >= full.from) sum += deals.amount[i]! || 0;
    return sum;
  };
  const all = earned(full.until);
  const share = all > 0 ? earned(windows.reference.until) / all : (windows.reference.until - full.from) / (full.until - full.from);
  return { total: Math.round(planned.total * share), isProrated: true };
}

function whyNotTold({ deals }: ShortfallInput, { reference, actual }: Windows): { reason: ShortfallRefusal; details?: Record<string, number> } | null {
  if (deals.count === 0) return { reason: "no-deals" };
  let [dated, closed, amounts] = [0, 0, 0];
  const counts = [0, 0];
  for (let i = 0; i < deals.count; i++) {
    if (deals.closedOn[i] !== noDay) dated++;
    if (isWon(deals, i) && !Number.isNaN(deals.amount[i]!)) amounts++;
    if (!isClosedBefore(deals, i, actual.cut > reference.cut ? actual.cut : reference.cut)) continue;
    closed++;
    [reference, actual].forEach(({ from, until }, side) => {
      if (deals.closedOn[i]! >= from && deals.closedOn[i]! < until) counts[side]!++;
    });
  }
  if (closed === 0) return { reason: dated === 0 && deals.stage.some((_, i) => isWon(deals, i)) ? "no-closing-days" : "all-open" };
  if (counts[1]! < fewestDeals) return { reason: "too-few-deals-in-period", details: { count: counts[1]!, needed: fewestDeals } };
  if (counts[0]! < fewestDeals) return { reason: "too-few-deals-in-reference", details: { count: counts[0]!, needed: fewestDeals } };
  return amounts === 0 ? { reason: "no-amounts" } : null;
}

interface Found extends Compared {
  readonly draws: Draws;
  readonly seed: number;
}

function answer(input: ShortfallInput, found: Found): Shortfall {
  const { comparison, windows, planned, draws, seed } = found;
  const { question } = input;
  const on = drivers.filter((driver) => !comparison.off.has(driver));
  const money = segmentMoney(comparison);
  const actual = money.reduce((sum, own) => sum + own.actual, 0);
  const levelsReference = money.reduce((sum, own) => sum + own.reference, 0);
  const reference = planned?.total ?? levelsReference;
  const shortfall = actual - reference;
  const ambition = levelsReference - reference;
  const amounts = exactAmounts(comparison, { on, money });
  const totals = new Float64Array(driverCount);
  amounts.forEach((own) => own.forEach((amount, n) => (totals[placeOf[on[n]!]]! += amount)));
  if (planned !== null) totals[placeOf["plan-ambition"]] = ambition;
  const judged = judge(draws, totals, on);
  const crossCheck = crossCheckOf(comparison, { on, shortfall });
  const context = { comparison, cohorts: cohortsOf(comparison), crossCheck, shortfall };
  const parts = on.map((driver, n): Part => {
    const isAmbition = driver === "plan-ambition";
    const { interval, verdict, probability } = judged.get(driver)!;
    return {
      driver,
      owner: ownerOf(driver, input.owners),
      amount: totals[placeOf[driver]]! + 0,
      interval,
      verdict,
      probability,
      cautions: [
        ...(isAmbition ? (planned!.isProrated ? [{ code: "plan-prorated" }] : []) : cautionsOf(driver, context)),
        ...(verdict === "within-chance" && leavesOutZero(interval) ? [{ code: "one-of-many-parts", details: { count: on.length } }] : []),
      ],
      segments: isAmbition ? [] : amounts.map((own, segment) => segmentAmount(comparison, { driver, segment, amount: own[n]!, draws })),
      records: recordsSpec(comparison, driver),
    };
  });
  const withinChance = parts.filter(({ verdict }) => verdict === "within-chance").reduce((sum, { amount }) => sum + amount, 0);
  return {
    measure: question.measure,
    period: question.period,
    against: question.against,
    referencePeriod: windows.referencePeriod,
    by: question.by,
    shortfall,
    actual,
    reference,
    interval: intervalOf(draws.total),
    parts,
    off: drivers.filter((driver) => comparison.off.has(driver)).map((driver) => ({ driver, reason: comparison.off.get(driver)! })),
    withinChance,
    segments: comparison.sample.segments.map((segment, n) => Object.assign({}, segment, { shortfall: money[n]!.actual - money[n]!.reference, ...money[n]! })),
    crossCheck,
    levels: levelsOf(comparison),
    cohorts: context.cohorts,
    cautions: generalCautions(context),
    summary: summaryOf(input, { parts, shortfall, reference, withinChance, windows }),
    papers: papersOf(input, found, seed),
  };
}

/** Whole money of each segment on both sides. Against a plan, the reference is what the planned levels would have earned. */
function segmentMoney(comparison: Comparison): { actual: number; reference: number }[] {
  const { factors } = comparison.asRecorded;
  return comparison.sample.segments.map((_, segment) => ({
    actual: Math.round(comparison.moneyOf(factors, segment, 1)) + 0,
    reference: Math.round(comparison.moneyOf(factors, segment, 0)) + 0,
  }));
}

/** Per segment the amounts of the drivers that are on, whole and summing to the segment's difference. */
function exactAmounts(comparison: Comparison, { on, money }: { on: readonly Driver[]; money: readonly { actual: number; reference: number }[] }): number[][] {
  const recorded = comparison.asRecorded.amounts;
  return money.map(({ actual, reference }, segment) => {
    const own = on.filter((driver) => driver !== "plan-ambition").map((driver) => recorded[segment * driverCount + placeOf[driver]]!);
    return roundToSum(own, actual - reference);
  });
}

function segmentAmount(comparison: Comparison, of: { driver: Driver; segment: number; amount: number; draws: Draws }) {
  const reach = 1.6448536269514722 * of.draws.deviations[of.segment * driverCount + placeOf[of.driver]]!;
  return {
    segment: comparison.sample.segments[of.segment]!.key,
    amount: of.amount,
    interval: { low: Math.round(of.amount - reach) + 0, high: Math.round(of.amount + reach) + 0, level: 0.9 },
  };
}

function crossCheckOf(comparison: Comparison, { on, shortfall }: { on: readonly Driver[]; shortfall: number }): CrossCheck {
  const lmdi = comparison.lmdi();
  const parts = on.filter((driver) => driver !== "plan-ambition").map((driver) => ({ driver, amount: Math.round(lmdi[placeOf[driver]]!) + 0 }));
  const largest = parts.reduce((most, { driver, amount }) => Math.max(most, Math.abs(amount - comparison.amountOf(driver))), 0);
  return { method: "lmdi", parts, largestDifference: shortfall === 0 ? null : largest / Math.abs(shortfall) };
}

function summaryOf(
  input: ShortfallInput,
  of: { parts: readonly Part[]; shortfall: number; reference: number; withinChance: number; windows: Windows },
): SummaryData {
  const { question } = input;
  const located = of.parts.filter(({ verdict, amount }) => (verdict === "clear" || verdict === "likely") && amount !== 0);
  return {
    measure: question.measure,
    period: question.period,
    against: question.against,
    shortfall: of.shortfall,
    share: of.reference > 0 ? of.shortfall / of.reference : null,
    located: located.map(({ driver, owner, amount, verdict }) => ({ driver, owner, amount, verdict })).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
    withinChance: of.withinChance,
    nothingBeyondChance: located.length === 0,
    isToDate: of.windows.isToDate,
  };
}

function papersOf(input: ShortfallInput, { comparison, draws }: Found, seed: number): ShortfallPapers {
  const { sample } = comparison;
  const [lead, deal] = ripeAges(comparison);
  const side = (n: 0 | 1) => ({
    closed: sample.closings[n].row.length,
    won: sample.closings[n].isWon.reduce((sum, won) => sum + won, 0),
    leads: sample.entrants[n][0].row.length,
  });
  return {
    method: "shortfall",
    version: methodVersion,
    label: "adjusted",
    seed,
    draws: draws.total.length,
    factsVersion: input.factsVersion,
    asOf: input.asOf,
    drawn: sample.units.byAccount ? "by-account" : "by-record",
    leads: sample.courses.mode,
    traits: [...new Set(traitsOf.flat())].filter((trait) => sample.books.some((book) => book.traits.includes(trait))),
    sample: { reference: side(0), actual: side(1) },
    lagP80: { lead, deal },
  };
}

function leavesOutZero(interval: Interval | null): boolean {
  return interval !== null && ((interval.low ?? 0) > 0 || (interval.high ?? 0) < 0);
}
