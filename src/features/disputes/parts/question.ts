// What the address asks of the room: which disputes are shown, which one stands open, which number is being doubted.
import { disputeRules, disputeStates } from "#facts/disputes.ts";
import type { Unit } from "#facts/papers.ts";
import { type Period, readPeriod } from "#kit/period.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((each) => each === value) ?? null;
const units = ["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"] as const satisfies readonly Unit[];

/** A figure as whoever doubts it sees it. */
export interface DoubtedFigure {
  readonly kind: "figure";
  readonly id: string;
  readonly title: string;
  readonly period: Period;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Unit;
  readonly currency: string | null;
}

/** A claim; its number is taken from its last verdict. */
export interface DoubtedClaim {
  readonly kind: "claim";
  readonly id: string;
  readonly title: string;
  readonly period: Period;
}

export type Doubted = DoubtedFigure | DoubtedClaim;

export function useDisputesQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    state: oneOf(disputeStates, text("state")),
    rule: oneOf(disputeRules, text("rule")),
    about: oneOf(["claim", "figure"], text("about")),
    dispute: text("dispute"),
    doubted: figureIn(text),
    filter: (some: SearchOf) => change(some),
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
  } as const;
}

export type DisputesQuestion = ReturnType<typeof useDisputesQuestion>;

/** The number that the address carries; null where it carries none, or none whole. */
function figureIn(text: (name: string) => string | null): DoubtedFigure | null {
  const [id, period, unit] = [text("doubt"), readPeriod(text("of") ?? ""), oneOf(units, text("unit"))];
  const number = (name: string) => (text(name) === null || !Number.isFinite(Number(text(name))) ? null : Number(text(name)));
  const value = number("value");
  if (id === null || period === null || unit === null || value === null) return null;
  return {
    kind: "figure",
    id,
    title: text("name") ?? id,
    period,
    value,
    low: number("low"),
    high: number("high"),
    unit,
    currency: text("currency"),
  };
}

/** Nothing stands open any more. */
export const closed = {
  dispute: undefined,
  doubt: undefined,
  name: undefined,
  of: undefined,
  value: undefined,
  low: undefined,
  high: undefined,
  unit: undefined,
  currency: undefined,
} as const;
export const unfiltered = { state: undefined, rule: undefined, about: undefined } as const;
