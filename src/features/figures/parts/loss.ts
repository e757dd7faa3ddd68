// Where the funnel loses most, said only of steps old enough to be judged; and whether chance alone may part it from the next.
import type { z } from "zod";

import type { funnelShape } from "#features/figures/contract.ts";
import type { Interval } from "#facts/papers.ts";

export type Funnel = z.output<typeof funnelShape>;
export type FunnelStep = Funnel["steps"][number];

export interface Loss {
  readonly step: FunnelStep["step"];
  /** Share of those at the step before that did not come on, 0..1, over ripe units. */
  readonly share: number;
  readonly interval: Interval;
}

export interface Losses {
  readonly largest: Loss;
  /** The second largest where the two ranges overlap, so that chance alone may part them; else null. */
  readonly alike: Loss | null;
}

/** The step with the largest loss among those that can be judged: a value, a range, and fewer than half of the units young. Null where no step can, or nobody is lost. */
export function largestLoss(steps: readonly FunnelStep[]): Losses | null {
  const judged = steps.flatMap(lossOf).toSorted((a, b) => b.share - a.share);
  const [largest, second] = judged;
  if (!largest || largest.share === 0) return null;
  const isAlike = second !== undefined && second.share > 0 && (second.interval.high ?? 1) >= (largest.interval.low ?? 0);
  return { largest, alike: isAlike ? second : null };
}

function lossOf({ step, conversion, isYoung }: FunnelStep): Loss[] {
  if (isYoung || conversion?.value == null || conversion.interval === null) return [];
  const { low, high, level } = conversion.interval;
  return [{ step, share: 1 - conversion.value, interval: { low: high === null ? null : 1 - high, high: low === null ? null : 1 - low, level } }];
}

/** Of those at the step before and not here: how many are too young to be judged, how many are lost. Whole units. */
export function notHere(step: FunnelStep, before: FunnelStep | undefined): { open: number; lost: number } {
  const missing = Math.max(0, (before?.reached ?? step.reached) - step.reached);
  const { conversion } = step;
  if (missing === 0 || conversion === null) return { open: 0, lost: 0 };
  const lost = conversion.value === null ? 0 : Math.min(missing, Math.round(conversion.sample * (1 - conversion.value)));
  return { open: missing - lost, lost };
}
