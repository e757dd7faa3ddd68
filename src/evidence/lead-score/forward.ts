// The score put to the test as it would have been used: learnt on the past, held against those who came in afterwards.
import { type Foreseen, type Line, byScore, calibrationLineBy, recalibrated, redrawnByScore } from "#evidence/statistics/foresight.ts";
import { ripeOf } from "#evidence/lead-score/labels.ts";
import { type ScoreModel, modelAt } from "#evidence/lead-score/model.ts";
import { type Prospects, fate } from "#evidence/lead-score/prospects.ts";
import type { TraitColumn } from "#evidence/lead-score/traits.ts";

/** Chances stated beforehand for those who are ripe by now, and what became of them. */
export interface Forward extends Foreseen {
  /** Places among the prospects. */
  readonly places: Int32Array;
  readonly hash: Int32Array;
  /** The chances as the model said them, before recalibration. */
  readonly raw: Float64Array;
  /** Each time that the model was learnt anew: what it was, and the places of those told by it, of those told before who were ripe by then. */
  readonly steps: readonly Step[];
}

/** One learning and what was told by it. `told` and `known` are places in the order of what was told. */
export interface Step {
  readonly model: ScoreModel;
  readonly told: Int32Array;
  readonly known: Int32Array;
}

/** Parts of the ripe by time: the first four tenths only teach, the rest is told beforehand in four steps. */
const learnFrom = [0.4, 0.55, 0.7, 0.85];

/** As if so many average cases spoke for a line that changes nothing: chances are corrected where many cases ask for it. */
export const pull = 10;

/** The line that changes nothing. */
export const asSaid: Line = { intercept: 0, slope: 1 };

/** Null where no step had enough to learn from or nobody was ripe after it. */
export function toldForward(prospects: Prospects, columns: readonly TraitColumn[], horizon: number): Forward | null {
  const { places: ripe } = ripeOf(prospects, horizon);
  if (ripe.length === 0) return null;
  const days = ripe.map((n) => prospects.cameOn[n]!).sort();
  const bounds = [...learnFrom.map((share) => days[Math.floor(share * days.length)]!), days[days.length - 1]! + 1];
  const told: { readonly n: number; readonly raw: number; readonly score: number }[] = [];
  const steps: Step[] = [];
  for (let step = 0; step + 1 < bounds.length; step++) {
    const [cut, until] = [bounds[step]!, bounds[step + 1]!];
    const model = cut < until ? modelAt(prospects, columns, { cut, horizon }) : null;
    if (!model) continue;
    // Of the younger ones the quick would be known and the slow not.
    const known = [...told.keys()].filter((at) => cut - prospects.cameOn[told[at]!.n]! > horizon);
    const line = lineKnownAt(
      prospects,
      known.map((at) => told[at]!),
      horizon,
    );
    const first = told.length;
    for (const n of ripe) {
      if (prospects.cameOn[n]! < cut || prospects.cameOn[n]! >= until) continue;
      const raw = model.chance[model.pattern[n]!]!;
      told.push({ n, raw, score: recalibrated(raw, line) });
    }
    steps.push({ model, told: Int32Array.from({ length: told.length - first }, (_, at) => first + at), known: Int32Array.from(known) });
  }
  if (told.length === 0) return null;
  const places = Int32Array.from(told, ({ n }) => n);
  return {
    places,
    hash: places.map((n) => prospects.hash[n]!),
    raw: Float64Array.from(told, ({ raw }) => raw),
    scores: Float64Array.from(told, ({ score }) => score),
    came: Uint8Array.from(places, (n) => Number(isWonWithin(prospects, n, horizon))),
    weights: new Float64Array(told.length).fill(1),
    steps,
  };
}

/** The line for the next ones, from everything that was told forward. */
export function lineOf({ raw, came, weights }: Pick<Forward, "raw" | "came" | "weights">): Line {
  return calibrationLineBy(byScore({ scores: raw, came, weights }), pull) ?? asSaid;
}

/** The line under the weights of each draw, so that ranges of chances hold the doubt about it too. */
export function linesOf(forward: Forward, { draws, seed }: { readonly draws: number; readonly seed: number }): Line[] {
  const redraw = redrawnByScore({ ...forward, scores: forward.raw }, seed);
  return Array.from({ length: draws }, (_, draw) => calibrationLineBy(redraw(draw), pull) ?? asSaid);
}

function lineKnownAt(prospects: Prospects, known: readonly { n: number; raw: number }[], horizon: number): Line {
  return lineOf({
    raw: Float64Array.from(known, ({ raw }) => raw),
    came: Uint8Array.from(known, ({ n }) => Number(isWonWithin(prospects, n, horizon))),
    weights: new Float64Array(known.length).fill(1),
  });
}

function isWonWithin({ fate: ends, age }: Prospects, n: number, horizon: number): boolean {
  return ends[n] === fate.won && age[n]! <= horizon;
}
