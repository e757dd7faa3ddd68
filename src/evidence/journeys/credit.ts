// Which channels get how much of the credit, under every model side by side, how sure each share is, and how far the models differ.
import type { Caution, Interval, Verdict } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";
import { stepDownMaxT } from "#evidence/statistics/multiplicity.ts";
import type { Journeys } from "#evidence/journeys/columns.ts";
import { CreditSums, partsOfOne } from "#evidence/journeys/credit-sums.ts";
import { groupIn, mostGroups } from "#evidence/journeys/groups.ts";
import type { Confounder } from "#evidence/journeys/hazard.ts";
import { type ModelName, type ModelShares, shareOut } from "#evidence/journeys/models.ts";
import { type RuleSettings, usualSettings } from "#evidence/journeys/tally.ts";

export interface CreditQuestion {
  /** `gain` says what a purchase counts: 1, or its value. */
  readonly journeys: Journeys;
  /** A steady number of each unit. */
  readonly hashes: Int32Array;
  /** By journey. */
  readonly confounders?: readonly Confounder[];
  readonly settings?: RuleSettings;
  readonly order?: number;
  readonly hasHazard?: boolean;
  /** Only these models; all where absent. */
  readonly only?: readonly ModelName[];
  readonly draws?: number;
  readonly seed?: number;
}

export interface ShareUnderModel {
  readonly model: ModelName;
  /** Share of the credit, 0 to 1; 'rate' and 'hazard' may fall below 0. */
  readonly share: number;
  readonly interval: Interval;
  /** Place among the channels, 1 the largest; channels with the same share have the same place. */
  readonly rank: number;
}

export interface ChannelCredit {
  readonly channel: number;
  readonly touches: number;
  /** Finished journeys with the channel, and those of them that were won. */
  readonly finished: number;
  readonly won: number;
  readonly models: readonly ShareUnderModel[];
  /** Smallest and largest share under the models of the band; and the same with their ranges. */
  readonly band: { readonly low: number; readonly high: number; readonly lowEnd: number; readonly highEnd: number };
  /** Whether the fitted chance moves with the channel beyond chance, all channels looked at together. */
  readonly verdict: Verdict;
}

export interface CreditReport {
  readonly models: readonly ModelName[];
  /** Those of them that bands, agreement and first places are read from. */
  readonly banded: readonly ModelName[];
  /** In order of the middle of their bands, the largest first; channels without a finished journey are left out. */
  readonly channels: readonly ChannelCredit[];
  readonly won: number;
  readonly none: number;
  readonly open: number;
  /** What the models share out: deals, or money. */
  readonly total: number;
  /** Expected without any touch, under 'hazard'. */
  readonly base: { readonly share: number; readonly interval: Interval } | null;
  /** Kendall's coefficient of concordance of the ranks under the models: 1 all alike, 0 as if drawn by lot. Null for fewer than two channels. */
  readonly agreement: number | null;
  readonly firstPlaces: readonly { readonly channel: number; readonly models: number }[];
  readonly cautions: readonly Caution[];
  readonly draws: number;
  readonly seed: number;
}

export type CannotTell = "no-touchpoints" | "one-channel" | "all-open" | "too-few-journeys" | "nothing-won";

/** With fewer finished journeys or purchases nothing is said. */
export const fewest = { finished: 30, won: 10 };

/** The whole answer; "cannot be told" as a refusal with its reason. Journeys come as gathered: weights for open ones are put on here. */
export function creditOf(question: CreditQuestion): Outcome<CreditReport, CannotTell> {
  const { journeys, settings = usualSettings, order = 2, hasHazard = true, confounders = [], only } = question;
  const isWanted = (model: ModelName) => only?.includes(model) ?? true;
  const groups = groupsOf(journeys, question.hashes);
  const sums = new CreditSums({
    channels: journeys.channels,
    hashes: groups.hashes,
    settings,
    order: isWanted("long-walk") ? order : 1,
    confounders,
    hasHazard: hasHazard && isWanted("hazard"),
    partsOfOne: journeys.gain.every((one) => one <= 1) ? partsOfOne.deals : partsOfOne.value,
  });
  sums.add([{ journeys, groups: groups.of, codes: confounders.map(({ codes }) => codes), sign: 1 }]);
  sums.settle();
  return creditFrom(sums, question);
}

