// The Maven sample: deals that nobody closed decide its cycle, its first quarter is an artefact of where the extract starts, and it has no stages to speak of.
import { describe, expect, test } from "vitest";

import { cycleOf, groupsOf, pacesAnswer, stageStaysFor, stagesAnswer } from "#features/cycle/rules.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { codedOf } from "#facts/columns.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { hasMaven, mavenDeals } from "#testing/maven.ts";

const nothing = codedOf([]);
const noMoves = {
  count: 0,
  isDeal: new Uint8Array(0),
  record: nothing,
  from: new Int8Array(0),
  to: new Int8Array(0),
  fromName: nothing,
  toName: nothing,
  day: new Int32Array(0),
  isObserved: new Uint8Array(0),
  minute: new Int32Array(0),
  by: nothing,
};
const noActivities = { count: 0, day: new Int32Array(0), deal: nothing, lead: nothing, direction: nothing };

describe.skipIf(!hasMaven)("the Maven sample", () => {
  const facts = { currency: "USD", deals: mavenDeals(), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] };
  const lens = lensOf(facts, agreedByDefault, "2026-11-27");
  const named = { sellers: { ids: [], names: [] }, products: { ids: [], names: [] } };
  const whole = { lens, named, period: stretchOf(lens)! };

  test("its 1,291 open deals older than any that ever closed decide the median: 60 days with them, 22 without", () => {
    const told = cycleOf(whole);
    if (!told.ok) throw new Error(told.reason);
    const { course, rules } = told.value;
    expect(course).toMatchObject({ won: 4238, lost: 2473, open: 1589, limit: 138, median: { value: 60 } });
    const agreed = rules.find(({ isAgreed }) => isAgreed)!;
    expect([agreed.olderThan, agreed.dead, agreed.leftOut.median.value, agreed.asLost.median.value]).toEqual([138, 1291, 22, 60]);
    // Share won within 138 days: .53 with the dead ones, .62 without them.
    expect(agreed.asLost.wonBy!.value).toBeCloseTo(0.529, 3);
    expect(agreed.leftOut.wonBy!.value).toBeCloseTo(0.625, 3);
    expect(rules.map(({ dead }) => dead)).toEqual([0, 1291, 1346, 1437]);
  });

  test("deals of before the extract begins are watched late or not at all, and said to be: their 82 % won is no finding", () => {
    const told = cycleOf(whole);
    expect(told.ok && told.value.cautions.map(({ code }) => code)).toEqual(["open-without-start", "watched-late", "extract-start"]);
    const { rows } = groupsOf(whole, { by: "started" });
    expect(rows.map(({ value, reason }) => [value, reason])).toEqual([
      ["2016-Q4", "not-watched-from-the-start"],
      ["2017-Q1", null],
      ["2017-Q2", null],
      ["2017-Q3", null],
      ["2017-Q4", "not-watched-long-enough"],
    ]);
  });

  test("products do not differ beyond chance", () => {
    const { rows, pace, pair } = groupsOf(whole, { by: "product" });
    expect(rows.flatMap(({ told }) => (told === null ? [] : [told.wonDifference.verdict, told.meanDifference.verdict]))).not.toContain("clear");
    expect(pace!.pValue).toBeGreaterThan(0.05);
    expect([pair!.first.value, pair!.second.value]).toEqual(["GTX Basic", "MG Special"]);
  });

  test("ratios of pace are told for products and the start, and the traits that are not on record are named", () => {
    const told = pacesAnswer(whole, "won");
    if (!told.ok) throw new Error(told.reason);
    expect(told.value.leftOut.map(({ trait }) => trait)).toEqual(["segment", "accountSize", "region", "channel", "repeat"]);
    expect(new Set(told.value.rows.map(({ trait }) => trait))).toEqual(new Set(["product", "started"]));
  });

  test("it has no moves and no activities: neither stages nor turns can be told", () => {
    const told = stagesAnswer(whole, stageStaysFor(whole, noMoves), noActivities);
    expect(told).toMatchObject({ stages: [], waiting: null, whyNoWaiting: "no-stage-moves" });
  });
});
