// What is noted in a meeting, line by line: headings, lists, tasks and plain words, with links that are safe to follow.
import { z } from "zod";

import { listOf } from "#facts/papers-shape.ts";

export const noteLineKinds = ["text", "heading", "bullet", "number", "task"] as const;

const runShape = z.object({
  text: z.string(),
  isBold: z.boolean().optional(),
  isItalic: z.boolean().optional(),
  /** http, https or mailto, nothing else. */
  href: z.string().optional(),
});
export type NoteRun = z.output<typeof runShape>;

export const noteLineShape = z
  .object({
    kind: z.enum(noteLineKinds),
    /** Of a heading its rank from 1; of a line in a list how deep it lies, from 0. */
    level: z.number().int(),
    /** Of a numbered line its number. */
    number: z.number().int().optional(),
    /** Of a task whether it is done. */
    isDone: z.boolean().optional(),
    runs: listOf(runShape),
  })
  .meta({ id: "NoteLine" });
export type NoteLine = z.output<typeof noteLineShape>;

const schemes = new Set(["http:", "https:", "mailto:"]);

/** Whether a link may be followed from our pages: what could run something (javascript:, data:) may not. */
export function isSafeLink(href: unknown): href is string {
  if (typeof href !== "string" || href.length > 2000) return false;
  const scheme = /^([a-z][a-z0-9+.-]*:)[^\s\p{Cc}]+$/iu.exec(href.trim())?.[1]?.toLowerCase();
  return scheme !== undefined && schemes.has(scheme);
}

const marks = (line: NoteLine): string => {
  if (line.kind === "bullet") return "• ";
  if (line.kind === "number") return `${line.number ?? 1}. `;
  if (line.kind === "task") return line.isDone === true ? "[x] " : "[ ] ";
  return "";
};

const withLink = ({ text, href }: NoteRun) => (href === undefined || href === text ? text : `${text} (${href})`);

/** The same as plain words, for letters, paper and search. */
export function textOfNote(lines: readonly NoteLine[]): string {
  return lines
    .map((line) => `${line.kind === "heading" ? "" : "  ".repeat(line.level)}${marks(line)}${line.runs.map(withLink).join("")}`)
    .join("\n")
    .trimEnd();
}
