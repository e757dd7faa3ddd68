// What both sides owe each other at the handoff where nobody has agreed on anything else, and the moments at which each of it is due.
import type { Handoff, Standing } from "#facts/handoff.ts";
import type { ZonedHours } from "#kit/working-hours.ts";

/** Hours are working hours; days are days of the calendar. Sources of the defaults stand in docs/methods/handoff.md. */
export interface HandoffTerms {
  /** From the offer to acceptance or return. */
  readonly acceptHours: number;
  /** From the offer to the first attempt. */
  readonly firstAttemptHours: number;
  /** The same for leads of one grade, where it differs. */
  readonly firstAttemptHoursByGrade: Readonly<Record<string, number>>;
  /** Attempts at somebody who was not reached, and the days after acceptance in which they are made. */
  readonly attempts: number;
  readonly attemptDays: number;
  /** From a return to marketing's answer: offered again, or kept. */
  readonly returnAnswerHours: number;
  /** From acceptance to an outcome on record. */
  readonly outcomeDays: number;
}

export const usualTerms: HandoffTerms = {
  acceptHours: 8,
  firstAttemptHours: 24,
  firstAttemptHoursByGrade: {},
  attempts: 5,
  attemptDays: 14,
  returnAnswerHours: 16,
  outcomeDays: 30,
};

export const dueKinds = ["answer-return", "accept", "first-attempt", "depth", "outcome"] as const;
export type DueKind = (typeof dueKinds)[number];

/** What is owed next on a handoff, by whom and until when (ms in UTC; null: nobody works again). */
export interface Due {
  readonly kind: DueKind;
  readonly by: "sales" | "marketing";
  readonly at: number | null;
}

const msPerDay = 86_400_000;
const ms = (moment: string) => Date.parse(moment);

/** What is owed next; null where the handoff has come to its end. One thing at a time: the earliest step that is missing. */
export function dueOf(
  own: Pick<Handoff, "acceptFrom" | "attempts" | "acceptedAt">,
  stands: Standing,
  {
    terms,
    hours,
    grade,
    ownHours = null,
  }: { readonly terms: HandoffTerms; readonly hours: ZonedHours; readonly grade: string | null; readonly ownHours?: number | null },
): Due | null {
  const from = ms(own.acceptFrom);
  switch (stands.state) {
    case "returned":
      return { kind: "answer-return", by: "marketing", at: hours.due(ms(stands.returnedAt!), terms.returnAnswerHours) };
    case "offered":
      return { kind: "accept", by: "sales", at: hours.due(from, terms.acceptHours) };
    case "accepted":
      return { kind: "first-attempt", by: "sales", at: hours.due(from, attemptHours(terms, grade, ownHours)) };
    case "attempted": {
      const isDeep = own.attempts >= terms.attempts;
      const start = ms(stands.acceptedAt!);
      return { kind: isDeep ? "outcome" : "depth", by: "sales", at: start + (isDeep ? terms.outcomeDays : terms.attemptDays) * msPerDay };
    }
    case "contacted":
      return { kind: "outcome", by: "sales", at: ms(stands.acceptedAt!) + terms.outcomeDays * msPerDay };
    default:
      return null;
  }
}

/** Working hours until the first attempt for a lead of this grade; `own`: promised to this very lead, and it stands where it is sooner. */
export function attemptHours(terms: HandoffTerms, grade: string | null, own: number | null = null): number {
  const usual = (grade === null ? undefined : terms.firstAttemptHoursByGrade[grade]) ?? terms.firstAttemptHours;
  return own === null ? usual : Math.min(usual, own);
}
