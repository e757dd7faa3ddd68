// Joint meetings: their states, what can come of an item, and what is proposed for an agenda.
import type { ActionDetail, AgendaSource } from "#facts/actions.ts";
import type { Department } from "#facts/department.ts";
import type { Day } from "#kit/day.ts";
import type { Language } from "#kit/words.ts";

export const meetingStates = ["planned", "open", "closed", "cancelled"] as const;
export type MeetingState = (typeof meetingStates)[number];

/** Where the day of a meeting is not worked: on the next or the last working day before, all the same, or not at all. */
export const holidayWays = ["next", "previous", "same", "skip"] as const;
export type HolidayWay = (typeof holidayWays)[number];

/** What the last meeting left, the most pressing problems, and what people put on. */
export const agendaParts = ["carried", "problem", "people"] as const;
export type AgendaPart = (typeof agendaParts)[number];

export const outcomeKinds = ["decision", "action", "carried"] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const voteKinds = ["for", "against", "abstains"] as const;
export type VoteKind = (typeof voteKinds)[number];

export const meetingAnswers = ["yes", "no", "maybe"] as const;
export type MeetingAnswer = (typeof meetingAnswers)[number];

export type Side = "sales" | "marketing";

/** Something that presses, as a room finds it in the facts. */
export interface Problem {
  readonly kind: Exclude<AgendaSource, "action" | "agenda-item" | "project">;
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** The evidence in a sentence, with its numbers. */
  readonly why: Readonly<Record<Language, string>>;
  readonly side: Side | null;
  /** Minor units of the workspace's currency; null: cannot be told in money. */
  readonly money: number | null;
  /** 0 to 1: how sure it is that there is something. */
  readonly confidence: number;
  /** Since when; null: not known. */
  readonly since: Day | null;
  /** 0 to 1: how far the two departments can change it by themselves. */
  readonly reach: number;
  /** Stands on the agenda whatever its rank: its time has come. */
  readonly isDue: boolean;
}

/** Why an item stands where it does. */
export interface Standing {
  readonly money: number | null;
  /** The money was not known: it was ranked as the middle of those that are. */
  readonly isMoneyGuessed: boolean;
  readonly confidence: number;
  readonly months: number | null;
  readonly reach: number;
  /** Share of the largest on the list, 0 to 1. */
  readonly weight: number;
  readonly isDue: boolean;
  /** On the agenda because its side would otherwise have had none. */
  readonly isForItsSide: boolean;
}

/** The action that an item will begin when its meeting ends. */
export type DraftAction = ActionDetail;

export interface SeriesOnFile {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly startsOn: Day;
  readonly atMinute: number;
  readonly minutes: number;
  readonly timeZone: string;
  readonly place: string | null;
  readonly onHoliday: HolidayWay;
  readonly agendaHours: number;
  readonly createdBy: string | null;
  readonly endedAt: string | null;
}

export interface MeetingOnFile {
  readonly id: string;
  readonly seriesId: string | null;
  readonly occursOn: Day | null;
  readonly title: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly timeZone: string;
  readonly place: string | null;
  readonly agendaHours: number;
  readonly state: MeetingState;
  readonly cancelReason: string | null;
  readonly isApart: boolean;
  readonly sequence: number;
  readonly agendaWrittenAt: string | null;
  readonly agendaSentAt: string | null;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly items: number;
}

export const agendaGoesOutAt = ({ startsAt, agendaHours }: Pick<MeetingOnFile, "startsAt" | "agendaHours">) =>
  new Date(Date.parse(startsAt) - agendaHours * 3_600_000).toISOString();

export interface AskedToCome {
  readonly meetingId: string;
  readonly memberId: string;
  readonly name: string;
  readonly department: Department | null;
  readonly answer: MeetingAnswer | null;
  readonly wasThere: boolean;
}

export interface MeetingItemOnFile {
  readonly id: string;
  readonly meetingId: string | null;
  readonly part: AgendaPart;
  readonly title: string;
  readonly why: string | null;
  readonly fromKind: AgendaSource | null;
  readonly fromId: string | null;
  readonly fromTitle: string | null;
  readonly side: Side | null;
  readonly standing: Standing | null;
  /** Meetings that it has gone through without an end. */
  readonly carried: number;
  readonly carriedFrom: string | null;
  readonly isPinned: boolean;
  readonly minutes: number | null;
  readonly notes: string;
  readonly outcome: OutcomeKind | null;
  readonly outcomeText: string | null;
  readonly outcomeAction: DraftAction | null;
  readonly outcomeBy: string | null;
  readonly actionId: string | null;
  readonly putById: string;
  readonly putBy: string | null;
  readonly takenOffAt: string | null;
}

export interface VoteOnFile {
  readonly itemId: string;
  readonly memberId: string;
  readonly name: string;
  readonly vote: VoteKind;
}
