// The register of decisions: gathered from wherever they were taken, each with who agreed and what its source has kept of the evidence. Nothing is written twice.
// Long because: every source of decisions stands here with its columns, one under another.
import type { Tx } from "#db/database.ts";
import type { DecisionKind, DecisionOnFile, KeptEvidence, Party } from "#facts/decisions.ts";
import { sideOfPromise } from "#facts/promises.ts";
import { type KindOfVersion, ofDefinition, ofOwner, ofPromise } from "#ledger/signatures.ts";

/** Columns of a source; what it does not name is not there. */
interface Columns {
  readonly id: string;
  readonly title: string;
  readonly version?: string;
  readonly said?: string;
  readonly because?: string;
  readonly outcome?: string;
  readonly concerns?: string;
  /** A JSON list of parties. */
  readonly parties: string;
  readonly votes?: string;
  readonly value?: string;
  readonly unit?: string;
  readonly currency?: string;
  readonly enteredBy?: string;
  readonly enteredAt?: string;
  readonly decidedAt: string;
  readonly holdsFrom?: string;
  readonly until?: string;
  readonly supersedes?: string;
  readonly endsIt?: string;
  readonly line?: string;
  readonly nr?: string;
  readonly isWithdrawn?: string;
  readonly isOver?: string;
  readonly originKind?: string;
  readonly originId?: string;
  /** A JSON list of numbers that the source has kept. */
  readonly kept?: string;
}

const noText = "null::text";
/** In the order in which sources are put under one another. */
const otherwise = {
  id: "",
  title: "",
  version: "null::int",
  said: noText,
  because: noText,
  outcome: noText,
  concerns: "'both'",
  parties: "",
  votes: "null::jsonb",
  value: "null::float8",
  unit: noText,
  currency: noText,
  enteredBy: "null::uuid",
  enteredAt: "null::timestamptz",
  decidedAt: "",
  holdsFrom: "null::date",
  until: "null::date",
  supersedes: noText,
  endsIt: "false",
  line: noText,
  nr: "0",
  isWithdrawn: "false",
  isOver: "false",
  originKind: noText,
  originId: noText,
  kept: "'[]'::jsonb",
} as const satisfies Record<keyof Columns, string>;

function source(kind: DecisionKind, columns: Columns, from: string): string {
  const all = Object.entries({ ...otherwise, ...columns }).map(([name, sql]) => `${sql} as "${name}"`);
  return `select '${kind}' as kind, ${all.join(", ")} ${from}`;
}

const party = (side: string, member: string, at: string, as: Party["as"] = "agreed") =>
  `jsonb_build_object('side', ${side}, 'name', ${member}.name, 'memberId', ${member}.id, 'as', '${as}', 'at', ${at})`;
const member = (alias: string, id: string) => `left join evenhand.member ${alias} on ${alias}.workspace_id = $1 and ${alias}.id = ${id}`;

const entered = source(
  "entered",
  {
    id: "'entered.' || d.id",
    title: "d.title",
    said: "d.said",
    parties: `jsonb_build_array(${party("'sales'", "s", "d.sales_at")}, ${party("'marketing'", "m", "d.marketing_at")})`,
    enteredBy: "d.entered_by",
    enteredAt: "d.entered_at",
    decidedAt: "case when d.sales_at is not null and d.marketing_at is not null then greatest(d.sales_at, d.marketing_at) end",
    until: "d.until",
    supersedes: "d.supersedes",
    endsIt: "d.ends_it",
    isWithdrawn: "d.withdrawn_at is not null",
  },
  `from evenhand.decision d ${member("s", "d.sales_id")} ${member("m", "d.marketing_id")} where d.workspace_id = $1`,
);

/** The minutes as they stand last; the number behind a claim as it had been weighed when the meeting ended. */
const meetings = source(
  "meeting",
  {
    id: "'meeting.' || (e.item ->> 'id')",
    title: "e.item ->> 'title'",
    version: "case when n.version > 1 then n.version end",
    said: "e.item ->> 'text'",
    because: "e.item ->> 'why'",
    concerns: "coalesce(i.side, 'both')",
    parties: `coalesce((select jsonb_agg(${party("q.department", "q", "(n.body ->> 'closedAt')::timestamptz", "present")} order by q.department, lower(q.name))
      from evenhand.meeting_member p join evenhand.member q on q.workspace_id = $1 and q.id = p.member_id
      where p.workspace_id = $1 and p.meeting_id = n.meeting_id and p.was_there and q.department in ('sales', 'marketing')), '[]'::jsonb)`,
    votes: "e.item -> 'votes'",
    decidedAt: "(n.body ->> 'closedAt')::timestamptz",
    originKind: "'meeting'",
    originId: "n.meeting_id::text",
    kept: `coalesce((select jsonb_build_array(jsonb_build_object('code', 'claim', 'name', c.said, 'of', c.id, 'value', v.effect, 'low', v.low, 'high', v.high, 'sample', v.sample,
        'standard', c.standard, 'asOf', v.as_of))
      from evenhand.claim c join evenhand.claim_verdict v on v.workspace_id = $1 and v.claim_id = c.id and v.given_at <= (n.body ->> 'closedAt')::timestamptz
      where c.workspace_id = $1 and i.from_kind = 'claim' and c.id::text = i.from_id order by v.given_at desc, v.facts_version desc, v.as_of desc limit 1), '[]'::jsonb)`,
  },
  `from (select distinct on (meeting_id) * from evenhand.meeting_minutes where workspace_id = $1 order by meeting_id, version desc) n
     cross join lateral jsonb_array_elements(n.body -> 'items') as e (item)
     left join evenhand.agenda_item i on i.workspace_id = $1 and i.id = (e.item ->> 'id')::uuid
    where e.item ->> 'outcome' = 'decision'`,
);

