// Which figures of a wave may be shown, so that neither they nor their differences speak of a group that is too small.
import type { SurveyGroup } from "#facts/survey.ts";

/** How many people of each side answered. */
export interface AnsweredBy {
  readonly sales: number;
  readonly marketing: number;
}

/**
 * Groups that may be shown of one question. Where one side is too small its figures would follow from those of the other and of both together, so that
 * only both together are shown; where both together are too few, nothing.
 */
export function shownGroups({ sales, marketing }: AnsweredBy, fewest: number): SurveyGroup[] {
  const isHidden = (count: number) => count > 0 && count < fewest;
  if (sales + marketing < fewest) return [];
  if (isHidden(sales) || isHidden(marketing)) return ["joint"];
  if (sales === 0) return ["marketing"];
  if (marketing === 0) return ["sales"];
  return ["sales", "marketing", "joint"];
}

/** A sum that somebody can read: how often each cell is counted in it. Means, shares and counts of a group are such sums, its size being known. */
export type ShownSum = readonly number[];

/**
 * The linear audit: the smallest sets of cells that hold 1 to `fewest` - 1 people and whose sum follows from the sums shown, whatever people answered.
 * `sizes`: people in each cell, a cell being people whom no figure tells apart. Empty: nobody's sum can be computed by adding and subtracting.
 * It goes through every set of cells: at most 16 of them (RangeError). Source: the audit of linear queries, Chin and Ozsoyoglu 1982.
 */
export function computableGroups(shown: readonly ShownSum[], sizes: readonly number[], fewest: number): number[][] {
  if (sizes.length > 16) throw new RangeError(`${sizes.length} cells are too many to audit: at most 16`);
  const basis = reduced(shown.map((sum) => [...sum]));
  const found: number[][] = [];
  for (let set = 1; set < 2 ** sizes.length; set++) {
    const cells = sizes.flatMap((_, cell) => ((set >> cell) & 1 ? [cell] : []));
    const people = cells.reduce((sum, cell) => sum + sizes[cell]!, 0);
    if (people === 0 || people >= fewest || cells.some((cell) => sizes[cell] === 0)) continue;
    if (found.some((smaller) => smaller.every((cell) => cells.includes(cell)))) continue;
    if (
      follows(
        basis,
        sizes.map((_, cell) => (set >> cell) & 1),
      )
    )
      found.push(cells);
  }
  return found.toSorted((a, b) => a.length - b.length || a[0]! - b[0]!);
}

const isNothing = (value: number) => Math.abs(value) < 1e-9;

/** Rows in reduced echelon form, without rows that follow from the others. Small whole numbers: floating point is exact enough by far. */
function reduced(rows: number[][]): number[][] {
  const basis: number[][] = [];
  for (const row of rows) {
    const left = lessBasis(row, basis);
    const place = left.findIndex((value) => !isNothing(value));
    if (place === -1) continue;
    const one = left.map((value) => value / left[place]!);
    for (const [n, other] of basis.entries()) basis[n] = other.map((value, cell) => value - other[place]! * one[cell]!);
    basis.push(one);
  }
  return basis;
}

function lessBasis(row: readonly number[], basis: readonly number[][]): number[] {
  let left = [...row];
  for (const known of basis) {
    const place = known.findIndex((value) => !isNothing(value));
    const times = left[place]!;
    if (!isNothing(times)) left = left.map((value, cell) => value - times * known[cell]!);
  }
  return left;
}

const follows = (basis: readonly number[][], row: readonly number[]) => lessBasis(row, basis).every(isNothing);
