// The chance that an open deal of a given age is won within some days, with lost counted as an end of its own, and how sure that is.
import type { Dice } from "#kit/dice.ts";
import type { AgeTables } from "#evidence/forecast/known.ts";

/** Ages that share one pace of closing: from `first` up to the next group's first; `stays` are deal-days on which nothing ended. */
export interface AgeGroup {
  readonly first: number;
  readonly won: number;
  readonly lost: number;
  readonly stays: number;
}

export interface GroupOptions {
  /** Fewest days in a group; default 7, or 1 where there are 5,000 closings. */
  readonly days?: number;
  /** How many closings a group should expect at the usual pace before the next one begins. */
  readonly closings?: number;
}

const manyClosings = 5000;

/**
 * The ages of one kind of deal in groups. Age 0 (closed on the day of opening) stands alone; a group ends when it has `days` days and so many deal-days
 * under watch that `closings` would be expected at the usual pace. It is the deal-days that decide and never the closings themselves: a group that
 * ended with a closing would see too quick a pace. What comes after the oldest closing is one group of its own, without closings.
 */
export function ageGroups({ width, atRisk, won, lost }: AgeTables, kind: number, options: GroupOptions = {}): AgeGroup[] {
  const at = kind * width;
  let [closings, exposure, lastClosing] = [0, 0, -1];
  for (let age = 0; age < width; age++) {
    const ends = won[at + age]! + lost[at + age]!;
    closings += ends;
    if (ends > 0) lastClosing = age;
  }
  for (let age = 0; age <= lastClosing; age++) exposure += atRisk[at + age]!;
  const { days = closings >= manyClosings ? 1 : 7, closings: wanted = 5 } = options;
  const enough = closings === 0 ? 0 : (wanted * exposure) / closings;
  const groups: AgeGroup[] = [];
  let [first, w, l, n] = [0, 0, 0, 0];
  const close = (next: number) => {
    groups.push({ first, won: w, lost: l, stays: n - w - l });
    [first, w, l, n] = [next, 0, 0, 0];
  };
  for (let age = 0; age < width; age++) {
    w += won[at + age]!;
    l += lost[at + age]!;
    n += atRisk[at + age]!;
    const isWhole = age === 0 || (age + 1 - first >= days && n >= enough && age < lastClosing);
    if (isWhole || age === lastClosing || age === width - 1) close(age + 1);
  }
  return groups;
}

/**
 * Chance to be won, and to be lost, on each day of age, given still open the day before; and what follows for a deal opened anew. Place k of `share` and
 * `open`: before age k is lived through; a deal of age k has lived through it.
 */
export interface Curves {
  readonly won: Float64Array;
  readonly lost: Float64Array;
  readonly share: Float64Array;
  readonly open: Float64Array;
}

/** Curves to be filled, of so many days of age; a thousand draws write into the same ones. */
export function emptyCurves(days: number): Curves {
  return { won: new Float64Array(days), lost: new Float64Array(days), share: new Float64Array(days + 1), open: new Float64Array(days + 1) };
}

/** What is believed of the groups after looking, as weights of won, lost and going on; the same for every draw. Days from `first` up to the next group's. */
export interface Beliefs {
  readonly first: Int32Array;
  readonly won: Float64Array;
  readonly lost: Float64Array;
  readonly stays: Float64Array;
}

/**
 * Counts plus a prior: what is believed of a group before it is looked at is a tenth of a closing at the usual pace of the whole (half of one beyond the oldest closing), so
 * that an age at which nothing happened to end is not called impossible. Without the prior: what happened and nothing else, where groups of a single day give
 * Aalen and Johansen's estimate itself.
 */
