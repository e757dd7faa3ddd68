// Promises on record: every version with its signatures, and the day from which each holds.
import type { Tx } from "#db/database.ts";
import type { PromiseKey, PromiseVersion } from "#facts/promises.ts";
import { isSignedByBoth } from "#facts/signatures.ts";
import { type Day, dayOf } from "#kit/day.ts";
import { wallClockOf } from "#kit/time-zone.ts";
import { type SignedVersion, ofPromise, withSignatures } from "#ledger/signatures.ts";

export interface PromiseRow extends SignedVersion, Omit<PromiseVersion, "signatures"> {
  readonly note: string | null;
}

/** All versions that anybody proposed or signed, the newest first within a promise. */
export async function promiseRows(tx: Tx, workspaceId: string): Promise<PromiseRow[]> {
  const { timeZone } = await tx.one<{ timeZone: string }>(`select time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`, [workspaceId], {
    isOften: true,
  });
  const rows = await withSignatures<SignedVersion & { promise: PromiseKey; terms: PromiseRow["terms"]; note: string | null; holdsFrom: Day | null }>(tx, {
    workspaceId,
    kind: ofPromise,
    columns: `v.terms, v.note, v.holds_from as "holdsFrom"`,
  });
  const wall = wallClockOf(timeZone);
  return rows.map(({ promise, ...row }) => {
    const last = isSignedByBoth(row) ? row.signatures.map(({ signedAt }) => signedAt).reduce((a, b) => (a > b ? a : b)) : null;
    return Object.assign(row, { key: promise, signedOn: last === null ? null : dayOf(Math.floor(wall(Date.parse(last)) / 86_400_000)) });
  });
}

export interface NewPromise {
  readonly key: PromiseKey;
  readonly version: number;
  readonly terms: object;
  readonly note: string | null;
  readonly holdsFrom: Day | null;
  readonly by: string | null;
}

export async function addPromise(tx: Tx, workspaceId: string, row: NewPromise): Promise<void> {
  await tx.run(
    `insert into evenhand.promise_version (workspace_id, promise, version, terms, note, holds_from, proposed_by) values ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
    [workspaceId, row.key, row.version, JSON.stringify(row.terms), row.note, row.holdsFrom, row.by],
  );
}
