// What the firm and an agency promise each other: three promises of either, what each speaks of, and which version held on a day.
import type { Day } from "#kit/day.ts";

export const agencyPromiseKeys = ["leads-delivered", "brief-answered", "report-in-time", "brief-in-time", "lead-feedback", "invoice-paid"] as const;
export type AgencyPromiseKey = (typeof agencyPromiseKeys)[number];

export const agencyParties = ["agency", "firm"] as const;
export type AgencyParty = (typeof agencyParties)[number];

/** Who gives each; both give as many. */
export const partyOfPromise: Readonly<Record<AgencyPromiseKey, AgencyParty>> = {
  "leads-delivered": "agency",
  "brief-answered": "agency",
  "report-in-time": "agency",
  "brief-in-time": "firm",
  "lead-feedback": "firm",
  "invoice-paid": "firm",
};

/** `level` is what the promise speaks in: leads a month, calendar days, or the day of the following month. `atLeast` is the share of the cases in which it shall be so. */
export interface AgencyTerms {
  readonly level: number;
  readonly atLeast: number;
}

/** How `level` is read, and the most it may be. */
export const levelOf: Readonly<Record<AgencyPromiseKey, { readonly unit: "leads-a-month" | "days" | "day-of-month"; readonly most: number }>> = {
  "leads-delivered": { unit: "leads-a-month", most: 1_000_000 },
  "brief-answered": { unit: "days", most: 365 },
  // Every month has it.
  "report-in-time": { unit: "day-of-month", most: 28 },
  "brief-in-time": { unit: "days", most: 365 },
  "lead-feedback": { unit: "days", most: 365 },
  "invoice-paid": { unit: "days", most: 365 },
};

/** Where a proposal begins; nothing holds before both have signed. Our own choice. */
export const usualAgencyTerms: Readonly<Record<AgencyPromiseKey, AgencyTerms>> = {
  "leads-delivered": { level: 20, atLeast: 0.75 },
  "brief-answered": { level: 5, atLeast: 0.9 },
  "report-in-time": { level: 10, atLeast: 0.9 },
  "brief-in-time": { level: 14, atLeast: 0.9 },
  "lead-feedback": { level: 3, atLeast: 0.9 },
  "invoice-paid": { level: 30, atLeast: 0.9 },
};

/** What passes between the two and stands in no other record: briefs and their answers, reports on a month, invoices and their payment. */
export const dealingKinds = ["brief", "report", "invoice"] as const;
export type DealingKind = (typeof dealingKinds)[number];

export interface AgencyDealing {
  readonly id: string;
  readonly kind: DealingKind;
  /** A brief was given, an invoice was sent, the first day of the month that a report is about. */
  readonly askedOn: Day;
  /** The day that a brief's campaign begins; null: not told, and not a brief. */
  readonly forOn: Day | null;
  /** A brief was answered, a report given, an invoice paid. */
  readonly answeredOn: Day | null;
}

/** A version that has held from a day on. */
export interface AgencyPromiseHeld {
  readonly key: AgencyPromiseKey;
  readonly version: number;
  readonly terms: AgencyTerms;
  readonly from: Day;
}

/** What held on a day: the newest version that had begun; null: nothing was promised. */
export function heldOn(held: readonly AgencyPromiseHeld[], key: AgencyPromiseKey, day: Day): AgencyPromiseHeld | null {
  let found: AgencyPromiseHeld | null = null;
  for (const one of held) if (one.key === key && one.from <= day && (found === null || one.version > found.version)) found = one;
  return found;
}