export function beliefsOf(groups: readonly AgeGroup[], hasPrior = true): Beliefs {
  let [won, lost, stays] = [0, 0, 0];
  const hasTail = groups.length > 1 && groups.at(-1)!.won + groups.at(-1)!.lost === 0;
  for (const group of hasTail ? groups.slice(0, -1) : groups) [won, lost, stays] = [won + group.won, lost + group.lost, stays + group.stays];
  const closings = Math.max(1, won + lost);
  const weightAt = (place: number) => (hasPrior ? (hasTail && place === groups.length - 1 ? 0.5 : 0.1) / closings : 0);
  return {
    first: Int32Array.from(groups, (group) => group.first),
    won: Float64Array.from(groups, (group, place) => group.won + weightAt(place) * won),
    lost: Float64Array.from(groups, (group, place) => group.lost + weightAt(place) * lost),
    stays: Float64Array.from(groups, (group, place) => group.stays + weightAt(place) * Math.max(1, stays)),
  };
}

/**
 * The pace of each group, and the curves that it makes; days beyond the last group are taken to be like it. Without dice its mean; with dice won, lost and going on are
 * drawn from a Dirichlet curve with the beliefs as its weights, independently for each group: the Bayesian bootstrap of watched lives.
 * Sources: Aalen and Johansen 1978; Hjort 1990; Lo 1993.
 */
export function fillCurves(curves: Curves, beliefs: Beliefs, dice?: Dice): Curves {
  const { won, lost, share, open } = curves;
  const { first } = beliefs;
  let [came, still] = [0, 1];
  share[0] = came;
  open[0] = still;
  for (let place = 0; place < first.length; place++) {
    const a = drawn(beliefs.won[place]!, dice);
    const b = drawn(beliefs.lost[place]!, dice);
    const c = drawn(beliefs.stays[place]!, dice);
    const whole = a + b + c;
    const [winning, losing] = whole > 0 ? [a / whole, b / whole] : [0, 0];
    const staying = Math.max(0, 1 - winning - losing);
    const until = place + 1 < first.length ? first[place + 1]! : won.length;
    for (let age = first[place]!; age < until; age++) {
      won[age] = winning;
      lost[age] = losing;
      share[age + 1] = came += still * winning;
      open[age + 1] = still *= staying;
    }
  }
  return curves;
}

function drawn(weight: number, dice: Dice | undefined): number {
  if (!(weight > 0)) return 0;
  return dice ? dice.gamma(weight) : weight;
}

export interface Stretch {
  /** Days from now that do not count yet: the wanted period begins after them. */
  readonly skip: number;
  /** Days from now up to and with the last one that counts. */
  readonly days: number;
}

/**
 * Chance to be won within the stretch, for an open deal of an age: (F(age + days) - F(age + skip)) / S(age), where F is the share won by an age
 * (lost deals out of the race) and S the share still open. Ages that next to nothing reaches are followed day by day.
 */
export function chanceOf(curves: Curves, { skip, days }: Stretch, age: number): number {
  const { share, open } = curves;
  const width = curves.won.length;
  const still = open[Math.min(width, age + 1)]!;
  const [from, until] = [Math.min(width, age + 1 + skip), Math.min(width, age + 1 + days)];
  return still > 1e-100 ? Math.min(1, Math.max(0, (share[until]! - share[from]!) / still)) : stepwise(curves, { skip, days }, age);
}

function stepwise({ won, lost }: Curves, { skip, days }: Stretch, age: number): number {
  let [chance, open] = [0, 1];
  for (let day = age + 1; day <= Math.min(age + days, won.length - 1); day++) {
    if (day > age + skip) chance += open * won[day]!;
    open *= Math.max(0, 1 - won[day]! - lost[day]!);
  }
  return chance;
}

/** Wins in the stretch of one deal opened on each day still to come (a deal opened `days` days from now has age 0 that day). */
export function freshWinsOf({ share, won }: Curves, { skip, days }: Stretch): number {
  let wins = 0;
  for (let ahead = 1; ahead <= days; ahead++) {
    const before = skip - ahead;
    wins += share[Math.min(won.length, days - ahead + 1)]! - (before >= 0 ? share[Math.min(won.length, before + 1)]! : 0);
  }
  return wins;
}
