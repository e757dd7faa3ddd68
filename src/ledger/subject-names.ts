// What things are called and how they stand, by kind and id: for threads, files, follows and links. Who may know it is asked elsewhere.
import type { Tx } from "#db/database.ts";
import type { SubjectKind, SubjectNow } from "#facts/subject.ts";

export interface NamedSubject {
  readonly id: string;
  readonly title: string;
  readonly now: SubjectNow | null;
}

/** Kinds that have a table of their own. */
export type SubjectOnRecord = Exclude<SubjectKind, "number" | "project" | "decision" | "practice">;

const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** One row a thing: id, title, and code, amount, currency and day of how it stands. */
const statements: Readonly<Record<SubjectOnRecord, string>> = {
  lead: `select l.id, coalesce(l.name, k.name, a.name, l.id) as title, l.stage as code, null::float8 as amount, null as currency, null as "on"
       from evenhand.lead l
       left join evenhand.contact k on k.workspace_id = l.workspace_id and k.id = l.contact
       left join evenhand.account a on a.workspace_id = l.workspace_id and a.id = l.account
      where l.workspace_id = $1 and l.id = any($2)`,
  deal: `select d.id, coalesce(d.name, a.name, d.id) as title, d.stage as code, d.amount::float8 as amount, coalesce(d.currency, w.currency) as currency,
            coalesce(d.closed_on, d.expected_close_on)::text as "on"
       from evenhand.deal d join evenhand.workspace w on w.workspace_id = d.workspace_id
       left join evenhand.account a on a.workspace_id = d.workspace_id and a.id = d.account
      where d.workspace_id = $1 and d.id = any($2)`,
  account: `select id, coalesce(name, id) as title, null as code, null::float8 as amount, null as currency, null as "on"
       from evenhand.account where workspace_id = $1 and id = any($2)`,
  campaign: `select c.id, coalesce(c.name, c.id) as title, null as code, c.planned_cost::float8 as amount, coalesce(c.currency, w.currency) as currency, c.starts_on::text as "on"
       from evenhand.campaign c join evenhand.workspace w on w.workspace_id = c.workspace_id where c.workspace_id = $1 and c.id = any($2)`,
  claim: `select c.id, c.said as title, case when c.withdrawn_at is not null then 'withdrawn' else coalesce(v.verdict, 'not-weighed') end as code,
            null::float8 as amount, null as currency, null as "on"
       from evenhand.claim c
       left join lateral (select verdict from evenhand.claim_verdict v where v.workspace_id = c.workspace_id and v.claim_id = c.id
                           order by v.given_at desc, v.facts_version desc, v.as_of desc limit 1) v on true
      where c.workspace_id = $1 and c.id = any($2::uuid[])`,
  action: `select id, title, case when removed_at is not null then 'removed' else state end as code, null::float8 as amount, null as currency, due_on::text as "on"
       from evenhand.action where workspace_id = $1 and id = any($2::uuid[])`,
  meeting: `select id, title, state as code, null::float8 as amount, null as currency, (starts_at at time zone time_zone)::date::text as "on"
       from evenhand.meeting where workspace_id = $1 and id = any($2::uuid[])`,
  dispute: `select id, title, case when withdrawn_at is not null then 'withdrawn' else coalesce(outcome, 'open') end as code,
            null::float8 as amount, null as currency, due_on::text as "on"
       from evenhand.dispute where workspace_id = $1 and id = any($2::uuid[])`,
};
const ownIds: ReadonlySet<string> = new Set<SubjectOnRecord>(["claim", "action", "meeting", "dispute"]);

/** Those that are on record; a text that cannot be an id of that kind names nothing. */
export async function subjectsNamedBy(tx: Tx, workspaceId: string, { kind, ids }: { kind: SubjectOnRecord; ids: readonly string[] }): Promise<NamedSubject[]> {
  const possible = ownIds.has(kind) ? ids.filter((id) => isUuid.test(id)) : ids;
  if (possible.length === 0) return [];
  const rows = await tx.rows<{ id: string; title: string; code: string | null; amount: number | null; currency: string | null; on: string | null }>(
    statements[kind],
    [workspaceId, possible],
  );
  return rows.map(({ id, title, code, amount, currency, on }) => {
    const now = code === null && amount === null && on === null ? null : { code: code ?? "", amount, currency, on };
    return { id, title: title.slice(0, 300), now };
  });
}

/** Of these campaigns, those that an agency is shown: by themselves, or by their channel. */
export async function campaignsSharedWith(tx: Tx, workspaceId: string, { memberId, ids }: { memberId: string; ids: readonly string[] }): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    `select c.id from evenhand.campaign c
      where c.workspace_id = $1 and c.id = any($3) and exists (
        select 1 from evenhand.share s where s.workspace_id = c.workspace_id and s.member_id = $2
           and ((s.kind = 'campaign' and s.subject_id = c.id) or (s.kind = 'channel' and s.subject_id = c.channel)))`,
    [workspaceId, memberId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
