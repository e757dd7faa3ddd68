// Every thing has one address, and the address leads back to it.
import { expect, it } from "vitest";

import { pathOfSubject, subjectAt, subjectKey, subjectKinds, subjectOfKey } from "#facts/subject.ts";

const at = (address: string, workspace = "firm") => {
  const [path = "", search = ""] = address.split("?");
  return subjectAt(workspace, path, new Map(new URLSearchParams(search)));
};

it.each(subjectKinds)("%s", (kind) => {
  const subject = { kind, id: "a:1/ü" };
  expect(subjectOfKey(subjectKey(subject))).toEqual(subject);
  const plain = { kind, id: "00000000-0000-4000-8000-000000000001" };
  expect(at(pathOfSubject("firm", plain))).toEqual(plain);
});

it("an address of another workspace, of a room as a whole or of no kind names nothing", () => {
  expect(at("/w/other/claims?claim=1")).toBeNull();
  expect(at("/w/firm/claims")).toBeNull();
  expect(at("/w/firm/records?entity=seller-cost&id=1")).toBeNull();
  expect(at("/account?claim=1")).toBeNull();
  expect(subjectOfKey("pay:1")).toBeNull();
  expect(subjectOfKey("deal:")).toBeNull();
});
