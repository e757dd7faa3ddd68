// The demo company's files on their way in, as if a person had dropped them on the page: kept, looked at, mapped, loaded.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import type { ImportState } from "#features/imports/contract.ts";
import { doWork } from "#features/imports/jobs.ts";
import { partBytes } from "#features/imports/rules.ts";
import { type Work, type WorkRef, addWork, beginImport, fileReceived, keepMapping, readImport, rememberMapping, setState } from "#features/imports/store.ts";
import { keepFile } from "#ledger/import-files.ts";
import type { FactFile } from "#testing/demo/files.ts";

export interface LoadOptions {
  readonly database: Database;
  readonly workspaceId: string;
  readonly memberId: string;
  readonly log: Log;
}

/** Loads files one after another through the imports' own steps; each is looked at while the one before it goes in. Throws where one does not end well: the demo's files are known to be sound. */
export async function loadFactFiles(files: readonly FactFile[], { onFile, ...options }: LoadOptions & { readonly onFile: (n: number) => void }): Promise<void> {
  let next = files[0] && lookAt(files[0], options);
  for (const [n, file] of files.entries()) {
    onFile(n);
    const ref = await next!;
    await agreeToMapping(file, ref, options);
    const following = files[n + 1];
    next = following && lookAt(following, options);
    // Its fault is heard when its turn comes, or never where this file ends the work.
    next?.catch(() => {});
    await bringIn(file, ref, options);
  }
}

/** The file is kept and looked at, as after an upload. */
async function lookAt(file: FactFile, options: LoadOptions): Promise<WorkRef> {
  const { database, workspaceId, memberId } = options;
  const ref: WorkRef = { workspaceId, importId: randomUUID() };
  await database.inWorkspace(workspaceId, (tx) => beginImport(tx, ref, { name: file.name, memberId, options: { entity: file.entity }, corrects: null }));
  const kept = await keepFile(database, ref, { bytes: bytesOf(file.text), partBytes });
  await database.inWorkspace(workspaceId, (tx) => fileReceived(tx, ref, kept));
  await brought(ref, { ...options, work: "profile", to: "proposed" });
  return ref;
}

async function agreeToMapping(file: FactFile, ref: WorkRef, { database, workspaceId }: LoadOptions): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    await keepMapping(tx, ref, file.mapping, "person");
    await rememberMapping(tx, workspaceId, file.mapping, file.name);
    if (file.broughtOn !== undefined) await tx.run(beganOn, [workspaceId, ref.importId, `${file.broughtOn}T06:00:00Z`]);
    await setState(tx, ref, "waiting");
    await addWork(tx, ref, "run");
  });
}

async function bringIn(file: FactFile, ref: WorkRef, options: LoadOptions): Promise<void> {
  const { database, workspaceId } = options;
  await brought(ref, { ...options, work: "run", to: "done" });
  if (file.broughtOn !== undefined)
    await database.inWorkspace(workspaceId, (tx) => tx.run(endedOn, [workspaceId, ref.importId, `${file.broughtOn}T06:00:05Z`]));
}

/** A file of an earlier day began on that day: what it says of open deals is how they looked then. */
const beganOn = "update evenhand.import set received_at = $3::timestamptz, started_at = $3::timestamptz where workspace_id = $1 and id = $2";
const endedOn = "update evenhand.import set finished_at = $3::timestamptz where workspace_id = $1 and id = $2";

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const waitMs = 50;
/** No file of the demo takes this long; another worker that has stopped over it must not be waited for without end. */
const longestWaits = (120 * 1000) / waitMs;

/** Does a piece of work, or waits for the server's own worker where that was faster. */
async function brought(ref: WorkRef, { database, log, work, to }: LoadOptions & { work: Work; to: ImportState }): Promise<void> {
  for (let waits = 0; waits < longestWaits; waits++) {
    await doWork(database, { ...ref, work }, { log });
    const row = await database.inWorkspace(ref.workspaceId, (tx) => readImport(tx, ref), { readOnly: true });
    if (row?.state === to) return;
    if (row === null || row.state === "failed") throw new Error(`the demo's ${row?.name ?? "file"} could not be loaded: ${row?.problem?.code ?? "forgotten"}`);
    await pause(waitMs);
  }
  throw new Error("a file of the demo was not loaded in two minutes");
}
