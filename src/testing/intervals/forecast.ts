// Firms whose deals come, are won, lost or forgotten at a known pace: does the forecast's range hold what then comes, and a chance's range the true chance.
import { codedOf, noDay } from "#facts/columns.ts";
import type { DealColumns } from "#facts/columns.ts";
import { dayNumber } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import { lostStage, wonStage } from "#evidence/cycle/watch.ts";
import { forecastOf } from "#evidence/forecast/forecast.ts";
import type { ForecastDeals } from "#evidence/forecast/known.ts";
import { forecastFrom, wonBetween } from "#evidence/forecast/one-day.ts";
import { chanceRanges } from "#evidence/forecast/open-deals.ts";
import type { ForecastInput } from "#evidence/forecast/question.ts";
import { stages } from "#facts/stage.ts";
import type { Experiment, Outcome } from "#testing/intervals/experiment.ts";

/** Deals opened a day; chance to be won or lost on a day, at an age in weeks; share that nobody ever closes. */
export interface SimulatedPace {
  readonly openedADay: number;
  readonly won: (age: number) => number;
  readonly lost: (age: number) => number;
  readonly forgotten: number;
  /** Common factor of a whole quarter's openings: standard deviation of its logarithm. */
  readonly unevenness?: number;
  /** Common factor of all chances to be won on the days of a quarter: standard deviation of its logarithm. */
  readonly mood?: number;
}

/** Slow at first, quickest at two months, slowing down later. */
export const usualPace = (openedADay: number): SimulatedPace => ({
  openedADay,
  won: (age) => 0.009 * Math.exp(-(((age - 55) / 45) ** 2)) + 0.001,
  lost: (age) => (age < 20 ? 0.006 : 0.004),
  forgotten: 0.1,
});

export const lifeFrom = dayNumber("2023-07-01");
const lookedOn = dayNumber("2026-02-10");
const quarter = { from: "2026-01-01", until: "2026-04-01" };

/** Two and a half years of deals and their true future. */
export function simulatedDeals(dice: Dice, pace: SimulatedPace, lastDay: number = dayNumber(quarter.until)): DealColumns {
  const rows: { created: number; closed: number; stage: number; amount: number }[] = [];
  let factor = 1;
  const moods = Array.from({ length: pace.mood === undefined ? 0 : 24 }, () => Math.exp(pace.mood! * dice.normal() - pace.mood! ** 2 / 2));
  for (let day = lifeFrom - 400; day <= lastDay; day++) {
    if ((day - lifeFrom) % 91 === 0) factor = Math.exp((pace.unevenness ?? 0) * dice.normal() - (pace.unevenness ?? 0) ** 2 / 2);
    for (let n = dice.poisson(pace.openedADay * factor); n > 0; n--) rows.push({ created: day, ...lifeOf(dice, { ...pace, moods }, day) });
  }
  return columnsOf(rows);
}

function lifeOf(dice: Dice, pace: SimulatedPace & { readonly moods: readonly number[] }, day: number) {
  const amount = Math.round(1_000_000 * Math.exp(0.8 * dice.normal()));
  if (dice.chance(pace.forgotten)) return { closed: noDay, stage: 4, amount };
  for (let age = 0; age < 900; age++) {
    const throwing = dice.uniform();
    const winning = pace.won(age) * (pace.moods[Math.floor((day + age - lifeFrom + 455) / 91)] ?? 1);
    if (throwing < winning) return { closed: day + age, stage: wonStage, amount };
    if (throwing < winning + pace.lost(age)) return { closed: day + age, stage: lostStage, amount };
  }
  return { closed: noDay, stage: stages.indexOf("opportunity"), amount };
}

function columnsOf(rows: readonly { created: number; closed: number; stage: number; amount: number }[]): DealColumns {
  const none = codedOf(rows.map(() => null));
  const empty = () => new Float64Array(rows.length).fill(Number.NaN);
  return {
    count: rows.length,
    ids: rows.map((_, n) => `d${String(n).padStart(6, "0")}`),
    createdOn: Int32Array.from(rows, (row) => row.created),
    closedOn: Int32Array.from(rows, (row) => row.closed),
    expectedCloseOn: new Int32Array(rows.length).fill(noDay),
    stage: Uint8Array.from(rows, (row) => row.stage),
    amount: Float64Array.from(rows, (row) => row.amount),
    listPrice: empty(),
    cost: empty(),
    offInvoice: empty(),
    quantity: empty(),
    isRepeat: new Int8Array(rows.length).fill(-1),
    account: none,
    lead: none,
    owner: none,
    product: none,
    channel: none,
    segment: none,
    region: none,
    accountSize: none,
    campaign: none,
    lossReason: none,
    buyerLossReason: none,
  };
}

export function factsOf(deals: DealColumns): ForecastDeals {
  return { deals, kinds: null, worth: deals.amount, openWorth: deals.amount, needsAmount: false };
}

