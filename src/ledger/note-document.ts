// The shared document of a meeting's notes, read line by line: one part for each item of the agenda, named by the item.
import * as Y from "yjs";

import { type NoteLine, type NoteRun, isSafeLink } from "#facts/notes.ts";

/** The document that changes give together, in whatever order they come. */
export function documentOf(parts: readonly Uint8Array[]): Y.Doc {
  const document = new Y.Doc();
  Y.transact(document, () => {
    for (const part of parts) if (part.byteLength > 0) Y.applyUpdate(document, part);
  });
  return document;
}

/** Whether anything was ever written in a part, even if it is gone by now. */
export function wasBegun(document: Y.Doc, itemId: string): boolean {
  // What was deleted leaves its place in the list, which nothing public shows.
  // oxlint-disable-next-line eslint/no-underscore-dangle
  return document.getXmlFragment(itemId)._start !== null;
}

/** Plain words become paragraphs, one a line. */
export function writeWords(document: Y.Doc, itemId: string, text: string): void {
  document.getXmlFragment(itemId).insert(
    0,
    text.split("\n").map((line) => {
      const paragraph = new Y.XmlElement("paragraph");
      if (line !== "") paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    }),
  );
}

/** What stands in the part of an item. An empty part has no lines. */
export function linesOf(document: Y.Doc, itemId: string): NoteLine[] {
  const lines: NoteLine[] = [];
  for (const node of document.getXmlFragment(itemId).toArray()) readBlock(node, { lines, deep: 0 });
  while (lines.length > 0 && lines.at(-1)!.runs.every(({ text }) => text.trim() === "")) lines.pop();
  return lines;
}

interface Reading {
  readonly lines: NoteLine[];
  readonly deep: number;
}

/** Deeper lists than anybody reads are read as if they were no deeper: a document made by hand must not fill the stack. */
const deepest = 20;

function readBlock(node: unknown, { lines, deep }: Reading): void {
  if (!(node instanceof Y.XmlElement) || deep > deepest) return;
  const name = node.nodeName;
  if (name === "heading") {
    const level = Math.min(3, Math.max(1, Number(node.getAttribute("level" as never)) || 1));
    lines.push({ kind: "heading", level, runs: runsOf(node) });
  } else if (name === "bulletList" || name === "orderedList" || name === "taskList") {
    let number = Number(node.getAttribute("start" as never)) || 1;
    for (const item of node.toArray()) readItem(item, { lines, deep, list: name, number: number++ });
  } else if (name === "paragraph") lines.push({ kind: "text", level: deep, runs: runsOf(node) });
  else for (const child of node.toArray()) readBlock(child, { lines, deep });
}

function readItem(item: unknown, { lines, deep, list, number }: Reading & { list: string; number: number }): void {
  if (!(item instanceof Y.XmlElement)) return;
  const [first, ...rest] = item.toArray();
  const runs = first instanceof Y.XmlElement ? runsOf(first) : [];
  if (list === "bulletList") lines.push({ kind: "bullet", level: deep, runs });
  else if (list === "orderedList") lines.push({ kind: "number", level: deep, number, runs });
  else lines.push({ kind: "task", level: deep, isDone: String(item.getAttribute("checked" as never)) === "true", runs });
  for (const child of rest) readBlock(child, { lines, deep: deep + 1 });
}

function runsOf(block: Y.XmlElement): NoteRun[] {
  const runs: NoteRun[] = [];
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) {
      for (const { insert, attributes = {} } of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[])
        if (typeof insert === "string") runs.push(runOf(insert, attributes));
    } else if (child instanceof Y.XmlElement && child.nodeName === "hardBreak") runs.push({ text: "\n" });
  }
  return runs;
}

function runOf(text: string, attributes: Record<string, unknown>): NoteRun {
  const href = (attributes["link"] as { href?: unknown } | undefined)?.href;
  return {
    text,
    ...(attributes["bold"] ? { isBold: true } : {}),
    ...(attributes["italic"] ? { isItalic: true } : {}),
    ...(isSafeLink(href) ? { href: href.trim() } : {}),
  };
}
