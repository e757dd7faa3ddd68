// Cox's regression, the log-rank test and competing ends: against R's printed values for the lung data, slow versions written out, and simulated worlds.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { chanceFrom, incidenceAt, incidenceOf, stillGoingAt } from "#evidence/statistics/aalen-johansen.ts";
import { type CoxInput, fitCox, paceRatio } from "#evidence/statistics/cox.ts";
import { concordance, constancyTest } from "#evidence/statistics/cox-checks.ts";
import { logRank } from "#evidence/statistics/log-rank.ts";
import { fromTheBeginning, survivalAt, survivalCurve } from "#evidence/statistics/survival.ts";

const lungFile = fileURLToPath(new URL("../../../../shared/data/survival/lung.csv", import.meta.url));

function lung(): CoxInput & { sex: Uint8Array } {
  const [, ...lines] = readFileSync(lungFile, "utf8").trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(",")).filter((cells) => cells[5] !== "NA");
  const column = (n: number) => Float64Array.from(rows, (cells) => Number(cells[n]));
  const stays = fromTheBeginning(
    Int32Array.from(rows, (cells) => Number(cells[1])),
    Uint8Array.from(rows, (cells) => (cells[2] === "2" ? 1 : 0)),
  );
  return { ...stays, columns: [column(3), column(4), column(5)], sex: Uint8Array.from(rows, (cells) => Number(cells[4]) - 1) };
}

/** Exponential ends with pace exp(b x), some watched from late on, some still going. */
function world(seed: number, { rows, effects }: { rows: number; effects: readonly number[] }): CoxInput {
  const dice = diceOf(seed);
  const columns = effects.map((_, j) => Float64Array.from({ length: rows }, () => (j === 0 ? Number(dice.chance(0.5)) : dice.normal())));
  const [enteredAfter, until, ended] = [new Int32Array(rows), new Int32Array(rows), new Uint8Array(rows)];
  for (let i = 0; i < rows; i++) {
    const pace = Math.exp(effects.reduce((sum, b, j) => sum + b * columns[j]![i]!, 0)) / 60;
    const end = Math.floor(-Math.log(1 - dice.uniform()) / pace);
    const [from, to] = [dice.chance(0.3) ? dice.below(40) : 0, 30 + dice.below(120)];
    enteredAfter[i] = from - 1;
    until[i] = Math.max(from, Math.min(end, to));
    ended[i] = end <= to && end >= from ? 1 : 0;
    if (end < from) until[i] = enteredAfter[i]!;
  }
  return { enteredAfter, until, ended, columns };
}

/** The partial likelihood written out, row by row. */
function slowLogLikelihood({ enteredAfter, until, ended, columns }: CoxInput, b: readonly number[]): number {
  const pace = (i: number) => Math.exp(b.reduce((sum, each, j) => sum + each * columns[j]![i]!, 0));
  const rows = Array.from(until, (_, i) => i).filter((i) => until[i]! > enteredAfter[i]!);
  const days = new Set(rows.filter((i) => ended[i] === 1).map((i) => until[i]!));
  let sum = 0;
  for (const day of days) {
    const risk = rows.filter((i) => until[i]! >= day && enteredAfter[i]! < day).reduce((all, i) => all + pace(i), 0);
    const ends = rows.filter((i) => until[i] === day && ended[i] === 1);
    const ending = ends.reduce((all, i) => all + pace(i), 0);
    ends.forEach((i, tied) => (sum += Math.log(pace(i)) - Math.log(risk - (tied / ends.length) * ending)));
  }
  return sum;
}

describe.skipIf(!existsSync(lungFile))("R's lung data (survival package: coxph with Efron ties)", () => {
  test("coefficients, log-likelihoods and concordance are those that R prints", () => {
    const input = lung();
    const fit = fitCox(input);
    if (!fit.ok) throw new Error(fit.reason);
    const { coefficients, logLikelihood } = fit.value;
    [0.0110668, -0.5526124, 0.4637285].forEach((value, j) => expect(coefficients[j]).toBeCloseTo(value, 6));
    expect(logLikelihood.none).toBeCloseTo(-744.4804558, 6);
    expect(logLikelihood.fit).toBeCloseTo(-729.2301214, 6);
    const scores = Float64Array.from(input.until, (_, i) => input.columns.reduce((sum, column, j) => sum + coefficients[j]! * column[i]!, 0));
    expect(concordance(input, scores).value).toBeCloseTo(0.6371355, 6);
  });

  test("the log-rank test of the sexes gives 10.326742", () => {
    const [, ...lines] = readFileSync(lungFile, "utf8").trim().split(/\r?\n/);
    const rows = lines.map((line) => line.split(","));
    const stays = fromTheBeginning(
      Int32Array.from(rows, (cells) => Number(cells[1])),
      Uint8Array.from(rows, (cells) => (cells[2] === "2" ? 1 : 0)),
    );
    const told = logRank({ ...stays, group: Uint8Array.from(rows, (cells) => Number(cells[4]) - 1) }, 2);
    expect(told.ok && told.value.chiSquare).toBeCloseTo(10.326742, 5);
    expect(told.ok && told.value.pValue).toBeCloseTo(0.00131, 5);
  });
});

