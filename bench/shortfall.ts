// How fast a shortfall is explained with intervals, against counting every combination of drivers. Prints a table.
import { performance } from "node:perf_hooks";

import { type Coded, type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import type { MarketIndex } from "#facts/entities.ts";
import { stages } from "#facts/stage.ts";
import { dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { shapley } from "#evidence/statistics/shapley.ts";
import { cellCount, cellOrder, chainCount } from "#evidence/shortfall/factors.ts";
import { explainShortfall } from "#evidence/shortfall/explain.ts";
import { moneyOfRow, partCount, splitRows } from "#evidence/shortfall/split.ts";

interface Size {
  readonly deals: number;
  readonly segments: number;
}

const products = ["video", "access", "turnkey"];
const from = dayNumber("2024-01-01");

/** Two leads a deal over five quarters, closing 20 to 120 days later; deals and leads carry a region. */
function firmOf({ deals: dealCount, segments }: Size): { deals: DealColumns; leads: LeadColumns } {
  const dice = diceOf(11);
  const leadCount = dealCount * 2;
  const coded = (codes: Int32Array, names: readonly string[]): Coded => ({ codes, names });
  const none = (count: number) => coded(new Int32Array(count).fill(-1), []);
  const days = (count: number) => new Int32Array(count).fill(noDay);
  const regions = Array.from({ length: segments }, (_, n) => `region ${n}`);
  const [dealIds, leadIds] = [Array.from({ length: dealCount }, (_, n) => `d${n}`), Array.from({ length: leadCount }, (_, n) => `l${n}`)];
  const region = Int32Array.from({ length: leadCount }, () => dice.below(segments));
  const channel = Int32Array.from({ length: leadCount }, () => dice.below(5));
  const leads: LeadColumns = {
    count: leadCount,
    ids: leadIds,
    createdOn: Int32Array.from({ length: leadCount }, () => from + dice.below(455)),
    qualifiedOn: days(leadCount),
    acceptedOn: days(leadCount),
    returnedOn: days(leadCount),
    firstContactOn: days(leadCount),
    salesQualifiedOn: days(leadCount),
    convertedOn: days(leadCount),
    stage: new Uint8Array(leadCount),
    deal: none(leadCount),
    account: none(leadCount),
    owner: none(leadCount),
    campaign: none(leadCount),
    channel: coded(channel, ["site", "show", "mail", "call", "partner"]),
    segment: none(leadCount),
    region: coded(region, regions),
    product: none(leadCount),
    grade: coded(
      Int32Array.from({ length: leadCount }, () => dice.below(3)),
      ["A", "B", "C"],
    ),
  };
  const money = () => new Float64Array(dealCount);
  const deals = {
    count: dealCount,
    ids: dealIds,
    createdOn: days(dealCount),
    closedOn: days(dealCount),
    expectedCloseOn: days(dealCount),
    stage: new Uint8Array(dealCount),
    amount: money(),
    listPrice: money(),
    cost: money(),
    offInvoice: money(),
    quantity: money(),
    isRepeat: new Int8Array(dealCount).fill(-1),
    account: none(dealCount),
    lead: coded(
      Int32Array.from({ length: dealCount }, (_, n) => n),
      leadIds.slice(0, dealCount),
    ),
    owner: none(dealCount),
    product: coded(
      Int32Array.from({ length: dealCount }, () => dice.below(3)),
      products,
    ),
    channel: coded(channel.slice(0, dealCount), leads.channel.names),
    segment: none(dealCount),
    region: coded(region.slice(0, dealCount), regions),
    accountSize: none(dealCount),
    campaign: none(dealCount),
    lossReason: none(dealCount),
    buyerLossReason: none(dealCount),
  };
  for (let i = 0; i < leadCount; i++) {
    const isAccepted = i < dealCount || dice.chance(0.6);
    if (isAccepted) leads.acceptedOn[i] = leads.createdOn[i]! + 1;
    if (i >= dealCount) continue;
    deals.createdOn[i] = leads.createdOn[i]! + 5;
    deals.closedOn[i] = leads.createdOn[i]! + 20 + dice.below(100);
    deals.stage[i] = stages.indexOf(dice.chance(0.4) ? "won" : "lost");
    deals.quantity[i] = 1 + dice.below(20);
    deals.listPrice[i] = deals.quantity[i]! * (50_000 + 100_000 * deals.product.codes[i]!);
    deals.amount[i] = Math.round(deals.listPrice[i]! * (0.8 + 0.2 * dice.uniform()));
    deals.cost[i] = Math.round(deals.listPrice[i]! * 0.5);
  }
  return { deals, leads };
}

const marketIndex: MarketIndex[] = [{ id: "m", day: "2024-01-01", level: 100, segment: null, region: null, product: null, publisher: null }];

interface Timed {
  /** Of the first question in this process and of the fastest of the next four, on the clock; and processor time of the first. */
  readonly first: number;
  readonly warm: number;
  readonly processor: number;
  readonly segments: number;
  readonly drivers: number;
  readonly records: number;
  readonly draws: number;
}

function secondsToExplain(size: Size): Timed {
  const { deals, leads } = firmOf(size);
  const input = {
    question: {
      period: { from: "2025-01-01", until: "2025-04-01" },
      against: { from: "2024-10-01", until: "2025-01-01" },
      by: ["region"] as const,
      measure: "revenue" as const,
    },
    deals,
    leads,
    marketIndex,
    plans: [],
    asOf: "2025-04-01",
    factsVersion: "bench",
  };
  const before = process.cpuUsage();
  const asked = () => {
    const start = performance.now();
    const answer = explainShortfall(input);
    if (!answer.ok) throw new Error(answer.reason);
    return { value: answer.value, seconds: (performance.now() - start) / 1000 };
  };
  const { value, seconds } = asked();
  const spent = process.cpuUsage(before);
  const again = size.deals > 200_000 ? [] : Array.from({ length: 4 }, () => asked().seconds);
  return {
    first: seconds,
    warm: Math.min(seconds, ...again),
    processor: (spent.user + spent.system) / 1_000_000,
    segments: value.segments.length,
    drivers: value.parts.length,
    records: deals.count + leads.count,
    draws: value.papers.draws,
  };
}

/** One division of 1,000 segments with three products, by slopes and by counting all 2^12 combinations. */
function division(): { slopes: number; counting: number } {
  const dice = diceOf(3);
  const rows = 1000;
  const cells = cellOrder(
    Array.from({ length: rows * 3 }, (_, n) => Math.floor(n / 3)),
    rows,
  );
  const side = () => ({
    rows: Float64Array.from({ length: rows * chainCount }, () => 0.5 + dice.uniform()),
    cells: Float64Array.from({ length: rows * 3 * cellCount }, () => 0.5 + dice.uniform()),
  });
  const [a, b] = [side(), side()];
  const factors = { rows: [a.rows, b.rows] as const, cells: [a.cells, b.cells] as const };
  const parts = new Float64Array(rows * partCount);
  splitRows(factors, cells, parts);
  let start = performance.now();
  for (let n = 0; n < 20; n++) splitRows(factors, cells, parts);
  const slopes = (performance.now() - start) / 20_000;
  const counted = 20;
  const [mixedRow, mixedCell] = [new Float64Array(rows * chainCount), new Float64Array(rows * 3 * cellCount)];
  const mixed = { rows: [mixedRow, mixedRow] as const, cells: [mixedCell, mixedCell] as const };
  start = performance.now();
  for (let row = 0; row < counted; row++) {
    shapley(partCount, (set) => {
      for (let k = 0; k < chainCount; k++) mixedRow[row * chainCount + k] = ((set >> k) & 1 ? b : a).rows[row * chainCount + k]!;
      for (let n = cells.starts[row]!; n < cells.starts[row + 1]!; n++) {
        for (let k = 0; k < cellCount; k++)
          mixedCell[cells.order[n]! * cellCount + k] = ((set >> (chainCount + k)) & 1 ? b : a).cells[cells.order[n]! * cellCount + k]!;
      }
      return moneyOfRow(mixed, cells, { row, side: 0 });
    });
  }
  return { slopes, counting: ((performance.now() - start) / 1000) * (rows / counted) };
}

// The question of the aim comes first, so that its first answer is that of a fresh process.
const rows = [
  { deals: 50_000, segments: 1150 },
  { deals: 100_000, segments: 10 },
  { deals: 1_000_000, segments: 10 },
].map((size) => {
  const { first, warm, processor, segments, drivers, records, draws } = secondsToExplain(size);
  const sizes = `${records.toLocaleString("en")} | ${segments.toLocaleString("en")} | ${drivers} | ${draws}`;
  return `| explained with intervals | ${sizes} | ${first.toFixed(2)} | ${warm.toFixed(2)} | ${processor.toFixed(2)} |`;
});
const { slopes, counting } = division();
console.log(
  "| what | records | segments | drivers | draws | first answer, seconds | warm | processor seconds of the first |\n|---|--:|--:|--:|--:|--:|--:|--:|",
);
for (const row of rows) console.log(row);
console.log(`| one division by slopes | | 1,000 | 12 | 1 | | ${slopes.toFixed(4)} | |`);
console.log(`| the same by counting all 4,096 combinations | | 1,000 | 12 | 1 | | ${counting.toFixed(2)} (${Math.round(counting / slopes)} times as long) | |`);
