// Turning points as they stand in the tables, the dismissals of proposals, and the heads' first days of service.
import type { Tx } from "#db/database.ts";
import type { Owner } from "#facts/department.ts";
import type { CheckPart, CheckState, TurningKind } from "#facts/turning-point.ts";
import type { Day } from "#kit/day.ts";

export interface TurnDetail {
  readonly kind: TurningKind;
  readonly day: string;
  readonly name: string;
  readonly note: string | null;
  readonly owner: Owner;
}

export interface TurnRow extends TurnDetail {
  readonly id: string;
  readonly proposal: string | null;
  readonly enteredBy: string | null;
  readonly enteredByName: string | null;
  readonly enteredAt: string;
  readonly isRemoved: boolean;
}

const columns = `t.id, t.kind, t.day, t.name, t.note, t.owner, t.proposal, t.entered_by as "enteredBy", m.name as "enteredByName", t.entered_at as "enteredAt",
  t.removed_at is not null as "isRemoved"`;
const joined = `evenhand.turning_point t left join evenhand.member m on m.workspace_id = t.workspace_id and m.id = t.entered_by`;

/** Those on record, in order of their days. */
export async function turnRows(tx: Tx, workspaceId: string): Promise<TurnRow[]> {
  return tx.rows<TurnRow>(`select ${columns} from ${joined} where t.workspace_id = $1 and t.removed_at is null order by t.day, t.entered_at, t.id`, [
    workspaceId,
  ]);
}

/** One of them, also one that was taken away, held until the transaction ends. */
export async function turnToChange(tx: Tx, workspaceId: string, id: string): Promise<TurnRow | null> {
  return tx.maybe<TurnRow>(`select ${columns} from ${joined} where t.workspace_id = $1 and t.id = $2 for update of t`, [workspaceId, id]);
}

/** False where the proposal has been confirmed by somebody quicker. */
export async function insertTurn(
  tx: Tx,
  workspaceId: string,
  { id, kind, day, name, note, owner, proposal, by }: TurnDetail & { id: string; proposal: string | null; by: string },
): Promise<boolean> {
  const inserted = await tx.run(
    `insert into evenhand.turning_point (workspace_id, id, kind, day, name, note, owner, proposal, entered_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, proposal) where proposal is not null and removed_at is null do nothing`,
    [workspaceId, id, kind, day, name, note, owner, proposal, by],
  );
  return inserted === 1;
}

export async function updateTurn(tx: Tx, workspaceId: string, { id, kind, day, name, note, owner }: TurnDetail & { id: string }): Promise<void> {
  await tx.run(`update evenhand.turning_point set kind = $3, day = $4, name = $5, note = $6, owner = $7 where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
    kind,
    day,
    name,
    note,
    owner,
  ]);
}

export async function setRemoved(tx: Tx, workspaceId: string, { id, by }: { id: string; by: string | null }): Promise<void> {
  await tx.run(
    `update evenhand.turning_point set removed_by = $3, removed_at = case when $3::uuid is null then null else now() end where workspace_id = $1 and id = $2`,
    [workspaceId, id, by],
  );
}

export async function hasConfirmed(tx: Tx, workspaceId: string, proposal: string): Promise<boolean> {
  const row = await tx.one<{ has: boolean }>(
    `select exists (select 1 from evenhand.turning_point where workspace_id = $1 and proposal = $2 and removed_at is null) as has`,
    [workspaceId, proposal],
  );
  return row.has;
}

export interface Dismissal {
  readonly proposal: string;
  readonly reason: string;
  readonly dismissedBy: string | null;
  readonly dismissedAt: string;
}

export async function dismissals(tx: Tx, workspaceId: string): Promise<Dismissal[]> {
  return tx.rows<Dismissal>(
    `select d.proposal, d.reason, m.name as "dismissedBy", d.dismissed_at as "dismissedAt"
       from evenhand.turning_point_dismissal d left join evenhand.member m on m.workspace_id = d.workspace_id and m.id = d.dismissed_by
      where d.workspace_id = $1 order by d.dismissed_at, d.proposal`,
    [workspaceId],
  );
}

export async function dismiss(tx: Tx, workspaceId: string, { proposal, reason, by }: { proposal: string; reason: string; by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.turning_point_dismissal (workspace_id, proposal, reason, dismissed_by) values ($1, $2, $3, $4)
     on conflict (workspace_id, proposal) do update set reason = excluded.reason, dismissed_by = excluded.dismissed_by, dismissed_at = now()`,
    [workspaceId, proposal, reason, by],
  );
}

/** The reason that stood; null where it was not dismissed. */
export async function takeBackDismissal(tx: Tx, workspaceId: string, proposal: string): Promise<string | null> {
  const row = await tx.maybe<{ reason: string }>(`delete from evenhand.turning_point_dismissal where workspace_id = $1 and proposal = $2 returning reason`, [
    workspaceId,
    proposal,
  ]);
  return row?.reason ?? null;
}

export interface HeadRow {
  readonly id: string;
  readonly name: string;
  readonly role: "head-of-sales" | "head-of-marketing";
  readonly from: string;
}

