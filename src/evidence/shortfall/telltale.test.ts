// A field that repeats the outcome would sell bad selling as bad leads; quality is learnt without it.
import { expect, test } from "vitest";

import type { Deal } from "#facts/entities.ts";
import { amountOf, ask, quarter, told } from "#testing/ask-shortfall.ts";

/** The product is filled in when a deal is over: one word for won, another for lost. */
const named = (deals: readonly Deal[]) => deals.map((deal): Deal => Object.assign({}, deal, { channel: deal.stage === "won" ? "sold" : "gone" }));
const deals = named([...quarter("2025-02-10", { wins: 60, losses: 40 }), ...quarter("2025-05-10", { wins: 30, losses: 70 })]);

test("with the telltale field, quality takes what the win rate lost", () => {
  const shortfall = told(ask(deals));
  expect(Math.abs(amountOf(shortfall, "deal-quality")!)).toBeGreaterThan(Math.abs(amountOf(shortfall, "win-rate")!));
});

test("without it, all of it is located in the win rate, and the part says which field was left out", () => {
  const shortfall = told(ask(deals, { telltale: ["channel"] }));
  expect(amountOf(shortfall, "win-rate")).toBe(-300_000);
  expect(amountOf(shortfall, "deal-quality") ?? 0).toBe(0);
  expect(shortfall.parts.find(({ driver }) => driver === "win-rate")!.cautions).toContainEqual({ code: "telltale-channel" });
});
