// What may be shown of a wave, against an attacker who adds and subtracts all that is shown.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type AnsweredBy, computableGroups, computablePeople, disclosed, exactGroups, shownGroups, type ShownWave } from "#evidence/survey/shown.ts";

const weights = { sales: [1, 0], marketing: [0, 1], joint: [1, 1] } as const;
const audited = (by: AnsweredBy, fewest: number) =>
  computableGroups(
    shownGroups(by, fewest).map((group) => weights[group]),
    [by.sales, by.marketing],
    fewest,
  );

test.each([
  [{ sales: 12, marketing: 6 }, ["sales", "marketing", "joint"]],
  [{ sales: 12, marketing: 3 }, ["joint"]],
  [{ sales: 4, marketing: 3 }, ["joint"]],
  [{ sales: 3, marketing: 1 }, []],
  [{ sales: 12, marketing: 0 }, ["sales"]],
  [{ sales: 0, marketing: 5 }, ["marketing"]],
  [{ sales: 0, marketing: 4 }, []],
  [{ sales: 5, marketing: 5 }, ["sales", "marketing", "joint"]],
])("of %o is shown %j", (by, groups) => expect(shownGroups(by, 5)).toEqual(groups));

test("whatever the sizes, nothing of fewer than the threshold follows from what is shown", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.integer({ min: 5, max: 12 }), (sales, marketing, fewest) => {
      expect(audited({ sales, marketing }, fewest)).toEqual([]);
    }),
  );
});

test("with one side shown beside both together the audit finds the small side: this is what must never be shown", () => {
  expect(computableGroups([weights.sales, weights.joint], [12, 3], 5)).toEqual([[1]]);
});

describe("the audit", () => {
  test("finds who joined between two figures of the same people", () =>
    expect(
      computableGroups(
        [
          [1, 0],
          [1, 1],
        ],
        [12, 1],
        5,
      ),
    ).toEqual([[1]]));

  test("finds a person in the middle of three overlapping groups", () => {
    // a+b, b+c and a+c give a, b and c; each cell alone is small, and only the smallest sets are named.
    expect(
      computableGroups(
        [
          [1, 1, 0],
          [0, 1, 1],
          [1, 0, 1],
        ],
        [4, 4, 4],
        5,
      ),
    ).toEqual([[0], [1], [2]]);
  });

  test("two of three overlapping groups give nobody", () =>
    expect(
      computableGroups(
        [
          [1, 1, 0],
          [0, 1, 1],
        ],
        [4, 4, 4],
        5,
      ),
    ).toEqual([]));

  test("a group that is large enough may be known", () =>
    expect(
      computableGroups(
        [
          [1, 0],
          [1, 1],
        ],
        [12, 5],
        5,
      ),
    ).toEqual([]));

  test("nothing shown, nothing found; cells without people are nobody", () => {
    expect(computableGroups([], [1, 2], 5)).toEqual([]);
    expect(computableGroups([[0, 1]], [6, 0], 5)).toEqual([]);
  });

  test("agrees with trying all small whole factors", () => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 3 }), (shown, sizes) => {
        const found = computableGroups(shown, sizes, 5);
        const small = subsets.filter((set) => set.reduce<number>((sum, is, cell) => sum + is * sizes[cell]!, 0) < 5);
        const missed = small.filter((set) => combined(shown, set) && !found.some((cells) => cells.every((cell) => set[cell] === 1)));
        expect(missed).toEqual([]);
        for (const cells of found)
          expect(
            combined(
              shown,
              [0, 1, 2].map((cell) => Number(cells.includes(cell))),
            ),
          ).toBe(true);
      }),
    );
  });

  test("forty people in cells of their own are audited as well; too many sums are refused, not left out", () => {
    const one = (n: number) => Array.from({ length: 40 }, (_, cell) => Number(cell === n));
    const ones = Array.from({ length: 40 }, () => 1);
    expect(computableGroups([ones, one(3)], ones, 5)).toEqual([[3]]);
    const many = Array.from({ length: 17 }, (_, n) => one(n));
    expect(() => computableGroups(many, ones, 5)).toThrow(/17 independent sums/);
  });
});

