// Chance of a wanted size: each segment is drawn several times, and of the draws the most ordinary ones are taken whose luck adds up to the share left to chance.
import { type DayNumber, addDays, dayNumber } from "#kit/day.ts";
import { diceOf, seedOf } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import type { DemoCalendar } from "#testing/demo/calendar.ts";
import { type Course, courses, recordsAsOf, revenueIn } from "#testing/firm/draw.ts";
import type { Truth } from "#testing/firm/expectation.ts";
import type { FirmProcess } from "#testing/firm/process.ts";

const drawsPerSegment = 8;

interface Candidate {
  readonly found: Course[];
  /** Drawn shortfall less the expected one, minor units. */
  readonly luck: number;
  readonly traits: readonly number[];
}

/** Enquiries of the firm whose drawn shortfall differs from the expected one by about `noise`, while rates, prices and counts are ordinary. */
export function drawnWithNoise(firm: FirmProcess, wanted: { seed: number; calendar: DemoCalendar; noise: number; truth: Truth }): Course[] {
  const { calendar, truth, noise, seed } = wanted;
  const span = { from: addDays(calendar.span.from, -400), until: calendar.span.until };
  const draws = firm.segments.map((segment) =>
    Array.from({ length: drawsPerSegment }, (_, n): Candidate => {
      const found = courses({ segments: [segment] }, span, diceOf(seedOf(`${seed} ${segment.segment} ${n}`)));
      const { deals } = recordsAsOf(found, dayNumber(span.until), "RUB");
      const expected = Object.values(truth.bySegment[segment.segment]!).reduce((sum, part) => sum + part, 0);
      return { found, luck: revenueIn(deals, calendar.period) - revenueIn(deals, calendar.against) - expected, traits: traitsOf(found, calendar) };
    }),
  );
  const strangeness = draws.map(strangenessOf);
  const scale = Math.max(1, spread(draws.flatMap((own) => own.map((draw) => draw.luck))));
  let best: { cost: number; choice: readonly number[] } = { cost: Number.POSITIVE_INFINITY, choice: [] };
  for (let code = 0; code < drawsPerSegment ** draws.length; code++) {
    const choice = draws.map((_, i) => Math.floor(code / drawsPerSegment ** i) % drawsPerSegment);
    const miss = (choice.reduce((sum, n, i) => sum + draws[i]![n]!.luck, 0) - noise) / scale;
    const cost = 400 * miss ** 2 + choice.reduce((sum, n, i) => sum + strangeness[i]![n]!, 0);
    if (cost < best.cost) best = { cost, choice };
  }
  return best.choice.flatMap((n, i) => draws[i]![n]!.found);
}

/** Squares of standard scores, averaged over traits: how far each draw lies from the middle of its segment's draws. */
function strangenessOf(own: readonly Candidate[]): number[] {
  const count = own[0]!.traits.length;
  const sums = own.map(() => 0);
  for (let t = 0; t < count; t++) {
    const values = own.map((draw) => draw.traits[t]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = spread(values);
    if (deviation > 0) values.forEach((value, n) => (sums[n]! += ((value - mean) / deviation) ** 2 / count));
  }
  return sums;
}

/** What the records will be judged by: counts and rates of leads before and after the change, closings, wins, prices and discounts in both quarters. */
function traitsOf(found: readonly Course[], calendar: DemoCalendar): number[] {
  const [start, change, end] = [dayNumber(calendar.span.from), calendar.changeOn, dayNumber(calendar.span.until)];
  const halves: [DayNumber, DayNumber][] = [
    [start, change],
    [change, end],
  ];
  return [
    ...halves.flatMap(([from, until]) => leadTraits(found, from, until)),
    ...[calendar.against, calendar.period].flatMap((period) => dealTraits(found, period)),
  ];
}

function leadTraits(found: readonly Course[], from: DayNumber, until: DayNumber): number[] {
  const [fromAt, untilAt] = [from * 86_400_000, until * 86_400_000];
  let [leads, promise, accepted, qualified] = [0, 0, 0, 0];
  for (const { kind, createdAt, acceptedAt, salesQualifiedAt } of found) {
    if (createdAt < fromAt || createdAt >= untilAt) continue;
    leads++;
    promise += kind.accept * kind.qualify * kind.win;
    accepted += Number(acceptedAt !== null);
    qualified += Number(salesQualifiedAt !== null);
  }
  return [leads, promise / leads, accepted / leads, qualified / accepted];
}

function dealTraits(found: readonly Course[], period: Period): number[] {
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  let [closed, won, list, off] = [0, 0, 0, 0];
  for (const { closedOn, isWon, listPrice, discount } of found) {
    if (closedOn === null || closedOn < from || closedOn >= until) continue;
    closed++;
    if (!isWon) continue;
    won++;
    list += listPrice;
    off += listPrice * discount;
  }
  return [closed, won / closed, list / won, off / list];
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
