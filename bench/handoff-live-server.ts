// The server of the measurement of live lists: a durable database with members, their keys and leads that wait at the handoff. Prints where it listens, then serves until it is told to stop.
import { join } from "node:path";

import { openDatabase } from "#db/database.ts";
import { openEmbedded } from "#db/embedded/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { ensureAppRole } from "#db/role.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";
import { aServer } from "#testing/server.ts";

const [folder, members, leads] = process.argv.slice(2) as [string, string, string];
const postgres = await openEmbedded(join(folder, "data"), { isDurable: true, stopsWhenUnused: true });
await ensureAppRole(postgres.url("owner", "postgres"), { mayLogIn: true });
await migrate(postgres.url("owner", "postgres"));
const database = await openDatabase({ ownerUrl: postgres.url("owner", "postgres"), appUrl: postgres.url("app", "postgres") });
const { workspaceId } = await beginWorkspace(database, { name: "Live", currency: "USD", timeZone: "UTC", language: "en" });
const server = await aServer(database, workspaceId);

const ids = Array.from({ length: Number(leads) }, (_, n) => `L${String(n).padStart(6, "0")}`);
await database.inWorkspace(workspaceId, async (tx) => {
  await tx.run(
    `insert into evenhand.lead (workspace_id, id, name, channel, grade, created_at, source, first_import, last_import)
     select $1, id, 'Firm ' || id, 'site', 'A', now() - interval '2 days', 'crm', $1, $1 from unnest($2::text[]) as t (id)`,
    [workspaceId, ids],
  );
  await tx.run(`insert into evenhand.handoff_act (workspace_id, lead, act, kind) select $1, id, 'offered', 'hand' from unnest($2::text[]) as t (id)`, [
    workspaceId,
    ids,
  ]);
  await tx.run(
    `insert into evenhand.handoff (workspace_id, lead, offered_as, round, first_offered_at, offered_at, accept_from, acts) select $1, id, 'hand', 1, now(), now(), now(), 1 from unnest($2::text[]) as t (id)`,
    [workspaceId, ids],
  );
});
const keys: string[] = [];
for (let n = 0; n < Number(members); n += 1) keys.push((await server.member("sales", { department: "sales" })).key);
const head = (await server.member("head-of-sales", { department: "sales" })).key;
const address = await server.app.listen({ host: "127.0.0.1", port: 0 });
process.once("SIGTERM", () => {
  void (async () => {
    await server.close();
    await database.close();
    await postgres.close();
    process.exit(0);
  })();
});
console.log(JSON.stringify({ address, slug: server.slug, keys, head, leads: ids }));
