// The counts and money of both periods under one set of weights: as recorded, or as another draw of customers would have made them.
import { type Throw, drawWeights } from "#evidence/statistics/bootstrap.ts";
import { type LogisticFit, chancesOf, fitLogistic, refitLogistic } from "#evidence/statistics/logistic.ts";
import { type Group, countDue, grouped } from "#evidence/shortfall/groups.ts";
import { type LagCurves, LaidCurves } from "#evidence/shortfall/lag.ts";
import { type Both, type Closings, fromLeads } from "#evidence/shortfall/lists.ts";
import type { Sample } from "#evidence/shortfall/sample.ts";

/** Sums of one row of one side, in this order. */
export const sumNames = ["due", "accepted", "deals", "expectedAccepted", "expectedDeals", "expectedWins", "closed", "expectedOfClosed", "wins"] as const;
export const sumCount = sumNames.length;
export const at = { due: 0, accepted: 1, deals: 2, expectedAccepted: 3, expectedDeals: 4, expectedWins: 5, closed: 6, expectedOfClosed: 7, wins: 8 } as const;
/** Sums of one cell (row and product): won deals, units, list value, amount, cost. */
export const moneyCount = 5;

export interface Sums {
  /** `rows[side][row * sumCount + at.x]`. */
  readonly rows: Both<Float64Array>;
  /** `cells[side][cell * moneyCount + 0..4]`. */
  readonly cells: Both<Float64Array>;
}

export interface Switches {
  readonly acceptance: boolean;
  readonly qualification: boolean;
}

/** A lag list longer than this moves too little to be learnt anew in each draw. */
const longLagList = 30_000;

interface Counts {
  readonly cases: Float64Array;
  readonly yes: Float64Array;
}

/** Room for the sums of a sample. */
export function roomForSums({ rows, cells }: Sample): Sums {
  const room = (size: number): Both<Float64Array> => [new Float64Array(size), new Float64Array(size)];
  return { rows: room(rows.length * sumCount), cells: room(cells.length * moneyCount) };
}

type Chances = ReturnType<Summing["chances"]>;

/**
 * Computes sums for any weights. The three chances (accepted, became a deal, won) are learnt on the reference side by patterns: logistic with a ridge
 * penalty of 1, each entrant weighing its chance to be due in the period; then every pattern of both sides is given its expected chain.
 */
export class Summing {
  private readonly sample: Sample;
  private readonly switches: Switches;
  private readonly groups: Both<readonly [Group, Group]>;
  private readonly closed: Both<Closed>;
  /** Weights of a list in the current draw, kept from draw to draw. */
  private readonly buffers = new Map<object, Float64Array>();
  private readonly laid: readonly [LaidCurves | null, LaidCurves | null];
  private fits: { accept: LogisticFit; qualify: LogisticFit; win: readonly [LogisticFit, LogisticFit] } | null = null;

  constructor(sample: Sample, switches: Switches) {
    this.sample = sample;
    this.switches = switches;
    this.laid = [laidOf(sample.curves[0]), laidOf(sample.curves[1])];
    this.groups = sample.entrants.map((lists) =>
      lists.map((list, stream) =>
        grouped(list, { laid: this.laid[stream as 0 | 1], rows: sample.rows.length, patterns: Math.max(1, sample.books[stream as 0 | 1].features.length) }),
      ),
    ) as unknown as Both<[Group, Group]>;
    const patterns = sample.books[0].features.length;
    this.closed = [closedOf(sample.closings[0], patterns), closedOf(sample.closings[1], patterns)];
  }

  /** Writes the sums under the weights of a draw; null: everything counts once. The first call must be with null: later draws start from its fits. */
  sums(draw: Throw | null, into: Sums): Sums {
    const { sample } = this;
    for (const stream of [0, 1] as const) {
      const curves = this.curvesOf(stream, draw);
      if (curves !== null) this.laid[stream]!.lay(curves);
    }
    for (const groups of this.groups) groups.forEach((group, stream) => countDue(group, { laid: this.laid[stream as 0 | 1], draw, switches: this.switches }));
    const weights = sample.closings.map((list) => this.weightsOf(list, draw));
    const chances = this.chances(weights[0]!, draw !== null);
    for (const side of [0, 1] as const) {
      this.sumRows(side, { chances, weights: weights[side]!, into: into.rows[side] });
      sumCells(this.closed[side].won, weights[side]!, into.cells[side]);
    }
    return into;
  }

