// What an exhibition cost and brought at each horizon, with numbers that can be checked in the head, and what is foreseen of those still open.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { type Lens, lensOf } from "#evidence/kpi/lens.ts";
import { costRatio } from "#evidence/projects/compare.ts";
import { chanceBetween, foresee } from "#evidence/projects/foresee.ts";
import { differingOf, hazardsOf } from "#evidence/projects/pace.ts";
import { type ProjectGround, countsAt, projectResults } from "#evidence/projects/results.ts";
import { goalResults } from "#evidence/projects/goals.ts";
import { sideBySide } from "#evidence/projects/side-by-side.ts";
import { projectBook } from "#evidence/projects/units.ts";
import { countInterval } from "#evidence/statistics/counts.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aDeal, aFact, aLead, aLostDeal, aWonDeal } from "#testing/builders.ts";

const at = (day: string) => `${day}T09:00:00Z`;
const campaigns = [aFact("campaign", { id: "c-show", name: "Spring show", channel: "exhibition" }), aFact("campaign", { id: "c-site", channel: "site" })];
const lens = (leads: readonly Lead[], deals: readonly Deal[], asOf = "2025-12-31"): Lens =>
  lensOf(
    {
      currency: "RUB",
      deals: dealColumnsOf(deals),
      leads: leads.length === 0 ? null : leadColumnsOf(leads),
      spend: [],
      sellerCosts: [],
      sellers: [],
      plans: [],
    },
    agreedByDefault,
    asOf,
  );
const show: ProjectGround = {
  id: "p1",
  lastDay: "2025-03-31",
  campaigns: ["c-show"],
  cost: { total: 1_200_00, lines: 3 },
  contacts: Array.from({ length: 40 }, () => dayNumber("2025-03-30")),
};
const ofShow = (id: string, more: Partial<Lead> = {}) => aLead({ id, campaign: "c-show", channel: "exhibition", createdAt: at("2025-03-30"), ...more });

/** Six leads: two won (20 April, 20 August), one lost, one accepted and open, one open, one given back. */
const leads = [
  ofShow("l1", { stage: "sales-qualified", acceptedAt: at("2025-04-02"), deal: "d1" }),
  ofShow("l2", { stage: "sales-qualified", acceptedAt: at("2025-04-03"), deal: "d2" }),
  ofShow("l3", { stage: "sales-qualified", acceptedAt: at("2025-06-20"), deal: "d3" }),
  ofShow("l4", { stage: "sales-accepted", acceptedAt: at("2025-04-05") }),
  ofShow("l5"),
  ofShow("l6", { stage: "marketing-qualified", returnedAt: at("2025-04-06") }),
  aLead({ id: "x1", campaign: "c-site", channel: "site" }),
];
const deals = [
  aWonDeal({ id: "d1", createdOn: "2025-04-05", closedOn: "2025-04-20", amount: 500_00 }),
  aWonDeal({ id: "d2", createdOn: "2025-04-05", closedOn: "2025-08-20", amount: 700_00 }),
  aLostDeal({ id: "d3", createdOn: "2025-06-25", closedOn: "2025-07-20" }),
  aDeal({ id: "d9", createdOn: "2025-12-31" }),
];
const resultsOf = (at: Lens, ground = show) => projectResults(projectBook(at, campaigns), ground);
const told = (asOf = "2025-12-31") => resultsOf(lens(leads, deals, asOf));
const countsOf = (result = told()) => result.milestones.map(({ measures }) => measures.map(({ count }) => count));

