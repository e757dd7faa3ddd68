// Which deals stand behind a step of the waterfall: those that gave something away after the invoice, and no others.
import { expect, test } from "vitest";

import { pricedDealsOf } from "#features/prices/rules.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { aWonDeal } from "#testing/builders.ts";

const period = { from: "2025-04-01", until: "2025-07-01" };
const deals = [aWonDeal({ id: "bonus", offInvoice: 2_000_000 }), aWonDeal({ id: "none", offInvoice: 0 }), aWonDeal({ id: "silent" })];
const lens = lensOf(
  { currency: "RUB", deals: dealColumnsOf(deals), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] },
  agreedByDefault,
  "2025-12-31",
);
const behind = (step: "off-invoice" | "pocket") =>
  pricedDealsOf(lens, { period, step, by: undefined, value: undefined, nameOf: (_, value) => value }).map(({ id, offInvoice }) => [id, offInvoice]);

test("a deal that gave something away after its invoice is shown with the sum; nothing and not known are told apart", () => {
  expect(behind("off-invoice")).toEqual([["bonus", 2_000_000]]);
  expect(behind("pocket")).toEqual([
    ["bonus", 2_000_000],
    ["none", 0],
    ["silent", null],
  ]);
});