/** What was measured when each side spoke, and the same at the last day that has come since. */
const debriefs = source(
  "debrief",
  {
    id: "'debrief.' || v.id",
    title: "p.name",
    said: "v.reason",
    outcome: "v.verdict",
    parties: `jsonb_build_array(${party("v.side", "s", "v.said_at")}, ${party("case v.side when 'sales' then 'marketing' else 'sales' end", "a", "v.agreed_at")})`,
    decidedAt: "v.agreed_at",
    line: "'debrief.' || v.project_id",
    nr: "row_number() over (partition by v.project_id order by v.said_at)::int",
    isWithdrawn: "v.withdrawn_at is not null",
    originKind: "'project'",
    originId: "v.project_id::text",
    kept: `coalesce((select jsonb_agg(jsonb_build_object('code', k.what || '-' || (x.measure ->> 'measure'), 'days', v.rested_on -> 'days', 'asOf', v.rested_on -> 'asOf',
        'value', x.measure -> k.what, 'low', case k.what when 'cost' then x.measure -> 'low' end, 'high', case k.what when 'cost' then x.measure -> 'high' end,
        'unit', case k.what when 'cost' then 'money' else 'count' end, 'currency', case k.what when 'cost' then w.currency end,
        'later', (select jsonb_build_object('value', y.measure -> k.what, 'days', l.days, 'asOf', l.as_of)
           from (select * from evenhand.debrief_measure o where o.workspace_id = $1 and o.project_id = v.project_id order by o.days desc limit 1) l
           cross join lateral jsonb_array_elements(l.measures) as y (measure) where y.measure ->> 'measure' = x.measure ->> 'measure')) order by x.nr, k.what desc)
      from jsonb_array_elements(v.rested_on -> 'measures') with ordinality as x (measure, nr) cross join (values ('count'), ('cost')) k (what)
      where jsonb_typeof(x.measure -> k.what) = 'number'), '[]'::jsonb)`,
  },
  `from evenhand.debrief_verdict v join evenhand.workspace w on w.workspace_id = $1
     join evenhand.project p on p.workspace_id = $1 and p.id = v.project_id and p.removed_at is null ${member("s", "v.said_by")} ${member("a", "v.agreed_by")}
    where v.workspace_id = $1 and v.agreed_at is not null`,
);

const disputes = source(
  "dispute",
  {
    id: "'dispute.' || d.id",
    title: "d.title",
    said: "d.said",
    because: "o.reasons",
    outcome: "d.outcome",
    concerns: "d.concerns",
    parties: "coalesce(o.parties, '[]'::jsonb)",
    value: "d.agreed_value",
    unit: "d.unit",
    currency: "d.currency",
    decidedAt: "d.decided_at",
    originKind: "'dispute'",
    originId: "d.id::text",
    kept: `jsonb_build_array(jsonb_build_object('code', d.about_kind, 'name', d.title, 'of', d.about_id, 'value', d.value, 'low', d.low, 'high', d.high, 'unit', d.unit,
        'currency', d.currency, 'period', jsonb_build_object('from', d.period_from, 'until', d.period_until), 'asOf', d.as_of))`,
  },
  `from evenhand.dispute d
     left join lateral (select jsonb_agg(${party("case x.role when 'head-of-sales' then 'sales' else 'marketing' end", "q", "x.said_at")} order by x.role desc) as parties,
         string_agg(x.reason, E'\\n' order by x.said_at, x.role) as reasons
       from evenhand.dispute_voice x ${member("q", "x.member_id")} where x.workspace_id = $1 and x.dispute_id = d.id) o on true
    where d.workspace_id = $1 and d.outcome is not null`,
);

