// Scores of leads with known chances: how often the ranges of effects, of chances and of the test told forward hold the truth.
import type { Dice } from "#kit/dice.ts";
import { normalBelow } from "#evidence/statistics/distributions.ts";
import { type LeadScore, leadScoreOf } from "#evidence/lead-score/score.ts";
import { channelLevels, gradeLevels, scoredFirm } from "#testing/firm/scored-leads.ts";
import type { Experiment, Outcome } from "#testing/intervals/experiment.ts";

const level = 0.9;

interface World {
  readonly score: LeadScore;
  readonly chance: ReadonlyMap<string, number>;
}

/** A world takes half a second and is asked for several numbers: what it said of each is kept. */
function lookedAt(asked: Readonly<Record<string, (world: World) => Outcome | null>>, isShuffled = false): Experiment[] {
  const kept = new Map<number, ReadonlyMap<string, Outcome | null>>();
  const said = (seed: number) => {
    const firm = scoredFirm({ seed, count: 1500, isShuffled });
    const score = leadScoreOf(firm.lens);
    return new Map(Object.entries(asked).map(([name, look]) => [name, "reason" in score ? null : look({ score, chance: firm.chance })]));
  };
  const draw = (name: string) => (dice: Dice) => {
    const seed = dice.below(2 ** 31);
    const outcomes = kept.get(seed) ?? said(seed);
    kept.set(seed, outcomes);
    return outcomes.get(name) ?? null;
  };
  return Object.keys(asked).map((name) => ({ name, level, draw: draw(name), worlds: isShuffled ? "leads, shuffled" : "leads" }));
}

/** Odds of a level beside the average of its trait. Levels say what they add to the log odds. */
function effect(trait: "channel" | "grade", name: string) {
  const levels = trait === "channel" ? channelLevels : gradeLevels;
  const mean = levels.reduce((sum, { share, adds }) => sum + share * adds, 0);
  const truth = levels.find((each) => each.name === name)!.adds - mean;
  return ({ score }: World) => {
    const found = score.effects.find((each) => each.trait === trait && each.name === name);
    return found ? { truth, estimate: Math.log(found.odds), low: Math.log(found.interval.low!), high: Math.log(found.interval.high!) } : null;
  };
}

/** The chance of the newest open lead to be won within the window. Winners take about 40 days, log-normal with spread .5. */
function chanceOfNewest({ score, chance }: World): Outcome | null {
  const newest = score.open.toSorted((a, b) => a.ageDays - b.ageDays || (a.id < b.id ? -1 : 1))[0];
  if (!newest) return null;
  const inWindow = normalBelow((Math.log(score.horizonDays + 0.5) - Math.log(40)) / 0.5);
  return { truth: chance.get(newest.id)! * inWindow, estimate: newest.chance, low: newest.low, high: newest.high };
}

function tested(key: string, truth: number) {
  return ({ score }: World) => {
    const number = score.tested?.numbers.find((each) => each.key === key);
    return number?.value == null || !number.interval ? null : { truth, estimate: number.value, low: number.interval.low!, high: number.interval.high! };
  };
}

export const experiments: readonly Experiment[] = [
  ...lookedAt({
    "effect of referral beside the average channel (log odds), 1,500 leads": effect("channel", "referral"),
    "effect of grade C beside the average grade (log odds), 1,500 leads": effect("grade", "C"),
    "chance of the newest open lead to be won within the window, 1,500 leads": chanceOfNewest,
    "calibration slope of chances told forward, 1,500 leads": tested("lead-score-slope", 1),
    "wins promised for each that came, 1,500 leads": tested("lead-score-expected", 1),
  }),
  ...lookedAt({ "sorting (AUC) where outcomes are shuffled, truth .5, 1,500 leads": tested("lead-score-auc", 0.5) }, true),
];
