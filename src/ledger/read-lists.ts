// Lists that facts should agree with (names on record, touchpoints of deals), and how many facts of each kind there are.
import type { Tx } from "#db/database.ts";
import { type Coded, codedOf, noDay } from "#facts/columns.ts";
import { type EntityName, entityFields, entityNames } from "#facts/entities.ts";
import { dayNumberSql } from "#ledger/grow.ts";
import { tableOf } from "#ledger/tables.ts";

export interface NamedList {
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
}

/** Ids and names of one kind of record, in order of ids. */
export async function readNames(tx: Tx, workspaceId: string, entity: "account" | "product" | "seller" | "campaign" | "contact"): Promise<NamedList> {
  const [ids, names]: [string[], (string | null)[]] = [[], []];
  for await (const rows of tx.columns(`select id, name from evenhand.${entity} where workspace_id = $1 order by id collate "C"`, [workspaceId])) {
    for (const [id, name] of rows as [string, string | null][]) {
      ids.push(id);
      names.push(name);
    }
  }
  return { ids, names };
}

export interface NamedRecord {
  readonly entity: EntityName;
  readonly id: string;
  readonly name: string;
}

/** What a few records are called; those without a name, or not on record, are left out. */
export async function readNamesOf(tx: Tx, workspaceId: string, wanted: ReadonlyMap<EntityName, ReadonlySet<string>>): Promise<NamedRecord[]> {
  const found: NamedRecord[] = [];
  for (const [entity, ids] of wanted) {
    if (!Object.hasOwn(entityFields[entity], "name")) continue;
    const rows = await tx.rows<Omit<NamedRecord, "entity">>(
      `select id, name from evenhand.${tableOf(entity)} where workspace_id = $1 and id = any($2) and name is not null`,
      [workspaceId, [...ids]],
    );
    for (const row of rows) found.push({ entity, ...row });
  }
  return found;
}

/** A touchpoint that names a deal, and its day in the workspace's time zone. */
export interface TouchLink {
  readonly id: string;
  readonly deal: string;
  readonly day: number | null;
}

/** Those that one import was the last to state. */
export async function readTouchLinks(tx: Tx, { workspaceId, importId }: { workspaceId: string; importId: string }): Promise<TouchLink[]> {
  const links: TouchLink[] = [];
  const zone = "(select time_zone from evenhand.workspace where workspace_id = $1)";
  const sql = `select id, deal, ${dayNumberSql("at", zone)} from evenhand.touchpoint where workspace_id = $1 and last_import = $2 and deal is not null`;
  for await (const rows of tx.columns(sql, [workspaceId, importId]))
    for (const [id, deal, day] of rows as [string, string, number | null][]) links.push({ id, deal, day });
  return links.sort(byId);
}

const byId = (a: TouchLink, b: TouchLink) => (a.id < b.id ? -1 : Number(a.id > b.id));

/** All of them as columns in order of ids. Each list is in order already: sorting merges them. */
export function linksInOrder(lists: readonly (readonly TouchLink[])[]): { ids: string[]; days: Int32Array; deals: Coded } {
  const all = lists.flat().sort(byId);
  return { ids: all.map(({ id }) => id), days: Int32Array.from(all, ({ day }) => day ?? noDay), deals: codedOf(all.map(({ deal }) => deal)) };
}

/** Which import stated each line of spend last, and what its file was called. */
export async function readSpendFiles(tx: Tx, workspaceId: string): Promise<{ importOf: Map<string, string>; nameOf: Map<string, string> }> {
  const files = await tx.rows<{ id: string; name: string }>("select id, name from evenhand.import where workspace_id = $1", [workspaceId]);
  const nameOf = new Map(files.map(({ id, name }) => [id, name]));
  // One text an import, however many lines it has.
  const own = new Map(files.map(({ id }) => [id, id]));
  const importOf = new Map<string, string>();
  for await (const rows of tx.columns("select id, last_import from evenhand.spend where workspace_id = $1", [workspaceId])) {
    for (const [id, file] of rows as [string, string][]) importOf.set(id, own.get(file) ?? file);
  }
  return { importOf, nameOf };
}

/** How many facts of each kind are on record. */
export async function readCounts(tx: Tx, workspaceId: string): Promise<Record<EntityName, number>> {
  const counted = entityNames.map((entity) => `select '${entity}' as entity, count(*) as count from evenhand.${tableOf(entity)} where workspace_id = $1`);
  const rows = await tx.rows<{ entity: EntityName; count: number }>(counted.join(" union all "), [workspaceId]);
  return Object.fromEntries(rows.map((row) => [row.entity, row.count])) as Record<EntityName, number>;
}
