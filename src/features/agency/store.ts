// What is shared with agencies, as it stands in the tables.
import type { Tx } from "#db/database.ts";
import { type ShareKind, shareKinds } from "#facts/rights.ts";
import type { Day } from "#kit/day.ts";

import type { ShareView } from "#features/agency/contract.ts";

export interface ShareFilter {
  readonly memberId?: string | null | undefined;
  readonly kind?: ShareKind | undefined;
  readonly subjectId?: string | undefined;
}

/** What is shared, newest first. Rows of kinds that open nothing (single records, once) are not told of. */
export async function sharesWith(tx: Tx, workspaceId: string, filter: ShareFilter): Promise<ShareView[]> {
  return tx.rows(
    `select s.id, s.kind, s.subject_id as "subjectId", c.name, s.member_id as "memberId", m.name as "memberName", s.shared_at as "sharedAt", b.name as "sharedBy"
       from evenhand.share s join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.member_id
       left join evenhand.member b on b.workspace_id = s.workspace_id and b.id = s.shared_by
       left join evenhand.campaign c on s.kind = 'campaign' and c.workspace_id = s.workspace_id and c.id = s.subject_id
      where s.workspace_id = $1 and s.kind = any($5) and ($2::uuid is null or s.member_id = $2) and ($3::text is null or s.kind = $3)
        and ($4::text is null or s.subject_id = $4) order by s.shared_at desc, s.id`,
    [workspaceId, filter.memberId ?? null, filter.kind ?? null, filter.subjectId ?? null, [...shareKinds]],
  );
}

export interface NewShare {
  readonly id: string;
  readonly kind: ShareKind;
  readonly subjectId: string;
  readonly memberId: string;
  readonly sharedBy: string;
}

/** Shares once; false where it was shared already, which changes nothing. */
export async function saveShare(tx: Tx, workspaceId: string, made: NewShare): Promise<boolean> {
  const written = await tx.run(
    `insert into evenhand.share (workspace_id, id, kind, subject_id, member_id, shared_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, kind, subject_id, member_id) do nothing`,
    [workspaceId, made.id, made.kind, made.subjectId, made.memberId, made.sharedBy],
  );
  return written === 1;
}

export async function endShare(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("delete from evenhand.share where workspace_id = $1 and id = $2", [workspaceId, id]);
}

export interface AgencyRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly servedFrom: Day | null;
  readonly servedUntil: Day | null;
  readonly signsIn: boolean;
  readonly shares: number;
}

/** The members whose role is agency, by name; or the one of this id. */
export async function agenciesOf(tx: Tx, workspaceId: string, id: string | null = null): Promise<AgencyRow[]> {
  return tx.rows(
    `select m.id, m.name, m.email, m.served_from as "servedFrom", m.served_until as "servedUntil", m.user_id is not null as "signsIn",
            (select count(*)::int from evenhand.share s where s.workspace_id = m.workspace_id and s.member_id = m.id and s.kind = any($3)) as shares
       from evenhand.member m where m.workspace_id = $1 and m.role = 'agency' and ($2::uuid is null or m.id = $2) order by lower(m.name), m.id`,
    [workspaceId, id, [...shareKinds]],
  );
}

/** Whether there is such a campaign, or anything that came through such a channel. */
export async function isOnRecord(tx: Tx, workspaceId: string, { kind, id }: { kind: ShareKind; id: string }): Promise<boolean> {
  const has = (table: string, column: string) => `exists (select 1 from evenhand.${table} where workspace_id = $1 and ${column} = $2)`;
  const sql =
    kind === "campaign" ? has("campaign", "id") : ["campaign", "lead", "deal", "spend", "touchpoint"].map((table) => has(table, "channel")).join(" or ");
  const { is } = await tx.one<{ is: boolean }>(`select (${sql}) as is`, [workspaceId, id]);
  return is;
}
