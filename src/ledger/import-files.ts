// The bytes of files brought in, in parts of a megabyte, so that any server can read them again from any part on.
import { createHash } from "node:crypto";

import type { Database } from "#db/database.ts";

/** Keeps a stream as parts; each part is committed by itself, so no connection is held while bytes are slow to come. Gives size and SHA-256. */
export async function keepFile(
  database: Database,
  owner: { readonly workspaceId: string; readonly importId: string },
  options: { readonly bytes: AsyncIterable<Uint8Array>; readonly partBytes: number },
): Promise<{ bytes: number; digest: string }> {
  const hash = createHash("sha256");
  let [waiting, waitingBytes, part, total]: [Uint8Array[], number, number, number] = [[], 0, 0, 0];
  const keep = async (bytes: Uint8Array) => {
    await database.inWorkspace(owner.workspaceId, (tx) =>
      tx.run("insert into evenhand.import_file_part (workspace_id, import_id, part, bytes) values ($1, $2, $3, $4)", [
        owner.workspaceId,
        owner.importId,
        part,
        bytes,
      ]),
    );
    part += 1;
  };
  for await (const chunk of options.bytes) {
    hash.update(chunk);
    total += chunk.byteLength;
    waiting.push(chunk);
    waitingBytes += chunk.byteLength;
    if (waitingBytes < options.partBytes) continue;
    const joined = Buffer.concat(waiting);
    const whole = joined.length - (joined.length % options.partBytes);
    for (let from = 0; from < whole; from += options.partBytes) await keep(joined.subarray(from, from + options.partBytes));
    [waiting, waitingBytes] = [[joined.subarray(whole)], joined.length - whole];
  }
  if (waitingBytes > 0) await keep(Buffer.concat(waiting));
  return { bytes: total, digest: hash.digest("hex") };
}

/** One part, counted from 0; null after the last. */
export async function filePart(
  database: Database,
  { workspaceId, importId, part }: { workspaceId: string; importId: string; part: number },
): Promise<Uint8Array | null> {
  const row = await database.inWorkspace(workspaceId, (tx) =>
    tx.maybe<{ bytes: Buffer }>("select bytes from evenhand.import_file_part where workspace_id = $1 and import_id = $2 and part = $3", [
      workspaceId,
      importId,
      part,
    ]),
  );
  // A copy of its own, because small buffers share memory that cannot be handed to a thread.
  return row ? new Uint8Array(row.bytes) : null;
}
