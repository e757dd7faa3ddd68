// Each cause's fair share of a change when several moved at once, whatever the formula: its effect averaged over every order of moving them.

/** The most players counted exactly: 2^16 values are asked for. */
export const mostPlayers = 16;

/**
 * Exact Shapley values of `players` for any value function.
 * Definition: phi_i = sum over sets S without i of |S|! (n-|S|-1)! / n! (f(S with i) - f(S)).
 * `valueOf` gets a set as bits (bit i: player i has its later level) and is asked once for each of the 2^n sets.
 * The parts sum to f(all) - f(none). Throws a RangeError beyond 16 players. Source: Shapley 1953.
 */
export function shapley(players: number, valueOf: (set: number) => number): Float64Array {
  if (!Number.isInteger(players) || players < 0 || players > mostPlayers)
    throw new RangeError(`Shapley values need 0 to ${mostPlayers} players, not ${players}`);
  const sets = 1 << players;
  const values = new Float64Array(sets);
  for (let set = 0; set < sets; set++) values[set] = valueOf(set);
  const weight = new Float64Array(Math.max(players, 1));
  weight[0] = 1 / Math.max(players, 1);
  for (let size = 1; size < players; size++) weight[size] = (weight[size - 1]! * size) / (players - size);
  const parts = new Float64Array(players);
  for (let set = 0; set < sets; set++) {
    const share = weight[bitsIn(set)]!;
    for (let i = 0; i < players; i++) if (((set >> i) & 1) === 0) parts[i]! += share * (values[set | (1 << i)]! - values[set]!);
  }
  return parts;
}

/** Shapley values of a product of factors that go from `before` to `after`: the usual driver tree of one segment. */
export function shapleyOfProduct(before: readonly number[], after: readonly number[]): Float64Array {
  return shapley(before.length, (set) => before.reduce((product, level, i) => product * ((set >> i) & 1 ? after[i]! : level), 1));
}

/** How many bits of a number are set, added up in pairs, fours and eights at once. */
export function bitsIn(set: number): number {
  let pairs = set - ((set >>> 1) & 0x55_55_55_55);
  pairs = (pairs & 0x33_33_33_33) + ((pairs >>> 2) & 0x33_33_33_33);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}
