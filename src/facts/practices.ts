// Ways of working that the two departments may take up together: the house's own list, who has taken one up since when, and what shows that it is alive.
import type { FirmPart } from "#facts/actions.ts";
import type { Day } from "#kit/day.ts";

/** The house's own list. A firm adds others. */
export const practiceKeys = [
  "joint-meetings",
  "joint-events",
  "feedback-rules",
  "common-workspace",
  "split-of-marketing",
  "integrated-bonus",
  "job-rotation",
  "joint-visits",
  "shared-training",
  "liaison",
] as const;
export type PracticeKey = (typeof practiceKeys)[number];

export const isPracticeKey = (text: string): text is PracticeKey => (practiceKeys as readonly string[]).includes(text);

/** What a way of working is told in: what it is, when it helps, when it does not, how to start, what shows that it is alive. */
export const practiceTexts = ["what", "helps", "helpsNot", "start", "alive"] as const;
export type PracticeText = (typeof practiceTexts)[number];

/** A way of the firm's own, in its own words. */
export interface OwnPractice {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly helps: string | null;
  readonly helpsNot: string | null;
  readonly start: string | null;
  readonly alive: string | null;
  readonly withdrawnAt: string | null;
}

/** A part of the firm (or all of it) works in this way from a day on. */
export interface Adoption {
  readonly id: string;
  /** A key of the house's list, or the id of a way of the firm's own. */
  readonly practice: string;
  /** Null: the whole firm. */
  readonly within: FirmPart | null;
  /** As the part is called; null: the whole firm. */
  readonly partName: string | null;
  readonly begunOn: Day;
  /** The first day on which it was not done any more; null: it goes on. */
  readonly endedOn: Day | null;
  readonly ownerId: string;
  readonly ownerName: string;
  /** Minor units a month; null: not told. */
  readonly monthlyCost: number | null;
  readonly note: string | null;
  readonly withdrawnAt: string | null;
}

/** What the house can count by itself of a way of working that is done. */
export const signKeys = ["meetings-with-plan", "events-of-both", "feedback-answered", "threads-of-both"] as const;
export type SignKey = (typeof signKeys)[number];

/** Which count shows that a way is alive; the others are seen by people alone. */
export const signOf: Readonly<Partial<Record<PracticeKey, SignKey>>> = {
  "joint-meetings": "meetings-with-plan",
  "joint-events": "events-of-both",
  "feedback-rules": "feedback-answered",
  "common-workspace": "threads-of-both",
};

/** So many days back it is looked; the last exhibition may be half a year ago. */
export const signDays: Readonly<Record<SignKey, number>> = { "meetings-with-plan": 90, "events-of-both": 365, "feedback-answered": 90, "threads-of-both": 30 };

/** `count` of `of` within the days; alive from half on, and from one on where nothing says how many there should be. */
export interface Sign {
  readonly key: SignKey;
  readonly days: number;
  readonly count: number;
  readonly of: number | null;
}

/** How a way of working stood when it was last looked at; null: it was alive. One that never was is not on the list. */
export interface WatchedPractice {
  readonly practice: string;
  readonly asleepOn: Day | null;
}

export const isAlive = ({ count, of }: Sign): boolean => (of === null ? count > 0 : of > 0 && count * 2 >= of);
