// How many of those still open will come to a step by a day: by the pace of earlier leads, and by how this event has come on itself.
import type { Interval } from "#facts/papers.ts";
import { type Dice, diceOf } from "#kit/dice.ts";
import { type Against, type Differing, type Hazards, type Pace, hazardsOf } from "#evidence/projects/pace.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";

/** Somebody still open: of age `age` (lived through), to be `by` days old on the day asked for. */
export interface Open {
  readonly age: number;
  readonly by: number;
}

export interface Foreseen {
  /** Mean number that comes on. */
  readonly more: number;
  /** 90 % of what may come: the pace itself, how this event differs, and the throw of each. */
  readonly interval: Interval;
}

export interface ForeseeFacts {
  readonly pace: Pace;
  /** What of this event has come to the step already, and what its ages let expect. */
  readonly own: Against;
  readonly differing: Differing;
}

const draws = 400;

/**
 * Each draw: earlier leads weigh more or less (Bayesian bootstrap: a cell of n leads weighs Gamma(n)), the event's factor comes from Gamma(1/v + n, 1/v + E)
 * where v is the variance between events (and of the mean of the k earlier ones: times 1 + 1/k) and n of E expected came so far, and every open one is thrown with its own chance. Null where the pace is not known
 * up to the age asked for.
 */
export function foresee(facts: ForeseeFacts, open: readonly Open[], seed: number): Foreseen | null {
  const plain = hazardsOf(facts.pace);
  if (open.length === 0) return { more: 0, interval: { low: 0, high: 0, level: 0.9 } };
  if (open.some(({ by }) => by > plain.toAge)) return null;
  const dice = diceOf(seed);
  const groups = grouped(open);
  const pace = upTo(facts.pace, Math.max(...open.map(({ by }) => by)));
  const counts = new Float64Array(draws);
  let more = 0;
  for (let draw = 0; draw < draws; draw++) {
    const hazards = hazardsOf(weighed(pace, dice));
    const factor = factorOf(facts, dice);
    for (const { age, by, many } of groups) {
      const chance = chanceBetween(hazards, { age, by, factor });
      more += many * chance;
      for (let n = 0; n < many; n++) counts[draw]! += Number(dice.chance(chance));
    }
  }
  const { low, high } = spreadOf(counts);
  return { more: more / draws, interval: { low: Math.floor(low), high: Math.ceil(high), level: 0.9 } };
}

function grouped(open: readonly Open[]): { age: number; by: number; many: number }[] {
  const found = new Map<string, { age: number; by: number; many: number }>();
  for (const { age, by } of open) {
    const one = found.get(`${age} ${by}`);
    if (one === undefined) found.set(`${age} ${by}`, { age, by, many: 1 });
    else one.many++;
  }
  return [...found.values()];
}

/** Whatever ended after an age was watched beyond it: one cell for all of them, since sums of gammas of one scale are gamma. */
function upTo(pace: Pace, age: number): Pick<Pace, "converted" | "lost" | "watched"> {
  const own = (counts: Int32Array) => {
    const cut = new Int32Array(age + 2);
    cut.set(counts.subarray(0, age + 1));
    return cut;
  };
  const beyond = (counts: Int32Array) => counts.subarray(age + 1).reduce((sum, count) => sum + count, 0);
  const cut = { converted: own(pace.converted), lost: own(pace.lost), watched: own(pace.watched) };
  cut.watched[age + 1] = beyond(pace.converted) + beyond(pace.lost) + beyond(pace.watched);
  return cut;
}

function weighed({ converted, lost, watched }: Pick<Pace, "converted" | "lost" | "watched">, dice: Dice) {
  const weigh = (counts: Int32Array) => Float64Array.from(counts, (count) => (count === 0 ? 0 : dice.gamma(count)));
  return { converted: weigh(converted), lost: weigh(lost), watched: weigh(watched) };
}

function factorOf({ own, differing }: ForeseeFacts, dice: Dice): number {
  if (differing.variance === 0) return 1;
  // The pace is itself that of a few events, which differ: this one differs from their mean by that much more.
  const weight = 1 / (differing.variance * (1 + 1 / Math.max(1, differing.events)));
  return dice.gamma(weight + own.hits) / (weight + own.expected);
}

/** Chance to come to the step after `age` and up to and with `by`, when lost rules it out and the daily chance of coming is `factor` times the usual. */
export function chanceBetween({ converting, losing }: Hazards, { age, by, factor }: { age: number; by: number; factor: number }): number {
  let [open, come] = [1, 0];
  for (let day = age + 1; day <= by && day < converting.length; day++) {
    const coming = Math.min(1, factor * converting[day]!);
    come += open * coming;
    open *= Math.max(0, 1 - coming - losing[day]!);
  }
  return Math.min(1, come);
}
