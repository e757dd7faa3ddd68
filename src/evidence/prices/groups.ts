// Who, where and through whom the list price is given away: each group against like deals of the others, ranked only where luck would not do it.
import type { Interval, Verdict } from "#facts/papers.ts";
import { diceOf } from "#kit/dice.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type PriceSteps, priceSteps } from "#evidence/prices/steps.ts";
import { drawWeights, hashOf, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { stepDownMaxT } from "#evidence/statistics/multiplicity.ts";
import { pooledMeans } from "#evidence/statistics/pooled-means.ts";

export const priceCuts = ["owner", "segment", "channel", "product"] as const;
export type PriceCut = (typeof priceCuts)[number];

export interface PriceGroup {
  /** null: the field is empty. */
  readonly value: string | null;
  readonly steps: PriceSteps;
  readonly rows: readonly number[];
  /** 1 - invoice / list, with the range of what such deals might have brought; null range with fewer than two deals. */
  readonly discount: number;
  readonly interval: Interval | null;
  /** Against like deals of the others (see `groupsOf`), drawn to their mean as far as the group is small; null: nothing like it elsewhere, or too few deals. */
  readonly against: Against | null;
}

export interface Against {
  /** Own discount less that of like deals, as a share of list; as found, and drawn to the mean of all groups. */
  readonly found: number;
  readonly value: number;
  readonly interval: Interval;
  readonly verdict: Verdict;
  /** Place among the compared groups, 1 for the largest discount: the middle 90 % of draws. */
  readonly rank: { readonly from: number; readonly until: number };
  /** Share of the group's list value for which like deals were found. */
  readonly covered: number;
}

const draws = 400;
const seed = 4_417;
const fewest = 8;

/**
 * Groups of priced won deals. Like deals: for sellers those of other sellers in the same segment and product; for the other cuts all other deals.
 * expected discount = list-weighted mean, over the group's kinds, of the discount others gave on that kind; difference = own - expected, over the kinds
 * that others sold too (at least half of the list value, else not compared). Ranges: Bayesian bootstrap of deals; p-values by step-down max-t over all
 * groups: clear below .05, likely below .2. Groups with fewer than eight deals are shown and not compared. Differences are drawn to their mean by
 * Morris's empirical Bayes. Order of rows does not matter.
 */
export function groupsOf(lens: Lens, rows: readonly number[], cut: PriceCut): PriceGroup[] {
  const { deals } = lens.facts;
  const valueOf = (row: number) => (deals[cut].codes[row]! < 0 ? null : deals[cut].names[deals[cut].codes[row]!]!);
  const byValue = Map.groupBy(
    rows.toSorted((a, b) => (deals.ids[a]! < deals.ids[b]! ? -1 : 1)),
    valueOf,
  );
  const values = [...byValue.keys()].sort((a, b) => (a ?? "").localeCompare(b ?? "", "en"));
  const groups = values.map((value) => byValue.get(value)!);
  const kindOf = (row: number) => (cut === "owner" ? `${deals.segment.codes[row]} ${deals.product.codes[row]}` : "");
  const cells = new Cells(lens, groups, kindOf);
  const found = cells.look(null);
  const drawn = Array.from({ length: draws }, (_, draw) => cells.look(draw));
  const compared = groups.flatMap((own, g) => (own.length >= fewest && found[g]!.covered >= 0.5 ? [g] : []));
  const judged = compared.length < 2 ? new Map<number, Against>() : judge(compared, { found, drawn, groups });
  return groups.map((own, g) => ({
    value: values[g]!,
    steps: priceSteps(lens, own),
    rows: own,
    discount: found[g]!.discount,
    interval:
      own.length < 2
        ? null
        : widened(
            found[g]!.discount,
            Float64Array.from(drawn, (each) => each[g]!.discount),
            own.length,
          ),
    against: judged.get(g) ?? null,
  }));
}

interface Looked {
  readonly discount: number;
  readonly difference: number;
  readonly covered: number;
}

/** Sums of list and price by group and kind, under the weights of a draw. */
class Cells {
  private readonly list: Float64Array;
  private readonly amount: Float64Array;
  private readonly hashes: Int32Array;
  private readonly cell: Int32Array;
  private readonly weights: Float64Array;
  private readonly groups: number;
  private readonly kinds: number;

  constructor(lens: Lens, groups: readonly (readonly number[])[], kindOf: (row: number) => string) {
    const { deals } = lens.facts;
    const kinds = new Map<string, number>();
    for (const row of groups.flat()) if (!kinds.has(kindOf(row))) kinds.set(kindOf(row), kinds.size);
    const rows = groups.flatMap((own, g) => own.map((row) => ({ row, cell: g * kinds.size + kinds.get(kindOf(row))! })));
    this.list = Float64Array.from(rows, ({ row }) => deals.listPrice[row]!);
    this.amount = Float64Array.from(rows, ({ row }) => deals.amount[row]!);
    this.hashes = Int32Array.from(rows, ({ row }) => hashOf(deals.ids[row]!));
    this.cell = Int32Array.from(rows, ({ cell }) => cell);
    this.weights = new Float64Array(rows.length).fill(1);
    this.groups = groups.length;
    this.kinds = kinds.size;
  }

  look(draw: number | null): Looked[] {
    if (draw !== null) drawWeights(this.weights, this.hashes, { seed, draw });
    const [list, amount] = [new Float64Array(this.groups * this.kinds), new Float64Array(this.groups * this.kinds)];
    for (let i = 0; i < this.list.length; i++) {
      list[this.cell[i]!]! += this.weights[i]! * this.list[i]!;
      amount[this.cell[i]!]! += this.weights[i]! * this.amount[i]!;
    }
    const [listOfKind, amountOfKind] = [new Float64Array(this.kinds), new Float64Array(this.kinds)];
    for (let c = 0; c < list.length; c++) {
      listOfKind[c % this.kinds]! += list[c]!;
      amountOfKind[c % this.kinds]! += amount[c]!;
    }
    if (draw !== null) this.weights.fill(1);
    return Array.from({ length: this.groups }, (_, g) => this.groupAt(g, { list, amount, listOfKind, amountOfKind }));
  }

  private groupAt(g: number, of: Record<"list" | "amount" | "listOfKind" | "amountOfKind", Float64Array>): Looked {
    let [list, amount, like, difference] = [0, 0, 0, 0];
    for (let k = 0; k < this.kinds; k++) {
      const c = g * this.kinds + k;
      list += of.list[c]!;
      amount += of.amount[c]!;
      const othersList = of.listOfKind[k]! - of.list[c]!;
      if (of.list[c] === 0 || !(othersList > 1e-9 * of.listOfKind[k]!)) continue;
      like += of.list[c]!;
      difference += of.list[c]! * ((of.amountOfKind[k]! - of.amount[c]!) / othersList) - of.amount[c]!;
    }
    return { discount: 1 - amount / list, difference: like > 0 ? difference / like : 0, covered: like / list };
  }
}

function judge(compared: readonly number[], of: { found: readonly Looked[]; drawn: readonly Looked[][]; groups: readonly (readonly number[])[] }) {
  const estimates = compared.map((g) => ({ value: of.found[g]!.difference, draws: Float64Array.from(of.drawn, (each) => each[g]!.difference) }));
  const pValues = stepDownMaxT(estimates);
  const variances = estimates.map((each, n) => spreadOf(each.draws).deviation ** 2 * fewness(of.groups[compared[n]!]!.length));
  const together = pooledMeans(
    estimates.map((each) => each.value),
    variances,
  );
  const ranks = rankRanges(together);
  return new Map(
    compared.map((g, n): [number, Against] => [
      g,
      {
        found: estimates[n]!.value,
        value: together[n]!.value,
        interval: together[n]!.interval,
        verdict: pValues[n]! < 0.05 ? "clear" : pValues[n]! < 0.2 ? "likely" : "within-chance",
        rank: ranks[n]!,
        covered: of.found[g]!.covered,
      },
    ]),
  );
}

/** The bootstrap of n deals is a little too sure of itself. */
const fewness = (n: number) => (n + 1) / Math.max(1, n - 1);

function widened(value: number, drawn: Float64Array, n: number): Interval {
  const { low, high } = spreadOf(drawn);
  const stretch = Math.sqrt(fewness(n));
  return { low: value + stretch * Math.min(0, low - value), high: value + stretch * Math.max(0, high - value), level: 0.9 };
}

/** Places that each group takes in the middle 90 % of 1,000 draws of all of them. */
function rankRanges(estimates: readonly { readonly value: number; readonly deviation: number }[]) {
  const dice = diceOf(seed);
  const places = estimates.map(() => [] as number[]);
  for (let draw = 0; draw < 1000; draw++) {
    const drawn = estimates.map(({ value, deviation }) => value + deviation * dice.normal());
    const order = drawn.map((_, n) => n).sort((a, b) => drawn[b]! - drawn[a]!);
    order.forEach((n, place) => places[n]!.push(place + 1));
  }
  return places.map((own) => {
    own.sort((a, b) => a - b);
    return { from: own[50]!, until: own[949]! };
  });
}
