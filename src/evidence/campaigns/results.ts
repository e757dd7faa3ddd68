// What campaigns and channels cost and what came of them: touches, leads and how far they got, and the cost of a lead and of a won deal.
import type { Campaign, Spend } from "#facts/entities.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import type { TouchColumns } from "#facts/touch-columns.ts";
import { type Case, type Cases, casesOf } from "#evidence/campaigns/cases.ts";
import { type PlacesOf, type Subject, placesByRow, placing } from "#evidence/campaigns/placing.ts";
import type { FunnelStep } from "#evidence/funnel/ways.ts";
import { perDeal } from "#evidence/kpi/cost-per-deal.ts";
import { type Figure, type Lens, withPapers } from "#evidence/kpi/lens.ts";
import { promotionIn } from "#evidence/kpi/spend.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

const minutesInDay = 1440;

export interface StepCount {
  readonly step: FunnelStep;
  readonly reached: number;
  /** Got to an earlier step and no further yet: may still come. */
  readonly open: number;
  /** Got to the step before and is over: will not come. */
  readonly over: number;
}

export interface CampaignResult {
  readonly touches: number;
  readonly leads: number;
  /** Deals that name it without a lead. */
  readonly looseDeals: number;
  readonly steps: readonly StepCount[];
  /** Distinct deals won, of its leads and without one. */
  readonly won: number;
  readonly open: number;
  readonly lost: number;
  readonly returned: number;
  /** campaign-spend, campaign-cost-per-lead, campaign-cost-per-won. */
  readonly numbers: readonly NumberWithPapers[];
}

export interface CampaignResults {
  readonly period: Period;
  readonly unit: "lead" | "deal";
  /** In the order of the subjects. */
  readonly each: readonly CampaignResult[];
  /** Each lead, touch and line of spend once, however many subjects it belongs to. */
  readonly all: CampaignResult;
}

export interface CampaignFacts {
  readonly campaigns: readonly Campaign[];
  readonly touches: TouchColumns | null;
}

/** What belongs to the subjects, put side by side once; every period is counted from it. */
export interface CampaignBook {
  readonly subjects: readonly Subject[];
  readonly cases: Cases;
  readonly placesOf: PlacesOf;
  readonly touchDays: Int32Array;
  readonly touchPlaces: readonly (readonly number[])[];
}

export function campaignBook(lens: Lens, subjects: readonly Subject[], { campaigns, touches }: CampaignFacts): CampaignBook {
  const placesOf = placing(subjects, campaigns);
  const [touchDays, touchPlaces]: [number[], (readonly number[])[]] = [[], []];
  if (touches !== null) {
    const placesAt = placesByRow(placesOf, touches.campaign, touches.channel);
    for (let row = 0; row < touches.count; row++) {
      const places = placesAt(row);
      if (places.length === 0) continue;
      touchDays.push(Math.floor(touches.minute[row]! / minutesInDay));
      touchPlaces.push(places);
    }
  }
  return { subjects, cases: casesOf(lens, placesOf), placesOf, touchDays: Int32Array.from(touchDays), touchPlaces };
}

/** Spend lines of the subjects that count as promotion by agreement, each touch once, in order of day and id. */
export function spendLines(lens: Lens, book: CampaignBook, period: Period): { readonly line: Spend; readonly places: readonly number[] }[] {
  const found: { line: Spend; places: readonly number[] }[] = [];
  promotionIn(lens, period, {
    isWanted: (line) => {
      const places = book.placesOf(line.campaign, line.channel);
      if (places.length > 0) found.push({ line, places });
      return false;
    },
  });
  return found.sort((a, b) => (a.line.day === b.line.day ? (a.line.id < b.line.id ? -1 : 1) : a.line.day < b.line.day ? -1 : 1));
}

const always: Period = { from: "0001-01-01", until: "9999-12-31" };

/** From the first day that anything of the subjects is on record up to the last day seen; null where nothing is. */
export function bookStretch(lens: Lens, book: CampaignBook): Period | null {
  const lines = spendLines(lens, book, always);
  const ends = [book.cases.list[0]?.cameOn, book.cases.list.at(-1)?.cameOn, ...[lines[0], lines.at(-1)].map((one) => one && dayNumber(one.line.day))];
  let [first, last] = [Infinity, -Infinity];
  const reach = (day: number) => {
    if (day < first) first = day;
    if (day > last) last = day;
  };
  for (const day of ends) if (day !== undefined) reach(day);
  book.touchDays.forEach(reach);
  if (!Number.isFinite(first)) return null;
  return { from: dayOf(first), until: dayOf(Math.max(last, lens.lastSeen) + 1) };
}

