// Leads that the CRM says are with sales already are taken up into the list, as of the moment the CRM gives; nothing about them changes by it.
import type { Tx } from "#db/database.ts";
import { enlistSellers } from "#ledger/handoff-people.ts";
import { tellAllHandoffs } from "#ledger/handoff-rows.ts";

/** Older ones have been worked without us, or not at all: they are history and not a list of things to do. */
const youngerThanDays = 90;

/** With sales and without an outcome: an MQL or SAL of the last days that nobody has touched here. */
const waiting = `
  select l.id, l.owner, coalesce(l.qualified_at, l.created_at) as at
    from evenhand.lead l
    left join evenhand.stage_mapping m on m.workspace_id = $1 and m.record_kind = 'lead' and m.source = l.source and m.source_stage = l.stage
   where l.workspace_id = $1 and coalesce(l.qualified_at, l.created_at) between $2::timestamptz - make_interval(days => ${youngerThanDays}) and $2::timestamptz
     and (l.qualified_at is not null or m.stage in ('marketing-qualified', 'sales-accepted'))
     and coalesce(m.stage, 'lead') in ('lead', 'marketing-qualified', 'sales-accepted')
     and l.sales_qualified_at is null and l.converted_at is null and l.deal is null
     and not exists (select 1 from evenhand.deal d where d.workspace_id = $1 and d.lead = l.id)
     and not exists (select 1 from evenhand.handoff_act t where t.workspace_id = $1 and t.lead = l.id)`;

/** Gives how many were taken up. Done twice it takes up nothing more; two at once wait for each other. */
export async function takeUpFromSource(tx: Tx, workspaceId: string, now: string): Promise<number> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' handoff taking up', 0))", [workspaceId]);
  const found = await tx.rows<{ id: string; owner: string | null; at: string }>(`${waiting} order by l.id`, [workspaceId, now]);
  if (found.length === 0) return 0;
  await enlistSellers(tx, workspaceId, [...new Set(found.flatMap(({ owner }) => owner ?? []))]);
  await tx.run(
    `with taken as (
       select n.lead, n.at, p.id as person_id
         from unnest($2::text[], $3::text[], $4::timestamptz[]) as n (lead, owner, at)
         left join evenhand.handoff_person p on p.workspace_id = $1 and p.seller = n.owner and p.removed_at is null
     ), acts as (
       insert into evenhand.handoff_act (workspace_id, lead, act, at, kind, person_id) select $1, lead, 'offered', at, 'source', person_id from taken order by lead
     )
     insert into evenhand.handoff (workspace_id, lead, offered_as, round, first_offered_at, offered_at, accept_from, person_id, acts)
     select $1, lead, 'source', 1, at, at, at, person_id, 1 from taken`,
    [workspaceId, found.map(({ id }) => id), found.map(({ owner }) => owner), found.map(({ at }) => at)],
  );
  await tellAllHandoffs(tx, workspaceId);
  return found.length;
}
