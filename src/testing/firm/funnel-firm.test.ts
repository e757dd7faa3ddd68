// The planted truth is what the simulated firms really do: drawn firms agree with the computed expectation, driver by driver.
import { dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { describe, expect, test } from "vitest";

import { courses, recordsAsOf, revenueIn } from "#testing/firm/draw.ts";
import { truthOf } from "#testing/firm/expectation.ts";
import { type Plants, funnelPeriods, funnelProcess, simulateFunnelFirm } from "#testing/firm/funnel-firm.ts";
import { type FirmProcess, drivers, logNormalDays, tiltedShares } from "#testing/firm/process.ts";

const sizes: Required<Plants> = {
  market: -0.2,
  "lead-volume": -0.25,
  "lead-quality": -0.25,
  acceptance: -0.25,
  qualification: -0.25,
  "win-rate": -0.25,
  "list-price": -0.2,
  discount: -0.2,
  "product-mix": -0.25,
  timing: -0.5,
};

test("the same seed gives the same bytes, another seed another firm", () => {
  const firm = (seed: number) => JSON.stringify(simulateFunnelFirm({ seed, plants: { "win-rate": -0.2 }, scale: 0.3 }));
  expect(firm(7)).toBe(firm(7));
  expect(firm(7)).not.toBe(firm(8));
});

test("a firm with nothing planted has no truth to find: every part is zero", () => {
  const { truth } = simulateFunnelFirm({ seed: 1, scale: 0.1 });
  expect(truth.shortfall).toBe(0);
  expect(Object.values(truth.parts).every((part) => Math.abs(part) < 1e-6)).toBe(true);
});

test("the parts of the truth add up to the expected shortfall", () => {
  const { truth } = simulateFunnelFirm({ seed: 1, plants: sizes, scale: 0.1 });
  const sum = Object.values(truth.parts).reduce((total, part) => total + part, 0);
  expect(sum).toBeCloseTo(truth.shortfall, 3);
  expect(truth.shortfall).toBeLessThan(-0.5 * truth.reference);
});

test.each(["market", "lead-volume", "acceptance", "qualification", "win-rate", "list-price", "discount", "product-mix", "lead-quality"] as const)(
  "a level of %s that is four fifths of what it was loses a fifth of the revenue, and all of it through that driver",
  (driver) => {
    const truth = truthOf(funnelProcess({ [driver]: -0.2 }), funnelPeriods.period, funnelPeriods.against);
    expect(truth.shortfall / truth.reference).toBeCloseTo(-0.2, 6);
    expect(truth.parts[driver] / truth.shortfall).toBeCloseTo(1, 9);
  },
);

test("two drivers that each lose a fifth share a loss of 36 % equally", () => {
  const { parts, reference } = truthOf(funnelProcess({ acceptance: -0.2, discount: -0.2 }), funnelPeriods.period, funnelPeriods.against);
  expect(parts.acceptance / reference).toBeCloseTo(-0.18, 9);
  expect(parts.discount / reference).toBeCloseTo(-0.18, 9);
});

test("a chance above one is refused rather than cut", () => {
  expect(() => simulateFunnelFirm({ seed: 1, plants: { acceptance: 0.5 } })).toThrow("makes a chance of");
});

test("a cycle with median 60 days has half its chances up to day 60", () => {
  const lag = logNormalDays(60, 0.5, { shortest: 1, longest: 400 });
  expect(lag.slice(0, 61).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(0.5, 1);
});

test("shares are tilted until their mean is three quarters of what it was", () => {
  const found = tiltedShares([0.5, 0.5], { scores: [0, 1], values: [0, 8], target: 0.75 });
  expect(found[0]).toBeCloseTo(0.625, 9);
});

describe("the mean of many drawn firms agrees with the computed expectation", () => {
  const firms = 24;
  const gaps = (process: FirmProcess) =>
    Array.from({ length: firms }, (_, seed) => {
      const { deals } = recordsAsOf(courses(process, funnelPeriods.span, diceOf(1_000 + seed)), dayNumber(funnelPeriods.period.until), "RUB");
      return { now: revenueIn(deals, funnelPeriods.period), before: revenueIn(deals, funnelPeriods.against) };
    });
  test.each(drivers)("when %s is planted", (driver) => {
    const process = funnelProcess({ [driver]: sizes[driver] });
    const truth = truthOf(process, funnelPeriods.period, funnelPeriods.against);
    const found = gaps(process);
    for (const [drawn, expected] of [
      [found.map((each) => each.now), truth.expected],
      [found.map((each) => each.before), truth.reference],
    ] as const) {
      const mean = drawn.reduce((sum, value) => sum + value, 0) / firms;
      const error = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (firms - 1) / firms);
      expect(Math.abs(mean - expected) / error).toBeLessThan(4);
    }
    expect(Math.abs(truth.shortfall)).toBeGreaterThan(0.03 * truth.reference);
  });
});
