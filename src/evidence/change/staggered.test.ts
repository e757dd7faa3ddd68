// A way of working that parts of a firm take up one after the other: a planted effect is found, a common shock is not taken for one, and too little says what is missing.
import { describe, expect, it } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { type Begun, staggeredEffect, together } from "#evidence/change/staggered.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

const first = "2022-01-01";
const sellers = ["Ada", "Ben", "Cleo", "Dan", "Eva"] as const;
type Seller = (typeof sellers)[number];

interface FirmAsked {
  readonly seed?: number;
  readonly months?: number;
  /** By which the cycle is multiplied once a seller has begun, and for everybody from the 25th month on. */
  readonly effect?: number;
  readonly shock?: number;
  readonly begun?: Partial<Record<Seller, Day>>;
}

/** Each seller wins fifteen deals a month that take about forty days. */
function aFirm({ seed = 1, months = 34, effect = 1, shock = 1, begun = {} }: FirmAsked) {
  const dice = diceOf(seed);
  const deals = Array.from({ length: sellers.length * months * 15 }, (_, n) => {
    const owner = sellers[n % sellers.length]!;
    const month = Math.floor(n / (sellers.length * 15));
    const closedOn = addDays(addMonths(first, month), dice.below(28));
    const began = begun[owner];
    const factor = (began !== undefined && closedOn >= began ? effect : 1) * (month >= 24 ? shock : 1);
    const cycle = Math.max(1, Math.round(40 * factor * Math.exp(0.5 * dice.normal())));
    return aFact("deal", { id: `d${n}`, owner, stage: "won", createdOn: addDays(closedOn, -cycle), closedOn, amount: 1000_00 });
  });
  const facts = { currency: "EUR", leads: null, spend: [], sellerCosts: [], sellers: [], plans: [], deals: dealColumnsOf(deals) } as const;
  return lensOf(facts, agreedByDefault, addMonths(first, months));
}

const one = (value: Seller, on: Day, endedOn: Day | null = null): Begun => ({ within: { by: "owner", value }, on, endedOn });
const whole = (on: Day, endedOn: Day | null = null): Begun => ({ within: null, on, endedOn });
const cycle = (lens: ReturnType<typeof lensOf>, ...begun: Begun[]) => staggeredEffect(lens, "cycle-median-won", begun);
const startsOf = { Ada: "2023-08-01", Ben: "2024-01-01", Cleo: "2024-04-01" } as const;
const three = [one("Ada", startsOf.Ada), one("Ben", startsOf.Ben), one("Cleo", startsOf.Cleo)];

