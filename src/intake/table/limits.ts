// How large a file may be before it is refused, and the refusal as something that can be thrown inside and answered outside.
import { type Refusal, refuse } from "#kit/refusal.ts";

import type { TableLimits, TableRefusal } from "#intake/types.ts";

/** Generous for any real export, small enough that one file cannot starve the server. */
export const defaultLimits: TableLimits = {
  recordCharacters: 1_000_000,
  columns: 2_000,
  rows: 50_000_000,
  workbookBytes: 60_000_000,
  workbookSeconds: 120,
  workbookMegabytes: 1_500,
};

/** Carries a refusal from the depth of a stream to the one place that answers it as a value. */
export class Refused extends Error {
  readonly refusal: Refusal<TableRefusal>;
  constructor(reason: TableRefusal, details?: Refusal["details"]) {
    super(reason);
    this.refusal = refuse(reason, details);
  }
}

/** The refusal inside an error; anything else is thrown on. */
export function refusalIn(error: unknown): Refusal<TableRefusal> {
  if (error instanceof Refused) return error.refusal;
  throw error;
}
