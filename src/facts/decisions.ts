// Decisions as facts: where they were taken, who agreed for each side, how they stand, and what they rested on then.
import type { Unit } from "#facts/papers.ts";
import type { Day } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

/** Where it was taken: written into the log by hand, in a meeting, at a debrief, over a disputed number, signed by both heads, planned for a joint project, or an accepted answer on moving up. */
export const decisionKinds = ["entered", "meeting", "debrief", "dispute", "definition", "owner", "promise", "goal", "budget", "moveup"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** waiting: a side has not agreed yet; review: its last day is over; superseded: another took its place; ended: nothing did. */
export const decisionStates = ["waiting", "in-force", "review", "superseded", "ended", "withdrawn"] as const;
export type DecisionState = (typeof decisionStates)[number];

export const decisionSides = ["sales", "marketing", "both"] as const;
/** Whom it binds. */
export type DecisionSide = (typeof decisionSides)[number];

/** agreed: said so or signed; present: was in the room when it was decided; answers: was made answerable for it. */
export interface Party {
  readonly side: "sales" | "marketing";
  readonly name: string | null;
  readonly memberId: string | null;
  readonly as: "agreed" | "present" | "answers";
  /** Null: not yet. */
  readonly at: string | null;
}

/** A number that the source of a decision has kept itself. */
export interface KeptEvidence {
  /** What it is: 'figure', 'claim', or what a debrief measured ('count-lead', 'cost-lead'). */
  readonly code: string;
  readonly name: string | null;
  /** Which figure or claim it is of, so that it can be read again. */
  readonly of: string | null;
  /** Days after the event, in a debrief. */
  readonly days: number | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Unit | null;
  readonly currency: string | null;
  readonly period: Period | null;
  readonly sample: number | null;
  readonly asOf: Day;
  /** The same, measured last; null: not kept apart. */
  readonly later: { readonly value: number | null; readonly days: number | null; readonly asOf: Day } | null;
}

/** One decision as its source has it on file. */
export interface DecisionOnFile {
  /** Its name in the register: 'meeting.<id of the item>', 'definition.sales-cycle@2'. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** Words, or the key of what was agreed. */
  readonly title: string;
  /** Of a definition, an owner, a promise or a goal; of minutes that were corrected. */
  readonly version: number | null;
  readonly said: string | null;
  /** What was in front of those who decided, in words. */
  readonly because: string | null;
  /** A code: the verdict, the outcome, the owner. */
  readonly outcome: string | null;
  readonly concerns: DecisionSide;
  readonly parties: readonly Party[];
  readonly votes: { readonly for: number; readonly against: number; readonly abstains: number } | null;
  /** A level that was agreed: a goal's, a disputed number's. */
  readonly value: number | null;
  readonly unit: Unit | null;
  readonly currency: string | null;
  readonly enteredById: string | null;
  readonly enteredBy: string | null;
  readonly enteredAt: string | null;
  /** Null: it waits for a side. */
  readonly decidedAt: string | null;
  readonly from: Day | null;
  readonly until: Day | null;
  readonly supersedes: string | null;
  readonly endsIt: boolean;
  /** Versions of one thing, in their order: the next one takes the place of this. */
  readonly line: string | null;
  readonly nr: number;
  readonly isWithdrawn: boolean;
  /** The source itself has ended it. */
  readonly isOver: boolean;
  readonly originKind: string | null;
  readonly originId: string | null;
  readonly kept: readonly KeptEvidence[];
}

/** What a decision is called in the register. */
export const decisionIdPattern = /^[a-z]{4,10}\.[A-Za-z0-9][A-Za-z0-9@-]{0,120}$/;
export const enteredId = (id: string) => `entered.${id}`;

/** Figures that a decision of this kind is about; asked for and kept when it is taken. */
export function figuresOfDecision({ kind, title }: Pick<DecisionOnFile, "kind" | "title">): readonly string[] {
  // Where a dial of the cooperation stood is kept by the goal itself.
  if (kind === "goal") return title.startsWith("cooperation-") ? [] : [title];
  if (kind === "promise") return [figureOfPromise(title)];
  if (kind === "owner") return figuresOfDriver[title] ?? [];
  if (kind === "budget") return ["promotion-cost", "cost-per-new-customer"];
  return kind === "definition" ? (figuresOfTerm[title] ?? []) : [];
}

const figuresOfTerm: Readonly<Record<string, readonly string[]>> = {
  "won-deal": ["deals-won", "win-rate"],
  "sales-cycle": ["cycle-median-won"],
  "promotion-cost": ["promotion-cost"],
  "sales-cost": ["cost-per-transaction-with-sales"],
  "discount-policy": ["discount"],
  "dead-deal": ["cycle-median-all"],
};

/** A promise as a number: how far it was kept. */
export const figureOfPromise = (promise: string) => `promise-${promise}`;

/** What an owner of this part of a shortfall looks at; parts that no figure of home says anything of have none. */
const figuresOfDriver: Readonly<Record<string, readonly string[]>> = {
  "lead-volume": ["deals-opened", "promotion-cost"],
  "lead-quality": ["win-rate", "revenue"],
  acceptance: ["deals-opened"],
  qualification: ["deals-opened", "win-rate"],
  "deal-volume": ["deals-opened"],
  "deal-quality": ["average-deal"],
  timing: ["cycle-median-won", "cycle-median-all"],
  "win-rate": ["win-rate", "deals-won"],
  "product-mix": ["average-deal"],
  "deal-size": ["average-deal"],
  "list-price": ["average-deal", "discount"],
  discount: ["discount"],
  market: ["deals-opened", "revenue"],
  "plan-ambition": ["revenue"],
};
