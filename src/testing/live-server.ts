// A server in a process of its own on a database of tests, so that it can be killed: node live-server.ts <owner url> <app url> <workspace> <port>.
import { openDatabase } from "#db/database.ts";
import { aServer } from "#testing/server.ts";

const [ownerUrl, appUrl, workspaceId, port] = process.argv.slice(2) as [string, string, string, string];
const database = await openDatabase({ ownerUrl, appUrl });
const server = await aServer(database, workspaceId);
console.log(await server.app.listen({ host: "127.0.0.1", port: Number(port) }));
