// Leads that came in the night or at a weekend wait longer for no reason of their own: what that says of waiting, and how little.
import type { Interval } from "#facts/papers.ts";
import { strataOf } from "#evidence/response/curve.ts";
import type { ResponseLeads } from "#evidence/response/leads.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";

export interface ByChance {
  readonly outOfHours: number;
  readonly inHours: number;
  /** How many fewer of those that came out of hours were tried within the day (24 hours of the clock), among equals. */
  readonly triedLess: { readonly value: number; readonly interval: Interval };
  /** By how much their share that came through differs. */
  readonly throughLess: { readonly value: number; readonly interval: Interval };
  /** What a try within the day would then be worth in shares that come through; null ends: the records leave it open on that side. */
  readonly worth: { readonly value: number; readonly interval: Interval } | null;
  readonly says: "something" | "nothing";
}

export type ByChanceGap = "too-few-out-of-hours" | "waits-are-alike";
const fewest = 50;
const level = 0.9;

/**
 * An instrument: coming out of hours moves the wait and, among leads of one grade and channel, should move nothing else. Worth of a try within the day = difference of
 * the outcome over difference of being tried (Wald); interval after Anderson and Rubin: all values b for which outcome - b x tried does not differ between
 * the two groups, which keeps its coverage however weak the instrument is and may then reach to infinity on either side. Differences are weighed n1 n0 / N over strata.
 * It does not hold where people who write at night are other buyers in ways that grade and channel do not show.
 */
export function byChance(of: ResponseLeads): { ok: true; value: ByChance } | { ok: false; reason: ByChanceGap } {
  const tried = Uint8Array.from(of.elapsed, (hours) => Number(hours <= 24));
  const sums = new Map<number, Side[]>();
  const stratum = strataOf([of.grade, of.channel]);
  let [outOfHours, inHours] = [0, 0];
  for (let row = 0; row < tried.length; row++) {
    let own = sums.get(stratum[row]!);
    if (!own) sums.set(stratum[row]!, (own = [emptySide(), emptySide()]));
    const side = own[of.isOutOfHours[row]!]!;
    side.n++;
    side.x += tried[row]!;
    side.y += of.hit[row]!;
    side.xy += tried[row]! * of.hit[row]!;
    if (of.isOutOfHours[row] === 1) outOfHours++;
    else inHours++;
  }
  let [weight, dx, dy, vx, vy, cxy, nights] = [0, 0, 0, 0, 0, 0, 0];
  for (const [day, night] of sums.values() as Iterable<[Side, Side]>) {
    if (day.n < 2 || night.n < 2) continue;
    const w = (day.n * night.n) / (day.n + night.n);
    weight += w;
    nights += night.n;
    dx += w * (night.x / night.n - day.x / day.n);
    dy += w * (night.y / night.n - day.y / day.n);
    for (const side of [day, night]) {
      vx += w * w * variance(side.x, side.x, side.x, side.n);
      vy += w * w * variance(side.y, side.y, side.y, side.n);
      cxy += w * w * variance(side.x, side.y, side.xy, side.n);
    }
  }
  if (Math.min(nights, inHours) < fewest) return { ok: false, reason: "too-few-out-of-hours" };
  const z = normalQuantile(0.5 + level / 2);
  const [x, y] = [dx / weight, dy / weight];
  const [sx, sy, sxy] = [vx / weight ** 2, vy / weight ** 2, cxy / weight ** 2];
  const around = (value: number, variance: number) => ({
    value,
    interval: { low: value - z * Math.sqrt(variance), high: value + z * Math.sqrt(variance), level },
  });
  // Without a clear difference of waiting nothing can be read from what follows.
  const isMoved = x + z * Math.sqrt(sx) < 0;
  if (!isMoved) return { ok: false, reason: "waits-are-alike" };
  const interval = ratioInterval({ x, y, sx, sy, sxy }, z);
  return {
    ok: true,
    value: {
      outOfHours,
      inHours,
      triedLess: around(x, sx),
      throughLess: around(y, sy),
      worth: interval && { value: y / x, interval: { ...interval, level } },
      says: interval !== null && (interval.low > 0 || interval.high < 0) ? "something" : "nothing",
    },
  };
}

interface Side {
  n: number;
  x: number;
  y: number;
  xy: number;
}
const emptySide = (): Side => ({ n: 0, x: 0, y: 0, xy: 0 });

/** Variance of a mean (or covariance of two) of zeros and ones. */
function variance(a: number, b: number, both: number, n: number): number {
  return (both / n - (a / n) * (b / n)) / (n - 1);
}

/** All b with (y - b x)² <= z² Var(y - b x): the roots of a quadratic; null where they do not enclose a stretch (the instrument is too weak). */
function ratioInterval({ x, y, sx, sy, sxy }: { x: number; y: number; sx: number; sy: number; sxy: number }, z: number): { low: number; high: number } | null {
  const a = x * x - z * z * sx;
  const b = -2 * (x * y - z * z * sxy);
  const c = y * y - z * z * sy;
  const root = b * b - 4 * a * c;
  if (a <= 0 || root < 0) return null;
  return { low: (-b - Math.sqrt(root)) / (2 * a), high: (-b + Math.sqrt(root)) / (2 * a) };
}