describe("an exhibition measured after 30, 90, 180 and 365 days", () => {
  test("counts contacts, leads, accepted leads and won deals that had come by each day", () => {
    expect(countsOf()).toEqual([
      [40, 6, 3, 1],
      [40, 6, 4, 1],
      [40, 6, 4, 2],
      [40, 6, 4, 2],
    ]);
  });
  test("1,200 spent are 30 a contact, 200 a lead, 400 an accepted lead and 1,200 a won deal after 30 days", () => {
    const first = told().milestones[0]!;
    expect(first).toMatchObject({ day: "2025-04-30", isOver: true });
    expect(first.measures.map(({ cost }) => cost.value)).toEqual([30_00, 200_00, 400_00, 1_200_00]);
    const three = countInterval(3);
    expect(first.measures[2]!.cost.interval).toEqual({ low: 1_200_00 / three.high!, high: 1_200_00 / three.low!, level: 0.9 });
  });
  test("a horizon whose day has not come says so, and without leads like these nothing is foreseen", () => {
    const last = told().milestones[3]!;
    expect(last.isOver).toBe(false);
    expect(last.measures.map(({ why }) => why)).toEqual(["not-foreseen", "not-foreseen", "no-like", "no-like"]);
    expect(last.measures[3]!.cost.cautions.map(({ code }) => code)).toContain("horizon-not-over");
    expect(told()).toMatchObject({ open: 3, lost: 1, wonAmount: 1_200_00, openAmount: 0 });
  });
  test("looked at from an earlier day it says what was known on that day", () => {
    const early = resultsOf(lens(leads, [...deals.slice(0, 1), aDeal({ id: "d8", createdOn: "2025-05-10" })], "2025-05-10"));
    expect(countsOf(early)[3]).toEqual([40, 6, 3, 1]);
  });
  test("two leads of one deal won one; nothing spent and nothing won give their reasons", () => {
    const twins = [ofShow("t1", { deal: "d1" }), ofShow("t2", { deal: "d1" })];
    const none = resultsOf(lens(twins, deals), { ...show, cost: null }).milestones[3]!;
    expect(none.measures.map(({ count }) => count)).toEqual([40, 2, 2, 1]);
    expect(none.measures[3]!.cost).toMatchObject({ value: null, reason: "no-spend-of-it" });
    const unwon = resultsOf(lens([ofShow("u1")], deals)).milestones[0]!;
    expect(unwon.measures[3]!.cost).toMatchObject({ value: null, reason: "no-won-of-it" });
  });
  test("what an earlier one had brought by a horizon that is over, and nothing where it is not", () => {
    const book = projectBook(lens(leads, deals), campaigns);
    expect(countsAt(book, show, 180)).toEqual({ contact: 40, lead: 6, accepted: 4, won: 2 });
    expect(countsAt(book, show, 365)).toBeNull();
  });
  test("goals are set beside what came: six leads of eight planned are within chance, one of grade A of ten is clearly less", () => {
    const graded = leads.map((lead, n) => ({ ...lead, grade: n === 0 ? "A" : "b" }));
    const goals = goalResults(projectBook(lens(graded, deals), campaigns), show, {
      planned: [
        { key: "leads", planned: 8 },
        { key: "leads-a", planned: 10 },
        { key: "won", planned: 2 },
        { key: "pipeline", planned: 1_000_00 },
        { key: "cost", planned: 1_000_00 },
        { key: "meetings", planned: 4 },
      ],
      meetings: null,
      today: "2025-12-31",
    });
    const six = countInterval(6);
    expect(goals.map(({ key, result, verdict }) => [key, result, verdict])).toEqual([
      ["leads", 6, "within-chance"],
      ["leads-a", 1, "below"],
      ["won", 2, "within-chance"],
      ["pipeline", 1_200_00 + 900_000_00, null],
      ["cost", 1_200_00, "above"],
      ["meetings", null, null],
    ]);
    expect(goals[0]!.interval).toEqual({ low: six.low, high: six.high, level: 0.9 });
  });
  test("a lead taken after the last day of the deals counts towards its goal from the day it came, and not before", () => {
    const book = projectBook(lens([...leads, ofShow("l7", { createdAt: at("2026-01-05") })], deals, "2026-01-10"), campaigns);
    const came = (today: string) => goalResults(book, show, { planned: [{ key: "leads", planned: 8 }], meetings: null, today })[0]!.result;
    expect([came("2026-01-04"), came("2026-01-05")]).toEqual([6, 7]);
  });
  test("does not hang on the order of rows", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...leads], { minLength: leads.length }), fc.shuffledSubarray([...deals], { minLength: deals.length }), (l, d) => {
        expect(resultsOf(lens(l, d))).toEqual(told());
      }),
      { numRuns: 20 },
    );
  });
});

