// Decisions of the room: when an answer is due, what is shown to whom, how fast things go, and how a campaign is rated.
import type { FeedbackView, RatedCampaign } from "#features/feedback/contract.ts";
import { whyNotClose, whyNotDecide, whyNotRate, whyNotWrite } from "#features/feedback/access.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import type { QuantileFigure } from "#evidence/statistics/quantile.ts";
import { studentQuantile } from "#evidence/statistics/student.ts";
import { fromTheBeginning, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import type { Asker } from "#facts/department.ts";
import { type FeedbackAbout, type FeedbackMood, type FeedbackOutcome, feedbackState, isFeedbackOverdue } from "#facts/feedback.ts";
import { type PromiseVersion, promiseOn } from "#facts/promises.ts";
import type { Day } from "#kit/day.ts";
import { momentAt } from "#kit/time-zone.ts";
import { type WorkingWeek, zonedHours } from "#kit/working-hours.ts";

export { answeringRoles, whyNotWrite } from "#features/feedback/access.ts";

/** What marketing owes until the two heads promise each other something else: an answer within two working days. */
export const usualAnswerDays = 2;

/** Working hours within which marketing owes an answer, and whether both heads have signed them. */
export interface AnswerTerms {
  readonly hours: number;
  readonly isSigned: boolean;
}

/** What the promise of that day says of answers to sales, where both heads have signed it; else two working days of this week. */
export function answerTermsOn(versions: readonly PromiseVersion[], day: Day, { from, until }: WorkingWeek): AnswerTerms {
  const { terms, isSigned } = promiseOn(versions, "requests-answered", day);
  return { hours: isSigned ? terms.hours : (usualAnswerDays * (until - from)) / 60, isSigned };
}

/** By when an answer is owed; where nobody ever works, as many days of the calendar as the hours make of eight. */
export function answerDue({ hours }: AnswerTerms, { week, zone, nowMs }: { week: WorkingWeek; zone: string; nowMs: number }): number {
  return zonedHours(week, zone).due(nowMs, hours) ?? nowMs + Math.ceil(hours / 8) * 86_400_000;
}

/** The end of the working day on which something is needed, on the workspace's clock; null where that has passed. */
export function neededBy(day: Day, { week, zone, nowMs }: { week: WorkingWeek; zone: string; nowMs: number }): number | null {
  const at = momentAt(zone)(Date.parse(day) + week.until * 60_000);
  return at > nowMs ? at : null;
}

/** A row of the table, with names. */
export interface FeedbackRow {
  readonly id: string;
  readonly mood: FeedbackMood;
  readonly aboutKind: FeedbackAbout;
  readonly aboutId: string | null;
  readonly aboutName: string;
  readonly said: string;
  readonly askedById: string;
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly takenById: string | null;
  readonly takenBy: string | null;
  readonly takenAt: string | null;
  readonly answeredAt: string | null;
  readonly outcome: FeedbackOutcome | null;
  readonly outcomeBy: string | null;
  readonly outcomeAt: string | null;
  readonly outcomeSaid: string | null;
  readonly link: string | null;
  readonly words: number;
}

export function feedbackView(row: FeedbackRow, asker: Asker, now: string): FeedbackView {
  const { aboutKind, aboutId, aboutName, askedById, takenById: _takenById, ...rest } = row;
  return {
    ...rest,
    about: { kind: aboutKind, id: aboutId, name: aboutName },
    isMine: askedById === asker.memberId,
    state: feedbackState(row),
    isOverdue: isFeedbackOverdue(row, now),
    whyNotWrite: row.outcome === null ? whyNotWrite(asker, row) : "is-closed",
    whyNotDecide: row.outcome === null ? whyNotDecide(asker, row) : "is-closed",
    whyNotClose: row.outcome === null ? whyNotClose(asker, row) : "is-closed",
  };
}

/** One question and how it stood: moments in ms; null: not yet. */
export interface Asked {
  readonly askedAt: number;
  readonly dueAt: number;
  readonly answeredAt: number | null;
}

/**
 * Working hours until the first answer: the median of the Kaplan-Meier curve, in which what still waits counts as waiting so long and no longer,
 * with Brookmeyer and Crowley's interval. To the minute. Null where not half have been answered yet.
 */
export function answerHoursOf(asked: readonly Asked[], { week, zone, nowMs }: { week: WorkingWeek; zone: string; nowMs: number }): QuantileFigure {
  if (asked.length === 0) return { value: null, interval: null, sample: 0 };
  const clock = zonedHours(week, zone);
  const minutes = Int32Array.from(asked, ({ askedAt, answeredAt }) => Math.max(1, Math.round(clock.hours(askedAt, answeredAt ?? nowMs) * 60)));
  const ended = Uint8Array.from(asked, ({ answeredAt }) => (answeredAt === null ? 0 : 1));
  const { value, interval } = survivalQuantile(survivalCurve(fromTheBeginning(minutes, ended)), 0.5);
  const hours = (of: number | null) => (of === null ? null : of / 60);
  return { value: hours(value), interval: { ...interval, low: hours(interval.low), high: hours(interval.high) }, sample: asked.length };
}

/** Of what was due, the share answered by then, with Wilson's interval; what is not due yet does not count. */
export function inTimeOf(asked: readonly Asked[], nowMs: number): QuantileFigure {
  const due = asked.filter(({ dueAt, answeredAt }) => dueAt <= nowMs || answeredAt !== null);
  const hits = due.filter(({ dueAt, answeredAt }) => answeredAt !== null && answeredAt <= dueAt).length;
  return { value: due.length === 0 ? null : hits / due.length, interval: wilsonInterval(hits, due.length), sample: due.length };
}

/** Under this many ratings no mean is told. */
export const fewestForMean = 5;

/**
 * Mean of one to five stars with Student's interval, cut to the scale. Null under five ratings. Where all agree the spread is not known to be nothing:
 * the interval then takes one half star of doubt shared among all, (1/2)/√n, in place of the spread.
 */
export function meanOfStars(stars: readonly number[], level = 0.9): NonNullable<RatedCampaign["mean"]> | null {
  const ratings = stars.reduce((sum, count) => sum + count, 0);
  if (ratings < fewestForMean) return null;
  const value = stars.reduce((sum, count, place) => sum + count * (place + 1), 0) / ratings;
  const squares = stars.reduce((sum, count, place) => sum + count * (place + 1 - value) ** 2, 0);
  const spread = Math.max(Math.sqrt(squares / (ratings - 1)), 0.5);
  const reach = (studentQuantile(0.5 + level / 2, ratings - 1) * spread) / Math.sqrt(ratings);
  return { value, interval: { low: Math.max(1, value - reach), high: Math.min(5, value + reach), level } };
}

export interface RatingRow {
  readonly campaign: string;
  readonly memberId: string;
  readonly by: string | null;
  readonly stars: number;
  readonly reason: string;
  readonly at: string;
}

/** A campaign with those who worked its leads, and what they gave. */
export function ratedCampaign(campaign: { id: string; name: string; workers: readonly string[] }, rows: readonly RatingRow[], asker: Asker): RatedCampaign {
  const own = rows.find(({ memberId }) => memberId === asker.memberId);
  const stars = [1, 2, 3, 4, 5].map((star) => rows.filter((row) => row.stars === star).length);
  return {
    campaign: campaign.id,
    name: campaign.name,
    stars,
    ratings: rows.length,
    couldRate: campaign.workers.length,
    mean: meanOfStars(stars),
    mine: own === undefined ? null : { stars: own.stars, reason: own.reason },
    reasons: rows.map(({ by, stars: given, reason, at }) => ({ by, stars: given, reason, at })),
    whyNotRate: whyNotRate(asker, campaign.workers.includes(asker.memberId)),
  };
}

/** What an outcome cannot do without: a request is delivered with a link; what is declined, or was changed, says why or what. */
export function whyNotOutcome(
  row: Pick<FeedbackRow, "mood" | "outcome">,
  { outcome, said, link }: { outcome: FeedbackOutcome; said?: string | undefined; link?: string | undefined },
): "is-closed" | "no-request" | "link-needed" | "reason-needed" | null {
  if (row.outcome !== null) return "is-closed";
  if ((outcome === "delivered") !== (row.mood === "request") && (outcome === "delivered" || outcome === "changed")) return "no-request";
  if (outcome === "delivered" && link === undefined) return "link-needed";
  return (outcome === "declined" || outcome === "changed") && said === undefined ? "reason-needed" : null;
}
