// What the answer about journeys is made of, as sums that firms can be added to and taken out of.
import type { JourneyFacts } from "#evidence/journeys/from-facts.ts";
import { type Assembled, TraitCount, traitCodes } from "#evidence/journeys/from-facts.ts";
import { type Journeys, ending, minutesInDay, pickJourneys } from "#evidence/journeys/columns.ts";
import { CreditSums, partsOfOne } from "#evidence/journeys/credit-sums.ts";
import { gatherJourneys } from "#evidence/journeys/gather.ts";
import { groupIn, mostGroups } from "#evidence/journeys/groups.ts";
import { SideTally, sideOfChannel } from "#evidence/journeys/sides.ts";
import { usualSettings } from "#evidence/journeys/tally.ts";
import type { JourneyQuestion } from "#evidence/journeys/question.ts";
import { WayTally } from "#evidence/journeys/ways.ts";

const traitNames = ["segment", "region", "size"] as const;
type TraitName = (typeof traitNames)[number];

/** Journeys of some firms, as the question asks for them. */
export interface Chosen {
  readonly journeys: Journeys;
  /** The same with the touches of both sides, and in money. */
  readonly ofBoth: Journeys;
  /** Deals that were won and that no touch led to, in the time asked for: none of those looked at, and none at all. */
  readonly untouchedWon: number;
  readonly untouchedByBoth: number;
  readonly hashes: Int32Array;
  readonly traits: Readonly<Record<TraitName, Int32Array>>;
}

export function chosenFrom(made: Assembled, question: JourneyQuestion, accounts: JourneyFacts["accounts"]): Chosen {
  const bySales = made.sideOf.map((side) => Number(side === sideOfChannel.sales));
  const both = gathered(made, question, null);
  const chosen = question.touches === "all" || !bySales.includes(1) ? both : gathered(made, question, bySales);
  const journeys = question.count === "value" ? inMoney(chosen.journeys, made) : chosen.journeys;
  const codes = (name: TraitName) => traitCodes(accounts[name], { units: journeys.unit, accountOf: made.accountOf });
  return {
    journeys,
    ofBoth: inMoney(both.journeys, made),
    untouchedWon: chosen.untouchedWon,
    untouchedByBoth: both.untouchedWon,
    hashes: made.hashes,
    traits: { segment: codes("segment"), region: codes("region"), size: codes("size") },
  };
}

function gathered(made: Assembled, { asOf, lookbackDays, begun }: JourneyQuestion, without: Uint8Array | null) {
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

/** What a purchase counts: what it brought (nothing where that is not known). */
function inMoney(journeys: Journeys, { ends }: Assembled): Journeys {
  return { ...journeys, gain: journeys.gain.map((one, j) => (one === 0 ? 0 : ends.value[journeys.end[j]!]! || 0)) };
}

/** What decides how sums are laid out: where it changes they are begun anew. */
interface Layout {
  readonly traits: readonly TraitName[];
  /** Null: each firm is a group of its own. */
  readonly isGrouped: boolean;
}

export class ToldSums {
  readonly ways: WayTally;
  readonly sides = new SideTally();
  readonly credit: CreditSums;
  readonly layout: Layout;
  untouchedWon = 0;
  untouchedByBoth = 0;
  journeys = 0;
  /** Won journeys whose deal has no amount. */
  unpriced = 0;
  private readonly sideOf: Uint8Array;
  private readonly counts: Readonly<Record<TraitName, TraitCount>>;
  private readonly groups: ReadonlyMap<number, number> | null;
  private units = 0;

  /** Begins with all firms. */
  constructor(
    made: Pick<Assembled, "channels" | "sideOf">,
    whole: Chosen,
    { question, accounts }: { question: JourneyQuestion; accounts: JourneyFacts["accounts"] },
  ) {
    const channels = made.channels.length;
    this.sideOf = made.sideOf;
    this.ways = new WayTally(channels);
    this.counts = { segment: new TraitCount(accounts.segment), region: new TraitCount(accounts.region), size: new TraitCount(accounts.size) };
    this.count(whole, 1);
    this.layout = this.layoutNow();
    const own = Int32Array.from(new Set(this.layout.isGrouped ? [] : Array.from(whole.journeys.unit, (unit) => whole.hashes[unit]!))).sort();
    this.groups = this.layout.isGrouped ? null : new Map(Array.from(own, (hash, place) => [hash, place]));
    this.credit = new CreditSums({
      channels,
      hashes: this.layout.isGrouped ? Int32Array.from({ length: mostGroups }, (_, g) => g) : own,
      settings: usualSettings,
      order: 2,
      confounders: this.layout.traits.map((name) => ({ name, values: accounts[name].names.length })),
      hasHazard: question.count === "deals",
      partsOfOne: partsOfOne[question.count],
    });
    this.sum([[whole, 1]]);
    this.credit.settle();
  }

  /** Firms as they were go, and come as they are. False where the sums must be begun anew. */
  change(before: Chosen, after: Chosen): boolean {
    this.count(before, -1);
    this.count(after, 1);
    const { traits, isGrouped } = this.layoutNow();
    if (!isGrouped || !this.layout.isGrouped || traits.join() !== this.layout.traits.join()) return false;
    this.sum([
      [before, -1],
      [after, 1],
    ]);
    return true;
  }

  private layoutNow(): Layout {
    return { traits: traitNames.filter((name) => this.counts[name].tellsApart), isGrouped: this.units > mostGroups };
  }

  private count({ journeys, traits, untouchedWon, untouchedByBoth }: Chosen, sign: number): void {
    this.units += sign * new Set(journeys.unit).size;
    this.journeys += sign * journeys.count;
    this.untouchedWon += sign * untouchedWon;
    this.untouchedByBoth += sign * untouchedByBoth;
    for (const name of traitNames) this.counts[name].add(traits[name], sign);
    for (let j = 0; j < journeys.count; j++) if (journeys.kind[j] === ending.won && journeys.gain[j] === 0) this.unpriced += sign;
  }

  private sum(parts: readonly (readonly [chosen: Chosen, sign: number])[]): void {
    for (const [{ journeys, ofBoth }, sign] of parts) {
      this.sides.add(ofBoth, this.sideOf, sign);
      this.ways.add(journeys, sign);
    }
    this.credit.add(
      parts.map(([{ journeys, hashes, traits }, sign]) => ({
        journeys,
        groups: journeys.unit.map((unit) => (this.groups === null ? groupIn(hashes[unit]!) : this.groups.get(hashes[unit]!)!)),
        codes: this.layout.traits.map((name) => traits[name]),
        sign,
      })),
    );
  }
}
