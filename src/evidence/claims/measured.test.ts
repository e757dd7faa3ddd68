// What claims measure, on records that can be counted in the head; and that slow calling is never taken for bad leads.
import { expect, test } from "vitest";

import type { ClaimAnswer, Measured } from "#evidence/claims/claim.ts";
import type { ClaimGround } from "#evidence/claims/ground.ts";
import { testClaims } from "#evidence/claims/test-claims.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Activity, Campaign, Deal, Lead, MarketIndex, MaterialUse, Plan, Seller, Spend } from "#facts/entities.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { usualWeek } from "#kit/working-hours.ts";
import { aDeal, aFact, aLead, aLostDeal, aWonDeal } from "#testing/builders.ts";
import { leadWorkOf, materialUsesOf } from "#testing/claim-ground.ts";

const period = { from: "2025-01-01", until: "2026-01-01" };
interface Facts {
  readonly leads?: readonly Lead[];
  readonly deals?: readonly Deal[];
  readonly spend?: readonly Spend[];
  readonly plans?: readonly Plan[];
  readonly sellers?: readonly Seller[];
  readonly activities?: readonly Activity[];
  readonly marketIndex?: readonly MarketIndex[];
  readonly campaigns?: readonly Campaign[];
  readonly materialUses?: readonly MaterialUse[];
}

function groundOf({ leads = [], deals = [], spend = [], plans = [], sellers = [], activities = [], ...given }: Facts): ClaimGround {
  const { marketIndex = [], campaigns = [], materialUses = [] } = given;
  // A deal on the last day: everything older than it is looked back on from there.
  const last = aWonDeal({ id: "last", createdOn: "2025-12-01", closedOn: "2025-12-31", amount: 300, cost: 200, listPrice: null });
  const facts = { currency: "USD", deals: dealColumnsOf([...deals, last]), leads: leadColumnsOf(leads), spend, sellerCosts: [], sellers, plans, campaigns };
  return {
    lens: lensOf(facts, agreedByDefault, "2026-01-01"),
    work: leadWorkOf(leads, activities),
    marketIndex,
    dealTouches: null,
    materialUses: materialUsesOf(materialUses),
    turns: [],
    terms: { firstAttemptHours: 24, attempts: 5, noticeDays: 14, materialDays: 90, week: usualWeek },
  };
}

function measured(key: ClaimKey, facts: Facts, subject: string | null = null): Measured {
  const { answer } = testClaims(groundOf(facts), [{ key, subject, period }])[0]!;
  if (!answer.ok) throw new Error(answer.reason);
  return answer.measured;
}
const untold = (answer: ClaimAnswer) => (answer.ok ? null : answer.reason);

/** Leads from Mondays at ten; called so many days later, found fit a day after the call. */
function leadsOf(channel: string, count: number, as: { fit: number; wait: number; from?: string; returned?: number; said?: Partial<Lead> }): Lead[] {
  return Array.from({ length: count }, (_, n) => {
    const day = addDays(as.from ?? "2025-03-03", 7 * (n % 20));
    const called = addDays(day, as.wait);
    const isReturned = n >= count - (as.returned ?? 0);
    return aLead({
      channel,
      createdAt: `${day}T10:00:00.000Z`,
      acceptedAt: isReturned ? null : `${day}T12:00:00.000Z`,
      returnedAt: isReturned ? `${day}T12:00:00.000Z` : null,
      returnReason: isReturned ? "definitional" : null,
      firstAttemptAt: isReturned ? null : `${called}T10:00:00.000Z`,
      salesQualifiedAt: n < as.fit ? `${addDays(called, 1)}T10:00:00.000Z` : null,
      ...as.said,
    });
  });
}

test("leads that waited a fortnight and were found fit less often are not worse: their like in the other channel, that waited as long, are no better", () => {
  // The show waits mostly a fortnight, the site mostly a day; whoever waits a fortnight is fit in one of ten, else in five of ten.
  const show = [...leadsOf("show", 200, { fit: 20, wait: 14 }), ...leadsOf("show", 40, { fit: 20, wait: 1 })];
  const site = [...leadsOf("site", 40, { fit: 4, wait: 14 }), ...leadsOf("site", 200, { fit: 100, wait: 1 })];
  const leads = [...show, ...site].toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  expect(40 / 240 - 104 / 240).toBeLessThan(-0.25);
  expect(Math.abs(measured("channel-leads-worse", { leads }, "show").effect)).toBeLessThan(0.06);
});