/** By journey its group of firms, and a steady number of each group, ascending. */
export function groupsOf(journeys: Journeys, hashes: Int32Array, most = mostGroups): { readonly of: Int32Array; readonly hashes: Int32Array } {
  const units = new Set(journeys.unit);
  if (units.size > most) return { of: journeys.unit.map((unit) => groupIn(hashes[unit]!, most)), hashes: Int32Array.from({ length: most }, (_, g) => g) };
  const own = Int32Array.from(new Set(Array.from(units, (unit) => hashes[unit]!))).sort();
  const places = new Map(Array.from(own, (hash, place) => [hash, place]));
  return { of: journeys.unit.map((unit) => places.get(hashes[unit]!)!), hashes: own };
}

/** The same from sums that are kept. */
export function creditFrom(
  sums: CreditSums,
  { only, draws = 400, seed = 1 }: Pick<CreditQuestion, "only" | "draws" | "seed">,
): Outcome<CreditReport, CannotTell> {
  const [open, won, none] = sums.endings as unknown as [number, number, number];
  const endings = { won, none, open };
  const why = whyNotTell(sums, endings);
  if (why !== null) return refuse(why, { ...endings, finished: won + none, fewestFinished: fewest.finished, fewestWon: fewest.won });
  const { summed, cut } = sums.read();
  const shared = shareOut({ summed, only, draws, seed });
  const models = none === 0 ? shared.filter(({ model }) => model !== "rate") : shared;
  const banded = bandedOf(models);
  const channels = channelCredits(sums, models, banded);
  const hazard = models.find(({ model }) => model === "hazard");
  return accept({
    models: models.map(({ model }) => model),
    banded,
    channels,
    ...endings,
    total: sums.total,
    base: hazard?.baseDraws ? { share: hazard.base!, interval: intervalOf(hazard.baseDraws) } : null,
    agreement: concordance(channels, banded),
    firstPlaces: firstPlaces(channels, banded),
    cautions: cautionsOf({ sums, endings, cut, channels }),
    draws,
    seed,
  });
}

function whyNotTell({ counts }: CreditSums, { won, none, open }: { won: number; none: number; open: number }): CannotTell | null {
  if (won + none + open === 0) return "no-touchpoints";
  if (won + none === 0) return "all-open";
  if (won + none < fewest.finished) return "too-few-journeys";
  if (won === 0) return "nothing-won";
  if (won < fewest.won) return "too-few-journeys";
  return counts.finished.filter((count) => count > 0).length < 2 ? "one-channel" : null;
}

/**
 * Models that the band is made of. A model that gives some channel less than nothing gives others more than there is: it is told apart, as the fitted
 * chance is, which leaves a part to no touch at all.
 */
function bandedOf(models: readonly ModelShares[]): ModelName[] {
  return models.filter(({ model, shares }) => sharesEverything(model) && shares.every((share) => share > -1e-9)).map(({ model }) => model);
}

/** Models whose shares sum to one. */
export function sharesEverything(model: ModelName): boolean {
  return model !== "hazard";
}

