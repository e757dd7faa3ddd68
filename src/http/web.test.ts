// The screens as the server gives them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let web: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  web = mkdtempSync(join(tmpdir(), "evenhand-web-"));
  mkdirSync(join(web, "assets"));
  writeFileSync(join(web, "index.html"), '<meta name="csp-nonce" content="__CSP_NONCE__"><script src="/assets/a-1.js"></script>');
  writeFileSync(join(web, "assets", "a-1.js"), "plain");
  writeFileSync(join(web, "assets", "a-1.js.br"), "pressed");
  writeFileSync(join(web, "icon.svg"), "<svg/>");
  server = await aServer(fresh.database, fresh.workspaceId, { settings: { webFolder: web } });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
  rmSync(web, { recursive: true, force: true });
});

describe("the screens", () => {
  const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ method: "GET", url, headers });
  it("are one page for every address of the product, with this answer's own number in it", async () => {
    const [home, deep] = [await get("/"), await get("/w/north-star/shortfall?period=2017-Q3")];
    const nonce = /content="([^"]+)"/.exec(deep.body)![1]!;
    expect(home.statusCode).toBe(200);
    expect(deep.headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
    expect(home.body).not.toBe(deep.body);
    expect((await get("/index.html")).body).not.toContain("__CSP_NONCE__");
  });
  it("come compressed where the browser takes it, and stay in its store for good", async () => {
    const pressed = await get("/assets/a-1.js", { "accept-encoding": "br" });
    expect([pressed.body, pressed.headers["content-encoding"], pressed.headers["cache-control"]]).toEqual([
      "pressed",
      "br",
      "public, max-age=31536000, immutable",
    ]);
    expect((await get("/assets/a-1.js")).body).toBe("plain");
    expect((await get("/icon.svg")).headers["cache-control"]).toBe("no-cache");
  });
  it("are not given for what is missing in the interface or among the files", async () => {
    for (const url of ["/api/nothing", "/assets/gone.js", "/favicon.ico", "/../../etc/passwd.txt"]) expect((await get(url)).statusCode).toBe(404);
  });
});