  private curvesOf(stream: 0 | 1, draw: Throw | null): LagCurves | null {
    const fixed = this.sample.curves[stream];
    const list = this.sample.watched[stream];
    const isDerived = stream === fromLeads && this.sample.courses.mode === "unlinked";
    if (draw === null || fixed === null || isDerived || list.hash.length > longLagList) return fixed;
    return this.sample.lags[stream].curves(this.weightsOf(list, draw));
  }

  private weightsOf(list: { readonly hash: Int32Array }, draw: Throw | null): Float64Array {
    const weights = this.buffers.get(list) ?? new Float64Array(list.hash.length);
    this.buffers.set(list, weights);
    if (draw === null) weights.fill(1);
    else drawWeights(weights, list.hash, draw);
    return weights;
  }

  /** Expected chances by pattern: [accepted, deal] for leads, and won for both streams. */
  private chances(closedWeights: Float64Array, isDraw: boolean) {
    const { books } = this.sample;
    const accept = byPattern(books[0].features.length);
    const qualify = byPattern(books[0].features.length);
    const { pattern, count, due } = this.groups[0][0];
    for (let g = 0; g < count; g++) {
      const like = pattern[g]!;
      accept.cases[like]! += due[g * 3]!;
      accept.yes[like]! += due[g * 3 + 1]!;
      qualify.cases[like]! += due[g * 3 + 1]!;
      qualify.yes[like]! += due[g * 3 + 2]!;
    }
    const both = byPattern(books[0].features.length + books[1].features.length);
    const { like: closedLike, isWon } = this.closed[0];
    for (let n = 0; n < closedLike.length; n++) {
      const weight = closedWeights[n]!;
      both.cases[closedLike[n]!]! += weight;
      both.yes[closedLike[n]!]! += weight * isWon[n]!;
    }
    const win = [0, 1].map((stream) => ({ cases: ofStream(both.cases, books, stream), yes: ofStream(both.yes, books, stream) }));
    if (!isDraw || this.fits === null) {
      this.fits = {
        accept: fitLogistic(books[0], accept, 1),
        qualify: fitLogistic(books[0], qualify, 1),
        win: [fitLogistic(books[0], win[0]!, 1), fitLogistic(books[1], win[1]!, 1)],
      };
    }
    const of = (stream: 0 | 1, fit: LogisticFit, counts: Counts, into?: Float64Array) =>
      chancesOf(books[stream], isDraw ? refitLogistic(fit, books[stream], counts) : fit.coefficients, into);
    const closed = new Float64Array(both.cases.length);
    return {
      accept: this.switches.acceptance ? of(0, this.fits.accept, accept) : new Float64Array(books[0].features.length).fill(1),
      qualify: this.switches.qualification ? of(0, this.fits.qualify, qualify) : new Float64Array(books[0].features.length).fill(1),
      win: [of(0, this.fits.win[0], win[0]!, ofStream(closed, books, 0)), of(1, this.fits.win[1], win[1]!, ofStream(closed, books, 1))] as const,
      /** Chances to be won of both streams, one after the other, as closings name them. */
      closed,
    };
  }

  private sumRows(side: 0 | 1, { chances, weights, into }: { chances: Chances; weights: Float64Array; into: Float64Array }): void {
    into.fill(0);
    sumLeads(this.groups[side][0], chances, into);
    sumDeals(this.groups[side][1], chances.win[1], into);
    const { row, like, isWon } = this.closed[side];
    const chance = chances.closed;
    for (let n = 0; n < row.length; n++) {
      const place = row[n]! * sumCount;
      const weight = weights[n]!;
      into[place + at.closed]! += weight;
      into[place + at.expectedOfClosed]! += weight * chance[like[n]!]!;
      into[place + at.wins]! += weight * isWon[n]!;
    }
  }
}

