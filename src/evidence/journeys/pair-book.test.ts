// Places of pairs against a map of texts.
import { expect, it } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { PairBook } from "#evidence/journeys/pair-book.ts";

it("a pair keeps its place however many come, and others of the same half get their own", () => {
  const book = new PairBook();
  const known = new Map<string, number>();
  const dice = diceOf(3);
  for (let n = 0; n < 20_000; n++) {
    const pair = [dice.below(90) * 2 ** 45 + dice.below(40), dice.below(200) - 100] as const;
    const name = pair.join(" ");
    if (!known.has(name)) known.set(name, known.size);
    expect(book.place(...pair)).toBe(known.get(name));
  }
  expect(known.size).toBeGreaterThan(10_000);
});

it("where all pairs there can be are few, each has the place it would have been found at", () => {
  const [searched, own] = [new PairBook(), new PairBook({ firsts: 50, seconds: 7 })];
  const dice = diceOf(4);
  for (let n = 0; n < 2000; n++) {
    const [first, second] = [dice.below(50), dice.below(7)];
    expect(own.place(first, second)).toBe(searched.place(first, second));
  }
  expect(own.place(49, 6)).toBe(searched.place(49, 6));
});

it("a book of more pairs than have room looks for them", () => {
  const book = new PairBook({ firsts: 2 ** 20, seconds: 2 ** 20 });
  expect([book.place(2 ** 20 - 1, 2 ** 20 - 1), book.place(0, 0), book.place(2 ** 20 - 1, 2 ** 20 - 1)]).toEqual([0, 1, 0]);
});
