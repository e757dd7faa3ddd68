// Worlds for what is said of change: series that lean on themselves, with and without a shift, looked back on and watched while they come in.
import { type Course, alarmChance, breaksOf } from "#evidence/change/breaks.ts";
import { expectedBy } from "#evidence/change/expected.ts";
import { interruptedBy } from "#evidence/change/interrupted.ts";
import { alarmAt, watch } from "#evidence/change/monitor.ts";
import type { Dice } from "#kit/dice.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

interface World {
  readonly n: number;
  readonly perYear: 12 | 52;
  readonly rho: number;
  /** Half the way from the lowest to the highest month of a season, in spreads. */
  readonly season?: number;
}

/** A series of spread 1 that leans by rho, with a season where there is one. */
export function leaningSeries(dice: Dice, { n, rho, season = 0, perYear }: World): number[] {
  const values: number[] = [];
  let error = dice.normal();
  for (let t = 0; t < n; t++) {
    if (t > 0) error = rho * error + Math.sqrt(1 - rho * rho) * dice.normal();
    values.push(error + season * Math.sin((2 * Math.PI * t) / perYear));
  }
  return values;
}

const timesOf = (n: number) => Array.from({ length: n }, (_, t) => t);
const courseOf = (values: readonly number[], { perYear }: World): Course => ({ times: timesOf(values.length), values, perYear });
/** A yes or no counted as an interval that holds or does not: the share of yes stands in the column of coverage. */
const yesNo = (isSo: boolean) => ({ truth: 0, estimate: 0, low: isSo ? 0 : 1, high: 1 });
const said = ({ n, perYear, rho, season }: World) => `${n} ${perYear === 12 ? "months" : "weeks"}, leaning ${rho}${season === undefined ? "" : ", season"}`;

/** Step 1 and slope 0.02 after the middle, trend 0.01 before: the mean effect, and the step alone. */
function interrupted(n: 36 | 104, rho: number, of: "mean" | "step"): Experiment {
  const world: World = { n, perYear: n === 36 ? 12 : 52, rho };
  return {
    name: `${of === "mean" ? "mean effect since a known day" : "step on a known day"}, ${said(world)}`,
    level: 0.9,
    draw: (dice) => {
      const place = n / 2;
      const values = leaningSeries(dice, world).map((value, t) => value + 0.01 * t + (t >= place ? 1 + 0.02 * (t - place) : 0));
      const found = interruptedBy({ ...courseOf(values, world), place });
      if (typeof found === "string") return null;
      const { value, interval } = found[of];
      return { truth: of === "mean" ? 1 + (0.02 * (n - place - 1)) / 2 : 1, estimate: value, low: interval.low!, high: interval.high! };
    },
  };
}

function quiet(world: World): Experiment {
  return {
    name: `no change told where there is none, ${said(world)}`,
    level: 1 - alarmChance(world.n, world.perYear),
    draw: (dice) => yesNo(breaksOf(courseOf(leaningSeries(dice, world), world))!.breaks.length === 0),
  };
}

/** How often docs/methods/changes.md says that such a shift is told: a claim, and what a change to the method must not fall below. */
function found(world: World, claimed: number): Experiment {
  return {
    name: `a shift of 2 spreads told with its sixth value, ${said(world)}`,
    level: claimed,
    draw: (dice) => {
      const values = leaningSeries(dice, world).map((value, t) => value + (t >= world.n - 6 ? 2 : 0));
      // Told: a change whose dates reach into the last nine steps.
      return yesNo(breaksOf(courseOf(values, world))!.breaks.some(({ set }) => set.at(-1)! >= world.n - 9));
    },
  };
}

/** A shift anywhere; only worlds in which one change is told. */
function dated(world: World, shift: number): Experiment {
  return {
    name: `date of a shift of ${shift} spreads, ${said(world)}`,
    level: 0.9,
    draw: (dice) => {
      const least = world.perYear === 12 ? 4 : 6;
      const place = least + dice.below(world.n - 2 * least + 1);
      const values = leaningSeries(dice, world).map((value, t) => value + (t >= place ? shift : 0));
      const broken = breaksOf(courseOf(values, world))!;
      if (broken.breaks.length !== 1) return null;
      const { set, place: at } = broken.breaks[0]!;
      const isIn = set.includes(place);
      return { truth: place, estimate: at, low: isIn ? set[0]! : world.n, high: isIn ? set.at(-1)! : world.n + set.length };
    },
  };
}

interface Beside extends World {
  /** Standard deviation of a step of the level, in those of a value around it. */
  readonly wander: number;
}

/** A comparison that wanders itself and moves the series by .8; effect 1 since the last third. */
function expectedWith({ wander, ...world }: Beside): Experiment {
  return {
    name: `mean effect beside a comparison, level wandering by ${wander}, ${said(world)}`,
    level: 0.9,
    draw: (dice) => {
      const [place, errors] = [Math.round((world.n * 2) / 3), leaningSeries(dice, world)];
      let [level, moved] = [0, 0];
      const control = errors.map(() => (moved = 0.95 * moved + dice.normal()));
      const values = errors.map((error, t) => {
        level += wander * dice.normal();
        return level + 0.8 * control[t]! + error + Number(t >= place);
      });
      const found = expectedBy({ ...courseOf(values, world), place, controls: [control] });
      if (typeof found === "string") return null;
      const { value, interval } = found.mean;
      // What the level did meanwhile is chance: the effect is 1.
      return { truth: 1, estimate: value, low: interval.low!, high: interval.high! };
    },
  };
}

/** Looked at after every value: the wealth never reaches the alarm. */
function never(world: World): Experiment {
  return {
    name: `no alarm ever while watched, ${said(world)}`,
    level: 1 - 1 / alarmAt,
    draw: (dice) => yesNo(watch(courseOf(leaningSeries(dice, world), world)).alarm === null),
  };
}

const months = (n: number, rho: number, season?: number): World => ({ n, perYear: 12, rho, ...(season === undefined ? {} : { season }) });
const weeks = (n: number, rho: number): World => ({ n, perYear: 52, rho });

export const experiments: readonly Experiment[] = [
  ...([36, 104] as const).flatMap((n) => [0, 0.3, 0.5, 0.7].flatMap((rho) => [interrupted(n, rho, "mean"), interrupted(n, rho, "step")])),
  ...[months(12, 0.5), months(18, 0.5), months(24, 0.5), months(36, 0), months(36, 0.5), months(36, 0.5, 1.5), months(60, 0.5), weeks(104, 0.5)].map(quiet),
  found(months(12, 0), 0.2),
  found(months(24, 0), 0.55),
  found(months(36, 0), 0.8),
  found(months(36, 0.3), 0.65),
  found(months(36, 0.5), 0.55),
  found(months(36, 0, 1.5), 0.65),
  found(months(60, 0.5), 0.6),
  found(weeks(104, 0), 0.85),
  ...[months(36, 0), months(36, 0.5), weeks(104, 0), weeks(104, 0.5)].flatMap((world) => [1.5, 2].map((shift) => dated(world, shift))),
  ...[months(36, 0), months(36, 0.5), months(60, 0.6), weeks(104, 0.5)].map(never),
  ...[0, 0.2, 0.5].flatMap((wander) => [months(36, 0), weeks(104, 0)].map((world) => expectedWith({ ...world, wander }))),
  expectedWith({ ...months(36, 0.5), wander: 0 }),
];