/** Groups stand in the order of their rows: a row is summed in registers and written once. */
function sumLeads({ rowStarts, pattern, due }: Group, { accept, qualify, win }: Chances, into: Float64Array): void {
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    const end = rowStarts[row + 1]!;
    if (rowStarts[row] === end) continue;
    let [own, accepted, deals, wantAccepted, wantDeals, wantWins] = [0, 0, 0, 0, 0, 0];
    for (let g = rowStarts[row]!; g < end; g++) {
      const like = pattern[g]!;
      const weight = due[g * 3]!;
      const some = weight * accept[like]!;
      const fewer = some * qualify[like]!;
      own += weight;
      accepted += due[g * 3 + 1]!;
      deals += due[g * 3 + 2]!;
      wantAccepted += some;
      wantDeals += fewer;
      wantWins += fewer * win[0][like]!;
    }
    const place = row * sumCount;
    into[place] = own;
    into[place + at.accepted] = accepted;
    into[place + at.deals] = deals;
    into[place + at.expectedAccepted] = wantAccepted;
    into[place + at.expectedDeals] = wantDeals;
    into[place + at.expectedWins] = wantWins;
  }
}

/** Deals without a lead: whatever is due is accepted and a deal already. */
function sumDeals({ rowStarts, pattern, due }: Group, win: Float64Array, into: Float64Array): void {
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    const end = rowStarts[row + 1]!;
    if (rowStarts[row] === end) continue;
    let [own, accepted, deals, wantWins] = [0, 0, 0, 0];
    for (let g = rowStarts[row]!; g < end; g++) {
      const weight = due[g * 3]!;
      own += weight;
      accepted += due[g * 3 + 1]!;
      deals += due[g * 3 + 2]!;
      wantWins += weight * win[pattern[g]!]!;
    }
    const place = row * sumCount;
    into[place] = own;
    into[place + at.accepted] = accepted;
    into[place + at.deals] = deals;
    into[place + at.expectedAccepted] = own;
    into[place + at.expectedDeals] = own;
    into[place + at.expectedWins] = wantWins;
  }
}

/** Closings as every draw runs through them. */
interface Closed {
  readonly row: Int32Array;
  /** Pattern, those of deals without a lead after those of leads. */
  readonly like: Int32Array;
  readonly isWon: Float64Array;
  readonly won: {
    /** Place of each won deal in the list. */
    readonly place: Int32Array;
    readonly cell: Int32Array;
    /** Quantity, list value, amount and cost of the first, then of the second, … */
    readonly money: Float64Array;
  };
}

function closedOf(list: Closings, patternsOfLeads: number): Closed {
  const place = list.row.map((_, n) => n).filter((n) => list.isWon[n] === 1);
  const money = new Float64Array(place.length * 4);
  place.forEach((from, n) => money.set([list.quantity[from]!, list.list[from]!, list.amount[from]!, list.cost[from]!], n * 4));
  return {
    row: list.row,
    like: list.pattern.map((own, n) => own + (list.row[n]! & 1) * patternsOfLeads),
    isWon: Float64Array.from(list.isWon),
    won: { place, cell: place.map((from) => list.cell[from]!), money },
  };
}

function ofStream(values: Float64Array, books: Sample["books"], stream: number): Float64Array {
  const first = books[0].features.length;
  return stream === 0 ? values.subarray(0, first) : values.subarray(first);
}

function sumCells({ place, cell, money }: Closed["won"], weights: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let n = 0; n < place.length; n++) {
    const sum = cell[n]! * moneyCount;
    const own = n * 4;
    const weight = weights[place[n]!]!;
    into[sum]! += weight;
    into[sum + 1]! += weight * money[own]!;
    into[sum + 2]! += weight * money[own + 1]!;
    into[sum + 3]! += weight * money[own + 2]!;
    into[sum + 4]! += weight * money[own + 3]!;
  }
}

function laidOf(curves: LagCurves | null): LaidCurves | null {
  return curves === null ? null : new LaidCurves(curves);
}

function byPattern(count: number): Counts {
  return { cases: new Float64Array(count), yes: new Float64Array(count) };
}
