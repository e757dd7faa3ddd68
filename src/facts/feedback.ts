// Feedback of sales: what it can be about, in which mood, and what can come of it.

export const feedbackMoods = ["works", "does-not-work", "question", "request"] as const;
export type FeedbackMood = (typeof feedbackMoods)[number];

/** Things on record, found by their ids. */
export const feedbackRecords = ["lead", "deal", "account", "campaign"] as const;
/** Things that have a name alone. */
export const feedbackNames = ["material", "price", "competitor"] as const;
export const feedbackAbout = [...feedbackRecords, ...feedbackNames] as const;
export type FeedbackAbout = (typeof feedbackAbout)[number];

export const feedbackOutcomes = ["changed", "declined", "delivered", "closed"] as const;
export type FeedbackOutcome = (typeof feedbackOutcomes)[number];

export const feedbackStates = ["open", "taken", "answered", "closed"] as const;
export type FeedbackState = (typeof feedbackStates)[number];

export interface FeedbackStanding {
  readonly mood: FeedbackMood;
  readonly dueAt: string;
  readonly takenAt: string | null;
  readonly answeredAt: string | null;
  readonly outcome: FeedbackOutcome | null;
}

/** Where it stands: closed once something came of it. A request is answered only when it is delivered or declined. */
export function feedbackState({ mood, takenAt, answeredAt, outcome }: FeedbackStanding): FeedbackState {
  if (outcome !== null) return "closed";
  if (mood === "request") return takenAt === null ? "open" : "taken";
  return answeredAt === null ? "open" : "answered";
}

/** What is waited for, and the time has passed. */
export function isFeedbackOverdue(standing: FeedbackStanding, now: string): boolean {
  const state = feedbackState(standing);
  return (state === "open" || state === "taken") && Date.parse(standing.dueAt) < Date.parse(now);
}

/** One piece of feedback as promises count it; moments are ms since 1970 UTC, null: not (yet). */
export interface FeedbackFact {
  readonly id: string;
  readonly mood: FeedbackMood;
  readonly askedAt: number;
  /** By when it was to be answered; of a request, until when the thing was needed. */
  readonly dueAt: number;
  readonly answeredAt: number | null;
  /** Requests alone. */
  readonly deliveredAt: number | null;
  readonly declinedAt: number | null;
}
