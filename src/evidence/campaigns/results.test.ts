// What two shared campaigns cost and brought, with numbers that can be checked in the head.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { codedOf, dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead, Spend } from "#facts/entities.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import type { TouchColumns } from "#facts/touch-columns.ts";
import { placing } from "#evidence/campaigns/placing.ts";
import { type CampaignFacts, bookStretch, campaignBook, campaignResults, spendLines } from "#evidence/campaigns/results.ts";
import { type Lens, lensOf } from "#evidence/kpi/lens.ts";
import { countInterval } from "#evidence/statistics/counts.ts";
import { dayNumber } from "#kit/day.ts";
import { aFact, aLead, aWonDeal, aLostDeal, aDeal } from "#testing/builders.ts";

const year = { from: "2025-01-01", until: "2026-01-01" };
const campaigns = [
  aFact("campaign", { id: "c-a", name: "Spring show", channel: "exhibition" }),
  aFact("campaign", { id: "c-b", name: "Site", channel: "site" }),
  aFact("campaign", { id: "c-x", name: "Others' own", channel: "site" }),
];
const spend = (id: string, fields: Partial<Spend>) => aFact("spend", { id, day: "2025-02-01", amount: 300_00, status: "actual", ...fields });
const lens = (leads: readonly Lead[], deals: readonly Deal[], more: Partial<FigureFacts> = {}): Lens =>
  lensOf(
    {
      currency: "RUB",
      deals: dealColumnsOf(deals),
      leads: leads.length === 0 ? null : leadColumnsOf(leads),
      spend: [],
      sellerCosts: [],
      sellers: [],
      plans: [],
      ...more,
    },
    agreedByDefault,
    "2025-12-31",
  );
const touchesOf = (rows: readonly { day: string; campaign?: string; channel?: string }[]): TouchColumns => {
  const empty = codedOf(rows.map(() => null));
  return {
    count: rows.length,
    minute: Int32Array.from(rows, ({ day }) => dayNumber(day) * 1440 + 700),
    campaign: codedOf(rows.map(({ campaign }) => campaign ?? null)),
    channel: codedOf(rows.map(({ channel }) => channel ?? null)),
    account: empty,
    contact: empty,
    lead: empty,
    deal: empty,
  };
};
const facts = (touches: TouchColumns | null = null): CampaignFacts => ({ campaigns, touches });
const a = { kind: "campaign", id: "c-a" } as const;
const b = { kind: "campaign", id: "c-b" } as const;
const site = { kind: "channel", id: "site" } as const;

/** Four leads of campaign a: one won, one lost, one given back, one open; one of b, open; one of x, won. */
const leads = [
  aLead({ id: "l1", campaign: "c-a", channel: "exhibition", stage: "sales-qualified", acceptedAt: "2025-03-04T09:00:00Z", deal: "d1" }),
  aLead({ id: "l2", campaign: "c-a", channel: "exhibition", stage: "sales-qualified", acceptedAt: "2025-03-04T09:00:00Z", deal: "d2" }),
  aLead({ id: "l3", campaign: "c-a", channel: "exhibition", stage: "marketing-qualified", returnedAt: "2025-03-06T09:00:00Z" }),
  aLead({ id: "l4", campaign: "c-a", channel: "exhibition", stage: "lead" }),
  aLead({ id: "l5", campaign: "c-b", channel: "site" }),
  aLead({ id: "l6", campaign: "c-x", channel: "site", stage: "sales-qualified", acceptedAt: "2025-03-04T09:00:00Z", deal: "d6" }),
];
const deals = [
  aWonDeal({ id: "d1", campaign: "c-a" }),
  aLostDeal({ id: "d2", campaign: "c-a" }),
  aWonDeal({ id: "d6", campaign: "c-x" }),
  aDeal({ id: "d9", campaign: "c-b", stage: "opportunity" }),
];
const lines = [
  spend("s1", { campaign: "c-a" }),
  spend("s2", { campaign: "Spring show", amount: 100_00 }),
  spend("s3", { campaign: "c-b", channel: "site" }),
  spend("s4", { campaign: "c-x" }),
  spend("s5", { campaign: "c-a", status: "plan" }),
];
const told = (subjects: Parameters<typeof campaignBook>[1], more = facts()) => {
  const at = lens(leads, deals, { spend: lines });
  return campaignResults(at, campaignBook(at, subjects, more), year);
};
const numberOf = (result: ReturnType<typeof told>["all"], key: string) => result.numbers.find((one) => one.key === `campaign-${key}`)!;

