// How many leads came to each person in a time, by turn and by hand, and what became of them.
import type { Tx } from "#db/database.ts";
import { handoffJoin, leadMoments } from "#ledger/handoff-facts.ts";

export interface Dealt {
  readonly personId: string;
  readonly offered: number;
  readonly byTurn: number;
  readonly accepted: number;
  readonly returned: number;
  readonly value: number;
  readonly deals: number;
}

/** Leads that came to each person in a period, each lead once a person; what the CRM had given already is not dealt and not counted. */
export async function dealtWithin(tx: Tx, workspaceId: string, { from, until }: { from: string; until: string }): Promise<Dealt[]> {
  return tx.rows<Dealt>(
    `with came as (
       select distinct t.person_id, t.lead from evenhand.handoff_act t
        where t.workspace_id = $1 and t.at >= $2::timestamptz and t.at < $3::timestamptz and t.person_id is not null
          and (t.act = 'assigned' or t.act = 'offered' and t.kind <> 'source')
          and not exists (select 1 from evenhand.handoff_act u where u.workspace_id = $1 and u.act = 'undone' and u.undoes = t.id))
     select c.person_id as "personId", count(*)::integer as offered,
       count(*) filter (where exists (select 1 from evenhand.handoff_turn r where r.workspace_id = $1 and r.lead = c.lead and r.person_id = c.person_id
         and r.taken_back_at is null and r.at >= $2::timestamptz - interval '1 minute' and r.at < $3::timestamptz))::integer as "byTurn",
       count(*) filter (where h.person_id = c.person_id and ${leadMoments.acceptedAt} is not null)::integer as accepted,
       count(*) filter (where h.person_id = c.person_id and ${leadMoments.returnedAt} is not null)::integer as returned,
       coalesce(sum(d.amount) filter (where d.currency is null or d.currency = w.currency), 0)::bigint as value,
       count(d.id) filter (where d.currency is null or d.currency = w.currency)::integer as deals
     from came c
     join evenhand.workspace w on w.workspace_id = $1
     join evenhand.lead l on l.workspace_id = $1 and l.id = c.lead ${handoffJoin}
     left join evenhand.deal d on d.workspace_id = $1 and d.id = l.deal
     group by c.person_id`,
    [workspaceId, from, until],
  );
}
