// Cuts are told by name, and two people of one name are told apart.
import { expect, test } from "vitest";

import { namesInCuts } from "#ledger/cut-names.ts";

const nameOf = namesInCuts({
  sellers: { ids: ["S-1", "S-2", "S-3", "S-4"], names: ["Ann Lee", "Bo Ray", "Ann Lee", null] },
  products: { ids: ["P-1"], names: ["Video kits"] },
});

test("sellers and products by name, other fields and unknown ids as they are, an empty field stays empty", () => {
  expect([
    nameOf("owner", "S-2"),
    nameOf("product", "P-1"),
    nameOf("region", "S-2"),
    nameOf("owner", "S-4"),
    nameOf("owner", "X"),
    nameOf("owner", null),
  ]).toEqual(["Bo Ray", "Video kits", "S-2", "S-4", "X", null]);
});

test("two of one name are told apart by their ids", () => expect([nameOf("owner", "S-1"), nameOf("owner", "S-3")]).toEqual(["Ann Lee (S-1)", "Ann Lee (S-3)"]));
