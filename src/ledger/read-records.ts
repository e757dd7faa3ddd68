// The records behind a number: pages of them, and one with its history and where each statement came from.
import type { Tx } from "#db/database.ts";
import { type EntityName, entityFields } from "#facts/entities.ts";
import type { Period } from "#kit/period.ts";
import { columnOf, fieldsOf, nameOfColumn, tableOf } from "#ledger/tables.ts";

export type FieldValue = string | number | boolean | null;

export interface RecordRow {
  readonly id: string;
  /** Field to value as it stands in the source: money in its own currency, minor units. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly source: string;
  readonly firstImport: string;
  readonly lastImport: string;
}

export interface RecordQuestion {
  readonly workspaceId: string;
  readonly entity: EntityName;
  readonly ids?: readonly string[];
  /** A day or instant field and the period it must lie in; instants by the workspace's time zone. */
  readonly within?: { readonly field: string; readonly period: Period; readonly timeZone: string };
  /** Fields that must equal a text; null: must be empty. */
  readonly where?: Readonly<Record<string, string | null>>;
  /** Part of an id or, where the entity has one, of a name; capitals do not matter. */
  readonly search?: string;
  /** The import that stated the record first or last. */
  readonly statedBy?: string;
  readonly limit: number;
  readonly offset: number;
}

/** A page of records in order of ids, and how many there are in all. Throws a RangeError on a field that the entity does not have. */
export async function readRecords(tx: Tx, question: RecordQuestion): Promise<{ records: RecordRow[]; total: number }> {
  const { entity, workspaceId } = question;
  const params: unknown[] = [workspaceId];
  const place = (value: unknown) => `$${params.push(value)}`;
  const wanted = ["t.workspace_id = $1"];
  if (question.ids) wanted.push(`t.id = any(${place(question.ids)}::text[])`);
  for (const [field, value] of Object.entries(question.where ?? {})) {
    wanted.push(value === null ? `t.${checked(entity, field)} is null` : `t.${checked(entity, field)}::text = ${place(value)}`);
  }
  if (question.search !== undefined) {
    const pattern = place(`%${question.search.replaceAll(/[\\%_]/g, "\\$&")}%`);
    const names = "name" in entityFields[entity] ? ` or t.name ilike ${pattern}` : "";
    wanted.push(`(t.id ilike ${pattern}${names})`);
  }
  if (question.statedBy !== undefined) {
    const statedBy = place(question.statedBy);
    wanted.push(`(t.first_import = ${statedBy}::uuid or t.last_import = ${statedBy}::uuid)`);
  }
  if (question.within) {
    const { field, period, timeZone } = question.within;
    const column = `t.${checked(entity, field)}`;
    const day = kindOf(entity, field) === "instant" ? `(${column} at time zone ${place(timeZone)})::date` : column;
    wanted.push(`${day} >= ${place(period.from)}::date and ${day} < ${place(period.until)}::date`);
  }
  const from = `from evenhand.${tableOf(entity)} t where ${wanted.join(" and ")}`;
  const { total } = await tx.one<{ total: number }>(`select count(*) as total ${from}`, params);
  const rows = await tx.rows<Record<string, FieldValue>>(
    `select t.* ${from} order by t.id collate "C" limit ${place(question.limit)} offset ${place(question.offset)}`,
    params,
  );
  return { records: rows.map((row) => recordOf(entity, row)), total };
}

interface NameQuestion<E extends EntityName> {
  readonly workspaceId: string;
  readonly entities: readonly E[];
  readonly text: string;
  /** Of each kind. */
  readonly most: number;
}

export interface FoundByName<E extends EntityName> {
  readonly entity: E;
  readonly id: string;
  readonly name: string | null;
}

