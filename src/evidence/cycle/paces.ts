// What goes with winning or losing sooner, other traits equal: ratios of pace for traits known on the first day, each with its checks.
import type { Interval, Verdict } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type CoxFit, type CoxInput, type CoxRefusal, fitCox, paceRatio } from "#evidence/statistics/cox.ts";
import { concordance, constancyTest } from "#evidence/statistics/cox-checks.ts";
import { influenceOf } from "#evidence/statistics/cox-influence.ts";
import { normalBelow } from "#evidence/statistics/distributions.ts";
import { benjaminiHochberg } from "#evidence/statistics/multiplicity.ts";
import { verdictOf } from "#evidence/cycle/groups.ts";
import type { DealStays } from "#evidence/cycle/stays.ts";
import { type Kinds, type Trait, columnsOf, kindsOf } from "#evidence/cycle/traits.ts";

export interface PaceRatio {
  /** How many times as often, at any age and of those still open, as the kind it is held against. */
  readonly value: number;
  readonly interval: Interval;
  readonly pValue: number;
  readonly verdict: Verdict;
  /** Set where the ratio is not the same at all ages: what it is up to the middle age of closing, and after; null where a half cannot tell. */
  readonly byAge: { readonly age: number; readonly before: number | null; readonly after: number | null } | null;
}

export interface PaceRow {
  readonly trait: string;
  /** -1: not stated; -2: rare kinds together. */
  readonly code: number;
  readonly stays: number;
  readonly ends: number;
  readonly ratio: PaceRatio;
}

/** A single deal that moves a ratio by more than a quarter of its standard error. */
export interface Influential {
  readonly row: number;
  readonly trait: string;
  readonly code: number;
  /** The ratio without it. */
  readonly without: number;
}

export interface Paces {
  /** Kind that the rows of each trait are held against. */
  readonly references: readonly { readonly trait: string; readonly code: number; readonly stays: number; readonly ends: number }[];
  readonly rows: readonly PaceRow[];
  readonly ends: number;
  readonly stays: number;
  /** Of two deals, how often the one that was expected to end sooner did; .5 is chance. */
  readonly concordance: number | null;
  /** Whether all ratios together are the same at all ages: the p of the test that they are. */
  readonly constancy: number;
  /** Likelihood ratio test that no trait matters. */
  readonly test: CoxFit["test"];
  readonly influential: readonly Influential[];
  readonly leftOut: readonly { readonly trait: string; readonly reason: PaceGap }[];
}

export type PaceGap = "one-kind" | "too-few-ends" | "too-many-kinds" | CoxRefusal;
export type PaceRefusal = "no-deals-watched" | "too-few-closed" | "no-traits-known";

const [fewestOfKind, endsPerColumn, mostColumns] = [10, 10, 24];
const influentialShift = 0.25;

/**
 * Cox's regression of ending in one way (won or lost; the other way ends the watch) on traits known on the first day. Nothing that comes about later
 * (discount, stage, number of calls) may stand among them: a deal must live long enough to get a second meeting, and would seem slow for it (immortal time).
 * Traits are let in in the order given, as long as there are ten ends for each column, and 24 columns at most; one that says the same as those before it, or
 * cannot be told for another reason, is left out by name.
 * All ratios' p-values are adjusted together (Benjamini-Hochberg), those of the constancy tests likewise.
 */
export function pacesOf(stays: DealStays, traits: readonly Trait[], way: number): Outcome<Paces, PaceRefusal> {
  if (stays.rows.length === 0) return refuse("no-deals-watched");
  const ends = stays.cause.reduce((sum, own) => sum + Number(own === way), 0);
  if (ends < 2 * endsPerColumn) return refuse("too-few-closed", { count: ends, needed: 2 * endsPerColumn });
  const { fitted, leftOut } = fittedWith(stays, traits, { way, ends });
  if (fitted === null) return refuse("no-traits-known");
  return accept({ ...told(stays, fitted, way), ends, stays: stays.rows.length, leftOut });
}

interface Fitted {
  readonly kinds: readonly Kinds[];
  readonly input: CoxInput;
  readonly fit: CoxFit;
}

interface LeftOut {
  readonly trait: string;
  readonly reason: PaceGap;
}

/** Lets traits in one by one while there is room; what cannot be told beside those before it stays out. */
function fittedWith(stays: DealStays, traits: readonly Trait[], { way, ends }: { way: number; ends: number }): { fitted: Fitted | null; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const found = traits.flatMap((trait) => {
    const kinds = kindsOf(trait, stays, { way, fewestEnds: fewestOfKind });
    if (kinds === null) leftOut.push({ trait: trait.key, reason: "one-kind" });
    return kinds === null ? [] : [kinds];
  });
  const room = Math.min(mostColumns, Math.floor(ends / endsPerColumn));
  let waiting = found;
  let taken: readonly Kinds[] = [];
  let fitted: Fitted | null = null;
  for (;;) {
    const next = waiting.find((own) => columnCount(taken) + own.codes.length <= room);
    if (next === undefined) break;
    waiting = waiting.filter((own) => own !== next);
    // The newcomer's columns stand last: where two say the same, it is the one to go.
    const tried = [...taken, next];
    const input = inputOf(stays, tried, way);
    const fit = fitCox(input);
    if (fit.ok) [taken, fitted] = [tried, { kinds: tried, input, fit: fit.value }];
    else leftOut.push({ trait: next.key, reason: fit.reason });
  }
  const isShort = room < mostColumns;
  return { fitted, leftOut: [...leftOut, ...waiting.map((own): LeftOut => ({ trait: own.key, reason: isShort ? "too-few-ends" : "too-many-kinds" }))] };
}

