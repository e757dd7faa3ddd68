// evenhand explain: splits a shortfall into parts, as the page does.
import { cliCommand } from "#apps/cli/command.ts";
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import { factsOnRecord } from "#apps/facts-on-record.ts";
import { explainShortfall } from "#evidence/shortfall/explain.ts";
import { dimensionNames, driverKey } from "#features/shortfall/contract.ts";
import { type Asked, explanationOf, questionOf } from "#features/shortfall/rules.ts";
import { words } from "#features/shortfall/words.en.ts";
import type { Explanation } from "#features/shortfall/contract.ts";
import { toMajor } from "#kit/money.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { sentenceOf } from "#kit/words.ts";

const sentences = sentencesOf(words);

export const explainCommand = cliCommand({
  describe: (command) =>
    command
      .description("split the difference between a period and another, or the plan, into parts with owner, interval and verdict")
      .option("--period <period>", "2017, 2017-Q3, 2017-07 or 2017-07-01..2017-10-01 (the last day excluded); default: the last whole quarter")
      .option("--against <period>", "another period; default: the plan where there is one, else the period before")
      .option("--plan", "against the plan")
      .option("--by <dimensions>", `cut by up to three of ${dimensionNames.join(", ")}, separated by commas`)
      .option("--measure <measure>", "revenue or margin", "revenue")
      .option("--draws <count>", "how many times the records are drawn again for the ranges", "400"),
  async run({ console, withDatabase }, options) {
    const asked = askedOf(options);
    const told = await withDatabase(async ({ database, workspaceId }) => {
      const { kept, lens } = await factsOnRecord(database, workspaceId);
      const input = questionOf(kept, lens, asked);
      if (!input.ok) throw refused(input.reason);
      const answer = explainShortfall(input.value);
      if (!answer.ok) throw refused(answer.reason);
      return explanationOf(answer.value, kept);
    });
    await console.answer(documentOf(told), () => textOf(told));
  },
});

function askedOf(options: Readonly<Record<string, unknown>>): Asked {
  const { period, against, plan, by, measure, draws } = options as Readonly<Record<string, string | undefined>> & { plan?: boolean };
  const cuts = (by ?? "").split(",").filter((name) => name !== "");
  const known: ReadonlySet<string> = new Set(dimensionNames);
  const wrong = cuts.find((name) => !known.has(name));
  if (wrong !== undefined) throw usage(`--by ${wrong}: choose among ${dimensionNames.join(", ")}.`);
  if (measure !== "revenue" && measure !== "margin") throw usage("--measure takes revenue or margin.");
  const count = Number(draws);
  if (!Number.isInteger(count) || count < 50 || count > 10_000) throw usage("--draws takes a whole number from 50 to 10000.");
  if (plan && against !== undefined) throw usage("--plan and --against exclude each other.");
  return { period, against: plan ? "plan" : against, by: cuts as NonNullable<Asked["by"]>, measure, draws: count };
}

const usage = (sentence: string) => new CommandFault(exitCodes.answerNeeded, "usage", sentence);
/** What no facts could mend was asked wrongly. */
const refused = (reason: string) =>
  reason === "not-a-period"
    ? usage("That is no period. Write 2017, 2017-H2, 2017-Q3, 2017-07 or 2017-07-01..2017-10-01 (the last day excluded).")
    : failed(reason);
const failed = (reason: string) => new CommandFault(exitCodes.failed, reason, sentences[reason] ?? `It cannot be told: ${reason}.`);

/** The documented shape: money in major units. */
function documentOf(told: Explanation) {
  const major = (minor: number | null) => (minor === null ? null : toMajor(minor, told.currency));
  const interval = (range: Explanation["interval"]) => ({ low: major(range.low), high: major(range.high), level: range.level });
  return {
    shortfall: major(told.shortfall),
    interval: interval(told.interval),
    actual: major(told.actual),
    reference: major(told.reference),
    currency: told.currency,
    period: told.period,
    against: told.question.against === "plan" ? "plan" : told.referencePeriod,
    parts: told.parts.map((part) => ({
      driver: part.driver,
      owner: part.owner,
      amount: major(part.amount),
      interval: interval(part.interval),
      verdict: part.verdict,
      cautions: part.cautions,
      records: part.records,
      segments: part.segments.map((each) => ({ segment: each.key, amount: major(each.amount), interval: interval(each.interval) })),
    })),
    withinChance: major(told.withinChance),
    nothingBeyondChance: told.nothingBeyondChance,
    switchedOff: told.switchedOff,
    cautions: told.cautions,
    papers: told.papers,
    summary: told.summary.en,
  };
}

function textOf(told: Explanation): string {
  const money = (minor: number | null) => (minor === null ? "" : toMajor(minor, told.currency).toLocaleString("en-GB", { maximumFractionDigits: 0 }));
  const say = (key: string) => sentenceOf(words, "en", key);
  const rows = told.parts.map((part) => [
    say(driverKey(part.driver, told.switchedOff)),
    part.owner,
    money(part.amount),
    `${money(part.interval.low)} to ${money(part.interval.high)}`,
    part.verdict,
  ]);
  const lines = table([
    ["Located in", "Owner", `Amount, ${told.currency}`, "90% range", "How sure"],
    ...rows,
    ["Difference", "", money(told.shortfall), `${money(told.interval.low)} to ${money(told.interval.high)}`, ""],
  ]);
  const off = told.switchedOff.length === 0 ? [] : ["", `Not told apart: ${told.switchedOff.map((each) => `${each.driver} (${each.reason})`).join(", ")}.`];
  const cautions = told.cautions.map((each) => `Beware: ${each.code}${each.details ? ` ${JSON.stringify(each.details)}` : ""}`);
  return [told.summary.en, "", ...lines, ...off, ...cautions].join("\n");
}

/** Columns side by side; the third holds numbers. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 2 || i === 3 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
}