describe("Cox's regression", () => {
  test("its likelihood is that of the sum written out, with ties and late entry", () => {
    const input = world(3, { rows: 120, effects: [0.7, -0.4] });
    const fit = fitCox(input);
    if (!fit.ok) throw new Error(fit.reason);
    expect(fit.value.logLikelihood.none).toBeCloseTo(slowLogLikelihood(input, [0, 0]), 8);
    expect(fit.value.logLikelihood.fit).toBeCloseTo(slowLogLikelihood(input, [...fit.value.coefficients]), 8);
    // At the top of the likelihood no small step goes up.
    for (const [da, db] of [
      [0.01, 0],
      [-0.01, 0],
      [0, 0.01],
      [0, -0.01],
    ] as const) {
      const [a, b] = fit.value.coefficients;
      expect(slowLogLikelihood(input, [a! + da, b! + db])).toBeLessThan(fit.value.logLikelihood.fit);
    }
  });

  test("what was put in comes out within two standard errors in a world of 4,000, and its ratio is exp of it", () => {
    const fit = fitCox(world(8, { rows: 4000, effects: [0.5, -0.3, 0] }));
    if (!fit.ok) throw new Error(fit.reason);
    [0.5, -0.3, 0].forEach((b, j) => expect(Math.abs(fit.value.coefficients[j]! - b)).toBeLessThan(2.2 * fit.value.standardErrors[j]!));
    const ratio = paceRatio(fit.value, 0);
    expect(ratio.value).toBeCloseTo(Math.exp(fit.value.coefficients[0]!), 12);
    expect(ratio.interval.low!).toBeGreaterThan(1);
  });

  test("the order of rows, a column's unit and its zero change nothing that is said", () => {
    const input = world(5, { rows: 300, effects: [0.6, 0.2] });
    const order = Array.from({ length: 300 }, (_, i) => (i * 7) % 300);
    const turned = (of: Int32Array) => Int32Array.from(order, (i) => of[i]!);
    const other: CoxInput = {
      enteredAfter: turned(input.enteredAfter),
      until: turned(input.until),
      ended: Uint8Array.from(order, (i) => input.ended[i]!),
      columns: [Float64Array.from(order, (i) => input.columns[0]![i]!), Float64Array.from(order, (i) => 1000 + 25 * input.columns[1]![i]!)],
    };
    const [a, b] = [fitCox(input), fitCox(other)];
    if (!a.ok || !b.ok) throw new Error("no fit");
    expect(b.value.coefficients[0]).toBeCloseTo(a.value.coefficients[0]!, 9);
    expect(b.value.coefficients[1]! * 25).toBeCloseTo(a.value.coefficients[1]!, 9);
    expect(b.value.logLikelihood.fit).toBeCloseTo(a.value.logLikelihood.fit, 8);
  });

  test("cannot be told: few ends, one value, columns that say the same, and columns that part the ended from the rest", () => {
    const input = world(5, { rows: 200, effects: [0.6, 0.2] });
    const reason = (columns: readonly Float64Array[], rows = 200) => {
      const cut = (of: Int32Array) => of.slice(0, rows);
      const told = fitCox({ enteredAfter: cut(input.enteredAfter), until: cut(input.until), ended: input.ended.slice(0, rows), columns });
      return told.ok ? "told" : told.reason;
    };
    expect(
      reason(
        input.columns.map((column) => column.slice(0, 6)),
        6,
      ),
    ).toBe("too-few-ends");
    expect(reason([input.columns[0]!, new Float64Array(200).fill(7)])).toBe("constant-column");
    expect(reason([input.columns[0]!, input.columns[0]!.map((x) => 3 - 2 * x)])).toBe("columns-depend-on-each-other");
    expect(reason([Float64Array.from(input.until, (day, i) => (input.ended[i] === 1 ? 1000 - day : -day))])).toBe("separated");
  });

  test("its check finds a ratio that changes with age, and finds nothing where it does not", () => {
    const dice = diceOf(4);
    const rows = 1500;
    const group = Float64Array.from({ length: rows }, () => Number(dice.chance(0.5)));
    const ends = (turns: boolean) =>
      Int32Array.from(group, (in1) => {
        const u = -Math.log(1 - dice.uniform());
        // The group ends at twice the pace in the first 40 days and at half of it afterwards.
        const [early, late] = turns && in1 === 1 ? [2 / 60, 0.5 / 60] : [1 / 60, 1 / 60];
        return Math.floor(u < 40 * early ? u / early : 40 + (u - 40 * early) / late);
      });
    const p = (turns: boolean) => {
      const input = { ...fromTheBeginning(ends(turns), new Uint8Array(rows).fill(1)), columns: [group] };
      const fit = fitCox(input);
      if (!fit.ok) throw new Error(fit.reason);
      return constancyTest(input, fit.value).global.pValue;
    };
    expect(p(true)).toBeLessThan(1e-6);
    expect(p(false)).toBeGreaterThan(0.05);
  });
});