describe("over several waves", () => {
  const people = (side: string, count: number) => Array.from({ length: count }, (_, n) => `${side}${n}`);
  const wave = (sales: readonly string[], marketing: readonly string[]) => ({ groups: ["sales", "marketing", "joint"] as const, sales, marketing });
  const [sales, marketing] = [people("s", 12), people("m", 6)];

  test("the same people twice give nobody away", () => expect(computablePeople([wave(sales, marketing), wave(sales, marketing)], 5)).toEqual([]));

  test("the same people less one give that one away, and less five do not", () => {
    expect(computablePeople([wave(sales, marketing), wave(sales.slice(1), marketing)], 5)).toEqual([["s0"]]);
    expect(computablePeople([wave(sales, marketing), wave(sales.slice(5), marketing)], 5)).toEqual([]);
  });

  test("who went from one side to the other is found by what both lose and gain", () =>
    expect(computablePeople([wave(sales, marketing), wave(sales.slice(1), ["s0", ...marketing])], 5)).toEqual([["s0"]]));

  test("a small group that two waves give only together is found", () => {
    // All less the first two, then all less the third to fifth: neither alone, both together.
    const waves = [wave(sales, marketing), wave(sales.slice(2), marketing), wave(sales.toSpliced(2, 3), marketing)];
    expect(computablePeople(waves, 5)).toEqual([
      ["s0", "s1"],
      ["s2", "s3", "s4"],
    ]);
  });

  const rules = { fewest: 5, isJoint: false };
  test("where subtraction would work, one answer of the side concerned is left out by lot, and the other side stays whole", () => {
    expect(disclosed({ sales: sales.slice(1), marketing }, { ...rules, earlier: [wave(sales, marketing)] })).toEqual({
      groups: ["sales", "marketing", "joint"],
      leftOut: ["sales"],
    });
    expect(disclosed({ sales, marketing }, { ...rules, earlier: [wave(sales, marketing)] })).toEqual({ groups: ["sales", "marketing", "joint"], leftOut: [] });
  });

  test("a side that falls under the threshold without that answer is not shown by itself", () =>
    expect(disclosed({ sales, marketing: marketing.slice(1) }, { ...rules, earlier: [wave(sales, marketing)] })).toEqual({
      groups: ["joint"],
      leftOut: ["marketing"],
    }));

  test("what was promised as joint is never shown by side", () => {
    expect(disclosed({ sales, marketing }, { fewest: 5, isJoint: true, earlier: [] })).toEqual({ groups: ["joint"], leftOut: [] });
    expect(disclosed({ sales: sales.slice(0, 2), marketing: marketing.slice(0, 2) }, { fewest: 5, isJoint: true, earlier: [] }).groups).toEqual([]);
  });

  test("whoever comes and goes over eight waves, what is shown with its lots gives nobody away", () => {
    const who = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.constantFrom(...sales, ...marketing)), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(who, { minLength: 2, maxLength: 8 }), (moves) => {
        const shown: { groups: readonly ("sales" | "marketing" | "joint")[]; sales: readonly string[]; marketing: readonly string[] }[] = [];
        for (const move of moves) {
          const away = new Set(move.filter(([isAway]) => isAway).map(([, , one]) => one));
          const over = new Set(move.filter(([, isOver]) => isOver).map(([, , one]) => one));
          const of = (side: readonly string[], other: readonly string[]) =>
            [...side.filter((one) => !over.has(one)), ...other.filter((one) => over.has(one))].filter((one) => !away.has(one));
          const answered = { sales: of(sales, marketing), marketing: of(marketing, sales) };
          const { groups, leftOut } = disclosed(answered, { ...rules, earlier: shown });
          shown.push({ ...answered, groups: exactGroups(groups, leftOut) });
        }
        expect(computablePeople(shown, 5)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("pulses between whole waves", () => {
  const [sales, marketing] = [Array.from({ length: 12 }, (_, n) => `s${n}`), Array.from({ length: 6 }, (_, n) => `m${n}`)];
  const rules = { fewest: 5, isJoint: false };
  const wave = (own: readonly string[], statements: readonly string[] | null = null): ShownWave => ({
    groups: ["sales", "marketing", "joint"],
    sales: own,
    marketing,
    statements,
  });

  test("a pulse is held against the whole wave before it: whoever is missing in it is not given away", () => {
    const pulse = { ...rules, statements: ["respect", "one-plan", "misses-examined"] };
    expect(disclosed({ sales: sales.slice(1), marketing }, { ...pulse, earlier: [wave(sales)] }).leftOut).toEqual(["sales"]);
    expect(disclosed({ sales, marketing }, { ...pulse, earlier: [wave(sales)] }).leftOut).toEqual([]);
  });

  test("two pulses that ask for different statements give nobody away, and such as share one do", () => {
    const earlier = [wave(sales, ["respect", "one-plan", "misses-examined"])];
    const next = { sales: sales.slice(1), marketing };
    expect(disclosed(next, { ...rules, earlier, statements: ["joint-goals", "one-funnel", "work-shared"] }).leftOut).toEqual([]);
    expect(disclosed(next, { ...rules, earlier, statements: ["respect", "one-funnel", "work-shared"] }).leftOut).toEqual(["sales"]);
  });

  test("eight pulses do not push a whole wave out of sight", () => {
    const earlier = [wave(sales), ...Array.from({ length: 8 }, () => wave(sales.slice(1, 9), ["respect", "one-plan", "misses-examined"]))];
    expect(disclosed({ sales: sales.slice(1), marketing }, { ...rules, earlier }).leftOut).toEqual(["sales"]);
  });

  test("whoever comes and goes over whole waves and pulses, no statement gives anybody away", () => {
    const asked = ["a", "b", "c"];
    const some = fc.constantFrom<readonly string[] | null>(null, ["a"], ["b"], ["a", "b"], ["b", "c"]);
    const moves = fc.array(fc.constantFrom(...sales, ...marketing), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(some, moves), { minLength: 2, maxLength: 8 }), (waves) => {
        const shown: ShownWave[] = [];
        for (const [statements, away] of waves) {
          const answered = { sales: sales.filter((one) => !away.includes(one)), marketing: marketing.filter((one) => !away.includes(one)) };
          const { groups, leftOut } = disclosed(answered, { ...rules, earlier: shown, statements });
          shown.push({ ...answered, statements, groups: exactGroups(groups, leftOut) });
        }
        // The attacker takes each statement by itself, with every wave that asked for it.
        for (const one of asked)
          expect(
            computablePeople(
              shown.filter(({ statements }) => statements?.includes(one) ?? true),
              5,
            ),
          ).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

const subsets = Array.from({ length: 7 }, (_, n) => [(n + 1) & 1, ((n + 1) >> 1) & 1, ((n + 1) >> 2) & 1]);
const factors = [-2, -1, -0.5, 0, 0.5, 1, 2];

/** Whether some factors make the wanted row of the rows shown: enough for rows of noughts and ones in three cells. */
function combined(shown: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const tries = shown.reduce<number[][]>((so) => so.flatMap((each) => factors.map((factor) => each.concat(factor))), [[]]);
  return tries.some((of) => wanted.every((value, cell) => Math.abs(of.reduce((sum, factor, n) => sum + factor * shown[n]![cell]!, 0) - value) < 1e-9));
}
