// Scores of leads with known chances: how often the ranges of effects, of chances and of the test told forward hold the truth.
import type { Dice } from "#kit/dice.ts";
import { normalBelow } from "#evidence/statistics/distributions.ts";
import { type LeadScore, leadScoreOf } from "#evidence/lead-score/score.ts";
import { channelLevels, gradeLevels, scoredFirm } from "#testing/firm/scored-leads.ts";
import type { Experiment, Outcome } from "#testing/intervals/experiment.ts";

const level = 0.9;

function worldOf(dice: Dice, isShuffled = false): { score: LeadScore; chance: ReadonlyMap<string, number> } | null {
  const firm = scoredFirm({ seed: dice.below(2 ** 31), count: 1500, isShuffled });
  const score = leadScoreOf(firm.lens);
  return "reason" in score ? null : { score, chance: firm.chance };
}

/** Odds of a level beside the average of its trait. Levels say what they add to the log odds. */
function effect(trait: "channel" | "grade", name: string): Experiment["draw"] {
  const levels = trait === "channel" ? channelLevels : gradeLevels;
  const mean = levels.reduce((sum, { share, adds }) => sum + share * adds, 0);
  const truth = levels.find((each) => each.name === name)!.adds - mean;
  return (dice) => {
    const found = worldOf(dice)?.score.effects.find((each) => each.trait === trait && each.name === name);
    return found ? { truth, estimate: Math.log(found.odds), low: Math.log(found.interval.low!), high: Math.log(found.interval.high!) } : null;
  };
}

/** The chance of the newest open lead to be won within the window. Winners take about 40 days, log-normal with spread .5. */
function chanceOfNewest(dice: Dice): Outcome | null {
  const world = worldOf(dice);
  const newest = world?.score.open.toSorted((a, b) => a.ageDays - b.ageDays || (a.id < b.id ? -1 : 1))[0];
  if (!world || !newest) return null;
  const inWindow = normalBelow((Math.log(world.score.horizonDays + 0.5) - Math.log(40)) / 0.5);
  return { truth: world.chance.get(newest.id)! * inWindow, estimate: newest.chance, low: newest.low, high: newest.high };
}

function tested(key: string, truth: number, isShuffled = false): Experiment["draw"] {
  return (dice) => {
    const number = worldOf(dice, isShuffled)?.score.tested?.numbers.find((each) => each.key === key);
    return number?.value == null || !number.interval ? null : { truth, estimate: number.value, low: number.interval.low!, high: number.interval.high! };
  };
}

export const experiments: readonly Experiment[] = [
  { name: "effect of referral beside the average channel (log odds), 1,500 leads", level, draw: effect("channel", "referral") },
  { name: "effect of grade C beside the average grade (log odds), 1,500 leads", level, draw: effect("grade", "C") },
  { name: "chance of the newest open lead to be won within the window, 1,500 leads", level, draw: chanceOfNewest },
  { name: "calibration slope of chances told forward, 1,500 leads", level, draw: tested("lead-score-slope", 1) },
  { name: "wins promised for each that came, 1,500 leads", level, draw: tested("lead-score-expected", 1) },
  { name: "sorting (AUC) where outcomes are shuffled, truth .5, 1,500 leads", level, draw: tested("lead-score-auc", 0.5, true) },
];
