// A million touches from the database to the answer about journeys: the first time, with nothing changed, after a small import, and with traits of the buyers. Prints a table.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { JourneyTeller } from "#evidence/journeys/tell.ts";
import { dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { laidByNow } from "#ledger/kept-touches.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { freshDatabase } from "#testing/database.ts";

import { answered, question } from "./journeys-answer.ts";

const [rows, firms, dealCount] = [1_000_000, 60_000, 60_000];
const source = `'crm', '00000000-0000-4000-8000-00000000000`;
const fresh = await freshDatabase();
const { database, workspaceId } = fresh;
const dice = diceOf(4);
const channels = ["fair", "site", "mail", "partner", "search", "call centre", "referral", "press", "webinar", "catalogue", "video", "community"];

/** Rows of touches: a firm's own deal begins on a day of its own, and its touches lie in the year before. */
const start = dayNumber("2024-01-01");
const begins = Int32Array.from({ length: firms }, () => 400 + dice.below(300));
const touch = (id: string) => {
  const firm = dice.below(firms);
  const day = begins[firm]! - dice.below(200);
  return `('${workspaceId}', '${id}', date '1970-01-01' + ${start + day}, '${channels[dice.below(channels.length)]}', 'A${firm}', `;
};
async function write(from: number, count: number, imported: number) {
  for (let n = from; n < from + count; n += 5000) {
    const values = Array.from(
      { length: Math.min(5000, from + count - n) },
      (_, k) => `${touch(`T${n + k}`)}${source}${imported}', ${source.slice(7)}${imported}')`,
    );
    await database.inWorkspace(workspaceId, (tx) =>
      tx.run(`insert into evenhand.touchpoint (workspace_id, id, at, channel, account, source, first_import, last_import) values ${values.join(", ")}`),
    );
  }
  await database.inWorkspace(workspaceId, (tx) => raiseFactsVersion(tx, workspaceId));
}

await database.inWorkspace(workspaceId, async (tx) => {
  const values = Array.from({ length: dealCount }, (_, n) => {
    const began = start + begins[n % firms]!;
    const won = dice.chance(0.3) ? "Won" : "Lost";
    return `('${workspaceId}', 'D${n}', 'A${n % firms}', '${won}', date '1970-01-01' + ${began}, date '1970-01-01' + ${began + 20 + dice.below(60)}, 100000, 'USD', ${source}0', ${source.slice(7)}0')`;
  });
  for (let n = 0; n < values.length; n += 5000)
    await tx.run(
      `insert into evenhand.deal (workspace_id, id, account, stage, created_on, closed_on, amount, currency, source, first_import, last_import) values ${values.slice(n, n + 5000).join(", ")}`,
    );
  await tx.run(
    `insert into evenhand.stage_mapping (workspace_id, record_kind, source, source_stage, stage) values ($1, 'deal', 'crm', 'Won', 'won'), ($1, 'deal', 'crm', 'Lost', 'lost')`,
    [workspaceId],
  );
});
await write(0, rows, 1);

const teller = new JourneyTeller(question);
const answer = () => answered(database, workspaceId, teller);

/** The same in a process that has nothing in memory. */
async function answeredAnew(): Promise<string[]> {
  await laidByNow();
  const program = join(import.meta.dirname, "journeys-answer.ts");
  return JSON.parse(execFileSync(process.execPath, [program, fresh.ownerUrl, fresh.appUrl, workspaceId], { encoding: "utf8" })) as string[];
}

/** Firms with a segment, a region and a size: 60 kinds of buyer. */
async function describeFirms() {
  await database.inWorkspace(workspaceId, async (tx) => {
    await tx.run(
      `insert into evenhand.account (workspace_id, id, segment, region, size, source, first_import, last_import)
       select '${workspaceId}', 'A' || n, 'segment ' || n % 4, 'region ' || n / 4 % 5, 'size ' || n / 20 % 3, ${source}3', ${source.slice(7)}3' from generate_series(0, ${firms - 1}) n`,
    );
    await raiseFactsVersion(tx, workspaceId);
  });
}

const line = (what: string, times: readonly string[]) => console.log(`| ${what} | ${times.join(" | ")} |`);
line("a million touches of 60,000 firms with a deal each", [
  "facts and touches read, processor seconds",
  "by the clock",
  "ten models, 400 draws, processor seconds",
  "by the clock",
  "together, processor seconds",
  "by the clock",
]);
line("---", ["--:", "--:", "--:", "--:", "--:", "--:"]);
line("the first time after an import: from the rows", await answer());
line("the first time of a server that begins anew: from columns laid by", await answeredAnew());
line("nothing changed", await answer());
await write(rows, 1000, 2);
line("after an import of 1,000 touches", await answer());
// A server answers for weeks: what is done for the first time is compiled while it runs.
for (let n = 4; n < 8; n++) {
  await write(rows + 1000 * n, 1000, n);
  const times = await answer();
  if (n === 7) line("after the fifth such import", times);
}
await describeFirms();
line("with segment, region and size of every firm, all read anew", await answer());
await fresh.close();
