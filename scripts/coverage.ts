// Nightly: 400 simulated firms are explained, and bench/coverage.md tells how often the stated ranges held the truth.
import { writeFileSync } from "node:fs";

import { type DriverCoverage, coverageOf, nullRateOf } from "#testing/coverage.ts";
import { shortfallEngine } from "#testing/shortfall-coverage.ts";

const [firms = 400, seed = 20_000] = process.argv.slice(2).map(Number);
const draws = 400;
const percent = (share: number | null, digits = 1) => (share === null ? "–" : `${(100 * share).toFixed(digits)} %`);
/** Two standard errors of a share seen in so many firms. */
const within = (share: number, count: number) => `± ${(200 * Math.sqrt((share * (1 - share)) / count)).toFixed(1)}`;

const show = (label: string) => (done: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${label} ${done}/${firms}`);
};
const explain = shortfallEngine(draws);
const rows = coverageOf({ firms, seed, explain, onFirm: show("planted") });
const told = nullRateOf({ firms, seed: seed + 1_000_000, explain, onFirm: show("nothing planted") });

const line = (row: DriverCoverage) =>
  `| ${row.driver} | ${percent(row.coverage)} ${within(row.coverage, row.firms)} | ${row.planted} | ${percent(row.coveragePlanted)} | ${percent(row.bias, 2)} | ${percent(row.error, 2)} | ${percent(row.width, 2)} |`;
const report = `# How often the stated ranges hold the truth

${firms} simulated firms with planted changes (each of ten drivers with a chance of 3 in 10) and ${firms} firms with nothing planted; each has three
segments, about 300 leads a month and 100 wins a quarter, and is asked year on year with ${draws} resamples. Ranges are stated at 90 %; the aim is
84 to 96 % for each driver, and at least 85 % of firms with nothing planted told so. Written by \`node scripts/coverage.ts ${firms} ${seed}\`.

| driver | range holds the truth | planted in | holds it where planted | mean error | typical error | mean width |
|---|--:|--:|--:|--:|--:|--:|
${rows.map(line).join("\n")}

Errors and widths are shares of the reference quarter's expected revenue. Where the market's index does not move its part is exactly zero and
always holds; for the market the column that counts is the one of firms where it was planted.

A firm with nothing planted is told so in **${percent(told)}** of cases.
`;
writeFileSync(new URL("../bench/coverage.md", import.meta.url), report);
process.stdout.write(`\n${report}`);
const counted = (row: DriverCoverage) => (row.driver === "market" ? (row.coveragePlanted ?? 1) : row.coverage);
// Two standard errors beyond the aim are still chance.
const slack = 2 * Math.sqrt((0.9 * 0.1) / firms);
const isWell = rows.every((row) => counted(row) >= 0.84 - slack && counted(row) <= 0.96 + slack) && told >= 0.85;
process.exitCode = isWell ? 0 : 1;
