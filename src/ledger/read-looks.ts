// How the deals looked on two days: what the records said then, as far as imports have looked at them.
import type { Tx } from "#db/database.ts";
import type { DealLook, DealPair } from "#facts/deal-pair.ts";
import type { Stage } from "#facts/stage.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import { dayNumberSql } from "#ledger/grow.ts";
import { type MoneyContext } from "#ledger/read-deals.ts";
import { converterTo } from "#ledger/rates.ts";

/** Days on which a file of deals was brought in and not taken back, in the workspace's time zone, oldest first. */
export async function readLookDays(tx: Tx, workspaceId: string): Promise<Day[]> {
  const rows = await tx.rows<{ day: Day }>(
    `select distinct (i.started_at at time zone w.time_zone)::date::text as day from evenhand.import i join evenhand.workspace w on w.workspace_id = i.workspace_id
     where i.workspace_id = $1 and i.state = 'done' and i.started_at is not null and i.mapping ->> 'entity' = 'deal' order by 1`,
    [workspaceId],
  );
  return rows.map((row) => row.day);
}

/**
 * Every deal that was open at the end of one of the days, or that came on record between them, as it stood on both: the last look at it up to the day.
 * A deal that no look had seen open by a day, though it was on record, was closed then. A deal first seen closed whose close lies before the days is left out.
 */
const query = `
  with d as (
      select d.*, (i.started_at at time zone w.time_zone)::date as first_day from evenhand.deal d
      join evenhand.workspace w on w.workspace_id = d.workspace_id
      left join evenhand.import i on i.workspace_id = d.workspace_id and i.id = d.first_import where d.workspace_id = $1),
    look as (select p.* from evenhand.deal_snapshot p where p.workspace_id = $1 and p.day <= $3::date),
    before as (select distinct on (deal) * from look where day <= $2::date order by deal, taken_at desc),
    after as (select distinct on (deal) * from look order by deal, taken_at desc)
  select d.id, m.stage, coalesce(d.first_day <= $2::date, true), ${dayNumberSql("d.created_on")}, ${dayNumberSql("d.closed_on")}, d.amount, d.currency,
    b.deal is not null, bm.stage, b.amount, b.currency, ${dayNumberSql("b.expected_close_on")}, ${dayNumberSql("b.closed_on")},
    a.deal is not null, am.stage, a.amount, a.currency, ${dayNumberSql("a.expected_close_on")}, ${dayNumberSql("a.closed_on")}
  from d left join before b on b.deal = d.id left join after a on a.deal = d.id
  left join evenhand.stage_mapping m on m.workspace_id = $1 and m.record_kind = 'deal' and m.source = d.source and m.source_stage = d.stage
  left join evenhand.stage_mapping bm on bm.workspace_id = $1 and bm.record_kind = 'deal' and bm.source = d.source and bm.source_stage = b.stage
  left join evenhand.stage_mapping am on am.workspace_id = $1 and am.record_kind = 'deal' and am.source = d.source and am.source_stage = a.stage
  where coalesce(d.first_day <= $3::date, true) and (a.deal is not null or (d.first_day > $2::date and d.closed_on > $2::date))
  order by d.id collate "C"`;

type Seen = [has: boolean, stage: Stage | null, amount: number | null, currency: string | null, expectedCloseOn: number | null, closedOn: number | null];
type Row = [
  ...[id: string, stage: Stage | null, wasOnRecord: boolean, createdOn: number | null, closedOn: number | null, amount: number | null, currency: string | null],
  ...Seen,
  ...Seen,
];

/** Money of both days at the rate of one day (the deal's opening), so that a rate that moves is no movement of the pipeline. */
export async function readPairs(tx: Tx, { workspaceId, currency, rates }: MoneyContext, days: { from: Day; until: Day }): Promise<DealPair[]> {
  const pairs: DealPair[] = [];
  const convert = converterTo(currency, rates);
  for await (const rows of tx.columns(query, [workspaceId, days.from, days.until])) {
    for (const row of rows as Row[]) {
      const [id, stage, wasOnRecord, createdOn, closedOn, amount, own] = row;
      const valued = (minor: number | null, of: string | null) => (minor === null ? Number.NaN : convert(minor, of, createdOn ?? dayNumber(days.from)));
      const look = ([has, then, minor, of, expectedCloseOn, closed]: Seen): DealLook | null =>
        has ? { standing: standingOf(then), amount: valued(minor, of), expectedCloseOn, closedOn: closed } : null;
      const before = look(row.slice(7, 13) as Seen);
      const after = look(row.slice(13, 19) as Seen);
      // Never seen open: it was closed when it came.
      const closed: DealLook = { standing: standingOf(stage), amount: valued(amount, own), expectedCloseOn: null, closedOn };
      pairs.push({ id, createdOn, before: before ?? (wasOnRecord ? { ...closed, standing: "lost" } : null), after: after ?? closed });
    }
  }
  return pairs;
}

function standingOf(stage: Stage | null): DealLook["standing"] {
  return stage === "won" || stage === "lost" ? stage : "open";
}

/** How often imports saw each deal's expected day move later, up to and with a day; deals that never moved are left out. */
export async function readPushes(
  tx: Tx,
  { workspaceId, deals, until }: { workspaceId: string; deals: readonly string[]; until: Day },
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ deal: string; pushes: number }>(
    `select deal, count(*)::int as pushes from (
       select deal, expected_close_on > lag(expected_close_on) over (partition by deal order by taken_at) as is_push from evenhand.deal_snapshot
       where workspace_id = $1 and deal = any($2::text[]) and day <= $3::date) s
     where is_push group by deal`,
    [workspaceId, [...deals], until],
  );
  return new Map(rows.map((row) => [row.deal, row.pushes]));
}
