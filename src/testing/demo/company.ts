// The demo company SectorVision, whole: every kind of fact of 24 months, with troubles of known size planted in the last quarter.
import type { CurrencyRate, EntityName, FactRow, MarketIndex, Plan, Product } from "#facts/entities.ts";
import { type Day, addDays, addMonths, dayNumber } from "#kit/day.ts";
import { type Dice, diceOf, seedOf } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import { type PlantedShares, calibrated, demoShares, demoShortfall } from "#testing/demo/calibrate.ts";
import { type DemoCalendar, calendarOf } from "#testing/demo/calendar.ts";
import { soiled } from "#testing/demo/dirt.ts";
import { dressed } from "#testing/demo/dress.ts";
import { type Habits, announced, demoHabits, materialUses } from "#testing/demo/habits.ts";
import { drawnWithNoise } from "#testing/demo/noise.ts";
import { type Tongue, labelOf } from "#testing/demo/names.ts";
import { demoPeople } from "#testing/demo/people.ts";
import { demoPromotion } from "#testing/demo/promotion.ts";
import { demoProcess, nothingWrong } from "#testing/demo/story.ts";
import { type Truth, expectedRevenue } from "#testing/firm/expectation.ts";
import type { Course } from "#testing/firm/draw.ts";
import type { FirmProcess } from "#testing/firm/process.ts";

export type FirmRows = { readonly [E in EntityName]: readonly FactRow<E>[] };

export interface SimulatedFirm {
  readonly rows: FirmRows;
  /** Expected parts of the shortfall, as planted; what the drawn records add to it is chance. */
  readonly truth: Truth;
  /** The last quarter, and the same quarter a year before. */
  readonly period: Period;
  readonly against: Period;
  readonly asOf: Day;
}

export interface SimulateOptions {
  readonly seed: number;
  /** First day of the records; the first of a month. */
  readonly from: Day;
  readonly months?: number;
  /** Shares of the shortfall by driver; {} plants nothing. */
  readonly truths?: PlantedShares;
  /** Multiplies leads and orders; 1 is a firm with 600 million roubles a year. */
  readonly scale?: number;
  readonly tongue?: Tongue;
}

/** The demo's usual company: of the first ten seeds the one in which most of the planted troubles stand out from chance. */
export const usualSeed = 6;

/** Pure: the same options give the same bytes. */
export function simulateFirm(options: SimulateOptions): SimulatedFirm {
  const { seed, from, months = 24, truths = demoShares, scale = 1, tongue = "en" } = options;
  const calendar = calendarOf(from, months);
  const { knobs, truth } = calibrated(calendar, truths, scale);
  const process = demoProcess(calendar, knobs, scale);
  const planted = Object.values(truths).reduce((sum, share) => sum + share, 0);
  const noise = planted === 0 ? 0 : -(1 - planted) * demoShortfall * truth.reference;
  const courses = drawnWithNoise(process, { seed, calendar, noise, truth });
  const rows = recordsOfFirm({ seed, calendar, process, courses, tongue, scale });
  return { rows, truth, period: calendar.period, against: calendar.against, asOf: calendar.span.until };
}

/** What the firm's systems hold of the enquiries that came. */
export function recordsOfFirm(firm: {
  readonly seed: number;
  readonly calendar: DemoCalendar;
  readonly process: FirmProcess;
  readonly courses: readonly Course[];
  readonly tongue: Tongue;
  readonly scale: number;
  /** What marketing tells and gives to sales; the demo's own where it is not said. */
  readonly habits?: Habits;
}): FirmRows {
  const { seed, calendar, process, courses, tongue, scale, habits = demoHabits } = firm;
  const dice = (what: string) => diceOf(seedOf(`${seed} ${what}`));
  const { sellers, costs } = demoPeople(calendar, tongue, dice("people"));
  const promotion = demoPromotion(calendar, tongue, dice("promotion"));
  const records = dressed(courses, { calendar, tongue, sellers, promotion, dice: dice("records") });
  const { leads, deals, accounts } = soiled({ ...records, accounts: records.buyers.map((buyer) => buyer.account) }, dice("dirt"));
  return {
    account: accounts,
    contact: records.buyers.map((buyer) => buyer.contact),
    lead: leads,
    deal: inDollars(deals, dice("dollars")),
    "stage-change": records.stageChanges,
    activity: records.activities,
    touchpoint: records.touchpoints,
    campaign: announced(promotion.campaigns, habits, dice("notice")),
    spend: promotion.spend,
    plan: plansOf(calendar, demoProcess(calendar, nothingWrong, scale)),
    "market-index": indexOf(calendar, process, tongue),
    seller: sellers.map(({ teamKey: _team, isGenerous: _generous, ...seller }) => seller),
    "seller-cost": costs,
    product: productsOf(tongue),
    "currency-rate": ratesOf(calendar),
    "material-use": materialUses(deals, { calendar, habits, tongue, dice: dice("materials") }),
  };
}

