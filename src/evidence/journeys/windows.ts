// Journeys as a walk that remembers the last few channels: the same question as without memory, asked of longer steps.
import { type Walk, invert, sharesOf } from "#evidence/journeys/markov.ts";
import type { WindowSteps, WindowTally } from "#evidence/journeys/window-book.ts";

const densest = 60;
const closeEnough = 1e-14;
const mostSweeps = 20_000;

/**
 * Removal effects of a walk with memory: every state that holds the channel leads nowhere, and the equations h = Q h + r are solved again.
 * Few states by elimination, many by sweeping (Gauss and Seidel) until the error's bound is below 1e-14: no chance is involved.
 * Null where the sweeps do not settle. Source: as `walkOf`; sliding windows as in the ChannelAttribution package.
 */
export function windowWalk({ steps, weight, gain }: WindowTally): Walk | null {
  const { states, channels, holds } = steps;
  const chain = chainOf(steps, weight, gain);
  const solve = states <= densest ? eliminate(chain) : (isOut: (state: number) => boolean) => sweep(chain, isOut);
  const whole = solve(() => false);
  if (whole === null) return null;
  const removal = new Float64Array(channels);
  if (whole !== 0) {
    for (let c = 0; c < channels; c++) {
      const left = solve((state) => holds[state * channels + c] === 1);
      if (left === null) return null;
      removal[c] = 1 - left / whole;
    }
  }
  return { outcome: whole, removal, share: sharesOf(removal) };
}

/** Steps between states as rows of chances. */
interface Chain {
  readonly states: number;
  readonly starts: Int32Array;
  readonly to: Int32Array;
  readonly chance: Float64Array;
  readonly brings: Float64Array;
  readonly first: Float64Array;
}

function chainOf({ states, from, to }: WindowSteps, weight: Float64Array, gain: Float64Array): Chain {
  const totals = new Float64Array(states + 1);
  const starts = new Int32Array(states + 2);
  for (let n = 0; n < from.length; n++) {
    totals[from[n]!]! += weight[n]!;
    if (to[n]! < states && from[n]! < states) starts[from[n]! + 1]!++;
  }
  for (let state = 0; state <= states; state++) starts[state + 1]! += starts[state]!;
  const next = starts.slice();
  const [targets, chance] = [new Int32Array(starts[states]!), new Float64Array(starts[states]!)];
  const [brings, first] = [new Float64Array(states), new Float64Array(states)];
  for (let n = 0; n < from.length; n++) {
    const [source, target, all] = [from[n]!, to[n]!, totals[from[n]!]!];
    if (all === 0) continue;
    if (source === states) first[target] = weight[n]! / all;
    else if (target === states) brings[source]! += gain[n]! / all;
    else if (target < states) {
      const place = next[source]!++;
      targets[place] = target;
      chance[place] = weight[n]! / all;
    }
  }
  return { states, starts, to: targets, chance, brings, first };
}

/** By one inverse: what goes by way of a set C of states is (s'N)_C (N_CC)^-1 (N r)_C. */
function eliminate({ states, starts, to, chance, brings, first }: Chain): (isOut: (state: number) => boolean) => number {
  const matrix = new Float64Array(states * states);
  for (let s = 0; s < states; s++) {
    matrix[s * states + s] = 1;
    for (let n = starts[s]!; n < starts[s + 1]!; n++) matrix[s * states + to[n]!]! -= chance[n]!;
  }
  invert(matrix, states);
  const [visits, worth] = [new Float64Array(states), new Float64Array(states)];
  let outcome = 0;
  for (let s = 0; s < states; s++) {
    for (let t = 0; t < states; t++) {
      worth[s]! += matrix[s * states + t]! * brings[t]!;
      visits[t]! += first[s]! * matrix[s * states + t]!;
    }
    outcome += first[s]! * worth[s]!;
  }
  return (isOut) => {
    const out = Array.from({ length: states }, (_, state) => state).filter(isOut);
    const part = new Float64Array(out.length * out.length);
    out.forEach((s, row) => out.forEach((t, column) => (part[row * out.length + column] = matrix[s * states + t]!)));
    invert(part, out.length);
    let through = 0;
    out.forEach((s, row) => out.forEach((t, column) => (through += visits[s]! * part[row * out.length + column]! * worth[t]!)));
    return outcome - through;
  };
}

