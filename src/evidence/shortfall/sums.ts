// The counts and money of both periods under one set of weights: as recorded, or as another draw of customers would have made them.
import { drawWeights } from "#evidence/statistics/bootstrap.ts";
import { type LogisticFit, chancesOf, fitLogistic, refitLogistic } from "#evidence/statistics/logistic.ts";
import { type LagCurves, LaidCurves } from "#evidence/shortfall/lag.ts";
import { type Both, type Closings, type Entrants, fromLeads } from "#evidence/shortfall/lists.ts";
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

/**
 * Computes sums for any weights. The three chances (accepted, became a deal, won) are learnt on the reference side by patterns: logistic with a ridge
 * penalty of 1, each entrant weighing its chance to be due in the period; then every pattern of both sides is given its expected chain.
 */
export class Summing {
  private readonly sample: Sample;
  private readonly switches: Switches;
  private readonly groups: Both<readonly [Grouped, Grouped]>;
  private readonly weights: Float64Array;
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
    ) as unknown as Both<[Grouped, Grouped]>;
    const lengths = [
      ...sample.entrants.flatMap((lists) => lists.map((list) => list.row.length)),
      ...sample.closings.map((list) => list.row.length),
      ...sample.watched.map((list) => list.hash.length),
    ];
    this.weights = new Float64Array(Math.max(0, ...lengths));
  }

  /** Sums under the weights of a draw; null: everything counts once. The first call must be with null: later draws start from its fits. */
  sums(draw: { readonly seed: number; readonly draw: number } | null): Sums {
    const { sample } = this;
    for (const stream of [0, 1] as const) {
      const curves = this.curvesOf(stream, draw);
      if (curves !== null) this.laid[stream]!.lay(curves);
    }
    const due = this.groups.map((groups) => groups.map((group, stream) => this.dueOf(group, stream as 0 | 1, draw)));
    const closedWeights = sample.closings.map((list) => this.weightsOf(list, draw));
    const chances = this.chances(due[0]!, closedWeights[0]!, draw !== null);
    const rows = [0, 1].map((side) =>
      this.rowSums(side as 0 | 1, { due: due[side]!, chances, closedWeights: closedWeights[side]! }),
    ) as unknown as Both<Float64Array>;
    const cells = [0, 1].map((side) => cellSums(sample.closings[side as 0 | 1], closedWeights[side]!, sample.cells.length)) as unknown as Both<Float64Array>;
    return { rows, cells };
  }

  private curvesOf(stream: 0 | 1, draw: { seed: number; draw: number } | null): LagCurves | null {
    const fixed = this.sample.curves[stream];
    const list = this.sample.watched[stream];
    const isDerived = stream === fromLeads && this.sample.courses.mode === "unlinked";
    if (draw === null || fixed === null || isDerived || list.hash.length > longLagList) return fixed;
    return this.sample.lags[stream].curves(this.weightsOf(list, draw));
  }

  private weightsOf(list: { readonly hash: Int32Array }, draw: { seed: number; draw: number } | null): Float64Array {
    const weights = this.buffers.get(list) ?? new Float64Array(list.hash.length);
    this.buffers.set(list, weights);
    if (draw === null) weights.fill(1);
    else drawWeights(weights, list.hash, draw);
    return weights;
  }

  /** Due, accepted and become deals, for each group of a list. */
  private dueOf(group: Grouped, stream: 0 | 1, draw: { seed: number; draw: number } | null): Float64Array {
    const { sums } = group;
    sums.fill(0);
    const { of, hash, outcome, fromPlace, untilPlace, late, latePlace } = group;
    const weights = this.weights;
    if (draw === null) weights.fill(1);
    else drawWeights(weights, hash, draw);
    const chance = this.laid[stream]?.values;
    if (chance !== undefined) for (let n = 0; n < hash.length; n++) weights[n]! *= chance[untilPlace[n]!]! - chance[fromPlace[n]!]!;
    if (chance !== undefined) for (const n of late) if (weights[n]! > 0) weights[n]! /= 1 - chance[latePlace[n]!]!;
    for (let n = 0; n < hash.length; n++) {
      const weight = weights[n]!;
      const place = of[n]! * 3;
      const reached = outcome[n]!;
      sums[place]! += weight;
      // 0, 1, 2 to "accepted" 0, 1, 1 and "became a deal" 0, 0, 1 without a branch: outcomes come in no order, and a wrong guess costs more than this.
      sums[place + 1]! += weight * ((reached + 1) >> 1);
      sums[place + 2]! += weight * (reached >> 1);
    }
    if (!this.switches.acceptance) for (let place = 0; place < sums.length; place += 3) sums[place + 1] = sums[place]!;
    if (!this.switches.qualification) for (let place = 0; place < sums.length; place += 3) sums[place + 2] = sums[place + 1]!;
    return sums;
  }

  /** Expected chances by pattern: [accepted, deal] for leads, and won for both streams. */
  private chances(due: readonly Float64Array[], closedWeights: Float64Array, isDraw: boolean) {
    const { books, closings } = this.sample;
    const accept = byPattern(books[0].features.length);
    const qualify = byPattern(books[0].features.length);
    const group = this.groups[0][0];
    for (let g = 0; g < group.count; g++) {
      const pattern = group.pattern[g]!;
      accept.cases[pattern]! += due[0]![g * 3]!;
      accept.yes[pattern]! += due[0]![g * 3 + 1]!;
      qualify.cases[pattern]! += due[0]![g * 3 + 1]!;
      qualify.yes[pattern]! += due[0]![g * 3 + 2]!;
    }
    const win = books.map((book) => byPattern(book.features.length));
    const list = closings[0];
    for (let n = 0; n < list.row.length; n++) {
      const counts = win[list.row[n]! & 1]!;
      counts.cases[list.pattern[n]!]! += closedWeights[n]!;
      if (list.isWon[n] === 1) counts.yes[list.pattern[n]!]! += closedWeights[n]!;
    }
    if (!isDraw || this.fits === null) {
      this.fits = {
        accept: fitLogistic(books[0], accept, 1),
        qualify: fitLogistic(books[0], qualify, 1),
        win: [fitLogistic(books[0], win[0]!, 1), fitLogistic(books[1], win[1]!, 1)],
      };
    }
    const of = (stream: 0 | 1, fit: LogisticFit, counts: Counts) =>
      chancesOf(books[stream], isDraw ? refitLogistic(fit, books[stream], counts) : fit.coefficients);
    return {
      accept: this.switches.acceptance ? of(0, this.fits.accept, accept) : new Float64Array(books[0].features.length).fill(1),
      qualify: this.switches.qualification ? of(0, this.fits.qualify, qualify) : new Float64Array(books[0].features.length).fill(1),
      win: [of(0, this.fits.win[0], win[0]!), of(1, this.fits.win[1], win[1]!)] as const,
    };
  }

  private rowSums(
    side: 0 | 1,
    { due, chances, closedWeights }: { due: readonly Float64Array[]; chances: ReturnType<Summing["chances"]>; closedWeights: Float64Array },
  ): Float64Array {
    const sums = new Float64Array(this.sample.rows.length * sumCount);
    for (const stream of [0, 1] as const) {
      const { row, pattern, count } = this.groups[side][stream];
      const own = due[stream]!;
      const win = chances.win[stream];
      for (let g = 0; g < count; g++) {
        const place = row[g]! * sumCount;
        const like = pattern[g]!;
        const weight = own[g * 3]!;
        const accepted = stream === 0 ? weight * chances.accept[like]! : weight;
        const deals = stream === 0 ? accepted * chances.qualify[like]! : weight;
        sums[place]! += weight;
        sums[place + 1]! += own[g * 3 + 1]!;
        sums[place + 2]! += own[g * 3 + 2]!;
        sums[place + 3]! += accepted;
        sums[place + 4]! += deals;
        sums[place + 5]! += deals * win[like]!;
      }
    }
    const list = this.sample.closings[side];
    for (let n = 0; n < list.row.length; n++) {
      const place = list.row[n]! * sumCount;
      const weight = closedWeights[n]!;
      sums[place + at.closed]! += weight;
      sums[place + at.expectedOfClosed]! += weight * chances.win[(list.row[n]! & 1) as 0 | 1][list.pattern[n]!]!;
      if (list.isWon[n] === 1) sums[place + at.wins]! += weight;
    }
    return sums;
  }
}

