// The chance of a purchase in each fortnight of a journey, given what it was touched by until then and what kind of buyer it is.
import type { Patterns } from "#evidence/statistics/logistic.ts";
import { PairBook } from "#evidence/journeys/pair-book.ts";
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";

/** A kind of buyer (segment, region …) that decides both whom a channel reaches and who buys; -1 not known. */
export interface Confounder {
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: number;
}

export interface HazardSettings {
  readonly stepDays: number;
  /** First step of each stretch of age with a chance of its own. */
  readonly stretches: readonly number[];
  /** Weight of the pull towards no effect; small, so that a coefficient of a handful of purchases stays finite. */
  readonly penalty: number;
}

/** Fortnights; a chance of its own for each of the first two, then for 2, 3, 6, 13 fortnights, then for all later. */
export const usualHazard: HazardSettings = { stepDays: 14, stretches: [0, 1, 2, 4, 7, 13, 26], penalty: 0.05 };

/**
 * Stretches of journeys that look alike to the model, counted together. A pattern is a place (a stretch of age and a kind of buyer) and a set of channels
 * touched before: both are few where patterns are many, so what belongs to one of them alone is worked out once.
 */
export interface HazardTable {
  readonly channels: number;
  /** Coefficients besides the intercept: channels, then stretches of age from the second on, then kinds of buyer. */
  readonly columns: number;
  /** By place: its columns. */
  readonly places: readonly Int32Array[];
  /** By set: its channels in their order. */
  readonly sets: readonly Int32Array[];
  /** By pattern. */
  readonly placeOf: Int32Array;
  readonly setOf: Int32Array;
  readonly cases: Float64Array;
  readonly yes: Float64Array;
  readonly penalty: number;
  readonly confounders: readonly string[];
}

/** Every pattern with its columns in one list. */
export function patternsOf({ placeOf, setOf, places, sets, columns }: HazardTable): Patterns {
  return { features: Array.from(placeOf, (place, p) => Int32Array.from([...sets[setOf[p]!]!, ...places[place]!])), columns };
}

/** Hears stretches of a journey: the number of their pattern, how many fortnights, and whether the last one ended in a purchase (1) or not (0). */
export interface StretchHearer {
  (pattern: number, steps: number, purchases: number): void;
}

/** Sets of channels are bits of a number. */
export const mostHazardChannels = 30;

/**
 * One row for each fortnight that a journey was still going at its beginning. A channel counts as touched from its first touch on: in a fortnight those
 * touched by its beginning, in the first one those of its first day. So nothing that came later explains what came before. Open journeys count as far as
 * they have come; lost ones leave. Rows with the same stretch of age, channels and kinds of buyer make one pattern.
 */
export class HazardBook {
  private readonly channels: number;
  private readonly settings: HazardSettings;
  private readonly confounders: readonly Confounder[];
  private readonly stretchAt: number[];
  private readonly offsets: number[];
  private readonly columns: number;
  private readonly known: PairBook;
  private readonly knownPlaces = new PairBook();
  private readonly knownSets = new PairBook();
  private readonly places: Int32Array[] = [];
  private readonly sets: Int32Array[] = [];
  private readonly placeOf: number[] = [];
  private readonly setOf: number[] = [];
  /** By pattern: stretch and kind of buyer in one number, and the set. */
  private readonly keys: { readonly place: number[]; readonly set: number[] } = { place: [], set: [] };
  private readonly ordered: number[] = [];
  /** Kinds of buyer of the journeys that are being heard. */
  private codes: readonly Int32Array[] = [];
  private readonly firstAt: Int32Array;
  private readonly own: Int32Array;

  /** Throws above `mostHazardChannels`: sets of channels are bits of a number. */
  constructor(channels: number, confounders: readonly Confounder[], settings: HazardSettings = usualHazard) {
    if (channels > mostHazardChannels) throw new RangeError(`${channels} channels; at most ${mostHazardChannels} fit into a set`);
    this.channels = channels;
    this.settings = settings;
    this.confounders = confounders;
    this.stretchAt = Array.from({ length: settings.stretches.at(-1)! + 1 }, (_, step) => settings.stretches.findLastIndex((from) => from <= step));
    this.offsets = [];
    let column = channels + settings.stretches.length - 1;
    for (const { values } of confounders) {
      this.offsets.push(column);
      column += values;
    }
    this.columns = column;
    const kinds = confounders.reduce((product, { values }) => product * (values + 1), 1);
    this.known = new PairBook({ firsts: kinds * settings.stretches.length, seconds: 2 ** channels });
    this.firstAt = new Int32Array(channels);
    this.own = new Int32Array(channels);
  }

  /** `codes`: kinds of buyer by journey, where these are others than those that the book was made with. */
  hear(journeys: Journeys, hearer: StretchHearer, { from = 0, to = journeys.count, codes = this.confounders.map((one) => one.codes) } = {}): void {
    const { stepDays, stretches } = this.settings;
    const { firstAt, own } = this;
    this.codes = codes;
    for (let j = from; j < to; j++) {
      const begin = journeys.starts[j]!;
      const zero = journeys.minute[begin]!;
      const over = Math.floor((journeys.until[j]! - zero) / (stepDays * minutesInDay));
      // An open journey's last fortnight is not over: it says nothing yet.
      const steps = journeys.kind[j] === ending.open ? over : over + 1;
      const ownCount = this.firstSteps(journeys, begin, journeys.starts[j + 1]!);
      const kind = this.kindOf(j) * stretches.length;
      for (let step = 0; step < steps;) {
        const stretch = this.stretchOf(step);
        let next = stretch + 1 < stretches.length ? Math.min(steps, stretches[stretch + 1]!) : steps;
        let set = 0;
        for (let n = 0; n < ownCount; n++) {
          const channel = own[n]!;
          const first = firstAt[channel]!;
          if (first <= step) set |= 1 << channel;
          else if (first < next) next = first;
        }
        const isPurchase = next === steps && journeys.kind[j] === ending.won;
        const pattern = this.known.place(kind + stretch, set);
        if (pattern === this.placeOf.length) this.note({ j, kind, stretch, set });
        hearer(pattern, next - step, isPurchase ? 1 : 0);
        step = next;
      }
    }
  }

