// One forecast from one day: what is won already, what the open deals are likely to bring, and what deals not opened yet will.
import { noDay } from "#facts/columns.ts";
import { type DayNumber, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { arrivalsOf, wonWorths } from "#evidence/forecast/arrivals.ts";
import { ageGroups } from "#evidence/forecast/chance.ts";
import { type ForecastDeals, isWon, knownOn } from "#evidence/forecast/known.ts";
import { type ForecastRefusal, fewestLearnDays, fewestWins, learnDays } from "#evidence/forecast/question.ts";
import { type Expected, type Stage, expectedOf } from "#evidence/forecast/simulate.ts";

export interface WonSoFar {
  readonly worth: number;
  readonly deals: number;
  readonly withoutWorth: number;
}

export interface OneDay {
  readonly stage: Stage;
  readonly wonSoFar: WonSoFar;
  readonly expected: Expected;
}

/** Worth of the deals won from `from` up to and with `last`. */
export function wonBetween(facts: ForecastDeals, from: DayNumber, last: DayNumber): WonSoFar {
  const { deals, worth } = facts;
  let [sum, count, withoutWorth] = [0, 0, 0];
  for (let row = 0; row < deals.count; row++) {
    const closed = deals.closedOn[row]!;
    if (closed === noDay || closed < from || closed > last || !isWon(facts, row)) continue;
    count++;
    if (Number.isNaN(worth[row]!)) withoutWorth++;
    else sum += worth[row]!;
  }
  return { worth: sum, deals: count, withoutWorth };
}

/** Everything a forecast made at the end of `day` rests on, and its expected values; nothing later is looked at. */
export function forecastFrom(
  facts: ForecastDeals,
  { period, day, wholeFrom }: { period: Period; day: DayNumber; wholeFrom: DayNumber },
): Outcome<OneDay, ForecastRefusal> {
  const [from, last] = [dayNumber(period.from), dayNumber(period.until) - 1];
  const learntFrom = Math.max(wholeFrom, day - learnDays + 1);
  if (day - learntFrom + 1 < fewestLearnDays) return refuse("history-too-short", { days: day - learntFrom + 1, needed: fewestLearnDays });
  const known = knownOn(facts, { day, learntFrom });
  if (known.won + known.lost === 0) return refuse(known.open.length + known.openUndated > 0 ? "all-open" : "no-opening-days");
  if (known.won < fewestWins) return refuse("too-few-won", { won: known.won, needed: fewestWins });
  const stretch = { skip: Math.max(0, from - day - 1), days: last - day };
  const stage: Stage = {
    facts,
    known,
    groups: known.kindNames.map((_, kind) => ageGroups(known.tables, kind)),
    arrivals: arrivalsOf(facts, known, wholeFrom),
    openWorths: wonWorths(facts, known, Infinity),
    freshWorths: wonWorths(facts, known, stretch.days),
    stretch,
    day,
  };
  if (stage.openWorths.byKind[0]!.length === 0) return refuse("no-amounts");
  return accept({ stage, wonSoFar: wonBetween(facts, from, Math.min(day, last)), expected: expectedOf(stage) });
}
