// Whether an agency and the firm kept what they promised each other, case by case: briefs, reports, leads, answers to leads, payments.
import { verdictOf } from "#evidence/promises/judge.ts";
import { stepsOf } from "#evidence/kpi/series.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { type AgencyDealing, type AgencyPromiseHeld, type AgencyPromiseKey, type AgencyTerms, heldOn } from "#facts/agency-promises.ts";
import type { Interval } from "#facts/papers.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

/** A lead of what is shared with the agency: when it came, and when sales first did anything with it (tried, accepted or returned); null: not yet. */
export interface AgencyLead {
  readonly id: string;
  readonly cameOn: Day;
  readonly workedOn: Day | null;
}

export interface AgencyGround {
  readonly held: readonly AgencyPromiseHeld[];
  readonly dealings: readonly AgencyDealing[];
  readonly leads: readonly AgencyLead[];
  readonly asOf: Day;
  /** Up to this day leads are on record. */
  readonly lastSeen: Day;
}

export interface AgencyPromiseCase {
  /** Of a dealing or a lead; of a month its first day. */
  readonly id: string;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
  /** Leads that came in the month, where those are promised. */
  readonly count: number | null;
  readonly isKept: boolean;
  readonly atLeast: number;
}

type CaseOf = Omit<AgencyPromiseCase, "atLeast">;

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** Whole months from the first day on which it was promised, up to a day. */
function monthsSince({ held }: AgencyGround, key: AgencyPromiseKey, until: Day): Period[] {
  const first = held.filter((one) => one.key === key).reduce<Day | null>((day, { from }) => (day === null || from < day ? from : day), null);
  if (first === null) return [];
  const from = first === firstOfMonth(first) ? first : addMonths(firstOfMonth(first), 1);
  return from < until ? stepsOf({ from, until }, "month").filter((month) => month.until <= until) : [];
}

const inTime = (doneOn: Day | null, dueOn: Day) => doneOn !== null && doneOn <= dueOn;

/** What each key asks of a case that began on a day, by the terms of that day. */
const casesBy: Readonly<Record<AgencyPromiseKey, (ground: AgencyGround, termsOn: (day: Day) => AgencyTerms | null) => (CaseOf & { readonly begunOn: Day })[]>> =
  {
    "leads-delivered": (ground, termsOn) =>
      // A month counts once leads are on record to its end: an old export is nobody's fault.
      monthsSince(ground, "leads-delivered", ground.lastSeen < ground.asOf ? addDays(ground.lastSeen, 1) : ground.asOf).flatMap((month) => {
        const terms = termsOn(month.from);
        if (terms === null) return [];
        const count = ground.leads.filter(({ cameOn }) => cameOn >= month.from && cameOn < month.until).length;
        const dueOn = addDays(month.until, -1);
        return { id: month.from, begunOn: month.from, dueOn, doneOn: null, count, isKept: count >= terms.level };
      }),
    "brief-answered": (ground, termsOn) => dated(ground, "brief", termsOn),
    "report-in-time": (ground, termsOn) =>
      monthsSince(ground, "report-in-time", ground.asOf).flatMap((month) => {
        const terms = termsOn(month.from);
        if (terms === null) return [];
        const doneOn = ground.dealings
          .filter(({ kind, askedOn }) => kind === "report" && firstOfMonth(askedOn) === month.from)
          .reduce<Day | null>((first, { answeredOn }) => (answeredOn !== null && (first === null || answeredOn < first) ? answeredOn : first), null);
        const dueOn = addDays(month.until, terms.level - 1);
        return { id: month.from, begunOn: month.from, dueOn, doneOn, count: null, isKept: inTime(doneOn, dueOn) };
      }),
    "brief-in-time": ({ dealings }, termsOn) =>
      dealings.flatMap(({ id, kind, askedOn, forOn }) => {
        const terms = termsOn(askedOn);
        if (kind !== "brief" || forOn === null || terms === null) return [];
        const dueOn = addDays(forOn, -terms.level);
        return { id, begunOn: askedOn, dueOn, doneOn: askedOn, count: null, isKept: inTime(askedOn, dueOn) };
      }),
    "lead-feedback": ({ leads, lastSeen, asOf }, termsOn) =>
      leads.flatMap(({ id, cameOn, workedOn }) => {
        const terms = termsOn(cameOn);
        if (terms === null) return [];
        const dueOn = addDays(cameOn, terms.level);
        // What was done after the last day on record cannot be seen.
        return dueOn < (lastSeen < asOf ? addDays(lastSeen, 1) : asOf)
          ? { id, begunOn: cameOn, dueOn, doneOn: workedOn, count: null, isKept: inTime(workedOn, dueOn) }
          : [];
      }),
    "invoice-paid": (ground, termsOn) => dated(ground, "invoice", termsOn),
  };

function dated({ dealings }: AgencyGround, of: AgencyDealing["kind"], termsOn: (day: Day) => AgencyTerms | null) {
  return dealings.flatMap(({ id, kind, askedOn, answeredOn }) => {
    const terms = termsOn(askedOn);
    if (kind !== of || terms === null) return [];
    const dueOn = addDays(askedOn, terms.level);
    return { id, begunOn: askedOn, dueOn, doneOn: answeredOn, count: null, isKept: inTime(answeredOn, dueOn) };
  });
}

/** Every case of a promise whose time is up, the latest first. What began before it was promised is no case. */
export function agencyCases(key: AgencyPromiseKey, ground: AgencyGround): AgencyPromiseCase[] {
  const termsOn = (day: Day) => heldOn(ground.held, key, day)?.terms ?? null;
  return casesBy[key](ground, termsOn)
    .filter(({ dueOn }) => dueOn < ground.asOf)
    .map(({ begunOn, ...one }) => Object.assign(one, { atLeast: termsOn(begunOn)!.atLeast }))
    .toSorted((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? 1 : -1));
}

export interface AgencyVerdict {
  readonly status: "kept" | "broken" | "cannot-be-told";
  /** no-cases: nothing has come due; short-within-chance: it fell short by no more than chance could make. */
  readonly reason: "no-cases" | "short-within-chance" | null;
  readonly kept: number;
  readonly sample: number;
  readonly measured: number | null;
  readonly interval: Interval | null;
  readonly promised: number | null;
}

/**
 * kept / cases against the mean of what was promised for each, with Wilson's 90 % range: kept where the share reaches it, broken only where the whole range misses it.
 * Briefs, reports and invoices are few and each is a deed, so no ten are waited for; the range alone says how much a few can bear.
 */
export function agencyVerdict(cases: readonly AgencyPromiseCase[]): AgencyVerdict {
  const sample = cases.length;
  if (sample === 0) return { status: "cannot-be-told", reason: "no-cases", kept: 0, sample, measured: null, interval: null, promised: null };
  const kept = cases.filter(({ isKept }) => isKept).length;
  const [measured, interval] = [kept / sample, wilsonInterval(kept, sample)!];
  const promised = cases.reduce((sum, { atLeast }) => sum + atLeast, 0) / sample;
  const { status } = verdictOf({ measured, interval, promised, holds: "at-least" });
  return { status, reason: status === "cannot-be-told" ? "short-within-chance" : null, kept, sample, measured, interval, promised };
}
