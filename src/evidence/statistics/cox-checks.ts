// Whether a Cox fit may be believed: how well it orders those that end, and whether its ratios stay the same over the ages.
import { gammaAbove } from "#evidence/statistics/distributions.ts";
import { type CoxFit, type CoxInput } from "#evidence/statistics/cox.ts";
import { survivalCurve } from "#evidence/statistics/survival.ts";

export interface Concordance {
  /** Share of comparable pairs in which the one that ended sooner had the higher pace; ties in pace count half. Null where no pair can be compared. */
  readonly value: number | null;
  readonly concordant: number;
  readonly discordant: number;
  readonly tied: number;
}

/**
 * Harrell's C of scores (higher: expected to end sooner). A pair can be compared where one ended while the other was watched and had not ended; of two
 * that end on one day nothing is known. O(n log n), by counting scores at risk from the last day to the first.
 * Source: Harrell et al. 1982.
 */
export function concordance({ enteredAfter, until, ended }: Omit<CoxInput, "columns">, scores: Float64Array): Concordance {
  const rows = Int32Array.from(until, (_, i) => i).filter((i) => until[i]! > enteredAfter[i]!);
  const levels = Float64Array.from(new Set(scores)).sort();
  const rank = new Map(Array.from(levels, (level, place) => [level, place]));
  const place = rows.map((row) => rank.get(scores[row]!)!);
  const byLast = Array.from(rows, (_, n) => n).sort((a, b) => until[rows[b]!]! - until[rows[a]!]! || ended[rows[a]!]! - ended[rows[b]!]!);
  const byEntry = Array.from(rows, (_, n) => n).sort((a, b) => enteredAfter[rows[b]!]! - enteredAfter[rows[a]!]!);
  const atRisk = new Counts(levels.length);
  let [concordant, discordant, tied, gone] = [0, 0, 0, 0];
  for (let start = 0; start < byLast.length;) {
    const day = until[rows[byLast[start]!]!]!;
    let end = start;
    // Those still going at the end of the day stand first: they join before the ends of the day are compared with all at risk.
    for (; end < byLast.length && until[rows[byLast[end]!]!] === day && ended[rows[byLast[end]!]!] === 0; end++) atRisk.add(place[byLast[end]!]!, 1);
    for (; gone < byEntry.length && enteredAfter[rows[byEntry[gone]!]!]! >= day; gone++) atRisk.add(place[byEntry[gone]!]!, -1);
    const firstEnd = end;
    for (; end < byLast.length && until[rows[byLast[end]!]!] === day; end++) {
      const own = place[byLast[end]!]!;
      const below = atRisk.below(own);
      const same = atRisk.below(own + 1) - below;
      concordant += below;
      tied += same;
      discordant += atRisk.total - below - same;
    }
    for (let n = firstEnd; n < end; n++) atRisk.add(place[byLast[n]!]!, 1);
    start = end;
  }
  const pairs = concordant + discordant + tied;
  return { value: pairs === 0 ? null : (concordant + tied / 2) / pairs, concordant, discordant, tied };
}

/** Counts at places, and how many lie below one (Fenwick's tree). */
class Counts {
  private readonly sums: Int32Array;
  total = 0;

  constructor(places: number) {
    this.sums = new Int32Array(places + 1);
  }

  add(place: number, count: number): void {
    this.total += count;
    for (let i = place + 1; i < this.sums.length; i += i & -i) this.sums[i]! += count;
  }

  below(place: number): number {
    let sum = 0;
    for (let i = place; i > 0; i -= i & -i) sum += this.sums[i]!;
    return sum;
  }
}

export interface ConstancyTest {
  /** By column: chi-square with 1 degree of freedom and its p. */
  readonly columns: readonly { readonly chiSquare: number; readonly pValue: number }[];
  readonly global: { readonly chiSquare: number; readonly freedom: number; readonly pValue: number };
}

/**
 * Whether the ratios of a Cox fit stay the same over the ages: scaled Schoenfeld residuals against the share ended so far (1 - Kaplan-Meier just before).
 * A small p says that a column matters more at some ages than at others, and one ratio does not tell the whole.
 * Source: Grambsch and Therneau 1994.
 */
