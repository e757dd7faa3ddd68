// From the revenue goal back to the leads that it takes, with the company's own conversions, deals and days; each number with what chance leaves open.
import type { Caution, Interval } from "#facts/papers.ts";
import { type Day, addMonths, dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { wonStage } from "#evidence/cycle/watch.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { overlap, plannedMoney } from "#evidence/kpi/spend.ts";
import { type Chain, type ChainRows, chainOf, codesOf, linkCount, segmentsOf } from "#evidence/promises/draws.ts";
import { type Enquiries, fewestWins } from "#evidence/promises/enquiries.ts";
import { ageOfPart, wonCourse } from "#evidence/promises/incidence.ts";
import { leastKnownCosts } from "#evidence/promises/lead-value.ts";
import { drawWeights, hashOf, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";

export interface Ranged {
  readonly value: number;
  readonly interval: Interval;
}

/** One link of the whole company's chain. */
export interface ChainLink {
  readonly share: number;
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
}

export interface SegmentNeed {
  readonly name: string;
  readonly goal: number;
  readonly averageDeal: number;
  readonly through: number;
  readonly leads: number;
  /** Needed a month, and what came a month of late. */
  readonly needed: Ranged;
  readonly came: number;
}

export interface BackSolved {
  /** Minor units over `goalFor`. */
  readonly goal: number;
  readonly goalFor: Period;
  readonly isAsked: boolean;
  /** When these leads have to come. */
  readonly leadsFrom: Period;
  readonly fromLeads: Ranged;
  readonly averageDeal: Ranged & { readonly deals: number };
  readonly links: readonly ChainLink[];
  readonly through: Ranged & { readonly leads: number };
  readonly lagDays: Ranged;
  /** A month, all segments together. */
  readonly needed: Ranged;
  readonly came: number;
  readonly lately: Period;
  /** Earnings that accepted leads have to stand for, a month; minor units. */
  readonly value: Ranged;
  readonly isMargin: boolean;
  readonly segments: readonly SegmentNeed[];
  readonly cautions: readonly Caution[];
}

export type BackSolveGap = "no-revenue-plan" | "too-few-won-from-leads";
type Told =
  | { readonly ok: true; readonly value: BackSolved }
  | { readonly ok: false; readonly reason: BackSolveGap; readonly details?: Readonly<Record<string, number>> };

const drawCount = 400;
const level = 0.9;
const monthDays = 365.2425 / 12;
const goalMonths = 3;

/**
 * Leads needed = goal x share of revenue through leads / (average deal x product of conversions), segment by segment, in the months that lie one lag before the
 * goal's. `perMonth`: a goal of the asker's own (minor units). Intervals: leads and deals weighed anew 400 times, every link in the same draw.
 * Value needed = goal x share through leads x earnings of each unit of revenue: conversions fall out of it, so that it is the surer of the two.
 */
export function backSolved(of: Enquiries, perMonth: number | null): Told {
  const { lens, ways, lagMedian } = of;
  const shift = Math.round(lagMedian / monthDays);
  const aim = perMonth === null ? plannedAim(lens, shift) : askedAim(lens, shift, perMonth);
  if (aim === null) return { ok: false, reason: "no-revenue-plan" };
  const by = lens.agreed.terms.segments.by;
  const { segmentOf, names } = segmentsOf(ways.column(by), ways.ids.length);
  const { wins, ids, isMargin } = lastWins(lens, of, segmentOf);
  const fromLeads = wins.segment.reduce((count, segment) => count + Number(segment >= 0), 0);
  if (fromLeads < fewestWins) return { ok: false, reason: "too-few-won-from-leads", details: { count: fromLeads, needed: fewestWins } };
  const rows: ChainRows = { segments: names.length, codes: codesOf(ways, segmentOf, of.ripe), wins };
  const chain = chainOf(rows, null, null);
  const draws = drawn(of, rows, ids);
  const months = goalMonths;
  const needOf = (one: Chain, place: number) => (aim.goal * one.ofRevenue[place]!) / (one.averageDeal[place]! * one.through[place]!) / months;
  const places = names.map((_, place) => place);
  const neededOf = (one: Chain) => places.reduce((sum, place) => sum + needOf(one, place), 0);
  const whole = names.length;
  const ranged = (read: (one: Chain) => number): Ranged => rangedOf(read(chain), Float64Array.from(draws.chains, read));
  const lately = lastMonths(lens);
  const came = cameBySegment(of, segmentOf, { lately, count: names.length });
  const [all, reachedWhole] = [chain.reached[whole]!, chain.links[whole]!];
  const margin = (one: Chain) => (isMargin ? one.margin : 1);
  return {
    ok: true,
    value: {
      goal: aim.goal,
      goalFor: aim.period,
      isAsked: perMonth !== null,
      leadsFrom: { from: addMonths(aim.period.from, -shift), until: addMonths(aim.period.until, -shift) },
      fromLeads: ranged((one) => one.ofRevenue[whole]!),
      averageDeal: { ...ranged((one) => one.averageDeal[whole]!), deals: fromLeads },
      links: Array.from({ length: linkCount }, (_, link) => ({
        share: reachedWhole[link]!,
        interval: wilsonInterval(all[link + 1]!, all[link]!, level)!,
        from: all[link]!,
        to: all[link + 1]!,
      })),
      through: { ...ranged((one) => one.through[whole]!), leads: all[0]! },
      lagDays: rangedOf(lagMedian, draws.lags),
      needed: ranged(neededOf),
      came: came.reduce((sum, own) => sum + own, 0),
      lately,
      value: ranged((one) => (aim.goal * one.ofRevenue[whole]! * margin(one)) / months),
      isMargin,
      segments: places
        .map((place) => ({
          name: names[place]!,
          goal: aim.goal * chain.ofRevenue[place]!,
          averageDeal: chain.averageDeal[place]!,
          through: chain.through[place]!,
          leads: chain.reached[place]![0]!,
          needed: ranged((one) => needOf(one, place)),
          came: came[place]!,
        }))
        .sort((a, b) => b.goal - a.goal),
      cautions: [
        ...(aim.isPast ? [{ code: "promise-plan-ends", details: { until: aim.period.until } }] : []),
        ...(isMargin ? [] : [{ code: "promise-value-without-cost" }]),
        { code: "promise-course-as-before" },
      ],
    },
  };
}

function rangedOf(value: number, draws: Float64Array): Ranged {
  const { low, high } = spreadOf(draws, level);
  return { value, interval: { low, high, level } };
}

/** Every draw weighs leads and wins; a won deal takes a throw of its own, as its size is not that of its lead's chance. */
function drawn({ ways, ripe, stays, limit }: Enquiries, rows: ChainRows, winIds: readonly string[]): { chains: Chain[]; lags: Float64Array } {
  const leadHash = Int32Array.from(ripe, (row) => hashOf(ways.ids[row]!));
  const winHash = Int32Array.from(winIds, hashOf);
  const stayHash = Int32Array.from(stays.until, (_, row) => hashOf(String(row)));
  const [leads, wins, ofStays] = [new Float64Array(leadHash.length), new Float64Array(winHash.length), new Float64Array(stayHash.length)];
  const chains: Chain[] = [];
  const lags = new Float64Array(drawCount);
  for (let draw = 0; draw < drawCount; draw++) {
    drawWeights(leads, leadHash, { seed: 7_301, draw });
    drawWeights(wins, winHash, { seed: 7_302, draw });
    drawWeights(ofStays, stayHash, { seed: 7_303, draw });
    chains.push(chainOf(rows, leads, wins));
    lags[draw] = ageOfPart(wonCourse(stays, ofStays, limit), 0.5) ?? 0;
  }
  return { chains, lags };
}

/** Deals won within the year before the last day seen, with an amount. */
function lastWins(lens: Lens, { ways }: Enquiries, segmentOf: Int32Array) {
  const { deals } = lens.facts;
  const segmentOfDeal = new Int32Array(deals.count).fill(-1);
  ways.dealOf.forEach((deal, lead) => {
    if (deal >= 0) segmentOfDeal[deal] = segmentOf[lead]!;
  });
  const from = lens.lastSeen - 365;
  const rows = Array.from(lens.byClose).filter(
    (row) => deals.stage[row] === wonStage && deals.closedOn[row]! > from && deals.closedOn[row]! <= lens.lastSeen && deals.amount[row]! > 0,
  );
  const earns = Float64Array.from(rows, (row) => deals.amount[row]! - deals.cost[row]!);
  // Of the wins that came from leads, as for the value of a lead: what costs are known elsewhere says nothing of them.
  const ofLeads = rows.filter((row) => segmentOfDeal[row]! >= 0);
  const known = ofLeads.filter((row) => !Number.isNaN(deals.cost[row]!)).length;
  return {
    wins: { amount: Float64Array.from(rows, (row) => deals.amount[row]!), earns, segment: Int32Array.from(rows, (row) => segmentOfDeal[row]!) },
    ids: rows.map((row) => deals.ids[row]!),
    isMargin: ofLeads.length > 0 && known >= leastKnownCosts * ofLeads.length,
  };
}

interface Aim {
  readonly goal: number;
  readonly period: Period;
  readonly isPast: boolean;
}

/** The first of the month after the last day seen; that day itself where the facts end with a month. */
function nextMonth(lens: Lens): Day {
  const next = dayOf(lens.lastSeen + 1);
  return next.endsWith("-01") ? next : addMonths(`${next.slice(0, 7)}-01`, 1);
}

function lastMonths(lens: Lens): Period {
  const until = dayOf(lens.lastSeen + 1).endsWith("-01") ? nextMonth(lens) : addMonths(nextMonth(lens), -1);
  return { from: addMonths(until, -goalMonths), until };
}

function askedAim(lens: Lens, shift: number, perMonth: number): Aim {
  const from = addMonths(nextMonth(lens), shift);
  return { goal: perMonth * goalMonths, period: { from, until: addMonths(from, goalMonths) }, isPast: false };
}

/** The plan of the three months that leads of the next three can still reach; where no plan goes so far, the last three months that are planned whole. */
function plannedAim(lens: Lens, shift: number): Aim | null {
  const rows = lens.facts.plans.filter(
    ({ measure, from, until, ...plan }) =>
      measure === "revenue" && from < until && [plan.product, plan.region, plan.accountSize, plan.channel, plan.segment].every((key) => key === null),
  );
  if (rows.length === 0) return null;
  const isCovered = (period: Period) => {
    const days = rows.reduce((sum, row) => sum + overlap(row, period), 0);
    return days >= dayNumber(period.until) - dayNumber(period.from);
  };
  const ahead = addMonths(nextMonth(lens), shift);
  const last = rows.reduce((until, row) => (row.until > until ? row.until : until), "");
  const candidates = [ahead, addMonths(last, -goalMonths)].map((from) => ({ from, until: addMonths(from, goalMonths) }));
  const period = candidates.find(isCovered);
  const goal = period === undefined ? null : plannedMoney(lens, "revenue", period);
  return period === undefined || goal === null || goal <= 0 ? null : { goal, period, isPast: period.from !== ahead };
}

/** Leads a month of late, by segment. */
function cameBySegment({ ways }: Enquiries, segmentOf: Int32Array, { lately, count }: { lately: Period; count: number }): Float64Array {
  const came = new Float64Array(count);
  const [from, until] = [dayNumber(lately.from), dayNumber(lately.until)];
  ways.days[0]!.forEach((day, row) => {
    if (day >= from && day < until && ways.reached[0]![row] === 1) came[segmentOf[row]!]! += 1 / goalMonths;
  });
  return came;
}
