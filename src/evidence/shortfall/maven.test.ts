// A real extract explained: two quarters of the Maven sample, with list prices from its product table.
import { describe, expect, it } from "vitest";

import { explainShortfall } from "#evidence/shortfall/explain.ts";
import { hasMaven, mavenDeals } from "#testing/maven.ts";

const listPrices: Readonly<Record<string, number>> = {
  "GTX Basic": 550,
  GTXPro: 4821,
  "MG Special": 55,
  "MG Advanced": 3393,
  "GTX Plus Pro": 5482,
  "GTX Plus Basic": 1096,
  "GTK 500": 26768,
};

describe.skipIf(!hasMaven)("the third quarter of 2017 against the second", () => {
  const deals = hasMaven ? mavenDeals() : null!;
  for (let i = 0; i < (deals?.count ?? 0); i++) deals.listPrice[i] = 100 * listPrices[deals.product.names[deals.product.codes[i]!]!]!;
  const found = hasMaven
    ? explainShortfall({
        question: { period: { from: "2017-07-01", until: "2017-10-01" }, against: { from: "2017-04-01", until: "2017-07-01" }, by: [], measure: "revenue" },
        deals,
        leads: null,
        marketIndex: [],
        plans: [],
        asOf: "2018-01-01",
        factsVersion: "maven",
      })
    : null!;
  const shortfall = found?.ok ? found.value : null!;
  const codes = (driver: string) => shortfall.parts.find((part) => part.driver === driver)!.cautions.map(({ code }) => code);

  it("has the sums that the file has, split to the cent", () => {
    expect([shortfall.reference, shortfall.actual]).toEqual([308_611_100, 298_225_500]);
    expect(shortfall.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(-10_385_600);
  });

  it("has a win rate, a mix and discounts within chance, and list prices that do not move", () => {
    const verdicts = Object.fromEntries(shortfall.parts.map(({ driver, verdict }) => [driver, verdict]));
    expect([verdicts["win-rate"], verdicts["product-mix"], verdicts.discount]).toEqual(["within-chance", "within-chance", "within-chance"]);
    expect(shortfall.parts.find(({ driver }) => driver === "list-price")!.amount).toBe(0);
  });

  it("warns of the dead deals, the extract's beginning, and the market", () => {
    expect(codes("deal-volume")).toEqual(
      expect.arrayContaining(["market-not-separable", "volume-from-deals", "dead-deals-left-out", "extract-leaves-out-early-closings"]),
    );
  });

  it("says of a part whose range leaves out zero why it is within chance all the same", () => {
    for (const { verdict, interval, cautions } of shortfall.parts) {
      const leavesOutZero = interval !== null && (interval.low! > 0 || interval.high! < 0);
      expect(cautions.some(({ code }) => code === "one-of-many-parts")).toBe(verdict === "within-chance" && leavesOutZero);
    }
  });

  it("gives sales above the list price a discount below zero", () => {
    const level = shortfall.levels.find(({ driver }) => driver === "discount")!;
    expect(level.reference).toBeLessThan(0);
  });

  it("draws accounts whole, as deals of one account go together", () => {
    expect(shortfall.papers.drawn).toBe("by-account");
  });
});
