// Words, verdicts and what was measured of joint projects, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { DebriefMeasure, DebriefPart, DebriefVerdict, DebriefVerdictOnFile, DebriefWord } from "#facts/debriefs.ts";
import type { Side } from "#facts/meetings.ts";

/** All words, the newest first, those taken back included. */
export async function wordsOf(tx: Tx, workspaceId: string, projectId: string): Promise<DebriefWord[]> {
  return tx.rows<DebriefWord>(
    `select w.id, w.side, w.part, w.grade, w.said, w.said_by as "saidById", m.name as "saidBy", w.said_at as "saidAt", w.withdrawn_at as "withdrawnAt"
       from evenhand.debrief_word w left join evenhand.member m on m.workspace_id = w.workspace_id and m.id = w.said_by
      where w.workspace_id = $1 and w.project_id = $2 order by w.said_at desc, w.id`,
    [workspaceId, projectId],
  );
}

export interface NewWord {
  readonly id: string;
  readonly projectId: string;
  readonly side: Side;
  readonly part: DebriefPart;
  readonly grade: number;
  readonly said: string;
  readonly by: string;
}

export async function insertWord(tx: Tx, workspaceId: string, { id, projectId, side, part, grade, said, by }: NewWord): Promise<void> {
  await tx.run(
    `insert into evenhand.debrief_word (workspace_id, id, project_id, side, part, grade, said, said_by) values ($1, $2, $3, $4, $5, $6, nullif($7, ''), $8)`,
    [workspaceId, id, projectId, side, part, grade, said, by],
  );
}

export async function setWordWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.debrief_word set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    isWithdrawn,
  ]);
}

/** All verdicts, the newest first, those taken back included. */
export async function verdictsOf(tx: Tx, workspaceId: string, projectId: string): Promise<DebriefVerdictOnFile[]> {
  return tx.rows<DebriefVerdictOnFile>(
    `select v.id, v.verdict, v.reason, v.side, v.said_by as "saidById", s.name as "saidBy", v.said_at as "saidAt", v.rested_on as "restedOn",
            a.name as "agreedBy", v.agreed_at as "agreedAt", v.withdrawn_at as "withdrawnAt"
       from evenhand.debrief_verdict v
       left join evenhand.member s on s.workspace_id = v.workspace_id and s.id = v.said_by
       left join evenhand.member a on a.workspace_id = v.workspace_id and a.id = v.agreed_by
      where v.workspace_id = $1 and v.project_id = $2 order by v.said_at desc, v.id`,
    [workspaceId, projectId],
  );
}

export interface NewVerdict {
  readonly id: string;
  readonly projectId: string;
  readonly verdict: DebriefVerdict;
  readonly reason: string;
  readonly side: Side;
  readonly by: string;
  readonly restedOn: DebriefMeasure | null;
}

export async function insertVerdict(tx: Tx, workspaceId: string, { id, projectId, verdict, reason, side, by, restedOn }: NewVerdict): Promise<void> {
  await tx.run(
    `insert into evenhand.debrief_verdict (workspace_id, id, project_id, verdict, reason, side, said_by, rested_on) values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)`,
    [workspaceId, id, projectId, verdict, reason, side, by, restedOn === null ? null : JSON.stringify(restedOn)],
  );
}

export async function setAgreed(tx: Tx, workspaceId: string, { id, by }: { id: string; by: string }): Promise<void> {
  await tx.run("update evenhand.debrief_verdict set agreed_by = $3, agreed_at = now() where workspace_id = $1 and id = $2", [workspaceId, id, by]);
}

export async function setVerdictWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.debrief_verdict set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    isWithdrawn,
  ]);
}

export async function measuredOf(tx: Tx, workspaceId: string, projectId: string): Promise<DebriefMeasure[]> {
  return tx.rows<DebriefMeasure>(
    `select days, as_of as "asOf", measured_at as "measuredAt", measures from evenhand.debrief_measure where workspace_id = $1 and project_id = $2 order by days`,
    [workspaceId, projectId],
  );
}

/** Written down once: what was measured when a day had come is not written over. True where it was new. */
export async function keepMeasure(
  tx: Tx,
  workspaceId: string,
  { projectId, days, asOf, measures }: { projectId: string } & Pick<DebriefMeasure, "days" | "asOf" | "measures">,
): Promise<boolean> {
  const row = await tx.maybe(
    `insert into evenhand.debrief_measure (workspace_id, project_id, days, as_of, facts_version, measures)
     select w.workspace_id, $2, $3, $4, w.facts_version, $5::jsonb from evenhand.workspace w where w.workspace_id = $1
     on conflict (workspace_id, project_id, days) do nothing returning days`,
    [workspaceId, projectId, days, asOf, JSON.stringify(measures)],
  );
  return row !== null;
}

export interface ProjectDue {
  readonly id: string;
  readonly name: string;
  readonly endsOn: string;
  readonly salesOwnerId: string | null;
  readonly marketingOwnerId: string | null;
  /** Horizons whose day has come by the company's own clock and that were not written down. */
  readonly days: readonly number[];
}

/** Projects with campaigns of which a day has come and nothing was written down for it. */
export async function projectsDue(tx: Tx, workspaceId: string): Promise<ProjectDue[]> {
  return tx.rows<ProjectDue>(
    `select p.id, p.name, p.ends_on as "endsOn", p.sales_owner as "salesOwnerId", p.marketing_owner as "marketingOwnerId", array_agg(h.days order by h.days) as days
       from evenhand.project p
       join evenhand.workspace w on w.workspace_id = p.workspace_id
       cross join (values (30), (90), (180), (365)) h (days)
       left join evenhand.debrief_measure d on d.workspace_id = p.workspace_id and d.project_id = p.id and d.days = h.days
      where p.workspace_id = $1 and p.removed_at is null and p.state <> 'cancelled' and d.days is null
        and p.ends_on + h.days <= (now() at time zone w.time_zone)::date
        and exists (select 1 from evenhand.project_campaign c where c.workspace_id = p.workspace_id and c.project_id = p.id)
      group by p.id, p.name, p.ends_on, p.sales_owner, p.marketing_owner order by p.ends_on, p.id`,
    [workspaceId],
  );
}