const promisesOf = (side: "sales" | "marketing") =>
  Object.entries(sideOfPromise)
    .filter(([, own]) => own === side)
    .map(([key]) => `'${key}'`)
    .join(", ");

/** Versions that both heads have signed. */
function signed(kind: DecisionKind, { table, signatures, key }: KindOfVersion, more: Partial<Columns>): string {
  return source(
    kind,
    {
      id: `'${kind}.' || v.${key} || '@' || v.version`,
      title: `v.${key}`,
      version: "v.version",
      parties: "g.parties",
      decidedAt: "g.at",
      line: `'${kind}.' || v.${key}`,
      nr: "v.version",
      originKind: `'${kind}'`,
      originId: `v.${key}`,
      ...more,
    },
    `from evenhand.${table} v join lateral (select jsonb_agg(${party("case x.role when 'head-of-sales' then 'sales' else 'marketing' end", "q", "x.signed_at")} order by x.role desc) as parties,
         max(x.signed_at) as at, count(distinct x.role) as roles
       from evenhand.${signatures} x ${member("q", "x.member_id")} where x.workspace_id = $1 and x.${key} = v.${key} and x.version = v.version) g on g.roles = 2
      where v.workspace_id = $1 and v.withdrawn_at is null`,
  );
}

/** Every revision; a goal that was paused or closed holds no more. */
const goals = source(
  "goal",
  {
    id: "'goal.' || g.id || '@' || r.revision",
    title: "g.key",
    version: "r.revision",
    said: "r.reason",
    outcome: "nullif(r.stood ->> 'state', 'active')",
    parties: `jsonb_build_array(${party("'sales'", "s", "r.changed_at", "answers")}, ${party("'marketing'", "m", "r.changed_at", "answers")})`,
    value: "(r.stood ->> 'target')::float8",
    enteredBy: "r.changed_by",
    enteredAt: "r.changed_at",
    decidedAt: "r.changed_at",
    until: "(r.stood ->> 'day')::date",
    line: "'goal.' || g.id",
    nr: "r.revision",
    isOver: "r.stood ->> 'state' <> 'active'",
    originKind: "'goal'",
    originId: "g.id::text",
  },
  `from evenhand.goal_revision r join evenhand.goal g on g.workspace_id = $1 and g.id = r.goal_id
     ${member("s", "(r.stood ->> 'ownerSales')::uuid")} ${member("m", "(r.stood ->> 'ownerMarketing')::uuid")} where r.workspace_id = $1`,
);

/** What was planned for a joint project, day by day; those who own it answer for it. Each line stands as it was then, beside what is planned on it now. */
const budgets = source(
  "budget",
  {
    id: "'budget.' || b.project_id || '@' || b.revision",
    title: "p.name",
    version: "b.revision",
    parties: `(select coalesce(jsonb_agg(o.party), '[]'::jsonb) from (values (p.sales_owner, ${party("'sales'", "s", "b.changed_at", "answers")}),
        (p.marketing_owner, ${party("'marketing'", "m", "b.changed_at", "answers")})) o (who, party) where o.who is not null)`,
    value: "b.planned::float8",
    unit: "'money'",
    currency: "w.currency",
    enteredBy: `(select h.changed_by from evenhand.project_change h where h.workspace_id = $1 and h.project_id = b.project_id and h.changed_at <= b.changed_at
        order by h.revision desc limit 1)`,
    enteredAt: "b.changed_at",
    decidedAt: "b.changed_at",
    until: "p.ends_on",
    line: "'budget.' || b.project_id",
    nr: "b.revision",
    isOver: "p.state <> 'planned' or p.ends_on < (now() at time zone w.time_zone)::date",
    originKind: "'budget'",
    originId: "b.project_id::text",
    kept: `coalesce((select jsonb_agg(jsonb_build_object('code', 'budget-line', 'name', e.line ->> 'name', 'value', e.line -> 'planned', 'unit', 'money', 'currency', w.currency,
        'asOf', b.day, 'later', jsonb_build_object('value', l.planned, 'days', null, 'asOf', (now() at time zone w.time_zone)::date)) order by e.nr)
      from jsonb_array_elements(b.lines) with ordinality as e (line, nr)
      left join evenhand.project_budget_line l on l.workspace_id = $1 and l.id = (e.line ->> 'id')::uuid and l.removed_at is null), '[]'::jsonb)`,
  },
  `from evenhand.budget_revision b join evenhand.workspace w on w.workspace_id = $1
     join evenhand.project p on p.workspace_id = $1 and p.id = b.project_id and p.removed_at is null ${member("s", "p.sales_owner")} ${member("m", "p.marketing_owner")}
    where b.workspace_id = $1`,
);

