// The Kaplan-Meier curve against small cases one can do by hand, and against R's published values for the lung data.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { fromTheBeginning, restrictedMean, survivalAt, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";

const staysOf = (rows: readonly (readonly [until: number, ended: 0 | 1])[]) =>
  fromTheBeginning(
    Int32Array.from(rows, (row) => row[0]),
    Uint8Array.from(rows, (row) => row[1]),
  );

describe("the Kaplan-Meier curve", () => {
  test("four deals, one still open after 20 days: S is 3/4, then 3/4 x 1/2, then 0", () => {
    const curve = survivalCurve(
      staysOf([
        [10, 1],
        [20, 0],
        [30, 1],
        [40, 1],
      ]),
    );
    expect([...curve.times]).toEqual([10, 30, 40]);
    expect([...curve.atRisk]).toEqual([4, 2, 1]);
    expect([...curve.surviving]).toEqual([0.75, 0.375, 0]);
  });

  test("the median is the first time at or under a half; leaving the open deal out would have said 30 as well, but P80 40", () => {
    const curve = survivalCurve(
      staysOf([
        [10, 1],
        [20, 0],
        [30, 1],
        [40, 1],
      ]),
    );
    expect(survivalQuantile(curve, 0.5).value).toBe(30);
    expect(survivalQuantile(curve, 0.8).value).toBe(40);
  });

  test("where the curve stays at exactly a half the median is the middle of the two ends around it", () => {
    expect(
      survivalQuantile(
        survivalCurve(
          staysOf([
            [10, 1],
            [20, 1],
          ]),
        ),
        0.5,
      ).value,
    ).toBe(15);
  });

  test("a median that is not reached is null and not the last day", () => {
    const curve = survivalCurve(
      staysOf([
        [10, 1],
        [50, 0],
        [60, 0],
        [70, 0],
      ]),
    );
    expect(survivalQuantile(curve, 0.5).value).toBeNull();
  });

  test("open deals left out would make the cycle look shorter", () => {
    const rows = [
      [10, 1],
      [20, 1],
      [30, 1],
      [90, 0],
      [90, 0],
      [90, 0],
      [100, 1],
    ] as const;
    const all = survivalQuantile(survivalCurve(staysOf(rows)), 0.5).value;
    const closedOnly = survivalQuantile(survivalCurve(staysOf(rows.filter(([, ended]) => ended === 1))), 0.5).value;
    expect(closedOnly).toBe(25);
    expect(all).toBe(100);
  });

  test("a deal that came under watch after 15 days is not at risk before", () => {
    const curve = survivalCurve({ enteredAfter: Int32Array.of(-1, 15, -1), until: Int32Array.of(10, 30, 40), ended: Uint8Array.of(1, 1, 1) });
    expect([...curve.atRisk]).toEqual([2, 2, 1]);
    expect([...curve.surviving]).toEqual([0.5, 0.25, 0]);
  });

  test("the order of the rows does not matter", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.constantFrom<0 | 1>(0, 1)), { minLength: 1, maxLength: 40 }), fc.nat(), (rows, turn) => {
        const turned = [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)].toReversed();
        expect(survivalCurve(staysOf(turned))).toEqual(survivalCurve(staysOf(rows)));
      }),
    );
  });

  test("nine in ten of the 90 % intervals for S hold the truth when about half is censored", () => {
    const dice = diceOf(5);
    let held = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const rows = Array.from({ length: 100 }, () => {
        const [life, watch] = [dice.exponential() * 1000, dice.exponential() * 1000];
        return [Math.ceil(Math.min(life, watch)), life <= watch ? 1 : 0] as const;
      });
      const { interval } = survivalAt(survivalCurve(staysOf(rows)), 500)!;
      if (interval.low! <= Math.exp(-0.5) && Math.exp(-0.5) <= interval.high!) held++;
    }
    expect(held / runs).toBeGreaterThan(0.84);
    expect(held / runs).toBeLessThan(0.96);
  });
});

const lung = fileURLToPath(new URL("../../../../shared/data/survival/lung.csv", import.meta.url));
describe.skipIf(!existsSync(lung))("R's lung data", () => {
  const load = () =>
    survivalCurve(
      staysOf(
        readFileSync(lung, "utf8")
          .trim()
          .split("\n")
          .slice(1)
          .map((line) => {
            const cells = line.split(",");
            return [Number(cells[1]), cells[2] === "2" ? 1 : 0] as const;
          }),
      ),
    );

  test("228 patients, 165 deaths, median 310 with 285 to 363 on R's own scale", () => {
    const curve = load();
    expect([curve.stays, curve.totalEnds]).toEqual([228, 165]);
    const { value, interval } = survivalQuantile(curve, 0.5, { level: 0.95, scale: "log" });
    expect([value, interval.low, interval.high]).toEqual([310, 285, 363]);
  });

  test("S(365) is .4092416 with standard error .0358236", () => {
    const at = survivalAt(load(), 365)!;
    expect(at.surviving).toBeCloseTo(0.4092416, 7);
    expect(at.standardError).toBeCloseTo(0.0358236, 7);
  });

  test("the mean up to 365 days is 263.2218665 with standard error 7.7988591", () => {
    const mean = restrictedMean(load(), 365)!;
    expect(mean.value).toBeCloseTo(263.2218665, 6);
    expect(mean.standardError).toBeCloseTo(7.7988591, 6);
  });
});
