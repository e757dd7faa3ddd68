// The chance of a purchase in each fortnight of a journey, given what it was touched by until then and what kind of buyer it is.
import { type LogisticFit, type Patterns, fitLogistic } from "#evidence/statistics/logistic.ts";
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

/** Stretches of journeys that look alike to the model, counted together. */
export interface HazardTable {
  readonly channels: number;
  readonly patterns: Patterns;
  /** Channels touched before the stretch, one list for each pattern. */
  readonly touched: readonly Int32Array[];
  readonly cases: Float64Array;
  readonly yes: Float64Array;
  readonly penalty: number;
  readonly confounders: readonly string[];
}

/** Hears stretches of a journey: the number of their pattern, how many fortnights, and whether the last one ended in a purchase (1) or not (0). */
export interface StretchHearer {
  (pattern: number, steps: number, purchases: number): void;
}

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
  private readonly known = new Map<string, number>();
  private readonly features: Int32Array[] = [];
  private readonly touched: Int32Array[] = [];
  private readonly firstAt: Int32Array;

  constructor(channels: number, confounders: readonly Confounder[], settings: HazardSettings = usualHazard) {
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
    this.firstAt = new Int32Array(channels);
  }

  hear(journeys: Journeys, hearer: StretchHearer, { from = 0, to = journeys.count } = {}): void {
    const { stepDays, stretches } = this.settings;
    const { firstAt } = this;
    for (let j = from; j < to; j++) {
      const [begin, until] = [journeys.starts[j]!, journeys.starts[j + 1]!];
      const zero = journeys.minute[begin]!;
      const over = Math.floor((journeys.until[j]! - zero) / (stepDays * minutesInDay));
      // An open journey's last fortnight is not over: it says nothing yet.
      const steps = journeys.kind[j] === ending.open ? over : over + 1;
      const own = this.firstSteps(journeys, begin, until);
      const kind = this.kindOf(j);
      for (let step = 0; step < steps;) {
        let next = steps;
        const stretch = this.stretchOf(step);
        if (stretch + 1 < stretches.length) next = Math.min(next, stretches[stretch + 1]!);
        let name = kind + String.fromCharCode(stretch);
        for (const channel of own) {
          if (firstAt[channel]! <= step) name += String.fromCharCode(channel + 256);
          else next = Math.min(next, firstAt[channel]!);
        }
        const isPurchase = next === steps && journeys.kind[j] === ending.won;
        hearer(this.known.get(name) ?? this.pattern(name, { j, step, own }), next - step, Number(isPurchase));
        step = next;
      }
    }
  }

  private stretchOf(step: number): number {
    return this.stretchAt[Math.min(step, this.stretchAt.length - 1)]!;
  }

  /** Channels of a journey in order of number, and the step from which on each counts. */
  private firstSteps(journeys: Journeys, begin: number, until: number): number[] {
    const own: number[] = [];
    const zero = journeys.minute[begin]!;
    for (let place = begin; place < until; place++) {
      const channel = journeys.channel[place]!;
      if (own.includes(channel)) continue;
      own.push(channel);
      const age = journeys.minute[place]! - zero;
      this.firstAt[channel] = age < minutesInDay ? 0 : Math.ceil(age / (this.settings.stepDays * minutesInDay));
    }
    return own.sort((a, b) => a - b);
  }

  private kindOf(j: number): string {
    let name = "";
    for (const { codes } of this.confounders) name += String.fromCharCode(codes[j]! + 1);
    return name;
  }

  private pattern(name: string, { j, step, own }: { j: number; step: number; own: readonly number[] }): number {
    const touched = own.filter((channel) => this.firstAt[channel]! <= step);
    const stretch = this.stretchOf(step);
    const features = [...touched];
    if (stretch > 0) features.push(this.channels + stretch - 1);
    this.confounders.forEach(({ codes }, n) => {
      if (codes[j]! >= 0) features.push(this.offsets[n]! + codes[j]!);
    });
    this.known.set(name, this.features.length);
    this.touched.push(Int32Array.from(touched));
    return this.features.push(Int32Array.from(features)) - 1;
  }

  table(cases: ArrayLike<number>, yes: ArrayLike<number>): HazardTable {
    const { channels, features, touched, columns, settings, confounders } = this;
    return {
      channels,
      patterns: { features, columns },
      touched,
      cases: Float64Array.from({ length: features.length }, (_, p) => cases[p] ?? 0),
      yes: Float64Array.from({ length: features.length }, (_, p) => yes[p] ?? 0),
      penalty: settings.penalty,
      confounders: confounders.map(({ name }) => name),
    };
  }
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

/** log odds of a purchase in a step = level by stretch of age + one coefficient a touched channel + one a kind of buyer, ridge. Source: Allison 1982. */
export function fitHazard(table: HazardTable): LogisticFit {
  return fitLogistic(table.patterns, table, table.penalty);
}
