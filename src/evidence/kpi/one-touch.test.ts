// Two departments, one bill: counted once where it is the same, twice where it is not.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Spend } from "#facts/entities.ts";
import { spendKindOf } from "#facts/spend-kind.ts";
import { oneTouchOf } from "#evidence/kpi/one-touch.ts";
import { aFact } from "#testing/builders.ts";

const line = (id: string, fields: Partial<Spend>) => aFact("spend", { id, day: "2026-03-10", amount: 100, status: "actual", ...fields });
const total = (lines: readonly Spend[]) => lines.reduce((sum, { amount }) => sum + amount, 0);

describe("money that two departments wrote down", () => {
  const [one, other] = [line("a", { payer: "sales", document: "INV-7" }), line("b", { payer: "marketing", document: "INV-7" })];
  test("under one document it is one line with two payers", () => {
    const found = oneTouchOf([one, other], false);
    expect(found.lines).toMatchObject([{ id: "a", amount: 100, payer: "marketing+sales" }]);
    expect(found.shared).toMatchObject([{ ids: ["a", "b"], isByDocument: true }]);
  });
  test("under two documents, with two amounts or on two days it is two", () => {
    for (const otherwise of [{ document: "INV-8" }, { amount: 101 }, { day: "2026-03-11" }, { payer: "sales" as const }, { status: "plan" as const }])
      expect(oneTouchOf([one, { ...other, ...otherwise }], true).lines).toHaveLength(2);
  });
  test("without documents, one campaign, category, day and amount are one touch only where the heads have agreed so", () => {
    const bare = [line("a", { payer: "sales", campaign: "show" }), line("b", { payer: "marketing", campaign: "show" })];
    expect(oneTouchOf(bare, true)).toMatchObject({ lines: [{ amount: 100 }], shared: [{ isByDocument: false }] });
    expect(oneTouchOf(bare, false).lines).toHaveLength(2);
    expect(
      oneTouchOf(
        bare.map((each) => Object.assign({}, each, { campaign: null })),
        true,
      ).lines,
    ).toHaveLength(2);
  });
  test("two equal lines of one department and one of the other are two touches", () => {
    expect(oneTouchOf([one, { ...one, id: "c" }, other], false)).toMatchObject({ lines: { length: 2 }, shared: { length: 1 } });
  });
  test("whatever the order of lines, the same money is counted, and never more than is on record", () => {
    const some = fc.record({ payer: fc.constantFrom("sales", "marketing", null), amount: fc.constantFrom(50, 100), document: fc.constantFrom("x", "y", null) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (fields) => {
        const lines = fields.map((each, i) => line(String(i), { ...each, campaign: "show" }));
        const counted = total(oneTouchOf(lines, true).lines);
        expect(counted).toBe(total(oneTouchOf(lines.toReversed(), true).lines));
        expect(counted).toBeLessThanOrEqual(total(lines));
        expect(counted * 2).toBeGreaterThanOrEqual(total(lines));
      }),
    );
  });
});

test("what a line was for is told by its category in English and in Russian, and by its channel where that is an advertising network", () => {
  const kind = (category: string | null, channel: string | null = null) => spendKindOf({ category, channel });
  expect(
    ["Trade media", "Print production", "Exhibition space", "Stand building", "Media agency fee", "Travel & hotels", "Samples", "Staff at the booth"].map(
      (name) => kind(name),
    ),
  ).toEqual(["media", "production", "space", "stand", "agency-fee", "travel", "samples", "staff"]);
  expect(
    ["Контекстная реклама", "Полиграфия", "Аренда площади", "Застройка стенда", "Вознаграждение агентства", "Командировки", "Образцы", "Отраслевые СМИ"].map(
      (name) => kind(name),
    ),
  ).toEqual(["media", "production", "space", "stand", "agency-fee", "travel", "samples", "media"]);
  expect([kind(null, "google_ads"), kind(null, "Referral"), kind("Market research")]).toEqual(["media", "other", "other"]);
});
