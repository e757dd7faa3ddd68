// Why deals were lost, as the seller wrote it down and as the buyer said when asked: where the two agree, and where one of them names the price.
import type { Interval } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, closedIn } from "#evidence/kpi/lens.ts";
import type { Told } from "#evidence/prices/comparison.ts";
import { windowOf } from "#evidence/prices/offers.ts";
import { betaBelow } from "#evidence/statistics/distributions.ts";
import { holm } from "#evidence/statistics/multiplicity.ts";
import { shareDifference, wilsonInterval } from "#evidence/statistics/proportion.ts";

export interface ReasonShare {
  readonly count: number;
  readonly share: number;
  readonly interval: Interval;
}

export interface ReasonRow {
  readonly reason: string;
  /** Among all lost deals for which the seller named a reason. */
  readonly bySeller: ReasonShare;
  /** Among the deals with both. */
  readonly bySellerAsked: ReasonShare;
  readonly byBuyer: ReasonShare;
  /** Named by the seller alone, and by the buyer alone, among the deals with both. */
  readonly onlySeller: number;
  readonly onlyBuyer: number;
  /** Exact two-sided chance of so lopsided a split if neither side named it more readily; adjusted for the number of reasons (Holm). */
  readonly pValue: number;
  readonly isPrice: boolean;
}

export interface LossReasons {
  readonly window: Period;
  readonly lost: number;
  readonly bySeller: number;
  /** Deals with both reasons. */
  readonly asked: number;
  readonly agree: ReasonShare;
  readonly reasons: readonly ReasonRow[];
  /** counts[seller's reason][buyer's reason], in the order of `names`. */
  readonly names: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** Whether those who were asked are like the others: the price as the seller's reason among the asked less that among the others. */
  readonly selection: { readonly difference: number; readonly interval: Interval } | null;
}

/** With fewer deals that have both reasons nothing is said. */
export const fewestAsked = 20;
/** Reasons beyond the most frequent stand together under this empty name. */
export const otherReasons = "";
const most = 6;
const priceWords = /\b(price|pricing|cost|costs|expensive|discount|too dear)\b|цен|дорог|стоимост|скидк/iu;

/** Whether a reason names the price; 'budget' does not. */
export function isPriceReason(reason: string): boolean {
  return priceWords.test(reason);
}

/**
 * Lost deals of the window (two years up to the period's end, or the period). Reasons are compared without regard to case and outer spaces.
 * Test of each reason: of the deals in which just one side named it, the exact binomial chance of the split (McNemar's exact test), two-sided, Holm.
 * Cannot be told: no lost deals; no reasons of the buyer; fewer than twenty deals with both.
 */
export function lossReasonsOf(lens: Lens, period: Period): Told<LossReasons> {
  const { deals } = lens.facts;
  const window = windowOf(period);
  const rows = closedIn(lens, window, { outcome: "lost" });
  if (rows.length === 0) return { ok: false, reason: "no-lost-deals" };
  const textOf = (column: typeof deals.lossReason, row: number) => (column.codes[row]! < 0 ? null : column.names[column.codes[row]!]!.trim());
  const said = rows.map((row) => ({ seller: textOf(deals.lossReason, row), buyer: textOf(deals.buyerLossReason, row) }));
  const bySeller = said.flatMap(({ seller }) => (seller ? [seller] : []));
  const both = said.flatMap(({ seller, buyer }) => (seller && buyer ? [{ seller, buyer }] : []));
  if (bySeller.length === 0) return { ok: false, reason: "no-loss-reasons" };
  if (!said.some(({ buyer }) => buyer)) return { ok: false, reason: "no-buyer-reasons", details: { count: bySeller.length } };
  if (both.length < fewestAsked) return { ok: false, reason: "too-few-asked", details: { count: both.length, needed: fewestAsked } };
  const naming = namingOf([...bySeller, ...both.map(({ buyer }) => buyer)]);
  const pairs = both.map((pair) => ({ seller: naming.of(pair.seller), buyer: naming.of(pair.buyer) }));
  const counts = naming.names.map((seller) => naming.names.map((buyer) => pairs.filter((pair) => pair.seller === seller && pair.buyer === buyer).length));
  const agreed = pairs.filter((pair) => pair.seller === pair.buyer && pair.seller !== otherReasons).length;
  return {
    ok: true,
    value: {
      window,
      lost: rows.length,
      bySeller: bySeller.length,
      asked: both.length,
      agree: shareOf(agreed, both.length),
      reasons: reasonRows(naming.names, { pairs, all: bySeller.map(naming.of) }),
      names: naming.names,
      counts,
      selection: selectionOf(said),
    },
  };
}

interface Pair {
  readonly seller: string;
  readonly buyer: string;
}

/** The most frequent reasons under their most frequent spelling; the rest together. */
function namingOf(texts: readonly string[]): { names: string[]; of: (text: string) => string } {
  const groups = Map.groupBy(texts, keyOf);
  const order = [...groups].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
  const spelling = new Map(order.slice(0, most).map(([key, all]) => [key, usualOf(all)]));
  const names = [...spelling.values(), ...(order.length > most ? [otherReasons] : [])];
  return { names, of: (text) => spelling.get(keyOf(text)) ?? otherReasons };
}

const keyOf = (text: string) => text.trim().toLowerCase();

function usualOf(texts: readonly string[]): string {
  return [...Map.groupBy(texts, (text) => text)].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1))[0]![0];
}

function reasonRows(names: readonly string[], { pairs, all }: { pairs: readonly Pair[]; all: readonly string[] }): ReasonRow[] {
  const splits = names.map((name) => ({
    onlySeller: pairs.filter((pair) => pair.seller === name && pair.buyer !== name).length,
    onlyBuyer: pairs.filter((pair) => pair.buyer === name && pair.seller !== name).length,
  }));
  const adjusted = holm(splits.map(({ onlySeller, onlyBuyer }) => exactSplit(onlySeller, onlyBuyer)));
  return names.map((reason, n) => ({
    reason,
    bySeller: shareOf(all.filter((each) => each === reason).length, all.length),
    bySellerAsked: shareOf(pairs.filter((pair) => pair.seller === reason).length, pairs.length),
    byBuyer: shareOf(pairs.filter((pair) => pair.buyer === reason).length, pairs.length),
    ...splits[n]!,
    pValue: adjusted[n]!,
    isPrice: isPriceReason(reason),
  }));
}

/** Two-sided chance of a split at least as lopsided if either side were as likely: twice the smaller binomial tail, at most 1. */
export function exactSplit(one: number, other: number): number {
  const [less, all] = [Math.min(one, other), one + other];
  // P(Binomial(n, 1/2) <= k) is the beta curve at 1/2.
  return all === 0 ? 1 : Math.min(1, 2 * betaBelow(all - less, less + 1, 0.5));
}

function shareOf(count: number, of: number): ReasonShare {
  return { count, share: count / of, interval: wilsonInterval(count, of)! };
}

function selectionOf(said: readonly { seller: string | null; buyer: string | null }[]): LossReasons["selection"] {
  const tally = (isAsked: boolean) => {
    const own = said.filter(({ seller, buyer }) => seller !== null && seller !== "" && (buyer !== null && buyer !== "") === isAsked);
    return { hits: own.filter(({ seller }) => isPriceReason(seller!)).length, cases: own.length };
  };
  const found = shareDifference(tally(false), tally(true));
  return found === null ? null : { difference: found.value, interval: found.interval };
}
