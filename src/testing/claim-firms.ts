// Firms for claims: each of seven troubles is planted or not by the toss of a coin, everything else is as usual.
import { type ClaimGround } from "#evidence/claims/ground.ts";
import { dayNumber } from "#kit/day.ts";
import { diceOf, seedOf } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import { recordsOfFirm } from "#testing/demo/company.ts";
import { calendarOf } from "#testing/demo/calendar.ts";
import { type Habits, goodHabits } from "#testing/demo/habits.ts";
import { type Knobs, demoProcess, nothingWrong } from "#testing/demo/story.ts";
import { courses } from "#testing/firm/draw.ts";

/** As large as in the demo company. */
const sizes: Knobs = { callersLost: 5, wrongBuyers: 0.75, definitional: 0.22, beyondPolicy: 0.22, market: 0.04 };
/** Half of the campaigns surprise sales; six materials of eight lie unused. */
const badHabits: Habits = { unannounced: 0.5, unused: 0.75 };
export type Trouble = keyof Knobs | keyof Habits;
export const troubles = [...Object.keys(sizes), ...Object.keys(badHabits)] as Trouble[];

export interface ClaimFirm {
  readonly ground: ClaimGround;
  readonly planted: ReadonlySet<Trouble>;
  /** The last year of the records, in which the troubles are. */
  readonly period: Period;
}

export function aClaimFirm(seed: number): ClaimFirm {
  const toss = diceOf(seedOf(`troubles ${seed}`));
  const planted = new Set(troubles.filter(() => toss.chance(0.5)));
  const knobs = drawn(planted, sizes, nothingWrong);
  const habits = drawn(planted, badHabits, goodHabits);
  const calendar = calendarOf("2024-10-01", 24);
  // Discounts beyond policy are given all year here, not in the last quarter alone: the claims are about the year.
  const year = { from: calendar.against.until, until: calendar.span.until };
  const process = demoProcess({ ...calendar, period: year }, knobs);
  const span = { from: "2023-09-01", until: calendar.span.until };
  const found = courses(process, span, diceOf(seedOf(`claims ${seed}`)));
  const rows = recordsOfFirm({ seed, calendar, process, courses: found, tongue: "en", scale: 1, habits });
  if (dayNumber(year.until) - dayNumber(year.from) !== 365) throw new RangeError("the firm's last year is no year");
  return { ground: claimGroundOf({ rows, asOf: calendar.span.until, period: year }), planted, period: year };
}

/** The planted troubles in their size, the others as where nothing is wrong. */
function drawn<T extends Knobs | Habits>(planted: ReadonlySet<string>, bad: T, good: T): T {
  return Object.fromEntries(Object.entries(bad).map(([name, size]) => [name, planted.has(name) ? (size as number) : good[name as keyof T]])) as unknown as T;
}