function sweep(chain: Chain, isOut: (state: number) => boolean): number | null {
  const worth = settle(chain, outOf(chain, isOut));
  if (worth === null) return null;
  let value = 0;
  for (let s = 0; s < chain.states; s++) value += chain.first[s]! * worth[s]!;
  return value;
}

const outOf = ({ states }: Chain, isOut: (state: number) => boolean) => Uint8Array.from({ length: states }, (_, state) => Number(isOut(state)));

/** Solves h = Q h + r among the states that are not out; null where the sweeps do not come to rest. */
function settle({ states, starts, to, chance, brings }: Chain, out: Uint8Array): Float64Array | null {
  const worth = new Float64Array(states);
  let [before, scale] = [Infinity, 0];
  for (const each of brings) scale = Math.max(scale, Math.abs(each));
  for (let round = 0; round < mostSweeps; round++) {
    let largest = 0;
    // Later states follow earlier ones more often than not: backwards is the shorter way.
    for (let s = states - 1; s >= 0; s--) {
      if (out[s] === 1) continue;
      let sum = brings[s]!;
      for (let n = starts[s]!; n < starts[s + 1]!; n++) sum += chance[n]! * worth[to[n]!]!;
      const moved = Math.abs(sum - worth[s]!);
      if (moved > largest) largest = moved;
      worth[s] = sum;
    }
    const ratio = before === Infinity ? 1 : largest / before;
    before = largest;
    if (largest === 0 || (ratio < 1 && (largest * ratio) / (1 - ratio) < closeEnough * scale)) return worth;
  }
  return null;
}

/** The same steps backwards: what comes to a state instead of what comes of it. */
function backwards({ states, starts, to, chance, first, brings }: Chain): Chain {
  const back = new Int32Array(states + 1);
  for (const target of to) back[target + 1]!++;
  for (let s = 0; s < states; s++) back[s + 1]! += back[s]!;
  const next = back.slice();
  const [from, chances] = [new Int32Array(to.length), new Float64Array(to.length)];
  for (let s = 0; s < states; s++) {
    for (let n = starts[s]!; n < starts[s + 1]!; n++) {
      const place = next[to[n]!]!++;
      from[place] = s;
      chances[place] = chance[n]!;
    }
  }
  return { states, starts: back, to: from, chance: chances, brings: first, first: brings };
}

/** What a walk brings with all channels (place 0) and without each (place c + 1), and how far one more journey through a step would move that. */
export interface WindowSlopes {
  readonly brings: Float64Array;
  /** By step n and place k, for its weight `byWeight[n * (channels + 1) + k]`, and for what a purchase brought. */
  readonly byWeight: Float64Array;
  readonly byGain: Float64Array;
}

/**
 * Slopes of what the walk brings: v_i / n_i (h_j - h_i) for a step from i to j that is taken once more, with v the visits, n the weight of all steps from i
 * and h what comes of a state; for a purchase h_j is what it brought. Null where the sweeps do not come to rest.
 */
export function windowSlopes({ steps, weight, gain }: WindowTally): WindowSlopes | null {
  const { states, channels, holds, from, to } = steps;
  const chain = chainOf(steps, weight, gain);
  const turned = backwards(chain);
  const width = channels + 1;
  const brings = new Float64Array(width);
  const [byWeight, byGain] = [new Float64Array(from.length * width), new Float64Array(from.length * width)];
  const totals = new Float64Array(states + 1);
  for (let n = 0; n < from.length; n++) totals[from[n]!]! += weight[n]!;
  for (let k = 0; k < width; k++) {
    const out = outOf(chain, (state) => k > 0 && holds[state * channels + k - 1] === 1);
    const worth = settle(chain, out);
    const visits = settle({ ...turned, brings: turned.brings.map((chance, state) => (out[state] === 1 ? 0 : chance)) }, out);
    if (worth === null || visits === null) return null;
    for (let s = 0; s < states; s++) brings[k]! += chain.first[s]! * worth[s]!;
    for (let n = 0; n < from.length; n++) {
      const [source, target] = [from[n]!, to[n]!];
      if (totals[source] === 0) continue;
      const often = source === states ? 1 : visits[source]!;
      const here = source === states ? brings[k]! : worth[source]!;
      byWeight[n * width + k] = (often / totals[source]!) * ((target < states ? worth[target]! : 0) - here);
      byGain[n * width + k] = target === states ? often / totals[source]! : 0;
    }
  }
  return { brings, byWeight, byGain };
}
