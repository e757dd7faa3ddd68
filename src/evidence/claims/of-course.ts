// Claims about the course of things: a plan nobody could reach, fewer people, a market that fell, a change that changed the result.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, monthsOf } from "#evidence/claims/ground.ts";
import { countedOut, normalAnswer } from "#evidence/claims/measure.ts";
import { figureCourses } from "#evidence/change/figure-course.ts";
import { interruptedBy } from "#evidence/change/interrupted.ts";
import { closedIn } from "#evidence/kpi/lens.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { overlap, plannedMoney } from "#evidence/kpi/spend.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { studentBelow, studentQuantile } from "#evidence/statistics/student.ts";
import type { Caution } from "#facts/papers.ts";
import { addDays, addMonths, dayOf } from "#kit/day.ts";
import { type Period, wholeMonths, yearBefore } from "#kit/period.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

const fewestStretches = 4;

/**
 * The plan for the period against what such stretches brought before it, on the log scale: mean log of the plan's parts less mean log revenue of the stretches before;
 * standard error of the difference between k further stretches and the n on record, s √(1/k + 1/n), Student's curve with n - 1 degrees. Above what nine in ten
 * such periods reach, nobody could be expected to reach it. The whole period is compared with the same season of at least four years (k = 1); where fewer years are
 * on record with as many periods just before it; and where these are too few as well (a year's plan with a year on record), its quarters with the quarters before, then its
 * months with the months before. At most twelve stretches. Whole years of quarters or months hold every season alike; anything else is said in a caution.
 */
export const unrealisticPlan: Test = (spec, ground, asked) => {
  const { lens } = ground;
  const planned = plannedMoney(lens, "revenue", asked.period);
  if (planned === null || planned <= 0) return cannotTell("no-plan");
  const stretch = stretchOf(lens);
  const first = stretch === null ? asked.period.from : lens.extract ? maxDay(stretch.from, dayOf(lens.extract.distortedUntil)) : stretch.from;
  const { parts, before, isSeasonal } = stretchesFor(asked.period, first);
  if (before.length < fewestStretches) return cannotTell("too-few-stretches", { count: before.length, needed: fewestStretches });
  const plans = parts.map((part) => plannedMoney(lens, "revenue", part) ?? 0);
  if (plans.some((level) => level <= 0)) return cannotTell("no-plan");
  const { deals } = lens.facts;
  const revenue = (period: Period) =>
    closedIn(lens, period, { outcome: "won" }).reduce((sum, row) => sum + (deals.amount[row]! > 0 ? deals.amount[row]! : 0), 0);
  const revenues = before.map(revenue);
  if (revenues.some((value) => value <= 0)) return cannotTell("stretches-without-revenue");
  const logs = revenues.map(Math.log);
  const mean = meanOf(logs);
  const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1));
  const deviation = spread * Math.sqrt(1 / parts.length + 1 / logs.length);
  if (!(deviation > 0)) return cannotTell("always-the-same");
  const degrees = logs.length - 1;
  const above = meanOf(plans.map(Math.log)) - mean;
  const reach = studentQuantile(0.95, degrees) * deviation;
  // How sure it is that such a period stays below the plan less what matters.
  const stays = (less: number) => studentBelow((above - Math.log1p(less)) / deviation, degrees);
  const cautions: Caution[] = isSeasonal ? [] : [{ code: "claim-season-not-allowed-for" }];
  const rows = before.flatMap((period) => closedIn(lens, period, { outcome: "won" }));
  return {
    ok: true,
    measured: {
      effect: Math.expm1(above),
      interval: { low: Math.expm1(above - reach), high: Math.expm1(above + reach), level: 0.9 },
      pSupport: 1 - stays(spec.nothing),
      pRefute: stays(spec.worth),
      sample: before.length,
      compared: [
        { name: "planned", value: planned, cases: 0 },
        { name: "usual", value: Math.exp(mean) * parts.length, cases: before.length },
      ],
      cautions,
      records: { entity: "deal", ids: rows.map((row) => deals.ids[row]!) },
    },
  };
};

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Stretches {
  /** The period, or the quarters or months that it is made of. */
  readonly parts: readonly Period[];
  readonly before: readonly Period[];
  /** Every season is held alike by both. */
  readonly isSeasonal: boolean;
}

function stretchesFor(period: Period, first: string): Stretches {
  const seasons = stretchesBefore(period, 12, first);
  if (seasons.length >= fewestStretches) return { parts: [period], before: seasons, isSeasonal: true };
  const months = monthsOf(period);
  const whole = { parts: [period], before: stretchesBefore(period, months, first), isSeasonal: false };
  if (whole.before.length >= fewestStretches || wholeMonths(period) === null) return whole;
  for (const size of [3, 1]) {
    if (months % size !== 0 || months === size) continue;
    const parts = Array.from({ length: months / size }, (_, n) => ({ from: addMonths(period.from, n * size), until: addMonths(period.from, (n + 1) * size) }));
    const before = stretchesBefore(parts[0]!, size, first);
    if (before.length < fewestStretches) continue;
    // Of more than a whole year the oldest stretches beyond it would count one season twice.
    const aYear = 12 / size;
    const even = before.slice(0, before.length - (before.length % aYear));
    const isWhole = months % 12 === 0 && even.length >= fewestStretches;
    return { parts, before: isWhole ? even : before, isSeasonal: isWhole };
  }
  return whole;
}

