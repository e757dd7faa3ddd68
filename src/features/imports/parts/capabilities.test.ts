// What a few files switch on.
import { expect, test } from "vitest";

import { capabilities } from "#features/imports/parts/capabilities.ts";

const missing = (at: Parameters<typeof capabilities>[0]) => Object.fromEntries(capabilities(at).map(({ name, missing: what }) => [name, what]));

test("a file of deals with days and amounts is enough for outcomes, revenue, cycle and the shortfall", () => {
  const told = missing({ entities: new Set(["deal"]), dealFields: new Set(["createdOn", "closedOn", "amount"]) });
  expect(told).toMatchObject({ outcomes: [], revenue: [], cycle: [], shortfall: [], mix: ["product"], discount: ["listPrice"] });
  expect(told).toMatchObject({
    leads: ["leads"],
    promotion: ["spend"],
    cost: ["spend"],
    "cost-people": ["spend", "people"],
    plan: ["plan"],
    market: ["market"],
  });
});

test("a catalogue gives list prices, accounts and sellers give cuts", () => {
  const few = new Set(["createdOn", "closedOn", "amount", "product"]);
  expect(missing({ entities: new Set(["deal"]), dealFields: few })).toMatchObject({
    discount: ["listPrice"],
    "cuts-accounts": ["accounts"],
    "cuts-sellers": ["sellers"],
  });
  const all = missing({ entities: new Set(["deal", "product", "account", "seller"]), dealFields: few });
  expect(all).toMatchObject({ discount: [], "cuts-accounts": [], "cuts-sellers": [] });
});

test("deals without amounts tell no revenue, but tell who won", () => {
  expect(missing({ entities: new Set(["deal"]), dealFields: new Set(["closedOn"]) })).toMatchObject({
    outcomes: [],
    revenue: ["amount"],
    cycle: ["createdOn"],
  });
});

test("spend alone tells what promotion costs, and nothing of deals", () => {
  expect(missing({ entities: new Set(["spend"]), dealFields: new Set() })).toMatchObject({ promotion: [], cost: ["deals"], outcomes: ["deals"] });
});
