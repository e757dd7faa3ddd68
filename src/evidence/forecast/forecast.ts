// What will the period bring: a range, its three parts, the chance to reach the plan, and how such forecasts have held before.
import type { Coded } from "#facts/columns.ts";
import type { Caution, Interval, NumberWithPapers } from "#facts/papers.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import { seedOf } from "#kit/dice.ts";
import { type Period, periodName } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { forecastCautions } from "#evidence/forecast/cautions.ts";
import { isWon } from "#evidence/forecast/known.ts";
import { type CrmSum, type Stall, cameOf, crmSumOf, stallsOf } from "#evidence/forecast/beside.ts";
import { type OneDay, forecastFrom } from "#evidence/forecast/one-day.ts";
import { type ForecastInput, type ForecastMeasure, type ForecastRefusal, furthestDays, usualDraws } from "#evidence/forecast/question.ts";
import { type Played, playedOut } from "#evidence/forecast/simulate.ts";
import { type Track, trackOf } from "#evidence/forecast/track.ts";
import { errorSizes, widened } from "#evidence/forecast/widening.ts";
import { plannedMoney } from "#evidence/shortfall/plan.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";

/** An expected value and the range that holds what comes with the stated chance. */
export interface Ranged {
  readonly expected: number;
  readonly interval: Interval;
}

export interface GroupForecast {
  /** Null: the records state none. */
  readonly name: string | null;
  readonly wonSoFar: number;
  readonly openDeals: number;
  /** What the open deals are worth if all came. */
  readonly openWorth: number;
  readonly open: Ranged;
}

export interface Forecast {
  readonly period: Period;
  readonly measure: ForecastMeasure;
  /** The last day known, and how many days of the period are to come after it. */
  readonly lastKnown: Day;
  readonly daysLeft: number;
  readonly wonSoFar: { readonly worth: number; readonly deals: number };
  /** Expected wins among the open, and among those not opened yet. */
  readonly open: Ranged & { readonly deals: number; readonly worth: number; readonly wins: number };
  readonly fresh: Ranged & { readonly wins: number };
  /** `interval` holds what comes in 90 of a hundred cases, `narrow` in 50. */
  readonly total: Ranged & { readonly median: number; readonly narrow: Interval };
  /** What really came; null while the period is not over. */
  readonly came: { readonly worth: number; readonly deals: number } | null;
  /** What the source's own dates add up to; null for an earlier day, of which today's dates tell nothing. */
  readonly crm: CrmSum | null;
  /** The open deals with those older than a limit left out: half the agreed rule for dead deals, the rule, twice the rule. */
  readonly stalls: readonly Stall[];
  readonly plan: { readonly level: number; readonly isProrated: boolean; readonly chance: number } | null;
  /** Ordered points of the distribution of the total, every fifth part of a hundred, for a picture. */
  readonly course: readonly number[];
  readonly groups: readonly GroupForecast[];
  readonly track: Track;
  readonly learnt: { readonly from: Day; readonly won: number; readonly lost: number; readonly kinds: readonly (string | null)[]; readonly openedADay: number };
  readonly cautions: readonly Caution[];
  readonly draws: number;
  readonly seed: number;
}

/**
 * Expected total = won so far + sum over open deals of chance times worth + deals to be opened times their chance to be won in time times the worth of
 * quick wins. Range: the middle 90 of a hundred of what the rest of the period played through brings, pulled apart by how earlier periods were missed
 * and by how few there were. See docs/methods/forecast.md.
 */
export function forecastOf(input: ForecastInput): Outcome<Forecast, ForecastRefusal> {
  const why = whyNotForecast(input);
  if (why) return why;
  const { facts, period, day, wholeFrom, measure, draws = usualDraws } = input;
  const made = forecastFrom(facts, { period, day, wholeFrom });
  if (!made.ok) return made;
  const { stage, wonSoFar, expected } = made.value;
  const track = trackOf(input);
  const groups = groupsOf(input, made.value);
  const seed = seedOf(`forecast ${periodName(period)} ${measure}`);
  const played = playedOut(stage, { draws, seed, groupOf: groups.ofOpen, groupCount: groups.names.length });
  const total = wonSoFar.worth + expected.open + expected.fresh;
  const sizes = errorSizes(track.widening, { draws, seed });
  const spread = (mean: number, values: Float64Array) => widened(mean, values, sizes);
  const totals = spread(
    total,
    played.open.map((value, n) => wonSoFar.worth + value + played.fresh[n]!),
  ).map((value) => Math.max(wonSoFar.worth, value));
  const ranged = (mean: number, values: Float64Array): Ranged => ({ expected: mean, interval: intervalOf(spread(mean, values)) });
  const planned = measure === "revenue" ? plannedMoney(input.plans, period, "revenue") : null;
  const reached = planned ? totals.reduce((count, value) => count + Number(value >= planned.total), 0) / totals.length : 0;
  return accept({
    period,
    measure,
    lastKnown: dayOf(day),
    daysLeft: dayNumber(period.until) - 1 - Math.max(day, dayNumber(period.from) - 1),
    wonSoFar: { worth: wonSoFar.worth, deals: wonSoFar.deals },
    open: {
      ...ranged(expected.open, played.open),
      deals: stage.known.open.length,
      worth: expected.worths.reduce((sum, worth) => sum + worth, 0),
      wins: expected.openWins,
    },
    fresh: { ...ranged(expected.fresh, played.fresh), wins: expected.freshWins },
    total: { expected: total, median: spreadOf(totals, 0).low, interval: intervalOf(totals), narrow: intervalOf(totals, 0.5) },
    came: cameOf(input),
    crm: crmSumOf(input, made.value),
    stalls: stallsOf(input, made.value),
    plan: planned && { level: planned.total, isProrated: planned.isProrated, chance: reached },
    course: courseOf(totals),
    groups: groupForecasts(groups, { played, made: made.value, draws, sizes, period }),
    track,
    learnt: {
      from: dayOf(stage.known.learntFrom),
      won: stage.known.won,
      lost: stage.known.lost,
      kinds: stage.known.kindNames,
      openedADay: stage.arrivals.opened.reduce((sum, count) => sum + count, 0) / Math.max(1, stage.arrivals.days),
    },
    cautions: forecastCautions(input, made.value, track),
    draws,
    seed,
  });
}

