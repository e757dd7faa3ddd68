// Each channel's fair part in the share of journeys that end in a purchase: how the share moves as channels are let in, over every order of letting them in.
import type { Dice } from "#kit/dice.ts";
import { type Journeys, ending } from "#evidence/journeys/columns.ts";
import type { Layout } from "#evidence/journeys/tally.ts";
import { bitsIn } from "#evidence/statistics/shapley.ts";

/**
 * Exact, for a tally with combinations (up to 18 channels). Worth of a set S: what purchases brought per journey among finished journeys with no channel
 * outside S; 0 where there are none. Channel parts sum to the overall rate; a part can be below 0. Sums over subsets first (zeta transform, K 2^K steps).
 * Source: Shapley 1953; Zhao, Mahboobi and Bagheri 2018.
 */
export function rateShapley(tally: Float64Array, layout: Layout, into: SetSums = setSums(layout)): Float64Array {
  const { channels, sets, resolved } = layout;
  const { brought, ended } = into;
  brought.set(tally.subarray(sets, resolved));
  ended.set(tally.subarray(resolved, resolved + brought.length));
  overSubsets(brought);
  overSubsets(ended);
  for (let set = 0; set < brought.length; set++) brought[set] = ended[set]! > 0 ? brought[set]! / ended[set]! : 0;
  return partsOf(brought, channels);
}

/** Room for the sums of every set, made once by whoever asks again and again. */
export interface SetSums {
  readonly brought: Float64Array;
  readonly ended: Float64Array;
}

export function setSums({ channels }: Layout): SetSums {
  return { brought: new Float64Array(2 ** channels), ended: new Float64Array(2 ** channels) };
}

/** Each set's sum over all its subsets, in place: two channels in one go, so that the list is walked half as often; added up in the same order as one by one. */
function overSubsets(sums: Float64Array): void {
  const count = sums.length;
  let bit = 1;
  for (; 2 * bit < count; bit *= 4) {
    for (let run = 0; run < count; run += 4 * bit) {
      for (let set = run; set < run + bit; set++) {
        const none = sums[set]!;
        const other = sums[set + 2 * bit]!;
        const first = sums[set + bit]! + none;
        sums[set + bit] = first;
        sums[set + 2 * bit] = other + none;
        sums[set + 3 * bit] = sums[set + 3 * bit]! + other + first;
      }
    }
  }
  for (; bit < count; bit *= 2) for (let run = bit; run < count; run += 2 * bit) for (let set = run; set < run + bit; set++) sums[set]! += sums[set - bit]!;
}

/**
 * Shapley values from the worth of every set: sum over S without c of |S|! (K-|S|-1)! / K! (v(S with c) - v(S)). A set is worth its value to each member, by
 * the weight of joining the others, and costs each outsider the same by the weight of joining it. Sums over the sets that hold a channel come from halving
 * the list again and again: 2^K steps, not K 2^K.
 */
export function partsOf(worth: Float64Array, players: number): Float64Array {
  const { joining, left } = weightsOf(players);
  const moved = new Float64Array(worth.length);
  let outside = 0;
  for (let set = 0; set < worth.length; set++) {
    const asOutsider = joining[set]! * worth[set]!;
    outside += asOutsider;
    moved[set] = left[set]! * worth[set]! + asOutsider;
  }
  const parts = new Float64Array(players);
  for (let c = players - 1; c >= 0; c--) {
    const half = 1 << c;
    let inside = 0;
    for (let set = 0; set < half; set++) {
      inside += moved[half + set]!;
      moved[set]! += moved[half + set]!;
    }
    parts[c] = inside - outside;
  }
  return parts;
}

let lastWeights = { players: -1, joining: new Float64Array(0), left: new Float64Array(0) };

/** By set: the weight of joining it, and that of joining it less one. The last ones are kept: hundreds of draws ask for the same. */
function weightsOf(players: number): typeof lastWeights {
  if (lastWeights.players === players) return lastWeights;
  const weight = new Float64Array(players + 1);
  if (players > 0) weight[0] = 1 / players;
  for (let size = 1; size < players; size++) weight[size] = (weight[size - 1]! * size) / (players - size);
  const [joining, left] = [new Float64Array(2 ** players), new Float64Array(2 ** players)];
  for (let set = 0; set < joining.length; set++) {
    joining[set] = weight[bitsIn(set)]!;
    left[set] = set > 0 ? weight[bitsIn(set) - 1]! : 0;
  }
  return (lastWeights = { players, joining, left });
}

