// Sums over groups of firms under hundreds of weightings by chance: the innermost loop of every range of a share.
import type { PlaceSums } from "#evidence/journeys/groups.ts";

/** So many weightings are summed in one pass: the sums are read once for all of them. */
export const atOnce = 4;

/** From this share of all groups on a place is written out in full: no group is then looked up. */
const full = 0.5;

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];

/** Sums by place, laid out to be weighed again and again. */
export class DrawnSums {
  private readonly sums: PlaceSums;
  /** Places that most groups add to, two and two together, and their numbers by group one place after the other. */
  private readonly fullPlaces: Int32Array;
  private readonly rows: Float64Array;
  private readonly others: Int32Array;
  /** `atOnce` weights for each group. */
  private readonly beside: Float64Array;

  constructor(sums: PlaceSums) {
    const { groups, starts, ends, group, amount } = sums;
    this.sums = sums;
    const most: number[] = [];
    const others: number[] = [];
    for (let place = 0; place < starts.length; place++) {
      const count = ends[place]! - starts[place]!;
      if (count > 0) (count >= full * groups ? most : others).push(place);
    }
    if (most.length % 2 === 1) others.push(most.pop()!);
    this.fullPlaces = Int32Array.from(most);
    this.others = Int32Array.from(others);
    this.rows = new Float64Array(most.length * groups);
    most.forEach((place, row) => {
      for (let n = starts[place]!; n < ends[place]!; n++) this.rows[row * groups + group[n]!] = amount[n]!;
    });
    this.beside = new Float64Array(atOnce * groups);
  }

  /** Sums of all places under `atOnce` weightings, each written over one of `into`. */
  under(weights: readonly Float64Array[], into: readonly Float64Array[]): void {
    weights.forEach((own, k) => {
      for (let g = 0; g < own.length; g++) this.beside[atOnce * g + k] = own[g]!;
    });
    this.addFull(into as Four);
    this.addOthers(into as Four);
  }

  private addFull([a, b, c, d]: Four): void {
    const { fullPlaces, rows, beside } = this;
    const { groups } = this.sums;
    for (let row = 0; row < fullPlaces.length; row += 2) {
      let one = row * groups;
      let other = one + groups;
      let [oneA, oneB, oneC, oneD, otherA, otherB, otherC, otherD] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let at = 0; at < beside.length; at += atOnce, one++, other++) {
        const x = rows[one]!;
        const y = rows[other]!;
        const weightA = beside[at]!;
        const weightB = beside[at + 1]!;
        const weightC = beside[at + 2]!;
        const weightD = beside[at + 3]!;
        oneA += weightA * x;
        otherA += weightA * y;
        oneB += weightB * x;
        otherB += weightB * y;
        oneC += weightC * x;
        otherC += weightC * y;
        oneD += weightD * x;
        otherD += weightD * y;
      }
      const [first, second] = [fullPlaces[row]!, fullPlaces[row + 1]!];
      a[first] = oneA;
      b[first] = oneB;
      c[first] = oneC;
      d[first] = oneD;
      a[second] = otherA;
      b[second] = otherB;
      c[second] = otherC;
      d[second] = otherD;
    }
  }

  private addOthers([a, b, c, d]: Four): void {
    const { others, beside } = this;
    const { starts, ends, group, amount } = this.sums;
    for (let n = 0; n < others.length; n++) {
      const place = others[n]!;
      let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
      for (let cell = starts[place]!, end = ends[place]!; cell < end; cell++) {
        const one = amount[cell]!;
        const at = atOnce * group[cell]!;
        sumA += beside[at]! * one;
        sumB += beside[at + 1]! * one;
        sumC += beside[at + 2]! * one;
        sumD += beside[at + 3]! * one;
      }
      a[place] = sumA;
      b[place] = sumB;
      c[place] = sumC;
      d[place] = sumD;
    }
  }
}
