// Laws of the shortfall: parts add up, order and names do not matter, segments come and go.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Deal } from "#facts/entities.ts";
import { addDays } from "#kit/day.ts";
import { amountOf, ask, firmOf, quarter, quarters, sumOf, told } from "#testing/ask-shortfall.ts";

describe("laws", () => {
  it("parts sum to the shortfall to the cent, over drivers and over segments, whatever the firm", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom("revenue" as const, "margin" as const),
        fc.constantFrom([], ["region" as const], ["region" as const, "product" as const]),
        (seed, measure, by) => {
          const { deals, leads } = firmOf(seed);
          const found = told(ask(deals, { leads, draws: 5, question: { by, measure } }));
          expect(sumOf(found)).toBe(found.shortfall);
          expect(found.actual - found.reference).toBe(found.shortfall);
          for (const part of found.parts) expect(part.segments.reduce((sum, { amount }) => sum + amount, 0)).toBe(part.amount);
          for (const [n, segment] of found.segments.entries())
            expect(found.parts.reduce((sum, part) => sum + part.segments[n]!.amount, 0)).toBe(segment.shortfall);
          for (const part of found.parts) expect(Number.isSafeInteger(part.amount)).toBe(true);
          const won = (period: { from: string; until: string }) =>
            deals.filter((deal) => deal.stage === "won" && deal.closedOn! >= period.from && deal.closedOn! < period.until);
          const money = (rows: Deal[]) => rows.reduce((sum, deal) => sum + deal.amount! - (measure === "margin" ? deal.cost! : 0), 0);
          expect(found.shortfall).toBe(money(won(quarters.now)) - money(won(quarters.before)));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("the order of rows changes no byte", () => {
    const { deals, leads } = firmOf(4);
    const turned = ask(deals.toReversed(), { leads: leads.toReversed(), question: { by: ["region"] } });
    expect(JSON.stringify(turned)).toBe(JSON.stringify(ask(deals, { leads, question: { by: ["region"] } })));
  });

  it("a hundred times the money makes every part a hundred times as large", () => {
    const { deals, leads } = firmOf(5);
    const scaled = deals.map((deal) => Object.assign({}, deal, { amount: deal.amount! * 100, listPrice: deal.listPrice! * 100 }));
    const [one, hundred] = [told(ask(deals, { leads })), told(ask(scaled, { leads }))];
    one.parts.forEach((part, n) => expect(Math.abs(hundred.parts[n]!.amount - 100 * part.amount)).toBeLessThanOrEqual(100));
    expect(hundred.parts.map(({ verdict }) => verdict)).toEqual(one.parts.map(({ verdict }) => verdict));
  });

  it("other names for segments change no amount", () => {
    const { deals, leads } = firmOf(6);
    const rename = <T extends { readonly region: string | null }>(rows: readonly T[]) =>
      rows.map((row) => Object.assign({}, row, { region: row.region === "North" ? "Nord" : "Sud" }));
    const [one, other] = [
      told(ask(deals, { leads, question: { by: ["region"] } })),
      told(ask(rename(deals), { leads: rename(leads), question: { by: ["region"] } })),
    ];
    expect(other.parts.map(({ amount }) => amount)).toEqual(one.parts.map(({ amount }) => amount));
  });

  it("the same firm in both periods has nothing to explain", () => {
    const days = Array.from({ length: 40 }, (_, n) => addDays("2025-01-05", 2 * n));
    const before = days.flatMap((day) => quarter(day, { wins: 1, losses: 2 }));
    const again = days.flatMap((day) => quarter(addDays(day, 90), { wins: 1, losses: 2 }));
    const found = told(ask([...before, ...again]));
    expect([found.shortfall, found.summary.nothingBeyondChance]).toEqual([0, true]);
    for (const { amount } of found.parts) expect(amount).toBe(0);
  });
});

describe("segments", () => {
  it("that appear or vanish are carried by volume, and every figure stays finite", () => {
    const inRegion = (region: string, deals: Deal[]) => deals.map((deal) => Object.assign({}, deal, { region }));
    const found = told(
      ask(
        [
          ...inRegion("Old", quarter("2025-02-10", { wins: 10, losses: 10 })),
          ...inRegion("Kept", quarter("2025-02-11", { wins: 10, losses: 10 })),
          ...inRegion("Kept", quarter("2025-05-10", { wins: 10, losses: 10 })),
          ...inRegion("New", quarter("2025-05-11", { wins: 6, losses: 6 })),
        ],
        { question: { by: ["region"] } },
      ),
    );
    const volume = found.parts.find(({ driver }) => driver === "deal-volume")!;
    expect(volume.segments.map(({ segment, amount }) => [segment, amount])).toEqual([
      ["region=Kept", 0],
      ["region=New", 60_000],
      ["region=Old", -100_000],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/null,"high"|NaN|Infinity/);
  });

  it("too thin for rates of their own stand together", () => {
    const deals = [...quarter("2025-02-10", { wins: 10, losses: 10 }), ...quarter("2025-05-10", { wins: 10, losses: 10 })].map((deal, n) =>
      Object.assign({}, deal, { region: n % 20 < 18 ? "Large" : `Small ${n}` }),
    );
    const found = told(ask(deals, { question: { by: ["region"] } }));
    expect(found.segments.map(({ key }) => key)).toEqual(["region=Large", "rest"]);
    expect(found.cautions).toContainEqual({ code: "thin-segments-together" });
  });

  it("new products come through the mix, and have no price change", () => {
    const withProduct = (product: string, deals: Deal[]) => deals.map((deal) => Object.assign({}, deal, { product }));
    const found = told(
      ask([
        ...withProduct("video", quarter("2025-02-10", { wins: 20, losses: 0 })),
        ...withProduct("video", quarter("2025-05-10", { wins: 10, losses: 0 })),
        ...withProduct("turnkey", quarter("2025-05-10", { wins: 10, losses: 0, list: 20_000 })),
      ]),
    );
    expect([amountOf(found, "product-mix"), amountOf(found, "list-price")]).toEqual([100_000, 0]);
  });
});