describe("a way of working taken up by some", () => {
  const rounds = Array.from({ length: 40 }, (_, n) => 300 + n);
  it("a cycle that grows shorter by a fifth is found though everything slows down meanwhile, and nine of ten ranges hold it", () => {
    const told = rounds.map((seed) => cycle(aFirm({ seed, effect: 0.8, shock: 1.3, begun: startsOf }), ...three));
    expect(told.filter(({ interval }) => interval!.low! <= -0.2 && interval!.high! >= -0.2).length).toBeGreaterThanOrEqual(33);
    expect(told.filter(({ verdict }) => verdict === "better").length).toBeGreaterThanOrEqual(36);
    expect(told[0]).toMatchObject({ isCompared: true, isRelative: true, unit: "days", teams: [{ within: { value: "Ada" }, whyUntold: null }, {}, {}] });
  });
  it("where nothing was planted but a shock for all, nine of ten firms are shown nothing; without a comparison the shock is taken for an effect", () => {
    const told = rounds.map((seed) => cycle(aFirm({ seed, shock: 1.3 }), ...three).verdict);
    expect(told.filter((verdict) => verdict === "not-shown").length).toBeGreaterThanOrEqual(33);
    const alone = rounds.slice(0, 10).map((seed) => cycle(aFirm({ seed, shock: 1.3 }), whole("2024-01-01")));
    expect(alone.filter(({ verdict, isCompared }) => verdict === "worse" && !isCompared).length).toBeGreaterThanOrEqual(9);
  });
  it("where all begin some day, each is set against those that had not yet, and its months end where the next begins", () => {
    const begun = { Ada: "2023-06-01", Ben: "2024-01-01", Cleo: "2024-01-01", Dan: "2024-01-01", Eva: "2024-01-01" } as const;
    const told = cycle(aFirm({ effect: 0.7, begun }), ...sellers.map((seller) => one(seller, begun[seller])));
    expect(told.verdict).toBe("better");
    expect(told.teams[0]).toMatchObject({ after: 7, whyUntold: null });
    expect(told.teams.slice(1).map(({ whyUntold }) => whyUntold)).toEqual(Array.from({ length: 4 }, () => "nobody-to-compare"));
  });
  it("months after it was given up are not looked at", () => {
    const told = cycle(aFirm({}), one("Ada", "2023-06-01", "2023-12-15"));
    // December holds the day: June to November are left.
    expect(told.teams[0]).toMatchObject({ after: 6 });
  });
  it("a part that gave up and began again is judged by its first beginning, and is no comparison for those that began between", () => {
    const again = [one("Ada", "2023-06-01", "2023-12-01"), one("Ada", "2024-07-01")];
    const lens = aFirm({});
    expect(cycle(lens, ...again)).toEqual(cycle(lens, again[0]!));
    expect(cycle(lens, ...again, one("Ben", "2024-01-01"))).toEqual(cycle(lens, again[0]!, one("Ben", "2024-01-01")));
  });
  it("given up within three months, or cut by the next beginner, has too few months after, and is not said to be too early", () => {
    const given = cycle(aFirm({}), one("Ada", "2024-01-01", "2024-03-10"));
    expect(given).toMatchObject({ verdict: "cannot-be-told", tellableOn: null, whyUntold: "too-few-after", teams: [{ after: 2, whyUntold: "too-few-after" }] });
    expect(cycle(aFirm({}), whole("2024-01-01", "2024-03-10"))).toMatchObject({ verdict: "cannot-be-told", whyUntold: "too-few-after" });
    const begun = { Ada: "2024-01-01", Ben: "2024-03-01", Cleo: "2024-03-01", Dan: "2024-03-01", Eva: "2024-03-01" } as const;
    const told = cycle(aFirm({}), ...sellers.map((seller) => one(seller, begun[seller])));
    expect(told.teams[0]).toMatchObject({ after: 2, whyUntold: "too-few-after" });
  });
  it("two months since are too early and say until when; seven before are too few; costs are not on record by part", () => {
    expect(cycle(aFirm({}), one("Ada", "2024-07-20"))).toMatchObject({ verdict: "too-early", tellableOn: "2024-11-01", value: null, teams: [{ after: 2 }] });
    expect(cycle(aFirm({}), one("Ada", "2022-07-01"))).toMatchObject({ verdict: "cannot-be-told" });
    expect(staggeredEffect(aFirm({}), "promotion-cost", three)).toMatchObject({ verdict: "cannot-be-told", whyUntold: "no-parts-of-costs" });
    expect(cycle(aFirm({}), whole("2024-09-01"))).toMatchObject({ verdict: "too-early", isCompared: false, tellableOn: "2024-12-01" });
  });
  it("a part that wins nothing, and a firm without deals, say so", () => {
    expect(cycle(aFirm({}), { within: { by: "owner", value: "Nobody" }, on: "2024-01-01", endedOn: null }).verdict).toBe("cannot-be-told");
    expect(cycle(aFirm({ months: 0 }), whole("2024-01-01")).verdict).toBe("cannot-be-told");
  });
});

describe("parts put together", () => {
  const told = (mean: number, shared: number) => ({ mean, half: 0.2, shared });
  it("count the same; independent errors shrink with their number, shared ones do not", () => {
    expect(together([told(-0.3, 0), told(-0.1, 0)])).toMatchObject({ mean: -0.2, shared: 0 });
    expect(together([told(-0.3, 0), told(-0.1, 0)]).half).toBeCloseTo(Math.sqrt(0.08) / 2, 12);
    expect(together([told(-0.3, 1), told(-0.1, 1)]).half).toBeCloseTo(0.2, 12);
    expect(together([told(-0.3, 0.5)])).toEqual({ mean: -0.3, half: 0.2, shared: 0.5 });
  });
});
