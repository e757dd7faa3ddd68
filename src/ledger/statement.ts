// What an import says about facts: who says it, of which kind of fact, and which fields.
import type { EntityName } from "#facts/entities.ts";

/** Who writes what: the import, its kind of fact, and the fields that its file speaks of. */
export interface Statement {
  readonly workspaceId: string;
  readonly importId: string;
  readonly entity: EntityName;
  readonly source: string;
  /** Fields that the mapping fills, without id; the others keep what they hold. */
  readonly mapped: readonly string[];
  /** When the import began, ISO 8601: the moment of everything that it is seen to change. */
  readonly at: string;
  /** The day of `at` in the workspace's time zone. */
  readonly day: string;
}