test("leads that are fit less often after the same wait are worse, and so are those that go back", () => {
  const leads = [...leadsOf("show", 200, { fit: 60, wait: 1 }), ...leadsOf("site", 200, { fit: 100, wait: 1 })];
  expect(measured("channel-leads-worse", { leads }, "show").effect).toBeCloseTo(-0.2, 1);
  // Half of the show's leads go back, the rest are as good as the site's: a quarter is fit instead of a half.
  const returned = [...leadsOf("show", 200, { fit: 50, wait: 1, returned: 100 }), ...leadsOf("site", 200, { fit: 100, wait: 1 })];
  expect(measured("channel-leads-worse", { leads: returned }, "show").effect).toBeCloseTo(-0.25, 1);
  expect(measured("leads-not-as-agreed", { leads: returned }).effect).toBe(0.25);
});

test("late is what waited longer than 24 working hours, and what nobody tried; what went back was decided", () => {
  const none = leadsOf("site", 10, { fit: 0, wait: 0, said: { firstAttemptAt: null } });
  const leads = [
    ...leadsOf("site", 60, { fit: 0, wait: 2 }),
    ...leadsOf("site", 30, { fit: 0, wait: 3 }),
    ...none,
    ...leadsOf("site", 20, { fit: 0, wait: 0, returned: 20 }),
  ];
  // Two days are 18 working hours, three are 27: 30 and the 10 nobody tried, of 100.
  expect(measured("leads-answered-late", { leads })).toMatchObject({ effect: 0.4, sample: 100 });
});

test("leads never reached count by their attempts within fourteen days", () => {
  const leads = leadsOf("site", 40, { fit: 0, wait: 1 });
  const call = (lead: Lead, day: number, direction = "out") =>
    aFact("activity", { kind: "call", direction, at: `${addDays(lead.createdAt.slice(0, 10), day)}T12:00:00.000Z`, lead: lead.id });
  const five = leads.slice(0, 10).flatMap((lead) => [1, 2, 3, 4, 5].map((day) => call(lead, day)));
  const four = leads.slice(10, 20).flatMap((lead) => [1, 2, 3, 4, 20].map((day) => call(lead, day)).concat(call(lead, 5, "in")));
  expect(measured("leads-not-worked", { leads, activities: [...five, ...four] }).effect).toBe(0.75);
});

test("leads of the lowest grade are set beside those of their own channel", () => {
  const graded = (channel: string, grade: string, wait: number) => leadsOf(channel, 40, { fit: 0, wait, said: { grade } });
  // In the slow channel all are late, in the quick one only the lowest grade is: the difference is half of what the quick one shows.
  const leads = [...graded("slow", "A", 5), ...graded("slow", "C", 5), ...graded("quick", "A", 1), ...graded("quick", "C", 5)];
  expect(measured("cherry-picking", { leads }).effect).toBeCloseTo(-0.5, 10);
});

test("few accounts, a region, a padded pipeline and what was not written up are shares that can be counted", () => {
  const won = Array.from({ length: 40 }, (_, n) =>
    aWonDeal({
      createdOn: "2025-02-01",
      closedOn: "2025-03-01",
      account: `A${n % 20}`,
      region: n % 4 === 0 ? "North" : n % 4 === 1 ? "South" : "West",
      amount: n % 20 < 5 ? 200 : 100,
    }),
  );
  expect(measured("few-accounts", { deals: won }).effect).toBeCloseTo((10 * 200) / (10 * 200 + 30 * 100), 10);
  // In the west are four of the dear deals and sixteen of the others; the deal of the last day is elsewhere.
  const west = (4 * 200 + 16 * 100) / (5_000 + 300);
  expect(measured("one-region", { deals: won })).toMatchObject({ effect: west, compared: [{ name: "West", value: west, cases: 20 }] });
  const lost = Array.from({ length: 10 }, (_, n) =>
    aLostDeal({ createdOn: "2025-02-01", closedOn: "2025-03-01", account: "A1", lossReason: n < 4 ? null : "price" }),
  );
  const unwritten = measured("crm-not-filled-in", { deals: [...won, ...lost] });
  expect(unwritten.records.ids.filter((id) => lost.some((deal) => deal.id === id))).toHaveLength(4);
  const open = Array.from({ length: 20 }, (_, n) =>
    aDeal({ createdOn: n < 5 ? "2024-01-01" : "2025-12-01", closedOn: null, stage: "opportunity", amount: 100 }),
  );
  expect(measured("padded-pipeline", { deals: [...won, ...open] }).effect).toBe(0.25);
});

