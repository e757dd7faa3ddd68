// The server of the measurement of shared notes: a durable database with a meeting that is going on; and beside it Hocuspocus alone, which keeps nothing. Prints where both listen.
import { join } from "node:path";

import { Server } from "@hocuspocus/server";

import { openDatabase } from "#db/database.ts";
import { openEmbedded } from "#db/embedded/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { ensureAppRole } from "#db/role.ts";
import { addItem, openMeeting, readMeeting } from "#features/meeting-room/contract.ts";
import { planMeeting } from "#features/meetings/contract.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";
import { aServer } from "#testing/server.ts";

const [folder, members] = process.argv.slice(2) as [string, string];
const postgres = await openEmbedded(join(folder, "data"), { isDurable: true, stopsWhenUnused: true });
await ensureAppRole(postgres.url("owner", "postgres"), { mayLogIn: true });
await migrate(postgres.url("owner", "postgres"));
const database = await openDatabase({ ownerUrl: postgres.url("owner", "postgres"), appUrl: postgres.url("app", "postgres") });
const { workspaceId } = await beginWorkspace(database, { name: "Live", currency: "USD", timeZone: "UTC", language: "en" });
const server = await aServer(database, workspaceId);
const head = await server.member("head-of-sales");
const keys: string[] = [];
for (let n = 0; n < Number(members); n += 1) keys.push((await server.member("sales")).key);
const meeting = { title: "Together", startsAt: "2099-01-01T09:00:00Z", minutes: 60, people: [head.memberId] };
const params = { id: (await head.ask(planMeeting, { body: meeting })).body.id as string };
const item = (await head.ask(addItem, { params, body: { title: "Notes" } })).body.id as string;
await head.ask(openMeeting, { params, body: {} });
const { live } = (await head.ask(readMeeting, { params })).body as { live: { path: string; name: string } };
const address = await server.app.listen({ host: "127.0.0.1", port: 0 });
const bare = new Server({ port: 0, address: "127.0.0.1", quiet: true, stopOnSignals: false });
await bare.listen();
process.once("SIGTERM", () => {
  void (async () => {
    await bare.destroy();
    await server.close();
    await database.close();
    await postgres.close();
    process.exit(0);
  })();
});
console.log(
  JSON.stringify({ keys, item, seats: { kept: { address, ...live }, bare: { address: `http://127.0.0.1:${bare.address.port}`, path: "/", name: "bare" } } }),
);