/** 300 leads of six earlier shows: a third won 100 days after, a third lost after 50, a third open for a year and more. */
const earlier = Array.from({ length: 300 }, (_, n) => {
  const [came, way] = [addDays("2023-01-10", (n % 6) * 30), Math.floor(n / 6) % 3];
  const lead = aLead({
    id: `e${n}`,
    campaign: `c-e${n % 6}`,
    channel: "exhibition",
    createdAt: at(came),
    stage: "sales-qualified",
    acceptedAt: at(addDays(came, 3)),
    deal: `ed${n}`,
  });
  const deal = { id: `ed${n}`, createdOn: addDays(came, 10) };
  const own = way === 0 ? aWonDeal({ ...deal, closedOn: addDays(came, 100) }) : way === 1 ? aLostDeal({ ...deal, closedOn: addDays(came, 50) }) : aDeal(deal);
  return { lead, deal: own };
});

describe("what is still to be expected", () => {
  const open = Array.from({ length: 30 }, (_, n) => ofShow(`o${n}`, { stage: "sales-qualified", acceptedAt: at("2025-04-02"), deal: `od${n}` }));
  const openDeals = open.map((_, n) => aDeal({ id: `od${n}`, createdOn: "2025-04-03" }));
  const world = lens(
    [...earlier.map(({ lead }) => lead), ...open],
    [...earlier.map(({ deal }) => deal), ...openDeals, aDeal({ createdOn: "2025-06-09" })],
    "2025-06-09",
  );

  test("30 leads that are still open after 70 days, where half of such were won by day 100: about 15 more, and the open ones are no losses", () => {
    const last = resultsOf(world).milestones[2]!;
    const won = last.measures[3]!;
    expect(won.count).toBe(0);
    expect(won.expected!.count).toBeGreaterThan(13);
    expect(won.expected!.count).toBeLessThan(17);
    expect(won.expected!.low).toBeGreaterThan(5);
    expect(won.expected!.high).toBeLessThan(26);
    expect(won.cost).toMatchObject({ value: null, reason: "no-won-of-it" });
    expect(won.expected!.cost.value).toBeCloseTo(1_200_00 / won.expected!.count, 6);
    expect(won.expected!.cost.interval).toEqual({ low: 1_200_00 / won.expected!.high, high: 1_200_00 / won.expected!.low, level: 0.9 });
    expect(resultsOf(world).like.won).toMatchObject({ channel: "exhibition", leads: 300, hits: 102, events: 6, isSpreadGuessed: false });
  });
  test("nothing is said beyond the oldest lead that was watched", () => {
    const young = earlier.map(({ lead, deal }) => ({ lead, deal })).filter((_, n) => n % 6 === 5);
    const short = lens([...young.map(({ lead }) => lead), ...open], [...young.map(({ deal }) => deal), ...openDeals], "2023-12-31");
    const asOf = resultsOf(short, { ...show, lastDay: "2023-12-30" }).milestones[3]!;
    expect(asOf.measures[3]!.why).not.toBeNull();
  });
  test("the chance of an open one is that of those who lived as long: won on day 2 by a half, of the rest lost on day 3 by a half, then won on day 4 by all", () => {
    const hazards = { converting: Float64Array.of(0, 0, 0.5, 0, 1), losing: Float64Array.of(0, 0, 0, 0.5, 0), toAge: 4 };
    expect(chanceBetween(hazards, { age: 0, by: 2, factor: 1 })).toBe(0.5);
    expect(chanceBetween(hazards, { age: 2, by: 4, factor: 1 })).toBe(0.5);
    expect(chanceBetween(hazards, { age: 0, by: 4, factor: 1 })).toBe(0.75);
    expect(chanceBetween(hazards, { age: 2, by: 2, factor: 1 })).toBe(0);
  });
  test("daily chances are of those still watched: of 4, one converted at 0, one watched to 1, one lost at 1, one converted at 2", () => {
    const hazards = hazardsOf({ converted: [1, 0, 1], lost: [0, 1, 0], watched: [0, 1, 0] });
    expect([...hazards.converting]).toEqual([0.25, 0, 1]);
    expect([...hazards.losing]).toEqual([0, 1 / 3, 0]);
    expect(hazards.toAge).toBe(-1);
  });
  test("events differ by what is beyond luck, and the guess of 0.25 weighs as much as two of them; of two events nothing can be told", () => {
    const of = (...hits: number[]) => differingOf(hits.map((each) => ({ hits: each, expected: 10 })));
    expect(of(10, 10, 10, 10, 10)).toEqual({ variance: (2 * 0.25) / 7, events: 5, isGuessed: false });
    expect(of(5, 15, 5, 15, 10).variance).toBeCloseTo((5 * ((4 * 25 - 50) / 500) + 2 * 0.25) / 7, 12);
    expect(of(10, 10)).toMatchObject({ isGuessed: true, variance: 0.25 });
  });
  test("an event that has come on twice as well as usual is foreseen better than one that has not come on at all", () => {
    const pace = { converted: new Int32Array(101).fill(1), lost: new Int32Array(101), watched: new Int32Array(101).fill(2), entrants: 303, hits: 101 };
    const ask = (hits: number) =>
      foresee(
        { pace, own: { hits, expected: 10 }, differing: { variance: 0.25, events: 6, isGuessed: false } },
        Array.from({ length: 50 }, () => ({ age: 20, by: 60 })),
        7,
      )!;
    expect(ask(20).more).toBeGreaterThan(1.5 * ask(0).more);
    expect(ask(20)).toEqual(ask(20));
  });
});

