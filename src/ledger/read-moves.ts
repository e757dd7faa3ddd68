// How leads and deals moved through the stages, and what people did meanwhile: read apart from the other facts, by those who ask for them.
import type { Database, Tx } from "#db/database.ts";
import type { ActivityColumns, MoveColumns } from "#facts/moves.ts";
import { type Stage, stages } from "#facts/stage.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { Growing, GrowingTexts, dayNumberSql } from "#ledger/grow.ts";
import { byKey, withHashJoins } from "#ledger/join.ts";

export interface Happenings {
  readonly moves: MoveColumns;
  readonly activities: ActivityColumns;
}

const kept = keptAnswers(2);
const readingMs = 300_000;

/** Moves and activities of a workspace at its present version, read once for all who ask. */
export function keptHappenings(
  database: Database,
  workspace: { readonly id: string; readonly factsVersion: number; readonly timeZone: string },
): Promise<Happenings> {
  const asked = { workspaceId: workspace.id, timeZone: workspace.timeZone };
  return kept.to({ workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "happenings" }, () =>
    database.inWorkspace(
      workspace.id,
      async (tx) => ({ moves: await withHashJoins(tx, () => readMoves(tx, asked)), activities: await readActivities(tx, asked) }),
      { readOnly: true, timeoutMs: readingMs },
    ),
  );
}

interface Asked {
  readonly workspaceId: string;
  readonly timeZone: string;
}

/** Stages by each source's mapping; days in the workspace's time zone. A move that does not say of what it is is a deal's. */
const movesQuery = `
  with seller_key as materialized (${byKey("seller", [])})
  select coalesce(c."of", 'deal') = 'deal', c.record, f.stage, t.stage, c.from_stage, c.to_stage, ${dayNumberSql("c.at", "$2")}, c.origin = 'observed',
    (extract(epoch from (c.at at time zone $2)::time) / 60)::int, coalesce(s.id, c."by")
  from evenhand.stage_change c
  left join evenhand.stage_mapping f on f.workspace_id = $1 and f.record_kind = coalesce(c."of", 'deal') and f.source = c.source and f.source_stage = c.from_stage
  left join evenhand.stage_mapping t on t.workspace_id = $1 and t.record_kind = coalesce(c."of", 'deal') and t.source = c.source and t.source_stage = c.to_stage
  left join seller_key s on s.key = c."by"
  where c.workspace_id = $1 order by c.at, c.id collate "C"`;

type MoveRow = [
  isDeal: boolean,
  record: string,
  from: Stage | null,
  to: Stage | null,
  fromName: string | null,
  toName: string,
  day: number,
  isObserved: boolean,
  minute: number,
  by: string | null,
];

export async function readMoves(tx: Tx, { workspaceId, timeZone }: Asked): Promise<MoveColumns> {
  const [isDeal, isObserved] = [new Growing(new Uint8Array(1024)), new Growing(new Uint8Array(1024))];
  const [record, fromName, toName] = [new GrowingTexts(), new GrowingTexts(), new GrowingTexts()];
  const [from, to, day] = [new Growing(new Int8Array(1024)), new Growing(new Int8Array(1024)), new Growing(new Int32Array(1024))];
  const [minute, by] = [new Growing(new Int32Array(1024)), new GrowingTexts()];
  let count = 0;
  for await (const rows of tx.columns(movesQuery, [workspaceId, timeZone])) {
    for (const row of rows as MoveRow[]) {
      count++;
      isDeal.push(Number(row[0]));
      record.push(row[1]);
      from.push(placeOf(row[2]));
      to.push(placeOf(row[3]));
      fromName.push(row[4]);
      toName.push(row[5]);
      day.push(row[6]);
      isObserved.push(Number(row[7]));
      minute.push(row[8]);
      by.push(row[9]);
    }
  }
  const order = Int32Array.from({ length: count }, (_, row) => row);
  return {
    count,
    isDeal: isDeal.ordered(order),
    record: record.ordered(order),
    from: from.ordered(order),
    to: to.ordered(order),
    fromName: fromName.ordered(order),
    toName: toName.ordered(order),
    day: day.ordered(order),
    minute: minute.ordered(order),
    by: by.ordered(order),
    isObserved: isObserved.ordered(order),
  };
}

export async function readActivities(tx: Tx, { workspaceId, timeZone }: Asked): Promise<ActivityColumns> {
  const [deal, lead, direction, day] = [new GrowingTexts(), new GrowingTexts(), new GrowingTexts(), new Growing(new Int32Array(1024))];
  const sql = `select deal, lead, direction, ${dayNumberSql("at", "$2")} from evenhand.activity
    where workspace_id = $1 and (deal is not null or lead is not null) order by at, id collate "C"`;
  let count = 0;
  for await (const rows of tx.columns(sql, [workspaceId, timeZone])) {
    for (const row of rows as [string | null, string | null, string | null, number][]) {
      count++;
      deal.push(row[0]);
      lead.push(row[1]);
      direction.push(row[2]);
      day.push(row[3]);
    }
  }
  const order = Int32Array.from({ length: count }, (_, row) => row);
  return { count, deal: deal.ordered(order), lead: lead.ordered(order), direction: direction.ordered(order), day: day.ordered(order) };
}

function placeOf(stage: Stage | null): number {
  return stage === null ? -1 : stages.indexOf(stage);
}
