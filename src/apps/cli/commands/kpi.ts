// evenhand kpi: every figure of a period, each with its range, sample, definition and cautions.
import { cliCommand } from "#apps/cli/command.ts";
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import { factsOnRecord } from "#apps/facts-on-record.ts";
import { figuresBy } from "#evidence/kpi/figures-by.ts";
import { detailsOf, figuresOf } from "#evidence/kpi/figures.ts";
import { withCautions } from "#evidence/trust/finding.ts";
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { periodFor } from "#features/figures/rules.ts";
import { words } from "#features/figures/words.en.ts";
import { toMajor } from "#kit/money.ts";
import { type Period, periodOf } from "#kit/period.ts";
import { sentenceOf } from "#kit/words.ts";
import { namesInCuts } from "#ledger/cut-names.ts";

export const kpiCommand = cliCommand({
  describe: (command) =>
    command
      .description("the figures of a period: deals, revenue, win rate, sales cycle, promotion cost, cost per transaction")
      .option("--from <day>", "the first day of the period, YYYY-MM-DD")
      .option("--to <day>", "the day after its last, YYYY-MM-DD (this day is not in the period)")
      .option("--period <period>", "instead of --from and --to: 2017, 2017-Q3, 2017-07; default: the last whole quarter with facts")
      .option("--by <field>", `the figures that deals say by themselves, kind by kind: ${segmentKeys.join(", ")}`)
      .addHelpText(
        "after",
        "\nMoney is in major units of the workspace's currency, shares are 0 to 1, cycles are days; a number that cannot be told is null, with a reason.",
      ),
  async run({ console, withDatabase }, options) {
    const asked = options as { from?: string; to?: string; period?: string; by?: string };
    const by = segmentKeys.find((key) => key === asked.by);
    if (asked.by !== undefined && by === undefined) throw usage(`--by ${asked.by}: choose among ${segmentKeys.join(", ")}.`);
    const told = await withDatabase(async ({ database, workspaceId }) => {
      const { lens, findings, kept } = await factsOnRecord(database, workspaceId);
      const period = askedPeriod(asked) ?? periodFor(lens, asked.period);
      if (!period && asked.period !== undefined) throw usage(`'${asked.period}' is no period.`);
      if (!period) throw new CommandFault(exitCodes.failed, "no-facts-yet", "There are no deals on record yet.");
      const numbers = withCautions([...figuresOf(lens, period), ...detailsOf(lens, period)], findings);
      if (by === undefined) return { numbers, kinds: null };
      const nameOf = namesInCuts(kept.named);
      return {
        numbers,
        kinds: figuresBy(lens, period, by).map((kind) => ({ value: kind.value, name: nameOf(by, kind.value), numbers: withCautions(kind.numbers, findings) })),
      };
    });
    const { numbers, kinds } = told;
    if (by === undefined || kinds === null) return console.answer({ numbers: numbers.map(inMajorUnits) }, () => textOf(numbers));
    const said = kinds.map((kind) => ({ ...kind, numbers: kind.numbers.map(inMajorUnits) }));
    return console.answer({ by, kinds: said, numbers: numbers.map(inMajorUnits) }, () => tableOf(by, kinds, numbers));
  },
});

type Kind = { readonly value: string | null; readonly name: string | null; readonly numbers: readonly NumberWithPapers[] };

/** One line a kind, and the whole below; ranges and cautions stand in --json, where there is room for them. */
function tableOf(by: SegmentKey, kinds: readonly Kind[], whole: readonly NumberWithPapers[]): string {
  const keys = ["deals-won", "deals-lost", "revenue", "win-rate", "average-deal", "cycle-median-won"];
  const cell = (numbers: readonly NumberWithPapers[], key: string) => {
    const number = numbers.find((each) => each.key === key);
    return number === undefined || number.value === null ? "–" : written(number, number.value);
  };
  const rows = [
    [by, ...keys.map((key) => sentenceOf(words, "en", `figure.${key}`))],
    ...kinds.map(({ value, name, numbers }) => [name ?? value ?? "not filled in", ...keys.map((key) => cell(numbers, key))]),
    ["all", ...keys.map((key) => cell(whole, key))],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const { from, until } = whole[0]!.period;
  const lines = rows.map((row) => row.map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!))).join("  "));
  return [`From ${from} up to, not including, ${until}.`, "", ...lines].join("\n");
}

function askedPeriod({ from, to, period }: { from?: string; to?: string; period?: string }): Period | null {
  if (from === undefined && to === undefined) return null;
  if (period !== undefined) throw usage("--period and --from with --to exclude each other.");
  if (from === undefined || to === undefined) throw usage("--from and --to go together.");
  const read = periodOf(from, to);
  if (!read) throw usage(`From ${from} up to, not including, ${to} is no period: two calendar days YYYY-MM-DD, the second later.`);
  return read;
}

const usage = (sentence: string) => new CommandFault(exitCodes.answerNeeded, "usage", sentence);

/** Money as people write it: 10005534 and not 1000553400. */
function inMajorUnits(number: NumberWithPapers): NumberWithPapers {
  const { currency, interval } = number;
  if (currency === undefined) return number;
  const major = (minor: number | null) => (minor === null ? null : toMajor(minor, currency));
  return { ...number, value: major(number.value), interval: interval && { ...interval, low: major(interval.low), high: major(interval.high) } };
}

function textOf(numbers: readonly NumberWithPapers[]): string {
  const rows = numbers.map((number) => {
    const name = sentenceOf(words, "en", `figure.${number.key}`);
    if (number.value === null) return [name, "–", `cannot be told: ${number.reason ?? ""}`];
    const range = number.interval ? `${written(number, number.interval.low)} to ${written(number, number.interval.high)}` : "";
    const cautions = number.cautions.length === 0 ? "" : `  beware: ${number.cautions.map((caution) => caution.code).join(", ")}`;
    return [name, written(number, number.value), `${range.padEnd(24)} n ${number.sample}${cautions}`];
  });
  const { from, until } = numbers[0]!.period;
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return [
    `From ${from} up to, not including, ${until}; ranges hold nine times in ten.`,
    "",
    ...rows.map(([name, value, rest]) => `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${rest}`),
  ].join("\n");
}

function written({ unit, currency }: NumberWithPapers, value: number | null): string {
  if (value === null) return "…";
  const plain = (number: number, digits: number) => number.toLocaleString("en-GB", { maximumFractionDigits: digits });
  if (unit === "share") return `${plain(value * 100, 1)} %`;
  if (unit === "days") return `${plain(value, 1)} days`;
  return currency === undefined ? plain(value, 0) : `${plain(toMajor(value, currency), 0)} ${currency}`;
}
