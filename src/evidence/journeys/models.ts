// Every way of sharing out credit, worked out from the same sums: once for what happened, and again for each draw of chance.
import { type Confounder, HazardBook, type HazardTable, mostHazardChannels } from "#evidence/journeys/hazard.ts";
import { fitHazard } from "#evidence/journeys/hazard-fit.ts";
import { type HazardCredit, hazardDraws } from "#evidence/journeys/hazard-credit.ts";
import { type Grouped, type GroupSums, SumBook, atOnce, byPlace, denseSums, tallyGroups, weighedSum, weighedSums } from "#evidence/journeys/groups.ts";
import { sharesOf, walkOf } from "#evidence/journeys/markov.ts";
import { rateShapley, setSums } from "#evidence/journeys/rate-shapley.ts";
import { drawWeights } from "#evidence/statistics/bootstrap.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Layout, type RuleSettings, layoutOf, ruleNames, sharedOut } from "#evidence/journeys/tally.ts";
import { WindowBook, type WindowSlopes, type WindowSteps, type WindowTally, windowSlopes, windowWalk } from "#evidence/journeys/windows.ts";

/** Bookkeeping by rule, equal split over distinct channels, walks with memory of one and of several channels, rate with and without, fitted chance. */
export const modelNames = [...ruleNames, "distinct", "walk", "long-walk", "rate", "hazard"] as const;
export type ModelName = (typeof modelNames)[number];

/** Shares of the purchases by channel, for what happened and for each draw (draw d, channel c: `draws[d * channels + c]`). */
export interface ModelShares {
  readonly model: ModelName;
  readonly shares: Float64Array;
  readonly draws: Float64Array;
  /** Under 'hazard': what is expected without any touch, as a share. */
  readonly base: number | null;
  readonly baseDraws: Float64Array | null;
}

export interface ModelQuestion {
  readonly grouped: Grouped;
  readonly settings: RuleSettings;
  /** How many channels the long walk remembers. */
  readonly order: number;
  /** By journey in the order of `grouped`. */
  readonly confounders: readonly Confounder[];
  /** The fitted chance counts deals, not what they bring: it is left out where credit is in money. */
  readonly hasHazard: boolean;
  /** Only these models, where given. */
  readonly only?: readonly ModelName[] | undefined;
  readonly draws: number;
  readonly seed: number;
}

/** So many channels at most have a share under 'rate' with ranges: every combination is looked at in every draw. */
export const mostRateChannels = 14;

/** One weighting of the groups: none for what happened, chance for a draw; and the tally under it, which several models read. */
interface Weighting {
  readonly weights: Float64Array | null;
  readonly tally: Float64Array;
}

interface Shared {
  readonly shares: Float64Array;
  readonly base: number | null;
}

/** A way of sharing out that is asked again for every draw. Null: no answer under this weighting. */
interface Sharer {
  readonly model: ModelName;
  readonly share: (weighting: Weighting) => Shared | null;
}

/** All models that have an answer. A draw without one (a long walk that does not settle, no purchase in the draw) repeats what happened. */
export function shareOut(question: ModelQuestion): ModelShares[] {
  const { grouped, draws, seed } = question;
  const { channels } = grouped.journeys;
  const layout = layoutOf(channels, { hasSets: channels <= mostRateChannels });
  const sums = tallyGroups(grouped, layout, question.settings);
  const tally = weighedSum(sums, null);
  const sharers = sharersOf(question, layout).flatMap(({ model, share }) => {
    cameTo("sums");
    const point = share({ weights: null, tally });
    return point === null ? [] : [{ model, share, point, drawn: new Float64Array(draws * channels), bases: new Float64Array(draws) }];
  });
  const some = Array.from({ length: atOnce }, () => ({ weights: new Float64Array(grouped.hashes.length), tally: new Float64Array(sums.size) }));
  const places = byPlace(sums);
  const together = { into: some.map((each) => each.tally), beside: new Float64Array(atOnce * grouped.hashes.length) };
  for (let first = 0; first < draws; first += atOnce) {
    cameTo("draws", first / draws);
    some.forEach(({ weights }, n) => drawWeights(weights, grouped.hashes, { seed, draw: first + n }));
    weighedSums(
      places,
      some.map(({ weights }) => weights),
      together,
    );
    for (let draw = first; draw < Math.min(draws, first + atOnce); draw++) {
      for (const { share, point, drawn, bases } of sharers) {
        const { shares, base } = share(some[draw - first]!) ?? point;
        drawn.set(shares, draw * channels);
        bases[draw] = base ?? 0;
      }
    }
  }
  return sharers.map(({ model, point: { shares, base }, drawn, bases }) => ({ model, shares, base, draws: drawn, baseDraws: base === null ? null : bases }));
}

function sharersOf(question: ModelQuestion, layout: Layout): Sharer[] {
  const rules = [...ruleNames, "distinct" as const].map((model, rule): Sharer => ({ model, share: ({ tally }) => linear(tally, layout, rule) }));
  const isWanted = (model: ModelName) => question.only?.includes(model) ?? true;
  return [
    ...rules.filter(({ model }) => isWanted(model)),
    ...(isWanted("walk") ? [walk(layout)] : []),
    ...(question.order > 1 && isWanted("long-walk") ? [longWalk(question)] : []),
    ...(layout.resolved > layout.sets && isWanted("rate") ? [rate(layout)] : []),
    ...(question.hasHazard && layout.channels <= mostHazardChannels && isWanted("hazard") ? [hazard(question)] : []),
  ];
}

