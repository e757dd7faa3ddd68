// Worlds for the ranges of the sales cycle: deals that end at a known pace, some open, some watched from late on, and what is said of them.
import type { Dice } from "#kit/dice.ts";
import { incidenceAt, incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { fitCox, paceRatio } from "#evidence/statistics/cox.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { restrictedMean, survivalAt, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

interface World {
  readonly deals: number;
  /** Watched for up to so many days: the shorter, the more are still open. */
  readonly watch: number;
  /** Share watched from late on. */
  readonly late?: number;
  /** Pace ratio of every second deal. */
  readonly ratio?: number;
}

/** Days to a win 90, to a loss 60 on average, both exponential; all ends together come after 36 days on average. */
export const [winPace, lossPace] = [1 / 90, 1 / 60];
export const pace = winPace + lossPace;
/** Ends fall on whole days: day t is the stretch from t to t + 1. */
export const goingAfter = (day: number, ratio = 1) => Math.exp(-pace * ratio * (day + 1));

export function draw(dice: Dice, { deals, watch, late = 0, ratio = 1 }: World) {
  const rows = { enteredAfter: new Int32Array(deals), until: new Int32Array(deals), cause: new Uint8Array(deals), ended: new Uint8Array(deals) };
  const group = new Float64Array(deals);
  for (let i = 0; i < deals; i++) {
    group[i] = i % 2;
    const own = pace * (i % 2 === 1 ? ratio : 1);
    // Somebody who comes in late is there only if the deal was still open: drawn again until it is.
    const entry = dice.chance(late) ? dice.below(25) : 0;
    const end = Math.floor(entry - Math.log(1 - dice.uniform()) / own);
    const last = entry + dice.below(watch);
    rows.enteredAfter[i] = entry - 1;
    rows.until[i] = Math.min(end, last);
    rows.ended[i] = Number(end <= last);
    rows.cause[i] = end <= last ? (dice.chance(winPace / pace) ? 1 : 2) : 0;
  }
  return { ...rows, columns: [group] };
}

const worlds = [
  { name: "n 100, about 4 of 10 open", world: { deals: 100, watch: 90 } },
  { name: "n 1,000, about 3 of 10 open", world: { deals: 1000, watch: 120 } },
  { name: "n 300, a third watched from late on", world: { deals: 300, watch: 100, late: 0.33 } },
] as const;

const ofWorld = ({ name, world }: (typeof worlds)[number]): Experiment[] => [
  {
    name: `share still open after 30 days (Kaplan-Meier), ${name}`,
    level: 0.9,
    draw: (dice) => {
      const at = survivalAt(survivalCurve(draw(dice, world)), 30);
      return at === null ? null : { truth: goingAfter(30), estimate: at.surviving, low: at.interval.low!, high: at.interval.high! };
    },
  },
  {
    name: `share won by 45 days (Aalen-Johansen), ${name}`,
    level: 0.9,
    draw: (dice) => {
      const at = incidenceAt(incidenceOf(draw(dice, world)), 1, 45);
      if (at === null) return null;
      return { truth: (winPace / pace) * (1 - goingAfter(45)), estimate: at.share, low: at.interval.low!, high: at.interval.high! };
    },
  },
  {
    name: `days open within 60 (restricted mean), ${name}`,
    level: 0.9,
    draw: (dice) => {
      const mean = restrictedMean(survivalCurve(draw(dice, world)), 60);
      if (mean === null) return null;
      // What ends on day 0 has been open for no day: the area under the curve from 0 to 60.
      let truth = 0;
      for (let day = 0; day < 60; day++) truth += goingAfter(day);
      const reach = normalQuantile(0.95) * mean.standardError;
      return { truth, estimate: mean.value, low: mean.value - reach, high: mean.value + reach };
    },
  },
  {
    name: `median days until closed, ${name}`,
    level: 0.9,
    draw: (dice) => {
      const median = survivalQuantile(survivalCurve(draw(dice, world)), 0.5);
      if (median.value === null || median.interval.low === null || median.interval.high === null) return null;
      let truth = 0;
      while (goingAfter(truth) > 0.5) truth++;
      return { truth, estimate: median.value, low: median.interval.low, high: median.interval.high };
    },
  },
];

export const experiments: readonly Experiment[] = [
  ...worlds.flatMap(ofWorld),
  ...[1, 1.5].map((ratio): Experiment => ({
    name: `pace ratio of two kinds of deal (Cox), truth ${ratio}, n 400`,
    level: 0.9,
    draw: (dice) => {
      const fit = fitCox(draw(dice, { deals: 400, watch: 90, ratio }));
      if (!fit.ok) return null;
      const { value, interval } = paceRatio(fit.value, 0);
      return { truth: ratio, estimate: value, low: interval.low!, high: interval.high! };
    },
  })),
];
