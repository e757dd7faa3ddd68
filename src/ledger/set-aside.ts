// Rows that were not taken: kept with line, reason and the record as it stood, until a corrected one comes.
import type { Tx } from "#db/database.ts";

export interface KeptAside {
  readonly line: number;
  readonly reason: string;
  readonly column: string | null;
  readonly text: string | null;
  readonly details?: Readonly<Record<string, string | number>> | null;
  readonly raw: readonly string[];
}

interface Owner {
  readonly workspaceId: string;
  readonly importId: string;
}

/** Keeps rows of one import; a line is kept once. */
export async function keepAside(tx: Tx, { workspaceId, importId }: Owner, rows: readonly KeptAside[]): Promise<void> {
  if (rows.length === 0) return;
  const sent = JSON.stringify(rows.map((row) => withoutNul(row)));
  await tx.run(
    `insert into evenhand.import_set_aside (workspace_id, import_id, line, reason, column_name, text, details, raw)
     select $1, $2, r.line, r.reason, r."column", r.text, r.details, r.raw
     from jsonb_to_recordset($3::jsonb) r (line bigint, reason text, "column" text, text text, details jsonb, raw jsonb)
     on conflict (workspace_id, import_id, line) do nothing`,
    [workspaceId, importId, sent],
  );
}

/** PostgreSQL keeps no NUL characters; they are shown as the sign for one. */
function withoutNul(row: KeptAside): KeptAside {
  const clean = (text: string) => text.replaceAll("\u0000", "\u2400");
  return { ...row, text: row.text === null ? null : clean(row.text), raw: row.raw.map(clean) };
}

/** Rows of `corrected` on these lines came in with `importId`. */
export async function resolveAside(
  tx: Tx,
  { workspaceId, importId }: Owner,
  { corrected, lines }: { corrected: string; lines: readonly number[] },
): Promise<void> {
  if (lines.length === 0) return;
  await tx.run(
    "update evenhand.import_set_aside set resolved_by = $3 where workspace_id = $1 and import_id = $2 and line = any($4::bigint[]) and resolved_by is null",
    [workspaceId, corrected, importId, lines],
  );
}

/** What this import had resolved is open again. */
export async function unresolveAside(tx: Tx, { workspaceId, importId }: Owner): Promise<void> {
  await tx.run("update evenhand.import_set_aside set resolved_by = null where workspace_id = $1 and resolved_by = $2", [workspaceId, importId]);
}

export interface AsideRow extends KeptAside {
  readonly resolvedBy: string | null;
}

const selected = `select line, reason, column_name as "column", text, details, raw, resolved_by as "resolvedBy" from evenhand.import_set_aside
  where workspace_id = $1 and import_id = $2 and ($3::text is null or reason = $3)`;

/** A page of them, by line. */
export async function readAside(
  tx: Tx,
  { workspaceId, importId }: Owner,
  asked: { reason: string | null; limit: number; offset: number },
): Promise<{ rows: AsideRow[]; total: number }> {
  const rows = await tx.rows<AsideRow>(`${selected} order by line limit $4 offset $5`, [workspaceId, importId, asked.reason, asked.limit, asked.offset]);
  const { total } = await tx.one<{ total: number }>(
    "select count(*) as total from evenhand.import_set_aside where workspace_id = $1 and import_id = $2 and ($3::text is null or reason = $3)",
    [workspaceId, importId, asked.reason],
  );
  return { rows, total };
}

/** Those not yet resolved, by line, after a line: for a download in pages. */
export async function readOpenAside(
  tx: Tx,
  { workspaceId, importId }: Owner,
  asked: { reason: string | null; after: number; limit: number },
): Promise<AsideRow[]> {
  return tx.rows<AsideRow>(`${selected} and resolved_by is null and line > $4 order by line limit $5`, [
    workspaceId,
    importId,
    asked.reason,
    asked.after,
    asked.limit,
  ]);
}

/** How many for each reason, the most frequent first, and how many of them a later import resolved. */
export async function countAside(tx: Tx, { workspaceId, importId }: Owner): Promise<{ reason: string; count: number; resolved: number }[]> {
  return tx.rows(
    `select reason, count(*) as count, count(resolved_by) as resolved from evenhand.import_set_aside
     where workspace_id = $1 and import_id = $2 group by reason order by 2 desc, 1`,
    [workspaceId, importId],
  );
}
