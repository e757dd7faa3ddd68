// How far an import has come: claimed by one worker, moved on batch by batch, and refused to a worker that was given up for dead.
import type { Tx } from "#db/database.ts";

export interface Claim {
  readonly workspaceId: string;
  readonly importId: string;
  readonly worker: string;
}

export interface Claimed {
  /** When it began, ISO 8601; kept over interruptions. */
  readonly at: string;
  /** That day in the workspace's time zone. */
  readonly day: string;
  readonly currency: string;
  readonly timeZone: string;
}

/**
 * Takes an import for a worker: waiting ones begin, running or undoing ones (whose worker died) go on. Null where another import of the workspace
 * is writing, or there is nothing to do. The caller holds the import's lock, so that nobody alive works on it.
 */
export async function claimImport(tx: Tx, { workspaceId, importId, worker }: Claim, work: "run" | "undo"): Promise<Claimed | null> {
  const busy = await tx.rows("select 1 from evenhand.import where workspace_id = $1 and id <> $2 and state in ('running', 'undoing') and worker is not null", [
    workspaceId,
    importId,
  ]);
  if (busy.length > 0) return null;
  const change =
    work === "run"
      ? "state = 'running', problem = null, finished_at = null, interruptions = i.interruptions + case when i.state = 'running' then 1 else 0 end"
      : "problem = null";
  return tx.maybe<Claimed>(
    `update evenhand.import i set ${change}, worker = $3, seen_at = clock_timestamp(), started_at = coalesce(i.started_at, clock_timestamp())
     from evenhand.workspace w where i.workspace_id = $1 and i.id = $2 and i.state = any($4::text[]) and w.workspace_id = $1
     returning i.started_at as at, (i.started_at at time zone w.time_zone)::date as day, w.currency, w.time_zone as "timeZone"`,
    [workspaceId, importId, worker, work === "run" ? ["waiting", "running"] : ["undoing"]],
  );
}

/** Thrown in a batch's transaction when the import is no longer this worker's: stopped, or taken over. Nothing of the batch is kept. */
export class Displaced extends Error {
  constructor() {
    super("the import is no longer this worker's");
    this.name = "Displaced";
  }
}

export interface Step {
  readonly records: number;
  readonly line: number;
  readonly bytes: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly repeated: number;
  readonly setAside: number;
  readonly rowsPerSecond: number | null;
}

/** Makes sure that the import is still this worker's, and holds it for the transaction. */
export async function holdClaim(tx: Tx, { workspaceId, importId, worker }: Claim): Promise<void> {
  const held = await tx.run(
    "update evenhand.import set seen_at = clock_timestamp() where workspace_id = $1 and id = $2 and worker = $3 and state = 'running'",
    [workspaceId, importId, worker],
  );
  if (held !== 1) throw new Displaced();
}

/** Moves the import on by one batch, in the batch's own transaction. */
export async function moveOn(tx: Tx, { workspaceId, importId }: Claim, step: Step): Promise<void> {
  await tx.run(
    `update evenhand.import set records_done = $3, line_done = $4, bytes_done = $5, rows_new = rows_new + $6, rows_changed = rows_changed + $7, rows_same = rows_same + $8,
       rows_repeated = rows_repeated + $9, rows_set_aside = rows_set_aside + $10, rows_per_second = $11 where workspace_id = $1 and id = $2`,
    [workspaceId, importId, step.records, step.line, step.bytes, step.added, step.changed, step.same, step.repeated, step.setAside, step.rowsPerSecond],
  );
}
