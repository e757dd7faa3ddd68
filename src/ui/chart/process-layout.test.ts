// On a process map arrows that run beside one another have lanes of their own, and short ones lie inside.
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { layMoves, thicknessOf } from "#ui/chart/process-layout.ts";

const steps = ["lead", "mql", "sql", "offer", "won"];
const move = (from: string, to: string, count = 1) => ({ from, to, count });

test("a step to its neighbour runs straight, past it on the right, back on the left", () => {
  const { moves } = layMoves(steps, [move("lead", "mql"), move("lead", "sql"), move("offer", "sql"), move("sql", "sql")]);
  expect(moves.map(({ move: { from, to }, way }) => [from, to, way])).toEqual([
    ["lead", "mql", "next"],
    ["lead", "sql", "past"],
    ["sql", "sql", "again"],
    ["offer", "sql", "back"],
  ]);
});

test("a short arrow lies inside a long one, and two that follow each other share a lane", () => {
  const { moves, lanesPast } = layMoves(steps, [move("lead", "won"), move("lead", "sql"), move("sql", "won")]);
  expect(Object.fromEntries(moves.map(({ move: { from, to }, lane }) => [`${from} ${to}`, lane]))).toEqual({ "lead sql": 0, "sql won": 0, "lead won": 1 });
  expect(lanesPast).toBe(2);
});

test("moves of steps that are not shown, and moves that nobody made, are left out", () => {
  expect(layMoves(steps, [move("lead", "elsewhere"), move("lead", "mql", 0)]).moves).toEqual([]);
});

test("no two arrows on a lane cover each other", () => {
  const at = fc.integer({ min: 0, max: 4 }).map((place) => steps[place]!);
  const unlike = fc.uniqueArray(fc.record({ from: at, to: at, count: fc.integer({ min: 1, max: 99 }) }), { selector: ({ from, to }) => `${from} ${to}` });
  fc.assert(
    fc.property(unlike, (moves) => {
      const beside = layMoves(steps, moves).moves.filter(({ way }) => way !== "next");
      for (const one of beside)
        for (const two of beside) {
          if (one === two || one.lane !== two.lane || (one.way === "past") !== (two.way === "past")) continue;
          const [top, bottom] = [
            Math.max(Math.min(one.from, one.to), Math.min(two.from, two.to)),
            Math.min(Math.max(one.from, one.to), Math.max(two.from, two.to)),
          ];
          expect(top).toBeGreaterThanOrEqual(bottom);
        }
    }),
  );
});

test("an arrow is as thick as its number, and the rarest can still be seen", () => {
  expect([thicknessOf(100, 100), thicknessOf(50, 100), thicknessOf(1, 100)]).toEqual([14, 7, 1.25]);
});
