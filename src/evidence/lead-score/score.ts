// Which leads are worth a call first: the chance of each to be won, what it rests on, and whether such chances came true before.
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, withPapers } from "#evidence/kpi/lens.ts";
import {
  type ByScore,
  aucBy,
  brierBy,
  byScore,
  calibrationLineBy,
  capturedBy,
  expectedToCame,
  intervalsOf,
  logLossBy,
} from "#evidence/statistics/foresight.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { scoreCautions } from "#evidence/lead-score/cautions.ts";
import { type LevelEffect, explained } from "#evidence/lead-score/effects.ts";
import { type Forward, asSaid, lineOf, linesOf, toldForward } from "#evidence/lead-score/forward.ts";
import { rangesLearntAnew } from "#evidence/lead-score/learnt-anew.ts";
import { type Labels, label, labelsAt, ripeOf } from "#evidence/lead-score/labels.ts";
import { type ScoreModel, fewestOfOutcome, modelAt, staysOf } from "#evidence/lead-score/model.ts";
import { type Standing, standingsOf } from "#evidence/lead-score/open.ts";
import { type Course, type Prospects, courseOf, horizonOf, prospectsOf } from "#evidence/lead-score/prospects.ts";
import { type Leak, type ScoreTrait, type TraitColumn, leakOf, traitColumnsOf } from "#evidence/lead-score/traits.ts";

/** A field that was looked at, and why it is left out of the score, if it is. */
export interface TraitUse {
  readonly trait: ScoreTrait;
  readonly leftOut: Leak | null;
}

