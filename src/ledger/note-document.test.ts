// The shared document read line by line, and as plain words.
import { expect, test } from "vitest";
import * as Y from "yjs";

import { isSafeLink, textOfNote } from "#facts/notes.ts";
import { documentOf, linesOf, wasBegun, writeWords } from "#ledger/note-document.ts";

const block = (name: string, content: (Y.XmlElement | Y.XmlText)[], attributes: Record<string, unknown> = {}) => {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as never);
  element.insert(0, content);
  return element;
};
const words = (text: string, attributes: Record<string, unknown> = {}) => {
  const made = new Y.XmlText();
  made.insert(0, text, attributes);
  return made;
};
const paragraph = (...content: (Y.XmlElement | Y.XmlText)[]) => block("paragraph", content);

test("headings, nested lists, numbers, tasks and links are read in their order", () => {
  const document = new Y.Doc();
  document
    .getXmlFragment("item")
    .insert(0, [
      block("heading", [words("The stand")], { level: 2 }),
      block("bulletList", [
        block("listItem", [paragraph(words("eight people")), block("bulletList", [block("listItem", [paragraph(words("two from sales"))])])]),
        block("listItem", [paragraph(words("a bar"))]),
      ]),
      block("orderedList", [block("listItem", [paragraph(words("first"))]), block("listItem", [paragraph(words("second"))])]),
      block("taskList", [
        block("taskItem", [paragraph(words("book the hall"))], { checked: true }),
        block("taskItem", [paragraph(words("print"))], { checked: false }),
      ]),
      paragraph(words("See "), words("the plan", { link: { href: "https://example.com/plan" } }), block("hardBreak", []), words("now", { bold: {} })),
      paragraph(words("Never ", {}), words("this", { link: { href: "javascript:alert(1)" } })),
      paragraph(),
    ]);
  const lines = linesOf(document, "item");
  expect(textOfNote(lines)).toBe(
    [
      "The stand",
      "• eight people",
      "  • two from sales",
      "• a bar",
      "1. first",
      "2. second",
      "[x] book the hall",
      "[ ] print",
      "See the plan (https://example.com/plan)",
      "now",
      "Never this",
    ].join("\n"),
  );
  expect(lines[0]).toEqual({ kind: "heading", level: 2, runs: [{ text: "The stand" }] });
  expect(lines.at(-2)!.runs.at(-1)).toEqual({ text: "now", isBold: true });
  // What would run something is no link.
  expect(JSON.stringify(lines)).not.toContain("javascript");
});

test("plain words become lines and come back; what was deleted was begun all the same", () => {
  const document = new Y.Doc();
  expect([wasBegun(document, "item"), linesOf(document, "item")]).toEqual([false, []]);
  writeWords(document, "item", "One\n\nThree");
  expect(textOfNote(linesOf(documentOf([Y.encodeStateAsUpdate(document)]), "item"))).toBe("One\n\nThree");
  document.getXmlFragment("item").delete(0, 3);
  const again = documentOf([Y.encodeStateAsUpdate(document)]);
  expect([wasBegun(again, "item"), linesOf(again, "item")]).toEqual([true, []]);
});

test("a document made by hand fills no stack", () => {
  const document = new Y.Doc();
  let inner = paragraph(words("deep"));
  for (let n = 0; n < 200; n++) inner = block("bulletList", [block("listItem", [paragraph(words("x")), inner])]);
  document.getXmlFragment("item").insert(0, [inner]);
  expect(linesOf(document, "item").length).toBeLessThan(30);
});

test("links may begin with http, https or mailto, and hold no blank or control sign", () => {
  const good = ["https://example.com", "http://a.b/c?d=e#f", "mailto:anna@example.com", "HTTPS://example.com"];
  const bad = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "//example.com",
    "example.com",
    "https://a b",
    "",
    null,
    "vbscript:x",
  ];
  expect(good.filter(isSafeLink)).toEqual(good);
  expect(bad.filter(isSafeLink)).toEqual([]);
});
