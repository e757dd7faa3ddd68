// Where the days of won deals went: for each stage how many of them passed through it, how long it took them, and what that comes to for a deal.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import type { Interval } from "#facts/papers.ts";
import { diceOf, seedOf } from "#kit/dice.ts";
import { cameTo } from "#kit/long-work.ts";
import type { StageName, StageStays } from "#evidence/cycle/stage-stays.ts";
import { hasCycle } from "#evidence/cycle/watch.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { quantileFigure, quantileOfSorted } from "#evidence/statistics/quantile.ts";
import { stageRank } from "#facts/stage.ts";

export interface StageContribution extends StageName {
  readonly deals: number;
  /** Share of the won deals that stood in it during their cycle, be it for less than a day. */
  readonly passThrough: { readonly value: number; readonly interval: Interval };
  /** Days in it of those that passed through, all their stays there together. */
  readonly median: { readonly value: number; readonly interval: Interval | null };
  /** median x pass-through. */
  readonly contribution: { readonly value: number; readonly interval: Interval };
  /** Days for each won deal on average, zero for those that did not pass through: these sum to the mean cycle. */
  readonly mean: number;
}

export interface StageContributions {
  readonly deals: number;
  /** Won deals of the period whose way through the stages is not on record. */
  readonly without: number;
  readonly stages: readonly StageContribution[];
  /** Sum of the contributions, and what it stands beside: the median cycle of the same deals. */
  readonly sum: { readonly value: number; readonly interval: Interval };
  readonly cycle: { readonly value: number; readonly interval: Interval | null };
}

export const leastContributors = 10;
const draws = 300;
/** More deals make the ranges no wider to the eye, only slower: so many are drawn by their ids. */
const mostDrawn = 3000;

interface Facts {
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
  readonly starts: Int32Array;
}

/**
 * Won deals (`rows`) with a cycle and a way on record. A deal's days in a stage are the days of its stays there, and of the stays of its lead, that lie between
 * its cycle's start and its close, so that they sum to its cycle where the way is whole. Contribution: median days of those that passed through x share that
 * passed through; medians do not add up, so the sum stands beside the median cycle and does not equal it. Ranges: middle 90 % over deals drawn anew (Efron 1979).
 * Null for fewer than ten such deals.
 */
export function stageContributionsOf(from: StageStays, facts: Facts, rows: readonly number[]): StageContributions | null {
  const ways = waysOf(from, facts, rows);
  const n = ways.cycles.length;
  if (n < leastContributors) return null;
  const states = from.states.map((_, state) => state).filter((state) => ways.days.some((own) => own[state]! >= 0));
  const ranges = drawn(ways, states);
  const stages = states.map((state, place): StageContribution => {
    const passed = ways.days.flatMap((own) => (own[state]! >= 0 ? [own[state]!] : []));
    const median = quantileFigure(Float64Array.from(passed), 0.5);
    const share = passed.length / n;
    const { stage, name } = from.states[state]!;
    return {
      stage,
      name,
      deals: passed.length,
      passThrough: { value: share, interval: wilsonInterval(passed.length, n)! },
      median: { value: median.value!, interval: median.interval },
      contribution: { value: median.value! * share, interval: ranges.stages[place]! },
      mean: passed.reduce((sum, days) => sum + days, 0) / n,
    };
  });
  const cycle = quantileFigure(Float64Array.from(ways.cycles), 0.5);
  return {
    deals: n,
    without: rows.length - n,
    stages: stages.toSorted((a, b) => stageRank(a.stage) - stageRank(b.stage)),
    sum: { value: stages.reduce((sum, { contribution }) => sum + contribution.value, 0), interval: ranges.sum },
    cycle: { value: cycle.value!, interval: cycle.interval },
  };
}

interface Ways {
  readonly ids: readonly string[];
  readonly cycles: readonly number[];
  /** Days of each deal by state; NaN where it never stood in it. */
  readonly days: readonly Float64Array[];
}

const nowhere = (states: number) => new Float64Array(states).fill(Number.NaN);

