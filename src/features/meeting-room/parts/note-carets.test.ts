// Cursors: the others' are recoloured where they must be and hold nothing; where one's own stands is always laid out.
import { Schema } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { expect, test, vi } from "vitest";

import { blocksAtCursor } from "#features/meeting-room/parts/drawn-blocks.ts";
import { caretOf, recolour } from "#features/meeting-room/parts/note-carets.ts";

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

test("a cursor holds nothing in which another cursor could stand: its name is drawn, not written", () => {
  const put: unknown[] = [];
  const element = () => ({ dataset: {} as Record<string, string>, className: "", append: (...some: unknown[]) => put.push(...some) });
  vi.stubGlobal("document", { createElement: element });
  const live = { state: () => ({ people: [] }) } as unknown as Parameters<typeof caretOf>[0];
  const caret = caretOf(live, { id: "ada", name: "Ada" });
  vi.unstubAllGlobals();
  expect([put, "textContent" in caret, caret.dataset["person"], caret.dataset["name"]]).toEqual([[], false, "ada", "Ada"]);
});

test("laid out are the blocks where a selection begins and ends and their neighbours, however long it is", () => {
  const { nodes } = new Schema({ nodes: { doc: { content: "block+" }, paragraph: { group: "block", content: "text*" }, text: {} } });
  // Each takes two places.
  const doc = nodes.doc.create(
    null,
    Array.from({ length: 100 }, () => nodes.paragraph.create()),
  );
  const places = (anchor: number, head = anchor) =>
    blocksAtCursor({ doc, selection: TextSelection.create(doc, 2 * anchor + 1, 2 * head + 1) }).map(({ from, to }) => [from / 2, (to - from) / 2]);
  expect(places(0)).toEqual([
    [0, 1],
    [1, 1],
  ]);
  expect(places(99).map(([place]) => place)).toEqual([98, 99]);
  expect(places(90, 10).map(([place]) => place)).toEqual([9, 10, 11, 89, 90, 91]);
});
