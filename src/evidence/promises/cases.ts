// The cases of each promise: every lead, deal, campaign or request it was given for and whose time is up, and whether it was kept there.
import { noDay } from "#facts/columns.ts";
import type { EntityName } from "#facts/entities.ts";
import { attemptsBetween, isDefinitional } from "#facts/handoff-work.ts";
import type { Caution } from "#facts/papers.ts";
import type { PromiseKey } from "#facts/promises.ts";
import { type DayNumber, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { lostStage } from "#evidence/cycle/watch.ts";
import { type PreparedGround, boundsOf, dayOfMs, msPerDay } from "#evidence/promises/ground.ts";

/** One thing that the promise was given for. */
export interface PromiseCase {
  readonly id: string;
  /** The day whose terms it is judged by. */
  readonly on: DayNumber;
  readonly isKept: boolean;
  /** Whose it was, as the source names them. */
  readonly person: string | null;
}

export type Cases =
  | { readonly ok: true; readonly entity: EntityName; readonly cases: readonly PromiseCase[]; readonly cautions: readonly Caution[] }
  | { readonly ok: false; readonly reason: string };

type Judge = (ground: PreparedGround, period: Period) => Cases;
/** Promises that are kept or not kept case by case; the value of leads and minutes of reporting are sums. */
export type CountedPromise = Exclude<PromiseKey, "accepted-value" | "reporting-minutes">;

const untold = (reason: string): Cases => ({ ok: false, reason });

/** Leads offered in the period that `judge` says something of; null: its time is not up, or the promise was not given for it. */
function overLeads(ground: PreparedGround, period: Period, judge: (row: number, on: DayNumber) => boolean | null): Cases {
  const { leads, offeredAt } = ground;
  if (leads === null || ground.work === null || leads.count === 0) return untold("no-leads");
  const [from, until] = boundsOf(period);
  const cases: PromiseCase[] = [];
  for (let row = 0; row < leads.count; row++) {
    const on = dayOfMs(offeredAt[row]!);
    // NaN compares as false with everything: a lead that was never offered is in no period.
    if (!(on >= from && on < until)) continue;
    const isKept = judge(row, on);
    if (isKept === null) continue;
    const owner = leads.owner.codes[row]!;
    cases.push({ id: leads.ids[row]!, on, isKept, person: owner < 0 ? null : leads.owner.names[owner]! });
  }
  return { ok: true, entity: "lead", cases, cautions: ground.hasOffers ? [] : [{ code: "promise-coming-is-offer" }] };
}

/** With no holiday on the calendar, working days are counted that were none. */
function clockCautions({ week }: PreparedGround): Caution[] {
  return week.holidays.length === 0 ? [{ code: "promise-holidays-not-known" }] : [];
}

const isKnown = (moment: number) => !Number.isNaN(moment);

/** Every lead counts whose hours are over, however quickly it was answered: quick answers are not counted before slow ones can be. */
const acceptInTime: Judge = (ground, period) => {
  const { work, offeredAt, clock, seenUntil } = ground;
  if (work !== null && !work.acceptedAt.some(isKnown) && !work.returnedAt.some(isKnown)) return untold("no-acceptance");
  const found = overLeads(ground, period, (row, on) => {
    const { hours } = ground.termsOn("accept-in-time", on).terms;
    if (clock(offeredAt[row]!, seenUntil) < hours) return null;
    const answers = [work!.acceptedAt[row]!, work!.returnedAt[row]!].filter(isKnown);
    return answers.length > 0 && clock(offeredAt[row]!, Math.min(...answers)) <= hours;
  });
  return withCautions(found, clockCautions(ground));
};

/** What went back to marketing before anybody called was decided, and leaves. */
const firstAttempt: Judge = (ground, period) => {
  const { work, leads, offeredAt, clock, seenUntil } = ground;
  if (work !== null && !work.firstAttemptAt.some(isKnown) && work.attempts === null) return untold("no-attempts");
  const found = overLeads(ground, period, (row, on) => {
    const { hours, hoursByGrade } = ground.termsOn("first-attempt", on).terms;
    const grade = leads!.grade.codes[row]! < 0 ? "" : leads!.grade.names[leads!.grade.codes[row]!]!;
    const usual = hoursByGrade[grade] ?? hours;
    const own = work!.attemptHours?.[row] ?? Number.NaN;
    // A lead of a stand was promised sooner.
    const most = isKnown(own) ? Math.min(usual, own) : usual;
    if (clock(offeredAt[row]!, seenUntil) < most) return null;
    const tried = work!.firstAttemptAt[row]!;
    if (isKnown(tried)) return clock(offeredAt[row]!, tried) <= most;
    return isKnown(work!.returnedAt[row]!) ? null : false;
  });
  return withCautions(found, clockCautions(ground));
};

/** Leads that were accepted and not reached within the days: who was reached, found fit or returned needs no further attempts. */
const attemptDepth: Judge = (ground, period) => {
  const { work, seenUntil } = ground;
  if (work !== null && work.attempts === null) return untold("no-single-attempts");
  return overLeads(ground, period, (row, on) => {
    const { attempts, days } = ground.termsOn("attempt-depth", on).terms;
    const from = work!.acceptedAt[row]!;
    const until = from + days * msPerDay;
    if (!isKnown(from) || until > seenUntil || isKnown(work!.returnedAt[row]!)) return null;
    if ([work!.firstContactAt[row]!, work!.outcomeAt[row]!].some((moment) => moment < until)) return null;
    return attemptsBetween(work!, row, { from: Math.min(from, ground.offeredAt[row]!), until }) >= attempts;
  });
};

/** Accepted leads that did not go back: whether it stands on record what became of them. */
const outcomeRecorded: Judge = (ground, period) => {
  const { work, leads, seenUntil } = ground;
  if (work !== null && !work.acceptedAt.some(isKnown)) return untold("no-acceptance");
  let undated = 0;
  const found = overLeads(ground, period, (row, on) => {
    const from = work!.acceptedAt[row]!;
    const due = from + ground.termsOn("outcome-recorded", on).terms.days * msPerDay;
    if (!isKnown(from) || due > seenUntil || isKnown(work!.returnedAt[row]!)) return null;
    if (!isKnown(work!.outcomeAt[row]!) && leads!.stage[row] === lostStage) {
      // It ended, nobody knows when: neither side is given the benefit.
      undated++;
      return null;
    }
    return work!.outcomeAt[row]! <= due;
  });
  return withCautions(found, undated === 0 ? [] : [{ code: "promise-outcome-undated", details: { count: undated } }]);
};

/** Leads that sales decided on; kept where it did not go back as not what was agreed. */
const definitionalReturns: Judge = (ground, period) => {
  const { work } = ground;
  if (work !== null && !work.acceptedAt.some(isKnown) && !work.returnedAt.some(isKnown)) return untold("no-acceptance");
  const hasReasons = work === null || work.returnReason.codes.some((code) => code >= 0);
  if (work !== null && work.returnedAt.some(isKnown) && !hasReasons) return untold("no-return-reasons");
  return overLeads(ground, period, (row) => {
    const isReturned = isKnown(work!.returnedAt[row]!);
    if (!isReturned && !isKnown(work!.acceptedAt[row]!)) return null;
    const reason = work!.returnReason.codes[row]!;
    return !(isReturned && reason >= 0 && isDefinitional(work!.returnReason.names[reason]!));
  });
};

/** Of the agreed fields those that the source knows at all: what no lead carries was not left out by anybody. */
const fieldsComplete: Judge = (ground, period) => {
  const { leads } = ground;
  const filled = new Map<string, boolean>();
  const isUsed = (field: "account" | "channel" | "campaign" | "segment" | "region" | "product" | "grade") => {
    const known = filled.get(field) ?? leads![field].codes.some((code) => code >= 0);
    filled.set(field, known);
    return known;
  };
  const found = overLeads(ground, period, (row, on) => {
    const wanted = ground.termsOn("fields-complete", on).terms.fields.filter(isUsed);
    return wanted.length === 0 ? null : wanted.every((field) => leads![field].codes[row]! >= 0);
  });
  if (found.ok && found.cases.length === 0 && [...filled.values()].every((used) => !used) && filled.size > 0) return untold("no-lead-details");
  const never = [...filled].filter(([, used]) => !used).map(([field]) => field);
  return withCautions(found, never.length === 0 ? [] : [{ code: "promise-fields-unknown", details: { count: never.length, names: never.join(", ") } }]);
};

/** Campaigns that began in the period; kept where sales was told so many days before. */
const campaignNotice: Judge = (ground, period) => {
  const [from, until] = boundsOf(period);
  if (!ground.campaigns.some(({ announcedOn = null }) => announcedOn !== null)) return untold("no-notice-days");
  const cases = ground.campaigns.flatMap(({ id, startsOn, announcedOn = null }) => {
    if (startsOn === null) return [];
    const on = dayNumber(startsOn);
    if (on < from || on >= until || on > ground.lastSeen) return [];
    const { days } = ground.termsOn("campaign-notice", on).terms;
    return [{ id, on, isKept: announcedOn !== null && on - dayNumber(announcedOn) >= days, person: null }];
  });
  return { ok: true, entity: "campaign", cases, cautions: [] };
};

/** Requests for materials, and leads that came back here: each has an answer in its hours or has not. */
const requestsAnswered: Judge = (ground, period) => {
  const { work, clock, seenUntil, requests, leads } = ground;
  const [from, until] = boundsOf(period);
  const judged = (askedAt: number, answeredAt: number, hours: number) =>
    clock(askedAt, seenUntil) < hours ? null : isKnown(answeredAt) && clock(askedAt, answeredAt) <= hours;
  const cases: PromiseCase[] = [];
  const add = (id: string, on: DayNumber, isKept: boolean | null) => {
    if (isKept !== null && on >= from && on < until) cases.push({ id, on, isKept, person: null });
  };
  for (const { row, returnedAt, answeredAt } of work?.returns ?? []) {
    const on = dayOfMs(returnedAt);
    add(leads!.ids[row]!, on, judged(returnedAt, answeredAt, ground.termsOn("requests-answered", on).terms.returnHours));
  }
  for (const { id, askedAt, dueAt, answeredAt } of requests ?? []) {
    const on = dayOfMs(askedAt);
    const hours = ground.termsOn("requests-answered", on).terms.hours;
    const isKept = dueAt === null ? judged(askedAt, answeredAt, hours) : seenUntil < dueAt ? null : answeredAt <= dueAt;
    add(id, on, isKept);
  }
  if (cases.length === 0) return untold("no-requests");
  return { ok: true, entity: "lead", cases, cautions: (requests ?? []).length === 0 ? [{ code: "promise-returns-only" }] : [] };
};

/** Deals lost in the period; kept where the seller's reason stands on record, and with it the buyer's or a comment. */
const lostFeedback: Judge = (ground, period) => {
  const { deals, commented } = ground;
  const [from, until] = boundsOf(period);
  if (deals.lossReason.names.length === 0 && deals.buyerLossReason.names.length === 0 && (commented?.size ?? 0) === 0) return untold("no-loss-reasons");
  const cases: PromiseCase[] = [];
  for (let row = 0; row < deals.count; row++) {
    const on = deals.closedOn[row]!;
    if (deals.stage[row] !== lostStage || on === noDay || on < from || on >= until || on > ground.lastSeen) continue;
    const hasMore = deals.buyerLossReason.codes[row]! >= 0 || (commented?.has(deals.ids[row]!) ?? false);
    const owner = deals.owner.codes[row]!;
    cases.push({ id: deals.ids[row]!, on, isKept: deals.lossReason.codes[row]! >= 0 && hasMore, person: owner < 0 ? null : deals.owner.names[owner]! });
  }
  return { ok: true, entity: "deal", cases, cautions: commented === null ? [{ code: "promise-no-comments" }] : [] };
};

function withCautions(found: Cases, more: readonly Caution[]): Cases {
  return found.ok ? { ...found, cautions: [...found.cautions, ...more] } : found;
}

const judges: Readonly<Record<CountedPromise, Judge>> = {
  "definitional-returns": definitionalReturns,
  "fields-complete": fieldsComplete,
  "campaign-notice": campaignNotice,
  "requests-answered": requestsAnswered,
  "accept-in-time": acceptInTime,
  "first-attempt": firstAttempt,
  "attempt-depth": attemptDepth,
  "outcome-recorded": outcomeRecorded,
  "lost-feedback": lostFeedback,
};

/** The cases of one promise in a period, or why there are none to speak of. */
export function casesOf(key: CountedPromise, ground: PreparedGround, period: Period): Cases {
  return judges[key](ground, period);
}
