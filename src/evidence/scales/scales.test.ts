// Reliability and agreement of scales: published values, truths one can work out, and what cannot be told.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { groupShareOf, scaleAgreement, withinGroupAgreement } from "#evidence/scales/agreement.ts";
import { complete, covariances, reversedItems, turned } from "#evidence/scales/answers.ts";
import { alphaOf, feldtInterval, omegaOf, reliabilityOf } from "#evidence/scales/reliability.ts";

const folder = fileURLToPath(new URL("../../../../shared/data/surveys/", import.meta.url));
const columnsIn = (name: string) => {
  const [head, ...lines] = readFileSync(`${folder}${name}`, "utf8").trim().split("\n");
  const names = head!.split(",");
  const rows = lines.map((line) => line.split(","));
  return new Map(names.map((each, n) => [each, Float64Array.from(rows, (row) => (row[n] === "" || row[n] === "NA" ? Number.NaN : Number(row[n])))]));
};

describe.skipIf(!existsSync(folder))("public answers", () => {
  test("attitude: alpha 0.843", () => {
    const columns = columnsIn("attitude.csv");
    const told = reliabilityOf([...columns].filter(([name]) => name !== "rownames").map(([, column]) => column));
    expect(told.ok && told.alpha).toBeCloseTo(0.843, 3);
    expect(told.ok && told.exact.low! < 0.843 && told.exact.high! > 0.843).toBe(true);
  });

  test.each([
    ["A", 0.7, [0]],
    ["C", 0.73, [3, 4]],
    ["E", 0.76, [0, 1]],
    ["N", 0.81, []],
    ["O", 0.6, [1, 4]],
  ])("bfi %s: alpha %d once the reversed items are found and turned", (scale, alpha, reversed) => {
    const columns = columnsIn("bfi.csv");
    const items = [1, 2, 3, 4, 5].map((n) => columns.get(`${scale}${n}`)!);
    expect(reversedItems(items)).toEqual(reversed);
    const told = reliabilityOf(items.map((item, n) => (reversed.includes(n) ? turned(item, { least: 1, most: 6 }) : item)));
    expect(told.ok && told.alpha).toBeCloseTo(alpha, 1.8);
    if (reversed.length === 0) return;
    const asGiven = alphaOf(covariances(complete(items).items), items.length)!;
    expect(asGiven).toBeLessThan(alpha - 0.1);
  });
});

describe("worked out by hand", () => {
  test("items that each are a common part and one of their own of the same size: alpha = omega = k / (k + 1)", () => {
    const covariance = Float64Array.from({ length: 16 }, (_, n) => (Math.floor(n / 4) === n % 4 ? 2 : 1));
    expect(alphaOf(covariance, 4)).toBeCloseTo(0.8, 12);
    expect(omegaOf(covariance, 4)).toBeCloseTo(0.8, 8);
  });

  test("items of unequal loading .9 .7 .5: omega is (2.1)² / ((2.1)² + 1.45), alpha is below it", () => {
    const loadings = [0.9, 0.7, 0.5];
    const covariance = Float64Array.from({ length: 9 }, (_, n) => (Math.floor(n / 3) === n % 3 ? 1 : loadings[Math.floor(n / 3)]! * loadings[n % 3]!));
    expect(omegaOf(covariance, 3)).toBeCloseTo(4.41 / 5.86, 6);
    expect(alphaOf(covariance, 3)!).toBeLessThan(4.41 / 5.86);
  });

  test("rWG of five points: all alike 1, evenly spread 0 or less, four people nothing", () => {
    expect(withinGroupAgreement([4, 4, 4, 4, 4], 5)).toBe(1);
    // 1, 2, 3, 4, 5: s² = 2.5 against 2.
    expect(withinGroupAgreement([1, 2, 3, 4, 5], 5)).toBeCloseTo(-0.25, 12);
    expect(withinGroupAgreement([4, 4, 4, 4], 5)).toBeNull();
    // s² = 0.3, rWG = .85; two such items: 2 x .85 / (2 x .85 + .15).
    const item = [3, 3, 4, 4, 3];
    expect(withinGroupAgreement(item, 5)).toBeCloseTo(0.85, 12);
    expect(scaleAgreement([item, item], 5)).toBeCloseTo(1.7 / 1.85, 12);
  });

  test("intraclass correlations of six people judged by four, as published by Shrout and Fleiss: .17 and .44, from -.13 to .72", () => {
    const judged = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const told = groupShareOf(judged, 0.95)!;
    expect([told.single, told.mean].map((value) => Number(value.toFixed(2)))).toEqual([0.17, 0.44]);
    expect([told.singleInterval.low!, told.singleInterval.high!].map((value) => Number(value.toFixed(2)))).toEqual([-0.13, 0.72]);
    expect(groupShareOf([[1, 2, 3]])).toBeNull();
  });
});

test("Feldt's interval holds a known alpha about as often as it says, and the drawn one is much the same", () => {
  const dice = diceOf(12);
  const drawn = (people: number) => {
    const common = Array.from({ length: people }, () => dice.normal());
    return Array.from({ length: 4 }, () => Float64Array.from(common, (value) => value + dice.normal()));
  };
  let held = 0;
  for (let world = 0; world < 200; world++) {
    const { low, high } = feldtInterval({ alpha: alphaOf(covariances(drawn(40)), 4)!, items: 4, people: 40 });
    held += Number(low! <= 0.8 && 0.8 <= high!);
  }
  // 180 are to be expected; beyond 168 to 192 is below 1 in 200.
  expect(held).toBeGreaterThanOrEqual(168);
  expect(held).toBeLessThanOrEqual(192);
  const told = reliabilityOf(drawn(200));
  if (!told.ok) throw new Error(told.reason);
  for (const end of ["low", "high"] as const) expect(Math.abs(told.exact[end]! - told.drawn[end]!)).toBeLessThan(0.02);
  expect(feldtInterval({ alpha: 0.8, items: 4, people: 1000 }).high! - 0.8).toBeLessThan(0.02);
});

test("one item, few people and answers that never vary cannot be told", () => {
  const column = (...values: number[]) => Float64Array.from(values);
  const many = Float64Array.from({ length: 20 }, (_, i) => i % 5);
  expect(reliabilityOf([many])).toEqual({ ok: false, reason: "one-item" });
  expect(reliabilityOf([column(1, 2, 3), column(1, 2, 3)])).toEqual({ ok: false, reason: "too-few-people" });
  expect(reliabilityOf([many.map(() => 3), many.map(() => 3)])).toEqual({ ok: false, reason: "constant-answers" });
  expect(reversedItems([many, many.map(() => 3)])).toEqual([]);
});
