// One row of the fitted chance: what each channel that touched it added, over every order of letting channels in.
import { bitsIn } from "#evidence/statistics/shapley.ts";

/** Up to so many channels in a row every combination is looked at. */
export const mostInRow = 8;

/** Where the credit of a row goes: by channel, and by the row's own channels from `at` on. */
interface CreditTo {
  readonly parts: Float64Array;
  readonly shares: Float64Array;
  readonly at: number;
}

/** Where the slopes of a row go: by column and channel, and what its place's columns move, from `at` on (the base last). */
interface SlopesTo {
  readonly slopes: Float64Array;
  readonly ofPlace: Float64Array;
  readonly at: number;
}

/**
 * Looks at row after row with the same numbers: nothing is made anew for one. The odds against a purchase are a product of what the place and each channel
 * bring, so a combination costs a product and a division, not a power.
 */
export class RowOfChannels {
  private readonly channels: number;
  /** Odds against, times this, where a channel touched. */
  private readonly against: Float64Array;
  /** Chance by combination, while they are few. */
  private readonly all = new Float64Array(2 ** mostInRow);
  private readonly moved = new Float64Array(2 ** mostInRow);
  /** Chance with the first k channels, and with the last k. */
  private readonly first: Float64Array;
  private readonly last: Float64Array;
  private readonly slopeFirst: Float64Array;
  private readonly slopeLast: Float64Array;
  private own: Int32Array = new Int32Array(0);

  /** `effects` by channel: log odds. */
  constructor(effects: Float64Array) {
    this.channels = effects.length;
    this.against = effects.map((effect) => Math.exp(-effect));
    const line = () => new Float64Array(effects.length + 1);
    [this.first, this.last, this.slopeFirst, this.slopeLast] = [line(), line(), line(), line()];
  }

  /** The chances of a row: `score` is its log odds had nothing touched it, `own` the channels that did. */
  look(score: number, own: Int32Array): void {
    this.own = own;
    const { all, first, last, slopeFirst, slopeLast, against } = this;
    const n = own.length;
    const start = Math.exp(-score);
    if (n <= mostInRow) {
      all[0] = start;
      // A combination's odds are those of it without its last channel, times what that channel brings.
      for (let c = 0; c < n; c++) for (let set = 0, half = 1 << c, times = against[own[c]!]!; set < half; set++) all[half + set] = all[set]! * times;
      for (let set = 0; set < 1 << n; set++) all[set] = 1 / (1 + all[set]!);
      for (let k = 0; k <= n; k++) {
        first[k] = all[(1 << k) - 1]!;
        last[k] = all[((1 << k) - 1) << (n - k)]!;
      }
    } else {
      let [forwards, backwards] = [start, start];
      for (let k = 0; k <= n; k++) {
        first[k] = 1 / (1 + forwards);
        last[k] = 1 / (1 + backwards);
        if (k === n) break;
        forwards *= against[own[k]!]!;
        backwards *= against[own[n - 1 - k]!]!;
      }
    }
    for (let k = 0; k <= n; k++) {
      slopeFirst[k] = first[k]! * (1 - first[k]!);
      slopeLast[k] = last[k]! * (1 - last[k]!);
    }
  }

  /** Adds the row's credit `weight` times, and writes down that of one such row. */
  addCredit(weight: number, { parts, shares, at }: CreditTo): void {
    const { own, first, last } = this;
    const n = own.length;
    if (n <= mostInRow) this.divide(shares, at);
    // Channels let in in one order and in its reverse.
    else for (let c = 0; c < n; c++) shares[at + c] = (first[c + 1]! - first[c]! + last[n - c]! - last[n - 1 - c]!) / 2;
    for (let c = 0; c < n; c++) parts[own[c]!]! += weight * shares[at + c]!;
  }

  /** Shapley values as `partsOf` gives them, by weights that are the same for every row. */
  private divide(shares: Float64Array, at: number): void {
    const { all, moved } = this;
    const n = this.own.length;
    const { outsider, member } = joining[n]!;
    let outside = 0;
    for (let set = 0; set < 1 << n; set++) {
      outside += outsider[set]! * all[set]!;
      moved[set] = member[set]! * all[set]!;
    }
    for (let c = n - 1; c >= 0; c--) {
      const half = 1 << c;
      let inside = 0;
      for (let set = 0; set < half; set++) {
        inside += moved[half + set]!;
        moved[set]! += moved[half + set]!;
      }
      shares[at + c] = inside - outside;
    }
  }

  /**
   * How the row's credit moves with each coefficient. A place's column moves every combination; a channel's own moves those that hold it. Slopes serve the
   * ranges alone, and two orders of letting channels in are near enough to all of them: only the first few channels, and the last few, are ever in together.
   */
  addSlopes(weight: number, { slopes, ofPlace, at }: SlopesTo): void {
    const { own, slopeFirst, slopeLast, channels } = this;
    const n = own.length;
    const width = channels + 1;
    const half = weight / 2;
    ofPlace[at + channels]! += weight * slopeFirst[0]!;
    for (let c = 0; c < n; c++) {
      // By the first c + 1 channels where the moved one stands before, by the last n - c where it stands behind.
      const before = half * (slopeFirst[c + 1]! - slopeFirst[c]!);
      const behind = half * (slopeLast[n - c]! - slopeLast[n - 1 - c]!);
      const channel = own[c]!;
      ofPlace[at + channel]! += before + behind;
      for (let moved = 0; moved < c; moved++) slopes[(own[moved]! + 1) * width + channel]! += before;
      slopes[(channel + 1) * width + channel]! += half * (slopeFirst[c + 1]! + slopeLast[n - c]!);
      for (let moved = c + 1; moved < n; moved++) slopes[(own[moved]! + 1) * width + channel]! += behind;
    }
  }
}

/** By number of channels and combination: what a combination's worth costs each channel outside it, and what it brings a member together with that. */
const joining = Array.from({ length: mostInRow + 1 }, (_, n) => {
  const weight = new Float64Array(n + 1);
  if (n > 0) weight[0] = 1 / n;
  for (let size = 1; size < n; size++) weight[size] = (weight[size - 1]! * size) / (n - size);
  const outsider = Float64Array.from({ length: 2 ** n }, (_, set) => weight[bitsIn(set)]!);
  return { outsider, member: outsider.map((own, set) => own + (set > 0 ? weight[bitsIn(set) - 1]! : 0)) };
});
