// The open deals behind a forecast, one by one: how old, what it is worth, the chance to come in, and how sure that chance is.
import type { Interval } from "#facts/papers.ts";
import { noDay } from "#facts/columns.ts";
import { diceOf } from "#kit/dice.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Outcome, accept } from "#kit/refusal.ts";
import { beliefsOf, chanceOf, emptyCurves, fillCurves } from "#evidence/forecast/chance.ts";
import { whyNotForecast } from "#evidence/forecast/forecast.ts";
import { forecastFrom } from "#evidence/forecast/one-day.ts";
import type { ForecastInput, ForecastRefusal } from "#evidence/forecast/question.ts";
import type { Stage } from "#evidence/forecast/simulate.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";

export interface OpenDeal {
  readonly id: string;
  readonly ageDays: number;
  readonly worth: number;
  /** False: not on record; the mean of won deals of its kind. */
  readonly isWorthKnown: boolean;
  readonly chance: number;
  readonly interval: Interval;
  readonly expected: number;
  /** Its expected day of closing has passed; never told of an earlier day. */
  readonly isOverdue: boolean;
  /** Older than the agreed rule lets an open deal be. */
  readonly isStalled: boolean;
}

export interface PageOfDeals {
  readonly offset: number;
  readonly limit: number;
  readonly which?: "all" | "overdue" | "stalled";
}

export interface OpenDeals {
  readonly total: number;
  readonly rows: readonly OpenDeal[];
}

const rangeDraws = 400;

/** A page of the open deals, the most expected first. */
export function openDealsOf(input: ForecastInput, { offset, limit, which = "all" }: PageOfDeals): Outcome<OpenDeals, ForecastRefusal> {
  const why = whyNotForecast(input);
  if (why) return why;
  const made = forecastFrom(input.facts, input);
  if (!made.ok) return made;
  const { stage, expected } = made.value;
  const { known } = stage;
  const { deals, openWorth } = input.facts;
  const money = (place: number) => expected.chances[place]! * expected.worths[place]!;
  const isOverdue = (row: number) => input.day === input.lastSeen && deals.expectedCloseOn[row] !== noDay && deals.expectedCloseOn[row]! <= input.day;
  const isStalled = (row: number) => input.deadAfter !== null && input.day - deals.createdOn[row]! > input.deadAfter;
  const isWanted = { all: () => true, overdue: isOverdue, stalled: isStalled }[which];
  const wanted = [...known.open.keys()].filter((place) => isWanted(known.open[place]!));
  const places = wanted.sort((a, b) => money(b) - money(a) || (deals.ids[known.open[a]!]! < deals.ids[known.open[b]!]! ? -1 : 1));
  const page = places.slice(offset, offset + limit);
  const ages = page.map((place) => input.day - deals.createdOn[known.open[place]!]!);
  const ranges = chanceRanges(
    stage,
    page.map((place, n) => ({ kind: known.kind[known.open[place]!]!, age: ages[n]! })),
  );
  const rows = page.map((place, n): OpenDeal => {
    const row = known.open[place]!;
    return {
      id: deals.ids[row]!,
      ageDays: ages[n]!,
      worth: expected.worths[place]!,
      isWorthKnown: !Number.isNaN(openWorth[row]!),
      chance: expected.chances[place]!,
      interval: ranges[n]!,
      expected: money(place),
      isOverdue: isOverdue(row),
      isStalled: isStalled(row),
    };
  });
  return accept({ total: places.length, rows });
}

/** The middle 90 of a hundred of the chances that the past leaves possible, for deals of a kind and an age. */
export function chanceRanges(
  { groups, known, stretch }: Pick<Stage, "groups" | "known" | "stretch">,
  of: readonly { kind: number; age: number }[],
): Interval[] {
  const draws = of.map(() => new Float64Array(rangeDraws));
  const curves = emptyCurves(known.tables.width + stretch.days);
  for (const kind of new Set(of.map((one) => one.kind))) {
    const beliefs = beliefsOf(groups[kind]!);
    for (let draw = 0; draw < rangeDraws; draw++) {
      cameTo("draws", draw / rangeDraws);
      fillCurves(curves, beliefs, diceOf(draw + 1));
      of.forEach((one, n) => {
        if (one.kind === kind) draws[n]![draw] = chanceOf(curves, stretch, one.age);
      });
    }
  }
  return draws.map((values) => {
    const { low, high } = spreadOf(values);
    return { low, high, level: 0.9 };
  });
}
