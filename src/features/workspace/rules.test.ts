import { readFile, readdir } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { whyNotBeginWorkspace, whyNotChangeWorkspace } from "#features/workspace/access.ts";
import { changesNumbers, readNotice } from "#features/workspace/rules.ts";
import { roles } from "#facts/department.ts";
import { gatheredKinds, liveKinds } from "#kit/live-kinds.ts";

describe("a workspace", () => {
  it("is changed by administrators; another is begun by administrators of a real one", () => {
    expect(roles.filter((role) => whyNotChangeWorkspace({ role }) === null)).toEqual(["administrator"]);
    expect(whyNotBeginWorkspace([{ role: "administrator", isDemo: true }])).toBe("only-administrators");
    expect(
      whyNotBeginWorkspace([
        { role: "viewer", isDemo: false },
        { role: "administrator", isDemo: false },
      ]),
    ).toBeNull();
  });
  it("has other numbers after another currency, clock or fiscal year", () => {
    const was = { currency: "USD", timeZone: "UTC", fiscalStartMonth: 1 };
    expect(
      [{ currency: "RUB" }, { timeZone: "Europe/Moscow" }, { fiscalStartMonth: 4 }, {}].map((change) => changesNumbers(was, { ...was, ...change })),
    ).toEqual([true, true, true, false]);
  });
  it("hears of every kind of thing whose change is told", async () => {
    const told = new Set<string>();
    for (const file of await readdir("src", { recursive: true })) {
      if (!/\.tsx?$/.test(file) || /test/.test(file)) continue;
      for (const [, kind] of (await readFile(`src/${file}`, "utf8")).matchAll(/notify\("evenhand_([a-z]+)"/g)) told.add(kind!);
    }
    // What goes to the server's own work, to no screen.
    const own = ["mail", "webhook", "webhooks", "work"];
    const heard = new Set<string>([...liveKinds, ...gatheredKinds, ...own]);
    expect(told.size).toBeGreaterThan(15);
    expect([...told].filter((kind) => !heard.has(kind))).toEqual([]);
  });
  it("hears notices of its own, and of nobody in particular", () => {
    const me = { workspaceId: "w1", memberId: "m1", role: "viewer" } as const;
    expect(readNotice("facts", "w1", me)).toEqual({ kind: "facts" });
    expect(readNotice("import", '{"workspaceId":"w1","importId":"i7"}', me)).toEqual({ kind: "import", importId: "i7" });
    expect(readNotice("import", '{"workspaceId":"w2","importId":"i7"}', me)).toBeNull();
    expect(readNotice("facts", "w2", me)).toBeNull();
    expect(readNotice("claims", "w1", me)).toEqual({ kind: "claims" });
    expect(readNotice("claims", "w2", me)).toBeNull();
    expect(readNotice("actions", "w1", me)).toEqual({ kind: "actions" });
    expect(readNotice("facts", "", me)).toEqual({ kind: "facts" });
    expect(readNotice("notices", "w1 m1", me)).toEqual({ kind: "notices" });
    expect(readNotice("notices", "w1 m2", me)).toBeNull();
    expect(readNotice("agency", "w1 a1", me)).toEqual({ kind: "agency" });
    expect(readNotice("agency", "w2 a1", me)).toBeNull();
  });
  it("tells an agency of its own notices and promises, and of nothing else: not even that something happened with another", () => {
    const agency = { workspaceId: "w1", memberId: "a1", role: "agency" } as const;
    expect(liveKinds.filter((kind) => readNotice(kind, "", agency) !== null)).toEqual(["agency", "notices"]);
    expect(liveKinds.filter((kind) => kind !== "import" && readNotice(kind, "w1", agency) !== null)).toEqual([]);
    expect(liveKinds.filter((kind) => kind !== "import" && readNotice(kind, "w1 a2", agency) !== null)).toEqual([]);
    expect(liveKinds.filter((kind) => kind !== "import" && readNotice(kind, "w1 a1", agency) !== null)).toEqual(["agency", "notices"]);
  });
});