/** The first records of each kind whose id or name holds a text: those that begin with it first, shorter ones before longer ones. */
export async function findByName<E extends EntityName>(tx: Tx, { workspaceId, entities, text, most }: NameQuestion<E>): Promise<FoundByName<E>[]> {
  const whole = text.replaceAll(/[\\%_]/g, "\\$&");
  const found: FoundByName<E>[] = [];
  for (const entity of entities) {
    const hasName = "name" in entityFields[entity];
    const name = hasName ? "t.name" : "null::text";
    const rows = await tx.rows<{ id: string; name: string | null }>(
      `select t.id, ${name} as name from evenhand.${tableOf(entity)} t
       where t.workspace_id = $1 and (t.id ilike $2${hasName ? " or t.name ilike $2" : ""})
       order by (coalesce(${name}, t.id) ilike $3 or t.id ilike $3) desc, length(coalesce(${name}, t.id)), t.id collate "C" limit $4`,
      [workspaceId, `%${whole}%`, `${whole}%`, most],
    );
    found.push(...rows.map(({ id, name: called }) => ({ entity, id, name: called })));
  }
  return found;
}

export interface RecordHistory {
  readonly record: RecordRow;
  /** Earlier states, oldest first: how the record stood until `until`, by which import it was stated, and which one replaced it. */
  readonly earlier: readonly {
    readonly until: string;
    readonly statedBy: string;
    readonly replacedBy: string;
    readonly fields: Readonly<Record<string, FieldValue>>;
  }[];
  /** Imports that speak of it: their file names and days. */
  readonly imports: readonly { readonly id: string; readonly name: string; readonly at: string }[];
  /** Moves through stages, oldest first; deals and leads only. */
  readonly moves: readonly {
    readonly at: string;
    readonly from: string | null;
    readonly to: string;
    readonly by: string | null;
    readonly origin: "source" | "observed";
    readonly source: string;
  }[];
}

/** One record with everything that was ever stated of it; null where there is none. */
export async function readRecord(tx: Tx, { workspaceId, entity, id }: { workspaceId: string; entity: EntityName; id: string }): Promise<RecordHistory | null> {
  const { records } = await readRecords(tx, { workspaceId, entity, ids: [id], limit: 1, offset: 0 });
  const record = records[0];
  if (!record) return null;
  const versions = await tx.rows<{ until: string; statedBy: string; replacedBy: string; was: Record<string, FieldValue> }>(
    `select v.replaced_at as until, v.replaces as "statedBy", v.replaced_by as "replacedBy", v.was from evenhand.fact_version v
     where v.workspace_id = $1 and v.entity = $2 and v.record_id = $3 order by v.replaced_at`,
    [workspaceId, entity, id],
  );
  const named = [record.firstImport, record.lastImport, ...versions.map((one) => one.statedBy)];
  const imports = await tx.rows<{ id: string; name: string; at: string }>(
    `select id, name, coalesce(started_at, received_at) as at from evenhand.import where workspace_id = $1 and id = any($2::uuid[]) order by 3`,
    [workspaceId, named],
  );
  const moves = await tx.rows<RecordHistory["moves"][number]>(
    `select at, from_stage as "from", to_stage as "to", "by", origin, source from evenhand.stage_change
     where workspace_id = $1 and record = $2 and coalesce("of", 'deal') = $3 order by at, id`,
    [workspaceId, id, entity],
  );
  return {
    record,
    earlier: versions.map(({ until, statedBy, replacedBy, was }) => ({ until, statedBy, replacedBy, fields: recordOf(entity, was).fields })),
    imports,
    moves,
  };
}

function recordOf(entity: EntityName, row: Readonly<Record<string, FieldValue>>): RecordRow {
  const fields = Object.fromEntries(fieldsOf(entity).map((field) => [field, row[nameOfColumn(field)] ?? null]));
  return { id: String(row["id"]), fields, source: String(row["source"]), firstImport: String(row["first_import"]), lastImport: String(row["last_import"]) };
}

function kindOf(entity: EntityName, field: string): string {
  const spec = (entityFields[entity] as Readonly<Record<string, { kind: string }>>)[field];
  if (!spec) throw new RangeError(`${entity} has no field '${field}'`);
  return spec.kind;
}

/** The column of a field that exists: names from a question never reach SQL unchecked. */
function checked(entity: EntityName, field: string): string {
  kindOf(entity, field);
  return columnOf(field);
}
