// The door to storage: values come back as ours, and walls between workspaces hold.
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { ensureAppRole } from "#db/role.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let other: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  other = await aWorkspace(fresh.database, "other");
});
afterAll(() => fresh.close());

describe("values", () => {
  it("money and counts are numbers, days are days, instants are in UTC", async () => {
    const row = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.one(
        "select 9007199254740991::bigint as money, sum(x) as total, date '2017-03-01' as day, timestamptz '2017-03-01 12:00:00.5+03' as at, null::bigint as absent, array[1,2]::bigint[] as list, '2017-03-01 00:00:00+00'::timestamptz as midnight from (values (1::bigint), (2::bigint)) v (x)",
      ),
    );
    expect(row).toEqual({
      money: 9007199254740991,
      total: 3,
      day: "2017-03-01",
      at: "2017-03-01T09:00:00.500Z",
      absent: null,
      list: [1, 2],
      midnight: "2017-03-01T00:00:00.000Z",
    });
  });

  it("a whole number beyond 2^53 is refused, not rounded", async () => {
    await expect(fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.one("select 9007199254740993::bigint as money"))).rejects.toThrow(/9007199254740993/);
  });
});
describe("bulk", () => {
  it("25 rows in batches of 10 come as 10, 10 and 5", async () => {
    const sizes = await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      const found: number[] = [];
      for await (const batch of tx.columns("select n, $1::text from generate_series(1, 25) n", ["x"], 10)) found.push(batch.length);
      return found;
    });
    expect(sizes).toEqual([10, 10, 5]);
  });
  it("rows copied in can be copied out", async () => {
    const { database, workspaceId } = fresh;
    const text = await database.inWorkspace(workspaceId, async (tx) => {
      async function* lines() {
        yield "1\ta\n";
        yield Buffer.from("2\tб\n");
      }
      await tx.run("create temp table staged (line bigint, id text) on commit drop");
      expect(await tx.copyIn("copy pg_temp.staged (line, id) from stdin", lines())).toBe(2);
      const pieces: Uint8Array[] = [];
      for await (const piece of tx.copyOut("copy (select line, id from pg_temp.staged order by line) to stdout")) pieces.push(piece);
      return Buffer.concat(pieces).toString("utf8");
    });
    expect(text).toBe("1\ta\n2\tб\n");
  });
});
it("a database that forbids temporary tables to everybody allows them to the server's role at the start", async () => {
  const name = new URL(fresh.ownerUrl).pathname.slice(1);
  const makes = () => fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run("create temp table staged (id text) on commit drop"));
  await fresh.database.asOwner((tx) => tx.run(`revoke temporary on database ${name} from public`));
  await expect(makes()).rejects.toThrow(/permission denied/);
  await ensureAppRole(fresh.ownerUrl, { mayLogIn: true });
  await makes();
});

describe("the walls", () => {
  it("a workspace sees its own row and not the other's", async () => {
    const seen = await fresh.database.inWorkspace(other, (tx) => tx.rows("select workspace_id from evenhand.workspace"));
    expect(seen).toEqual([{ workspace_id: other }]);
  });
});

it("a PostgreSQL that is killed in the very packet in which it says that it is ready is a fault to whoever asked, not the end of the process", async () => {
  const message = (kind: string, ...fields: Buffer[]) => {
    const body = Buffer.concat(fields);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(kind), length, body]);
  };
  const authenticated = message("R", Buffer.from([0, 0, 0, 0]));
  const ready = message("Z", Buffer.from("I"));
  const gone = message("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0"));
  const dying = createServer((socket) => socket.once("data", () => socket.end(Buffer.concat([authenticated, ready, gone])))).listen(0, "127.0.0.1");
  await once(dying, "listening");
  const url = `postgresql://someone@127.0.0.1:${(dying.address() as AddressInfo).port}/any`;
  await expect(openDatabase({ ownerUrl: url, appUrl: url })).rejects.toThrow(/not queryable|terminat/);
  dying.close();
});
