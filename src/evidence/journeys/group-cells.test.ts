// Sums that numbers are added to and taken out of are, list by list and in their order, those of a plain map; and nothing of what went is left.
import { expect, test } from "vitest";
import * as fc from "fast-check";

import { GroupCells, mixed } from "#evidence/journeys/group-cells.ts";

const [places, groups] = [40, 24];

const change = fc.record({ group: fc.nat(groups - 1), cells: fc.array(fc.tuple(fc.nat(places - 1), fc.integer({ min: -3, max: 3 })), { maxLength: 60 }) });

/** The plainest version: a number for each place and group. */
class Plain {
  readonly amounts = Array.from({ length: places }, () => new Map<number, number>());

  add(place: number, group: number, amount: number): void {
    this.amounts[place]!.set(group, (this.amounts[place]!.get(group) ?? 0) + amount);
  }

  lists(): [group: number, amount: number][][] {
    return this.amounts.map((own) => [...own].filter(([, amount]) => amount !== 0).sort(([a], [b]) => a - b));
  }
}

const listsOf = (cells: GroupCells) => {
  const { starts, ends, group, amount } = cells.pick(
    Array.from({ length: places }, (_, place) => place),
    groups,
  );
  return Array.from(starts, (start, place) => Array.from({ length: ends[place]! - start }, (_, n) => [group[start + n]!, amount[start + n]!]));
};

function filled(changes: readonly { readonly group: number; readonly cells: readonly (readonly [number, number])[] }[]): { cells: GroupCells; plain: Plain } {
  const [cells, plain] = [new GroupCells(), new Plain()];
  cells.settle();
  for (const { group, cells: own } of changes) {
    for (const [place, amount] of own) {
      cells.add(place, amount);
      plain.add(place, group, amount);
    }
    cells.endGroup(group);
  }
  return { cells, plain };
}

test("after any additions and removals each place holds what a plain map holds, in order of groups, and knows its total", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const { cells, plain } = filled(changes);
      expect(listsOf(cells)).toEqual(plain.lists());
      plain.lists().forEach((own, place) => expect(cells.total(place)).toBe(own.reduce((sum, [, amount]) => sum + amount, 0)));
    }),
  );
});

test("it does not matter what came before the lists were laid out and what after, nor what else came and went", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.array(change, { maxLength: 20 }), (before, others) => {
      const whole = Array.from({ length: groups }, (_, group) => ({ group, cells: before.filter((one) => one.group === group).flatMap(({ cells }) => cells) }));
      const laid = new GroupCells();
      for (const { group, cells } of whole) {
        for (const [place, amount] of cells) laid.add(place, amount);
        laid.endGroup(group);
      }
      laid.settle();
      for (const sign of [1, -1]) {
        for (const { group, cells } of others) {
          for (const [place, amount] of cells) laid.add(place, sign * amount);
          laid.endGroup(group);
        }
      }
      expect(listsOf(laid)).toEqual(listsOf(filled(whole).cells));
    }),
  );
});

test("lists that grow and shrink by the ten thousand are brought together again: the room stays within a few times of what is held", () => {
  const [cells, many] = [new GroupCells(), 500];
  cells.settle();
  for (let round = 0; round < 6; round++) {
    for (const sign of round === 5 ? [1] : [1, -1]) {
      for (let group = 0; group < 100; group++) {
        for (let place = 0; place < many; place++) cells.add(round * many + place, sign * (1 + ((group * place) % 7)));
        cells.endGroup(group);
      }
    }
  }
  let held = 0;
  for (let place = 0; place < 6 * many; place++) held += cells.total(place) === 0 ? 0 : 100;
  expect(held).toBe(100 * many);
  expect(cells.size).toBeLessThan(6 * (held + 6 * many));
});

test("places put together under weights are the weighted sums by group, each group once", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), (changes, weights) => {
      const { cells, plain } = filled(changes);
      const own = Float64Array.from(weights);
      const sums = mixed(cells, { groups, size: 10, of: 4, placeOf: (at, n) => at + 10 * n, weightsOf: () => own });
      for (let at = 0; at < 10; at++) {
        const expected = Array.from({ length: groups }, (_, group) =>
          weights.reduce((sum, weight, n) => sum + weight * (plain.amounts[at + 10 * n]!.get(group) ?? 0), 0),
        );
        const found = new Map<number, number>();
        for (let n = sums.starts[at]!; n < sums.ends[at]!; n++) {
          expect(found.has(sums.group[n]!)).toBe(false);
          found.set(sums.group[n]!, sums.amount[n]!);
        }
        expect(Array.from({ length: groups }, (_, group) => found.get(group) ?? 0)).toEqual(expected);
      }
    }),
  );
});
