// The list of people as it is changed, what there is to propose and to count, and the checks so far.
import type { Tx } from "#db/database.ts";
import type { Finding, RoutingAnswer, RoutingProposal } from "#features/routing/contract.ts";
import type { Territory } from "#facts/routing.ts";
import type { Day } from "#kit/day.ts";

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly memberId: string | null;
  readonly capacity: number | null;
  readonly isInTurn: boolean;
  readonly ownZone: string | null;
  readonly isRemoved: boolean;
  readonly territories: readonly Territory[];
}

export async function personToChange(tx: Tx, workspaceId: string, id: string): Promise<PersonRow | null> {
  const row = await tx.maybe<Omit<PersonRow, "territories">>(
    `select id, name, member_id as "memberId", capacity, is_in_turn as "isInTurn", time_zone as "ownZone", removed_at is not null as "isRemoved"
       from evenhand.handoff_person where workspace_id = $1 and id = $2 for update`,
    [workspaceId, id],
  );
  if (row === null) return null;
  const territories = await tx.rows<Territory>(
    `select kind, value from evenhand.handoff_territory where workspace_id = $1 and person_id = $2 order by kind, value`,
    [workspaceId, id],
  );
  return { ...row, territories };
}

export async function savePerson(tx: Tx, workspaceId: string, now: PersonRow): Promise<void> {
  await tx.run(
    `update evenhand.handoff_person set name = $3, capacity = $4, is_in_turn = $5, time_zone = $6,
       removed_at = case when $7 then coalesce(removed_at, now()) end where workspace_id = $1 and id = $2`,
    [workspaceId, now.id, now.name, now.capacity, now.isInTurn, now.ownZone, now.isRemoved],
  );
  await tx.run("delete from evenhand.handoff_territory where workspace_id = $1 and person_id = $2", [workspaceId, now.id]);
  await tx.run(
    `insert into evenhand.handoff_territory (workspace_id, person_id, kind, value)
     select distinct $1::uuid, $2::uuid, t.kind, t.value from jsonb_to_recordset($3::jsonb) as t (kind text, value text)`,
    [workspaceId, now.id, JSON.stringify(now.territories)],
  );
}

/** Why somebody cannot stand on the list as this seller or member; null: can. */
export async function whyNotList(tx: Tx, workspaceId: string, person: { seller: string | null; memberId: string | null; id?: string }): Promise<string | null> {
  const row = await tx.one<{ hasSeller: boolean; hasMember: boolean; isListed: boolean }>(
    `select $2::text is null or exists (select 1 from evenhand.seller where workspace_id = $1 and (id = $2 or name = $2))
          or exists (select 1 from evenhand.lead where workspace_id = $1 and owner = $2) as "hasSeller",
        $3::uuid is null or exists (select 1 from evenhand.member where workspace_id = $1 and id = $3 and role <> 'agency') as "hasMember",
        exists (select 1 from evenhand.handoff_person where workspace_id = $1 and removed_at is null and id is distinct from $4::uuid
                 and (seller = $2 or member_id = $3)) as "isListed"`,
    [workspaceId, person.seller, person.memberId, person.id ?? null],
  );
  if (!row.hasSeller) return "no-such-seller";
  if (!row.hasMember) return "no-such-member";
  return row.isListed ? "already-on-the-list" : null;
}

export async function insertPerson(
  tx: Tx,
  workspaceId: string,
  person: { id: string; name: string; seller: string | null; memberId: string | null },
): Promise<void> {
  await tx.run("insert into evenhand.handoff_person (workspace_id, id, name, seller, member_id) values ($1, $2, $3, $4, $5)", [
    workspaceId,
    person.id,
    person.name,
    person.seller,
    person.memberId,
  ]);
}

