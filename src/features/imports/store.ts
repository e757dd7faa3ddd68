// The imports of a workspace, the work that waits on them, and the mappings remembered for the next file.
import type { Database, Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import type { ImportOptions, ImportState } from "#features/imports/contract.ts";

export type Work = "profile" | "run" | "undo";

export interface WorkRef {
  readonly workspaceId: string;
  readonly importId: string;
}

/** An import as it is kept. shape, profile and proposal are what intake found out, kept as plain values. */
export interface ImportRow {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: ImportState;
  readonly problem: { readonly code: string; readonly details: Readonly<Record<string, string | number | boolean | null>> } | null;
  readonly memberId: string | null;
  readonly memberName: string | null;
  readonly options: ImportOptions;
  readonly shape: unknown;
  readonly proposal: unknown;
  readonly mapping: MappingSpec | null;
  readonly corrects: string | null;
  readonly receivedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly recordsTotal: number | null;
  readonly recordsDone: number;
  readonly lineDone: number;
  readonly bytesDone: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly repeated: number;
  readonly setAside: number;
  readonly rowsPerSecond: number | null;
  readonly interruptions: number;
  readonly hasFile: boolean;
}

const selected = `select i.id, i.name, i.bytes, i.state, i.problem, i.member_id as "memberId",
  (select m.name from evenhand.member m where m.workspace_id = i.workspace_id and m.id = i.member_id) as "memberName", i.options, i.shape, i.proposal, i.mapping, i.corrects,
  i.received_at as "receivedAt", i.started_at as "startedAt", i.finished_at as "finishedAt", i.undone_at as "undoneAt",
  (i.profile ->> 'rows')::bigint + (i.profile ->> 'broken')::bigint as "recordsTotal", i.records_done as "recordsDone", i.line_done as "lineDone", i.bytes_done as "bytesDone",
  i.rows_new as added, i.rows_changed as changed, i.rows_same as same, i.rows_repeated as repeated, i.rows_set_aside as "setAside",
  i.rows_per_second as "rowsPerSecond", i.interruptions,
  exists (select 1 from evenhand.import_file_part p where p.workspace_id = i.workspace_id and p.import_id = i.id) as "hasFile"
  from evenhand.import i where i.workspace_id = $1`;

export async function beginImport(
  tx: Tx,
  ref: WorkRef,
  said: { name: string; memberId: string | null; options: ImportOptions; corrects: string | null },
): Promise<void> {
  await tx.run("insert into evenhand.import (workspace_id, id, name, member_id, options, corrects) values ($1, $2, $3, $4, $5::jsonb, $6)", [
    ref.workspaceId,
    ref.importId,
    said.name,
    said.memberId,
    JSON.stringify(said.options),
    said.corrects,
  ]);
}

/** All bytes are here: the file is to be looked at. */
export async function fileReceived(tx: Tx, ref: WorkRef, file: { bytes: number; digest: string }): Promise<void> {
  await tx.run("update evenhand.import set state = 'received', bytes = $3, digest = $4 where workspace_id = $1 and id = $2", [
    ref.workspaceId,
    ref.importId,
    file.bytes,
    file.digest,
  ]);
  await addWork(tx, ref, "profile");
}

export async function readImport(tx: Tx, ref: WorkRef): Promise<ImportRow | null> {
  return tx.maybe<ImportRow>(`${selected} and i.id = $2`, [ref.workspaceId, ref.importId]);
}

/** The same, held until the transaction ends, so that two acts on one import come one after the other. */
export async function holdImport(tx: Tx, ref: WorkRef): Promise<ImportRow | null> {
  await tx.rows("select 1 from evenhand.import where workspace_id = $1 and id = $2 for update", [ref.workspaceId, ref.importId]);
  return readImport(tx, ref);
}

/** What the loaded files together have brought. */
export async function broughtSoFar(tx: Tx, workspaceId: string): Promise<{ entities: EntityName[]; dealFields: string[] }> {
  const rows = await tx.rows<{ entity: EntityName; fields: string[] }>(
    `select i.mapping ->> 'entity' as entity, coalesce(array_agg(distinct f ->> 'field'), '{}') as fields
       from evenhand.import i left join lateral jsonb_array_elements(i.mapping -> 'fields') f on true
      where i.workspace_id = $1 and i.state = 'done' and i.mapping is not null and i.rows_new + i.rows_changed + i.rows_same > 0 group by 1 order by 1`,
    [workspaceId],
  );
  return { entities: rows.map((row) => row.entity), dealFields: rows.find((row) => row.entity === "deal")?.fields ?? [] };
}

export async function listImports(tx: Tx, workspaceId: string, page: { limit: number; offset: number }): Promise<{ imports: ImportRow[]; total: number }> {
  const imports = await tx.rows<ImportRow>(`${selected} order by i.received_at desc, i.id limit $2 offset $3`, [workspaceId, page.limit, page.offset]);
  const { total } = await tx.one<{ total: number }>("select count(*) as total from evenhand.import where workspace_id = $1", [workspaceId]);
  return { imports, total };
}

/** The profile is large and asked for seldom. */
export async function readProfile(tx: Tx, ref: WorkRef): Promise<unknown> {
  return (await tx.one<{ profile: unknown }>("select profile from evenhand.import where workspace_id = $1 and id = $2", [ref.workspaceId, ref.importId]))
    .profile;
}

export async function keepStudy(
  tx: Tx,
  ref: WorkRef,
  study: { shape: unknown; profile: unknown; proposal: unknown; mapping: MappingSpec | null },
): Promise<void> {
  await tx.run(
    `update evenhand.import set state = 'proposed', problem = null, shape = $3::jsonb, profile = $4::jsonb, proposal = $5::jsonb, mapping = $6::jsonb, bytes_done = 0
     where workspace_id = $1 and id = $2 and state = 'received'`,
    [ref.workspaceId, ref.importId, ...[study.shape, study.profile, study.proposal, study.mapping].map((value) => (value === null ? null : cleanJson(value)))],
  );
}

/** JSON that PostgreSQL keeps: a NUL inside a text is shown as the sign for one. */
function cleanJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "string" && one.includes("\u0000") ? one.replaceAll("\u0000", "\u2400") : one));
}

