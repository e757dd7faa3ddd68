// A figure after an action: a planted step is seen and named by its direction, none is made up, and too little says so.
import { describe, expect, it } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { type Asked, afterAction, judgedAfter, lessTheRest } from "#evidence/change/after-action.ts";
import type { FigureCourse } from "#evidence/change/figure-course.ts";
import { addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { aFact } from "#testing/builders.ts";

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

describe("after an action within a part of the firm", () => {
  const doneOn = asked().doneOn;
  const rounds = Array.from({ length: 60 }, (_, n) => n);
  const beside = (part: FigureCourse, rest: FigureCourse) => {
    const found = lessTheRest(part, rest, doneOn)!;
    return judgedAfter(found.figure, asked({ share: 0.6 }), found.level);
  };
  it("a shock that hits everything is taken for an effect where nothing is compared, and in one of ten firms at most where the rest is", () => {
    for (const onLog of [true, false]) {
      const parts = rounds.map((n) => aCourse({ seed: 500 + n, step: 0.8, onLog }));
      const rests = rounds.map((n) => aCourse({ seed: 900 + n, step: 0.8, onLog }));
      expect(parts.filter((part) => judgedAfter(part, asked()).verdict === "other-way").length).toBeGreaterThanOrEqual(57);
      const verdicts = parts.map((part, n) => beside(part, rests[n]!).verdict);
      expect(verdicts.filter((verdict) => verdict !== "not-moved").length).toBeLessThanOrEqual(10);
    }
  });
  it("an effect of a fifth in the part is found under the same shock, nine of ten ranges hold it", () => {
    const told = rounds.map((n) => beside(aCourse({ seed: 500 + n, step: 0.8 * 1.2 }), aCourse({ seed: 900 + n, step: 0.8 })));
    expect(told.filter(({ verdict }) => verdict === "moved").length).toBeGreaterThanOrEqual(57);
    expect(told.filter(({ effect }) => effect!.interval.low! <= 0.2 && effect!.interval.high! >= 0.2).length).toBeGreaterThanOrEqual(48);
    expect(told.every(({ isLessThanExpected }) => isLessThanExpected)).toBe(true);
  });
  it("not on the log scale the rest is taken at the part's size: a fifth off both leaves nothing", () => {
    const part = aCourse({ step: 0.8, onLog: false });
    const rest = aCourse({ step: 0.8, onLog: false });
    const large = { ...rest, points: rest.points.map((point) => Object.assign({}, point, { value: point.value! * 10 })) };
    const { figure } = lessTheRest(part, large, doneOn)!;
    expect(Math.max(...figure.course.values.map(Math.abs))).toBeLessThan(1e-9);
  });
  it("a rest with seven months before tells nothing, and that is said instead of compared", () => {
    const rest = aCourse({});
    expect(lessTheRest(aCourse({}), { ...rest, judged: rest.judged.slice(24 - 7) }, doneOn)).toBeNull();
    expect(lessTheRest(aCourse({}), { ...rest, judged: rest.judged.slice(24 - 8) }, doneOn)).not.toBeNull();
  });

  /** Thirty-two months of twenty won deals in the north and forty elsewhere; from 2025 on all are worth a quarter less, and in the north `effect` times that. */
  const aFirm = ({ effect, elsewhere = "South" }: { effect: number; elsewhere?: string | null }) => {
    const dice = diceOf(7);
    const deals = Array.from({ length: 32 * 60 }, (_, n) => {
      const month = Math.floor(n / 60);
      const isNorth = n % 3 === 0;
      const day = `${addMonths(first, month).slice(0, 8)}${String(1 + (n % 28)).padStart(2, "0")}`;
      const amount = Math.round(100_000 * Math.exp(0.3 * dice.normal()) * (month >= 24 ? 0.75 * (isNorth ? effect : 1) : 1));
      return aFact("deal", { id: `d${n}`, region: isNorth ? "North" : elsewhere, stage: "won", createdOn: addMonths(day, -1), closedOn: day, amount });
    });
    return lensOf(
      { currency: "EUR", leads: null, spend: [], sellerCosts: [], sellers: [], plans: [], deals: dealColumnsOf(deals) },
      agreedByDefault,
      "2025-09-15",
    );
  };
  const north = { by: "region", value: "North" } as const;
  const inNorth = (effect: number, elsewhere?: string | null) =>
    afterAction(aFirm({ effect, ...(elsewhere === undefined ? {} : { elsewhere }) }), asked({ key: "average-deal", within: north }));
  it("in a firm whose deals all lose a quarter, the north did not move beside the rest, and moved where it lost less", () => {
    expect(afterAction(aFirm({ effect: 1 }), asked({ key: "average-deal" }))).toMatchObject({ verdict: "other-way", within: null, whyAlone: "no-part" });
    expect(inNorth(1)).toMatchObject({ verdict: "not-moved", within: north, whyAlone: null, before: 24, after: 7 });
    const helped = inNorth(1.3);
    expect(helped).toMatchObject({ verdict: "moved", isRelative: true });
    expect(helped.effect!.interval.low!).toBeLessThan(0.3);
    expect(helped.effect!.interval.high!).toBeGreaterThan(0.3);
  });
  it("where every other deal says nothing of its region there is no rest, and it says so", () => {
    expect(inNorth(1, null)).toMatchObject({ verdict: "other-way", within: north, whyAlone: "rest-too-short" });
  });
});