/** Combinations of channels as lists, for any number of channels. */
export interface ChannelSets {
  readonly channels: number;
  readonly starts: Int32Array;
  readonly members: Uint16Array;
  readonly brought: Float64Array;
  readonly ended: Float64Array;
}

/** The distinct combinations of finished journeys. */
export function channelSets(journeys: Journeys): ChannelSets {
  const known = new Map<string, number>();
  const [members, starts, brought, ended] = [[] as number[], [0], [] as number[], [] as number[]];
  for (let j = 0; j < journeys.count; j++) {
    if (journeys.kind[j] === ending.open) continue;
    const own = [...new Set(journeys.channel.subarray(journeys.starts[j], journeys.starts[j + 1]))].sort((a, b) => a - b);
    const name = String.fromCharCode(...own);
    let place = known.get(name);
    if (place === undefined) {
      place = known.size;
      known.set(name, place);
      members.push(...own);
      starts.push(members.length);
      brought.push(0);
      ended.push(0);
    }
    ended[place]! += journeys.weight[j]!;
    if (journeys.kind[j] === ending.won) brought[place]! += journeys.weight[j]! * journeys.gain[j]!;
  }
  return {
    channels: journeys.channels,
    starts: Int32Array.from(starts),
    members: Uint16Array.from(members),
    brought: Float64Array.from(brought),
    ended: Float64Array.from(ended),
  };
}

export interface SampledShapley {
  readonly parts: Float64Array;
  /** Monte Carlo standard error of each part: chance of the sampling of orders alone. */
  readonly standardErrors: Float64Array;
}

/**
 * The same for more channels than can be counted out: orders drawn by chance, each taken forwards and backwards (antithetic), so that parts sum to the
 * overall rate in every pair. Source: Castro, Gómez and Tejada 2009; Mitchell, Cooper, Frank and Holmes 2022.
 */
export function sampledRateShapley(sets: ChannelSets, dice: Dice, pairs = 200): SampledShapley {
  const { channels } = sets;
  const order = Int32Array.from({ length: channels }, (_, c) => c);
  const [sum, squares, pair] = [new Float64Array(channels), new Float64Array(channels), new Float64Array(channels)];
  for (let n = 0; n < pairs; n++) {
    for (let c = channels - 1; c > 0; c--) {
      const other = dice.below(c + 1);
      [order[c], order[other]] = [order[other]!, order[c]!];
    }
    pair.fill(0);
    addOrder(sets, order, pair);
    addOrder(sets, order.toReversed(), pair);
    for (let c = 0; c < channels; c++) {
      sum[c]! += pair[c]! / 2;
      squares[c]! += (pair[c]! / 2) ** 2;
    }
  }
  const parts = sum.map((total) => total / pairs);
  const variance = (c: number) => Math.max(0, squares[c]! / pairs - parts[c]! ** 2) / Math.max(1, pairs - 1);
  return { parts, standardErrors: Float64Array.from({ length: channels }, (_, c) => Math.sqrt(variance(c))) };
}

/** Adds what each channel moves the rate by when channels are let in one after the other. */
function addOrder({ channels, starts, members, brought, ended }: ChannelSets, order: Int32Array, into: Float64Array): void {
  const place = new Int32Array(channels);
  order.forEach((channel, n) => (place[channel] = n));
  const [gains, counts] = [new Float64Array(channels), new Float64Array(channels)];
  for (let set = 0; set < brought.length; set++) {
    let last = 0;
    for (let n = starts[set]!; n < starts[set + 1]!; n++) last = Math.max(last, place[members[n]!]!);
    gains[last]! += brought[set]!;
    counts[last]! += ended[set]!;
  }
  let [gain, count, before] = [0, 0, 0];
  for (let n = 0; n < channels; n++) {
    gain += gains[n]!;
    count += counts[n]!;
    const rate = count > 0 ? gain / count : 0;
    into[order[n]!]! += rate - before;
    before = rate;
  }
}