export async function keepMapping(tx: Tx, ref: WorkRef, mapping: MappingSpec, by: "person" | "remembered" | "proposed"): Promise<void> {
  await tx.run(
    `update evenhand.import set mapping = $3::jsonb, proposal = coalesce(proposal, '{}') || jsonb_build_object('mappingBy', $4::text), state = 'proposed', problem = null
     where workspace_id = $1 and id = $2`,
    [ref.workspaceId, ref.importId, JSON.stringify(mapping), by],
  );
}

export async function setOptions(tx: Tx, ref: WorkRef, options: ImportOptions): Promise<void> {
  await tx.run(
    "update evenhand.import set options = $3::jsonb, state = 'received', problem = null, mapping = null, bytes_done = 0 where workspace_id = $1 and id = $2",
    [ref.workspaceId, ref.importId, JSON.stringify(options)],
  );
  await addWork(tx, ref, "profile");
}

/** Moves an import to a state; whoever worked on it no longer does. */
export async function setState(tx: Tx, ref: WorkRef, state: ImportState, problem: ImportRow["problem"] = null): Promise<void> {
  await tx.run(
    `update evenhand.import set state = $3, problem = $4::jsonb, worker = null, finished_at = case when $3 in ('done', 'failed') then clock_timestamp() else finished_at end,
       undone_at = case when $3 = 'undone' then clock_timestamp() end where workspace_id = $1 and id = $2`,
    [ref.workspaceId, ref.importId, state, problem === null ? null : JSON.stringify(problem)],
  );
}

/** Puts an import in line to be loaded, and keeps its mapping for the next file of this shape. */
export async function startWaiting(tx: Tx, ref: WorkRef, { mapping, name }: Pick<ImportRow, "mapping" | "name">): Promise<void> {
  await setState(tx, ref, "waiting");
  await addWork(tx, ref, "run");
  if (mapping) await rememberMapping(tx, ref.workspaceId, mapping, name);
}

/** Stages of a source that were proposed and that nobody has confirmed yet. */
export async function stagesToConfirm(tx: Tx, workspaceId: string, source: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    "select count(*) as count from evenhand.stage_mapping where workspace_id = $1 and source = $2 and not is_confirmed",
    [workspaceId, source],
  );
  return count;
}

