// How often deals were won at each level of discount: the picture everybody draws, which tells what goes together and not what a discount does.
import type { Interval } from "#facts/papers.ts";
import type { Offers } from "#evidence/prices/offers.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";

export interface Bucket {
  /** Discount from, up to but not including; null: open. */
  readonly from: number | null;
  readonly until: number | null;
  readonly offers: number;
  readonly won: number;
  readonly meanDiscount: number;
  readonly winRate: number;
  readonly interval: Interval;
}

const edges = [0.0005, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4];

/** Win rate (won / closed) with Wilson's interval by level of discount; levels without offers are left out. Discounts below 0.05 % count as none. */
export function discountBuckets({ discount, won }: Pick<Offers, "discount" | "won">): Bucket[] {
  const tallies = Array.from({ length: edges.length + 1 }, () => ({ offers: 0, won: 0, sum: 0 }));
  for (let i = 0; i < discount.length; i++) {
    // A price of 90.00 for 100.00 is ten per cent off, whatever binary fractions say.
    const rounded = Math.round(discount[i]! * 1e9) / 1e9;
    const place = edges.filter((edge) => rounded >= edge).length;
    const tally = tallies[place]!;
    tally.offers++;
    tally.won += won[i]!;
    tally.sum += discount[i]!;
  }
  return tallies.flatMap((tally, place): Bucket[] => {
    if (tally.offers === 0) return [];
    return [
      {
        from: place === 0 ? null : place === 1 ? 0 : edges[place - 1]!,
        until: place === edges.length ? null : place === 0 ? 0 : edges[place]!,
        offers: tally.offers,
        won: tally.won,
        meanDiscount: tally.sum / tally.offers,
        winRate: tally.won / tally.offers,
        interval: wilsonInterval(tally.won, tally.offers)!,
      },
    ];
  });
}
