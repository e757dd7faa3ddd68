// Who is offered leads: found by the member who asks, or by the owner that the facts name, and put on the list when first met.
import type { Tx } from "#db/database.ts";
import type { HandoffPerson } from "#facts/handoff-row.ts";

const columns = `p.id, p.name, p.member_id as "memberId", coalesce(p.time_zone, w.time_zone) as zone`;
const from = "evenhand.handoff_person p join evenhand.workspace w on w.workspace_id = p.workspace_id";

/** Everybody on the list who has not been taken off it, by name. */
export function handoffPeople(tx: Tx, workspaceId: string): Promise<HandoffPerson[]> {
  return tx.rows<HandoffPerson>(`select ${columns} from ${from} where p.workspace_id = $1 and p.removed_at is null order by p.name, p.id`, [workspaceId]);
}

/** One of them; null where nobody of that id takes leads any more. */
export function handoffPerson(tx: Tx, workspaceId: string, id: string): Promise<HandoffPerson | null> {
  return tx.maybe<HandoffPerson>(`select ${columns} from ${from} where p.workspace_id = $1 and p.id = $2 and p.removed_at is null`, [workspaceId, id]);
}

/** Whom a member is on the list; null: nobody. */
export function personOfMember(tx: Tx, workspaceId: string, memberId: string): Promise<HandoffPerson | null> {
  return tx.maybe<HandoffPerson>(`select ${columns} from ${from} where p.workspace_id = $1 and p.member_id = $2 and p.removed_at is null`, [
    workspaceId,
    memberId,
  ]);
}

/** Puts a member on the list, not taking turns, unless they are there already; gives who they are on it. */
export async function enlistMember(tx: Tx, workspaceId: string, memberId: string): Promise<HandoffPerson> {
  const known = await personOfMember(tx, workspaceId, memberId);
  if (known) return known;
  await tx.run(
    `insert into evenhand.handoff_person (workspace_id, id, name, member_id, is_in_turn)
     select $1, gen_random_uuid(), m.name, m.id, false from evenhand.member m where m.workspace_id = $1 and m.id = $2 on conflict do nothing`,
    [workspaceId, memberId],
  );
  return (await personOfMember(tx, workspaceId, memberId))!;
}

/**
 * Puts owners on the list as the facts name them, each once: called as the seller, matched with the member of sales who has the same address.
 * `owners`: ids or names as leads hold them; whoever is there already stays as they are.
 */
export async function enlistSellers(tx: Tx, workspaceId: string, owners: readonly string[]): Promise<void> {
  if (owners.length === 0) return;
  await tx.run(
    `insert into evenhand.handoff_person (workspace_id, id, name, seller, member_id, is_in_turn)
     select $1, gen_random_uuid(), left(o.name, 120), o.owner, o.member_id, o.member_id is not null
       from (
         select distinct on (n.owner) n.owner, coalesce(s.name, n.owner) as name, m.id as member_id
           from unnest($2::text[]) as n (owner)
           left join evenhand.seller s on s.workspace_id = $1 and (s.id = n.owner or s.name = n.owner)
           left join evenhand.member m on m.workspace_id = $1 and lower(m.email) = lower(s.email)
             and not exists (select 1 from evenhand.handoff_person x where x.workspace_id = $1 and x.member_id = m.id and x.removed_at is null)
          where length(n.owner) between 1 and 400
          order by n.owner, s.id = n.owner desc
       ) o
      where not exists (select 1 from evenhand.handoff_person x where x.workspace_id = $1 and x.seller = o.owner and x.removed_at is null)
     on conflict do nothing`,
    [workspaceId, owners],
  );
}
