// The chance of a purchase is fitted to counted fortnights: what belongs to a set of channels or to a kind of buyer is added up once for all that share it.
import type { HazardTable } from "#evidence/journeys/hazard.ts";
import { type LogisticFit, climb, fitLogistic } from "#evidence/statistics/logistic.ts";

/**
 * log odds of a purchase in a step = level by stretch of age + one coefficient a touched channel + one a kind of buyer, ridge. Source: Allison 1982.
 * The same maximum as `fitLogistic` of `patternsOf` finds, without walking every pattern's columns: a pattern's score is that of its place and of its set.
 * The climb begins where the places alone lead to: they are few, and most of the way is theirs.
 */
export function fitHazard(table: HazardTable): LogisticFit {
  const { columns, cases, yes, penalty } = table;
  const sums = new CrossedSums(table);
  return climb({ columns, penalty, cases: total(cases), yes: total(yes), start: fitPlaces(table) }, (coefficients, curvature) => {
    sums.hear(coefficients);
    sums.fill(curvature);
    return sums.gradient(coefficients);
  });
}

/** The fit had no channel any effect. */
function fitPlaces({ places, placeOf, cases, yes, columns, penalty }: HazardTable): Float64Array {
  const counts = { cases: new Float64Array(places.length), yes: new Float64Array(places.length) };
  for (let p = 0; p < placeOf.length; p++) {
    counts.cases[placeOf[p]!]! += cases[p]!;
    counts.yes[placeOf[p]!]! += yes[p]!;
  }
  return fitLogistic({ features: places, columns }, counts, penalty).coefficients;
}

function total(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** Lists of columns, one after the other: list n from `starts[n]` up to `starts[n + 1]`. */
interface Lists {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
}

function listed(lists: readonly Int32Array[]): Lists {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((own, n) => (starts[n + 1] = starts[n]! + own.length));
  const columns = new Int32Array(starts[lists.length]!);
  lists.forEach((own, n) => columns.set(own, starts[n]));
  return { starts, columns };
}

/** Of a table at some coefficients: what is left to explain, and the weight of each pattern, added up by place, by set and by place and channel. */
class CrossedSums {
  private readonly table: HazardTable;
  private readonly places: Lists;
  private readonly sets: Lists;
  private readonly ofPlaces: { readonly against: Float64Array; readonly rest: Float64Array; readonly weight: Float64Array };
  private readonly ofSets: { readonly against: Float64Array; readonly rest: Float64Array; readonly weight: Float64Array };
  /** Weight of place k where channel c had touched: `crossed[k * channels + c]`. */
  private readonly crossed: Float64Array;

  constructor(table: HazardTable) {
    this.table = table;
    [this.places, this.sets] = [listed(table.places), listed(table.sets)];
    const sums = (length: number) => ({ against: new Float64Array(length), rest: new Float64Array(length), weight: new Float64Array(length) });
    this.ofPlaces = sums(table.places.length);
    this.ofSets = sums(table.sets.length);
    this.crossed = new Float64Array(table.places.length * table.channels);
  }

  hear(coefficients: Float64Array): void {
    const { placeOf, setOf, cases, yes, channels } = this.table;
    const { ofPlaces, ofSets, crossed, sets } = this;
    oddsAgainst(this.places, coefficients, { start: coefficients[0]!, into: ofPlaces.against });
    oddsAgainst(sets, coefficients, { start: 0, into: ofSets.against });
    for (const sums of [ofPlaces.rest, ofPlaces.weight, ofSets.rest, ofSets.weight, crossed]) sums.fill(0);
    for (let p = 0; p < placeOf.length; p++) {
      const place = placeOf[p]!;
      const set = setOf[p]!;
      const count = cases[p]!;
      const chance = 1 / (1 + ofPlaces.against[place]! * ofSets.against[set]!);
      const rest = yes[p]! - count * chance;
      const weight = count * chance * (1 - chance);
      ofPlaces.rest[place]! += rest;
      ofPlaces.weight[place]! += weight;
      ofSets.rest[set]! += rest;
      ofSets.weight[set]! += weight;
      const row = place * channels;
      for (let n = sets.starts[set]!, end = sets.starts[set + 1]!; n < end; n++) crossed[row + sets.columns[n]!]! += weight;
    }
  }

  gradient(coefficients: Float64Array): Float64Array {
    const { penalty } = this.table;
    const gradient = coefficients.map((coefficient, j) => (j === 0 ? 0 : -penalty * coefficient));
    gradient[0] = total(this.ofPlaces.rest);
    addEach(this.places, this.ofPlaces.rest, gradient);
    addEach(this.sets, this.ofSets.rest, gradient);
    return gradient;
  }

  /** The negative second derivative, its lower triangle. Channels are the first columns, so a place's columns stand below them. */
  fill(curvature: Float64Array): void {
    const { columns, channels, penalty } = this.table;
    const { places, crossed } = this;
    const size = columns + 1;
    curvature.fill(0);
    // As little as `fitLogistic` adds, so that a table without weight has a factor.
    curvature[0] = 1e-9;
    for (let j = 1; j < size; j++) curvature[j * size + j] = penalty;
    curvature[0] += total(this.ofPlaces.weight);
    addSquares(places, this.ofPlaces.weight, { size, curvature });
    addSquares(this.sets, this.ofSets.weight, { size, curvature });
    for (let place = 0; place + 1 < places.starts.length; place++) {
      for (let n = places.starts[place]!; n < places.starts[place + 1]!; n++) {
        const row = (places.columns[n]! + 1) * size + 1;
        for (let c = 0; c < channels; c++) curvature[row + c]! += crossed[place * channels + c]!;
      }
    }
  }
}

/** Adds the amount of each list to all of its columns. */
function addEach({ starts, columns }: Lists, amounts: Float64Array, into: Float64Array): void {
  for (let list = 0; list < amounts.length; list++) {
    for (let n = starts[list]!, end = starts[list + 1]!; n < end; n++) into[columns[n]! + 1]! += amounts[list]!;
  }
}

/** Adds the weight of each list to the intercept's row and to all pairs of its columns. Columns of a list ascend. */
function addSquares({ starts, columns }: Lists, weights: Float64Array, { size, curvature }: { size: number; curvature: Float64Array }): void {
  for (let list = 0; list < weights.length; list++) {
    const weight = weights[list]!;
    const from = starts[list]!;
    for (let n = from, end = starts[list + 1]!; n < end; n++) {
      const row = (columns[n]! + 1) * size;
      curvature[row]! += weight;
      for (let m = from; m <= n; m++) curvature[row + columns[m]! + 1]! += weight;
    }
  }
}

/** Beyond this log odds a chance is 0 or 1 for every purpose, and the product of two odds stays finite. */
const surest = 300;

/** Odds against a purchase by each list of columns: those of a pattern are the product of its place's and its set's. */
function oddsAgainst({ starts, columns }: Lists, coefficients: Float64Array, { start, into }: { start: number; into: Float64Array }): void {
  for (let list = 0; list < into.length; list++) {
    let sum = start;
    for (let n = starts[list]!, end = starts[list + 1]!; n < end; n++) sum += coefficients[columns[n]! + 1]!;
    into[list] = Math.exp(Math.max(-surest, Math.min(surest, -sum)));
  }
}
