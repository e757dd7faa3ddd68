// The largest loss is named only where it can be judged, and not told apart from another that chance may explain.
import { expect, test } from "vitest";

import { type FunnelStep, largestLoss, notHere } from "#features/figures/parts/loss.ts";

const period = { from: "2026-07-01", until: "2026-10-01" };

function aStep(step: FunnelStep["step"], reached: number, came: { value: number | null; low?: number; high?: number; sample?: number } | null): FunnelStep {
  const conversion =
    came === null
      ? null
      : {
          key: `conversion-to-${step}`,
          value: came.value,
          unit: "share" as const,
          sample: came.sample ?? 100,
          interval: came.value === null ? null : { low: came.low ?? came.value, high: came.high ?? came.value, level: 0.9 },
          method: "funnel",
          label: "descriptive" as const,
          period,
          definition: null,
          cautions: [],
        };
  return { step, reached, conversion, soFar: null, days: null, young: 0, isYoung: false, ripeAfterDays: null };
}

test("the step that loses 60 of 100 is the largest loss, clear of the one that loses 20", () => {
  const steps = [
    aStep("lead", 100, null),
    aStep("sales-accepted", 80, { value: 0.8, low: 0.73, high: 0.86 }),
    aStep("sales-qualified", 32, { value: 0.4, low: 0.31, high: 0.49 }),
  ];
  expect(largestLoss(steps)).toMatchObject({ largest: { step: "sales-qualified", share: 0.6, interval: { low: 0.51, high: 0.69 } }, alike: null });
});

test("two steps whose ranges overlap are named together", () => {
  const steps = [aStep("sales-accepted", 50, { value: 0.5, low: 0.4, high: 0.6 }), aStep("won", 20, { value: 0.4, low: 0.3, high: 0.52 })];
  expect(largestLoss(steps)).toMatchObject({ largest: { step: "won" }, alike: { step: "sales-accepted" } });
});

test("a young step is never ranked, though it seems to lose most", () => {
  const steps = [aStep("sales-accepted", 80, { value: 0.8, low: 0.7, high: 0.9 }), { ...aStep("won", 2, { value: 0.1, low: 0, high: 0.3 }), isYoung: true }];
  expect(largestLoss(steps)?.largest.step).toBe("sales-accepted");
  expect(largestLoss([steps[1]!])).toBeNull();
});

test("where everybody came on, nobody is lost", () => {
  expect(largestLoss([aStep("sales-accepted", 100, { value: 1, low: 0.97, high: 1 })])).toBeNull();
});

test("of 100 before and 40 here, 30 of 60 ripe ones are lost and the other 30 may still come", () => {
  expect(notHere(aStep("won", 40, { value: 0.5, sample: 60 }), aStep("opportunity", 100, null))).toEqual({ open: 30, lost: 30 });
});

test("where nothing is ripe, all that are missing may still come", () => {
  expect(notHere(aStep("won", 0, { value: null, sample: 0 }), aStep("opportunity", 12, null))).toEqual({ open: 12, lost: 0 });
});