/** Chances that were stated beforehand, in five parts from the lowest, beside what came. */
export interface ForeseenPart {
  readonly forecast: number;
  readonly happened: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export interface LeadScore {
  readonly unit: "lead" | "deal";
  /** Won within so many days of coming in is what the score speaks of. */
  readonly horizonDays: number;
  /** Share of the ripe that were won in that window: the chance of an average one. */
  readonly average: NumberWithPapers;
  /** Held against the future, step by step; null where there is too little past for that. */
  readonly tested: { readonly numbers: readonly NumberWithPapers[]; readonly parts: readonly ForeseenPart[]; readonly steps: number } | null;
  /** Whether the order of the scores is better than chance; where it is not, nobody is put before anybody. */
  readonly isTelling: boolean;
  readonly traits: readonly TraitUse[];
  readonly effects: readonly LevelEffect[];
  /** Open ones, the best chance first; by day of coming in where the score tells nothing. */
  readonly open: readonly Standing[];
  readonly cautions: readonly Caution[];
}

/** Why there is no score. */
export type NoScore = { readonly reason: "no-days" | "nothing-won" | "too-few-outcomes" | "no-traits"; readonly details: Readonly<Record<string, number>> };

export const scoreDraws = 200;
/** Salespeople reach the best fifth first. */
const capacity = 0.2;

/** The score as of the lens's last day. Deterministic; the seed only moves the ranges. */
export function leadScoreOf(lens: Lens, seed = 1): LeadScore | NoScore {
  const prospects = prospectsOf(lens);
  if (prospects.count === 0) return { reason: "no-days", details: {} };
  const course = courseOf(prospects);
  const horizon = horizonOf(course);
  if (horizon === null) return { reason: "nothing-won", details: { count: prospects.count } };
  const now = { cut: prospects.lastSeen + 1, horizon };
  const ripe = ripeOf(prospects, horizon);
  const seen = traitColumnsOf(prospects).map((column) => ({ column, leak: leakOf(column, prospects, ripe) }));
  const columns = seen.filter(({ leak }) => leak === null).map(({ column }) => column);
  const model = modelAt(prospects, columns, now);
  if (!model) return { reason: "too-few-outcomes", details: outcomesIn(labelsAt(prospects, now)) };
  if (columns.length === 0) return { reason: "no-traits", details: { looked: seen.length } };
  const traits = seen.map(({ column: { trait }, leak }) => ({ trait, leftOut: leak }));
  return answered(lens, { prospects, course, horizon, columns, model, traits, ripe, seed });
}

interface Learnt {
  readonly prospects: Prospects;
  readonly course: Course;
  readonly horizon: number;
  readonly columns: readonly TraitColumn[];
  readonly model: ScoreModel;
  readonly traits: readonly TraitUse[];
  readonly ripe: ReturnType<typeof ripeOf>;
  readonly seed: number;
}

function answered(lens: Lens, learnt: Learnt): LeadScore {
  const { prospects, course, horizon, columns, model, traits, ripe, seed } = learnt;
  const forward = toldForward(prospects, columns, horizon);
  const tested = forward && testOf(lens, { forward, prospects, seed });
  const line = forward ? lineOf(forward) : asSaid;
  const lines = forward ? linesOf(forward, { draws: scoreDraws, seed }) : Array.from({ length: scoreDraws }, () => asSaid);
  const parts = explained(model, { prospects, columns }, { lines, seed });
  const isTelling = tested !== null && (tested.numbers[0]!.interval?.low ?? 0) > 0.5;
  return {
    unit: prospects.unit,
    horizonDays: horizon,
    average: averageOf(lens, prospects, ripe),
    tested,
    isTelling,
    traits,
    effects: parts.effects,
    open: standingsOf({ prospects, stays: staysOf(course, horizon), columns, model, parts, line, isTelling }),
    cautions: scoreCautions(lens, { prospects, traits, ripe: ripe.places, expected: tested?.numbers.find(({ key }) => key === "lead-score-expected") ?? null }),
  };
}

function outcomesIn({ state }: Labels): Record<string, number> {
  const count = (wanted: number) => state.reduce((sum, own) => sum + Number(own === wanted), 0);
  return { won: count(label.yes), notWon: count(label.no), fewest: fewestOfOutcome };
}

function periodOf(days: Int32Array): Period {
  let [first, last] = [days[0]!, days[0]!];
  for (const day of days) [first, last] = [Math.min(first, day), Math.max(last, day)];
  return { from: dayOf(first), until: dayOf(last + 1) };
}

/** Of the ripe alone: all of them have had their whole window. */
function averageOf(lens: Lens, prospects: Prospects, { places, won }: ReturnType<typeof ripeOf>): NumberWithPapers {
  const wins = won.reduce((sum, own) => sum + own, 0);
  const paper = {
    key: "lead-score-average",
    unit: "share",
    sample: places.length,
    method: "lead-score",
    definition: prospects.unit === "lead" ? "lead" : "won-deal",
  } as const;
  if (places.length === 0) return withPapers(lens, periodOf(prospects.cameOn), { ...paper, value: null, interval: null, reason: "nobody-is-ripe" });
  const value = wins / places.length;
  return withPapers(lens, periodOf(places.map((n) => prospects.cameOn[n]!)), { ...paper, value, interval: wilsonInterval(wins, places.length) });
}

const measures = {
  "lead-score-auc": aucBy,
  "lead-score-captured": (grouped: ByScore) => capturedBy(grouped, capacity),
  "lead-score-slope": (grouped: ByScore) => calibrationLineBy(grouped)?.slope ?? null,
  "lead-score-expected": expectedToCame,
  "lead-score-brier-gain": (grouped: ByScore) => {
    const { value, ofMean } = brierBy(grouped);
    return ofMean > 0 ? 1 - value / ofMean : null;
  },
  "lead-score-log-loss": logLossBy,
} as const;

function testOf(lens: Lens, { forward, prospects, seed }: { forward: Forward; prospects: Prospects; seed: number }): NonNullable<LeadScore["tested"]> | null {
  const grouped = byScore(forward);
  if (aucBy(grouped) === null) return null;
  const anew = rangesLearntAnew(forward, prospects, { draws: scoreDraws, seed });
  const intervals = { ...intervalsOf(forward, measures, { draws: 400, seed }), "lead-score-expected": anew.expected, "lead-score-slope": anew.slope };
  const period = periodOf(forward.places.map((n) => prospects.cameOn[n]!));
  const numbers = (Object.keys(measures) as (keyof typeof measures)[]).map((key) =>
    withPapers(lens, period, {
      key,
      value: measures[key](grouped),
      unit: key === "lead-score-auc" || key === "lead-score-captured" || key === "lead-score-brier-gain" ? "share" : "index",
      sample: forward.places.length,
      interval: intervals[key],
      method: "lead-score",
      definition: prospects.unit === "lead" ? "lead" : "won-deal",
      ...(measures[key](grouped) === null ? { reason: "nothing-to-compare" } : {}),
    }),
  );
  return { numbers, parts: partsOf(grouped), steps: forward.steps.length };
}

const partCount = 5;

/** Equal numbers from the lowest scores up; cases of one score stay together. */
function partsOf({ score, cases, came }: ByScore): ForeseenPart[] {
  const all = cases.reduce((sum, own) => sum + own, 0);
  const parts: { sum: number; hits: number; count: number }[] = [];
  let [passed, filled] = [0, -1];
  score.forEach((chance, place) => {
    const part = Math.min(partCount - 1, Math.floor((partCount * (passed + cases[place]! / 2)) / all));
    if (part !== filled) parts.push({ sum: 0, hits: 0, count: 0 });
    filled = part;
    const own = parts[parts.length - 1]!;
    own.sum += chance * cases[place]!;
    own.hits += came[place]!;
    own.count += cases[place]!;
    passed += cases[place]!;
  });
  return parts.map(({ sum, hits, count }) => {
    const { low, high } = wilsonInterval(hits, count)!;
    return { forecast: sum / count, happened: hits / count, low: low!, high: high!, count };
  });
}