test("the seller and the buyer are set side by side, deal by deal", () => {
  const pair = (bySeller: string, byBuyer: string, count: number) =>
    Array.from({ length: count }, () => aLostDeal({ createdOn: "2025-02-01", closedOn: "2025-03-01", lossReason: bySeller, buyerLossReason: byBuyer }));
  const deals = [...pair("price", "price", 10), ...pair("price", "rival", 20), ...pair("rival", "price", 5), ...pair("rival", "rival", 15)];
  expect(measured("price-over-reported", { deals })).toMatchObject({ effect: 0.3, sample: 50 });
  expect(measured("prices-lose-deals", { deals }).effect).toBe(0.3);
});

test("money, people and the market are counted out against the year before", () => {
  const paid = (day: string, amount: number) => aFact("spend", { day, amount, status: "actual" });
  const spend = [paid("2023-12-31", 1), paid("2024-06-01", 1_000), paid("2025-06-01", 800)];
  expect(measured("budget-cut", { spend })).toMatchObject({ effect: 0.2, interval: null });
  const index = (day: string, level: number) => aFact("market-index", { day, level });
  expect(measured("market-fell", { marketIndex: [index("2024-06-01", 100), index("2025-06-01", 96)] }).effect).toBeCloseTo(0.04, 10);
  const seller = (from: string, until: string | null) => aFact("seller", { department: "sales", from, until });
  // Two for all of 2024 (366 days), one of them for all of 2025 (365).
  expect(measured("fewer-people", { sellers: [seller("2023-01-01", null), seller("2023-01-01", "2025-01-01")] }).effect).toBeCloseTo(1 - 365 / 732, 10);
  const dearer = { leads: [...leadsOf("site", 100, { fit: 0, wait: 1, from: "2024-03-04" }), ...leadsOf("site", 50, { fit: 0, wait: 1 })], spend };
  expect(measured("leads-dearer", dearer).effect).toBeCloseTo(0.6, 10);
  const plans = [aFact("plan", { measure: "leads", from: "2025-01-01", until: "2027-01-01", level: 200 })];
  expect(measured("fewer-leads-than-planned", { leads: leadsOf("site", 80, { fit: 0, wait: 1 }), plans }).effect).toBeCloseTo(0.2, 10);
});

test("discounts that each seller gives by habit follow the person; the same discounts dealt out in turn do not", () => {
  const offers = (discountOf: (n: number) => number) =>
    Array.from({ length: 80 }, (_, n) =>
      aWonDeal({ createdOn: "2025-02-01", closedOn: "2025-03-01", owner: `S${n % 4}`, product: "video", listPrice: 10_000, amount: 10_000 - discountOf(n) }),
    );
  // By habit: 500, 1,000, 1,500 or 2,000 off, and a hundred more or less. In turn: each seller gives all of these alike.
  const habit = measured("discounts-follow-person", { deals: offers((n) => 500 * (1 + (n % 4)) + 100 * ((n >> 2) % 2)) });
  expect(habit.effect).toBeGreaterThan(0.9);
  expect([habit.pSupport < 0.001, habit.pRefute > 0.999]).toEqual([true, true]);
  const turn = measured("discounts-follow-person", { deals: offers((n) => 500 * (1 + ((n >> 2) % 4))) });
  expect(turn.effect).toBeLessThan(0);
  expect([turn.pSupport > 0.9, turn.pRefute < 0.05]).toEqual([true, true]);
});

