// What claims are tested on beyond the facts of all figures: the work on each lead to the minute, and which channels touched a deal, which materials were used.
import type { Database, Tx } from "#db/database.ts";
import { type Coded, noDay } from "#facts/columns.ts";
import type { LeadWork } from "#facts/lead-work.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { handoffJoin, leadMoments, leadReturnReason } from "#ledger/handoff-facts.ts";
import { Growing, GrowingTexts, orderOf } from "#ledger/grow.ts";
import { wallMs } from "#ledger/wall-ms.ts";

export interface ClaimFacts {
  /** Null: no lead on record. In the order of the workspace's lead columns. */
  readonly work: LeadWork | null;
  /** Null: no touch names a deal. */
  readonly dealTouches: { readonly deals: Coded; readonly channels: Coded } | null;
  /** Null: none on record. A day that is not known is noDay. */
  readonly materialUses: { readonly ids: readonly string[]; readonly materials: Coded; readonly deals: Coded; readonly days: Int32Array } | null;
}

const kept = keptAnswers(3);
const readingMs = 300_000;

/** Read once for each state of the facts, in one unchanging state. */
export function keptClaimFacts(
  database: Database,
  workspace: { readonly id: string; readonly factsVersion: number; readonly timeZone: string },
): Promise<ClaimFacts> {
  return kept.to({ workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "claim facts" }, () =>
    database.inWorkspace(
      workspace.id,
      async (tx) => ({
        work: await readLeadWork(tx, workspace),
        dealTouches: await readDealTouches(tx, workspace.id),
        materialUses: await readMaterialUses(tx, workspace),
      }),
      {
        readOnly: true,
        timeoutMs: readingMs,
      },
    ),
  );
}

/** What comes in, and what a machine sends by itself, is no attempt of ours. */
const attempts = `
  select lead, count(*)::int as count from (
  select a.lead
    from evenhand.activity a join evenhand.lead l on l.workspace_id = $1 and l.id = a.lead
   where a.workspace_id = $1 and a.lead is not null and a.at >= l.created_at and a.at < l.created_at + interval '14 days'
     and coalesce(a.direction, 'out') !~* '^(in|вход)' and coalesce(a.kind, '') !~* 'auto|авто' and coalesce(a.outcome, '') !~* 'auto|авто'
  union all
  select t.lead
    from evenhand.handoff_act t join evenhand.lead l on l.workspace_id = $1 and l.id = t.lead
   where t.workspace_id = $1 and t.act = 'attempted' and t.kind <> 'automatic' and t.at >= l.created_at and t.at < l.created_at + interval '14 days'
     and not exists (select 1 from evenhand.handoff_act u where u.workspace_id = $1 and u.lead = t.lead and u.act = 'undone' and u.undoes = t.id)
  ) made group by lead`;

const { createdAt, firstAttemptAt, firstContactAt, returnedAt } = leadMoments;
const moments = [createdAt, firstAttemptAt, firstContactAt, returnedAt];

const query = `
  with attempts as materialized (${attempts})
  select l.id, ${moments.map((moment) => wallMs(`(${moment})`)).join(", ")}, ${leadReturnReason}, coalesce(t.count, 0),
    (select exists (select 1 from attempts))
  from evenhand.lead l left join attempts t on t.lead = l.id${handoffJoin}
  where l.workspace_id = $1`;

async function readLeadWork(tx: Tx, { id, timeZone }: { readonly id: string; readonly timeZone: string }): Promise<LeadWork | null> {
  const ids: string[] = [];
  const columns = Array.from({ length: 4 }, () => new Growing(new Float64Array(1024)));
  const [counts, reasons] = [new Growing(new Int32Array(1024)), new GrowingTexts()];
  let hasAttempts = false;
  for await (const rows of tx.columns(query, [id, timeZone])) {
    for (const row of rows) {
      ids.push(row[0] as string);
      columns.forEach((column, n) => column.push((row[1 + n] as number | null) ?? Number.NaN));
      reasons.push(row[5]);
      counts.push(row[6] as number);
      hasAttempts ||= row[7] as boolean;
    }
  }
  if (ids.length === 0) return null;
  const order = orderOf(ids);
  const [createdAt, firstAttemptAt, firstContactAt, returnedAt] = columns.map((column) => column.ordered(order)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { createdAt, firstAttemptAt, firstContactAt, returnedAt, returnReason: reasons.ordered(order), attempts: hasAttempts ? counts.ordered(order) : null };
}

async function readDealTouches(tx: Tx, workspaceId: string): Promise<ClaimFacts["dealTouches"]> {
  const [deals, channels] = [new GrowingTexts(), new GrowingTexts()];
  let count = 0;
  const sql = `
    select distinct t.deal, coalesce(t.channel, c.channel) as channel
      from evenhand.touchpoint t left join evenhand.campaign c on c.workspace_id = $1 and c.id = t.campaign
     where t.workspace_id = $1 and t.deal is not null and coalesce(t.channel, c.channel) is not null order by 1, 2`;
  for await (const rows of tx.columns(sql, [workspaceId])) {
    for (const [deal, channel] of rows as [string, string][]) {
      deals.push(deal);
      channels.push(channel);
      count++;
    }
  }
  if (count === 0) return null;
  const order = Int32Array.from({ length: count }, (_, row) => row);
  return { deals: deals.ordered(order), channels: channels.ordered(order) };
}

/** In the order of their ids. Days are those of the workspace's own calendar. */
async function readMaterialUses(tx: Tx, { id, timeZone }: { readonly id: string; readonly timeZone: string }): Promise<ClaimFacts["materialUses"]> {
  const ids: string[] = [];
  const [materials, deals] = [new GrowingTexts(), new GrowingTexts()];
  const days = new Growing(new Int32Array(1024));
  const sql = `select id, material, deal, (at at time zone $2)::date - date '1970-01-01' from evenhand.material_use where workspace_id = $1`;
  for await (const rows of tx.columns(sql, [id, timeZone])) {
    for (const row of rows) {
      ids.push(row[0] as string);
      materials.push(row[1]);
      deals.push(row[2]);
      days.push((row[3] as number | null) ?? noDay);
    }
  }
  if (ids.length === 0) return null;
  const order = orderOf(ids);
  return { ids: Array.from(order, (row) => ids[row]!), materials: materials.ordered(order), deals: deals.ordered(order), days: days.ordered(order) };
}
