// How fast turning points are found in five years of weeks, every place and every strength of leaning tried; beside the same scan fitted anew at each place. Prints a table.
import { baseColumns, breaksOf, searchGrid, stepAt } from "#evidence/change/breaks.ts";
import { interruptedBy } from "#evidence/change/interrupted.ts";
import { watch } from "#evidence/change/monitor.ts";
import { scanSteps } from "#evidence/change/scan.ts";
import { diceOf } from "#kit/dice.ts";
import { leaningSeries } from "#testing/intervals/change.ts";

import { bestOfThree } from "./best-of-three.ts";

const n = 260;
const values = leaningSeries(diceOf(8), { n, rho: 0.3, season: 0.5, perYear: 52 }).map((value, t) => value + (t >= 150 ? 2 : 0));
const times = Array.from({ length: n }, (_, t) => t);
const course = { times, values, perYear: 52 as const };
const columns = baseColumns(times, 52, 1);
const places = Array.from({ length: n - 16 }, (_, i) => i + 8);

/** Sum of squares left with a step at a place, by normal equations over rows: differences of neighbours for a strength of leaning, then elimination. */
function plainLeft(place: number, rho: number): number {
  const all = [...columns, stepAt(place, n), Float64Array.from(values)].map((column) =>
    Array.from(column, (value, t) => (t === 0 ? value * Math.sqrt(1 - rho * rho) : value - rho * column[t - 1]!)),
  );
  const gram = all.map((a) => all.map((b) => a.reduce((sum, value, t) => sum + value * b[t]!, 0)));
  for (let j = 0; j + 1 < gram.length; j++)
    for (let k = j + 1; k < gram.length; k++) {
      const factor = gram[k]![j]! / gram[j]![j]!;
      for (let l = j; l < gram.length; l++) gram[k]![l]! -= factor * gram[j]![l]!;
    }
  return gram.at(-1)!.at(-1)!;
}
function plainScan(): number {
  const fits = places.flatMap((place) => searchGrid.map((rho) => ({ place, left: Math.log(plainLeft(place, rho)) - Math.log(1 - rho * rho) / n })));
  return fits.reduce((best, one) => (one.left < best.left ? one : best)).place;
}
const scan = () => scanSteps({ times, values, columns, places }, searchGrid)!;

const strongest = scan().reduce((best, one) => (one.weight > best.weight ? one : best)).place;
if (Math.abs(strongest - plainScan()) > 2) throw new Error(`the scans differ: ${strongest} and ${plainScan()}`);
console.log("| what | weeks | processor seconds |\n|---|--:|--:|");
const row = (what: string, act: () => unknown) => console.log(`| ${what} | ${n} | ${bestOfThree(act).toFixed(4)} |`);
row(`one scan: ${places.length} places, ${searchGrid.length} strengths of leaning`, scan);
row("the same scan, fitted anew over rows at each place and strength", plainScan);
row("turning points with their sets and sizes", () => breaksOf(course));
row("what a known day brought, leaning averaged over", () => interruptedBy({ ...course, place: 150 }));
row("watched as it came in, week by week", () => watch(course));
