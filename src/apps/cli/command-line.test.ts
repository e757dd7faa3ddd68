// The command line as programs meet it: the documented shapes, the exit codes, and figures one can check in the head.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { commands } from "#apps/cli/commands.ts";
import { runCommandLine } from "#apps/cli/program.ts";
import { type Said, type Terminal, terminalOn } from "#testing/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "evenhand-command-"));
const there = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Two quarters: each month 20 deals of 1,000 begin; from January 10 of them are won after 20 days, from April 6. */
function deals(): string {
  const lines = ["Deal ID,Deal Stage,Amount,Create Date,Close Date"];
  for (let month = 1; month <= 6; month += 1)
    for (let n = 0; n < 20; n += 1) {
      const isWon = n < (month <= 3 ? 10 : 6);
      const day = `2024-${String(month).padStart(2, "0")}`;
      lines.push(`${month}-${n},${isWon ? "Won" : "Lost"},1000.00,${day}-01,${day}-21`);
    }
  return `${lines.join("\n")}\n`;
}

const shapeOfNumber = {
  key: expect.any(String),
  unit: expect.any(String),
  sample: expect.any(Number),
  method: expect.any(String),
  period: { from: "2024-01-01", until: "2024-04-01" },
  definition: expect.stringMatching(/^[\w-]+@\d+$/),
  cautions: expect.any(Array),
};
const keys = [
  "deals-won",
  "deals-lost",
  "revenue",
  "win-rate",
  "cycle-median-won",
  "cycle-p80-won",
  "cycle-median-all",
  "promotion-cost",
  "cost-per-transaction-promotion",
  "cost-per-transaction-with-sales",
  "cost-per-transaction-full",
];
const valuesOf = ({ numbers }: Said) => Object.fromEntries(numbers.map((each) => [each.key, each.value]));
const cents = (amount: number) => Math.round(amount * 100);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("beside a server", { timeout: 240_000 }, () => {
  let at: Terminal;
  let server: { stop(): Promise<void> };
  beforeAll(async () => {
    at = terminalOn(join(folder, "beside"));
    server = await at.serve();
  }, 120_000);
  afterAll(() => server.stop());

  it("before there are facts each command says so, with exit code 1", async () => {
    for (const command of ["kpi", "trust", "explain"])
      expect(await at.ask(command)).toMatchObject({
        exitCode: 1,
        said: { code: "no-workspace", exitCode: 1, sentence: expect.stringContaining("evenhand import") },
      });
  });

  it("a file is not loaded before its mapping is agreed to; with --accept-proposed it is, and a second time changes nothing", async () => {
    const file = there("deals.csv", deals());
    expect(await at.ask("import", file)).toMatchObject({ exitCode: 2, said: { files: [{ state: "needs-answer", entity: "deal", rows: null }] } });
    const first = await at.ask("import", "--accept-proposed", file);
    expect(first).toMatchObject({ exitCode: 0, said: { files: [{ state: "done", rows: { added: 120, changed: 0, same: 0, setAside: 0 } }] } });
    const again = await at.ask("import", "--accept-proposed", file);
    expect(again).toMatchObject({ exitCode: 0, said: { files: [{ state: "done", rows: { added: 0, changed: 0, same: 120, setAside: 0 } }] } });
  });

  it("dates that may be read two ways are asked about, with exit code 2 and the choices; an answer settles them", async () => {
    const file = there("doubtful.csv", "Deal ID,Deal Stage,Amount,Create Date\nX1,Open,5,01/02/2024\nX2,Open,6,02/02/2024\n");
    const asked = await at.ask("import", "--accept-proposed", file);
    expect(asked.exitCode).toBe(2);
    expect(asked.said.files[0]).toMatchObject({ state: "needs-answer", questions: [{ about: "Create Date", choices: ["dmy", "mdy"] }] });
    const wrong = await at.ask("import", file, "--answer", "Nothing=dmy");
    expect(wrong).toMatchObject({ exitCode: 2, said: { code: "no-such-question" } });
    const none = await at.ask("kpi", "--period", "2024-Q1");
    expect(valuesOf(none.said)["deals-opened"]).toBe(60);
  });

  it("amounts without a sign beside signed ones are asked about; what the company counts in is said while no amounts are on record", async () => {
    const file = there("roubles.csv", "Deal ID;Deal Stage;Amount;Create Date\nR1;Open;1 000 ₽;2023-01-02\nR2;Open;2 000;2023-01-02\n");
    const asked = await at.ask("import", "--accept-proposed", file);
    expect(asked).toMatchObject({ exitCode: 2, said: { files: [{ questions: [{ about: "Amount", choices: ["RUB", "USD"] }] }] } });
    expect(await at.ask("import", "--currency", "RUB", file)).toMatchObject({ exitCode: 3, said: { code: "lens-settled" } });
    expect(await at.ask("import", "--currency", "roubles", file)).toMatchObject({ exitCode: 2, said: { code: "usage" } });
  });

  it("a wrong call is told in the shape of every refusal, with exit code 2", async () => {
    expect(await at.ask("kpi", "--frm", "2024-01-01")).toMatchObject({ exitCode: 2, said: { code: "usage", sentence: expect.stringContaining("--frm") } });
    expect(await at.ask("explain", "--period", "2024Q1")).toMatchObject({ exitCode: 2, said: { code: "usage", sentence: expect.stringContaining("2017-Q3") } });
  });

  it("a row that cannot be read is set aside with its reason, and the rest is taken", async () => {
    const file = there("half.csv", "Account ID,Account Name,Employees\nA1,North,10\nA2,South,many\n");
    const { exitCode, said } = await at.ask("import", "--accept-proposed", "--as", "account", file);
    expect(exitCode).toBe(0);
    expect(said.files[0]).toMatchObject({ rows: { added: 1, setAside: 1 }, reasons: [{ reason: "not-a-number", count: 1 }] });
  });

  it("kpi prints every documented key with its papers; what the facts cannot give is null with a reason", async () => {
    const { exitCode, said } = await at.ask("kpi", "--from", "2024-01-01", "--to", "2024-04-01");
    expect(exitCode).toBe(0);
    expect(said.numbers.map((each) => each.key)).toEqual(expect.arrayContaining(keys));
    for (const number of said.numbers) expect(number).toMatchObject(shapeOfNumber);
    const [told, untold] = [said.numbers.filter((each) => each.value !== null), said.numbers.filter((each) => each.value === null)];
    expect(told.every((each) => each.interval !== undefined)).toBe(true);
    expect(untold.every((each) => /^[a-z-]+$/.test(each.reason ?? ""))).toBe(true);
    expect(valuesOf(said)).toMatchObject({
      "deals-won": 30,
      "deals-lost": 30,
      revenue: 30_000,
      "win-rate": 0.5,
      "cycle-median-won": 20,
      "promotion-cost": null,
    });
  });

  it("kpi --by tells deals and cycle kind by kind, which sum to the whole", async () => {
    const { exitCode, said } = await at.ask("kpi", "--from", "2024-01-01", "--to", "2024-04-01", "--by", "region");
    expect(exitCode).toBe(0);
    const { kinds } = said as unknown as { kinds: { value: string | null; numbers: { key: string; value: number }[] }[] };
    const won = kinds.map(({ numbers }) => numbers.find(({ key }) => key === "deals-won")!.value);
    expect(won.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(await at.ask("kpi", "--by", "colour")).toMatchObject({ exitCode: 2, said: { code: "usage", sentence: expect.stringContaining("colour") } });
  });

  it("trust prints findings with a count, a share, a sentence and records", async () => {
    const { exitCode, said } = await at.ask("trust");
    expect(exitCode).toBe(0);
    expect(said.findings.length).toBeGreaterThan(0);
    for (const finding of said.findings)
      expect(finding).toMatchObject({
        code: expect.any(String),
        entity: expect.any(String),
        count: expect.any(Number),
        sentence: expect.stringMatching(/\.$/),
        records: expect.any(Array),
      });
  });

  it("explain prints parts that sum to the shortfall to the cent, each with owner and verdict", async () => {
    const { exitCode, said } = await at.ask("explain", "--period", "2024-Q2", "--against", "2024-Q1");
    expect(exitCode).toBe(0);
    expect(said.shortfall).toBe(-12_000);
    expect(said.parts.reduce((sum, part) => sum + cents(part.amount), 0)).toBe(-1_200_000);
    const winRate = said.parts.find((part) => part.driver === "win-rate");
    expect(winRate).toMatchObject({ owner: "sales", interval: { level: 0.9 }, cautions: expect.any(Array) });
    expect(["clear", "likely", "within-chance", "cannot-be-told"]).toEqual(expect.arrayContaining(said.parts.map((part) => part.verdict)));
    expect(said.summary).toContain("Q2 2024");
    expect((await at.run("explain", "--period", "2024-Q2", "--against", "2024-Q1", "--json")).out).toBe(
      (await at.run("explain", "--period", "2024-Q2", "--against", "2024-Q1", "--json")).out,
    );
  });

  it("wrong usage ends with 2 and says what is wrong", async () => {
    expect(await at.ask("kpi", "--from", "2024-01-01")).toMatchObject({ exitCode: 2, said: { code: "usage" } });
    expect(await at.ask("explain", "--measure", "joy")).toMatchObject({ exitCode: 2 });
    expect(await at.ask("import", join(folder, "nowhere.csv"))).toMatchObject({ exitCode: 1, said: { code: "no-such-file" } });
    expect(await at.ask("kpi", "--workspace", "elsewhere")).toMatchObject({ exitCode: 2, said: { code: "no-such-workspace" } });
  });

  it("a backup made beside the server restores to equal figures in another folder, and is refused where there is data", async () => {
    const file = join(folder, "company.evenhand");
    const saved = await at.ask("backup", file);
    expect(saved.exitCode).toBe(0);
    const other = terminalOn(join(folder, "restored"));
    const restored = await other.ask("restore", file);
    expect(restored).toMatchObject({ exitCode: 0, said: { rows: saved.said.rows, tables: saved.said.tables } });
    const question = ["kpi", "--from", "2024-01-01", "--to", "2024-04-01", "--json"];
    expect((await other.run(...question)).out).toBe((await at.run(...question)).out);
    expect(await other.ask("restore", file)).toMatchObject({ exitCode: 3, said: { code: "database-not-empty" } });
  });
});

describe("without a server", { timeout: 240_000 }, () => {
  const at = terminalOn(join(folder, "alone"));

  it("import begins a workspace, kpi and trust answer, and each leaves the folder free", async () => {
    expect((await at.ask("import", "--accept-proposed", there("alone.csv", deals()))).exitCode).toBe(0);
    const { said } = await at.ask("kpi", "--period", "2024-Q2");
    expect(valuesOf(said)).toMatchObject({ "deals-won": 18, "deals-lost": 42, revenue: 18_000, "win-rate": 0.3 });
    expect((await at.ask("trust")).exitCode).toBe(0);
  });

  it("settings lists every setting with its source, and hides nothing but secrets", async () => {
    const { exitCode, said } = await at.ask("settings");
    expect(exitCode).toBe(0);
    expect(said.settings.find((each) => each.name === "dataFolder")).toMatchObject({ value: join(folder, "alone"), source: "EVENHAND_DATA" });
  });

  it("demo makes a company once; a second time finds it; its quarter is explained", async () => {
    const demo = terminalOn(join(folder, "demo"));
    const made = await demo.ask("demo");
    expect(made).toMatchObject({ exitCode: 0, said: { isNew: true } });
    expect(await demo.ask("demo")).toMatchObject({ exitCode: 0, said: { slug: made.said.slug, isNew: false } });
    const { exitCode, said } = await demo.ask("explain");
    expect(exitCode).toBe(0);
    expect(said.parts.reduce((sum, part) => sum + cents(part.amount), 0)).toBe(cents(said.shortfall));
  });
});

describe("every command", () => {
  it.each(Object.keys(commands))("%s has its help", async (name) => {
    const printed: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
    expect(await runCommandLine([name, "--help"], { environment: {}, commands, version: "1" })).toBe(0);
    expect(printed.join("")).toContain(`Usage: evenhand ${name}`);
    expect(printed.join("")).toContain("--json");
  });

  it("stands in the list, which a word that is no command gets as well", async () => {
    const at = terminalOn(join(folder, "help"));
    const [help, wrong] = [await at.run("--help"), await at.run("serv")];
    expect([help.exitCode, wrong.exitCode]).toEqual([0, 2]);
    for (const name of Object.keys(commands)) expect(help.out).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(wrong.err).toContain("Did you mean serve?");
  });
});
