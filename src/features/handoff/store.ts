// Rules of offering and leads that can be offered, as they stand in the tables; one query, one function.
import type { Tx } from "#db/database.ts";
import type { HandoffUpClose, LeadToOffer, OfferRule } from "#features/handoff/contract.ts";
import type { HandoffAct } from "#facts/handoff.ts";

/** Whether anything is on record at all: leads, and handoffs in any state. */
export function countAll(tx: Tx, workspaceId: string): Promise<{ leads: number; handoffs: number }> {
  return tx.one(
    `select (select count(*)::int from evenhand.lead where workspace_id = $1) as leads, (select count(*)::int from evenhand.handoff where workspace_id = $1) as handoffs`,
    [workspaceId],
  );
}

/** Names of the members and persons that acts speak of, by id. */
export async function namesOf(tx: Tx, workspaceId: string, acts: readonly HandoffAct[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(acts.flatMap(({ memberId, personId }) => [memberId ?? [], personId ?? []].flat()))];
  const rows = await tx.rows<{ id: string; name: string }>(
    `select id, name from evenhand.member where workspace_id = $1 and id = any($2::uuid[])
     union all select id, name from evenhand.handoff_person where workspace_id = $1 and id = any($2::uuid[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export type ActView = HandoffUpClose["acts"][number];

/** Names of rules by the act that they did. */
export async function rulesBehind(tx: Tx, workspaceId: string, lead: string): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.rows<{ id: number; name: string }>(
    `select t.id, r.name from evenhand.handoff_act t
       join lateral (select name from evenhand.offer_rule where workspace_id = $1 and id = t.rule_id order by version desc limit 1) r on true
      where t.workspace_id = $1 and t.lead = $2 and t.rule_id is not null`,
    [workspaceId, lead],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const asPattern = (text: string) => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Leads on record that a text names, the youngest first; those with an outcome last. */
export async function leadsNamed(tx: Tx, workspaceId: string, { text, limit }: { text: string; limit: number }): Promise<LeadToOffer[]> {
  return tx.rows<LeadToOffer>(
    `select l.id as lead, coalesce(l.name, k.name, a.name) as name, coalesce(a.name, l.account) as account, coalesce(l.channel, c.channel) as channel, l.grade,
        l.created_at as "cameAt", coalesce(s.name, l.owner) as owner,
        case when h.lead is not null and h.outcome is null and h.kept_at is null and h.returned_at is null then 'offered-already'
             when ${hasOutcome} then 'lead-has-outcome' end as "whyNot"
       from evenhand.lead l
       left join evenhand.handoff h on h.workspace_id = $1 and h.lead = l.id
       left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
       left join evenhand.contact k on k.workspace_id = $1 and k.id = l.contact
       left join evenhand.campaign c on c.workspace_id = $1 and c.id = l.campaign
       left join evenhand.seller s on s.workspace_id = $1 and s.id = l.owner
      where l.workspace_id = $1 and ($2 = '%%' or l.id ilike $2 or l.name ilike $2 or k.name ilike $2 or a.name ilike $2 or k.email ilike $2)
      order by (h.lead is not null), ${hasOutcome}, l.created_at desc, l.id limit $3`,
    [workspaceId, asPattern(text), limit],
  );
}

const hasOutcome = "(l.sales_qualified_at is not null or l.converted_at is not null or l.deal is not null)";

/** How a lead stands before it is offered for the first time: null where there is none of that id. */
export function leadToOffer(tx: Tx, workspaceId: string, lead: string): Promise<{ hasOutcome: boolean; name: string | null } | null> {
  return tx.maybe(
    `select ${hasOutcome} as "hasOutcome", coalesce(l.name, k.name, a.name) as name from evenhand.lead l
       left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
       left join evenhand.contact k on k.workspace_id = $1 and k.id = l.contact
      where l.workspace_id = $1 and l.id = $2`,
    [workspaceId, lead],
  );
}

const latest = `
  select r.id, r.version, r.name, r.channels, r.segments, r.grades, r.products, r.min_chance as "minChance", r.to_whom as "to", r.is_on as "isOn", r.on_since as "onSince", m.name as by, r.at,
    (select count(*)::int from evenhand.handoff_act t where t.workspace_id = $1 and t.rule_id = r.id) as offered
    from evenhand.offer_rule r left join evenhand.member m on m.workspace_id = $1 and m.id = r.member_id
   where r.workspace_id = $1
     and not exists (select 1 from evenhand.offer_rule x where x.workspace_id = $1 and x.id = r.id and x.version > r.version)`;

/** Every rule as it stands now, in the order of their making. */
export function offerRules(tx: Tx, workspaceId: string): Promise<OfferRule[]> {
  return tx.rows<OfferRule>(`${latest} order by (select min(f.at) from evenhand.offer_rule f where f.workspace_id = $1 and f.id = r.id), r.id`, [workspaceId]);
}

export type RuleSaid = Pick<OfferRule, "name" | "channels" | "segments" | "grades" | "products" | "minChance" | "to" | "isOn">;

/** The next version of a rule. One that stays on keeps the moment from which it offers. */
export async function saveRule(tx: Tx, workspaceId: string, { id, memberId, rule }: { id: string; memberId: string; rule: RuleSaid }): Promise<OfferRule> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' offer rule ' || $2, 0))", [workspaceId, id]);
  await tx.run(
    `insert into evenhand.offer_rule (workspace_id, id, version, name, channels, segments, grades, products, to_whom, is_on, on_since, member_id, min_chance)
     select $1, $2, coalesce(b.version, 0) + 1, $3, $4, $5, $6, $7, $8, $9, case when $9 then coalesce(b.on_since, now()) end, $10, $11
       from (select 1) one left join lateral (select version, on_since from evenhand.offer_rule where workspace_id = $1 and id = $2 order by version desc limit 1) b on true`,
    [workspaceId, id, rule.name, rule.channels, rule.segments, rule.grades, rule.products, rule.to, rule.isOn, memberId, rule.minChance],
  );
  return tx.one<OfferRule>(`${latest} and r.id = $2`, [workspaceId, id]);
}

type Conditions = Pick<OfferRule, "channels" | "segments" | "grades" | "products">;

const facing = `
  from evenhand.lead l
  left join evenhand.account a on a.workspace_id = $1 and a.id = l.account
  left join evenhand.campaign c on c.workspace_id = $1 and c.id = l.campaign`;
const fitting = `(cardinality($2::text[]) = 0 or coalesce(l.channel, c.channel) = any($2)) and (cardinality($3::text[]) = 0 or coalesce(l.segment, a.segment) = any($3))
  and (cardinality($4::text[]) = 0 or l.grade = any($4)) and (cardinality($5::text[]) = 0 or l.product = any($5))`;
const values = (workspaceId: string, { channels, segments, grades, products }: Conditions) => [workspaceId, channels, segments, grades, products];

export interface Tried {
  readonly from: string;
  readonly until: string;
  readonly leads: number;
  readonly fitting: number;
  readonly accepted: number;
  readonly qualified: number;
}

/** The ninety days up to the newest lead on record, so that records that end earlier than today can be tried on. Null: no lead. */
export async function tryConditions(tx: Tx, workspaceId: string, conditions: Conditions): Promise<Tried | null> {
  const row = await tx.one<Tried | { from: null }>(
    `with newest as (select max(created_at) as at from evenhand.lead where workspace_id = $1),
          those as (select l.accepted_at, l.sales_qualified_at, ${fitting} as does_fit ${facing}, newest n
                     where l.workspace_id = $1 and l.created_at >= n.at - interval '90 days')
     select (n.at - interval '90 days')::date as "from", n.at::date + 1 as until,
        (select count(*)::int from those) as leads, (select count(*)::int from those where does_fit) as fitting,
        (select count(*)::int from those where does_fit and accepted_at is not null) as accepted,
        (select count(*)::int from those where does_fit and sales_qualified_at is not null) as qualified
       from newest n`,
    values(workspaceId, conditions),
  );
  return row.from === null ? null : row;
}

export interface RuleAsked {
  readonly rule: OfferRule;
  /** Only these, where the rule asks for more than the tables hold; null: all. */
  readonly among: readonly string[] | null;
  readonly limit: number;
}

/** Leads of files that came in since a rule is on, that fit it and that nobody has touched here, the oldest first; none with an outcome. */
export async function leadsForRule(tx: Tx, workspaceId: string, { rule, among, limit }: RuleAsked): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select l.id ${facing} join evenhand.import i on i.workspace_id = $1 and i.id = l.first_import
      where l.workspace_id = $1 and i.received_at >= $6::timestamptz and l.created_at >= $6::timestamptz - interval '90 days' and ${fitting} and not ${hasOutcome}
        and not exists (select 1 from evenhand.handoff_act t where t.workspace_id = $1 and t.lead = l.id)
        and ($8::text[] is null or l.id = any($8))
      order by l.created_at, l.id limit $7`,
    [...values(workspaceId, rule), rule.onSince, limit, among],
  );
  return rows.map(({ id }) => id);
}

/** What can be chosen in a rule: what leads on record hold, the most frequent first. */
export async function choicesOf(tx: Tx, workspaceId: string): Promise<{ channels: string[]; segments: string[]; grades: string[]; products: string[] }> {
  const list = async (value: string) =>
    (
      await tx.rows<{ value: string }>(
        `select ${value} as value ${facing} where l.workspace_id = $1 and ${value} is not null group by 1 order by count(*) desc, 1 limit 50`,
        [workspaceId],
      )
    ).map((row) => row.value);
  return {
    channels: await list("coalesce(l.channel, c.channel)"),
    segments: await list("coalesce(l.segment, a.segment)"),
    grades: await list("l.grade"),
    products: await list("l.product"),
  };
}
