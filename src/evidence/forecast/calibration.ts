// Whether chances stated in the past came true: of deals that were given 30 in a hundred, did about 30 come in.
import type { Interval } from "#facts/papers.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";

export interface Stated {
  readonly chances: Float64Array;
  /** 1: it came true. */
  readonly came: Uint8Array;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly until: number;
  readonly cases: number;
  readonly meanChance: number;
  readonly came: number;
  readonly interval: Interval;
}

export interface Calibration {
  readonly cases: number;
  /** Sum of the stated chances, and how many came. */
  readonly expected: number;
  readonly came: number;
  readonly bins: readonly ReliabilityBin[];
  /** Of logit(came) = intercept + slope logit(chance). 1 and 0: as stated. A slope below 1: chances too far apart. Null with fewer than 10 of either outcome. */
  readonly slope: { readonly value: number; readonly interval: Interval } | null;
  readonly intercept: { readonly value: number; readonly interval: Interval } | null;
}

const edges = [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.000001];

/**
 * Chances are compared in bins (Wilson's interval for each) and by logistic regression of the outcome on the chance's logit (Cox 1958), with the
 * standard errors of maximum likelihood. Chances below one in a million have no logit and stand in their bin only.
 */
export function calibrationOf({ chances, came }: Stated, level = 0.9): Calibration {
  const bins: ReliabilityBin[] = [];
  let [expected, all] = [0, 0];
  for (let b = 0; b + 1 < edges.length; b++) {
    let [cases, sum, hits] = [0, 0, 0];
    for (let i = 0; i < chances.length; i++) {
      if (chances[i]! < edges[b]! || chances[i]! >= edges[b + 1]!) continue;
      cases++;
      sum += chances[i]!;
      hits += came[i]!;
    }
    expected += sum;
    all += hits;
    if (cases > 0)
      bins.push({
        from: edges[b]!,
        until: Math.min(1, edges[b + 1]!),
        cases,
        meanChance: sum / cases,
        came: hits,
        interval: wilsonInterval(hits, cases, level)!,
      });
  }
  return { cases: chances.length, expected, came: all, bins, ...lineOf({ chances, came }, level) };
}

function lineOf({ chances, came }: Stated, level: number): Pick<Calibration, "slope" | "intercept"> {
  const places: number[] = [];
  chances.forEach((chance, i) => (chance > 1e-6 && chance < 1 - 1e-9 ? places.push(i) : 0));
  const x = Float64Array.from(places, (i) => Math.log(chances[i]! / (1 - chances[i]!)));
  const y = Float64Array.from(places, (i) => came[i]!);
  const hits = y.reduce((sum, one) => sum + one, 0);
  const isFlat = x.every((one) => Math.abs(one - x[0]!) < 1e-9);
  if (hits < 10 || y.length - hits < 10 || isFlat) return { slope: null, intercept: null };
  let [a, b, errors] = [0, 1, [0, 0]];
  for (let step = 0; step < 60; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const p = 1 / (1 + Math.exp(-(a + b * x[i]!)));
      const w = p * (1 - p);
      ga += y[i]! - p;
      gb += (y[i]! - p) * x[i]!;
      haa += w;
      hab += w * x[i]!;
      hbb += w * x[i]! * x[i]!;
    }
    const det = haa * hbb - hab * hab;
    if (!(det > 1e-12)) return { slope: null, intercept: null };
    const [da, db] = [(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det];
    const scale = Math.min(1, 2 / Math.max(1e-12, Math.abs(da), Math.abs(db)));
    [a, b, errors] = [a + scale * da, b + scale * db, [Math.sqrt(hbb / det), Math.sqrt(haa / det)]];
    if (Math.abs(da) + Math.abs(db) < 1e-10) break;
  }
  const z = normalQuantile(0.5 + level / 2);
  const around = (value: number, error: number) => ({ value, interval: { low: value - z * error, high: value + z * error, level } });
  return { intercept: around(a, errors[0]!), slope: around(b, errors[1]!) };
}
