// What is asked where the reader leaves it open, and how the forecast and the movement are laid out for the screen.
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import type { DealLook } from "#facts/deal-pair.ts";
import type { Caution } from "#facts/papers.ts";
import { columnOf, forecastInput, isPricedWhileOpen, quarterAhead } from "#evidence/forecast/facts.ts";
import type { Forecast } from "#evidence/forecast/forecast.ts";
import type { ForecastInput, ForecastMeasure } from "#evidence/forecast/question.ts";
import { wideningFactor } from "#evidence/forecast/widening.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { Movement, MovementQuestion } from "#evidence/pipeline/movement.ts";
import type { ForecastView, MovementView } from "#features/forecast/contract.ts";
import { noDay } from "#facts/columns.ts";
import { type Day, addDays, dayNumber, dayOf } from "#kit/day.ts";
import type { Currency } from "#kit/money.ts";
import { type Period, periodName, quarterOf, readPeriod } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";

export interface AskedForecast {
  readonly period?: string | undefined;
  readonly measure: ForecastMeasure;
  readonly day?: Day | undefined;
  readonly by?: SegmentKey | undefined;
}

/** Left open: the quarter ahead, from the last day on record; a period that is over is looked at from as long before its end as the quarter ahead is. */
export function inputOf(lens: Lens, { period: asked, measure, day, by }: AskedForecast): Outcome<ForecastInput, "not-a-period"> {
  const ahead = quarterAhead(lens);
  const period = asked === undefined ? ahead : readPeriod(asked);
  if (!period) return refuse("not-a-period");
  const last = dayNumber(period.until) - 1;
  const usual = last > lens.lastSeen ? lens.lastSeen : last - (dayNumber(ahead.until) - 1 - lens.lastSeen);
  return accept(forecastInput(lens, { period, measure, by: by ?? null, day: day === undefined ? usual : dayNumber(day) }));
}

export interface ShownWith {
  readonly lens: Lens;
  readonly input: ForecastInput;
  readonly by: SegmentKey | null;
  /** What people call a value of a field that is cut by. */
  readonly nameOf: <V extends string | null>(cut: string | null, value: V) => V;
  readonly factsVersion: number;
}

export function forecastView(told: Forecast, { lens, input, by, nameOf, factsVersion }: ShownWith): ForecastView {
  const { calibration } = told.track;
  return {
    period: told.period,
    measure: told.measure,
    currency: lens.facts.currency,
    day: told.lastKnown,
    lastSeen: dayOf(input.lastSeen),
    daysLeft: told.daysLeft,
    wonSoFar: told.wonSoFar,
    open: told.open,
    fresh: told.fresh,
    total: told.total,
    came: told.came,
    crm: told.crm,
    stalls: told.stalls,
    plan: told.plan,
    by,
    byKeys: keysToCutBy(lens),
    groups: told.groups.map((group) => Object.assign({}, group, { name: nameOf(by, group.name) })),
    track: {
      ...told.track,
      widening: wideningFactor(told.track.widening),
      periods: told.track.periods.map(({ period, day, median, low50, high50, low90, high90, actual }) => ({
        period,
        day: dayOf(day),
        median,
        low50,
        high50,
        low90,
        high90,
        actual,
      })),
      calibration: {
        cases: calibration.cases,
        expected: calibration.expected,
        came: calibration.came,
        bins: calibration.bins.map(({ cases, meanChance, came, interval }) => ({ cases, meanChance, came, interval })),
        slope: calibration.slope,
        intercept: calibration.intercept,
      },
    },
    learnt: {
      from: told.learnt.from,
      won: told.learnt.won,
      lost: told.learnt.lost,
      sortedBy: lens.agreed.terms.segments.by,
      kinds: told.learnt.kinds.filter((name) => name !== null).map((name) => nameOf(lens.agreed.terms.segments.by, name)),
      openedADay: told.learnt.openedADay,
    },
    cautions: told.cautions,
    papers: { draws: told.draws, seed: told.seed, factsVersion: String(factsVersion) },
  };
}

/** Fields that are filled for at least one deal in ten, with at least two values. */
function keysToCutBy({ facts: { deals } }: Lens): SegmentKey[] {
  return segmentKeys.filter((key) => {
    const { codes } = columnOf(deals, key);
    const found = new Set<number>();
    let filled = 0;
    for (const code of codes) {
      if (code < 0) continue;
      filled++;
      found.add(code);
    }
    return filled * 10 >= codes.length && found.size > 1;
  });
}

