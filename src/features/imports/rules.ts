// What may happen to an import in each state.
import type { ImportState } from "#features/imports/contract.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Largest file, in bytes, where the server's own limit is not lower. */
export const largestFileBytes = 4 * 1024 ** 3;
/** Files are kept in parts of this many bytes. */
export const partBytes = 1024 ** 2;
/** How long the bytes of a finished import are kept, days. */
export const keptDays = 14;

/** What decides whether an import may go on. */
export interface Standing {
  readonly state: ImportState;
  readonly hasFile: boolean;
  readonly hasMapping: boolean;
  readonly rowsTaken: number;
}

/** Whether loading may begin or go on; questions and mapping are asked separately. */
export function whyNotStart({ state, hasFile, hasMapping }: Standing): WhyNot {
  if (state === "receiving" || state === "received") return "not-looked-at";
  // What was undone by mistake is loaded again from its file.
  if (state !== "proposed" && state !== "failed" && state !== "undone") return "has-begun";
  if (!hasMapping) return "not-looked-at";
  return hasFile ? null : "file-gone";
}

/** Whether mapping and answers may still change: not once rows were taken under them. */
export function whyNotChange({ state, rowsTaken }: Standing): WhyNot {
  if (state === "receiving" || state === "received") return "not-looked-at";
  return (state === "proposed" || state === "failed") && rowsTaken === 0 ? null : "has-begun";
}

export function whyNotLookAgain({ state, rowsTaken, hasFile }: Standing): WhyNot {
  if ((state === "failed" || state === "proposed") && rowsTaken === 0) return hasFile ? null : "file-gone";
  return "has-begun";
}

export function whyNotUndo({ state, rowsTaken }: Standing): WhyNot {
  if (state === "waiting" || state === "running" || state === "undoing") return "is-running";
  return (state === "done" || state === "failed") && rowsTaken > 0 ? null : "nothing-to-undo";
}

export function whyNotDiscard({ state, rowsTaken }: Standing): WhyNot {
  if (state === "waiting" || state === "running" || state === "undoing") return "is-running";
  return rowsTaken > 0 && state !== "undone" ? "has-facts" : null;
}

export function whyNotStop({ state }: Pick<Standing, "state">): WhyNot {
  return state === "running" || state === "waiting" ? null : "not-running";
}

/** The standing of an import as it is kept. */
export function standingOf(row: {
  readonly state: ImportState;
  readonly hasFile: boolean;
  readonly mapping: unknown;
  readonly added: number;
  readonly changed: number;
}): Standing {
  return { state: row.state, hasFile: row.hasFile, hasMapping: row.mapping !== null, rowsTaken: row.added + row.changed };
}
