// How many deals are opened, and what deals of a kind are worth: what stands behind the part of a forecast that nobody has opened yet.
import { noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import { type ForecastDeals, type Known, isWon } from "#evidence/forecast/known.ts";

const blockDays = 28;
const mostBlocks = 13;

export interface Arrivals {
  /** Deals opened, of each kind. */
  readonly opened: Int32Array;
  readonly days: number;
  readonly blocks: number;
  /** How far the numbers of four weeks differ beyond chance: variance of the common factor. */
  readonly unevenness: number;
}

/**
 * Deals opened in blocks of four weeks back from the day, up to a year of them, not before the first day that is wholly on record.
 * Unevenness: (variance - mean) / mean² of the blocks' counts, not below zero (moments of a gamma mixture of Poisson counts).
 */
export function arrivalsOf({ deals }: ForecastDeals, known: Known, wholeFrom: DayNumber): Arrivals {
  const blocks = Math.max(0, Math.min(mostBlocks, Math.floor((known.day - wholeFrom + 1) / blockDays)));
  const first = known.day - blocks * blockDays + 1;
  const opened = new Int32Array(known.kindNames.length);
  const counts = new Float64Array(blocks);
  for (let row = 0; row < deals.count; row++) {
    const created = deals.createdOn[row]!;
    if (created === noDay || created < first || created > known.day) continue;
    opened[known.kind[row]!]!++;
    counts[Math.floor((created - first) / blockDays)]!++;
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, blocks);
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, blocks - 1);
  return { opened, days: blocks * blockDays, blocks, unevenness: mean > 0 && blocks > 2 ? Math.max(0, (variance - mean) / (mean * mean)) : 0 };
}

/** Deals of each kind opened in a day, drawn: what was counted, and a common factor for good and bad times and for how few blocks were seen. */
export function drawnRates({ opened, days, blocks, unevenness }: Arrivals, dice: Dice): Float64Array {
  const spread = unevenness * (1 + 1 / Math.max(1, blocks));
  const factor = spread > 1e-9 ? dice.gamma(1 / spread) * spread : 1;
  return Float64Array.from(opened, (count) => (count === 0 ? 0 : (factor * dice.gamma(count)) / days));
}

/** Ordered values of past won deals, to draw from. */
export interface Worths {
  /** Of each kind; where fewer than ten are known, of all kinds. */
  readonly byKind: readonly Float64Array[];
}

const fewestWorths = 10;

/** Worths of deals won in the time learnt from, within `withinDays` of opening (quick wins are rarely the large ones). */
export function wonWorths(facts: ForecastDeals, known: Known, withinDays: number): Worths {
  const { deals, worth } = facts;
  const byKind: number[][] = known.kindNames.map(() => []);
  const [all, anyTime, ofKind]: [number[], number[], number[][]] = [[], [], known.kindNames.map(() => [])];
  for (let row = 0; row < deals.count; row++) {
    const closed = deals.closedOn[row]!;
    if (closed === noDay || closed > known.day || closed < known.learntFrom || !isWon(facts, row) || Number.isNaN(worth[row]!)) continue;
    anyTime.push(worth[row]!);
    ofKind[known.kind[row]!]!.push(worth[row]!);
    const created = deals.createdOn[row]!;
    if (created === noDay || closed - created > withinDays) continue;
    byKind[known.kind[row]!]!.push(worth[row]!);
    all.push(worth[row]!);
  }
  const choose = (kind: number) => [byKind[kind]!, ofKind[kind]!, all, anyTime].find((values) => values.length >= fewestWorths) ?? anyTime;
  return { byKind: known.kindNames.map((_, kind) => Float64Array.from(choose(kind)).sort()) };
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/**
 * Draws one value after another as the next customers might bring them: from the known ones, or, the more have been drawn, again one of those drawn
 * (Pólya's urn). So the spread of a sum holds that the true mean is known from few deals only.
 */
export class Urn {
  private readonly values: Float64Array;
  private drawn = new Float64Array(64);
  private count = 0;

  constructor(values: Float64Array) {
    this.values = values;
  }

  /** Back to the known values. */
  empty(): void {
    this.count = 0;
  }

  draw(dice: Dice): number {
    const known = this.values.length;
    const place = dice.below(known + this.count);
    const value = place < known ? this.values[place]! : this.drawn[place - known]!;
    if (this.count === this.drawn.length) {
      const longer = new Float64Array(2 * this.count);
      longer.set(this.drawn);
      this.drawn = longer;
    }
    this.drawn[this.count++] = value;
    return value;
  }
}