test("a campaign with few won deals is weighed by their number at the usual margin", () => {
  const deal = (campaign: string | null) => aWonDeal({ createdOn: "2025-01-10", closedOn: "2025-02-01", amount: 300, cost: 200, campaign, lead: null });
  const deals = [...Array.from({ length: 30 }, () => deal(null)), ...Array.from({ length: 4 }, () => deal("show"))];
  const campaigns = [aFact("campaign", { id: "show", startsOn: "2025-01-01", endsOn: "2025-01-05" })];
  const spend = [aFact("spend", { day: "2025-01-01", amount: 1_000, campaign: "show", status: "actual" })];
  const paid = measured("campaign-did-not-pay", { deals, campaigns, spend }, "show");
  // Four deals of a hundred each against a thousand; ten would have paid: P(Poisson(10) <= 4) = 0.0293, P(Poisson(10) >= 4) = 0.9897.
  expect(paid.effect).toBeCloseTo(0.6, 1);
  expect(paid.pSupport).toBeCloseTo(0.0293, 2);
  expect(paid.pRefute).toBeCloseTo(0.9897, 2);
  expect(paid.interval!.low).toBeLessThan(paid.effect);
  expect(paid.interval!.high).toBeGreaterThan(paid.effect);
});

test("in the busiest third of weeks leads are late more often: the difference is that of the same channel's other weeks", () => {
  const week = (n: number, count: number, wait: number) => leadsOf("site", count, { fit: 0, wait, from: addDays("2025-02-03", 7 * n) });
  const weeks = Array.from({ length: 30 }, (_, n) => {
    const isBusy = n % 3 === 0;
    return Array.from({ length: isBusy ? 12 : 4 }, (_, k) => week(n, 1, isBusy && k < 6 ? 5 : 1)).flat();
  });
  expect(measured("too-many-leads", { leads: weeks.flat() }).effect).toBeCloseTo(0.5, 10);
});

test("campaigns of which sales was told a fortnight ahead had notice; later, or never, is without; before the first telling on record nobody kept the day", () => {
  const campaign = (id: string, startsOn: string, announcedOn: string | null) => aFact("campaign", { id, startsOn, announcedOn });
  const campaigns = [
    campaign("before", "2025-01-15", null),
    campaign("first", "2025-03-01", "2025-02-01"),
    campaign("just", "2025-04-15", "2025-04-01"),
    campaign("late", "2025-05-14", "2025-05-01"),
    campaign("never", "2025-06-01", null),
    campaign("last", "2025-09-01", "2025-06-01"),
  ];
  const { effect, interval, compared, cautions, records } = measured("campaigns-without-notice", { campaigns });
  expect([effect, interval, compared[0]]).toEqual([0.4, null, { name: "this", value: 0.4, hits: 2, cases: 5 }]);
  expect([cautions, records.ids]).toEqual([[{ code: "claim-never-told-counted", details: { count: 1 } }], ["late", "never"]]);
  const [few] = testClaims(groundOf({ campaigns: campaigns.slice(0, 4) }), [{ key: "campaigns-without-notice", subject: null, period }]);
  expect(untold(few!.answer)).toBe("too-few-campaigns");
});