/** Asked on 10 February what the quarter will bring; what happens later is on record but must not be looked at. */
export function askedOf(deals: DealColumns, draws = 300, wholeFrom: number = lifeFrom): ForecastInput {
  return {
    facts: factsOf(deals),
    measure: "revenue",
    period: quarter,
    day: lookedOn,
    lastSeen: lookedOn,
    deadAfter: null,
    wholeFrom,
    plans: [],
    by: null,
    draws,
  };
}

/** From when on records are whole for so many earlier quarters to be forecast. */
const wholeFor = { 3: dayNumber("2025-01-01"), 6: dayNumber("2024-04-01"), 9: lifeFrom } as const;
type Earlier = keyof typeof wholeFor;

interface Asked {
  readonly draws: number;
  readonly level?: number;
  readonly earlier?: Earlier;
}

function quarterTotal(dice: Dice, pace: SimulatedPace, { draws, level = 0.9, earlier = 9 }: Asked): Outcome | null {
  const deals = simulatedDeals(dice, pace);
  const told = forecastOf(askedOf(deals, draws, wholeFor[earlier]));
  if (!told.ok) return null;
  const { median, narrow } = told.value.total;
  const interval = level === 0.9 ? told.value.total.interval : narrow;
  const truth = wonBetween(factsOf(deals), dayNumber(quarter.from), dayNumber(quarter.until) - 1).worth;
  return { truth, estimate: median, low: interval.low!, high: interval.high! };
}

/** Chance of a deal that has been open for 30 days to be won within the 49 days left, as the pace has it. */
export function trueChance(pace: SimulatedPace, age: number, days: number): number {
  // Of those still open at that age some are forgotten and never close.
  let [open, chance] = [1, 0];
  for (let day = 0; day <= age; day++) open *= 1 - pace.won(day) - pace.lost(day);
  const awake = ((1 - pace.forgotten) * open) / ((1 - pace.forgotten) * open + pace.forgotten);
  let still = awake;
  for (let day = age + 1; day <= age + days; day++) {
    chance += still * pace.won(day);
    still *= 1 - pace.won(day) - pace.lost(day);
  }
  return chance;
}

function chanceOfOne(dice: Dice, pace: SimulatedPace): Outcome | null {
  const deals = simulatedDeals(dice, pace, lookedOn);
  const made = forecastFrom(factsOf(deals), { period: quarter, day: lookedOn, wholeFrom: lifeFrom });
  if (!made.ok) return null;
  const { stage } = made.value;
  const age = 30;
  if (stage.known.tables.width <= age) return null;
  const [range] = chanceRanges(stage, [{ kind: 0, age }]);
  const truth = trueChance(pace, age, stage.stretch.days);
  return { truth, estimate: (range!.low! + range!.high!) / 2, low: range!.low!, high: range!.high! };
}

function slope(dice: Dice, pace: SimulatedPace): Outcome | null {
  const told = forecastOf(askedOf(simulatedDeals(dice, pace, lookedOn), 20));
  if (!told.ok || !told.value.track.calibration.slope) return null;
  const { value, interval } = told.value.track.calibration.slope;
  return { truth: 1, estimate: value, low: interval.low!, high: interval.high! };
}

/** With so many draws of each forecast: few for a quick look. */
export const forecastExperiments = (draws: number): readonly Experiment[] => [
  { name: "quarter's revenue, 100 deals a year", level: 0.9, draw: (dice) => quarterTotal(dice, usualPace(0.28), { draws }) },
  { name: "quarter's revenue, 1,000 deals a year", level: 0.9, draw: (dice) => quarterTotal(dice, usualPace(2.8), { draws }) },
  { name: "quarter's revenue, 1,000 deals a year, half of the cases", level: 0.5, draw: (dice) => quarterTotal(dice, usualPace(2.8), { draws, level: 0.5 }) },
  {
    name: "quarter's revenue, 1,000 deals a year in good and bad quarters",
    level: 0.9,
    draw: (dice) => quarterTotal(dice, { ...usualPace(2.8), unevenness: 0.25 }, { draws }),
  },
  ...([3, 6, 9] as const).flatMap((earlier): Experiment[] => [
    {
      name: `quarter's revenue, 500 deals a year, ${earlier} earlier quarters`,
      level: 0.9,
      draw: (dice) => quarterTotal(dice, usualPace(1.4), { draws, earlier }),
    },
    {
      name: `quarter's revenue, 500 deals a year, ${earlier} earlier quarters, winning goes well and badly by quarters`,
      level: 0.9,
      draw: (dice) => quarterTotal(dice, { ...usualPace(1.4), mood: 0.25 }, { draws, earlier }),
    },
  ]),
  { name: "chance of an open deal, 100 deals a year", level: 0.9, draw: (dice) => chanceOfOne(dice, usualPace(0.28)) },
  { name: "chance of an open deal, 1,000 deals a year", level: 0.9, draw: (dice) => chanceOfOne(dice, usualPace(2.8)) },
  { name: "slope of past chances (truth 1), 1,000 deals a year", level: 0.9, draw: (dice) => slope(dice, usualPace(2.8)) },
];

export const experiments = forecastExperiments(200);
