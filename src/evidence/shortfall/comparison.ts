// Two sides made comparable: the sample, its factors, and what every driver is worth under any draw of customers.
import { noDay } from "#facts/columns.ts";
import { dayOf } from "#kit/day.ts";
import type { Throw } from "#evidence/statistics/bootstrap.ts";
import { type Driver, driverCount, drivers, placeOf } from "#facts/driver.ts";
import { type CellOrder, type Factors, alignableOf, cellOrder, factorsOf, roomForFactors } from "#evidence/shortfall/factors.ts";
import { type Both, fromLeads, withoutLead } from "#evidence/shortfall/lists.ts";
import { Market, meanLevel } from "#evidence/shortfall/market.ts";
import { PlannedLevels } from "#evidence/shortfall/plan.ts";
import type { ShortfallInput, Windows } from "#evidence/shortfall/question.ts";
import type { RecordsSpec } from "#evidence/shortfall/result.ts";
import { type Sample, sampleOf } from "#evidence/shortfall/sample.ts";
import { lmdiRows, moneyOfRow, partCount, splitRows } from "#evidence/shortfall/split.ts";
import { type Sums, Summing, type Switches, roomForSums } from "#evidence/shortfall/sums.ts";

const chainDrivers: Both<readonly Driver[]> = [
  ["market", "lead-volume", "lead-quality", "acceptance", "qualification", "timing", "win-rate"],
  ["market", "deal-volume", "deal-quality", "acceptance", "qualification", "timing", "win-rate"],
];
const moneyDrivers: readonly Driver[] = ["product-mix", "deal-size", "list-price", "discount", "cost"];

/** What one set of weights makes of the comparison. */
export interface Outcomes {
  readonly sums: Sums;
  readonly factors: Factors;
  /** `amounts[segment * driverCount + place]`, minor units with fractions; plan-ambition is not in it. */
  readonly amounts: Float64Array;
}

export class Comparison {
  readonly sample: Sample;
  readonly off: ReadonlyMap<Driver, string>;
  readonly market: Both<Float64Array> | null;
  readonly plannedLevels: PlannedLevels | null;
  readonly cells: CellOrder;
  readonly asRecorded: Outcomes;
  readonly alignable: Both<Uint8Array>;
  /** Counts of records already taken, by what they are. */
  readonly recordCounts = new Map<string, RecordsSpec>();
  private readonly summing: Summing;
  /** Where each draw is worked out, one after the other. */
  private readonly room: Outcomes;
  private readonly marketOrOne: Both<Float64Array>;
  private readonly createdInBase: Float64Array;
  private readonly rowParts: Float64Array;

  constructor(input: ShortfallInput, windows: Windows) {
    const sample = sampleOf(input, windows);
    this.sample = sample;
    this.cells = cellOrder(
      sample.cells.map(({ row }) => row),
      sample.rows.length,
    );
    const switches = switchesOf(input, sample);
    this.market = marketOf(input, sample);
    const ones = () => new Float64Array(sample.rows.length).fill(1);
    this.marketOrOne = this.market ?? [ones(), ones()];
    this.plannedLevels =
      input.question.against === "plan"
        ? new PlannedLevels(input.plans, { from: input.question.period.from, until: dayOf(windows.actual.until) }, sample)
        : null;
    this.createdInBase = createdIn(sample);
    this.off = offOf(input, sample, { switches, hasMarket: this.market !== null });
    this.summing = new Summing(sample, switches);
    this.rowParts = new Float64Array(sample.rows.length * partCount);
    const [recorded, drawn] = [roomFor(sample), roomFor(sample)];
    this.summing.sums(null, recorded.sums);
    this.alignable = alignableOf(recorded.sums);
    this.asRecorded = this.complete(recorded);
    this.room = drawn;
  }

  /** The comparison under one draw of the bootstrap. The next draw overwrites it. */
  drawn(draw: Throw): Outcomes {
    this.summing.sums(draw, this.room.sums);
    return this.complete(this.room, true);
  }

  /** Money of a segment on one side, minor units. */
  moneyOf(factors: Factors, segment: number, side: 0 | 1): number {
    return [fromLeads, withoutLead].reduce((sum, stream) => sum + moneyOfRow(factors, this.cells, { row: segment * 2 + stream, side }), 0);
  }

  /** Amount of a driver as recorded, minor units with fractions. */
  amountOf(driver: Driver): number {
    let sum = 0;
    for (let place = placeOf[driver]; place < this.asRecorded.amounts.length; place += driverCount) sum += this.asRecorded.amounts[place]!;
    return sum;
  }

  /** LMDI's amounts by driver, for the cross-check. */
  lmdi(): Float64Array {
    const rowParts = new Float64Array(this.sample.rows.length * partCount);
    lmdiRows(this.asRecorded.factors, this.cells, rowParts);
    const bySegment = byDriver(rowParts, this.sample, new Float64Array(this.asRecorded.amounts.length));
    return drivers.reduce((sums, _, place) => {
      for (let at = place; at < bySegment.length; at += driverCount) sums[place]! += bySegment[at]!;
      return sums;
    }, new Float64Array(driverCount));
  }

