// The whole answer about journeys from the facts: credit under every model, both sides, the ways journeys took, and the deals behind each channel.
import type { Caution } from "#facts/papers.ts";
import { diceOf } from "#kit/dice.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type Journeys, ending } from "#evidence/journeys/columns.ts";
import { Assembly, assembled } from "#evidence/journeys/assembly.ts";
import { type CannotTell, type CreditReport, creditFrom } from "#evidence/journeys/credit.ts";
import type { Assembled, JourneyFacts } from "#evidence/journeys/from-facts.ts";
import { NearSample, depthOf, nearnessOf } from "#evidence/journeys/near.ts";
import type { JourneyQuestion } from "#evidence/journeys/question.ts";
import type { Sides } from "#evidence/journeys/sides.ts";
import { ToldSums, chosenFrom } from "#evidence/journeys/told-sums.ts";
import type { Ways } from "#evidence/journeys/ways.ts";

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

/** The whole answer, all from nothing. */
export function tellJourneys(facts: JourneyFacts, question: JourneyQuestion): Outcome<JourneysTold, CannotTellJourneys> {
  return new JourneyTeller(question).told(facts);
}

interface Kept {
  readonly assembly: Assembly;
  readonly sums: ToldSums;
  readonly sample: NearSample;
}

/**
 * Answers one question again and again as facts change. Only firms that a change touched are put together again and their part in every sum is exchanged; the answer is the
 * same to the byte as from nothing, because the sums are whole numbers and are read in an order that hangs on nothing but themselves.
 */
export class JourneyTeller {
  readonly question: JourneyQuestion;
  private kept: Kept | null = null;

  constructor(question: JourneyQuestion) {
    this.question = question;
  }

  told(facts: JourneyFacts): Outcome<JourneysTold, CannotTellJourneys> {
    const before = this.kept;
    // Work that is left half way leaves sums that are half changed: they are taken up again only when it came to its end.
    this.kept = null;
    const changed = before === null ? null : this.changed(before, facts);
    const { kept, journeys } = changed ?? this.fromNothing(facts);
    const answer = this.answer(facts, kept, journeys);
    this.kept = kept;
    return answer;
  }

  /** About how many bytes are kept. */
  get bytes(): number {
    return this.kept === null ? 0 : this.kept.assembly.bytes + this.kept.sums.credit.bytes;
  }

  /** Whether the last answer came from what was kept. */
  lastWasKept = false;

  private fromNothing(facts: JourneyFacts) {
    this.lastWasKept = false;
    const assembly = new Assembly(facts, this.question.unit);
    const made = assembly.whole();
    const chosen = chosenFrom(made, this.question, facts.accounts);
    const sample = new NearSample(assembly.touches);
    assembly.sample(sample, assembly.all, 1);
    const sums = new ToldSums(made, chosen, { question: this.question, accounts: facts.accounts });
    return { kept: { assembly, sums, sample }, journeys: chosen.journeys };
  }

  /** Null where all must be put together anew. */
  private changed(kept: Kept, facts: JourneyFacts) {
    const { assembly, sums, sample } = kept;
    const change = assembly.change(facts);
    if (change === null || depthOf(assembly.touches) !== sample.depth) return null;
    assembly.sample(sample, change.went, -1);
    assembly.sample(sample, change.came, 1);
    const as = (made: Assembled) => chosenFrom(made, this.question, facts.accounts);
    if (!sums.change(as(change.before), as(change.after))) return null;
    this.lastWasKept = true;
    return { kept, journeys: null };
  }

  private answer(facts: JourneyFacts, { assembly, sums, sample }: Kept, journeys: Journeys | null): Outcome<JourneysTold, CannotTellJourneys> {
    const { question } = this;
    const { asOf } = question;
    const { channels, sideOf, left } = assembly.shape();
    if (sums.journeys === 0) return refuse("no-touchpoints");
    if (assembly.units === 1) return refuse("one-unit");
    const near = nearnessOf(sample, assembly.ends, { endsOf: assembly.endsOf, asOf, dice: diceOf(1) });
    if (near !== null && near.chance > likeChance) return refuse("links-look-random", { observed: near.observed, byChance: near.byChance });
    const told = creditFrom(sums.credit, {});
    if (!told.ok) return told;
    let own = journeys;
    return accept({
      report: told.value,
      channels,
      sideOf,
      sides: sums.sides.told({ deals: sums.untouchedByBoth }),
      ways: sums.ways.told(),
      untouchedWon: sums.untouchedWon,
      // Single journeys are asked for seldom: after a change they are put together when somebody does.
      get journeys() {
        return (own ??= chosenFrom(assembled(facts, question.unit), question, facts.accounts).journeys);
      },
      traits: sums.layout.traits,
      left,
      cautions: [...told.value.cautions, ...moreCautions({ sums, touches: assembly.touches, left }, question)],
    });
  }
}

interface Seen {
  readonly sums: ToldSums;
  readonly touches: number;
  readonly left: Assembled["left"];
}

function moreCautions({ sums, touches, left }: Seen, question: JourneyQuestion): Caution[] {
  const cautions: Caution[] = [];
  const gone = left.withoutChannel + left.withoutUnit;
  if (gone > 0) cautions.push({ code: "touches-left-out", details: { count: gone, of: touches + gone } });
  if (question.count === "deals" && sums.layout.traits.length === 0) cautions.push({ code: "no-traits-of-buyers" });
  if (question.count === "value" && sums.unpriced > 0)
    cautions.push({ code: "amount-missing", details: { count: sums.unpriced, of: sums.credit.endings[ending.won]! } });
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
