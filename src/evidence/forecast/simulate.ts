// The rest of the period played through a thousand times: open deals that come in or do not, and deals that nobody has opened yet.
import { type Dice, diceOf } from "#kit/dice.ts";
import type { DayNumber } from "#kit/day.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Arrivals, type Worths, Urn, drawnRates, meanOf } from "#evidence/forecast/arrivals.ts";
import {
  type AgeGroup,
  type Beliefs,
  type Curves,
  type Stretch,
  beliefsOf,
  chanceOf,
  emptyCurves,
  fillCurves,
  freshWinsOf,
} from "#evidence/forecast/chance.ts";
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
  const paces = new Chances(stage);
  const { chances: alike, fresh } = paces.of();
  const chances = Float64Array.from(paces.alikeOf, (place) => alike[place]!);
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
  const paces = new Chances(stage);
  const played = { open: new Float64Array(draws), fresh: new Float64Array(draws), byGroup: new Float64Array(groupCount * draws) };
  const open = inOrder(stage, paces.alikeOf, groupOf);
  const { kinds, own, group } = open;
  const limits = new Float64Array(paces.alike);
  const won = new Int32Array(own.length);
  const [openUrns, freshUrns] = [stage.openWorths, stage.freshWorths].map(({ byKind }) => byKind.map((values) => new Urn(values))) as [Urn[], Urn[]];
  for (let draw = 0; draw < draws; draw++) {
    cameTo("draws", draw / draws);
    const dice = diceOf(Math.imul(draw + 1, 0x9e3779b1) ^ seed);
    const { chances, fresh } = paces.of(dice);
    for (const urn of [...openUrns, ...freshUrns]) urn.empty();
    for (let n = 0; n < limits.length; n++) limits[n] = chances[n]! * twoTo32;
    const wins = throwFor(open, { limits, salt: saltOf(seed, draw) }, won);
    let sum = 0;
    for (let place = 0; place < wins; place++) {
      const n = won[place]!;
      const worth = Number.isNaN(own[n]!) ? openUrns[kinds[n]!]!.draw(dice) : own[n]!;
      sum += worth;
      if (group[n]! >= 0) played.byGroup[group[n]! * draws + draw]! += worth;
    }
    played.open[draw] = sum;
    const rates = drawnRates(stage.arrivals, dice);
    for (let kind = 0; kind < rates.length; kind++) {
      const wins = rates[kind]! > 0 ? dice.poisson(rates[kind]! * fresh[kind]!) : 0;
      for (let n = 0; n < wins; n++) played.fresh[draw]! += freshUrns[kind]!.draw(dice);
    }
  }
  return played;
}

/** What a draw reads of each open deal, in the order of their ids: those whose worth is drawn from an urn are taken in that order. */
function inOrder(stage: Stage, alikeOf: Int32Array, groupOf: Int32Array | undefined) {
  const { known, facts } = stage;
  const order = byId(stage);
  const rows = order.map((place) => known.open[place]!);
  return {
    hashes: rows.map((row) => hashOf(facts.deals.ids[row]!)),
    alikeOf: order.map((place) => alikeOf[place]!),
    kinds: rows.map((row) => known.kind[row]!),
    own: Float64Array.from(rows, (row) => facts.openWorth[row]!),
    group: order.map((place) => groupOf?.[place] ?? -1),
  };
}

function byId({ known, facts }: Stage): Int32Array {
  const { ids } = facts.deals;
  const places = Int32Array.from(known.open, (_, place) => place);
  let isSorted = true;
  for (let n = 1; n < places.length; n++) isSorted &&= ids[known.open[n - 1]!]! < ids[known.open[n]!]!;
  return isSorted ? places : places.sort((a, b) => (ids[known.open[a]!]! < ids[known.open[b]!]! ? -1 : 1));
}

interface Paces {
  /** Chance of the open deals that are alike: of one kind and one age. */
  readonly chances: Float64Array;
  /** Wins in the stretch for one deal opened on each day still to come, by kind. */
  readonly fresh: Float64Array;
}

/** Gives the chances of one draw after another, always in the same arrays. */
class Chances {
  private readonly stage: Stage;
  private readonly beliefs: readonly Beliefs[];
  private readonly curves: Curves;
  /** Ages of open deals, each once, by kind; deals alike are numbered through all kinds. */
  private readonly agesOfKind: readonly Int32Array[];
  private readonly paces: Paces;
  /** How many kinds and ages there are, and which of them each open deal has, in the order of `known.open`. */
  readonly alike: number;
  readonly alikeOf: Int32Array;

  constructor(stage: Stage) {
    const { known, groups, stretch, facts, day } = stage;
    this.stage = stage;
    this.curves = emptyCurves(known.tables.width + stretch.days);
    this.beliefs = groups.map((group) => beliefsOf(group));
    const places = groups.map(() => new Map<number, number>());
    const ages = Int32Array.from(known.open, (row) => day - facts.deals.createdOn[row]!);
    known.open.forEach((row, place) => {
      const own = places[known.kind[row]!]!;
      if (!own.has(ages[place]!)) own.set(ages[place]!, own.size);
    });
    this.agesOfKind = places.map((own) => Int32Array.from(own.keys()));
    const before = places.map((_, kind) => places.slice(0, kind).reduce((sum, own) => sum + own.size, 0));
    this.alikeOf = Int32Array.from(known.open, (row, place) => before[known.kind[row]!]! + places[known.kind[row]!]!.get(ages[place]!)!);
    this.alike = places.reduce((sum, own) => sum + own.size, 0);
    this.paces = { chances: new Float64Array(this.alike), fresh: new Float64Array(groups.length) };
  }

  of(dice?: Dice): Paces {
    const { stretch } = this.stage;
    const { chances, fresh } = this.paces;
    let place = 0;
    this.beliefs.forEach((beliefs, kind) => {
      fillCurves(this.curves, beliefs, dice);
      fresh[kind] = freshWinsOf(this.curves, stretch);
      for (const age of this.agesOfKind[kind]!) chances[place++] = chanceOf(this.curves, stretch, age);
    });
    return this.paces;
  }
}

const twoTo32 = 4_294_967_296;
const saltOf = (seed: number, draw: number) => Math.imul(draw + 1, 0x9e3779b9) ^ Math.imul(seed, 0x85ebca6b);

interface Throwing {
  /** Chance times 2^32 of the deals that are alike. */
  readonly limits: Float64Array;
  readonly salt: number;
}

/**
 * Throws for every deal: a whole number below 2^32, each as likely, made of the deal's own hash and the draw's salt, comes in where it is below the deal's limit.
 * Writes the places of those won and gives how many. A loop of its own, a hundred million times run through.
 */
function throwFor({ hashes, alikeOf }: { readonly hashes: Int32Array; readonly alikeOf: Int32Array }, { limits, salt }: Throwing, won: Int32Array): number {
  let wins = 0;
  for (let n = 0; n < hashes.length; n++) {
    let h = hashes[n]! ^ salt;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    if ((h ^ (h >>> 16)) >>> 0 < limits[alikeOf[n]!]!) won[wins++] = n;
  }
  return wins;
}
