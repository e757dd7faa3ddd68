// What promises are judged on: leads and deals, the handoff of each lead to the minute, the working clock, and which terms held on which day.
import type { DealColumns, LeadColumns } from "#facts/columns.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";
import { type PromiseInForce, type PromiseKey, type PromiseVersion, promiseOn } from "#facts/promises.ts";
import { type Day, type DayNumber, dayNumber, dayOf } from "#kit/day.ts";
import { type WorkingWeek, workingClock } from "#kit/working-hours.ts";

export const msPerDay = 86_400_000;

/** A request for materials; moments are ms on the wall clock of the workspace, NaN: not yet. */
export interface MaterialRequest {
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

export interface PromiseGround {
  readonly leads: LeadColumns | null;
  readonly deals: DealColumns;
  readonly work: HandoffWork | null;
  readonly campaigns: readonly AnnouncedCampaign[];
  /** Null: requests are not kept here. */
  readonly requests: readonly MaterialRequest[] | null;
  /** Lost deals on which somebody commented; null: comments are not kept here. */
  readonly commented: ReadonlySet<string> | null;
  /** Minutes of reporting for each person and week that was measured; null: nobody measures them. */
  readonly reporting: readonly { readonly week: Day; readonly minutes: number }[] | null;
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
  const known = new Map<string, PromiseInForce>();
  return {
    ...ground,
    clock: workingClock(ground.week),
    seenUntil: (ground.lastSeen + 1) * msPerDay,
    offeredAt: work === null ? new Float64Array() : hasOffers ? work.offeredAt : work.createdAt,
    hasOffers,
    termsOn<K extends PromiseKey>(key: K, at: DayNumber) {
      const name = `${key} ${at}`;
      const found = known.get(name) ?? promiseOn(versions, key, dayOf(at));
      known.set(name, found);
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
