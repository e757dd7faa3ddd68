// Each trap planted in a small firm is found, and a clean firm is told so.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { codedOf, dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead, Spend } from "#facts/entities.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { cautionsFor, withCautions } from "#evidence/trust/finding.ts";
import { trustFindings } from "#evidence/trust/findings.ts";
import { lettersApart, likelyMeant, plainName } from "#evidence/trust/names.ts";
import type { TrustFacts } from "#evidence/trust/trust-facts.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

const none = { ids: [], names: [] };
const deal = (said: Partial<Deal>) => aFact("deal", { stage: "won", account: "A1", createdOn: "2026-01-01", closedOn: "2026-02-01", amount: 100 }, said);

function findingsOf(deals: readonly Deal[], more: Partial<TrustFacts> & { leads?: readonly Lead[]; spend?: readonly Spend[] } = {}) {
  const { leads, spend = [], ...rest } = more;
  const facts = {
    currency: "RUB",
    deals: dealColumnsOf(deals),
    leads: leads ? leadColumnsOf(leads) : null,
    spend,
    sellerCosts: [],
    sellers: [],
    plans: [],
  };
  const asOf = "2026-03-01";
  const touches = { ids: [], days: new Int32Array(0), deals: codedOf([]) };
  return trustFindings(
    {
      lens: lensOf(facts, agreedByDefault, asOf),
      asOf,
      accounts: none,
      products: none,
      sellers: none,
      campaigns: none,
      touches,
      spendFiles: { importOf: new Map(), nameOf: new Map() },
      unmappedStages: [],
      currencyGaps: [],
      ...rest,
    },
    diceOf(7),
  );
}

const codes = (deals: readonly Deal[], more?: Parameters<typeof findingsOf>[1]) => findingsOf(deals, more).map((one) => one.code);

describe("days", () => {
  test("closed before it was opened, won on no day, closed tomorrow", () => {
    const found = findingsOf([
      deal({ id: "early", createdOn: "2026-02-02" }),
      deal({ id: "nowhen", closedOn: null }),
      deal({ id: "tomorrow", closedOn: "2026-03-02" }),
      deal({}),
    ]);
    expect(found.find((one) => one.code === "closed-before-start")!.records).toEqual(["early"]);
    expect(found.find((one) => one.code === "closed-without-day")!.records).toEqual(["nowhen"]);
    expect(found.find((one) => one.code === "day-in-future")!.records).toEqual(["tomorrow"]);
  });
  test("possible days are said to be possible", () => expect(codes([deal({})])).toContain("times-possible"));
  test("sixty deals lost on one day, where one a day is usual, were tidied up", () => {
    const usual = Array.from({ length: 30 }, (_, i) => deal({ createdOn: "2025-12-01", closedOn: addDays("2026-01-01", i), amount: i + 1 }));
    const swept = Array.from({ length: 60 }, (_, i) => deal({ stage: "lost", closedOn: "2026-02-20", amount: 1000 + i }));
    expect(findingsOf([...usual, ...swept]).find((one) => one.code === "many-closed-on-one-day")).toMatchObject({
      count: 60,
      details: { day: "2026-02-20", usual: 1 },
    });
  });
});

describe("names", () => {
  test("GTXPro is GTX Pro, Cancityy is Cancity; of two names equally near none is guessed", () => {
    expect(plainName("GTX-Pro ")).toBe("gtxpro");
    expect(likelyMeant("GTXPro", ["GTX Pro", "GTX Basic"])).toBe("GTX Pro");
    expect(likelyMeant("Cancityy", ["Cancity", "Isdom"])).toBe("Cancity");
    expect(likelyMeant("Model-12A", ["Model-12B", "Model-12C"])).toBeNull();
  });
  test("three letters apart is too far to guess", () => expect(lettersApart("dealer", "leadex", 2)).toBeNull());
  test("two accounts that differ by case and a space are shown as one", () => {
    const accounts = { ids: ["1", "2"], names: ["Sektor Vizhn", "SEKTOR-VIZHN"] };
    expect(findingsOf([deal({})], { accounts }).find((one) => one.code === "names-alike")!.names).toEqual([
      { name: "SEKTOR-VIZHN", count: 2, suggestion: "Sektor Vizhn" },
    ]);
  });
});

