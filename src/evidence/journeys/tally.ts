// One pass over all journeys: what each rule of bookkeeping gives each channel, which channel follows which, and which channels stood together.
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";

/** Rules that need nothing but the journey itself. */
export const ruleNames = ["first", "last", "linear", "position", "decay"] as const;
export type RuleName = (typeof ruleNames)[number];

export interface RuleSettings {
  /** Shares of the first and the last touch under 'position'; the rest is spread over those between. */
  readonly position: { readonly first: number; readonly last: number };
  /** Days after which a touch counts half under 'decay'. */
  readonly halfLife: number;
}

export const usualSettings: RuleSettings = { position: { first: 0.4, last: 0.4 }, halfLife: 14 };

/** With so many channels every combination has a place of its own. */
export const mostSetChannels = 18;

/** Where what stands in the long row of numbers of a tally. */
export interface Layout {
  readonly channels: number;
  /** Credit by rule: rule r gives channel c `rules + r * channels + c`. Then equal split over distinct channels. */
  readonly rules: number;
  readonly distinct: number;
  /** (channels + 1) rows of (channels + 3): from the start or a channel to a channel, to a purchase, to none, and what the purchases brought. */
  readonly steps: number;
  /** By combination of channels: what purchases brought, and how many ended at all; absent above `mostSetChannels`. */
  readonly sets: number;
  readonly resolved: number;
  readonly size: number;
}

export function layoutOf(channels: number, { hasSets = channels <= mostSetChannels }: { hasSets?: boolean } = {}): Layout {
  const distinct = ruleNames.length * channels;
  const steps = distinct + channels;
  const sets = steps + (channels + 1) * (channels + 3);
  const resolved = hasSets ? sets + 2 ** channels : sets;
  return { channels, rules: 0, distinct, steps, sets, resolved, size: hasSets ? resolved + 2 ** channels : sets };
}

/**
 * Adds the journeys `from` up to `to` to a row of numbers laid out by `layoutOf`. Rules count each purchase by its `weight` times its `gain`, steps and
 * combinations each finished journey by its `weight`; open journeys count nowhere. Steps from a channel to itself are left out: no chance of a purchase changes by them.
 * Rules: first, last; linear 1/n; position f, l and (1-f-l)/(n-2) between, n = 1: 1, n = 2: f/(f+l); decay 2^((t-T)/h) over their sum.
 */
export function tallyJourneys(journeys: Journeys, layout: Layout, options: TallyOptions = {}): Float64Array {
  const { settings = usualSettings, from = 0, to = journeys.count, into = new Float64Array(layout.size), halves = halvesOf(settings.halfLife) } = options;
  const { starts, channel, kind, gain, weight } = journeys;
  const { channels, steps, sets, resolved } = layout;
  const width = channels + 3;
  const hasSets = resolved > sets;
  const rules = new RuleTally(journeys, layout, { settings, into, halves });
  for (let j = from; j < to; j++) {
    const end = kind[j]!;
    if (end === ending.open) continue;
    const [begin, until, counts] = [starts[j]!, starts[j + 1]!, weight[j]!];
    let row = steps;
    let [last, set] = [-1, 0];
    for (let place = begin; place < until; place++) {
      const at = channel[place]!;
      if (at === last) continue;
      into[row + at]! += counts;
      row = steps + (at + 1) * width;
      last = at;
      set |= 1 << at;
    }
    if (end === ending.won) {
      into[row + channels]! += counts;
      into[row + channels + 2]! += counts * gain[j]!;
      if (hasSets) into[sets + set]! += counts * gain[j]!;
      rules.add(j, begin, until);
    } else into[row + channels + 1]! += counts;
    if (hasSets) into[resolved + set]! += counts;
  }
  return into;
}

export interface TallyOptions {
  readonly settings?: RuleSettings;
  readonly from?: number;
  readonly to?: number;
  readonly into?: Float64Array;
  /** Made once by who asks group by group. */
  readonly halves?: Halves;
}

/** Powers of one half by whole days and by minutes of a day: a power a touch would cost more than all the rest. */
export interface Halves {
  readonly byDay: Float64Array;
  readonly byMinute: Float64Array;
  readonly perMinute: number;
}

