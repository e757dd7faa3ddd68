// Every way of sharing out credit, worked out from the same sums: once for what happened, and again for each draw of chance.
import { type Confounder, HazardBook, type HazardTable, mostHazardChannels } from "#evidence/journeys/hazard.ts";
import { DrawnSums, atOnce } from "#evidence/journeys/drawn-sums.ts";
import { fitHazard } from "#evidence/journeys/hazard-fit.ts";
import { type HazardCredit, hazardDraws } from "#evidence/journeys/hazard-credit.ts";
import {
  type Grouped,
  type GroupSums,
  type PlaceSums,
  type RowSums,
  SumBook,
  byPlace,
  placeTotals,
  tallyGroups,
  weighedRows,
  weighedSum,
} from "#evidence/journeys/groups.ts";
import { sharesOf, walkOf } from "#evidence/journeys/markov.ts";
import { rateShapley, setSums } from "#evidence/journeys/rate-shapley.ts";
import { drawWeights } from "#evidence/statistics/bootstrap.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Layout, type RuleSettings, layoutOf, ruleNames, sharedOut } from "#evidence/journeys/tally.ts";
import { WindowBook, type WindowSteps, type WindowTally } from "#evidence/journeys/window-book.ts";
import { type WindowSlopes, windowSlopes, windowWalk } from "#evidence/journeys/windows.ts";

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

/** What all models are worked out from: sums by group of firms, each group with its steady number. */
export interface Summed {
  readonly channels: number;
  readonly hashes: Int32Array;
  /** As `layoutOf` lays them out; combinations up to `mostRateChannels`. */
  readonly tally: PlaceSums;
  /** Steps of the long walk; null where it remembers one channel only. */
  readonly steps: { readonly steps: WindowSteps; readonly sums: PlaceSums } | null;
  /** The fitted chance counts deals, not what they bring: it is left out where credit is in money, and where channels are too many. */
  readonly hazard: { readonly table: HazardTable; readonly sums: PlaceSums } | null;
}

export interface ModelQuestion {
  readonly summed: Summed;
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

/** The sums of journeys in groups. */
export function summedFrom(
  grouped: Grouped,
  { settings, order, confounders, hasHazard }: { settings: RuleSettings; order: number; confounders: readonly Confounder[]; hasHazard: boolean },
): Summed {
  const { channels } = grouped.journeys;
  const turned = <T extends { readonly sums: GroupSums }>(made: T) => ({ ...made, sums: byPlace(made.sums) });
  return {
    channels,
    hashes: grouped.hashes,
    tally: byPlace(tallyGroups(grouped, tallyLayout(channels), settings)),
    steps: order > 1 ? turned(stepSums(grouped, order)) : null,
    hazard: hasHazard && channels <= mostHazardChannels ? turned(hazardGroups(grouped, confounders)) : null,
  };
}

export function tallyLayout(channels: number): Layout {
  return layoutOf(channels, { hasSets: channels <= mostRateChannels });
}

/** All models that have an answer. A draw without one (a long walk that does not settle, no purchase in the draw) repeats what happened. */
export function shareOut(question: ModelQuestion): ModelShares[] {
  const { summed, draws, seed } = question;
  const { channels, hashes, tally: places } = summed;
  const layout = tallyLayout(channels);
  const tally = placeTotals(places);
  const sharers = sharersOf(question, layout).flatMap(({ model, share }) => {
    cameTo("sums");
    const point = share({ weights: null, tally });
    return point === null ? [] : [{ model, share, point, draws: new Float64Array(draws * channels), bases: new Float64Array(draws) }];
  });
  const some = Array.from({ length: atOnce }, () => ({ weights: new Float64Array(hashes.length), tally: new Float64Array(tally.length) }));
  const drawn = new DrawnSums(places);
  for (let first = 0; first < draws; first += atOnce) {
    cameTo("draws", first / draws);
    some.forEach(({ weights }, n) => drawWeights(weights, hashes, { seed, draw: first + n }));
    drawn.under(
      some.map(({ weights }) => weights),
      some.map((each) => each.tally),
    );
    for (let draw = first; draw < Math.min(draws, first + atOnce); draw++) {
      for (const { share, point, draws: made, bases } of sharers) {
        const { shares, base } = share(some[draw - first]!) ?? point;
        made.set(shares, draw * channels);
        bases[draw] = base ?? 0;
      }
    }
  }
  return sharers.map(({ model, point: { shares, base }, draws: made, bases }) => ({
    model,
    shares,
    base,
    draws: made,
    baseDraws: base === null ? null : bases,
  }));
}

function sharersOf(question: ModelQuestion, layout: Layout): Sharer[] {
  const rules = [...ruleNames, "distinct" as const].map((model, rule): Sharer => ({ model, share: ({ tally }) => linear(tally, layout, rule) }));
  const isWanted = (model: ModelName) => question.only?.includes(model) ?? true;
  return [
    ...rules.filter(({ model }) => isWanted(model)),
    ...(isWanted("walk") ? [walk(layout)] : []),
    ...(question.summed.steps && isWanted("long-walk") ? [longWalk(question.summed.steps)] : []),
    ...(layout.resolved > layout.sets && isWanted("rate") ? [rate(layout)] : []),
    ...(question.summed.hazard && isWanted("hazard") ? [hazard(question.summed.hazard)] : []),
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

function longWalk({ steps, sums }: NonNullable<Summed["steps"]>): Sharer {
  const tally = windowTallyOf(steps, placeTotals(sums));
  const slopes = windowSlopes(tally);
  const walk = slopes === null ? null : windowWalk(tally);
  if (walk === null || slopes === null) return { model: "long-walk", share: () => null };
  const byGroup = slopeSums(sums, slopes, steps.channels + 1);
  const moved = new Float64Array(byGroup.width);
  return {
    model: "long-walk",
    share({ weights }) {
      if (weights === null) return plain(walk.share);
      weighedRows(byGroup, weights, moved);
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
function slopeSums({ groups, starts, ends, group, amount }: PlaceSums, { byWeight, byGain }: WindowSlopes, width: number): RowSums {
  const moved = new Float64Array(groups * width);
  for (let place = 0; place < starts.length; place++) {
    const slopes = (place & 1) === 0 ? byWeight : byGain;
    const slope = (place >> 1) * width;
    for (let n = starts[place]!, end = ends[place]!; n < end; n++) {
      const one = amount[n]!;
      for (let k = 0, at = group[n]! * width; k < width; k++, at++) moved[at]! += one * slopes[slope + k]!;
    }
  }
  return { amount: moved, width };
}

function hazard({ table, sums }: NonNullable<Summed["hazard"]>): Sharer {
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