const plain = (shares: Float64Array): Shared => ({ shares, base: null });

function linear(tally: Float64Array, layout: Layout, rule: number) {
  const whole = sharedOut(tally, layout);
  if (whole === 0) return null;
  const from = rule * layout.channels;
  return plain(tally.slice(from, from + layout.channels).map((credit) => credit / whole));
}

function walk(layout: Layout): Sharer {
  return { model: "walk", share: ({ tally }) => plain(walkOf(tally, layout).share) };
}

function rate(layout: Layout): Sharer {
  const room = setSums(layout);
  return { model: "rate", share: ({ tally }) => plain(sharesOf(rateShapley(tally, layout, room))) };
}

function longWalk({ grouped, order }: ModelQuestion): Sharer {
  const { steps, sums } = stepSums(grouped, order);
  const tally = windowTallyOf(steps, weighedSum(sums, null));
  const walk = windowWalk(tally);
  const slopes = windowSlopes(tally);
  if (walk === null || slopes === null) return { model: "long-walk", share: () => null };
  const byGroup = slopeSums(sums, slopes, steps.channels + 1);
  const moved = new Float64Array(byGroup.size);
  return {
    model: "long-walk",
    share({ weights }) {
      if (weights === null) return plain(walk.share);
      weighedSum(byGroup, weights, moved);
      const whole = slopes.brings[0]! + moved[0]!;
      return whole > 0 ? plain(sharesOf(walk.removal.map((_, c) => 1 - (slopes.brings[c + 1]! + moved[c + 1]!) / whole))) : null;
    },
  };
}

/** Steps of the long walk, and their sums by group: place 2n the weight of step n, 2n + 1 what purchases brought. */
export function stepSums({ journeys, starts }: Grouped, order: number): { steps: WindowSteps; sums: GroupSums } {
  const book = new WindowBook(order, journeys.channels);
  const sums = new SumBook();
  for (let g = 0; g + 1 < starts.length; g++) {
    cameTo("sums", g / starts.length);
    book.hear(
      journeys,
      (step, weight, gain) => {
        sums.add(2 * step, weight);
        sums.add(2 * step + 1, gain);
      },
      { from: starts[g]!, to: starts[g + 1]! },
    );
    sums.endGroup();
  }
  const steps = book.steps();
  return { steps, sums: sums.sums(2 * steps.from.length) };
}

export function windowTallyOf(steps: WindowSteps, sums: Float64Array): WindowTally {
  return { steps, weight: evens(sums), gain: odds(sums) };
}

/** How far each group moves what the walk brings, to first order: a draw is then a sum over groups. Source: infinitesimal jackknife, Jaeckel 1972. */
function slopeSums(sums: GroupSums, { byWeight, byGain }: WindowSlopes, width: number): GroupSums {
  const groups = sums.starts.length - 1;
  const moved = new Float64Array(groups * width);
  for (let g = 0; g < groups; g++) {
    for (let n = sums.starts[g]!; n < sums.starts[g + 1]!; n++) {
      const [step, amount] = [sums.at[n]! >> 1, sums.amount[n]!];
      const slopes = (sums.at[n]! & 1) === 0 ? byWeight : byGain;
      for (let k = 0; k < width; k++) moved[g * width + k]! += amount * slopes[step * width + k]!;
    }
  }
  return denseSums(moved, width);
}

function hazard({ grouped, confounders }: ModelQuestion): Sharer {
  const { table, sums } = hazardGroups(grouped, confounders);
  const { credit, under } = hazardDraws(table, fitHazard(table), sums);
  return { model: "hazard", share: ({ weights }) => hazardShare(weights === null ? credit : under(weights)) };
}

/** The table of all journeys and its sums by group: place 2p the rows of pattern p, 2p + 1 its purchases. */
export function hazardGroups({ journeys, starts }: Grouped, confounders: readonly Confounder[]): { table: HazardTable; sums: GroupSums } {
  const book = new HazardBook(journeys.channels, confounders);
  const sums = new SumBook();
  for (let g = 0; g + 1 < starts.length; g++) {
    cameTo("sums", g / starts.length);
    book.hear(
      journeys,
      (pattern, steps, purchases) => {
        sums.add(2 * pattern, steps);
        sums.add(2 * pattern + 1, purchases);
      },
      { from: starts[g]!, to: starts[g + 1]! },
    );
    sums.endGroup();
  }
  const found = sums.sums(2 * book.patterns);
  const whole = weighedSum(found, null);
  return { table: book.table(evens(whole), odds(whole)), sums: found };
}

function hazardShare({ parts, base }: HazardCredit): Shared | null {
  const whole = parts.reduce((sum, part) => sum + part, base);
  return whole > 0 ? { shares: parts.map((part) => part / whole), base: base / whole } : null;
}

const evens = (sums: Float64Array) => Float64Array.from({ length: sums.length >> 1 }, (_, n) => sums[2 * n]!);
const odds = (sums: Float64Array) => Float64Array.from({ length: sums.length >> 1 }, (_, n) => sums[2 * n + 1]!);
