// The outline of a band between its lower and its upper end, in steps or straight, broken where an end is missing.

export interface BandEnds {
  readonly at: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** 'step': a value holds until the next point, as shares do that change at events. */
export type CurveShape = "step" | "line";

type Corner = readonly [at: number, value: number];

/** One closed outline for each stretch without a gap, in the units of the axes. A single point has no width and gives none. */
export function bandOutlines(points: readonly BandEnds[], shape: CurveShape): Corner[][] {
  return stretches(points).map((run) => edge(run, "low", shape).concat(edge(run, "high", shape).toReversed()));
}

interface Whole {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

function stretches(points: readonly BandEnds[]): Whole[][] {
  const runs: Whole[][] = [];
  let open: Whole[] | null = null;
  for (const { at, low, high } of points) {
    if (low === null || high === null) open = null;
    else if (open) open.push({ at, low, high });
    else runs.push((open = [{ at, low, high }]));
  }
  return runs.filter((run) => run.length > 1);
}

function edge(run: readonly Whole[], side: "low" | "high", shape: CurveShape): Corner[] {
  return run.flatMap((point, place): Corner[] => {
    const before = run[place - 1];
    const corner: Corner = [point.at, point[side]];
    return shape === "line" || !before ? [corner] : [[point.at, before[side]], corner];
  });
}

/** The value that holds at a place of the axis; between points the earlier one (step) or on the line between them; null outside. */
export function valueAt(points: readonly { readonly at: number; readonly value: number | null }[], at: number, shape: CurveShape): number | null {
  const after = points.findIndex((point) => point.at > at);
  const here = after === -1 ? points.at(-1) : points[after - 1];
  if (!here || (after === -1 && here.at < at && shape === "line")) return null;
  const next = after === -1 ? undefined : points[after];
  if (shape === "step" || !next || here.value === null || next.value === null) return here.value;
  return here.value + ((at - here.at) / (next.at - here.at)) * (next.value - here.value);
}

/** Points up to a place and points from it on, both with the place itself, so that the two halves of a curve meet. */
export function splitAt<Point extends BandEnds>(
  points: readonly Point[],
  at: number | null,
): { readonly ripe: readonly Point[]; readonly young: readonly Point[] } {
  if (at === null) return { ripe: points, young: [] };
  const ripe = points.filter((point) => point.at <= at);
  const young = points.filter((point) => point.at > at);
  const last = ripe.at(-1);
  if (!last || young.length === 0) return { ripe, young };
  const seam = { ...last, at };
  return { ripe: last.at === at ? ripe : [...ripe, seam], young: [seam, ...young] };
}