/** What is left of a touch's weight after so many days and minutes. */
export function halvesOf(halfLife: number): Halves {
  const perMinute = -Math.LN2 / (halfLife * minutesInDay);
  return {
    byDay: Float64Array.from({ length: 1024 }, (_, day) => Math.exp(perMinute * minutesInDay * day)),
    byMinute: Float64Array.from({ length: minutesInDay }, (_, minute) => Math.exp(perMinute * minute)),
    perMinute,
  };
}

/** The rules, for one purchase after the other. */
export class RuleTally {
  private readonly channel: Uint16Array;
  private readonly minute: Int32Array;
  private readonly gain: Float64Array;
  private readonly weight: Float64Array;
  private readonly into: Float64Array;
  private readonly channels: number;
  private readonly distinct: number;
  private readonly first: number;
  private readonly lastShare: number;
  private readonly ofTwo: number;
  private readonly halves: Halves;
  /** The journey that a channel was last seen in. */
  private readonly seenIn: Int32Array;
  private weights = new Float64Array(64);

  constructor(
    journeys: Journeys,
    layout: Pick<Layout, "channels" | "distinct">,
    { settings, into, halves }: { settings: RuleSettings; into: Float64Array; halves: Halves },
  ) {
    this.channel = journeys.channel;
    this.minute = journeys.minute;
    this.gain = journeys.gain;
    this.weight = journeys.weight;
    this.into = into;
    this.channels = layout.channels;
    this.distinct = layout.distinct;
    this.first = settings.position.first;
    this.lastShare = settings.position.last;
    this.ofTwo = this.first + this.lastShare > 0 ? this.first / (this.first + this.lastShare) : 0.5;
    this.halves = halves;
    this.seenIn = new Int32Array(layout.channels).fill(-1);
  }

  add(j: number, begin: number, until: number): void {
    const { channel, into, channels, gain, weight } = this;
    const [n, whole] = [until - begin, weight[j]! * gain[j]!];
    const [head, tail] = [channel[begin]!, channel[until - 1]!];
    into[head]! += whole;
    into[channels + tail]! += whole;
    if (n === 1) {
      into[2 * channels + head]! += whole;
      into[3 * channels + head]! += whole;
      into[4 * channels + head]! += whole;
      into[this.distinct + head]! += whole;
      return;
    }
    this.spread(j, begin, until);
    if (n === 2) {
      into[3 * channels + head]! += whole * this.ofTwo;
      into[3 * channels + tail]! += whole * (1 - this.ofTwo);
      return;
    }
    const between = (whole * (1 - this.first - this.lastShare)) / (n - 2);
    into[3 * channels + head]! += whole * this.first;
    into[3 * channels + tail]! += whole * this.lastShare;
    for (let place = begin + 1; place < until - 1; place++) into[3 * channels + channel[place]!]! += between;
  }

  /** Linear, decay, and the equal split over distinct channels. */
  private spread(j: number, begin: number, until: number): void {
    const { channel, minute, into, channels, seenIn } = this;
    const { byDay, byMinute, perMinute } = this.halves;
    const whole = this.weight[j]! * this.gain[j]!;
    if (until - begin > this.weights.length) this.weights = new Float64Array(2 * (until - begin));
    const last = minute[until - 1]!;
    let [sum, distinct] = [0, 0];
    for (let place = begin; place < until; place++) {
      const age = last - minute[place]!;
      const day = Math.floor(age / minutesInDay);
      const half = day < 1024 ? byDay[day]! * byMinute[age - day * minutesInDay]! : Math.exp(perMinute * age);
      this.weights[place - begin] = half;
      sum += half;
      if (seenIn[channel[place]!] !== j) {
        seenIn[channel[place]!] = j;
        distinct++;
      }
    }
    const [each, share, decayed] = [whole / (until - begin), whole / distinct, whole / sum];
    for (let place = begin; place < until; place++) {
      const at = channel[place]!;
      into[2 * channels + at]! += each;
      into[4 * channels + at]! += decayed * this.weights[place - begin]!;
      if (seenIn[at] === j) {
        into[this.distinct + at]! += share;
        seenIn[at] = -1;
      }
    }
  }
}

/** Sum of what purchases brought: what every model shares out. */
export function sharedOut(tally: Float64Array, layout: Layout): number {
  let sum = 0;
  for (let c = 0; c < layout.channels; c++) sum += tally[c]!;
  return sum;
}
