// The whole answer about journeys from the facts: credit under every model, both sides, the ways journeys took, and the deals behind each channel.
import type { Caution } from "#facts/papers.ts";
import { diceOf } from "#kit/dice.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type Journeys, ending, minutesInDay, pickJourneys } from "#evidence/journeys/columns.ts";
import { type CannotTell, type CreditReport, creditOf } from "#evidence/journeys/credit.ts";
import { type Assembled, type JourneyFacts, traitOf } from "#evidence/journeys/from-facts.ts";
import { gatherJourneys } from "#evidence/journeys/gather.ts";
import { nearnessOf } from "#evidence/journeys/near.ts";
import { type Sides, sideOfChannel, sidesOf } from "#evidence/journeys/sides.ts";
import type { UnitKind } from "#evidence/journeys/units.ts";
import { type Ways, waysOf } from "#evidence/journeys/ways.ts";

export interface JourneyQuestion {
  readonly unit: UnitKind;
  readonly lookbackDays: number;
  /** What is shared out: won deals, or what they brought. */
  readonly count: "deals" | "value";
  /** Channels of campaigns alone, or what sales did as well. */
  readonly touches: "campaigns" | "all";
  /** Only journeys that began in these minutes; all where null. */
  readonly begun: { readonly from: number; readonly until: number } | null;
  /** The first minute that is not looked at. */
  readonly asOf: number;
}

export interface JourneysTold {
  readonly report: CreditReport;
  readonly channels: Assembled["channels"];
  readonly sideOf: Uint8Array;
  readonly sides: Sides;
  readonly ways: Ways;
  /** Won deals that none of the touches looked at led to: no credit is shared out for them. */
  readonly untouchedWon: number;
  /** Journeys looked at, each with its end (row of deals, or beyond them). */
  readonly journeys: Journeys;
  readonly traits: readonly string[];
  readonly left: Assembled["left"];
  readonly cautions: readonly Caution[];
}

export type CannotTellJourneys = CannotTell | "links-look-random" | "one-unit";

/** Links that shuffled ones match with more than this chance say nothing. */
const likeChance = 0.05;

/** `made` is what `assembled` gives for the question's unit: the same for every other setting. */
export function tellJourneys(facts: JourneyFacts, made: Assembled, question: JourneyQuestion): Outcome<JourneysTold, CannotTellJourneys> {
  const { asOf } = question;
  const bySales = made.sideOf.map((side) => Number(side === sideOfChannel.sales));
  const without = question.touches === "all" || !bySales.includes(1) ? null : bySales;
  const whole = chosenJourneys(made, question, null);
  const chosen = without === null ? whole : chosenJourneys(made, question, without);
  if (chosen.journeys.count === 0) return refuse("no-touchpoints");
  if (made.units === 1) return refuse("one-unit");
  const near = nearnessOf(made.touches, made.ends, { units: made.units, asOf, dice: diceOf(1) });
  if (near !== null && near.chance > likeChance) return refuse("links-look-random", { observed: near.observed, byChance: near.byChance });
  const journeys = inMoney(chosen.journeys, made, question.count);
  const traits = (["segment", "region", "size"] as const).flatMap((name) => {
    const trait = traitOf(name, facts.accounts[name], { units: journeys.unit, accountOf: made.accountOf });
    return trait === null ? [] : [trait];
  });
  const told = creditOf({ journeys, hashes: made.hashes, confounders: traits, hasHazard: question.count === "deals" });
  if (!told.ok) return told;
  return accept({
    report: told.value,
    channels: made.channels,
    sideOf: made.sideOf,
    sides: sidesOf(inMoney(whole.journeys, made, "value"), made.sideOf, { deals: whole.untouchedWon }),
    ways: waysOf(journeys),
    untouchedWon: chosen.untouchedWon,
    journeys,
    traits: traits.map(({ name }) => name),
    left: made.left,
    cautions: [...told.value.cautions, ...moreCautions({ journeys, made, traits: traits.length }, question)],
  });
}

interface Chosen {
  readonly journeys: Journeys;
  /** Deals that were won and that no touch led to, in the time asked for. */
  readonly untouchedWon: number;
}

function chosenJourneys(made: Assembled, { asOf, lookbackDays, begun }: JourneyQuestion, without: Uint8Array | null): Chosen {
  const { touches, ends, units, channels } = made;
  const found = gatherJourneys({ touches, ends, units, channels: channels.length, asOf, lookback: lookbackDays * minutesInDay, repeats: "runs", without });
  const isIn = (minute: number) => begun === null || (minute >= begun.from && minute < begun.until);
  let untouchedWon = 0;
  for (const row of found.untouched) if (ends.kind[row] === ending.won && ends.closed[row]! < asOf && isIn(ends.opened[row]!)) untouchedWon++;
  if (begun === null) return { journeys: found.journeys, untouchedWon };
  const rows: number[] = [];
  for (let j = 0; j < found.journeys.count; j++) if (isIn(found.journeys.minute[found.journeys.starts[j]!]!)) rows.push(j);
  return { journeys: pickJourneys(found.journeys, Int32Array.from(rows)), untouchedWon };
}

/** What a purchase counts: one, or what it brought (nothing where that is not known). */
function inMoney(journeys: Journeys, { ends }: Assembled, count: JourneyQuestion["count"]): Journeys {
  if (count === "deals") return journeys;
  const gain = journeys.gain.map((one, j) => (one === 0 ? 0 : ends.value[journeys.end[j]!]! || 0));
  return { ...journeys, gain };
}

function moreCautions({ journeys, made, traits }: { journeys: Journeys; made: Assembled; traits: number }, question: JourneyQuestion): Caution[] {
  const cautions: Caution[] = [];
  const all = made.touches.count + made.left.withoutChannel + made.left.withoutUnit;
  const gone = made.left.withoutChannel + made.left.withoutUnit;
  if (gone > 0) cautions.push({ code: "touches-left-out", details: { count: gone, of: all } });
  if (question.count === "deals" && traits === 0) cautions.push({ code: "no-traits-of-buyers" });
  if (question.count === "value") {
    let [won, unknown] = [0, 0];
    for (let j = 0; j < journeys.count; j++) {
      if (journeys.kind[j] !== ending.won) continue;
      won++;
      if (journeys.gain[j] === 0) unknown++;
    }
    if (unknown > 0) cautions.push({ code: "amount-missing", details: { count: unknown, of: won } });
  }
  if (question.touches === "all") cautions.push({ code: "sales-touch-what-is-going-on" });
  return cautions;
}

/** Won journeys that hold a channel (or all won ones), the latest close first: rows of `journeys`. */
export function wonWith({ journeys }: Pick<JourneysTold, "journeys">, channel: number | null): number[] {
  const rows: number[] = [];
  for (let j = 0; j < journeys.count; j++) {
    if (journeys.kind[j] !== ending.won) continue;
    const own = journeys.channel.subarray(journeys.starts[j], journeys.starts[j + 1]);
    if (channel === null || own.includes(channel)) rows.push(j);
  }
  return rows.sort((a, b) => journeys.until[b]! - journeys.until[a]! || journeys.end[a]! - journeys.end[b]!);
}