/** An import that was undone is as if it had never begun: no counts, no rows set aside. */
export async function beginAgain(tx: Tx, ref: WorkRef): Promise<void> {
  await tx.run("delete from evenhand.import_set_aside where workspace_id = $1 and import_id = $2", [ref.workspaceId, ref.importId]);
  await tx.run(
    `update evenhand.import set records_done = 0, line_done = 0, bytes_done = 0, rows_new = 0, rows_changed = 0, rows_same = 0, rows_repeated = 0, rows_set_aside = 0,
       rows_per_second = null, started_at = null, finished_at = null, undone_at = null, interruptions = 0 where workspace_id = $1 and id = $2`,
    [ref.workspaceId, ref.importId],
  );
}

/** Whoever loads it finds itself displaced at the next batch. */
export async function stopWork(tx: Tx, ref: WorkRef): Promise<void> {
  await setState(tx, ref, "failed", { code: "stopped", details: {} });
  await endWork(tx, ref);
}

export async function startUndo(tx: Tx, ref: WorkRef): Promise<void> {
  await setState(tx, ref, "undoing");
  await addWork(tx, ref, "undo");
}

/** Forgets an import with its file and set-aside rows. */
export async function forgetImport(tx: Tx, ref: WorkRef): Promise<void> {
  for (const table of ["import_file_part", "import_set_aside"])
    await tx.run(`delete from evenhand.${table} where workspace_id = $1 and import_id = $2`, [ref.workspaceId, ref.importId]);
  await tx.run("delete from evenhand.import where workspace_id = $1 and id = $2", [ref.workspaceId, ref.importId]);
  await endWork(tx, ref);
}

/** Bytes of imports that ended long ago, and files that never came whole, take no more room. */
export async function dropOldFiles(tx: Tx, workspaceId: string, keptDays: number): Promise<void> {
  await tx.run(
    `delete from evenhand.import_file_part p using evenhand.import i where p.workspace_id = $1 and i.workspace_id = $1 and i.id = p.import_id
     and ((i.state in ('done', 'undone') and i.finished_at < now() - make_interval(days => $2)) or (i.state = 'receiving' and i.received_at < now() - interval '1 day'))`,
    [workspaceId, keptDays],
  );
}

export async function addWork(tx: Tx, ref: WorkRef, work: Work): Promise<void> {
  await tx.run(
    "insert into staging.import_work (workspace_id, import_id, work) values ($1, $2, $3) on conflict (workspace_id, import_id) do update set work = excluded.work, since = now()",
    [ref.workspaceId, ref.importId, work],
  );
  await tx.notify("evenhand_work", ref.importId);
}

export async function endWork(tx: Tx, ref: WorkRef): Promise<void> {
  await tx.run("delete from staging.import_work where workspace_id = $1 and import_id = $2", [ref.workspaceId, ref.importId]);
}

/** What waits in all workspaces, the longest waiting first. */
export async function waitingWork(database: Database): Promise<(WorkRef & { work: Work })[]> {
  return database.inSignIn((tx) =>
    tx.rows(`select workspace_id as "workspaceId", import_id as "importId", work from staging.import_work order by since, import_id`),
  );
}

/** The mapping that was last used for files of this shape, of one kind of fact or any. */
export async function rememberedMapping(
  tx: Tx,
  workspaceId: string,
  { fingerprint, entity }: { fingerprint: string; entity: EntityName | null },
): Promise<MappingSpec | null> {
  const row = await tx.maybe<{ mapping: MappingSpec }>(
    "select mapping from evenhand.column_mapping where workspace_id = $1 and fingerprint = $2 and ($3::text is null or entity = $3) order by used_at desc limit 1",
    [workspaceId, fingerprint, entity],
  );
  return row?.mapping ?? null;
}

export async function rememberMapping(tx: Tx, workspaceId: string, mapping: MappingSpec, fileName: string): Promise<void> {
  await tx.run(
    `insert into evenhand.column_mapping (workspace_id, fingerprint, entity, source, mapping, file_name) values ($1, $2, $3, $4, $5::jsonb, $6)
     on conflict (workspace_id, fingerprint, entity) do update set source = excluded.source, mapping = excluded.mapping, file_name = excluded.file_name, used_at = now()`,
    [workspaceId, mapping.fingerprint, mapping.entity, mapping.source, JSON.stringify(mapping), fileName],
  );
}