function maxDay(one: string, other: string): string {
  return one > other ? one : other;
}

/** Stretches of the same length before the period, so many months apart, the nearest first, none before `first`. */
function stretchesBefore(period: Period, months: number, first: string): Period[] {
  const found: Period[] = [];
  for (let n = 1; n <= 12; n++) {
    const own = { from: addMonths(period.from, -n * months), until: addMonths(period.until, -n * months) };
    if (own.from < first) break;
    found.push(own);
  }
  return found;
}

/** By what share fewer days of people in sales there were than in the same stretch a year before: counted out. */
export const fewerPeople: Test = (spec, ground, asked) => {
  const own = ground.lens.facts.sellers.filter(({ department, from }) => (department === null || department === "sales") && from !== null);
  if (own.length === 0) return cannotTell("no-dates-of-service");
  const days = (period: Period) => own.reduce((sum, { from, until }) => sum + overlap({ from: from!, until: until ?? addDays(period.until, 1) }, period), 0);
  const [now, then] = [days(asked.period), days(yearBefore(asked.period))];
  if (then === 0) return cannotTell("no-year-before");
  const present = own.filter(({ from, until }) => overlap({ from: from!, until: until ?? asked.period.until }, asked.period) > 0);
  const effect = (then - now) / then;
  return countedOut(
    spec,
    { effect, sample: own.length },
    {
      compared: [
        { name: "this", value: now, cases: present.length },
        { name: "year-before", value: then, cases: 0 },
      ],
      records: { entity: "seller", ids: present.map(({ id }) => id) },
    },
  );
};

/** By what share the market's index stood lower, on average, than in the same stretch a year before. The index is another's measure and is taken as it is. */
export const marketFell: Test = (spec, ground, asked) => {
  const whole = ground.marketIndex.filter(({ segment, region, product }) => segment === null && region === null && product === null);
  const rows = (period: Period) => whole.filter(({ day }) => day >= period.from && day < period.until);
  const [now, then] = [rows(asked.period), rows(yearBefore(asked.period))];
  if (whole.length === 0) return cannotTell("no-market-index");
  if (now.length === 0 || then.length === 0) return cannotTell("no-year-before");
  const mean = (own: typeof now) => own.reduce((sum, { level }) => sum + level, 0) / own.length;
  const effect = (mean(then) - mean(now)) / mean(then);
  return countedOut(
    spec,
    { effect, sample: now.length + then.length },
    {
      compared: [
        { name: "this", value: mean(now), cases: now.length },
        { name: "year-before", value: mean(then), cases: then.length },
      ],
      records: { entity: "market-index", ids: now.map(({ id }) => id) },
    },
  );
};

/**
 * By how much monthly revenue stood differently since the turning point, up or down (docs/methods/changes.md). Chance of as large a mean effect either way
 * for support; for refutation the larger of the two one-sided chances against the smallest size that matters.
 */
export const changedTheResult: Test = (spec, ground, asked) => {
  const turn = ground.turns.find(({ id }) => id === asked.subject);
  if (!turn) return cannotTell("nothing-of-subject");
  const [figure] = figureCourses(ground.lens, ["revenue"], "month");
  if (!figure || !figure.onLog) return cannotTell("no-revenue-by-month");
  const { times, values, perYear } = figure.course;
  const at = Array.from(times).findIndex((t) => figure.points[t]!.period.from >= turn.day);
  const found = interruptedBy({ times, values, perYear, place: at === -1 ? times.length : at, hasSlope: false });
  if (typeof found === "string") return cannotTell(found, { count: at === -1 ? 0 : times.length - at });
  const { value, interval, probability } = found.mean;
  const deviation = (interval.high! - interval.low!) / (2 * normalQuantile(0.95));
  const [limit, low, high] = [Math.log1p(spec.worth), Math.expm1(interval.low!), Math.expm1(interval.high!)];
  const one = normalAnswer(
    { ...spec, holds: "above", worth: limit, nothing: 0 },
    { effect: value, standardError: deviation, interval, sample: values.length, around: { records: { entity: "deal", ids: [] } } },
  );
  const other = normalAnswer(
    { ...spec, holds: "above", worth: limit, nothing: 0 },
    { effect: -value, standardError: deviation, interval, sample: values.length, around: { records: { entity: "deal", ids: [] } } },
  );
  if (!one.ok || !other.ok) return one;
  const effect = Math.expm1(value);
  const since = { from: turn.day, until: addDays(dayOf(ground.lens.lastSeen), 1) };
  const { deals } = ground.lens.facts;
  return {
    ok: true,
    measured: {
      effect: Math.abs(effect),
      interval: effect >= 0 ? { low, high, level: 0.9 } : { low: -high, high: -low, level: 0.9 },
      pSupport: Math.min(1, 2 * (1 - probability)),
      pRefute: Math.max(one.measured.pRefute, other.measured.pRefute),
      sample: values.length,
      compared: [{ name: effect >= 0 ? "rise" : "fall", value: Math.abs(effect), cases: found.after }],
      cautions: [{ code: "claim-what-else-happened" }],
      records: { entity: "deal", ids: closedIn(ground.lens, since, { outcome: "won" }).map((row) => deals.ids[row]!) },
    },
  };
};