describe("competing ends", () => {
  test("by hand: four deals won on day 1, lost on 2, open on 2, won on 3", () => {
    const told = incidenceOf({
      ...fromTheBeginning(Int32Array.of(1, 2, 2, 3), new Uint8Array(4)),
      cause: Uint8Array.of(1, 2, 0, 1),
    });
    expect([...told.surviving]).toEqual([0.75, 0.5, 0]);
    expect([...told.ways[0]!.share]).toEqual([0.25, 0.25, 0.75]);
    expect([...told.ways[1]!.share]).toEqual([0, 0.25, 0.25]);
    expect(chanceFrom(told, 1, { age: 1, by: 3 })).toBeCloseTo(0.5 / 0.75, 12);
    expect(chanceFrom(told, 1, { age: 3, by: 3 })).toBeNull();
    expect(incidenceAt(told, 1, 4)).toBeNull();
  });

  test("shares of all ways and the share still going sum to 1, and with one way it is one minus Kaplan-Meier", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: -1, max: 10 })), { minLength: 1, maxLength: 60 }),
        (rows) => {
          const stays = { enteredAfter: Int32Array.from(rows, (row) => row[2]), until: Int32Array.from(rows, (row) => row[0]) };
          const told = incidenceOf({ ...stays, cause: Uint8Array.from(rows, (row) => row[1]) });
          told.times.forEach((_, n) => {
            expect(told.ways[0]!.share[n]! + told.ways[1]!.share[n]! + told.surviving[n]!).toBeCloseTo(1, 9);
          });
          const ended = Uint8Array.from(rows, (row) => Number(row[1] > 0));
          const one = incidenceOf({ ...stays, cause: ended }, 1);
          const curve = survivalCurve({ ...stays, ended });
          one.times.forEach((time, n) => {
            expect(one.ways[0]!.share[n]).toBeCloseTo(1 - curve.surviving[n]!, 9);
            // Greenwood's variance is the same for one way.
            expect(incidenceAt(one, 1, time)!.standardError).toBeCloseTo(survivalAt(curve, time)!.standardError, 6);
          });
        },
      ),
    );
  });

  test("one minus Kaplan-Meier of the won alone overstates the share won; this is why it is not used", () => {
    const dice = diceOf(2);
    const until = Int32Array.from({ length: 2000 }, () => dice.below(100));
    const cause = Uint8Array.from(until, () => 1 + dice.below(2));
    const told = incidenceOf({ ...fromTheBeginning(until, new Uint8Array(2000)), cause });
    const alone = survivalCurve(
      fromTheBeginning(
        until,
        cause.map((way) => Number(way === 1)),
      ),
    );
    expect(incidenceAt(told, 1, 99)!.share).toBeCloseTo(cause.filter((way) => way === 1).length / 2000, 9);
    expect(1 - survivalAt(alone, 99)!.surviving).toBeGreaterThan(0.9);
    expect(stillGoingAt(told, 99)).toBe(0);
  });
});

describe("the log-rank test", () => {
  test("by hand: two groups of two, ends on days 1 to 4 in turn", () => {
    // Expected ends of the first group: 2/4 + 1/3 + 1/2 + 0 = 4/3; variance 1/4 + 2/9 + 1/4 + 0 = 13/18.
    const told = logRank({ ...fromTheBeginning(Int32Array.of(1, 3, 2, 4), new Uint8Array(4).fill(1)), group: Uint8Array.of(0, 0, 1, 1) }, 2);
    expect(told.ok && told.value.expected[0]).toBeCloseTo(4 / 3, 12);
    expect(told.ok && told.value.chiSquare).toBeCloseTo((2 - 4 / 3) ** 2 / (13 / 18), 12);
  });

  test("groups made by chance differ beyond 5 in a hundred in about 5 of a hundred worlds", () => {
    let beyond = 0;
    for (let seed = 0; seed < 200; seed++) {
      const dice = diceOf(seed + 50);
      const stays = world(seed, { rows: 90, effects: [0] });
      const told = logRank({ ...stays, group: Uint8Array.from(stays.until, () => dice.below(3)) }, 3);
      if (told.ok && told.value.pValue < 0.05) beyond++;
    }
    expect(beyond).toBeGreaterThan(2);
    expect(beyond).toBeLessThan(22);
  });

  test("one group and no ends are told apart", () => {
    const none = logRank({ ...fromTheBeginning(Int32Array.of(1, 2), new Uint8Array(2)), group: Uint8Array.of(0, 1) }, 2);
    const one = logRank({ ...fromTheBeginning(Int32Array.of(1, 2), new Uint8Array(2).fill(1)), group: Uint8Array.of(0, 0) }, 2);
    expect([none.ok || none.reason, one.ok || one.reason]).toEqual(["nothing-ended", "one-group"]);
  });
});
