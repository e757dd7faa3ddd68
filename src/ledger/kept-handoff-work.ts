// The handoff of every lead, read once for each state of the facts.
import type { Database, Tx } from "#db/database.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { Growing, GrowingTexts, orderOf } from "#ledger/grow.ts";
import { handoffJoin, leadMoments, leadReturnReason } from "#ledger/handoff-facts.ts";
import { wallMs } from "#ledger/wall-ms.ts";

const kept = keptAnswers(3);
const readingMs = 300_000;

interface Place {
  readonly id: string;
  readonly timeZone: string;
}

/** Null: no lead on record. In the order of the workspace's lead columns. */
export function keptHandoffWork(database: Database, workspace: Place & { readonly factsVersion: number }): Promise<HandoffWork | null> {
  return kept.to({ workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "handoff work" }, () =>
    database.inWorkspace(workspace.id, (tx) => readHandoffWork(tx, workspace), { readOnly: true, timeoutMs: readingMs }),
  );
}

const { createdAt, acceptedAt, returnedAt, firstAttemptAt, firstContactAt, salesQualifiedAt } = leadMoments;
/** Without a day of finding it ready anywhere, a lead counts as offered when it comes: that is for whoever judges. */
const offeredAt = "coalesce(h.accept_from, l.qualified_at)";
const outcomeAt = "coalesce(h.outcome_at, least(l.sales_qualified_at, l.converted_at))";
const moments = [createdAt, offeredAt, acceptedAt, returnedAt, firstAttemptAt, firstContactAt, salesQualifiedAt, outcomeAt];

const query = `
  select l.id, ${moments.map((moment) => wallMs(`(${moment})`)).join(", ")}, ${leadReturnReason}, sl.attempt_hours
  from evenhand.lead l${handoffJoin} left join evenhand.stand_lead sl on sl.workspace_id = $1 and sl.lead = l.id where l.workspace_id = $1`;

export async function readHandoffWork(tx: Tx, { id, timeZone }: Place): Promise<HandoffWork | null> {
  const ids: string[] = [];
  const columns = moments.map(() => new Growing(new Float64Array(1024)));
  const reasons = new GrowingTexts();
  const promised = new Growing(new Float64Array(1024));
  for await (const rows of tx.columns(query, [id, timeZone])) {
    for (const row of rows) {
      ids.push(row[0] as string);
      columns.forEach((column, n) => column.push((row[1 + n] as number | null) ?? Number.NaN));
      reasons.push(row[1 + moments.length]);
      promised.push((row[2 + moments.length] as number | null) ?? Number.NaN);
    }
  }
  if (ids.length === 0) return null;
  const order = orderOf(ids);
  const rowOf = new Map(Array.from(order, (from, row) => [ids[from]!, row] as const));
  const [created, offered, accepted, returned, tried, reached, qualified, outcome] = columns.map((column) => column.ordered(order)) as [
    ...[Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array],
  ];
  return {
    createdAt: created,
    offeredAt: offered,
    acceptedAt: accepted,
    returnedAt: returned,
    firstAttemptAt: tried,
    firstContactAt: reached,
    salesQualifiedAt: qualified,
    outcomeAt: outcome,
    attemptHours: promised.ordered(order),
    returnReason: reasons.ordered(order),
    attempts: await readAttempts(tx, { id, timeZone }, rowOf),
    returns: await readReturns(tx, { id, timeZone }, rowOf),
  };
}

const isUndone = (act: string) =>
  `exists (select 1 from evenhand.handoff_act u where u.workspace_id = $1 and u.lead = ${act}.lead and u.act = 'undone' and u.undoes = ${act}.id)`;

/** What comes in, and what a machine sends by itself, is no attempt of ours. */
const attemptsQuery = `
  select lead, ${wallMs("at")} from (
    select a.lead, a.at from evenhand.activity a
     where a.workspace_id = $1 and a.lead is not null
       and coalesce(a.direction, 'out') !~* '^(in|вход)' and coalesce(a.kind, '') !~* 'auto|авто' and coalesce(a.outcome, '') !~* 'auto|авто'
    union all
    select t.lead, t.at from evenhand.handoff_act t where t.workspace_id = $1 and t.act = 'attempted' and t.kind <> 'automatic' and not ${isUndone("t")}
  ) made order by at`;

async function readAttempts(tx: Tx, { id, timeZone }: Place, rowOf: ReadonlyMap<string, number>): Promise<HandoffWork["attempts"]> {
  const [leads, at] = [new Growing(new Int32Array(1024)), new Growing(new Float64Array(1024))];
  let count = 0;
  for await (const rows of tx.columns(attemptsQuery, [id, timeZone])) {
    for (const [lead, moment] of rows as [string, number][]) {
      const row = rowOf.get(lead);
      if (row === undefined) continue;
      leads.push(row);
      at.push(moment);
      count++;
    }
  }
  if (count === 0) return null;
  return byRow(leads.whole(), at.whole(), rowOf.size);
}

/** Moments put together by row, in their order within each. */
function byRow(rows: Int32Array, at: Float64Array, count: number): NonNullable<HandoffWork["attempts"]> {
  const start = new Int32Array(count + 1);
  for (const row of rows) start[row + 1]!++;
  for (let row = 0; row < count; row++) start[row + 1]! += start[row]!;
  const next = start.slice();
  const sorted = new Float64Array(at.length);
  rows.forEach((row, place) => (sorted[next[row]!++] = at[place]!));
  return { start, at: sorted };
}

const returnsQuery = `
  select r.lead, ${wallMs("r.at")}, ${wallMs(`(select min(n.at) from evenhand.handoff_act n
     where n.workspace_id = $1 and n.lead = r.lead and n.id > r.id and n.act in ('offered', 'kept') and not ${isUndone("n")})`)}
  from evenhand.handoff_act r where r.workspace_id = $1 and r.act = 'returned' and not ${isUndone("r")} order by r.at, r.id`;

async function readReturns(tx: Tx, { id, timeZone }: Place, rowOf: ReadonlyMap<string, number>): Promise<HandoffWork["returns"]> {
  const found: { row: number; returnedAt: number; answeredAt: number }[] = [];
  for await (const rows of tx.columns(returnsQuery, [id, timeZone]))
    for (const [lead, returned, answered] of rows as [string, number, number | null][]) {
      const row = rowOf.get(lead);
      if (row !== undefined) found.push({ row, returnedAt: returned, answeredAt: answered ?? Number.NaN });
    }
  return found;
}
