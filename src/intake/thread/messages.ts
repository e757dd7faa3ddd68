// What is said between the pages' thread and the thread that reads a file.
import type { EntityName } from "#facts/entities.ts";
import type { Refusal } from "#kit/refusal.ts";
import type { Rates } from "#ledger/rates.ts";
import type { MappingSpec } from "#intake/mapping.ts";
import type { Proposal, SetAsideRow, TableOptions, TableProfile, TableRefusal, TableShape } from "#intake/types.ts";

/** What reading needs to know of the workspace; plain values only. */
export interface ReadingContext {
  readonly currency: string;
  readonly timeZone: string;
  readonly rates: Rates;
}

export interface StudyTask {
  readonly kind: "study";
  readonly options: TableOptions;
  readonly context: ReadingContext;
  readonly entity: EntityName | null;
  /** The mapping of the import that this file corrects: no other is proposed. */
  readonly mapping: MappingSpec | null;
}

export interface ReadTask {
  readonly kind: "read";
  readonly shape: TableShape;
  readonly options: TableOptions;
  readonly mapping: MappingSpec;
  /** Fields that a row gives to COPY, in order, id first. */
  readonly staged: readonly string[];
  readonly context: ReadingContext;
  readonly workspaceId: string;
  /** Rows on lines up to this one are committed already: they are read again (ids may count equals) and left out. */
  readonly lineDone: number;
  readonly batchRows: number;
  /** Put before every id and reference of this file, so that two sources may use the same numbers. */
  readonly idPrefix: string | null;
}

export interface Studied {
  readonly profile: TableProfile;
  readonly proposals: readonly Proposal[];
}

/** Rows ready for COPY, and what became of the others. */
export interface PreparedBatch {
  readonly batchId: string;
  readonly rows: number;
  readonly text: readonly Uint8Array[];
  /** Converted rows, those that a later one of this batch replaced included. */
  readonly converted: number;
  /** Lines of rows whose id came before in this file (the last wins). */
  readonly repeated: readonly number[];
  readonly setAside: readonly SetAsideRow[];
  /** Lines of the corrected import that rows of this batch bring in. */
  readonly resolves: readonly number[];
  /** Stage names met so far. */
  readonly stages: readonly string[];
  /** Up to here the file's fate is told by this batch and those before. */
  readonly line: number;
  readonly records: number;
  readonly bytes: number;
}

/** `task` numbers the tasks of one thread, so that an answer that comes late is not taken for one to the next task. */
export type ToThread =
  | { readonly kind: "task"; readonly task: number; readonly of: StudyTask | ReadTask }
  | { readonly kind: "part"; readonly task: number; readonly part: number; readonly bytes: Uint8Array | null }
  | { readonly kind: "next" }
  | { readonly kind: "raw"; readonly batchId: string; readonly lines: readonly number[] };

export type FromThread = { readonly task: number } & (
  | { readonly kind: "want"; readonly part: number }
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "studied"; readonly studied: Studied }
  | { readonly kind: "batch"; readonly batch: PreparedBatch }
  | { readonly kind: "raw"; readonly batchId: string; readonly records: readonly (readonly string[])[] }
  | { readonly kind: "end" }
  | { readonly kind: "refused"; readonly refusal: Refusal<TableRefusal> }
  | { readonly kind: "fault"; readonly message: string; readonly stack: string }
);
