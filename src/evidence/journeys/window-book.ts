// Journeys written down as steps between the last few channels: what a walk with memory is worked out from.
import { type Journeys, ending } from "#evidence/journeys/columns.ts";
import { PairBook } from "#evidence/journeys/pair-book.ts";

/** The walk's states and steps; the same for every weighting of the journeys. */
export interface WindowSteps {
  readonly order: number;
  readonly channels: number;
  readonly states: number;
  /** Whether state s holds channel c: `holds[s * channels + c]`. */
  readonly holds: Uint8Array;
  /** Steps from state to state, and to the end: `states` a purchase, `states + 1` none. The start is `states` as `from`. Sorted by `from`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Steps by number, and what journeys add to them. */
export interface WindowTally {
  readonly steps: WindowSteps;
  /** Weight by step. */
  readonly weight: Float64Array;
  /** What purchases brought, by step. */
  readonly gain: Float64Array;
}

/** Hears each step of the given journeys by its number; numbers are given as steps turn up. */
export interface StepListener {
  (step: number, weight: number, gain: number): void;
}

/**
 * States are the last `order` touches; a journey shorter than that is one state of its own; a state that follows itself is one.
 * The start leads to the first state, the last state to a purchase or to none. Open journeys are left out.
 */
export class WindowBook {
  private readonly order: number;
  private readonly channels: number;
  /** Beginnings of windows: each is a shorter one (its place + 1, 0 the empty one) and one more channel. */
  private readonly beginnings: PairBook;
  /** State by beginning; -1 where it is only part of a longer one. */
  private readonly stateOf: number[] = [];
  private readonly members: Uint16Array[] = [];
  /** By state: its channels as one number. */
  private readonly keys: number[] = [];
  private readonly stepOf: PairBook;
  private readonly ends: { from: number[]; to: number[] } = { from: [], to: [] };

  constructor(order: number, channels: number) {
    this.order = order;
    this.channels = channels;
    let windows = 1;
    for (let length = 1; length <= order; length++) windows += channels ** length;
    this.beginnings = new PairBook({ firsts: windows, seconds: channels });
    // States are windows, and there are three ends (`hear`).
    this.stepOf = new PairBook({ firsts: windows + 3, seconds: windows + 3 });
  }

  hear(journeys: Journeys, listener: StepListener, { from = 0, to = journeys.count } = {}): void {
    const { starts, channel, kind, gain, weight } = journeys;
    for (let j = from; j < to; j++) {
      if (kind[j] === ending.open) continue;
      const [begin, until] = [starts[j]!, starts[j + 1]!];
      const width = Math.min(this.order, until - begin);
      let state = -1;
      for (let place = begin; place + width <= until; place++) {
        const next = this.state(channel, place, width);
        if (next === state) continue;
        listener(this.step(state, next), weight[j]!, 0);
        state = next;
      }
      const isWon = kind[j] === ending.won;
      listener(this.step(state, isWon ? -2 : -3), weight[j]!, isWon ? weight[j]! * gain[j]! : 0);
    }
  }

  private state(channel: Uint16Array, place: number, width: number): number {
    let window = 0;
    for (let n = 0; n < width; n++) {
      window = this.beginnings.place(window, channel[place + n]!) + 1;
      if (window > this.stateOf.length) this.stateOf.push(-1);
    }
    const known = this.stateOf[window - 1]!;
    if (known >= 0) return known;
    this.stateOf[window - 1] = this.members.length;
    let key = 0;
    for (let n = 0; n < width; n++) key = key * (this.channels + 1) + channel[place + n]! + 1;
    this.keys.push(key);
    return this.members.push(channel.slice(place, place + width)) - 1;
  }

  private step(from: number, to: number): number {
    const step = this.stepOf.place(from + 3, to + 3);
    if (step === this.ends.from.length) {
      this.ends.from.push(from);
      this.ends.to.push(to);
    }
    return step;
  }

  /** Numbers of the steps that are in use, in an order that hangs on what they are, not on when they were first heard. */
  inOrder(isInUse: (step: number) => boolean): number[] {
    const { from, to } = this.ends;
    // The start comes first, then states by their channels; a purchase and none come last.
    const key = (state: number) => (state >= 0 ? this.keys[state]! : state === -1 ? 0 : Number.MAX_SAFE_INTEGER + state);
    return from
      .map((_, step) => step)
      .filter(isInUse)
      .sort((a, b) => key(from[a]!) - key(from[b]!) || key(to[a]!) - key(to[b]!));
  }

  /** These steps alone, in this order; states are numbered as they turn up in it. */
  stepsOf(numbers: readonly number[]): WindowSteps {
    const { order, channels } = this;
    const known = new Map<number, number>();
    for (const step of numbers)
      for (const state of [this.ends.from[step]!, this.ends.to[step]!]) if (state >= 0 && !known.has(state)) known.set(state, known.size);
    const states = known.size;
    const place = (at: number) => (at >= 0 ? known.get(at)! : at === -3 ? states + 1 : states);
    const holds = new Uint8Array(states * channels);
    for (const [state, at] of known) for (const member of this.members[state]!) holds[at * channels + member] = 1;
    return {
      order,
      channels,
      states,
      holds,
      from: Int32Array.from(numbers, (step) => place(this.ends.from[step]!)),
      to: Int32Array.from(numbers, (step) => place(this.ends.to[step]!)),
    };
  }

  /** How many steps were heard so far. */
  get count(): number {
    return this.ends.from.length;
  }

  /** All steps heard so far, by their numbers. */
  steps(): WindowSteps {
    const states = this.members.length;
    const place = (at: number) => (at >= 0 ? at : at === -3 ? states + 1 : states);
    const holds = new Uint8Array(states * this.channels);
    this.members.forEach((members, state) => {
      for (const member of members) holds[state * this.channels + member] = 1;
    });
    const { order, channels } = this;
    return { order, channels, states, holds, from: Int32Array.from(this.ends.from, place), to: Int32Array.from(this.ends.to, place) };
  }
}

/** States and weights of all journeys. */
export function windowTally(journeys: Journeys, order: number): WindowTally {
  const book = new WindowBook(order, journeys.channels);
  const [weights, gains] = [[] as number[], [] as number[]];
  book.hear(journeys, (step, weight, gain) => {
    weights[step] = (weights[step] ?? 0) + weight;
    gains[step] = (gains[step] ?? 0) + gain;
  });
  return { steps: book.steps(), weight: Float64Array.from(weights), gain: Float64Array.from(gains) };
}
