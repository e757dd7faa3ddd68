// Counts of what falls between the chairs of two departments, and of what they have agreed to measure alike, as it stands on record.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

/** `count` of `of`. */
export interface CountOf {
  readonly count: number;
  readonly of: number;
}

export interface RelationshipCounts {
  /** Members of the two departments in service. */
  readonly people: number;
  /** Leads of the period without a name beside them. */
  readonly leadsUnowned: CountOf;
  /** Leads of the period of a contact whom somebody else had as well. */
  readonly leadsTwice: CountOf;
  /** Tasks of joint projects due in the last twelve months: open and nobody's. */
  readonly tasksUnowned: CountOf;
  /** Stages of the sources that somebody has confirmed. */
  readonly stagesConfirmed: CountOf;
}

const sides = `coalesce(department, case when role in ('head-of-sales', 'sales') then 'sales' when role like '%marketing%' then 'marketing' end) in ('sales', 'marketing')`;

export async function relationshipCounts(tx: Tx, workspaceId: string, { period, today }: { period: Period; today: Day }): Promise<RelationshipCounts> {
  const { people } = await tx.one<{ people: number }>(
    `select count(*)::int as people from evenhand.member where workspace_id = $1 and role <> 'agency' and ${sides}
        and (served_from is null or served_from <= $2) and (served_until is null or served_until > $2)`,
    [workspaceId, today],
  );
  const within = [workspaceId, period.from, period.until];
  const leadsUnowned = await tx.one<CountOf>(
    `select count(*) filter (where owner is null)::int as count, count(*)::int as of from evenhand.lead
      where workspace_id = $1 and created_at >= $2::date and created_at < $3::date`,
    within,
  );
  const leadsTwice = await tx.one<CountOf>(
    `with own as (select contact, owner from evenhand.lead
        where workspace_id = $1 and created_at >= $2::date and created_at < $3::date and contact is not null and owner is not null)
     select coalesce(sum(n) filter (where owners > 1), 0)::int as count, coalesce(sum(n), 0)::int as of
       from (select count(*) as n, count(distinct owner) as owners from own group by contact) by_contact`,
    within,
  );
  const tasksUnowned = await tx.one<CountOf>(
    `select count(*) filter (where k.state = 'open' and k.owner_id is null)::int as count, count(*)::int as of
       from evenhand.project_task k join evenhand.project p on p.workspace_id = $1 and p.id = k.project_id and p.removed_at is null and p.state <> 'cancelled'
      where k.workspace_id = $1 and k.removed_at is null and k.state <> 'dropped' and k.due_on < $2::date and k.due_on >= $2::date - 365`,
    [workspaceId, today],
  );
  const stagesConfirmed = await tx.one<CountOf>(
    "select count(*) filter (where is_confirmed)::int as count, count(*)::int as of from evenhand.stage_mapping where workspace_id = $1",
    [workspaceId],
  );
  return { people, leadsUnowned, leadsTwice, tasksUnowned, stagesConfirmed };
}
