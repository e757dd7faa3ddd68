// A figure after an action: a planted step is seen and named by its direction, none is made up, and too little says so.
import { describe, expect, it } from "vitest";

import { type Asked, judgedAfter } from "#evidence/change/after-action.ts";
import type { FigureCourse } from "#evidence/change/figure-course.ts";
import { addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";

const first = "2023-01-01";

/** Months of revenue about 100 with a tenth of noise; times `step` from the month `from` on. */
function aCourse({
  months = 32,
  from = 24,
  step = 1,
  seed = 1,
  onLog = true,
}: {
  months?: number;
  from?: number;
  step?: number;
  seed?: number;
  onLog?: boolean;
}): FigureCourse {
  const dice = diceOf(seed);
  const levels = Array.from({ length: months }, (_, n) => 100 * (1 + 0.05 * dice.normal()) * (n >= from ? step : 1));
  const points = levels.map((value, n) => ({
    period: { from: addMonths(first, n), until: addMonths(first, n + 1) },
    value,
    interval: null,
    sample: 50,
    isLeftOut: false,
  }));
  const judged = levels.map((_, n) => n);
  return {
    key: "revenue",
    unit: "money",
    currency: "USD",
    points,
    judged,
    onLog,
    course: { times: judged, values: onLog ? levels.map(Math.log) : levels, perYear: 12 },
  };
}

const asked = (more: Partial<Asked> = {}): Asked => ({ key: "revenue", way: "up", share: null, doneOn: "2024-12-20", ...more });

describe("after an action", () => {
  it("a step of a fifth is seen, in the wanted direction or against it", () => {
    const up = judgedAfter(aCourse({ step: 1.2 }), asked());
    expect(up).toMatchObject({ verdict: "moved", before: 24, after: 8, isRelative: true, isShort: false });
    expect(up.effect!.interval.low!).toBeLessThan(0.2);
    expect(up.effect!.interval.high!).toBeGreaterThan(0.2);
    expect(judgedAfter(aCourse({ step: 1.2 }), asked({ way: "down" })).verdict).toBe("other-way");
    expect(judgedAfter(aCourse({ step: 0.8 }), asked({ way: "down" })).verdict).toBe("moved");
  });
  it("nothing planted is nothing shown, in nine of ten series", () => {
    const verdicts = Array.from({ length: 60 }, (_, n) => judgedAfter(aCourse({ seed: 100 + n }), asked()).verdict);
    expect(verdicts.filter((verdict) => verdict === "not-moved").length).toBeGreaterThanOrEqual(48);
    expect(verdicts.every((verdict) => verdict !== "too-early" && verdict !== "cannot-be-told")).toBe(true);
  });
  it("says where the whole range lies short of what was expected", () => {
    expect(judgedAfter(aCourse({ step: 1.2 }), asked({ share: 0.6 })).isLessThanExpected).toBe(true);
    expect(judgedAfter(aCourse({ step: 1.2 }), asked({ share: 0.2 })).isLessThanExpected).toBe(false);
    expect(judgedAfter(aCourse({ step: 0.8 }), asked({ way: "down", share: 0.6 })).isLessThanExpected).toBe(true);
    // Not on the log scale: a fifth of a level of 100 is 20.
    expect(judgedAfter(aCourse({ step: 1.2, onLog: false }), asked({ share: 0.6 }))).toMatchObject({ isLessThanExpected: true, isRelative: false });
  });
  it("with two months since it is too early, and the day is named on which it is not", () => {
    // Done within December, so that December counts as before, and January, February and March are asked for.
    expect(judgedAfter(aCourse({ months: 26 }), asked())).toMatchObject({ verdict: "too-early", after: 2, tellableOn: "2025-04-01", effect: null });
    expect(judgedAfter(aCourse({ months: 27 }), asked())).toMatchObject({ after: 3, isShort: true });
    // On the first of a month, the month itself counts as after.
    expect(judgedAfter(aCourse({ months: 26 }), asked({ doneOn: "2024-12-01" }))).toMatchObject({ before: 23, after: 3 });
  });
  it("with seven months before it cannot be told", () => {
    expect(judgedAfter(aCourse({ months: 20, from: 7 }), asked({ doneOn: "2023-07-20" })).verdict).toBe("cannot-be-told");
  });
});
