// The rest of the period played through a thousand times: open deals that come in or do not, and deals that nobody has opened yet.
import { type Dice, diceOf } from "#kit/dice.ts";
import type { DayNumber } from "#kit/day.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Arrivals, type Worths, drawnRates, meanOf, urnOf } from "#evidence/forecast/arrivals.ts";
import { type AgeGroup, type Curves, type Stretch, chanceOf, emptyCurves, fillCurves, freshWinsOf } from "#evidence/forecast/chance.ts";
import type { ForecastDeals, Known } from "#evidence/forecast/known.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";

export interface Stage {
  readonly facts: ForecastDeals;
  readonly known: Known;
  /** Of each kind. */
  readonly groups: readonly (readonly AgeGroup[])[];
  readonly arrivals: Arrivals;
  /** What open deals without an amount, and deals won soon after opening, are worth. */
  readonly openWorths: Worths;
  readonly freshWorths: Worths;
  readonly stretch: Stretch;
  readonly day: DayNumber;
}

/** What is to be expected: the mean of what may come. */
export interface Expected {
  /** Chance of each open deal, in the order of `known.open`, and what it is worth if won. */
  readonly chances: Float64Array;
  readonly worths: Float64Array;
  readonly open: number;
  readonly openWins: number;
  readonly fresh: number;
  readonly freshWins: number;
}

export function expectedOf(stage: Stage): Expected {
  const { known, facts } = stage;
  const means = stage.openWorths.byKind.map(meanOf);
  const { chances, fresh } = new Chances(stage).of();
  const worths = new Float64Array(known.open.length);
  let [open, openWins] = [0, 0];
  known.open.forEach((row, place) => {
    const kind = known.kind[row]!;
    const own = facts.openWorth[row]!;
    worths[place] = Number.isNaN(own) ? means[kind]! : own;
    openWins += chances[place]!;
    open += chances[place]! * worths[place];
  });
  let [freshWorth, freshWins] = [0, 0];
  stage.arrivals.opened.forEach((count, kind) => {
    const wins = (count / Math.max(1, stage.arrivals.days)) * fresh[kind]!;
    freshWins += wins;
    freshWorth += wins * meanOf(stage.freshWorths.byKind[kind]!);
  });
  return { chances, worths, open, openWins, fresh: freshWorth, freshWins };
}

export interface Played {
  /** One number a draw. */
  readonly open: Float64Array;
  readonly fresh: Float64Array;
  /** `group * draws + draw`: worth of the group's open deals won. */
  readonly byGroup: Float64Array;
}

export interface PlayOptions {
  readonly draws: number;
  readonly seed: number;
  /** Group of each open deal (-1: none), and how many groups there are. */
  readonly groupOf?: Int32Array;
  readonly groupCount?: number;
}

/**
 * Each draw takes a pace of closing and of opening from what the past leaves open, then throws for every open deal and for the deals still to be opened.
 * The throw for a deal depends on its own id, so the order of rows does not matter.
 */
export function playedOut(stage: Stage, { draws, seed, groupOf, groupCount = 0 }: PlayOptions): Played {
  const { known, facts } = stage;
  const paces = new Chances(stage);
  const played = { open: new Float64Array(draws), fresh: new Float64Array(draws), byGroup: new Float64Array(groupCount * draws) };
  const hashes = Int32Array.from(known.open, (row) => hashOf(facts.deals.ids[row]!));
  // Those whose worth is drawn from an urn are taken in order of their ids.
  const order = byId(stage);
  for (let draw = 0; draw < draws; draw++) {
    cameTo("draws", draw / draws);
    const dice = diceOf(Math.imul(draw + 1, 0x9e3779b1) ^ seed);
    const { chances, fresh } = paces.of(dice);
    const openUrns = stage.openWorths.byKind.map((values) => urnOf(values, dice));
    let sum = 0;
    for (const place of order) {
      const row = known.open[place]!;
      if (!(throwOf(hashes[place]!, seed, draw) < chances[place]!)) continue;
      const own = facts.openWorth[row]!;
      const worth = Number.isNaN(own) ? openUrns[known.kind[row]!]!() : own;
      sum += worth;
      if (groupOf && groupOf[place]! >= 0) played.byGroup[groupOf[place]! * draws + draw]! += worth;
    }
    played.open[draw] = sum;
    const rates = drawnRates(stage.arrivals, dice);
    for (let kind = 0; kind < rates.length; kind++) {
      const wins = rates[kind]! > 0 ? dice.poisson(rates[kind]! * fresh[kind]!) : 0;
      const urn = urnOf(stage.freshWorths.byKind[kind]!, dice);
      for (let n = 0; n < wins; n++) played.fresh[draw]! += urn();
    }
  }
  return played;
}

function byId({ known, facts }: Stage): Int32Array {
  const { ids } = facts.deals;
  const places = Int32Array.from(known.open, (_, place) => place);
  let isSorted = true;
  for (let n = 1; n < places.length; n++) isSorted &&= ids[known.open[n - 1]!]! < ids[known.open[n]!]!;
  return isSorted ? places : places.sort((a, b) => (ids[known.open[a]!]! < ids[known.open[b]!]! ? -1 : 1));
}

interface Paces {
  /** Chance of each open deal, in the order of `known.open`. */
  readonly chances: Float64Array;
  /** Wins in the stretch for one deal opened on each day still to come, by kind. */
  readonly fresh: Float64Array;
}

/** Gives the chances of one draw after another, always in the same arrays. */
class Chances {
  private readonly stage: Stage;
  private readonly curves: Curves;
  private readonly placesOfKind: Int32Array[];
  private readonly ages: Int32Array;
  private readonly paces: Paces;

  constructor(stage: Stage) {
    const { known, groups, stretch, facts, day } = stage;
    this.stage = stage;
    this.curves = emptyCurves(known.tables.width + stretch.days);
    this.ages = Int32Array.from(known.open, (row) => day - facts.deals.createdOn[row]!);
    this.placesOfKind = groups.map((_, kind) => Int32Array.from([...known.open.keys()].filter((place) => known.kind[known.open[place]!] === kind)));
    this.paces = { chances: new Float64Array(known.open.length), fresh: new Float64Array(groups.length) };
  }

  of(dice?: Dice): Paces {
    const { groups, stretch } = this.stage;
    const { chances, fresh } = this.paces;
    groups.forEach((group, kind) => {
      fillCurves(this.curves, group, dice ? { dice } : {});
      fresh[kind] = freshWinsOf(this.curves, stretch);
      for (const place of this.placesOfKind[kind]!) chances[place] = chanceOf(this.curves, stretch, this.ages[place]!);
    });
    return this.paces;
  }
}

/** Uniform on [0, 1), from a deal's own hash, the seed and the number of the draw. */
function throwOf(hash: number, seed: number, draw: number): number {
  let h = hash ^ Math.imul(draw + 1, 0x9e3779b9) ^ Math.imul(seed, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}
