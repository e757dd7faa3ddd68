// What share of a total is of one kind, where the total is made of unequal parts: days of deals, money of customers.
import type { Interval } from "#facts/papers.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";

/**
 * Share of sums: Σ parts / Σ wholes over independent units (a deal, an account), 0 <= part <= whole. The units and not the days are what was drawn by
 * chance: a deal's days hang together. Interval by linearisation, Σ (part - share whole)² n / (n - 1), symmetric on the log-odds so that it stays in 0..1.
 * Where all or nothing is of the kind there is no spread to read: the open end is Clopper and Pearson's for n units (1 - (tail)^(1/n)).
 * Null with fewer than two units or nothing to share. Source: Cochran 1977, 6.4.
 */
export function shareOfSums(parts: Float64Array, wholes: Float64Array, level = 0.9): { value: number; interval: Interval } | null {
  let [sum, total, units] = [0, 0, 0];
  for (let i = 0; i < wholes.length; i++) {
    if (!(wholes[i]! > 0)) continue;
    units++;
    sum += parts[i]!;
    total += wholes[i]!;
  }
  if (units < 2) return null;
  const value = sum / total;
  const open = 1 - ((1 - level) / 2) ** (1 / units);
  if (sum <= 0) return { value: 0, interval: { low: 0, high: open, level } };
  if (sum >= total) return { value: 1, interval: { low: 1 - open, high: 1, level } };
  let squares = 0;
  for (let i = 0; i < wholes.length; i++) if (wholes[i]! > 0) squares += (parts[i]! - value * wholes[i]!) ** 2;
  const error = Math.sqrt((squares * units) / (units - 1)) / total;
  const reach = (normalQuantile(0.5 + level / 2) * error) / (value * (1 - value));
  const odds = Math.log(value / (1 - value));
  const share = (logit: number) => 1 / (1 + Math.exp(-logit));
  return { value, interval: { low: share(odds - reach), high: share(odds + reach), level } };
}