describe("two events side by side", () => {
  test("10 leads for 1,000 against 40 for 1,000: one costs four times as much, clearly", () => {
    const { ratio, interval, verdict } = costRatio({ count: 10, cost: 1_000 }, { count: 40, cost: 1_000 })!;
    expect([ratio, verdict]).toEqual([4, "clear"]);
    expect(interval.low!).toBeGreaterThan(2);
    expect(interval.high!).toBeLessThan(8);
  });
  test("stand at the ages that both have reached, with what one of each had cost; the younger decides how far", () => {
    const book = projectBook(lens(leads, deals), campaigns);
    const young: ProjectGround = { ...show, id: "p2", lastDay: "2025-11-15", cost: { total: 600_00, lines: 1 }, contacts: null };
    const ages = sideBySide(book, show, young);
    expect(ages.map(({ days }) => days)).toEqual([30]);
    const [contact, lead] = ages[0]!.rows;
    expect([contact!.here.count, contact!.there.cost.reason]).toEqual([40, "no-contacts-of-it"]);
    expect([lead!.here.cost.value, lead!.there.cost.value, lead!.ratio!.ratio]).toEqual([200_00, 100_00, 2]);
    expect(sideBySide(book, show, { ...young, lastDay: "2025-12-20" })).toEqual([]);
    expect(sideBySide(book, show, show).map(({ rows }) => rows.find(({ measure }) => measure === "lead")!.ratio!.verdict)).toEqual([
      "within-chance",
      "within-chance",
      "within-chance",
    ]);
  });
  test("turned about, the ratio and its range turn over; 5 against 6 is within chance; nothing in both cannot be told", () => {
    const [one, other] = [costRatio({ count: 8, cost: 500 }, { count: 20, cost: 900 })!, costRatio({ count: 20, cost: 900 }, { count: 8, cost: 500 })!];
    expect(one.ratio! * other.ratio!).toBeCloseTo(1, 12);
    expect(one.interval.low! * other.interval.high!).toBeCloseTo(1, 9);
    expect(costRatio({ count: 5, cost: 100 }, { count: 6, cost: 100 })!.verdict).toBe("within-chance");
    expect(costRatio({ count: 0, cost: 100 }, { count: 0, cost: 100 })).toBeNull();
    expect(costRatio({ count: 0, cost: 100 }, { count: 9, cost: 100 })).toMatchObject({ ratio: null, interval: { high: null } });
  });
  test("nine in ten ranges hold the truth", () => {
    let held = 0;
    const worlds = 400;
    for (let n = 0; n < worlds; n++) {
      const dice = diceOf(n);
      const { low, high } = costRatio({ count: dice.poisson(12), cost: 100 }, { count: dice.poisson(24), cost: 100 })!.interval;
      held += Number(low! <= 2 && (high ?? Infinity) >= 2);
    }
    expect(held / worlds).toBeGreaterThan(0.86);
    expect(held / worlds).toBeLessThan(0.95);
  });
});
