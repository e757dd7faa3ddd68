// The people among whom leads are dealt, as they stand now: territories, absences, service, and how many handoffs each has open.
import type { Tx } from "#db/database.ts";
import type { Absence, LeadToDeal, RoutePerson, Territory, TurnAccount } from "#facts/routing.ts";
import type { Day } from "#kit/day.ts";
import { openHandoff } from "#ledger/handoff-facts.ts";

/** A person with what screens and lists show of them. */
export interface KnownPerson extends RoutePerson {
  readonly name: string;
  readonly seller: string | null;
  readonly memberId: string | null;
  /** Null: the workspace's own; `zone` is the one that counts. */
  readonly ownZone: string | null;
}

type Row = Omit<KnownPerson, "territories" | "absences" | "open">;

/** The record that is meant by its id, or by a name that only one bears. */
const meant = (table: "account" | "campaign" | "product" | "seller", reference: string) => `lateral (
    select t.* from evenhand.${table} t where t.workspace_id = $1 and t.id = ${reference}
    union all
    select t.* from evenhand.${table} t where t.workspace_id = $1 and t.name = ${reference}
      and not exists (select 1 from evenhand.${table} x where x.workspace_id = $1 and x.id = ${reference})
      and not exists (select 1 from evenhand.${table} x where x.workspace_id = $1 and x.name = ${reference} and x.id <> t.id))`;

const people = `
  select p.id, p.name, p.seller, p.member_id as "memberId", p.capacity, p.is_in_turn as "isInTurn", p.removed_at is not null as "isRemoved",
    p.time_zone as "ownZone", coalesce(p.time_zone, w.time_zone) as zone, p.balance, p.credit, p.is_after_owed as "isAfterOwed", p.last_dealt_at as "lastDealtAt",
    greatest(s."from", m.served_from) as "servesFrom", least(s.until, m.served_until) as "servesUntil"
  from evenhand.handoff_person p
  join evenhand.workspace w on w.workspace_id = $1
  left join ${meant("seller", "p.seller")} s on true
  left join evenhand.member m on m.workspace_id = $1 and m.id = p.member_id
  where p.workspace_id = $1 order by p.name, p.id`;

/** Everybody who was ever added, those who were removed too, in order of names. */
export async function readRoutePeople(tx: Tx, workspaceId: string): Promise<KnownPerson[]> {
  const rows = await tx.rows<Row>(people, [workspaceId]);
  const territories = await tx.rows<Territory & { personId: string }>(
    `select person_id as "personId", kind, value from evenhand.handoff_territory where workspace_id = $1 order by kind, value`,
    [workspaceId],
  );
  const absences = await tx.rows<Absence & { personId: string }>(
    `select person_id as "personId", "from", until from evenhand.handoff_absence where workspace_id = $1 order by "from", until`,
    [workspaceId],
  );
  const loads = await tx.rows<{ personId: string; open: number }>(
    `select h.person_id as "personId", count(*)::integer as open from evenhand.handoff h join evenhand.lead l on l.workspace_id = $1 and l.id = h.lead
     where h.workspace_id = $1 and h.person_id is not null and ${openHandoff} group by h.person_id`,
    [workspaceId],
  );
  const [land, gone] = [Map.groupBy(territories, ({ personId }) => personId), Map.groupBy(absences, ({ personId }) => personId)];
  const open = new Map(loads.map((load) => [load.personId, load.open]));
  return rows.map((row) =>
    Object.assign(row, {
      territories: (land.get(row.id) ?? []).map(({ kind, value }) => ({ kind, value })),
      absences: (gone.get(row.id) ?? []).map(({ from, until }): { from: Day; until: Day } => ({ from, until })),
      open: open.get(row.id) ?? 0,
    }),
  );
}

/** What of some leads decides who may have them, read as figures read it: the lead's own, else its account's and campaign's. Leads not on record are absent. */
export async function readLeadsToDeal(tx: Tx, workspaceId: string, leads: readonly string[]): Promise<Map<string, LeadToDeal>> {
  const rows = await tx.rows<LeadToDeal & { id: string }>(
    `select l.id, coalesce(l.segment, a.segment) as segment, coalesce(l.region, a.region) as region, coalesce(p.id, l.product) as product,
       coalesce(l.channel, c.channel) as channel
     from evenhand.lead l
     left join ${meant("account", "l.account")} a on true
     left join ${meant("campaign", "l.campaign")} c on true
     left join ${meant("product", "l.product")} p on true
     where l.workspace_id = $1 and l.id = any($2::text[])`,
    [workspaceId, leads],
  );
  return new Map(rows.map(({ id, segment, region, product, channel }) => [id, { segment, region, product, channel }]));
}

/** Keeps what a turn has come to for each whom it moved. */
export async function keepAccounts(tx: Tx, workspaceId: string, accounts: ReadonlyMap<string, TurnAccount>): Promise<void> {
  const rows = [...accounts].map(([id, { balance, credit, isAfterOwed, lastDealtAt }]) => ({ id, balance, credit, isAfterOwed, lastDealtAt }));
  await tx.run(
    `update evenhand.handoff_person p set balance = r.balance, credit = r.credit, is_after_owed = r."isAfterOwed", last_dealt_at = r."lastDealtAt"
     from jsonb_to_recordset($2::jsonb) as r (id uuid, balance double precision, credit double precision, "isAfterOwed" boolean, "lastDealtAt" timestamptz)
     where p.workspace_id = $1 and p.id = r.id`,
    [workspaceId, JSON.stringify(rows)],
  );
}
