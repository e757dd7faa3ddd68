// What a link in a text leads to: a thing, a figure of a period, a goal or a promise of this workspace; read from the address alone, with nobody asked.
import { type Subject, subjectAt } from "#facts/subject.ts";
import { promiseKeys } from "#facts/promises.ts";
import { readMarks, type Piece } from "#kit/light-marks.ts";
import { isOurPage } from "#kit/paths.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { readQuery } from "#kit/query.ts";

/** `period` null: the address leaves it to the day. */
export type LinkTarget =
  | { readonly is: "subject"; readonly subject: Subject }
  | { readonly is: "number"; readonly key: string; readonly period: string | null }
  | { readonly is: "goal"; readonly id: string }
  | { readonly is: "promise"; readonly key: string; readonly period: string | null };

/** Rooms that are about one figure first. */
const figureOfRoom: Readonly<Record<string, string>> = { cycle: "cycle-median-won", costs: "promotion-cost", prices: "discount" };

/** The path of an address, with a server before it or without, and its search part, without what stands after '#'; null where it has none. */
export function pathOfAddress(href: string): string | null {
  return /^(?:https?:\/\/[^/?#\s]+)?([/?][^#]*)/i.exec(href)?.[1] ?? null;
}

/** Addresses of this workspace's pages in a text, as paths, each once. Whose server they name is told by whoever shows them. */
export function ourPathsIn(text: string, workspace: string): string[] {
  const found = new Set<string>();
  const look = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      if (piece.is === "bold") look(piece.pieces);
      const path = piece.is === "link" ? pathOfAddress(piece.href) : null;
      if (path !== null && isOurPage(path, workspace)) found.add(path);
    }
  };
  for (const block of readMarks(text)) for (const line of block.is === "list" ? block.items : block.lines) look(line);
  return [...found];
}

/** What stands at a path of this workspace; null: a room as a whole, or nothing that has a value. */
export function targetAt(workspace: string, path: string): LinkTarget | null {
  const cut = path.indexOf("?");
  const [place, search] = cut === -1 ? [path, ""] : [path.slice(0, cut), path.slice(cut + 1)];
  if (!isOurPage(place, workspace)) return null;
  const asked = readQuery(search);
  const named = readPeriod(asked.get("period") ?? "");
  const period = named === null ? null : periodName(named);
  const subject = subjectAt(workspace, place, asked);
  if (subject?.kind === "number") return { is: "number", key: subject.id, period };
  if (subject !== null) return { is: "subject", subject };
  const [, , , room = ""] = place.split("/");
  const goal = asked.get("goal");
  if (room === "goals") return goal === undefined ? null : { is: "goal", id: goal };
  const promise = promiseKeys.find((key) => key === asked.get("promise"));
  if (room === "promises") return promise === undefined ? null : { is: "promise", key: promise, period };
  const figure = Object.hasOwn(figureOfRoom, room) ? figureOfRoom[room] : undefined;
  return figure === undefined ? null : { is: "number", key: figure, period };
}
