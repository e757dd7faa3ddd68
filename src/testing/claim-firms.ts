// Firms for claims: each of five troubles is planted or not by the toss of a coin, everything else is as usual.
import { type ClaimGround } from "#evidence/claims/ground.ts";
import { dayNumber } from "#kit/day.ts";
import { diceOf, seedOf } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import { recordsOfFirm } from "#testing/demo/company.ts";
import { calendarOf } from "#testing/demo/calendar.ts";
import { type Knobs, demoProcess, nothingWrong } from "#testing/demo/story.ts";
import { courses } from "#testing/firm/draw.ts";

/** As large as in the demo company. */
const sizes: Knobs = { callersLost: 5, wrongBuyers: 0.75, definitional: 0.22, beyondPolicy: 0.22, market: 0.04 };
export type Trouble = keyof Knobs;
export const troubles = Object.keys(sizes) as Trouble[];

export interface ClaimFirm {
  readonly ground: ClaimGround;
  readonly planted: ReadonlySet<Trouble>;
  /** The last year of the records, in which the troubles are. */
  readonly period: Period;
}

export function aClaimFirm(seed: number): ClaimFirm {
  const toss = diceOf(seedOf(`troubles ${seed}`));
  const planted = new Set(troubles.filter(() => toss.chance(0.5)));
  const knobs = Object.fromEntries(troubles.map((trouble) => [trouble, planted.has(trouble) ? sizes[trouble] : nothingWrong[trouble]])) as unknown as Knobs;
  const calendar = calendarOf("2024-10-01", 24);
  // Discounts beyond policy are given all year here, not in the last quarter alone: the claims are about the year.
  const year = { from: calendar.against.until, until: calendar.span.until };
  const process = demoProcess({ ...calendar, period: year }, knobs);
  const span = { from: "2023-09-01", until: calendar.span.until };
  const found = courses(process, span, diceOf(seedOf(`claims ${seed}`)));
  const rows = recordsOfFirm({ seed, calendar, process, courses: found, tongue: "en", scale: 1 });
  if (dayNumber(year.until) - dayNumber(year.from) !== 365) throw new RangeError("the firm's last year is no year");
  return { ground: claimGroundOf({ rows, asOf: calendar.span.until, period: year }), planted, period: year };
}
