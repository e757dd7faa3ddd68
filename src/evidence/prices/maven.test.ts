// The Maven CRM sample: its lost deals were written down with an amount of nothing, which is no offer for nothing.
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { winningOf } from "#evidence/prices/best-discount.ts";
import { offersOf } from "#evidence/prices/offers.ts";
import { lossReasonsOf } from "#evidence/prices/reasons.ts";
import { hasMaven, mavenDeals } from "#testing/maven.ts";

describe.skipIf(!hasMaven)("8,800 deals of Maven CRM", () => {
  const period = { from: "2017-10-01", until: "2018-01-01" };
  const lensWith = (list: number) => {
    const deals = mavenDeals();
    const facts = { deals: { ...deals, listPrice: new Float64Array(deals.count).fill(list) }, leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] };
    return lensOf({ currency: "USD", ...facts }, agreedByDefault, "2017-12-31");
  };

  test("with list prices: 2,473 lost deals have no offered price, and whether discounts win cannot be told", () => {
    const offers = offersOf(lensWith(30_000_00), period);
    expect(offers.left).toMatchObject({ closed: 6711, noAmountLost: 2473 });
    expect(winningOf(offers)).toMatchObject({ ok: false, reason: "lost-deals-without-prices", details: { count: 2473 } });
  });

  test("without: there are no list prices, and nobody wrote down why a deal was lost", () => {
    expect(winningOf(offersOf(lensWith(Number.NaN), period))).toMatchObject({ ok: false, reason: "no-list-prices" });
    expect(lossReasonsOf(lensWith(Number.NaN), period)).toMatchObject({ ok: false, reason: "no-loss-reasons" });
  });
});