describe("a campaign", () => {
  test("of four leads won one, lost one, got one back and has one open; 400 spent are 100 a lead and 400 a won deal", () => {
    const result = told([a]).each[0]!;
    expect(result).toMatchObject({ leads: 4, won: 1, lost: 1, returned: 1, open: 1, looseDeals: 0 });
    expect(numberOf(result, "spend")).toMatchObject({ value: 400_00, sample: 2, interval: null, currency: "RUB" });
    expect(numberOf(result, "cost-per-lead")).toMatchObject({ value: 100_00, sample: 4 });
    expect(numberOf(result, "cost-per-won")).toMatchObject({ value: 400_00, sample: 1 });
    expect(numberOf(result, "cost-per-won").cautions).toContainEqual({ code: "still-open", details: { count: 1 } });
    const four = countInterval(4);
    expect(numberOf(result, "cost-per-lead").interval).toMatchObject({ low: 400_00 / four.high!, high: 400_00 / four.low!, level: 0.9 });
  });
  test("shows at each step who got there, who may still come and who will not", () => {
    const steps = told([a]).each[0]!.steps.map(({ step, reached, open, over }) => [step, reached, open, over]);
    expect(steps).toEqual([
      ["lead", 4, 0, 0],
      ["marketing-qualified", 3, 1, 0],
      ["sales-accepted", 2, 0, 1],
      ["sales-qualified", 2, 0, 0],
      ["opportunity", 2, 0, 0],
      ["won", 1, 0, 1],
    ]);
  });
  test("counts a deal that names it without a lead beside its leads, and says why a figure is not to be had", () => {
    const result = told([b]).each[0]!;
    expect(result).toMatchObject({ leads: 1, looseDeals: 1, won: 0, open: 2 });
    expect(numberOf(result, "cost-per-won")).toMatchObject({ value: null, reason: "no-won-of-it", interval: null });
    const unspent = campaignResults(lens(leads, deals), campaignBook(lens(leads, deals), [a], facts()), year).all;
    expect(unspent.numbers.map(({ value, reason }) => [value, reason])).toEqual(Array.from({ length: 3 }, () => [null, "no-spend-of-it"]));
  });
  test("without any lead on record is told by its deals", () => {
    const at = lens([], deals);
    const { unit, all } = campaignResults(at, campaignBook(at, [a], facts()), year);
    expect([unit, all.leads, all.won, all.lost, all.looseDeals]).toEqual(["deal", 2, 1, 1, 0]);
  });
  test("two leads that lead to one deal won one deal", () => {
    const twins = ["l1", "l7"].map((id) => aLead({ id, campaign: "c-a", stage: "sales-qualified", deal: "d1" }));
    const at = lens(twins, deals);
    expect(campaignResults(at, campaignBook(at, [a], facts()), year).all).toMatchObject({ leads: 2, won: 1 });
  });
});

describe("a channel", () => {
  test("holds all its campaigns, and the whole counts each lead and each line once", () => {
    const { each, all } = told([a, b, site]);
    expect(each.map(({ leads: count }) => count)).toEqual([4, 1, 2]);
    expect([all.leads, all.won]).toEqual([6, 2]);
    expect(numberOf(all, "spend").value).toBe(400_00 + 300_00 + 300_00);
  });
  test("a touch without a channel of its own came through that of its campaign", () => {
    const touches = touchesOf([
      { day: "2025-02-01", campaign: "Spring show" },
      { day: "2025-02-02", campaign: "c-b" },
      { day: "2025-02-02", channel: "site" },
      { day: "2024-12-31", campaign: "c-a" },
      { day: "2025-02-02", channel: "mail", campaign: "c-x" },
    ]);
    const { each, all } = told([a, b, site], facts(touches));
    expect([...each.map((one) => one.touches), all.touches]).toEqual([1, 1, 2, 3]);
  });
});

test("nothing of what is not asked for is in the book: no case, no line, no touch", () => {
  const at = lens(leads, deals, { spend: lines });
  const book = campaignBook(at, [a], facts(touchesOf([{ day: "2025-02-02", campaign: "c-x" }])));
  expect(book.cases.list.map(({ id }) => id)).toEqual(["l1", "l2", "l3", "l4"]);
  expect(spendLines(at, book, year).map(({ line }) => line.id)).toEqual(["s1", "s2"]);
  expect(book.touchDays).toHaveLength(0);
  expect(bookStretch(at, book)).toEqual({ from: "2025-02-01", until: "2025-05-01" });
  expect(bookStretch(at, campaignBook(at, [{ kind: "channel", id: "nowhere" }], facts()))).toBeNull();
});

test("a name that two campaigns bear, or that is another's id, stands for neither", () => {
  const places = placing(
    [a, b],
    [
      { id: "c-a", name: "Show", channel: null },
      { id: "c-b", name: "Show", channel: null },
      { id: "c-z", name: "c-a", channel: null },
    ],
  );
  expect([places("Show", null), places("c-a", null), places("c-z", null)]).toEqual([[], [0], []]);
});

test("whatever the leads, those open, won, lost and given back are all there are, and steps never grow", () => {
  const one = fc.record({
    stage: fc.constantFrom("lead", "marketing-qualified", "sales-accepted", "sales-qualified", "opportunity", "won", "lost"),
    returnedAt: fc.constantFrom(null, "2025-03-06T09:00:00Z"),
    acceptedAt: fc.constantFrom(null, "2025-03-05T09:00:00Z", "2025-03-07T09:00:00Z"),
    deal: fc.constantFrom(null, "d1", "d2", "d9"),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (said) => {
      const at = lens(
        said.map((each, n) => aLead({ id: `p${n}`, campaign: "c-a", ...each })),
        deals.map((deal) => Object.assign({}, deal, { campaign: null })),
      );
      const { list } = campaignBook(at, [a], facts()).cases;
      const { all } = campaignResults(at, campaignBook(at, [a], facts()), year);
      expect(list.filter(({ outcome }) => outcome === "won").length + all.open + all.lost + all.returned).toBe(all.leads + all.looseDeals);
      expect(all.won).toBeLessThanOrEqual(list.filter(({ outcome }) => outcome === "won").length);
    }),
    { numRuns: 60 },
  );
});
