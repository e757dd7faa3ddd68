// The builders give whole facts: every field there, nothing made up beyond what the test asked for.
import { expect, test } from "vitest";

import { dealColumnsOf } from "#facts/columns.ts";
import { entityFields } from "#facts/entities.ts";
import { aDeal, aFact, aWonDeal, anAccount } from "#testing/builders.ts";

test("a built deal has every field of the field table, and no other", () => {
  expect(Object.keys(aDeal()).sort()).toEqual(Object.keys(entityFields.deal).sort());
});

test("what a test says stands, the rest stays as it was", () => {
  const deal = aWonDeal({ amount: 5_000, discount: null });
  expect([deal.amount, deal.discount, deal.stage, deal.closedOn]).toEqual([5_000, null, "won", "2025-04-30"]);
});

test("two built facts never share an id", () => {
  expect(anAccount().id).not.toBe(anAccount().id);
});

test("fields that nobody named are null, not guessed", () => {
  expect(aFact("contact", {}).name).toBeNull();
});

test("built deals pass into columns with list price, amount and discount that agree", () => {
  const columns = dealColumnsOf([aDeal()]);
  expect(columns.amount[0]! / columns.listPrice[0]!).toBeCloseTo(1 - 0.1, 12);
});