  private stretchOf(step: number): number {
    return this.stretchAt[Math.min(step, this.stretchAt.length - 1)]!;
  }

  /** Finds the channels of a journey, and the step from which on each counts; gives how many there are. */
  private firstSteps({ minute, channel }: Journeys, begin: number, until: number): number {
    const { own, firstAt } = this;
    const zero = minute[begin]!;
    let [seen, count] = [0, 0];
    for (let place = begin; place < until; place++) {
      const at = channel[place]!;
      if ((seen >> at) & 1) continue;
      seen |= 1 << at;
      own[count++] = at;
      const age = minute[place]! - zero;
      firstAt[at] = age < minutesInDay ? 0 : Math.ceil(age / (this.settings.stepDays * minutesInDay));
    }
    return count;
  }

  /** One number for all that is known of the buyer. */
  private kindOf(j: number): number {
    let kind = 0;
    for (let n = 0; n < this.confounders.length; n++) kind = kind * (this.confounders[n]!.values + 1) + this.codes[n]![j]! + 1;
    return kind;
  }

  private note({ j, kind, stretch, set }: { j: number; kind: number; stretch: number; set: number }): void {
    const place = this.knownPlaces.place(kind + stretch, 0);
    if (place === this.places.length) this.places.push(this.columnsAt(j, stretch));
    const own = this.knownSets.place(0, set);
    if (own === this.sets.length) this.sets.push(Int32Array.from({ length: this.channels }, (_, channel) => channel).filter((channel) => (set >> channel) & 1));
    this.placeOf.push(place);
    this.setOf.push(own);
    this.keys.place.push(kind + stretch);
    this.keys.set.push(set);
  }

  private columnsAt(j: number, stretch: number): Int32Array {
    const columns = stretch > 0 ? [this.channels + stretch - 1] : [];
    this.codes.forEach((codes, n) => {
      if (codes[j]! >= 0) columns.push(this.offsets[n]! + codes[j]!);
    });
    return Int32Array.from(columns);
  }

  /** How many patterns were heard so far. */
  get patterns(): number {
    return this.placeOf.length;
  }

  /** Numbers of the patterns that are in use, in an order that hangs on what they are, not on when they were first heard. */
  inOrder(isInUse: (pattern: number) => boolean): number[] {
    const { place, set } = this.keys;
    if (this.ordered.length < place.length) {
      // Those known before stand in order already: they are gone over once, not put in order anew.
      for (let pattern = this.ordered.length; pattern < place.length; pattern++) this.ordered.push(pattern);
      this.ordered.sort((a, b) => place[a]! - place[b]! || set[a]! - set[b]!);
    }
    return this.ordered.filter(isInUse);
  }

  /** The table of these patterns alone, in this order; cases and purchases stand in the same. */
  tableOf(patterns: readonly number[], counts: { readonly cases: Float64Array; readonly yes: Float64Array }): HazardTable {
    const [placeOf, places] = renumbered(patterns, this.placeOf, this.places);
    const [setOf, sets] = renumbered(patterns, this.setOf, this.sets);
    return { ...this.shape(), places, sets, placeOf, setOf, ...counts };
  }

  private shape() {
    const { channels, columns, settings, confounders } = this;
    return { channels, columns, penalty: settings.penalty, confounders: confounders.map(({ name }) => name) };
  }

  table(cases: ArrayLike<number>, yes: ArrayLike<number>): HazardTable {
    const { places, sets } = this;
    const counts = (of: ArrayLike<number>) => {
      const column = new Float64Array(this.patterns);
      for (let p = 0; p < column.length; p++) column[p] = of[p] ?? 0;
      return column;
    };
    const [placeOf, setOf] = [Int32Array.from(this.placeOf), Int32Array.from(this.setOf)];
    return { ...this.shape(), places, sets, placeOf, setOf, cases: counts(cases), yes: counts(yes) };
  }
}

/** What patterns hold by its number of old; of all that, only what these patterns hold, numbered as it turns up in them. */
function renumbered<T>(patterns: readonly number[], of: readonly number[], all: readonly T[]): [of: Int32Array, all: T[]] {
  const numbers = new Int32Array(all.length).fill(-1);
  const [own, kept]: [Int32Array, T[]] = [new Int32Array(patterns.length), []];
  for (let p = 0; p < own.length; p++) {
    const old = of[patterns[p]!]!;
    if (numbers[old]! < 0) numbers[old] = kept.push(all[old]!) - 1;
    own[p] = numbers[old]!;
  }
  return [own, kept];
}

/** Counts the rows of all journeys. */
export function hazardTable(journeys: Journeys, confounders: readonly Confounder[], settings: HazardSettings = usualHazard): HazardTable {
  const book = new HazardBook(journeys.channels, confounders, settings);
  const [cases, yes] = [[] as number[], [] as number[]];
  book.hear(journeys, (pattern, steps, purchases) => {
    cases[pattern] = (cases[pattern] ?? 0) + steps;
    yes[pattern] = (yes[pattern] ?? 0) + purchases;
  });
  return book.table(cases, yes);
}
