// One experiment on one interval: a world with a known truth is drawn by chance, and the interval stated for it is looked at.
import { type Dice, diceOf, seedOf } from "#kit/dice.ts";

/** What a method said of one simulated world, and what was true there; null where it said that it cannot be told. */
export interface Outcome {
  readonly truth: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface Experiment {
  /** 'kaplan-meier survival at 1 year, n 100, 40 % open': names method, quantity and world. */
  readonly name: string;
  /** The stated level, 0.9 as a rule. */
  readonly level: number;
  readonly draw: (dice: Dice) => Outcome | null;
  /** Experiments that name the same worlds are drawn the same ones, so that a dear world may be looked at by all of them at once. */
  readonly worlds?: string;
}

export interface Covered {
  readonly name: string;
  readonly level: number;
  readonly worlds: number;
  /** Worlds that got an answer. */
  readonly answered: number;
  /** Share of the answered whose interval holds the truth; null where none was answered. */
  readonly coverage: number | null;
  /** Mean of estimate less truth, and mean width. */
  readonly bias: number | null;
  readonly width: number | null;
}

/** Runs an experiment on so many worlds; the same seed draws the same worlds. */
export function coveredBy(experiment: Experiment, worlds: number, seed = 1): Covered {
  let [answered, held, error, width] = [0, 0, 0, 0];
  for (let n = 0; n < worlds; n++) {
    const outcome = experiment.draw(diceOf(seedOf(`${experiment.worlds ?? experiment.name} ${seed} ${n}`)));
    if (outcome === null) continue;
    answered += 1;
    held += Number(outcome.low <= outcome.truth && outcome.truth <= outcome.high);
    error += outcome.estimate - outcome.truth;
    width += outcome.high - outcome.low;
  }
  const share = (sum: number) => (answered === 0 ? null : sum / answered);
  return { name: experiment.name, level: experiment.level, worlds, answered, coverage: share(held), bias: share(error), width: share(width) };
}
