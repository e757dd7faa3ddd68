// What a step was begun from: a claim with its last verdict on file, or a joint project; and why nothing may be begun from it.
import type { Tx } from "#db/database.ts";
import { type StepSource, whyNotBeginFromClaim } from "#facts/actions.ts";
import type { ClaimVerdict } from "#facts/claims.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { projectRow } from "#ledger/project-facts.ts";

export interface SourceOfStep {
  /** What it is called, for those who read the step. */
  readonly title: string;
  readonly whyNot: WhyNot;
}

/** Null: there is no such thing. */
export function sourceOfStep(tx: Tx, workspaceId: string, { kind, id }: { readonly kind: StepSource; readonly id: string }): Promise<SourceOfStep | null> {
  return kind === "claim" ? claimAsSource(tx, workspaceId, id) : projectAsSource(tx, workspaceId, id);
}

/** A step from a claim rests on the verdict that was written down last. */
async function claimAsSource(tx: Tx, workspaceId: string, id: string): Promise<SourceOfStep | null> {
  const row = await tx.maybe<{ said: string; isWithdrawn: boolean; verdict: ClaimVerdict | null }>(
    `select c.said, c.withdrawn_at is not null as "isWithdrawn",
            (select v.verdict from evenhand.claim_verdict v where v.workspace_id = $1 and v.claim_id = c.id
              order by v.given_at desc, v.facts_version desc, v.as_of desc limit 1) as verdict
       from evenhand.claim c where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, id],
  );
  return row && { title: row.said, whyNot: whyNotBeginFromClaim(row) };
}

async function projectAsSource(tx: Tx, workspaceId: string, id: string): Promise<SourceOfStep | null> {
  const row = await projectRow(tx, workspaceId, id);
  return row === null || row.removedAt !== null ? null : { title: row.name, whyNot: null };
}
