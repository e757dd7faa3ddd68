// Files kept with anything: taken in whole, told what they are by their bytes, taken away and brought back.
import { createHash, randomUUID } from "node:crypto";

import type { Tx } from "#db/database.ts";
import { mediaTypeOf } from "#kit/media-type.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";

export const largestFileBytes = 20_000_000;
export const mostFiles = 100;
/** Of one workspace, everything together, what was taken away and can be brought back included. */
export const mostFileBytes = 4_000_000_000;
/** So long a file that was taken away can be brought back. */
const undoDays = 30;

/** What a file belongs to: 'project' and its id. */
export interface FileSubject {
  readonly kind: string;
  readonly id: string;
}

export interface KeptFile {
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly addedById: string;
  readonly addedBy: string | null;
  readonly addedAt: string;
  readonly removedAt: string | null;
}

const columns = `f.id, f.subject_kind as "subjectKind", f.subject_id as "subjectId", f.name, f.media_type as "mediaType", f.size, f.sha256, f.added_by as "addedById",
  m.name as "addedBy", f.added_at as "addedAt", f.removed_at as "removedAt"`;
const joined = "evenhand.kept_file f left join evenhand.member m on m.workspace_id = f.workspace_id and m.id = f.added_by";

/** Files of a thing, the latest first. */
export async function filesOf(tx: Tx, workspaceId: string, { kind, id }: FileSubject): Promise<KeptFile[]> {
  return tx.rows<KeptFile>(
    `select ${columns} from ${joined} where f.workspace_id = $1 and f.subject_kind = $2 and f.subject_id = $3 and f.removed_at is null
      order by f.added_at desc, f.id`,
    [workspaceId, kind, id],
  );
}

/** Files of several things of a kind, oldest first: as they were added. */
export async function filesOfAll(tx: Tx, workspaceId: string, { kind, ids }: { kind: string; ids: readonly string[] }): Promise<KeptFile[]> {
  if (ids.length === 0) return [];
  return tx.rows<KeptFile>(
    `select ${columns} from ${joined} where f.workspace_id = $1 and f.subject_kind = $2 and f.subject_id = any($3) and f.removed_at is null
      order by f.added_at, f.id`,
    [workspaceId, kind, ids],
  );
}

/** One, taken away or not. */
export async function keptFile(tx: Tx, workspaceId: string, id: string): Promise<KeptFile | null> {
  return tx.maybe<KeptFile>(`select ${columns} from ${joined} where f.workspace_id = $1 and f.id = $2`, [workspaceId, id]);
}

export async function bytesOfFile(tx: Tx, workspaceId: string, id: string): Promise<Uint8Array | null> {
  const row = await tx.maybe<{ bytes: Buffer }>("select bytes from evenhand.kept_file_bytes where workspace_id = $1 and file_id = $2", [workspaceId, id]);
  return row && new Uint8Array(row.bytes);
}

/** What a file is called without folders, controls and marks that turn the reading round; null: nothing is left. */
export function fileNameOf(said: string): string | null {
  const bare = said
    .normalize("NFC")
    .split(/[\\/]/)
    .at(-1)!
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim();
  return bare === "" || /^\.+$/.test(bare) ? null : Array.from(bare).slice(-180).join("");
}

interface NewFile {
  readonly subject: FileSubject;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly by: string;
}

/** Keeps a file; the same bytes under the same name on the same thing are kept once. */
export async function keepOneFile(tx: Tx, workspaceId: string, { subject, name: said, bytes, by }: NewFile): Promise<Outcome<KeptFile>> {
  const name = fileNameOf(said);
  if (name === null) return refuse("file-without-name");
  if (bytes.length === 0) return refuse("empty-file");
  if (bytes.length > largestFileBytes) return refuse("file-too-large", { megabytes: largestFileBytes / 1e6 });
  // Whoever adds at the same time waits: the limits hold for all together.
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' files', 0))", [workspaceId]);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const here = await filesOf(tx, workspaceId, subject);
  const same = here.find((file) => file.sha256 === sha256 && file.name === name);
  if (same !== undefined) return accept(same);
  if (here.length >= mostFiles) return refuse("too-many-files", { most: mostFiles });
  const { size } = await tx.one<{ size: number }>("select coalesce(sum(size), 0)::float8 as size from evenhand.kept_file where workspace_id = $1", [
    workspaceId,
  ]);
  if (size + bytes.length > mostFileBytes) return refuse("files-take-too-much", { megabytes: mostFileBytes / 1e6 });
  const id = randomUUID();
  await tx.run(
    `insert into evenhand.kept_file (workspace_id, id, subject_kind, subject_id, name, media_type, size, sha256, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [workspaceId, id, subject.kind, subject.id, name, mediaTypeOf(bytes), bytes.length, sha256, by],
  );
  await tx.run("insert into evenhand.kept_file_bytes (workspace_id, file_id, bytes) values ($1, $2, $3)", [workspaceId, id, Buffer.from(bytes)]);
  return accept((await keptFile(tx, workspaceId, id))!);
}

/** Takes a file away, or brings it back; what was taken away long ago is gone for good at the next time. */
export async function setFileRemoved(tx: Tx, workspaceId: string, { id, isRemoved }: { id: string; isRemoved: boolean }): Promise<void> {
  await tx.run("update evenhand.kept_file set removed_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isRemoved]);
  await tx.run(`delete from evenhand.kept_file where workspace_id = $1 and removed_at < now() - make_interval(days => ${undoDays})`, [workspaceId]);
}
