// The number behind a claim as it was written down last: what a dispute about it is about.
import type { Tx } from "#db/database.ts";

export interface ClaimNumber {
  readonly said: string;
  readonly standard: string;
  /** Null where it could not be told. */
  readonly effect: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly asOf: string;
  readonly factsVersion: number;
}

/** Null: no such claim, or it was taken back, or nobody has tested it yet. */
export async function numberOfClaim(tx: Tx, workspaceId: string, id: string): Promise<ClaimNumber | null> {
  return tx.maybe<ClaimNumber>(
    `select c.said, c.standard, v.effect, v.low, v.high, v.as_of as "asOf", v.facts_version::float8 as "factsVersion"
       from evenhand.claim c join evenhand.claim_verdict v on v.workspace_id = c.workspace_id and v.claim_id = c.id
      where c.workspace_id = $1 and c.id = $2 and c.withdrawn_at is null order by v.given_at desc, v.facts_version desc, v.as_of desc limit 1`,
    [workspaceId, id],
  );
}
