// The published figures of the Maven CRM sample.
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { figuresOf } from "#evidence/kpi/figures.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { dayOf } from "#kit/day.ts";
import { hasMaven, mavenDeals } from "#testing/maven.ts";

describe.skipIf(!hasMaven)("8,800 deals of Maven CRM", () => {
  const lens = () =>
    lensOf({ currency: "USD", deals: mavenDeals(), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] }, agreedByDefault, "2026-11-23");
  const figures = () => new Map(figuresOf(lens(), { from: "2016-10-01", until: "2018-01-01" }).map((figure) => [figure.key, figure]));

  test("4,238 won, 2,473 lost, revenue 10,005,534, won in 57 days at the median", () => {
    const figure = figures();
    expect(figure.get("deals-won")!.value).toBe(4238);
    expect(figure.get("deals-lost")!.value).toBe(2473);
    expect(figure.get("revenue")!.value).toBe(10_005_534_00);
    expect(figure.get("win-rate")!.value).toBeCloseTo(0.6315, 4);
    expect(figure.get("cycle-median-won")!.value).toBe(57);
  });

  test("the records end on 2017-12-31, and only deals that closed from 2017-03-01 on were exported", () => {
    expect(dayOf(lens().lastSeen)).toBe("2017-12-31");
    expect(lens().extract).toMatchObject({ kind: "by-close" });
    expect(dayOf(lens().extract!.firstClose)).toBe("2017-03-01");
  });

  test("1,291 of 1,589 open deals are older than the longest that ever closed, 138 days", () => {
    expect(lens().dead).toMatchObject({ olderThan: 138, longestClosed: 138, open: 1589 });
    expect(lens().dead.rows.length).toBe(1291);
  });

  test("with open deals counted half are closed after 60 days; without the dead ones sooner", () => {
    const all = figures().get("cycle-median-all")!;
    expect(all.value).toBe(60);
    const dead = all.cautions.find((caution) => caution.code === "dead-deals")!;
    expect(dead.details!["without"]).toBeLessThan(60);
  });

  test("no spend, no sellers' cost: the cost figures are null with a reason and not zero", () => {
    expect(figures().get("cost-per-transaction-promotion")).toMatchObject({ value: null, reason: "no-spend-facts" });
  });
});