const columnCount = (kinds: readonly Kinds[]) => kinds.reduce((sum, own) => sum + own.codes.length, 0);

function inputOf(stays: DealStays, kinds: readonly Kinds[], way: number): CoxInput {
  return { enteredAfter: stays.enteredAfter, until: stays.until, ended: stays.cause.map((own) => Number(own === way)), columns: kinds.flatMap(columnsOf) };
}

function told(stays: DealStays, { kinds, input, fit }: Fitted, way: number): Omit<Paces, "ends" | "stays" | "leftOut"> {
  const columns = kinds.flatMap((own) => own.codes.map((code) => ({ own, code })));
  const pValues = benjaminiHochberg(columns.map((_, j) => 2 * normalBelow(-Math.abs(fit.coefficients[j]! / fit.standardErrors[j]!))));
  const constancy = constancyTest(input, fit);
  const turns = benjaminiHochberg(constancy.columns.map((each) => each.pValue));
  const halves = turns.some((p) => p < 0.05) ? halvesOf(input) : null;
  const count = (own: Kinds, code: number) => {
    let [deals, ends] = [0, 0];
    own.ofStay.forEach((kind, place) => {
      if (kind !== code) return;
      deals++;
      ends += Number(stays.cause[place] === way);
    });
    return { stays: deals, ends };
  };
  return {
    references: kinds.map((own) => ({ trait: own.key, code: own.reference, ...count(own, own.reference) })),
    rows: columns.map(({ own, code }, j) => ({
      trait: own.key,
      code,
      ...count(own, code),
      ratio: {
        ...paceRatio(fit, j),
        pValue: pValues[j]!,
        verdict: verdictOf(pValues[j]!),
        byAge: halves !== null && turns[j]! < 0.05 ? { age: halves.age, before: halves.before[j]!, after: halves.after[j]! } : null,
      },
    })),
    concordance: concordance(input, scoresOf(input, fit)).value,
    constancy: constancy.global.pValue,
    test: fit.test,
    influential: influentialOf(stays, input, fit).map(({ row, column, without }) => ({
      row,
      without,
      trait: columns[column]!.own.key,
      code: columns[column]!.code,
    })),
  };
}

function scoresOf({ columns, until }: CoxInput, { coefficients }: CoxFit): Float64Array {
  return Float64Array.from(until, (_, row) => {
    let sum = 0;
    for (let j = 0; j < columns.length; j++) sum += coefficients[j]! * columns[j]![row]!;
    return sum;
  });
}

/** The middle age of ending, and each column's ratio on ages up to it and on those after; null where a half has too few of a kind to tell. */
function halvesOf(input: CoxInput): { age: number; before: (number | null)[]; after: (number | null)[] } {
  const ages = input.until.filter((_, row) => input.ended[row] === 1).sort();
  const age = ages[Math.floor(ages.length / 2)]!;
  const early = { ...input, until: input.until.map((day) => Math.min(day, age)), ended: input.ended.map((own, row) => own * Number(input.until[row]! <= age)) };
  const late = { ...input, enteredAfter: input.enteredAfter.map((day) => Math.max(day, age)) };
  return { age, before: ratiosOf(early), after: ratiosOf(late) };
}

/** Ratios of those columns that have ends of their own; records of the other kinds are left out, since they are not the kind that all are held against. */
function ratiosOf(input: CoxInput): (number | null)[] {
  const isWatched = (row: number) => input.until[row]! > input.enteredAfter[row]!;
  const ends = input.columns.map((column) => column.reduce((sum, x, row) => sum + x * Number(isWatched(row)) * input.ended[row]!, 0));
  const rare = input.columns.filter((_, j) => ends[j]! < fewestOfKind / 2);
  const until = input.until.map((day, row) => (rare.some((column) => column[row] === 1) ? input.enteredAfter[row]! : day));
  const fit = fitCox({ ...input, until, columns: input.columns.filter((_, j) => ends[j]! >= fewestOfKind / 2) });
  let place = 0;
  return ends.map((count) => (count < fewestOfKind / 2 || !fit.ok ? null : Math.exp(fit.value.coefficients[place++]!)));
}

/** The five deals that move a ratio most, each with the ratio that it moves most, if by more than a quarter of its standard error. */
function influentialOf(stays: DealStays, input: CoxInput, fit: CoxFit): { row: number; column: number; without: number }[] {
  const shiftOf = influenceOf(input, fit);
  const found: { row: number; column: number; shift: number }[] = [];
  stays.rows.forEach((row, place) => {
    shiftOf(place).forEach((shift, column) => {
      if (Math.abs(shift) > influentialShift) found.push({ row, column, shift });
    });
  });
  const seen = new Set<number>();
  return found
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift) || a.row - b.row)
    .filter(({ row }) => !seen.has(row) && seen.add(row))
    .slice(0, 5)
    .map(({ row, column, shift }) => ({ row, column, without: Math.exp(fit.coefficients[column]! - shift * fit.standardErrors[column]!) }));
}
