// How fast a million deals are turned into curves and ratios, against the same arithmetic written plainly over sorted objects. Prints a table.
import { incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { fitCox } from "#evidence/statistics/cox.ts";
import { survivalCurve } from "#evidence/statistics/survival.ts";
import { diceOf } from "#kit/dice.ts";

const rows = 1_000_000;
const plainRows = 100_000;

const dice = diceOf(3);
const enteredAfter = Int32Array.from({ length: rows }, () => (dice.chance(0.2) ? dice.below(60) : 0) - 1);
const columns = [0, 1, 2].map((j) => Float64Array.from({ length: rows }, () => (j === 0 ? Number(dice.chance(0.4)) : dice.normal())));
const [until, cause] = [new Int32Array(rows), new Uint8Array(rows)];
for (let i = 0; i < rows; i++) {
  const pace = Math.exp(0.4 * columns[0]![i]! - 0.2 * columns[1]![i]! + 0.1 * columns[2]![i]!) / 90;
  const end = enteredAfter[i]! + 1 + Math.floor(-Math.log(1 - dice.uniform()) / pace);
  const to = enteredAfter[i]! + 1 + dice.below(365);
  until[i] = Math.min(end, to);
  cause[i] = end <= to ? 1 + Number(dice.chance(0.55)) : 0;
}
const ended = cause.map((way) => Number(way > 0));

interface PlainRow {
  readonly from: number;
  readonly until: number;
  readonly cause: number;
  readonly x: readonly number[];
}
const plain: PlainRow[] = Array.from({ length: plainRows }, (_, i) => ({
  from: enteredAfter[i]!,
  until: until[i]!,
  cause: cause[i]!,
  x: columns.map((column) => column[i]!),
}));

/** Kaplan-Meier and Aalen-Johansen as a textbook writes them: sort, then walk through the distinct times. */
function plainCurves(): number {
  const sorted = plain.toSorted((a, b) => a.until - b.until);
  const entries = plain.map((row) => row.from).sort((a, b) => a - b);
  let [going, won, left, came] = [1, 0, 0, 0];
  for (let start = 0; start < sorted.length;) {
    const time = sorted[start]!.until;
    let end = start;
    while (end < sorted.length && sorted[end]!.until === time) end++;
    while (came < entries.length && entries[came]! < time) came++;
    const here = sorted.slice(start, end);
    const atRisk = came - left;
    won += (going * here.filter((row) => row.cause === 1).length) / atRisk;
    going *= 1 - here.filter((row) => row.cause > 0).length / atRisk;
    left = end;
    start = end;
  }
  return won + going;
}

/** One step of Newton for Cox as a textbook writes it: rows sorted by time, arrays for x and x x', Breslow's ties. */
function plainCoxStep(): number {
  const sorted = plain.toSorted((a, b) => b.until - a.until);
  const beta = [0.1, 0.1, 0.1];
  let s0 = 0;
  let s1 = [0, 0, 0];
  let s2 = [0, 1, 2].map(() => [0, 0, 0]);
  let logLikelihood = 0;
  for (const row of sorted) {
    const eta = row.x.reduce((sum, x, j) => sum + x * beta[j]!, 0);
    const r = Math.exp(eta);
    s0 += r;
    s1 = s1.map((sum, j) => sum + r * row.x[j]!);
    s2 = s2.map((line, i) => line.map((sum, j) => sum + r * row.x[i]! * row.x[j]!));
    if (row.cause > 0) logLikelihood += eta - Math.log(s0) + s1[0]! * 1e-30 + s2[0]![0]! * 1e-30;
  }
  return logLikelihood;
}

/** The best of three, in seconds of the processor: one thread works, so that on a machine that is left alone it is the time on the clock. */
function seconds(act: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

let steps = 0;
const perMillion = rows / plainRows;
const curve = seconds(() => survivalCurve({ enteredAfter, until, ended }));
const competing = seconds(() => incidenceOf({ enteredAfter, until, cause }));
const cox = seconds(() => {
  const fit = fitCox({ enteredAfter, until, ended, columns });
  if (!fit.ok) throw new Error(fit.reason);
  steps = fit.value.steps + 1;
});
const plainCurve = seconds(plainCurves) * perMillion;
const plainCox = seconds(plainCoxStep) * perMillion * steps;
console.log(
  "| a million deals, a fifth of them watched from late on | aim, s | processor seconds | plainly over objects, s (a tenth measured, times ten) | ratio |\n|---|--:|--:|--:|--:|",
);
const line = (what: string, aim: number, own: number, other: number) =>
  console.log(`| ${what} | ${aim} | ${own.toFixed(3)} | ${other.toFixed(2)} | ${(other / own).toFixed(0)} |`);
line("Kaplan-Meier", 0.15, curve, plainCurve);
line("Aalen-Johansen, won and lost", 0.3, competing, plainCurve);
line(`Cox with three columns, ${steps} steps, Efron's ties`, 0.8, cox, plainCox);
