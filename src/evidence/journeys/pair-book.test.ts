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
