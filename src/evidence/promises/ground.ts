// What promises are judged on: leads and deals, the handoff of each lead to the minute, the working clock, and which terms held on which day.
import type { DealColumns, LeadColumns } from "#facts/columns.ts";
import type { FeedbackFact } from "#facts/feedback.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";
import type { Caution, Interval } from "#facts/papers.ts";
import { type PromiseInForce, type PromiseKey, type PromiseVersion, promiseOn } from "#facts/promises.ts";
import { type RegisterFacts, askedDepartments } from "#facts/reporting.ts";
import { burdenOf, isAskedOn, itemBurden } from "#evidence/reporting/burden.ts";
import { type Day, type DayNumber, dayNumber, dayOf } from "#kit/day.ts";
import { type WorkingWeek, workingClock } from "#kit/working-hours.ts";

export const msPerDay = 86_400_000;

/** A request for materials; moments are ms on the wall clock of the workspace, NaN: not yet. */
export interface MaterialRequest {
  readonly id: string;
  readonly askedAt: number;
  readonly dueAt: number | null;
  readonly answeredAt: number;
}

/** A campaign with the day on which sales was told of it. */
export interface AnnouncedCampaign {
  readonly id: string;
  readonly startsOn: Day | null;
  readonly announcedOn?: Day | null;
}

/** Minutes of one person in a week, with their range (null: stated, not measured) and the measured entries behind them. */
export interface ReportingAsked {
  readonly minutes: number;
  readonly interval: Interval | null;
  readonly sample: number;
  readonly cautions: readonly Caution[];
}

export interface PromiseGround {
  readonly leads: LeadColumns | null;
  readonly deals: DealColumns;
  readonly work: HandoffWork | null;
  readonly campaigns: readonly AnnouncedCampaign[];
  /** Null: requests are not kept here. */
  readonly requests: readonly MaterialRequest[] | null;
  /** Lost deals on which somebody commented; null: comments are not kept here. */
  readonly commented: ReadonlySet<string> | null;
  /** What reporting asks of one person in a week, in the department that is asked for more; null: nothing is in the register. */
  readonly reporting: ReportingAsked | null;
  readonly versions: readonly PromiseVersion[];
  readonly week: WorkingWeek;
  /** The last day seen: nothing after it has happened yet. */
  readonly lastSeen: DayNumber;
}

/** The ground with what every judgement asks for worked out once. */
export interface PreparedGround extends PromiseGround {
  /** Working hours between two moments of the wall clock. */
  readonly clock: (fromMs: number, untilMs: number) => number;
  /** The moment up to which things are known (ms on the wall). */
  readonly seenUntil: number;
  /** When each lead was offered; its coming where the source names no day of finding any lead ready. */
  readonly offeredAt: Float64Array;
  readonly hasOffers: boolean;
  termsOn<K extends PromiseKey>(key: K, at: DayNumber): PromiseInForce<K>;
}

export function prepared(ground: PromiseGround): PreparedGround {
  const { work, versions } = ground;
  const hasOffers = work !== null && work.offeredAt.some((at) => !Number.isNaN(at));
  const known = new Map<PromiseKey, Map<DayNumber, PromiseInForce>>();
  return {
    ...ground,
    clock: workingClock(ground.week),
    seenUntil: (ground.lastSeen + 1) * msPerDay,
    offeredAt: work === null ? new Float64Array() : hasOffers ? work.offeredAt : work.createdAt,
    hasOffers,
    termsOn<K extends PromiseKey>(key: K, at: DayNumber) {
      // Asked for every case: found by a number, not by a text made for the asking.
      let days = known.get(key);
      if (!days) known.set(key, (days = new Map()));
      let found = days.get(at);
      if (!found) days.set(at, (found = promiseOn(versions, key, dayOf(at))));
      return found as PromiseInForce<K>;
    },
  };
}

export function dayOfMs(ms: number): DayNumber {
  return Math.floor(ms / msPerDay);
}

/** Day numbers of a period. */
export function boundsOf({ from, until }: { readonly from: Day; readonly until: Day }): readonly [DayNumber, DayNumber] {
  return [dayNumber(from), dayNumber(until)];
}

/** Requests for materials as the promise counts them: a delivery and a no are both an answer. `wall`: moments in UTC to the workspace's wall. */
export function requestsOf(feedback: readonly FeedbackFact[], wall: (ms: number) => number): MaterialRequest[] {
  return feedback
    .filter(({ mood }) => mood === "request")
    .map(({ id, askedAt, dueAt, deliveredAt, declinedAt }) => {
      const answered = deliveredAt ?? declinedAt;
      return { id, askedAt: wall(askedAt), dueAt: wall(dueAt), answeredAt: answered === null ? Number.NaN : wall(answered) };
    });
}

/** What the register asks of one person in a week: of the two departments the one that is asked for more. */
export function reportingAsked({ items, people }: RegisterFacts, asOf: Day): ReportingAsked | null {
  const today = dayNumber(asOf);
  const burdens = askedDepartments
    .map((department) =>
      items.filter(({ item }) => item.askedOf === department && isAskedOn(item, today)).map((facts) => itemBurden(facts, people[department])),
    )
    .filter((parts) => parts.length > 0)
    .map(burdenOf);
  return burdens.length === 0 ? null : burdens.reduce((a, b) => (b.minutes > a.minutes ? b : a));
}
