// Kind by kind the figures are those of the kind alone, and together they are the whole.
import { expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { figuresBy } from "#evidence/kpi/figures-by.ts";
import { figuresOf } from "#evidence/kpi/figures.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { aFact } from "#testing/builders.ts";

const march = { from: "2026-03-01", until: "2026-04-01" };
const deal = (id: string, region: string | null, stage: "won" | "lost", amount: number) =>
  aFact("deal", { id, region, stage, amount, createdOn: "2026-02-20", closedOn: "2026-03-02", isRepeat: amount > 150_00 });
const deals = [
  deal("a", "North", "won", 100_00),
  deal("b", "North", "won", 200_00),
  deal("c", "North", "lost", 100_00),
  deal("d", "South", "won", 300_00),
  deal("e", "West", "lost", 100_00),
  deal("f", null, "won", 50_00),
];
const facts = { currency: "EUR", leads: null, spend: [], sellerCosts: [], sellers: [], plans: [], deals: dealColumnsOf(deals) };
const lens = lensOf(facts, agreedByDefault, "2026-06-01");
const valueOf = (numbers: readonly { key: string; value: number | null }[], key: string) => numbers.find((number) => number.key === key)!.value;

test("by region: most won first, the empty field last among equals, a region with lost deals alone told too", () => {
  const kinds = figuresBy(lens, march, "region");
  expect(kinds.map(({ value, numbers }) => [value, valueOf(numbers, "deals-won"), valueOf(numbers, "revenue"), valueOf(numbers, "win-rate")])).toEqual([
    ["North", 2, 300_00, 2 / 3],
    ["South", 1, 300_00, 1],
    [null, 1, 50_00, 1],
    ["West", 0, 0, 0],
  ]);
});

test("counts and revenue of the kinds sum to the whole, by every field", () => {
  const whole = figuresOf(lens, march);
  for (const by of ["product", "region", "repeat", "owner"] as const)
    for (const key of ["deals-won", "deals-lost", "revenue"])
      expect(figuresBy(lens, march, by).reduce((sum, { numbers }) => sum + valueOf(numbers, key)!, 0)).toBe(valueOf(whole, key));
});
