// The cycle by kind, value and start: small kinds together, young cohorts not told, open deals missing from bands that are only known at the close.
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import type { Deal } from "#facts/entities.ts";
import { cutColumn } from "#evidence/cycle/cuts.ts";
import { valueBandsOf } from "#evidence/cycle/value-bands.ts";
import { cohortsByStart, cycleByKind } from "#evidence/kpi/cycle-kinds.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

const lensWith = (deals: readonly Deal[], asOf = "2026-06-30") =>
  lensOf({ currency: "RUB", deals: dealColumnsOf(deals), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] }, agreedByDefault, asOf);
const won = (count: number, days: number, fields: Partial<Deal> = {}) =>
  Array.from({ length: count }, (_, i) => {
    const createdOn = fields.createdOn ?? "2026-01-10";
    return aFact("deal", { id: `${fields.segment ?? ""}${days}${createdOn}${i}`, stage: "won", ...fields, createdOn, closedOn: addDays(createdOn, days) });
  });
const year = { from: "2026-01-01", until: "2026-07-01" };

describe("by kind", () => {
  const deals = [...won(10, 20, { segment: "dealers" }), ...won(9, 90, { segment: "tenders" }), ...won(3, 60, { segment: "schools" })];
  test("ten won deals stand alone, nine and three together", () => {
    const lens = lensWith(deals);
    const rows = cycleByKind(lens, year, cutColumn(lens, "segment"));
    expect(rows.map(({ value, kinds }) => [value, kinds])).toEqual([
      ["dealers", 0],
      [null, 2],
    ]);
    expect(rows.map(({ numbers }) => numbers[0]!.value)).toEqual([20, 90]);
    expect(rows[0]!.numbers.map(({ key }) => key)).toEqual(["cycle-median-won", "cycle-p80-won", "cycle-median-all"]);
  });
  test("amounts from 100 to 40,000 make bands at round ends, and a field that is filled in at the close leaves the open ones uncounted", () => {
    const priced = Array.from({ length: 36 }, (_, i) => won(1, 20 + i, { segment: `s${i}`, amount: i < 12 ? 100 : i < 24 ? 3000 : 40_000 })[0]!);
    const open = Array.from({ length: 5 }, (_, i) => aFact("deal", { id: `o${i}`, stage: "opportunity", createdOn: "2026-02-01" }));
    const lens = lensWith([...priced, ...open]);
    const bands = valueBandsOf(lens)!;
    // A third lies at 2,033, two thirds at 15,333.
    expect(bands.ends).toEqual([2000, 20_000]);
    const rows = cycleByKind(lens, year, bands.column);
    expect(rows[0]!.numbers[0]!.value).not.toBeNull();
    expect(rows[0]!.numbers[2]).toMatchObject({ value: null, reason: "open-deals-without-kind" });
  });
  test("fewer than thirty won deals with a value make no bands", () => {
    expect(valueBandsOf(lensWith(won(29, 5, { amount: 100 })))).toBeNull();
  });
});

describe("by the month in which they began", () => {
  /** Six months of fifteen deals each, three in four closed after 40 days, the rest after 80. */
  const deals = Array.from({ length: 6 }, (_, m) => addMonths("2026-01-05", m)).flatMap((createdOn) =>
    won(9, 40, { createdOn }).concat(won(6, 80, { createdOn })),
  );
  const seen = deals.filter(({ closedOn }) => closedOn! <= "2026-06-30");
  const open = deals.filter(({ closedOn }) => closedOn! > "2026-06-30").map((deal): Deal => Object.assign({}, deal, { stage: "opportunity", closedOn: null }));
  const found = cohortsByStart(lensWith([...seen, ...open]));
  test("a month whose youngest deals are younger than four fifths needed is not told and not compared", () => {
    expect(found.ripeAfter).toBe(80);
    expect(found.cohorts.map(({ period, isYoung }) => [period.from.slice(0, 7), isYoung])).toEqual([
      ["2026-02", false],
      ["2026-03", false],
      ["2026-04", true],
      ["2026-05", true],
    ]);
    for (const cohort of found.cohorts.filter(({ isYoung }) => isYoung)) expect(cohort).toMatchObject({ numbers: [], change: null });
  });
  test("of twenty months that are alike, looked at together, hardly one is called changed", () => {
    const dice = diceOf(11);
    const alike = Array.from({ length: 22 }, (_, m) => addMonths("2024-01-05", m)).flatMap((createdOn) =>
      Array.from({ length: 40 }, (_, i) => {
        const closedOn = addDays(createdOn, Math.max(1, Math.round(30 * Math.exp(0.5 * dice.normal()))));
        return aFact("deal", { id: `${createdOn}${i}`, stage: "won", createdOn, closedOn });
      }),
    );
    const verdicts = cohortsByStart(lensWith(alike, "2026-01-30")).cohorts.flatMap(({ change }) => (change === null ? [] : [change.verdict]));
    expect(verdicts.length).toBeGreaterThan(15);
    expect(verdicts.filter((verdict) => verdict === "clear").length).toBeLessThanOrEqual(1);
  });
  test("the young would have seemed quick: of April's deals only those of 40 days are won", () => {
    const april = found.cohorts.find(({ period }) => period.from === "2026-04-01")!;
    expect([april.deals, april.won + april.open]).toEqual([15, 15]);
    expect(found.cohorts.filter(({ isYoung }) => !isYoung).every(({ numbers }) => numbers[0]!.value === 40)).toBe(true);
  });
});
