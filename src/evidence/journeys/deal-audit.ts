// Deals drawn by lot that both departments judge by themselves: which touch mattered most, and which model says the same.
import type { Interval } from "#facts/papers.ts";
import type { Dice } from "#kit/dice.ts";
import { jeffreysInterval } from "#evidence/statistics/proportion.ts";
import { type Journeys, pickJourneys } from "#evidence/journeys/columns.ts";
import type { ModelName } from "#evidence/journeys/models.ts";
import { type RuleSettings, layoutOf, ruleNames, tallyJourneys } from "#evidence/journeys/tally.ts";

/** Fewer verdicts than this say nothing about a model. */
export const fewestVerdicts = 10;

/**
 * Deals drawn without looking: half of them won, half lost, as far as there are enough of both. The same seed and the same deals give the same sample,
 * whatever order they stand in.
 */
export function drawDeals(deals: { readonly won: readonly string[]; readonly lost: readonly string[] }, size: number, dice: Dice): string[] {
  const half = Math.ceil(size / 2);
  const wonCount = Math.min(deals.won.length, Math.max(half, size - deals.lost.length));
  const lostCount = Math.min(deals.lost.length, size - wonCount);
  const drawn = [...someOf(deals.won.toSorted(), wonCount, dice), ...someOf(deals.lost.toSorted(), lostCount, dice)];
  // Won and lost are mixed, so that the order gives nothing away.
  return someOf(drawn, drawn.length, dice);
}

function someOf(ids: readonly string[], count: number, dice: Dice): string[] {
  const left = [...ids];
  for (let n = 0; n < count; n++) {
    const other = n + dice.below(left.length - n);
    [left[n], left[other]] = [left[other]!, left[n]!];
  }
  return left.slice(0, count);
}

export interface PointingQuestion {
  readonly journeys: Journeys;
  readonly journey: number;
  readonly model: ModelName;
  readonly settings: RuleSettings;
  /** Shares of all credit by channel under the model, for models that look at all journeys at once. */
  readonly shares: Float64Array;
}

/**
 * Channels that a model gives most of one journey's credit: one, or several that get the same. A rule looks at the journey alone; the other models give
 * each channel of the journey what it has over all journeys.
 */
export function pointsAt({ journeys, journey, model, settings, shares }: PointingQuestion): number[] {
  const own = channelsOf(journeys, journey);
  const rule = (ruleNames as readonly ModelName[]).indexOf(model);
  const credit = rule >= 0 ? ruleCredit(journeys, { journey, rule, settings }) : model === "distinct" ? shares.map(() => 1) : shares;
  const most = Math.max(...own.map((channel) => credit[channel]!));
  return own.filter((channel) => credit[channel]! >= most - 1e-9);
}

/** The distinct channels of one journey in order of number. */
export function channelsOf(journeys: Journeys, journey: number): number[] {
  return [...new Set(journeys.channel.subarray(journeys.starts[journey], journeys.starts[journey + 1]))].sort((a, b) => a - b);
}

function ruleCredit(journeys: Journeys, { journey, rule, settings }: { journey: number; rule: number; settings: RuleSettings }): Float64Array {
  const one = pickJourneys(journeys, Int32Array.of(journey));
  const layout = layoutOf(journeys.channels, { hasSets: false });
  // A lost deal's journey is divided as if it had been won: the question is which touch mattered, not whether it was enough.
  const asWon = { ...one, kind: Uint8Array.of(1), gain: Float64Array.of(1), weight: Float64Array.of(1) };
  return tallyJourneys(asWon, layout, { settings }).subarray(rule * journeys.channels, (rule + 1) * journeys.channels);
}

/** One deal that people have judged: the channels they named, those the model names, and how many there were to choose from. */
export interface Judged {
  /** What each side named; -1 for 'none of these'. */
  readonly named: readonly number[];
  readonly pointed: readonly number[];
  readonly choices: number;
}

export interface Agreement {
  /** Deals judged that left a choice. */
  readonly cases: number;
  /** Share on which people and model name the same; null for fewer than `fewestVerdicts`. */
  readonly share: number | null;
  readonly interval: Interval | null;
  /** What naming one of the deal's channels by lot would have agreed on. */
  readonly byLot: number | null;
}

/**
 * How often a model names what people named. A deal counts once, each side's verdict for an equal part of it. Where a model names several alike it counts as one part of each: naming everything is no agreement. Deals with
 * one channel leave no choice and are passed over. Jeffreys' interval (for fractions of a hit a little wide, never narrow).
 */
export function agreementOf(judged: readonly Judged[]): Agreement {
  let [cases, hits, lot] = [0, 0, 0];
  for (const { named, pointed, choices } of judged) {
    if (choices < 2) continue;
    cases++;
    lot += 1 / choices;
    for (const one of named) if (pointed.includes(one)) hits += 1 / pointed.length / named.length;
  }
  if (cases < fewestVerdicts) return { cases, share: null, interval: null, byLot: null };
  return { cases, share: hits / cases, interval: jeffreysInterval(hits, cases), byLot: lot / cases };
}
