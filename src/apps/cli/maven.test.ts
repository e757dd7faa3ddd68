// The Maven CRM sample through the command line: its published figures, its traps, and a quarter explained. Skipped where the sample is not laid beside the project.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

import { installationFolder } from "#apps/version.ts";
import { terminalOn } from "#testing/command-line.ts";

const sample = resolve(installationFolder(), "..", "shared", "data", "maven_crm");
const folder = mkdtempSync(join(tmpdir(), "evenhand-maven-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const period = ["--from", "2016-10-01", "--to", "2018-01-01"];
const all = ["accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv"];

describe.skipIf(!existsSync(sample))("the Maven CRM sample", { timeout: 180_000 }, () => {
  describe.each([
    { what: "all four files", names: all },
    { what: "only the deals", names: ["sales_pipeline.csv"] },
  ])("$what", ({ names }) => {
    const at = terminalOn(join(folder, String(names.length)));

    it("are taken whole with the proposed mapping; again, they change nothing", async () => {
      const files = names.map((name) => join(sample, name));
      const first = await at.ask("import", "--accept-proposed", ...files);
      expect(first.exitCode).toBe(0);
      const added = first.said.files.map((each) => each.rows?.added);
      expect(added).toEqual(names.length === 4 ? [85, 7, 35, 8800] : [8800]);
      expect(first.said.files.every((each) => each.rows?.setAside === 0)).toBe(true);
      const again = await at.ask("import", "--accept-proposed", ...files);
      expect(again.said.files.map(({ rows }) => rows)).toEqual(added.map((same) => ({ added: 0, changed: 0, same, repeated: 0, setAside: 0 })));
    });

    it("give the published figures; what was not loaded is null and says why", async () => {
      const { said } = await at.ask("kpi", ...period);
      const values = Object.fromEntries(said.numbers.map(({ key, value }) => [key, value]));
      expect(values).toMatchObject({ "deals-won": 4238, "deals-lost": 2473, revenue: 10_005_534, "cycle-median-won": 57, "promotion-cost": null });
      expect(said.numbers.find((each) => each.key === "promotion-cost")?.reason).toBe("no-spend-facts");
      expect(values["win-rate"]).toBeCloseTo(4238 / 6711, 12);
    });

    it("show their traps: deals without account, a product misspelt, dead deals, and where the extract starts", async () => {
      const { said } = await at.ask("trust");
      const found = (code: string) => said.findings.find((each) => each.code === code);
      expect(found("deals-without-account")).toMatchObject({ entity: "deal", count: 1425 });
      expect(found("dead-deals")).toMatchObject({ count: 1291, share: 1291 / 1589 });
      expect(found("extract-start")?.sentence).toContain("1 Mar 2017");
      // Without the list of products a misspelt one cannot be known.
      expect(found("unknown-name")?.count).toBe(names.length === 4 ? 1480 : undefined);
      expect(/GTXPro.+GTX Pro/.test(found("unknown-name")?.sentence ?? "")).toBe(names.length === 4);
    });

    it("have their third quarter of 2017 explained to the cent, and what cannot be told apart is named", async () => {
      const question = ["explain", "--period", "2017-Q3", "--against", "2017-Q2"];
      const { said } = await at.ask(...question);
      expect(said.shortfall).toBe(-103_856);
      expect(said.parts.reduce((sum, part) => sum + Math.round(part.amount * 100), 0)).toBe(-10_385_600);
      const off = said.switchedOff.map((each) => each.driver);
      expect(off).toContain("lead-quality");
      expect(off.includes("discount")).toBe(names.length === 1);
      expect(said.summary).toContain("Q3 2017");
    });
  });
});
