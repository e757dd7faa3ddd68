// What was planted in the demo company is found again by the product's own explanation, and chance is called chance.
import { expect, test } from "vitest";

import { explainShortfall } from "#evidence/shortfall/explain.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { simulateFirm, usualSeed } from "#testing/demo/company.ts";
import { drivers } from "#testing/firm/process.ts";

const firm = simulateFirm({ seed: usualSeed, from: demoStart("2026-11-23") });
const { rows, truth, period, against } = firm;
const rate = (day: string) => rows["currency-rate"].findLast((row) => row.currency === "USD" && row.day <= day)!.rate;
const inRoubles = rows.deal.map((deal) => {
  if (deal.currency === "RUB") return deal;
  const at = (minor: number | null) => (minor === null ? null : Math.round(minor * rate(deal.closedOn ?? deal.createdOn!)));
  return Object.assign({}, deal, { amount: at(deal.amount), listPrice: at(deal.listPrice), cost: at(deal.cost) });
});

function explained(to: "plan" | typeof against) {
  const question = { period, against: to, by: ["segment"], measure: "revenue" } as const;
  const facts = { deals: dealColumnsOf(inRoubles), leads: leadColumnsOf(rows.lead), marketIndex: rows["market-index"], plans: rows.plan };
  const answer = explainShortfall({ question, ...facts, asOf: firm.asOf, factsVersion: "1" });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

test.each([["the plan", "plan"] as const, ["the year before", against] as const])("against %s, every planted part lies in its stated range", (_name, to) => {
  const parts = new Map<string, ReturnType<typeof explained>["parts"][number]>(explained(to).parts.map((part) => [part.driver, part]));
  for (const driver of drivers) {
    const { interval } = parts.get(driver)!;
    expect([driver, interval.low! <= truth.parts[driver] && truth.parts[driver] <= interval.high!]).toEqual([driver, true]);
  }
});

test("the five troubles stand out, and nothing else does", () => {
  const answer = explained(against);
  const beyond = answer.parts.filter((part) => part.verdict !== "within-chance").map((part) => part.driver);
  expect(beyond.sort()).toEqual(["acceptance", "discount", "lead-quality", "market", "qualification"]);
  expect(answer.parts.filter((part) => beyond.includes(part.driver)).every((part) => part.amount < 0)).toBe(true);
});

test("the troubles found make up about nine tenths of the shortfall, as planted", () => {
  const { shortfall, parts } = explained(against);
  const found = parts.filter((part) => part.verdict !== "within-chance").reduce((sum, part) => sum + part.amount, 0);
  expect(found / shortfall).toBeGreaterThan(0.75);
  expect(found / shortfall).toBeLessThan(1.05);
});