export function whyNotForecast({ facts, period, day, lastSeen }: ForecastInput) {
  if (facts.deals.count === 0) return refuse("no-deals");
  if (day > lastSeen) return refuse("day-not-seen", { lastKnown: dayOf(lastSeen) });
  const left = dayNumber(period.until) - 1 - day;
  if (left < 1) return refuse("period-is-over", { lastKnown: dayOf(day) });
  return left > furthestDays ? refuse("period-too-far", { most: furthestDays }) : null;
}

function intervalOf(draws: Float64Array, level = 0.9): Interval {
  const { low, high } = spreadOf(draws, level);
  return { low: Math.max(0, low), high: Math.max(0, high), level };
}

function courseOf(totals: Float64Array): number[] {
  const sorted = totals.slice().sort();
  return Array.from({ length: 21 }, (_, n) => sorted[Math.round((n / 20) * (sorted.length - 1))]!);
}

interface Groups {
  readonly names: readonly (string | null)[];
  /** Group of each open deal. */
  readonly ofOpen: Int32Array;
  readonly ofRow: (row: number) => number;
}

const mostGroups = 40;

/** The groups of open deals, most open worth first; beyond forty the rest is left out of the table. */
function groupsOf({ by }: ForecastInput, { stage, expected }: OneDay): Groups {
  if (!by) return { names: [], ofOpen: new Int32Array(0), ofRow: () => -1 };
  const sums = new Float64Array(by.names.length + 1);
  stage.known.open.forEach((row, place) => (sums[by.codes[row]! + 1]! += expected.chances[place]! * expected.worths[place]!));
  const own = [...sums.keys()].filter((code) => sums[code]! > 0).sort((a, b) => sums[b]! - sums[a]! || compare(by, a, b));
  const place = new Int32Array(sums.length).fill(-1);
  own.slice(0, mostGroups).forEach((code, n) => (place[code] = n));
  const ofRow = (row: number) => place[by.codes[row]! + 1]!;
  return { names: own.slice(0, mostGroups).map((code) => (code === 0 ? null : by.names[code - 1]!)), ofOpen: Int32Array.from(stage.known.open, ofRow), ofRow };
}

const compare = (by: Coded, a: number, b: number) => ((by.names[a - 1] ?? "") < (by.names[b - 1] ?? "") ? -1 : 1);

interface Drawn {
  readonly played: Played;
  readonly made: OneDay;
  readonly draws: number;
  readonly sizes: Float64Array;
  readonly period: Period;
}

function groupForecasts({ names, ofOpen, ofRow }: Groups, { played, made, draws, sizes, period }: Drawn): GroupForecast[] {
  const { stage, expected } = made;
  const groups = names.map((name) => ({ name, wonSoFar: 0, openDeals: 0, openWorth: 0, expected: 0 }));
  ofOpen.forEach((group, place) => {
    if (group < 0) return;
    groups[group]!.openDeals++;
    groups[group]!.openWorth += expected.worths[place]!;
    groups[group]!.expected += expected.chances[place]! * expected.worths[place]!;
  });
  const { facts, day } = stage;
  const from = dayNumber(period.from);
  for (let row = 0; row < facts.deals.count && names.length > 0; row++) {
    const closed = facts.deals.closedOn[row]!;
    if (closed < from || closed > day || !isWon(facts, row) || Number.isNaN(facts.worth[row]!) || ofRow(row) < 0) continue;
    groups[ofRow(row)]!.wonSoFar += facts.worth[row]!;
  }
  return groups.map(({ name, wonSoFar, openDeals, openWorth, expected: mean }, n) => ({
    name,
    wonSoFar,
    openDeals,
    openWorth,
    open: { expected: mean, interval: intervalOf(widened(mean, played.byGroup.subarray(n * draws, (n + 1) * draws), sizes)) },
  }));
}

/** The total as a number with its papers. */
export function forecastNumber(told: Forecast, currency: string, definition: string): NumberWithPapers {
  return {
    key: "forecast",
    value: told.total.median,
    unit: told.measure === "revenue" ? "money" : "count",
    ...(told.measure === "revenue" ? { currency } : {}),
    sample: told.learnt.won + told.learnt.lost,
    interval: told.total.interval,
    method: "forecast",
    label: "adjusted",
    period: told.period,
    definition,
    cautions: told.cautions,
  };
}