/** Whether to move up: what both heads accepted, with the numbers as they were then. */
const movesUp = source(
  "moveup",
  {
    id: "'moveup.' || a.id",
    title: "a.outcome",
    said: "a.said",
    parties: `jsonb_build_array(${party("'sales'", "s", "a.sales_at")}, ${party("'marketing'", "m", "a.marketing_at")})`,
    enteredBy: "a.entered_by",
    enteredAt: "a.entered_at",
    decidedAt: "case when a.sales_at is not null and a.marketing_at is not null then greatest(a.sales_at, a.marketing_at) end",
    line: "'moveup'",
    nr: "row_number() over (order by a.entered_at)::int",
    isWithdrawn: "a.withdrawn_at is not null",
    originKind: "'cooperation'",
    originId: "'answer'",
    kept: "a.kept",
  },
  `from evenhand.cooperation_answer a ${member("s", "a.sales_by")} ${member("m", "a.marketing_by")} where a.workspace_id = $1`,
);

/** Goals for the dials of the cooperation, signed by both heads; where the dial stood then is kept. */
const cooperationGoals = source(
  "goal",
  {
    id: "'goal.' || g.id",
    title: "'cooperation-' || g.dial",
    said: "g.note",
    parties: `jsonb_build_array(${party("'sales'", "s", "g.sales_at")}, ${party("'marketing'", "m", "g.marketing_at")})`,
    value: "g.target",
    enteredBy: "g.proposed_by",
    enteredAt: "g.proposed_at",
    decidedAt: "case when g.sales_at is not null and g.marketing_at is not null then greatest(g.sales_at, g.marketing_at) end",
    until: "g.day",
    line: "'cooperation-goal.' || g.dial",
    nr: "row_number() over (partition by g.dial order by greatest(g.sales_at, g.marketing_at), g.proposed_at)::int",
    isWithdrawn: "g.withdrawn_at is not null",
    originKind: "'cooperation'",
    originId: "g.id::text",
    kept: `jsonb_build_array(jsonb_build_object('code', 'dial-' || g.dial, 'value', g.baseline, 'low', g.low, 'high', g.high,
        'unit', case g.dial when 'promises' then 'share' else 'points' end, 'asOf', g.baseline_on))`,
  },
  `from evenhand.cooperation_goal g ${member("s", "g.sales_by")} ${member("m", "g.marketing_by")} where g.workspace_id = $1`,
);

const all = [
  entered,
  meetings,
  debriefs,
  disputes,
  signed("definition", ofDefinition, { said: "v.note" }),
  signed("owner", ofOwner, { said: "v.reason", outcome: "v.owner", concerns: "case when v.owner in ('sales', 'marketing') then v.owner else 'both' end" }),
  signed("promise", ofPromise, {
    said: "v.note",
    holdsFrom: "v.holds_from",
    concerns: `case when v.promise in (${promisesOf("sales")}) then 'sales' when v.promise in (${promisesOf("marketing")}) then 'marketing' else 'both' end`,
  }),
  goals,
  budgets,
  movesUp,
  cooperationGoals,
];

type Row = Omit<DecisionOnFile, "from" | "kept" | "enteredById"> & {
  readonly holdsFrom: string | null;
  readonly enteredById: string | null;
  readonly kept: readonly (Partial<KeptEvidence> & { readonly standard?: string })[];
};

export type DecisionRow = Omit<DecisionOnFile, "kept"> & { readonly kept: readonly (KeptEvidence & { readonly standard: string | null })[] };

/** All decisions, the latest first. */
export async function decisionRows(tx: Tx, workspaceId: string): Promise<DecisionRow[]> {
  const rows = await tx.rows<Row>(
    `select r.kind, r.id, r.title, r.version, r.said, r.because, r.outcome, r.concerns, r.parties, r.votes, r.value, r.unit, r.currency, r."enteredBy" as "enteredById",
            b.name as "enteredBy", r."enteredAt", r."decidedAt", r."holdsFrom", r.until, r.supersedes, r."endsIt", r.line, r.nr, r."isWithdrawn", r."isOver", r."originKind", r."originId", r.kept
       from (${all.join(" union all ")}) r ${member("b", 'r."enteredBy"')}
      order by coalesce(r."decidedAt", r."enteredAt") desc, r.id`,
    [workspaceId],
  );
  return rows.map(({ holdsFrom, parties, kept, ...row }) =>
    Object.assign(row, {
      from: holdsFrom,
      parties: parties.map((one) => Object.assign(one, { at: one.at === null ? null : new Date(one.at).toISOString() })),
      kept: kept.map((one) => Object.assign({}, nothingKept, one)),
    }),
  );
}

const nothingKept = {
  code: "figure",
  name: null,
  of: null,
  days: null,
  value: null,
  low: null,
  high: null,
  unit: null,
  currency: null,
  period: null,
  sample: null,
  asOf: "",
  later: null,
  standard: null,
} as const;