/** Entrants of the same row and pattern, counted together: entrant n of the list in the order of groups, so that sums are filled one after the other. */
interface Grouped {
  /** Group of each entrant, ascending. */
  readonly of: Int32Array;
  readonly hash: Int32Array;
  readonly outcome: Uint8Array;
  /** Where each one's chance to be due is read. */
  readonly fromPlace: Int32Array;
  readonly untilPlace: Int32Array;
  /** Entrants that are on record only because they had not closed before the extract began. */
  readonly late: Int32Array;
  readonly latePlace: Int32Array;
  readonly row: Int32Array;
  readonly pattern: Int32Array;
  readonly count: number;
  /** Due, accepted and deals of each group in the current draw. */
  readonly sums: Float64Array;
}

function grouped(list: Entrants, { laid, rows, patterns }: { laid: LaidCurves | null; rows: number; patterns: number }): Grouped {
  const key = list.row.map((own, n) => own * patterns + list.pattern[n]!);
  const placeOf = new Int32Array(rows * patterns);
  for (const own of key) placeOf[own] = 1;
  let count = 0;
  for (let own = 0; own < placeOf.length; own++) if (placeOf[own] === 1) placeOf[own] = count++;
  const of = key.map((own) => placeOf[own]!);
  const order = inGroups(of, count);
  const [row, pattern] = [new Int32Array(count), new Int32Array(count)];
  for (let n = 0; n < of.length; n++) {
    row[of[n]!] = list.row[n]!;
    pattern[of[n]!] = list.pattern[n]!;
  }
  const placesOf = (ages: Int32Array) => order.map((n) => laid?.place(list.stratum[n]!, ages[n]!) ?? 0);
  return {
    of: order.map((n) => of[n]!),
    hash: order.map((n) => list.hash[n]!),
    outcome: Uint8Array.from(order, (n) => list.outcome[n]!),
    fromPlace: placesOf(list.fromAge),
    untilPlace: placesOf(list.untilAge),
    late: order.map((_, place) => place).filter((place) => list.recordedFromAge[order[place]!]! > 0),
    latePlace: placesOf(list.recordedFromAge),
    row,
    pattern,
    count,
    sums: new Float64Array(count * 3),
  };
}

/** Places sorted by group, the order within a group kept (counting sort). */
function inGroups(of: Int32Array, groups: number): Int32Array {
  const starts = new Int32Array(groups + 1);
  for (const group of of) starts[group + 1]!++;
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const order = new Int32Array(of.length);
  of.forEach((group, n) => (order[starts[group]!++] = n));
  return order;
}

function laidOf(curves: LagCurves | null): LaidCurves | null {
  return curves === null ? null : new LaidCurves(curves);
}

function cellSums(list: Closings, weights: Float64Array, cells: number): Float64Array {
  const sums = new Float64Array(cells * moneyCount);
  for (let n = 0; n < list.row.length; n++) {
    if (list.isWon[n] === 0) continue;
    const place = list.cell[n]! * moneyCount;
    const weight = weights[n]!;
    sums[place]! += weight;
    sums[place + 1]! += weight * list.quantity[n]!;
    sums[place + 2]! += weight * list.list[n]!;
    sums[place + 3]! += weight * list.amount[n]!;
    sums[place + 4]! += weight * list.cost[n]!;
  }
  return sums;
}

function byPattern(count: number): Counts {
  return { cases: new Float64Array(count), yes: new Float64Array(count) };
}