/** Heads, past ones too, whose first day as head is known: since the log has them as such, else their first day of service. */
export async function headRows(tx: Tx, workspaceId: string): Promise<HeadRow[]> {
  return tx.rows<HeadRow>(
    `select * from (
       select m.id, m.name, m.role, coalesce((
           select max((e.at at time zone w.time_zone)::date) from evenhand.audit_entry e
            where e.workspace_id = $1 and e.subject_kind = 'member' and e.subject_id = m.id::text and e.act = 'member.changed'
              and e.after ->> 'role' = m.role and e.before ->> 'role' is distinct from m.role
         ), m.served_from) as "from"
         from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
        where m.workspace_id = $1 and m.role in ('head-of-sales', 'head-of-marketing')) h
      where h."from" is not null order by h."from", h.id`,
    [workspaceId],
  );
}

export interface SeenRow {
  readonly turn: string;
  readonly memberId: string;
  readonly name: string;
  readonly at: string;
}

/** Who has looked at which turning point, the first first. */
export async function seenRows(tx: Tx, workspaceId: string): Promise<SeenRow[]> {
  return tx.rows(
    `select s.turn, s.member_id as "memberId", m.name, s.seen_at as at from evenhand.turning_point_seen s
       join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.member_id
      where s.workspace_id = $1 order by s.seen_at, m.name`,
    [workspaceId],
  );
}

/** True where it was the first look. */
export async function noteSeen(tx: Tx, workspaceId: string, { turn, memberId }: { turn: string; memberId: string }): Promise<boolean> {
  const noted = await tx.run("insert into evenhand.turning_point_seen (workspace_id, turn, member_id) values ($1, $2, $3) on conflict do nothing", [
    workspaceId,
    turn,
    memberId,
  ]);
  return noted === 1;
}

/** Those of these proposals that nobody has been told of yet; from now on they count as told. */
export async function notYetTold(tx: Tx, workspaceId: string, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ proposal: string }>(
    "insert into evenhand.turning_point_told (workspace_id, proposal) select $1, unnest($2::text[]) on conflict do nothing returning proposal",
    [workspaceId, keys],
  );
  return rows.map(({ proposal }) => proposal);
}

export interface PartRow<Kept = unknown> {
  readonly turnId: string;
  readonly part: CheckPart;
  readonly state: CheckState;
  readonly reason: string | null;
  readonly madeId: string | null;
  readonly kept: Kept | null;
  readonly by: string | null;
  readonly at: string;
}

export async function partRows<Kept>(tx: Tx, workspaceId: string): Promise<PartRow<Kept>[]> {
  return tx.rows(
    `select p.turn_id as "turnId", p.part, p.state, p.reason, p.made_id as "madeId", p.kept, m.name as by, p.at from evenhand.turning_check_part p
       left join evenhand.member m on m.workspace_id = p.workspace_id and m.id = p.by_member where p.workspace_id = $1 order by p.at, p.part`,
    [workspaceId],
  );
}

export interface NewPart {
  readonly turnId: string;
  readonly part: CheckPart;
  readonly state: CheckState;
  readonly reason: string | null;
  readonly madeId: string | null;
  readonly kept: object | null;
  readonly by: string;
}

/** False where somebody was quicker. */
export async function insertPart(tx: Tx, workspaceId: string, one: NewPart): Promise<boolean> {
  const made = await tx.run(
    `insert into evenhand.turning_check_part (workspace_id, turn_id, part, state, reason, made_id, kept, by_member) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
     on conflict do nothing`,
    [workspaceId, one.turnId, one.part, one.state, one.reason, one.madeId, one.kept === null ? null : JSON.stringify(one.kept), one.by],
  );
  return made === 1;
}

export async function deletePart(tx: Tx, workspaceId: string, { turnId, part }: { turnId: string; part: CheckPart }): Promise<void> {
  await tx.run("delete from evenhand.turning_check_part where workspace_id = $1 and turn_id = $2 and part = $3", [workspaceId, turnId, part]);
}

export interface EndRow {
  readonly turnId: string;
  readonly outcome: string;
  readonly on: Day;
  readonly by: string | null;
}

export async function endRows(tx: Tx, workspaceId: string): Promise<EndRow[]> {
  return tx.rows(
    `select e.turn_id as "turnId", e.outcome, e.ended_on as "on", m.name as by from evenhand.turning_check_end e
       left join evenhand.member m on m.workspace_id = e.workspace_id and m.id = e.by_member where e.workspace_id = $1 order by e.ended_on, e.turn_id`,
    [workspaceId],
  );
}

export async function setEnd(
  tx: Tx,
  workspaceId: string,
  { turnId, outcome, on, by }: { turnId: string; outcome: string; on: Day; by: string },
): Promise<void> {
  await tx.run(
    `insert into evenhand.turning_check_end (workspace_id, turn_id, outcome, ended_on, by_member) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, turn_id) do update set outcome = excluded.outcome, ended_on = excluded.ended_on, by_member = excluded.by_member`,
    [workspaceId, turnId, outcome, on, by],
  );
}

export async function deleteEnd(tx: Tx, workspaceId: string, turnId: string): Promise<void> {
  await tx.run("delete from evenhand.turning_check_end where workspace_id = $1 and turn_id = $2", [workspaceId, turnId]);
}
