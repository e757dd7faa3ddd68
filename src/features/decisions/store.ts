// Decisions entered by hand and the numbers that decisions rested on, as they stand in the tables. Their words are never written over.
import type { Tx } from "#db/database.ts";
import type { Quote } from "#facts/thread.ts";
import type { Day } from "#kit/day.ts";

export interface NewDecision {
  readonly id: string;
  readonly title: string;
  readonly said: string;
  readonly until: Day | null;
  readonly supersedes: string | null;
  readonly endsIt: boolean;
  readonly salesId: string;
  readonly marketingId: string;
  readonly by: string;
  /** Only where it was written down earlier than it goes in. */
  readonly at?: string;
}

export async function insertDecision(tx: Tx, workspaceId: string, one: NewDecision): Promise<void> {
  await tx.run(
    `insert into evenhand.decision (workspace_id, id, title, said, until, supersedes, ends_it, sales_id, marketing_id, entered_by, entered_at, sales_at, marketing_at)
     values ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8::uuid, $9::uuid, $10::uuid, coalesce($11::timestamptz, now()),
       case when $8::uuid = $10::uuid then coalesce($11::timestamptz, now()) end, case when $9::uuid = $10::uuid then coalesce($11::timestamptz, now()) end)`,
    [workspaceId, one.id, one.title, one.said, one.until, one.supersedes, one.endsIt, one.salesId, one.marketingId, one.by, one.at ?? null],
  );
}

/** Held until the transaction ends, so that of two who agree at once the second sees the first. */
export async function holdDecision(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.maybe("select 1 from evenhand.decision where workspace_id = $1 and id = $2 for update", [workspaceId, id])) !== null;
}

export async function setAgreed(tx: Tx, workspaceId: string, { id, memberId }: { id: string; memberId: string }): Promise<void> {
  await tx.run(
    `update evenhand.decision set sales_at = case when sales_id = $3::uuid then coalesce(sales_at, now()) else sales_at end,
            marketing_at = case when marketing_id = $3::uuid then coalesce(marketing_at, now()) else marketing_at end
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, memberId],
  );
}

export async function setWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.decision set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isWithdrawn]);
}

/** Kept once: a second number for the same place changes nothing. */
export async function keepEvidence(
  tx: Tx,
  workspaceId: string,
  { decision, place, quote }: { decision: string; place: number; quote: Quote | null },
): Promise<void> {
  await tx.run(`insert into evenhand.decision_evidence (workspace_id, decision, place, quote) values ($1, $2, $3, $4::jsonb) on conflict do nothing`, [
    workspaceId,
    decision,
    place,
    quote === null ? null : JSON.stringify(quote),
  ]);
}

export async function evidenceOf(tx: Tx, workspaceId: string, decision: string): Promise<{ place: number; quote: Quote; keptAt: string }[]> {
  return tx.rows(
    `select place, quote, kept_at as "keptAt" from evenhand.decision_evidence where workspace_id = $1 and decision = $2 and quote is not null order by place`,
    [workspaceId, decision],
  );
}

/** Decisions for which something was kept, or was looked for in vain. */
export async function decisionsWithEvidence(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ decision: string }>("select distinct decision from evenhand.decision_evidence where workspace_id = $1 and decision = any($2)", [
    workspaceId,
    ids,
  ]);
  return new Set(rows.map(({ decision }) => decision));
}

export interface DueReview {
  readonly id: string;
  readonly title: string;
  readonly until: Day;
  readonly salesId: string;
  readonly marketingId: string;
}

/** Agreed by both, nothing took its place, its last day is over by the company's own clock, and nobody was told yet; told from here on. */
export async function takeReviews(tx: Tx, workspaceId: string): Promise<DueReview[]> {
  return tx.rows<DueReview>(
    `update evenhand.decision d set review_told_at = now() from evenhand.workspace w
      where d.workspace_id = $1 and w.workspace_id = $1 and d.review_told_at is null and d.withdrawn_at is null and d.sales_at is not null and d.marketing_at is not null
        and d.until < (now() at time zone w.time_zone)::date
        and not exists (select 1 from evenhand.decision n where n.workspace_id = $1 and n.supersedes = 'entered.' || d.id and n.withdrawn_at is null
              and n.sales_at is not null and n.marketing_at is not null)
      returning d.id, d.title, d.until::text as until, d.sales_id as "salesId", d.marketing_id as "marketingId"`,
    [workspaceId],
  );
}
