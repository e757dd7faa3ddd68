// Disputes, what speaks for and against, and what those who decide have said, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { Concerns, DisputeEvidence, DisputeOnFile, DisputeOutcome, DisputeRule, DisputeVoice, EvidenceKind, HeadRole } from "#facts/disputes.ts";
import type { Unit } from "#facts/papers.ts";

const columns = `d.id, d.about_kind as "aboutKind", d.about_id as "aboutId", d.title, d.period_from as "from", d.period_until as until, d.value, d.low, d.high, d.unit,
  d.currency, d.as_of as "asOf", d.concerns, d.said, d.rule, d.working_days as "workingDays", d.due_on as "dueOn", d.opened_by as "openedById", m.name as "openedBy",
  d.opened_as as "openedAs", d.opened_at as "openedAt", d.outcome, d.agreed_value as "agreedValue", d.decided_at as "decidedAt", d.withdrawn_at as "withdrawnAt"`;
const joined = "evenhand.dispute d left join evenhand.member m on m.workspace_id = d.workspace_id and m.id = d.opened_by";

/** Undecided ones first by the day they are due, then the others, the latest first. */
export async function disputeRows(tx: Tx, workspaceId: string): Promise<DisputeOnFile[]> {
  return tx.rows<DisputeOnFile>(
    `select ${columns} from ${joined} where d.workspace_id = $1
      order by coalesce(d.decided_at, d.withdrawn_at) is not null, case when coalesce(d.decided_at, d.withdrawn_at) is null then d.due_on end,
               coalesce(d.decided_at, d.withdrawn_at) desc, d.opened_at desc, d.id`,
    [workspaceId],
  );
}

export async function disputeRow(tx: Tx, workspaceId: string, id: string): Promise<DisputeOnFile | null> {
  return tx.maybe<DisputeOnFile>(`select ${columns} from ${joined} where d.workspace_id = $1 and d.id = $2`, [workspaceId, id]);
}

/** The same, held until the transaction ends. */
export async function disputeToChange(tx: Tx, workspaceId: string, id: string): Promise<DisputeOnFile | null> {
  return tx.maybe<DisputeOnFile>(`select ${columns} from ${joined} where d.workspace_id = $1 and d.id = $2 for update of d`, [workspaceId, id]);
}

/** Undecided ones whose day has come in the company's own time, and of which nobody was told yet; told from here on. */
export async function newlyDue(tx: Tx, workspaceId: string): Promise<DisputeOnFile[]> {
  const told = await tx.rows<{ id: string }>(
    `update evenhand.dispute d set due_told_at = now() from evenhand.workspace w
      where d.workspace_id = $1 and w.workspace_id = $1 and d.outcome is null and d.withdrawn_at is null and d.due_told_at is null
        and d.due_on <= (now() at time zone w.time_zone)::date returning d.id`,
    [workspaceId],
  );
  if (told.length === 0) return [];
  const ids = told.map(({ id }) => id);
  return tx.rows<DisputeOnFile>(`select ${columns} from ${joined} where d.workspace_id = $1 and d.id = any($2::uuid[]) order by d.due_on, d.id`, [
    workspaceId,
    ids,
  ]);
}

export interface NewDispute {
  readonly id: string;
  readonly aboutKind: "claim" | "figure";
  readonly aboutId: string;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Unit;
  readonly currency: string | null;
  readonly factsVersion: number;
  readonly asOf: string;
  readonly concerns: Concerns;
  readonly said: string;
  readonly rule: DisputeRule;
  readonly workingDays: number;
  readonly dueOn: string;
  readonly by: string;
  readonly as: string;
}