function channelCredits({ counts }: CreditSums, models: readonly ModelShares[], banded: readonly ModelName[]): ChannelCredit[] {
  const known = counts.finished.length;
  const shown = Array.from(counts.finished, (_, channel) => channel).filter((channel) => counts.finished[channel]! > 0);
  const verdicts = verdictsOf(
    models.find(({ model }) => model === "hazard"),
    known,
    shown,
  );
  const credits = shown.map((channel, place): ChannelCredit => {
    const under = models.map(({ model, shares, draws }) => ({
      model,
      share: shares[channel]!,
      interval: intervalOf(column(draws, known, channel)),
      rank: 1 + shown.filter((other) => shares[other]! > shares[channel]! + 1e-12).length,
    }));
    const whole = under.filter(({ model }) => banded.includes(model));
    return {
      channel,
      touches: counts.touches[channel]!,
      finished: counts.finished[channel]!,
      won: counts.won[channel]!,
      models: under,
      band: {
        low: Math.min(...whole.map(({ share }) => share)),
        high: Math.max(...whole.map(({ share }) => share)),
        lowEnd: Math.min(...whole.map(({ interval }) => interval.low!)),
        highEnd: Math.max(...whole.map(({ interval }) => interval.high!)),
      },
      verdict: verdicts[place]!,
    };
  });
  return credits.sort((a, b) => b.band.low + b.band.high - a.band.low - a.band.high || a.channel - b.channel);
}

function column(draws: Float64Array, channels: number, channel: number): Float64Array {
  return Float64Array.from({ length: draws.length / channels }, (_, draw) => draws[draw * channels + channel]!);
}

function intervalOf(draws: Float64Array): Interval {
  const { low, high } = spreadOf(draws);
  return { low, high, level: 0.9 };
}

function verdictsOf(hazard: ModelShares | undefined, channels: number, shown: readonly number[]): Verdict[] {
  if (!hazard) return shown.map(() => "cannot-be-told");
  const p = stepDownMaxT(shown.map((channel) => ({ value: hazard.shares[channel]!, draws: column(hazard.draws, channels, channel) })));
  return p.map((each) => (each < 0.05 ? "clear" : each < 0.2 ? "likely" : "within-chance"));
}

/** Kendall's W over the models of the band, with mean ranks for ties. Source: Kendall and Babington Smith 1939. */
export function concordance(channels: readonly ChannelCredit[], banded: readonly ModelName[]): number | null {
  const [first] = channels;
  if (!first || channels.length < 2) return null;
  const places = first.models.flatMap(({ model }, place) => (banded.includes(model) ? [place] : []));
  const sums = channels.map(() => 0);
  let ties = 0;
  for (const place of places) {
    const ranks = channels.map((channel) => channel.models[place]!.rank);
    ranks.forEach((rank, n) => {
      const alike = ranks.filter((other) => other === rank).length;
      sums[n]! += rank + (alike - 1) / 2;
      ties += alike * alike - 1;
    });
  }
  const [m, n] = [places.length, channels.length];
  const mean = (m * (n + 1)) / 2;
  const spread = sums.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const most = (m * m * (n ** 3 - n)) / 12 - (m * ties) / 12;
  return most <= 0 ? null : Math.min(1, spread / most);
}

function firstPlaces(channels: readonly ChannelCredit[], banded: readonly ModelName[]): { channel: number; models: number }[] {
  return channels
    .map(({ channel, models }) => ({ channel, models: models.filter(({ model, rank }) => banded.includes(model) && rank === 1).length }))
    .filter(({ models }) => models > 0)
    .sort((a, b) => b.models - a.models || a.channel - b.channel);
}

interface Seen {
  readonly sums: CreditSums;
  readonly endings: { readonly won: number; readonly none: number; readonly open: number };
  readonly cut: number;
  readonly channels: readonly ChannelCredit[];
}

/** What to beware of. The first one always stands. */
function cautionsOf({ sums, endings, cut, channels }: Seen): Caution[] {
  const cautions: Caution[] = [{ code: "credit-is-not-effect" }];
  const all = endings.won + endings.none + endings.open;
  if (endings.none === 0) cautions.push({ code: "no-lost-journeys" });
  if (endings.open > endings.won + endings.none) cautions.push({ code: "mostly-open", details: { open: endings.open, finished: endings.won + endings.none } });
  if (cut > 0.02) cautions.push({ code: "weights-cut", details: { share: cut } });
  if (sums.single > 0.9 * all) cautions.push({ code: "single-channel-journeys", details: { share: sums.single / all } });
  if (channels.some(({ models }) => models.some(({ share }) => share < 0))) cautions.push({ code: "credit-below-zero" });
  return cautions;
}
