// Tables sort as people do and are saved without harm.
import { expect, test } from "vitest";

import { compareCells, tableAsCsv } from "#ui/table-parts.ts";

test("numbers inside names sort by size, and absent values last", () => {
  expect(["GTX 10", null, "GTX 9", "ГТК"].sort(compareCells)).toEqual(["ГТК", "GTX 9", "GTX 10", null]);
});

test("a saved table names its units, and a cell that looks like a formula is made harmless", async () => {
  const columns = [
    { name: "Account", value: (row: { name: string; amount: number }) => row.name },
    { name: "Amount", unit: "USD", value: (row: { name: string; amount: number }) => row.amount },
  ];
  const text = await tableAsCsv(columns, [{ name: "=1+1", amount: -5 }]).text();
  expect(text.replace("\uFEFF", "")).toBe('Account,"Amount, USD"\r\n\'=1+1,-5\r\n');
});