export async function insertDispute(tx: Tx, workspaceId: string, one: NewDispute): Promise<void> {
  await tx.run(
    `insert into evenhand.dispute (workspace_id, id, about_kind, about_id, title, period_from, period_until, value, low, high, unit, currency, facts_version, as_of,
       concerns, said, rule, working_days, due_on, opened_by, opened_as)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [
      workspaceId,
      one.id,
      one.aboutKind,
      one.aboutId,
      one.title,
      one.from,
      one.until,
      one.value,
      one.low,
      one.high,
      one.unit,
      one.currency,
      one.factsVersion,
      one.asOf,
      one.concerns,
      one.said,
      one.rule,
      one.workingDays,
      one.dueOn,
      one.by,
      one.as,
    ],
  );
}

/** Whether the same number of the same period is in dispute already; asked one at a time for each number. */
export async function isInDispute(tx: Tx, workspaceId: string, one: Pick<NewDispute, "id" | "aboutKind" | "aboutId" | "from" | "until">): Promise<boolean> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' dispute ' || $2, 0))", [workspaceId, one.aboutId]);
  const row = await tx.one<{ has: boolean }>(
    `select exists (select 1 from evenhand.dispute where workspace_id = $1 and about_kind = $2 and about_id = $3 and period_from = $4 and period_until = $5
       and outcome is null and withdrawn_at is null and id <> $6) as has`,
    [workspaceId, one.aboutKind, one.aboutId, one.from, one.until, one.id],
  );
  return row.has;
}

export async function setWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.dispute set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isWithdrawn]);
}

export async function setDecided(
  tx: Tx,
  workspaceId: string,
  { id, outcome, value }: { id: string; outcome: DisputeOutcome; value: number | null },
): Promise<void> {
  await tx.run("update evenhand.dispute set outcome = $3, agreed_value = $4, decided_at = now() where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    outcome,
    value,
  ]);
}

/** What those who decide have said, of all disputes or of one. */
export async function voicesOf(tx: Tx, workspaceId: string, id: string | null = null): Promise<(DisputeVoice & { disputeId: string })[]> {
  return tx.rows(
    `select v.dispute_id as "disputeId", v.role, m.name, v.outcome, v.value, v.reason, v.said_at as "saidAt"
       from evenhand.dispute_voice v left join evenhand.member m on m.workspace_id = v.workspace_id and m.id = v.member_id
      where v.workspace_id = $1 and ($2::uuid is null or v.dispute_id = $2) order by v.said_at, v.role`,
    [workspaceId, id],
  );
}

export interface NewVoice {
  readonly id: string;
  readonly role: HeadRole;
  readonly memberId: string;
  readonly outcome: DisputeOutcome;
  readonly value: number | null;
  readonly reason: string;
}

/** The last word of each counts. */
export async function saveVoice(tx: Tx, workspaceId: string, { id, role, memberId, outcome, value, reason }: NewVoice): Promise<void> {
  await tx.run(
    `insert into evenhand.dispute_voice (workspace_id, dispute_id, role, member_id, outcome, value, reason) values ($1, $2, $3, $4, $5, $6, nullif($7, ''))
     on conflict (workspace_id, dispute_id, role) do update set member_id = excluded.member_id, outcome = excluded.outcome, value = excluded.value,
       reason = excluded.reason, said_at = now()`,
    [workspaceId, id, role, memberId, outcome, value, reason],
  );
}

export interface NewEvidence {
  readonly disputeId: string;
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly entity: string | null;
  readonly content: string;
  readonly by: string;
}

export async function insertEvidence(tx: Tx, workspaceId: string, { disputeId, id, kind, entity, content, by }: NewEvidence): Promise<void> {
  await tx.run(
    `insert into evenhand.dispute_evidence (workspace_id, dispute_id, id, kind, entity, content, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
    [workspaceId, disputeId, id, kind, entity, content, by],
  );
}

/** In the order in which it was attached. */
export async function evidenceOf(tx: Tx, workspaceId: string, id: string): Promise<DisputeEvidence[]> {
  return tx.rows<DisputeEvidence>(
    `select e.id, e.kind, e.entity, e.content, e.added_by as "addedById", m.name as "addedBy", e.added_at as "addedAt"
       from evenhand.dispute_evidence e left join evenhand.member m on m.workspace_id = e.workspace_id and m.id = e.added_by
      where e.workspace_id = $1 and e.dispute_id = $2 and e.removed_at is null order by e.added_at, e.id`,
    [workspaceId, id],
  );
}

export async function dropEvidence(tx: Tx, workspaceId: string, { disputeId, id }: { disputeId: string; id: string }): Promise<void> {
  await tx.run("update evenhand.dispute_evidence set removed_at = now() where workspace_id = $1 and dispute_id = $2 and id = $3", [workspaceId, disputeId, id]);
}
