// Columns read from the bytes of COPY, wherever its pieces end.
import { expect, it } from "vitest";

import { Coder } from "#facts/columns.ts";
import { diceOf } from "#kit/dice.ts";
import { CopyReader } from "#ledger/copied-columns.ts";
import { copyValue } from "#ledger/copy-text.ts";

const dice = diceOf(5);
const odd = [null, "", "fair", "ярмарка", "\\N", "a\tb", "line\nbreak", "back\\slash", "C:\\temp\\new", "e\u0301", "日本", "x".repeat(300)];
const rows = Array.from({ length: 5000 }, (_, n) => ({
  minute: dice.below(60_000_000) - 30_000_000,
  texts: [odd[dice.below(odd.length)]!, dice.chance(0.1) ? null : `Account ${dice.below(2000)}`, `only ${n}`],
}));
const bytes = Buffer.from(rows.map(({ minute, texts }) => `${[minute, ...texts].map(copyValue).join("\t")}\n`).join(""));

it.each([1 << 20, 4096, 7])("pieces of %i bytes give the numbers and texts that were written", (size) => {
  const coders = [new Coder(), new Coder(), new Coder()];
  const reader = new CopyReader(coders);
  // One piece of memory for all of them, written over each time.
  const piece = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) reader.hear(piece.subarray(0, bytes.copy(piece, 0, at, at + size)));
  const { numbers, codes } = reader.columns();
  expect([...numbers]).toEqual(rows.map(({ minute }) => minute));
  codes.forEach((own, field) => {
    const read = Array.from(own, (code) => (code < 0 ? null : coders[field]!.names[code]));
    expect(read).toEqual(rows.map(({ texts }) => texts[field] || null));
  });
  expect(coders[1]!.names).toHaveLength(new Set(rows.flatMap(({ texts }) => texts[1] ?? [])).size);
});

it("a line with fewer fields, or more, is no answer", () => {
  for (const line of ["12\tfair\n", "12\tfair\tmail\tsite\n"])
    expect(() => new CopyReader([new Coder(), new Coder()]).hear(Buffer.from(line))).toThrow(/number of fields/);
});

it("a copy that breaks off in the middle of a line is no answer", () => {
  const reader = new CopyReader([new Coder()]);
  reader.hear(Buffer.from("12\tfair\n13\tma"));
  expect(() => reader.columns()).toThrow(/no end/);
});