export interface AskedMovement {
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
  readonly window?: string | undefined;
  readonly measure?: ForecastMeasure | undefined;
}

export interface MovementPlan {
  readonly from: Day;
  readonly until: Day;
  readonly basis: MovementView["basis"];
  readonly window: Period | null;
  readonly windows: readonly string[];
  readonly lookDays: readonly Day[];
  readonly question: MovementQuestion;
}

const leastDays = 7;

/** Which days are compared, on what they rest, and which deals count. */
export function movementPlan(
  lens: Lens,
  lookDays: readonly Day[],
  asked: AskedMovement,
): Outcome<MovementPlan, "no-deals" | "not-a-period" | "days-out-of-order"> {
  if (lens.facts.deals.count === 0) return refuse("no-deals");
  const [first, last] = [lookDays[0], lookDays.at(-1)];
  const lastSeen = dayOf(lens.lastSeen);
  const hasHistory = first !== undefined && first !== last;
  const until = asked.until ?? (hasHistory ? last! : lastSeen);
  const from = asked.from ?? (hasHistory && until > first ? lookBefore(lookDays, until) : addDays(quarterOf(until).from, -1));
  if (from >= until) return refuse("days-out-of-order");
  const basis = first !== undefined && from >= first ? "looks" : "dates";
  const windows = basis === "looks" ? windowsOf(lens) : [];
  const usual = windows.includes(periodName(quarterOf(until))) ? quarterOf(until) : null;
  const window = basis === "dates" || asked.window === "all" ? null : asked.window === undefined ? usual : readPeriod(asked.window);
  if (asked.window !== undefined && asked.window !== "all" && !readPeriod(asked.window)) return refuse("not-a-period");
  const measure = asked.measure ?? (isPricedWhileOpen(lens.facts.deals) ? "revenue" : "deals");
  return accept({ from, until, basis, window, windows, lookDays, question: { window, measure, from: dayNumber(from) } });
}

/** The last look a week or more before the day, else the first one. */
function lookBefore(lookDays: readonly Day[], until: Day): Day {
  return lookDays.findLast((day) => day <= addDays(until, -leastDays)) ?? lookDays[0]!;
}

/** Quarters in which open or recently closed deals are expected to close, at most six. */
function windowsOf({ facts: { deals }, lastSeen }: Lens): string[] {
  const names = new Map<string, Period>();
  for (let row = 0; row < deals.count; row++) {
    const day = deals.expectedCloseOn[row]!;
    if (day === noDay || day < lastSeen - 200 || day > lastSeen + 400) continue;
    const period = quarterOf(dayOf(day));
    names.set(periodName(period), period);
  }
  return [...names]
    .sort(([, a], [, b]) => (a.from < b.from ? -1 : 1))
    .map(([name]) => name)
    .slice(0, 6);
}

export function movementView(told: Movement, plan: MovementPlan, currency: Currency): MovementView {
  const unpriced = told.opening.unpriced + told.steps.reduce((sum, step) => sum + (step.step === "new" ? step.unpriced : 0), 0);
  const deals = told.opening.deals + told.steps.reduce((sum, step) => sum + (step.step === "new" ? step.deals : 0), 0);
  const cautions: Caution[] = [];
  if (plan.basis === "dates")
    cautions.push({ code: plan.lookDays[0] === undefined ? "movement-no-history" : "movement-before-history", details: { day: plan.lookDays[0] ?? "" } });
  if (told.lateOnRecord > 0) cautions.push({ code: "movement-late-on-record", details: { count: told.lateOnRecord } });
  if (unpriced > 0) cautions.push({ code: "movement-unpriced", details: { count: unpriced, of: deals } });
  return {
    from: plan.from,
    until: plan.until,
    lookDays: plan.lookDays,
    basis: plan.basis,
    window: plan.window,
    windows: plan.windows,
    measure: plan.question.measure,
    currency,
    opening: told.opening,
    closing: told.closing,
    steps: told.steps,
    cautions,
  };
}

export function lookView({ standing, amount, expectedCloseOn, closedOn }: DealLook) {
  const day = (number: number | null) => (number === null ? null : dayOf(number));
  return { standing, amount: Number.isNaN(amount) ? null : amount, expectedCloseOn: day(expectedCloseOn), closedOn: day(closedOn) };
}