/**
 * Leads by the day they came in (`from <= day < until`) and what has become of them by now; touches and spend by their own days.
 * cost of a lead = spend / leads, of a won deal = spend / won deals of these leads, Garwood's Poisson range of the count turned over; the money is read from
 * books. Nothing spent, nobody in, nothing won: no figure, and why. Open leads may still win, which makes a won deal cheaper: a caution says how many.
 */
export function campaignResults(lens: Lens, book: CampaignBook, period: Period): CampaignResults {
  const { unit, steps, list } = book.cases;
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  const cases = list.filter(({ cameOn }) => cameOn >= from && cameOn < until);
  const spend = spendLines(lens, book, period);
  const touched = touchesIn(book, from, until);
  const resultOf = (isWanted: (places: readonly number[]) => boolean, touches: number): CampaignResult => {
    const own = cases.filter(({ places }) => isWanted(places));
    const lines = spend.filter(({ places }) => isWanted(places));
    return resultFrom(lens, period, { unit, steps, own, touches, lines: lines.length, cost: lines.reduce((sum, { line }) => sum + line.amount, 0) });
  };
  const each = book.subjects.map((_, place) => resultOf((places) => places.includes(place), touched.each[place]!));
  return { period, unit, each, all: resultOf(() => true, touched.all) };
}

function touchesIn({ subjects, touchDays, touchPlaces }: CampaignBook, from: number, until: number): { each: Int32Array; all: number } {
  const each = new Int32Array(subjects.length);
  let all = 0;
  for (let n = 0; n < touchDays.length; n++) {
    if (touchDays[n]! < from || touchDays[n]! >= until) continue;
    all++;
    for (const place of touchPlaces[n]!) each[place]!++;
  }
  return { each, all };
}

interface Counted {
  readonly unit: "lead" | "deal";
  readonly steps: readonly FunnelStep[];
  readonly own: readonly Case[];
  readonly touches: number;
  readonly lines: number;
  readonly cost: number;
}

function resultFrom(lens: Lens, period: Period, counted: Counted): CampaignResult {
  const { own, unit, steps, touches } = counted;
  const units = own.filter(({ kind }) => kind === unit);
  const count = (outcome: Case["outcome"]) => own.filter((one) => one.outcome === outcome).length;
  // Two leads may lead to one deal; a lead that its source calls won may have none.
  const wonDeals = new Set(own.filter(({ outcome }) => outcome === "won").map(({ deal, id }) => (deal >= 0 ? deal : id)));
  const [won, open] = [wonDeals.size, count("open")];
  return {
    touches,
    leads: units.length,
    looseDeals: own.length - units.length,
    steps: steps.map((_, place) => stepCount(units, steps, place)),
    won,
    open,
    lost: count("lost"),
    returned: count("returned"),
    numbers: numbersOf(lens, period, { ...counted, leads: units.length, won, open }),
  };
}

function stepCount(units: readonly Case[], steps: readonly FunnelStep[], place: number): StepCount {
  const step = steps[place]!;
  let [reached, open, over] = [0, 0, 0];
  for (const one of units) {
    if (one.reached.includes(step)) reached++;
    else if (place > 0 && steps.indexOf(one.step) === place - 1) {
      if (one.outcome === "open") open++;
      else over++;
    }
  }
  return { step, reached, open, over };
}

function numbersOf(lens: Lens, period: Period, { lines, cost, leads, won, open }: Counted & { leads: number; won: number; open: number }): NumberWithPapers[] {
  const figure = (of: Omit<Figure, "method" | "definition">, why: string | null): NumberWithPapers => {
    const told = withPapers(lens, period, {
      ...of,
      value: why === null ? of.value : null,
      interval: why === null ? of.interval : null,
      cautions: why === null ? (of.cautions ?? []) : [],
      method: "campaign-results",
      definition: "promotion-cost",
      ...(why === null ? {} : { reason: why }),
    });
    // Where the company's extract begins is told of the company's own figures, not of those that leave the house.
    return { ...told, cautions: told.cautions.filter(({ code }) => code !== "extract-start" && (of.key !== "campaign-spend" || code !== "few-cases")) };
  };
  const unspent = lines === 0 ? "no-spend-of-it" : null;
  const per = (count: number) => (count === 0 ? null : perDeal(cost, count));
  return [
    figure({ key: "campaign-spend", value: cost, unit: "money", sample: lines, interval: null }, unspent),
    figure(
      { key: "campaign-cost-per-lead", value: cost / leads, unit: "money", sample: leads, interval: per(leads) },
      unspent ?? (leads === 0 ? "no-leads-of-it" : null),
    ),
    figure(
      {
        key: "campaign-cost-per-won",
        value: cost / won,
        unit: "money-per-deal",
        sample: won,
        interval: per(won),
        cautions: open > 0 ? [{ code: "still-open", details: { count: open } }] : [],
      },
      unspent ?? (won === 0 ? "no-won-of-it" : null),
    ),
  ];
}