/** Who owns leads or works in sales and is not on the list: sellers by the number of their leads of the last year on record, with the member of the same address. */
export async function proposalsFor(tx: Tx, workspaceId: string, today: Day): Promise<RoutingProposal[]> {
  return tx.rows<RoutingProposal>(
    `with newest as (select max(created_at) as at from evenhand.lead where workspace_id = $1),
      owning as (
        select l.owner, count(*)::integer as leads from evenhand.lead l, newest
         where l.workspace_id = $1 and l.owner is not null and l.created_at > newest.at - interval '1 year' group by l.owner),
      selling as (
        select coalesce(s.name, o.owner) as name, o.owner as seller, s.email, o.leads, coalesce(s.until <= $2::date, false) as "hasLeft"
          from owning o left join evenhand.seller s on s.workspace_id = $1 and (s.id = o.owner or s.name = o.owner)
         where length(o.owner) <= 400
           and not exists (select 1 from evenhand.handoff_person p where p.workspace_id = $1 and p.seller = o.owner and p.removed_at is null)),
      member as (
        select m.id, m.name, lower(m.email) as email from evenhand.member m
         where m.workspace_id = $1 and m.role in ('sales', 'head-of-sales') and (m.served_until is null or m.served_until > $2::date)
           and not exists (select 1 from evenhand.handoff_person p where p.workspace_id = $1 and p.member_id = m.id and p.removed_at is null))
     select left(coalesce(s.name, m.name), 120) as name, s.seller, m.id as "memberId", coalesce(s.leads, 0) as leads, coalesce(s."hasLeft", false) as "hasLeft"
       from selling s full join member m on m.email = lower(s.email)
      order by coalesce(s."hasLeft", false), coalesce(s.leads, 0) desc, 1 limit 200`,
    [workspaceId, today],
  );
}

/** What leads say of where they lie, the most frequent first: to choose territories from. */
export async function knownTerritories(tx: Tx, workspaceId: string): Promise<RoutingAnswer["known"]> {
  const list = async (sql: string) =>
    (await tx.rows<{ value: string }>(`${sql} group by 1 order by count(*) desc, 1 limit 60`, [workspaceId])).map(({ value }) => value);
  const withAccount = (column: string) =>
    list(
      `select coalesce(l.${column}, a.${column}) as value from evenhand.lead l left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
        where l.workspace_id = $1 and coalesce(l.${column}, a.${column}) is not null`,
    );
  const channel = await list(
    `select coalesce(l.channel, c.channel) as value from evenhand.lead l left join evenhand.campaign c on c.workspace_id = $1 and c.id = l.campaign
      where l.workspace_id = $1 and coalesce(l.channel, c.channel) is not null`,
  );
  const product = await tx.rows<{ id: string; name: string }>(
    `select id, coalesce(name, id) as name from evenhand.product where workspace_id = $1 order by 2, 1 limit 200`,
    [workspaceId],
  );
  return { segment: await withAccount("segment"), region: await withAccount("region"), product, channel };
}

/** The newest leads on record, youngest last. */
export async function newestLeads(tx: Tx, workspaceId: string, limit: number): Promise<{ lead: string; name: string | null; createdAt: string }[]> {
  const rows = await tx.rows<{ lead: string; name: string | null; createdAt: string }>(
    `select l.id as lead, coalesce(l.name, a.name) as name, l.created_at as "createdAt" from evenhand.lead l
       left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
      where l.workspace_id = $1 order by l.created_at desc, l.id desc limit $2`,
    [workspaceId, limit],
  );
  return rows.toReversed();
}

/** Members who sign in and are in service: what is offered to them can be accepted. */
export async function membersWhoAct(tx: Tx, workspaceId: string, today: Day): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    `select m.id from evenhand.member m where m.workspace_id = $1 and (m.served_from is null or m.served_from <= $2::date) and (m.served_until is null or m.served_until > $2::date)
        and (m.user_id is not null or exists (select 1 from sign_in.api_key k where k.workspace_id = $1 and k.member_id = m.id))`,
    [workspaceId, today],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface AbsenceRow {
  readonly id: string;
  readonly personId: string;
  readonly from: Day;
  readonly until: Day;
}

export async function absencesFrom(tx: Tx, workspaceId: string, day: Day): Promise<AbsenceRow[]> {
  return tx.rows<AbsenceRow>(
    `select id, person_id as "personId", "from", until from evenhand.handoff_absence where workspace_id = $1 and until > $2::date order by "from", until, id`,
    [workspaceId, day],
  );
}