test("an exhibition whose costs in all are once and a half its space is named, one of three times is not, nor one that is still being billed", () => {
  const line = (campaign: string, category: string, amount: number, day = "2026-01-10") =>
    aFact("spend", { day, campaign, category, amount, status: "actual" });
  const spend = [
    line("cheap", "Exhibition space", 100),
    line("cheap", "Travel", 50),
    line("usual", "Exhibition space", 100),
    line("usual", "Stand building", 200),
    line("fresh", "Exhibition space", 100),
    line("fresh", "Travel", 10, "2026-02-20"),
    line("no-show", "Trade media", 100),
  ];
  expect(findingsOf([deal({})], { spend }).find((one) => one.code === "exhibition-cost-odd")).toMatchObject({
    records: ["cheap"],
    count: 1,
    of: 2,
    details: { campaign: "cheap", times: 1.5 },
  });
});

test("a deal entered twice is counted once as a copy", () => {
  expect(findingsOf([deal({}), deal({ id: "copy" }), deal({ amount: 7 })]).find((one) => one.code === "duplicate-deals")).toMatchObject({
    count: 1,
    records: ["copy"],
    of: 3,
  });
});

test("a stage that nobody mapped touches the win rate", () => {
  const found = findingsOf([deal({})], { unmappedStages: [{ entity: "deal", stage: "Limbo", records: ["x", "y"] }] });
  expect(cautionsFor("win-rate", found)).toContainEqual({
    code: "stage-not-mapped",
    details: { stage: "Limbo", field: "stage", entity: "deal", count: 2, of: 3 },
  });
  expect(cautionsFor("promotion-cost", found)).toEqual([]);
});

test("a caution the number has already is not said twice", () => {
  const found = findingsOf([deal({})], { unmappedStages: [{ entity: "deal", stage: "Limbo", records: ["x"] }] });
  const number = {
    key: "win-rate",
    value: 1,
    unit: "share",
    sample: 1,
    interval: null,
    method: "win-rate",
    label: "descriptive",
    period: { from: "2026-01-01", until: "2026-02-01" },
    definition: null,
  } as const;
  expect(withCautions([{ ...number, cautions: [{ code: "stage-not-mapped" }] }], found)[0]!.cautions).toHaveLength(1);
  expect(withCautions([{ ...number, cautions: [] }], found)[0]!.cautions).toHaveLength(1);
});

describe("links between leads and deals", () => {
  const firm = (isLinked: boolean) => {
    const dice = diceOf(4);
    const regions = ["north", "south", "east", "west"];
    const leads = Array.from({ length: 200 }, (_, i) =>
      aFact("lead", { id: `L${i}`, createdAt: `${addDays("2025-01-01", dice.below(365))}T09:00:00.000Z`, region: regions[dice.below(4)]! }),
    );
    const deals = leads.map((lead, i) => {
      const own = isLinked ? lead : leads[dice.below(200)]!;
      return deal({
        lead: `L${i}`,
        region: own.region,
        createdOn: addDays(own.createdAt.slice(0, 10), 5),
        closedOn: addDays(own.createdAt.slice(0, 10), 20),
        amount: i + 1,
      });
    });
    return codes(deals, { leads });
  };
  test("true ones hold", () => expect(firm(true)).toContain("links-hold"));
  test("dealt out like cards they look random", () => expect(firm(false)).toContain("links-look-random"));
  test("touchpoints that fall anywhere but near their deal look random", () => {
    const deals = Array.from({ length: 60 }, (_, i) =>
      deal({ id: `D${i}`, createdOn: addDays("2020-01-01", i * 30), closedOn: addDays("2020-01-10", i * 30), amount: i + 1 }),
    );
    const at = (shift: number) => ({
      ids: deals.map((one) => `T${one.id}`),
      days: Int32Array.from(deals, (one) => dayNumber(one.createdOn!) + shift),
      deals: codedOf(deals.map((one) => one.id)),
    });
    expect(codes(deals, { touches: at(3) })).toContain("links-hold");
    expect(codes(deals, { touches: at(500) })).toContain("links-look-random");
  });
});

test("the order of the deals changes no count", () => {
  const rows = [
    deal({ id: "a" }),
    deal({ id: "b" }),
    deal({ id: "c", account: null }),
    deal({ id: "d", stage: "lost", closedOn: "2025-01-01" }),
    deal({ id: "e", stage: "opportunity", closedOn: null, createdOn: null }),
  ];
  const counts = (deals: readonly Deal[]) => findingsOf(deals).map((one) => [one.code, one.field, one.count, one.of]);
  const expected = counts(rows);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(counts(shuffled)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test("no deals, no findings about deals", () => expect(codes([])).toEqual([]));
