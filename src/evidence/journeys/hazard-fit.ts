// The chance of a purchase is fitted to counted fortnights: what belongs to a set of channels or to a kind of buyer is added up once for all that share it.
import type { HazardTable } from "#evidence/journeys/hazard.ts";
import { type LogisticFit, climb } from "#evidence/statistics/logistic.ts";

/**
 * log odds of a purchase in a step = level by stretch of age + one coefficient a touched channel + one a kind of buyer, ridge. Source: Allison 1982.
 * The same maximum as `fitLogistic` of `patternsOf` finds, without walking every pattern's columns: a pattern's score is that of its place and of its set.
 */
export function fitHazard(table: HazardTable): LogisticFit {
  const { columns, cases, yes, penalty } = table;
  const sums = new CrossedSums(table);
  return climb({ columns, penalty, cases: total(cases), yes: total(yes) }, (coefficients, curvature) => {
    sums.hear(coefficients);
    sums.fill(curvature);
    return sums.gradient(coefficients);
  });
}

function total(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** Of a table at some coefficients: what is left to explain, and the weight of each pattern, added up by place, by set and by place and channel. */
class CrossedSums {
  private readonly table: HazardTable;
  private readonly ofPlaces: { readonly score: Float64Array; readonly rest: Float64Array; readonly weight: Float64Array };
  private readonly ofSets: { readonly score: Float64Array; readonly rest: Float64Array; readonly weight: Float64Array };
  /** Weight of place k where channel c had touched: `crossed[k * channels + c]`. */
  private readonly crossed: Float64Array;

  constructor(table: HazardTable) {
    this.table = table;
    const sums = (length: number) => ({ score: new Float64Array(length), rest: new Float64Array(length), weight: new Float64Array(length) });
    this.ofPlaces = sums(table.places.length);
    this.ofSets = sums(table.sets.length);
    this.crossed = new Float64Array(table.places.length * table.channels);
  }

  hear(coefficients: Float64Array): void {
    const { places, sets, placeOf, setOf, cases, yes, channels } = this.table;
    const { ofPlaces, ofSets, crossed } = this;
    scoresOf(places, coefficients, { start: coefficients[0]!, into: ofPlaces.score });
    scoresOf(sets, coefficients, { start: 0, into: ofSets.score });
    for (const sums of [ofPlaces.rest, ofPlaces.weight, ofSets.rest, ofSets.weight, crossed]) sums.fill(0);
    for (let p = 0; p < placeOf.length; p++) {
      const place = placeOf[p]!;
      const set = setOf[p]!;
      const count = cases[p]!;
      const chance = 1 / (1 + Math.exp(-ofPlaces.score[place]! - ofSets.score[set]!));
      const rest = yes[p]! - count * chance;
      const weight = count * chance * (1 - chance);
      ofPlaces.rest[place]! += rest;
      ofPlaces.weight[place]! += weight;
      ofSets.rest[set]! += rest;
      ofSets.weight[set]! += weight;
      const own = sets[set]!;
      for (let n = 0; n < own.length; n++) crossed[place * channels + own[n]!]! += weight;
    }
  }

  gradient(coefficients: Float64Array): Float64Array {
    const { places, sets, penalty } = this.table;
    const gradient = coefficients.map((coefficient, j) => (j === 0 ? 0 : -penalty * coefficient));
    places.forEach((own, place) => {
      const rest = this.ofPlaces.rest[place]!;
      gradient[0]! += rest;
      for (const column of own) gradient[column + 1]! += rest;
    });
    sets.forEach((own, set) => {
      for (const channel of own) gradient[channel + 1]! += this.ofSets.rest[set]!;
    });
    return gradient;
  }

  /** The negative second derivative, its lower triangle. Channels are the first columns, so a place's columns stand below them. */
  fill(curvature: Float64Array): void {
    const { places, sets, columns, channels, penalty } = this.table;
    const size = columns + 1;
    curvature.fill(0);
    // As little as `fitLogistic` adds, so that a table without weight has a factor.
    curvature[0] = 1e-9;
    for (let j = 1; j < size; j++) curvature[j * size + j] = penalty;
    places.forEach((own, place) => {
      const weight = this.ofPlaces.weight[place]!;
      curvature[0]! += weight;
      for (const column of own) {
        const row = (column + 1) * size;
        curvature[row]! += weight;
        for (let c = 0; c < channels; c++) curvature[row + c + 1]! += this.crossed[place * channels + c]!;
        for (const other of own) if (other <= column) curvature[row + other + 1]! += weight;
      }
    });
    sets.forEach((own, set) => {
      const weight = this.ofSets.weight[set]!;
      for (const channel of own) {
        const row = (channel + 1) * size;
        curvature[row]! += weight;
        for (const other of own) if (other <= channel) curvature[row + other + 1]! += weight;
      }
    });
  }
}

function scoresOf(lists: readonly Int32Array[], coefficients: Float64Array, { start, into }: { start: number; into: Float64Array }): void {
  lists.forEach((own, n) => {
    let sum = start;
    for (const column of own) sum += coefficients[column + 1]!;
    into[n] = sum;
  });
}
