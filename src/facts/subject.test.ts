// Every thing has one address, and the address leads back to it.
import { expect, it } from "vitest";

import { ourPathsIn, targetAt } from "#facts/links.ts";
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

it("a link in a text leads to a thing, a figure of its period, a goal or a promise; a room as a whole and another company lead nowhere", () => {
  const text =
    "**https://a.example/w/firm/cycle?period=2017-q3**, https://a.example/w/firm/goals?goal=7#x (http://b.example/w/firm/claims) https://a.example/w/firm2/cycle";
  const found = ourPathsIn(text, "firm");
  expect(found).toEqual(["/w/firm/cycle?period=2017-q3", "/w/firm/goals?goal=7", "/w/firm/claims"]);
  expect(found.map((path) => targetAt("firm", path))).toEqual([{ is: "number", key: "cycle-median-won", period: "2017-Q3" }, { is: "goal", id: "7" }, null]);
  expect(targetAt("firm", "/w/firm/threads?about=number%3Awin-rate&period=nonsense")).toEqual({ is: "number", key: "win-rate", period: null });
  expect(targetAt("firm", "/w/firm/promises?promise=accept-in-time")).toEqual({ is: "promise", key: "accept-in-time", period: null });
  expect(targetAt("firm", "/w/firm/promises?promise=constructor")).toBeNull();
  expect(targetAt("firm", "/w/firm/constructor?x=%E0%A4%A")).toBeNull();
  expect(targetAt("firm", "/w/other/cycle")).toBeNull();
});
