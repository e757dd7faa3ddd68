// Cursors of the others: recoloured where they must be, and never touched where they need not.
import { expect, test } from "vitest";

import { recolour } from "#features/meeting-room/parts/note-carets.ts";

test("a cursor whose colour is right is not touched: the page does not change under the hands of who writes", () => {
  const live = { state: () => ({ people: [{ id: "ada", name: "Ada", colour: 3 }] }) } as unknown as Parameters<typeof recolour>[1];
  let [name, written] = ["", 0];
  const caret = {
    dataset: { person: "ada" },
    get className() {
      return name;
    },
    set className(next: string) {
      [name, written] = [next, written + 1];
    },
  };
  const within = { querySelectorAll: () => [caret] } as unknown as HTMLElement;
  recolour(within, live);
  recolour(within, live);
  expect(written).toBe(1);
});