/** The plan of each quarter is what the firm would earn had nothing gone wrong. */
function plansOf(calendar: DemoCalendar, healthy: FirmProcess): Plan[] {
  const rows: Plan[] = [];
  for (let from = calendar.span.from; from < calendar.span.until; from = addMonths(from, 3)) {
    const until = addMonths(from, 3);
    const level = Math.round(expectedRevenue(healthy, { from, until }) / 100_000_000) * 100_000_000;
    rows.push({
      id: `revenue-${from}`,
      measure: "revenue",
      from,
      until,
      level,
      currency: "RUB",
      product: null,
      region: null,
      accountSize: null,
      channel: null,
      segment: null,
    });
  }
  return rows;
}

function indexOf(calendar: DemoCalendar, process: FirmProcess, tongue: Tongue): MarketIndex[] {
  const rows: MarketIndex[] = [];
  const { market } = process.segments[0]!;
  for (let day = calendar.span.from; day < calendar.span.until; day = addMonths(day, 1)) {
    const days = Array.from({ length: dayNumber(addMonths(day, 1)) - dayNumber(day) }, (_, n) => market(dayNumber(day) + n));
    const level = Number(((100 * days.reduce((sum, value) => sum + value, 0)) / days.length).toFixed(3));
    rows.push({ id: `index-${day}`, day, level, segment: null, region: null, product: null, publisher: labelOf(tongue, "industry-index") });
  }
  return rows;
}

function productsOf(tongue: Tongue): Product[] {
  const offers: readonly [string, number][] = [
    ["video", 48_000_000],
    ["access", 84_000_000],
    ["turnkey", 168_000_000],
  ];
  return offers.map(([key, listPrice]) => ({
    id: key,
    name: labelOf(tongue, key),
    productLine: labelOf(tongue, key),
    listPrice,
    unitCost: Math.round(listPrice * 0.515),
    currency: "RUB",
  }));
}

const dollar = (day: Day) => 92 + 4 * Math.sin(dayNumber(day) / 55);

function ratesOf(calendar: DemoCalendar): CurrencyRate[] {
  const rows: CurrencyRate[] = [];
  for (let day = addDays(calendar.span.from, -400); day < calendar.span.until; day = addDays(day, 7))
    for (const [currency, factor] of [
      ["USD", 1],
      ["EUR", 1.08],
    ] as const)
      rows.push({ id: `${currency}-${day}`, day, currency, rate: Number((dollar(day) * factor).toFixed(4)) });
  return rows;
}

/** About one deal in a hundred is kept in dollars, at the rate of the week it was closed or begun. */
function inDollars(deals: readonly FactRow<"deal">[], dice: Dice): FactRow<"deal">[] {
  return deals.map((deal) => {
    if (deal.isRepeat === true || !dice.chance(0.015)) return deal;
    const at = (minor: number | null) => (minor === null ? null : Math.round(minor / dollar(deal.closedOn ?? deal.createdOn!)));
    return { ...deal, currency: "USD", amount: at(deal.amount), listPrice: at(deal.listPrice), cost: at(deal.cost), offInvoice: at(deal.offInvoice) };
  });
}