export function constancyTest(input: CoxInput, fit: CoxFit): ConstancyTest {
  const size = input.columns.length;
  const { times, residuals } = schoenfeld(input, fit);
  const curve = survivalCurve(input);
  const goingBefore = new Map<number, number>();
  for (let row = 0; row < curve.times.length; row++) goingBefore.set(curve.times[row]!, row === 0 ? 1 : curve.surviving[row - 1]!);
  const ages = Float64Array.from(times, (time) => 1 - goingBefore.get(time)!);
  const mean = ages.reduce((sum, age) => sum + age, 0) / Math.max(1, ages.length);
  const spread = ages.reduce((sum, age) => sum + (age - mean) ** 2, 0);
  // Sum over ends of (age - mean) times the residual; its variance is about information / ends times the spread.
  const trend = new Float64Array(size);
  for (let n = 0; n < ages.length; n++) for (let j = 0; j < size; j++) trend[j]! += (ages[n]! - mean) * residuals[n * size + j]!;
  const { covariance, ends } = fit;
  const scaled = Float64Array.from({ length: size }, (_, j) => trend.reduce((sum, t, i) => sum + covariance[j * size + i]! * t, 0));
  const columns = Array.from(scaled, (own, j) => {
    const chiSquare = spread === 0 ? 0 : (ends * own * own) / (covariance[j * size + j]! * spread);
    return { chiSquare, pValue: gammaAbove(0.5, chiSquare / 2) };
  });
  const chiSquare = spread === 0 ? 0 : (ends * scaled.reduce((sum, own, j) => sum + own * trend[j]!, 0)) / spread;
  return { columns, global: { chiSquare, freedom: size, pValue: gammaAbove(size / 2, chiSquare / 2) } };
}

/** For each end in order of time: its columns less what those at risk have on average, weighted by their pace (Efron's weights at ties). */
function schoenfeld({ enteredAfter, until, ended, columns }: CoxInput, { coefficients }: CoxFit): { times: number[]; residuals: Float64Array } {
  const size = columns.length;
  const rows = Array.from(until, (_, i) => i).filter((i) => until[i]! > enteredAfter[i]!);
  const means = columns.map((column) => rows.reduce((sum, row) => sum + column[row]!, 0) / Math.max(1, rows.length));
  const pace = new Float64Array(until.length);
  for (const row of rows) pace[row] = Math.exp(columns.reduce((sum, column, j) => sum + coefficients[j]! * (column[row]! - means[j]!), 0));
  const byLast = rows.slice().sort((a, b) => until[b]! - until[a]!);
  const byEntry = rows.slice().sort((a, b) => enteredAfter[b]! - enteredAfter[a]!);
  const sums = new Float64Array(size + 1);
  const addTo = (into: Float64Array, row: number, sign: number) => {
    into[size]! += sign * pace[row]!;
    for (let j = 0; j < size; j++) into[j]! += sign * pace[row]! * columns[j]![row]!;
  };
  const [times, residuals]: [number[], number[]] = [[], []];
  let gone = 0;
  for (let start = 0; start < byLast.length;) {
    const day = until[byLast[start]!]!;
    let end = start;
    const ending = new Float64Array(size + 1);
    const ends: number[] = [];
    for (; end < byLast.length && until[byLast[end]!] === day; end++) {
      addTo(sums, byLast[end]!, 1);
      if (ended[byLast[end]!] === 0) continue;
      addTo(ending, byLast[end]!, 1);
      ends.push(byLast[end]!);
    }
    for (; gone < byEntry.length && enteredAfter[byEntry[gone]!]! >= day; gone++) addTo(sums, byEntry[gone]!, -1);
    const average = Float64Array.from({ length: size }, (_, j) => {
      let sum = 0;
      for (let tied = 0; tied < ends.length; tied++) {
        const left = tied / ends.length;
        sum += (sums[j]! - left * ending[j]!) / (sums[size]! - left * ending[size]!);
      }
      return sum / Math.max(1, ends.length);
    });
    for (const row of ends) {
      times.push(day);
      for (let j = 0; j < size; j++) residuals.push(columns[j]![row]! - average[j]!);
    }
    start = end;
  }
  return { times, residuals: Float64Array.from(residuals) };
}
