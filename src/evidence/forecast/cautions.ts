// What to beware of in a forecast: what it cannot see, and where its past says that it misses.
import { noDay } from "#facts/columns.ts";
import type { Caution } from "#facts/papers.ts";
import { lostStage, wonStage } from "#evidence/cycle/watch.ts";
import type { OneDay } from "#evidence/forecast/one-day.ts";
import type { ForecastInput } from "#evidence/forecast/question.ts";
import type { Track } from "#evidence/forecast/track.ts";
import { wideningFactor } from "#evidence/forecast/widening.ts";

/** Past forecasts below this number prove little. */
const fewPeriods = 6;

export function forecastCautions({ facts, measure }: ForecastInput, { stage, wonSoFar }: OneDay, track: Track): Caution[] {
  const { deals } = facts;
  const { known } = stage;
  const cautions: Caution[] = [];
  const add = (code: string, details?: Caution["details"]) => cautions.push(details === undefined ? { code } : { code, details });
  const longest = longestWon(stage);
  let [old, unpriced, undatedClosed] = [0, 0, 0];
  for (const row of known.open) {
    if (stage.day - deals.createdOn[row]! > longest) old++;
    if (Number.isNaN(facts.openWorth[row]!)) unpriced++;
  }
  for (let row = 0; row < deals.count; row++) {
    if ((deals.stage[row] === wonStage || deals.stage[row] === lostStage) && deals.closedOn[row] === noDay) undatedClosed++;
  }
  if (old > 0) add("forecast-dead-deals", { count: old, of: known.open.length, days: longest });
  if (known.openUndated > 0) add("forecast-open-undated", { count: known.openUndated });
  if (unpriced > 0) add("forecast-open-unpriced", { count: unpriced, of: known.open.length });
  if (undatedClosed > 0) add("closed-without-day", { count: undatedClosed, of: deals.count });
  if (wonSoFar.withoutWorth > 0) add("won-without-amount", { count: wonSoFar.withoutWorth });
  if (stage.arrivals.blocks < 6) add("forecast-few-openings", { weeks: stage.arrivals.blocks * 4 });
  const percent = Math.round(100 * (wideningFactor(track.widening) - 1));
  if (track.periods.length === 0) add("forecast-no-track", { percent });
  else if (track.periods.length < fewPeriods) add("forecast-short-track", { count: track.periods.length, percent });
  if (track.widening.scale > 1.05) add("forecast-widened", { percent });
  const { slope } = track.calibration;
  if (slope && (slope.interval.low! > 1.1 || slope.interval.high! < 0.9)) add(slope.value < 1 ? "forecast-too-bold" : "forecast-too-timid");
  if (track.openExpected > 0 && track.calibration.came >= 30 && Math.abs(track.openCame / track.openExpected - 1) > 0.25 && measure === "revenue") {
    add("forecast-large-deals", { expected: Math.round((100 * track.openCame) / track.openExpected) });
  }
  return cautions;
}

/** Age of the oldest deal that was ever won in the time learnt from. */
function longestWon({ known }: OneDay["stage"]): number {
  const { width, won } = known.tables;
  let longest = 0;
  for (let place = 0; place < won.length; place++) if (won[place]! > 0) longest = Math.max(longest, place % width);
  return longest;
}
