// What moved in the pipeline between two days: from what was open to what is open, step by step, exact to the cent, with the deals behind each step.
import { type DayNumber, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import type { DealLook, DealPair } from "#facts/deal-pair.ts";

/** In the order of the picture: what came in, what changed, what left. */
export const movementSteps = ["new", "pulled-in", "reopened", "up", "down", "pushed-out", "won", "lost"] as const;
export type MovementStep = (typeof movementSteps)[number];

/** One deal in one step. */
export interface Moved {
  readonly id: string;
  /** What it adds (or takes, below zero). */
  readonly amount: number;
  readonly unpriced: boolean;
  readonly before: DealLook | null;
  readonly after: DealLook;
  readonly isLateOnRecord: boolean;
}

export interface MovementTotal {
  readonly amount: number;
  readonly deals: number;
  /** Deals without an amount: counted, at nothing. */
  readonly unpriced: number;
}

export interface Movement {
  readonly opening: MovementTotal;
  readonly closing: MovementTotal;
  readonly steps: readonly (MovementTotal & { readonly step: MovementStep })[];
  /** Among the new: deals that were opened before the first day and came on record only after it. */
  readonly lateOnRecord: number;
}

export interface MovementQuestion {
  /** Only deals expected to close in this period count; null: all open deals. */
  readonly window: Period | null;
  readonly measure: "revenue" | "deals";
  /** The first day, at whose end the opening stands. */
  readonly from: DayNumber;
}

/** The steps that a pair takes, at most four: in, changed, out. */
export function movesOf(pair: DealPair, question: MovementQuestion): (Moved & { readonly step: MovementStep })[] {
  const { before, after } = pair;
  const isLateOnRecord = before === null && pair.createdOn !== null && pair.createdOn <= question.from;
  const worth = (look: DealLook) => (question.measure === "deals" ? 1 : Number.isNaN(look.amount) ? 0 : look.amount);
  const moved = (step: MovementStep, amount: number, of: DealLook) =>
    ({ id: pair.id, step, amount, unpriced: question.measure === "revenue" && Number.isNaN(of.amount), before, after, isLateOnRecord }) as const;
  const wasIn = before?.standing === "open" && isDueIn(before.expectedCloseOn, question.window);
  const wasElsewhere = before?.standing === "open" && !wasIn;
  // A won deal belongs where it closed; a lost one where it was expected, or closed if it was never seen open.
  const day = after.standing === "won" || (after.standing === "lost" && before === null) ? after.closedOn : after.expectedCloseOn;
  const isIn = after.standing === "lost" && before !== null ? wasIn : isDueIn(day, question.window);
  if (before !== null && before.standing !== "open") return after.standing === "open" && isIn ? [moved("reopened", worth(after), after)] : [];
  if (wasIn && !isIn) return [moved("pushed-out", -worth(before), before)];
  if (!isIn) return [];
  const steps: (Moved & { readonly step: MovementStep })[] = [];
  if (before === null) steps.push(moved("new", worth(after), after));
  if (wasElsewhere) steps.push(moved("pulled-in", worth(before), before));
  // The price at which a lost deal was given up is no movement: many systems set it to nothing then.
  const end = after.standing === "lost" && before !== null ? worth(before) : worth(after);
  const change = before === null ? 0 : end - worth(before);
  if (change !== 0) steps.push(moved(change > 0 ? "up" : "down", change, after));
  if (after.standing !== "open") steps.push(moved(after.standing, -end, after.standing === "lost" && before !== null ? before : after));
  return steps;
}

function isDueIn(day: DayNumber | null, window: Period | null): boolean {
  return window === null || (day !== null && day >= dayNumber(window.from) && day < dayNumber(window.until));
}

/**
 * closing = opening + new + pulled in + reopened + up + down + pushed out + won + lost (the last ones below zero). Both ends are summed from the
 * looks themselves, the steps from what each deal did; that they agree to the cent is checked, and a difference is a fault of this program.
 */
export function movementOf(pairs: readonly DealPair[], question: MovementQuestion): Movement {
  const totals = new Map(movementSteps.map((step) => [step, { step, amount: 0, deals: 0, unpriced: 0 }]));
  const [opening, closing] = [
    { amount: 0, deals: 0, unpriced: 0 },
    { amount: 0, deals: 0, unpriced: 0 },
  ];
  let lateOnRecord = 0;
  const count = (total: typeof opening, look: DealLook | null) => {
    if (look?.standing !== "open" || !isDueIn(look.expectedCloseOn, question.window)) return;
    total.deals++;
    if (question.measure === "deals") total.amount++;
    else if (Number.isNaN(look.amount)) total.unpriced++;
    else total.amount += look.amount;
  };
  for (const pair of pairs) {
    count(opening, pair.before);
    count(closing, pair.after);
    for (const move of movesOf(pair, question)) {
      const total = totals.get(move.step)!;
      total.amount += move.amount;
      total.deals++;
      total.unpriced += Number(move.unpriced);
      if (move.step === "new" && move.isLateOnRecord) lateOnRecord++;
    }
  }
  const steps = [...totals.values()];
  const reached = steps.reduce((sum, step) => sum + step.amount, opening.amount);
  if (reached !== closing.amount) throw new Error(`the pipeline's steps reach ${reached}, not ${closing.amount}`);
  return { opening, closing, steps, lateOnRecord };
}

/** The deals behind a step, the largest first. */
export function movedBy(pairs: readonly DealPair[], question: MovementQuestion, step: MovementStep): Moved[] {
  const moved = pairs.flatMap((pair) => movesOf(pair, question).filter((move) => move.step === step));
  return moved.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.id < b.id ? -1 : 1));
}