function waysOf(from: StageStays, { deals, leads, starts }: Facts, rows: readonly number[]): Ways {
  const wanted = rows.filter((row) => hasCycle(deals, starts, row));
  const ofDeal = new Map(wanted.map((row) => [deals.ids[row]!, row]));
  const ofLead = new Map<string, number>();
  for (const row of wanted) if (deals.lead.codes[row]! >= 0) ofLead.set(deals.lead.names[deals.lead.codes[row]!]!, row);
  if (leads !== null)
    leads.ids.forEach((id, place) => {
      const code = leads.deal.codes[place]!;
      const row = code < 0 ? undefined : ofDeal.get(leads.deal.names[code]!);
      if (row !== undefined) ofLead.set(id, row);
    });
  const found = new Map<number, Float64Array>();
  const isOnRecord = new Set<number>();
  for (const { state, isDeal, id, from: entered, until } of from.stays) {
    const row = (isDeal ? ofDeal : ofLead).get(id);
    if (row === undefined || starts[row] === noDay) continue;
    if (isDeal) isOnRecord.add(row);
    const days = Math.min(until, deals.closedOn[row]!) - Math.max(entered, starts[row]!);
    if (days < 0) continue;
    const own = found.get(row) ?? nowhere(from.states.length);
    own[state] = days + (own[state]! >= 0 ? own[state]! : 0);
    found.set(row, own);
  }
  const known = wanted.filter((row) => isOnRecord.has(row));
  return {
    ids: known.map((row) => deals.ids[row]!),
    cycles: known.map((row) => deals.closedOn[row]! - starts[row]!),
    days: known.map((row) => found.get(row) ?? nowhere(from.states.length)),
  };
}

/** Middle 90 % of each contribution and of their sum over deals drawn anew, with the same dice for the same deals in whatever order. */
function drawn({ ids, days }: Ways, states: readonly number[]): { stages: Interval[]; sum: Interval } {
  const order = ids.map((id, place) => ({ place, hash: hashOf(id) >>> 0, id })).sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
  const kept = order.slice(0, mostDrawn).map(({ place }) => days[place]!);
  const m = kept.length;
  // Deals are drawn mostDrawn at a time: the range is narrowed to what the whole number would give.
  const scale = Math.sqrt(m / days.length);
  const dice = diceOf(seedOf(`stage contributions ${days.length}`));
  const found = states.map(() => new Float64Array(draws));
  const sums = new Float64Array(draws);
  // Days of each stage sorted once: a draw only counts how often each deal came, and walks along.
  const sorted = states.map((state) =>
    Int32Array.from(kept, (_, at) => at)
      .filter((at) => kept[at]![state]! >= 0)
      .sort((a, b) => kept[a]![state]! - kept[b]![state]!),
  );
  const times = new Uint16Array(m);
  for (let draw = 0; draw < draws; draw++) {
    cameTo("draws", draw / draws);
    times.fill(0);
    for (let k = 0; k < m; k++) times[dice.below(m)]!++;
    states.forEach((state, place) => {
      const value = weightedContribution(kept, { state, order: sorted[place]!, times });
      found[place]![draw] = value;
      sums[draw]! += value;
    });
  }
  const range = (values: Float64Array): Interval => {
    const ordered = values.slice().sort();
    const middle = quantileOfSorted(ordered, 0.5)!;
    const end = (share: number) => Math.max(0, middle + scale * (quantileOfSorted(ordered, share)! - middle));
    return { low: end(0.05), high: end(0.95), level: 0.9 };
  };
  return { stages: found.map(range), sum: range(sums) };
}

/** Median x share of one stage where deal i came `times[i]` times. */
function weightedContribution(kept: readonly Float64Array[], { state, order, times }: { state: number; order: Int32Array; times: Uint16Array }): number {
  let passed = 0;
  for (const at of order) passed += times[at]!;
  if (passed === 0) return 0;
  // The two middle ones of the drawn, as in the plain median.
  const [lower, upper] = [Math.floor((passed - 1) / 2), Math.ceil((passed - 1) / 2)];
  let [seen, low, high] = [0, Number.NaN, Number.NaN];
  for (const at of order) {
    const days = kept[at]![state]!;
    if (times[at] === 0) continue;
    seen += times[at]!;
    if (Number.isNaN(low) && seen > lower) low = days;
    if (seen > upper) {
      high = days;
      break;
    }
  }
  return (((low + high) / 2) * passed) / kept.length;
}
