// What moved in the pipeline: each step by hand, and that the steps always reach the closing.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { codedOf, dealColumnsOf } from "#facts/columns.ts";
import type { DealLook, DealPair } from "#facts/deal-pair.ts";
import { type MovementQuestion, movedBy, movementOf, movementSteps } from "#evidence/pipeline/movement.ts";
import { pairsFromDates } from "#evidence/pipeline/pairs.ts";
import { dayNumber } from "#kit/day.ts";
import { aDeal } from "#testing/builders.ts";

const day = dayNumber;
const quarter = { from: "2025-04-01", until: "2025-07-01" };
const question: MovementQuestion = { window: quarter, measure: "revenue", from: day("2025-04-10") };
const inside = day("2025-06-01");
const beyond = day("2025-08-01");

const open = (amount: number, expectedCloseOn: number | null = inside): DealLook => ({ standing: "open", amount, expectedCloseOn, closedOn: null });
const ended = (standing: "won" | "lost", amount: number, closedOn = day("2025-05-05")): DealLook => ({ standing, amount, expectedCloseOn: inside, closedOn });
const pair = (id: string, before: DealLook | null, after: DealLook, createdOn = day("2025-03-01")): DealPair => ({ id, createdOn, before, after });

const steps = (...pairs: DealPair[]) =>
  Object.fromEntries(
    movementOf(pairs, question)
      .steps.filter((one) => one.deals > 0)
      .map((one) => [one.step, one.amount]),
  );

describe("the movement of the pipeline", () => {
  it("takes each deal through the steps that it really took", () => {
    expect(steps(pair("a", null, open(10), day("2025-04-20")))).toEqual({ new: 10 });
    expect(steps(pair("a", open(10, beyond), open(12)))).toEqual({ "pulled-in": 10, up: 2 });
    expect(steps(pair("a", open(10), open(15, beyond)))).toEqual({ "pushed-out": -10 });
    expect(steps(pair("a", open(10), open(7)))).toEqual({ down: -3 });
    expect(steps(pair("a", open(10), ended("won", 9)))).toEqual({ down: -1, won: -9 });
    expect(steps(pair("a", open(10, beyond), ended("won", 9)))).toEqual({ "pulled-in": 10, down: -1, won: -9 });
    expect(steps(pair("a", open(10), ended("won", 9, beyond)))).toEqual({ "pushed-out": -10 });
    expect(steps(pair("a", open(10), ended("lost", 0)))).toEqual({ lost: -10 });
    expect(steps(pair("a", null, ended("won", 8), day("2025-04-20")))).toEqual({ new: 8, won: -8 });
    expect(steps(pair("a", ended("lost", 0), open(5)))).toEqual({ reopened: 5 });
    expect(steps(pair("a", open(10, beyond), ended("lost", 0)))).toEqual({});
    expect(steps(pair("a", open(10), open(10)))).toEqual({});
  });

  it("counts deals without an amount, at nothing, and those that came late on record", () => {
    const told = movementOf([pair("a", null, open(Number.NaN)), pair("b", open(4), open(4))], question);
    expect(told.opening).toEqual({ amount: 4, deals: 1, unpriced: 0 });
    expect(told.closing).toEqual({ amount: 4, deals: 2, unpriced: 1 });
    expect(told.lateOnRecord).toBe(1);
    expect(movedBy([pair("a", null, open(Number.NaN))], question, "new")).toMatchObject([{ id: "a", amount: 0, unpriced: true, isLateOnRecord: true }]);
  });

  it("always reaches the closing, whatever the deals did, with a window and without, in money and in deals", () => {
    const look = fc.record({
      standing: fc.constantFrom("open" as const, "won" as const, "lost" as const),
      amount: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 1e12 })),
      expectedCloseOn: fc.oneof(fc.constant(null), fc.constantFrom(inside, beyond)),
      closedOn: fc.oneof(fc.constant(null), fc.constantFrom(inside, beyond)),
    });
    const any = fc.array(fc.record({ id: fc.string(), createdOn: fc.constantFrom(null, 1, 30_000), before: fc.option(look), after: look }), { maxLength: 12 });
    fc.assert(
      fc.property(any, fc.constantFrom(null, quarter), fc.constantFrom("revenue" as const, "deals" as const), (pairs, window, measure) => {
        const asked = { ...question, window, measure };
        const told = movementOf(pairs, asked);
        expect(told.steps.reduce((sum, step) => sum + step.amount, told.opening.amount)).toBe(told.closing.amount);
        const moved = movementSteps.map((step) => movedBy(pairs, asked, step).reduce((sum, one) => sum + one.amount, 0));
        expect(moved).toEqual(told.steps.map((step) => step.amount));
        // In deals as in money: what is open now is what was open, and what came, less what went.
        expect(measure === "revenue" || told.closing.amount === told.closing.deals).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("knows from dates alone what was opened and closed, at today's amounts", () => {
    const deals = dealColumnsOf([
      aDeal({ id: "old", stage: "opportunity", createdOn: "2025-01-01", amount: 100 }),
      aDeal({ id: "new", stage: "opportunity", createdOn: "2025-04-20", amount: 30 }),
      aDeal({ id: "won", stage: "won", createdOn: "2025-01-01", closedOn: "2025-05-01", amount: 50 }),
      aDeal({ id: "quick", stage: "lost", createdOn: "2025-04-20", closedOn: "2025-05-01", amount: 20 }),
      aDeal({ id: "past", stage: "won", createdOn: "2025-01-01", closedOn: "2025-04-10", amount: 1000 }),
      aDeal({ id: "future", stage: "won", createdOn: "2025-06-10", closedOn: "2025-06-20", amount: 1000 }),
      aDeal({ id: "undated", stage: "won", createdOn: "2025-01-01", closedOn: null, amount: 1000 }),
    ]);
    const facts = { deals, worth: deals.amount, openWorth: deals.amount, kinds: codedOf([]), needsAmount: false };
    const pairs = pairsFromDates(facts, { from: day("2025-04-10"), until: day("2025-06-01") });
    const told = movementOf(pairs, { ...question, window: null });
    expect([told.opening.amount, told.closing.amount]).toEqual([150, 130]);
    expect(Object.fromEntries(told.steps.filter((one) => one.deals > 0).map((one) => [one.step, one.amount]))).toEqual({ new: 50, won: -50, lost: -20 });
    expect(told.lateOnRecord).toBe(0);
  });
});