export async function absenceOf(tx: Tx, workspaceId: string, id: string): Promise<(AbsenceRow & { memberId: string | null; name: string }) | null> {
  return tx.maybe(
    `select a.id, a.person_id as "personId", a."from", a.until, p.member_id as "memberId", p.name from evenhand.handoff_absence a
       join evenhand.handoff_person p on p.workspace_id = $1 and p.id = a.person_id where a.workspace_id = $1 and a.id = $2`,
    [workspaceId, id],
  );
}

export async function insertAbsence(tx: Tx, workspaceId: string, absence: AbsenceRow): Promise<void> {
  await tx.run(`insert into evenhand.handoff_absence (workspace_id, id, person_id, "from", until) values ($1, $2, $3, $4, $5)`, [
    workspaceId,
    absence.id,
    absence.personId,
    absence.from,
    absence.until,
  ]);
}

export async function deleteAbsence(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("delete from evenhand.handoff_absence where workspace_id = $1 and id = $2", [workspaceId, id]);
}

/** Open handoffs whose lead is no longer on record. */
export async function vanishedHandoffs(tx: Tx, workspaceId: string): Promise<{ lead: string; personId: string | null; offeredAt: string }[]> {
  return tx.rows(
    `select h.lead, h.person_id as "personId", h.offered_at as "offeredAt" from evenhand.handoff h
      where h.workspace_id = $1 and h.outcome is null and h.kept_at is null and h.returned_at is null
        and not exists (select 1 from evenhand.lead l where l.workspace_id = $1 and l.id = h.lead) order by h.offered_at, h.lead`,
    [workspaceId],
  );
}

export interface Check {
  readonly id: string;
  readonly memberId: string | null;
  readonly lookedAt: number;
  readonly findings: readonly Pick<Finding, "lead" | "problem" | "personId">[];
}

export async function saveCheck(tx: Tx, workspaceId: string, { id, memberId, lookedAt, findings }: Check): Promise<void> {
  await tx.run("insert into evenhand.routing_check (workspace_id, id, member_id, looked_at) values ($1, $2, $3, $4)", [workspaceId, id, memberId, lookedAt]);
  await tx.run(
    `insert into evenhand.routing_finding (workspace_id, check_id, lead, problem, person_id)
     select $1, $2, f.lead, f.problem, f."personId" from jsonb_to_recordset($3::jsonb) as f (lead text, problem text, "personId" uuid)`,
    [workspaceId, id, JSON.stringify(findings.map(({ lead, problem, personId }) => ({ lead, problem, personId })))],
  );
}

/** Notes on the newest check in which a lead stood that it was mended, or (`to` null) that this was undone. */
export async function noteMended(tx: Tx, workspaceId: string, { lead, to }: { lead: string; to: string | null }): Promise<void> {
  await tx.run(
    `update evenhand.routing_finding f set mended_by = $3, mended_at = case when $3::uuid is null then null else now() end
      where f.workspace_id = $1 and f.lead = $2 and f.check_id = (
        select c.id from evenhand.routing_check c join evenhand.routing_finding x on x.workspace_id = $1 and x.check_id = c.id and x.lead = $2
         where c.workspace_id = $1 order by c.at desc limit 1)`,
    [workspaceId, lead, to],
  );
}

export async function lastChecks(
  tx: Tx,
  workspaceId: string,
  limit: number,
): Promise<{ id: string; at: string; by: string | null; lookedAt: number; found: number; mended: number }[]> {
  return tx.rows(
    `select c.id, c.at, m.name as by, c.looked_at as "lookedAt",
        (select count(*)::integer from evenhand.routing_finding f where f.workspace_id = $1 and f.check_id = c.id) as found,
        (select count(*)::integer from evenhand.routing_finding f where f.workspace_id = $1 and f.check_id = c.id and f.mended_at is not null) as mended
       from evenhand.routing_check c left join evenhand.member m on m.workspace_id = $1 and m.id = c.member_id
      where c.workspace_id = $1 order by c.at desc limit $2`,
    [workspaceId, limit],
  );
}