test("materials that nobody used in ninety days are counted; a list that has stopped tells nothing; the win rate beside it is of deals with and without", () => {
  const use = (material: string, at: string | null, deal: string | null = null) =>
    aFact("material-use", { id: `${material} ${deal ?? ""}`, material, deal, at: at && `${at}T09:00:00.000Z` });
  const uses = [
    use("deck", "2025-12-01"),
    use("sheet", "2025-10-03"),
    use("case", "2025-10-02"),
    use("film", null),
    use("guide", "2026-02-01"),
    use("map", "2024-05-01"),
  ];
  // The guide came after the period; the case was used a day too early.
  const { effect, sample, records } = measured("materials-not-used", { materialUses: uses });
  expect([effect, sample, records.ids]).toEqual([0.6, 5, ["deck ", "sheet "]]);
  const deals = Array.from({ length: 80 }, (_, n) => {
    const deal = { id: `D${n}`, createdOn: "2025-10-01", closedOn: "2025-12-01" };
    return n % 4 === 0 || (n < 40 && n % 4 === 1) ? aWonDeal(deal) : aLostDeal(deal);
  });
  const inDeals = deals.slice(0, 40).map(({ id }) => use("deck", "2025-11-01", id));
  const beside = measured("materials-not-used", { deals, materialUses: [...uses, ...inDeals, use("sheet", "2025-12-02", "D50")] });
  // Twenty of forty won with the deck, ten of forty without; what was sent after the close counts for nothing. One more deal ends the records.
  expect(beside.compared.slice(1)).toEqual([
    { name: "with-materials", value: 0.5, hits: 20, cases: 40 },
    { name: "without-materials", value: 11 / 41, hits: 11, cases: 41 },
  ]);
  const [stopped] = testClaims(groundOf({ materialUses: uses.slice(2) }), [{ key: "materials-not-used", subject: null, period }]);
  expect(untold(stopped!.answer)).toBe("too-few-materials");
  const [old] = testClaims(groundOf({ materialUses: ["a", "b", "c", "d", "e"].map((name) => use(name, "2025-06-01")) }), [
    { key: "materials-not-used", subject: null, period },
  ]);
  expect(untold(old!.answer)).toBe("use-not-kept-lately");
});

test("a year's plan is judged by its quarters where one year is on record before it; whole years hold every season alike", () => {
  const quarterOf = (n: number) => addMonths("2023-01-01", 3 * n);
  // Before the year of the plan: 100 and 110 by turns, in quarters from `first` on.
  const wonFrom = (first: number) =>
    Array.from({ length: 8 - first }, (_, n) =>
      aWonDeal({ id: `Q${n}`, createdOn: addDays(quarterOf(first + n), -20), closedOn: quarterOf(first + n), amount: n % 2 === 0 ? 100 : 110 }),
    );
  const planned = (level: number) =>
    [0, 3, 6, 9].map((n) =>
      aFact("plan", { measure: "revenue", from: addMonths("2025-01-01", n), until: addMonths("2025-01-01", n + 3), level, currency: "USD" }),
    );
  // Deals begin with the records here: no extract is suspected, so that whole quarters count.
  const judged = (deals: readonly Deal[], plans: readonly Plan[]) => {
    const ground = groundOf({ deals, plans });
    return testClaims({ ...ground, lens: { ...ground.lens, extract: null } }, [{ key: "plan-unrealistic", subject: null, period }])[0]!.answer;
  };
  const found = (answer: ClaimAnswer) => {
    if (!answer.ok) throw new Error(answer.reason);
    return answer.measured;
  };
  // The mean log of a quarter is that of √(100·110) = 104.88; a plan of 210 is twice that.
  const usualQuarter = Math.sqrt(100 * 110);
  const double = found(judged(wonFrom(4), planned(210)));
  expect([double.effect, double.sample, double.cautions]).toEqual([expect.closeTo(210 / usualQuarter - 1, 6), 4, []]);
  expect(double.pSupport).toBeLessThan(0.001);
  // s = ln(1.1)/√3 · √(1/4 + 1/4): reach 2.353 · 0.0389 = 0.0916 on the log scale.
  expect(double.interval!.low).toBeCloseTo((210 / usualQuarter) * Math.exp(-0.0916) - 1, 3);
  const usual = found(judged(wonFrom(0), planned(105)));
  expect([usual.effect, usual.sample, usual.cautions]).toEqual([expect.closeTo(105 / usualQuarter - 1, 6), 8, []]);
  expect(usual.pRefute).toBeLessThan(0.02);
  expect(untold(judged(wonFrom(8), planned(100)))).toBe("too-few-stretches");
});

test("what is not on record is said, claim by claim", () => {
  const reasons = (keys: readonly ClaimKey[]) =>
    testClaims(
      groundOf({}),
      keys.map((key) => ({ key, subject: null, period })),
    ).map(({ answer }) => untold(answer));
  expect(reasons(["leads-answered-late", "budget-cut", "market-fell", "materials-not-used", "campaigns-without-notice", "few-accounts"])).toEqual([
    "needs-leads",
    "needs-spend",
    "needs-market-index",
    "needs-materials",
    "needs-notice-days",
    "too-few-cases",
  ]);
});
