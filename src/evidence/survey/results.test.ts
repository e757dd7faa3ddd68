// Results of a wave: worked out by hand, published tests, and what cannot be told.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { type SurveyStatement, surveyFactors, surveyStatements } from "#facts/survey.ts";
import { differenceOf, meanOf } from "#evidence/survey/means.ts";
import { type WaveAnswers, groupResultOf, kindOf, perceptionGaps, sumChange } from "#evidence/survey/results.ts";

const statements = Object.keys(surveyStatements) as SurveyStatement[];
const answered = (answer: (statement: SurveyStatement, person: number) => number, people: number): WaveAnswers =>
  Object.fromEntries(
    statements.map((statement) => [statement, Array.from({ length: people }, (_, person) => answer(statement, person))]),
  ) as unknown as WaveAnswers;

test("twenty statements in five factors of four, so that the sum runs from 20 to 100", () => {
  expect(statements).toHaveLength(20);
  for (const factor of surveyFactors) expect(statements.filter((each) => surveyStatements[each] === factor)).toHaveLength(4);
});

describe("means and differences", () => {
  test("Welch's difference of the sleep data: t -1.8608, 17.776 degrees, p .07939", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const told = differenceOf(first, second, 0.95)!;
    expect(told.value).toBeCloseTo(-1.58, 12);
    expect(told.p).toBeCloseTo(0.07939, 5);
    expect([told.interval.low, told.interval.high].map((end) => Number(end!.toFixed(7)))).toEqual([-3.3654832, 0.2054832]);
  });

  test("a mean's range is Student's, and stays on the scale", () => {
    expect(meanOf([1, 2, 3, 4, 5], { least: 1, most: 5 })).toMatchObject({
      value: 3,
      people: 5,
      interval: { low: expect.closeTo(3 - 2.131847 * Math.sqrt(0.5), 5) },
    });
    expect(meanOf([1, 5], { least: 1, most: 5 })!.interval).toEqual({ low: 1, high: 5, level: 0.9 });
  });

  test("where all answered alike the range is not a point", () => {
    expect(meanOf([5, 5, 5, 5], { least: 1, most: 5 })!.interval).toEqual({ low: 4.2, high: 5, level: 0.9 });
    expect(meanOf([3], { least: 1, most: 5 })).toEqual({ value: 3, interval: null, people: 1 });
    expect(meanOf([], { least: 1, most: 5 })).toBeNull();
    expect(differenceOf([3, 3], [4, 4])).toBeNull();
  });
});

describe("a group's results", () => {
  test("sums, factors, counts and agreement by hand", () => {
    const told = groupResultOf(answered((statement, person) => (surveyStatements[statement] === "people" ? 5 : person < 3 ? 3 : 4), 6))!;
    expect(told.people).toBe(6);
    expect(told.sum.value).toBe(16 * 3.5 + 4 * 5);
    expect(told.factors.people.value).toBe(5);
    expect(told.factors.goals.value).toBe(3.5);
    const respect = told.statements.find(({ statement }) => statement === "respect")!;
    expect([respect.counts, respect.agreement, respect.isAgreed]).toEqual([[0, 0, 0, 0, 6], 1, true]);
    expect(told.statements.find(({ statement }) => statement === "one-plan")).toMatchObject({
      counts: [0, 0, 3, 3, 0],
      agreement: expect.closeTo(1 - 0.3 / 2, 12),
    });
    // 76, give or take 7.2: the kind is not settled.
    expect([told.kind, told.kinds]).toEqual(["aligned", ["aligned", "integrated"]]);
  });

  test("people who see a thing in two ways have no mean that speaks for them", () => {
    const told = groupResultOf(answered((_, person) => (person < 4 ? 1 : 5), 8))!;
    expect(told.statements.every(({ isAgreed }) => !isAgreed)).toBe(true);
    expect(told.kinds).toEqual(["undefined", "defined", "aligned", "integrated"]);
  });

  test("below five people agreement is never told, and nobody has no result", () => {
    expect(groupResultOf(answered(() => 4, 4))!.statements.every(({ agreement, isAgreed }) => agreement === null && !isAgreed)).toBe(true);
    expect(groupResultOf(answered(() => 4, 0))).toBeNull();
  });

  test.each([
    [20, "undefined"],
    [39.9, "undefined"],
    [40, "defined"],
    [60, "aligned"],
    [79.9, "aligned"],
    [80, "integrated"],
    [100, "integrated"],
  ])("a sum of %d is '%s'", (sum, kind) => expect(kindOf(sum)).toBe(kind));

  test("an answer off the scale, or a column that is short, is named", () => {
    expect(() => groupResultOf(answered((statement) => (statement === "one-plan" ? 6 : 3), 5))).toThrow(/'one-plan' holds 6/);
    expect(() => groupResultOf({ ...answered(() => 3, 5), respect: [3, 3] })).toThrow(/'respect' has 2 answers where others have 5/);
  });
});

describe("gaps and changes", () => {
  const drawn = (seed: number, people: number, mean: (statement: SurveyStatement) => number) => {
    const dice = diceOf(seed);
    const table = answered(() => 0, people);
    return Object.fromEntries(
      Object.keys(table).map((statement) => [
        statement,
        Array.from({ length: people }, () => Math.min(5, Math.max(1, Math.round(mean(statement as SurveyStatement) + dice.normal() * 0.8)))),
      ]),
    ) as unknown as WaveAnswers;
  };

  test("a gap that is there is found and named first, with its sign", () => {
    const sales = drawn(1, 15, (statement) => (statement === "leads-followed-up" ? 4.3 : 3));
    const marketing = drawn(2, 9, (statement) => (statement === "leads-followed-up" ? 1.9 : 3));
    const [first] = perceptionGaps(sales, marketing);
    expect(first).toMatchObject({ statement: "leads-followed-up", isClear: true });
    expect(first!.difference!.value).toBeGreaterThan(1.5);
  });

  test("where both see all alike, at most one wave in ten calls any of the twenty gaps clear", () => {
    let alarms = 0;
    for (let n = 0; n < 200; n++)
      if (
        perceptionGaps(
          drawn(1000 + n, 12, () => 3),
          drawn(5000 + n, 8, () => 3),
        ).some(({ isClear }) => isClear)
      )
        alarms++;
    // 31 of 200 would be no chance where one in ten is promised (below 1 in 100).
    expect(alarms).toBeLessThan(31);
  });

  test("a change of the sum is told with its range, and chance is not called a change", () => {
    const [before, same, after] = [drawn(1, 12, () => 3), drawn(2, 12, () => 3), drawn(3, 12, () => 3.6)];
    expect(sumChange(before, after)).toMatchObject({ isMoreThanChance: true });
    expect(sumChange(before, same)).toMatchObject({ isMoreThanChance: false });
    expect(
      sumChange(
        answered(() => 3, 1),
        before,
      ),
    ).toBeNull();
  });
});