  /** From sums to factors and amounts, in place. */
  private complete(room: Outcomes, isDraw = false): Outcomes {
    const { sample } = this;
    factorsOf(room.sums, { market: this.marketOrOne, alignable: this.alignable, cells: this.cells }, room.factors);
    this.plannedLevels?.apply(room.factors, room.sums, { sample, createdInBase: this.createdInBase });
    splitRows(room.factors, this.cells, this.rowParts, isDraw);
    byDriver(this.rowParts, sample, room.amounts);
    return room;
  }
}

function roomFor(sample: Sample): Outcomes {
  return {
    sums: roomForSums(sample),
    factors: roomForFactors(sample.rows.length, sample.cells.length),
    amounts: new Float64Array(sample.segments.length * driverCount),
  };
}

const placesOfParts = chainDrivers.map((chain) => Int32Array.from([...chain, ...moneyDrivers], (driver) => placeOf[driver]));

/** Parts of rows gathered by segment and driver. */
function byDriver(rowParts: Float64Array, sample: Sample, amounts: Float64Array): Float64Array {
  amounts.fill(0);
  for (let row = 0; row < sample.rows.length; row++) {
    const { segment, stream } = sample.rows[row]!;
    const places = placesOfParts[stream]!;
    const from = row * partCount;
    const to = segment * driverCount;
    for (let part = 0; part < partCount; part++) amounts[to + places[part]!]! += rowParts[from + part]!;
  }
  return amounts;
}

/** Which steps of the funnel the records show on both sides. */
function switchesOf(input: ShortfallInput, sample: Sample): Switches {
  if (sample.courses.mode === "deals-only") return { acceptance: false, qualification: false };
  const lists = sample.entrants.map((streams) => streams[fromLeads]);
  const everyList = (test: (outcome: number, record: number) => boolean) =>
    lists.every((list) => list.outcome.some((outcome, n) => test(outcome, list.record[n]!)));
  const leads = input.leads!;
  return {
    acceptance: everyList((outcome, record) => outcome === 1 || leads.acceptedOn[record] !== noDay || leads.returnedOn[record] !== noDay),
    qualification: everyList((outcome) => outcome === 2),
  };
}

/** Mean market level of each row and side; null where no index fits every segment. */
function marketOf(input: ShortfallInput, sample: Sample): Both<Float64Array> | null {
  const market = new Market(input.marketIndex);
  const levels: Both<Float64Array> = [new Float64Array(sample.rows.length), new Float64Array(sample.rows.length)];
  for (const [row, { segment, stream }] of sample.rows.entries()) {
    const series = market.seriesFor(sample.segments[segment]!);
    if (series === null) return null;
    levels[0][row] = meanLevel(series, sample.windows.reference, sample.curves[stream]);
    levels[1][row] = meanLevel(series, sample.windows.actual, sample.curves[stream]);
  }
  return levels;
}

/** Leads that came in during the reference window itself, by row: what a planned number of leads is held against. */
function createdIn(sample: Sample): Float64Array {
  const counts = new Float64Array(sample.rows.length);
  const list = sample.entrants[0][fromLeads];
  for (let n = 0; n < list.row.length; n++) if (list.fromAge[n]! <= 0 && list.untilAge[n]! > 0) counts[list.row[n]!]!++;
  return counts;
}

function offOf(input: ShortfallInput, sample: Sample, { switches, hasMarket }: { switches: Switches; hasMarket: boolean }): Map<Driver, string> {
  const off = new Map<Driver, string>();
  const { question } = input;
  if (!hasMarket) off.set("market", input.marketIndex.length === 0 ? "no-market-index" : "market-index-not-for-this-cut");
  const why = sample.courses.whyDealsOnly;
  if (why !== null) for (const driver of ["lead-volume", "lead-quality", "acceptance", "qualification"] as const) off.set(driver, why);
  else {
    if (sample.books[0].columns === 0) off.set("lead-quality", "nothing-known-of-leads");
    if (!switches.acceptance) off.set("acceptance", "acceptance-not-recorded");
    if (!switches.qualification) off.set("qualification", "conversion-not-recorded");
  }
  const hasDealsAlone =
    sample.closings.some((list) => list.row.some((row) => (row & 1) === withoutLead)) || sample.entrants.some((streams) => streams[withoutLead].row.length > 0);
  if (!hasDealsAlone) for (const driver of ["deal-volume", "deal-quality"] as const) off.set(driver, "all-deals-have-leads");
  else if (sample.books[1].columns === 0) off.set("deal-quality", "nothing-known-of-deals");
  if (question.by.includes("product")) off.set("product-mix", "cut-by-product");
  else if (new Set(sample.cells.map(({ product }) => product)).size < 2)
    off.set("product-mix", input.deals.product.codes.every((code) => code < 0) ? "no-product" : "one-product");
  if (!sample.money.hasQuantity) off.set("deal-size", "no-quantity");
  if (!sample.money.hasDiscount) off.set("discount", "no-list-price");
  if (question.measure === "revenue") off.set("cost", "not-margin");
  if (question.against !== "plan") off.set("plan-ambition", "not-against-plan");
  return off;
}
