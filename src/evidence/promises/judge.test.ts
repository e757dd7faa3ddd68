// Promises judged on records that can be counted in the head: each by the terms of its own day, none before its time is up, both sides by one rule.
import { expect, test } from "vitest";

import { type PromiseGround, prepared, reportingAsked, requestsOf } from "#evidence/promises/ground.ts";
import { judgedPromises, verdictOf } from "#evidence/promises/judge.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Activity, Deal, Lead } from "#facts/entities.ts";
import { type PromiseKey, type PromiseVersion, promiseKeys, sideOfPromise } from "#facts/promises.ts";
import type { ReportItem } from "#facts/reporting.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import { usualWeek } from "#kit/working-hours.ts";
import { aFact, aLead, aLostDeal } from "#testing/builders.ts";
import { handoffWorkOf } from "#testing/handoff-work.ts";

const period = { from: "2025-03-01", until: "2025-04-01" };
const both = [{ role: "head-of-sales" }, { role: "head-of-marketing" }] as const;
const version = (key: PromiseKey, terms: object, on: string): PromiseVersion => ({
  key,
  version: 2,
  terms: { ...terms },
  holdsFrom: on,
  signedOn: on,
  signatures: both,
  withdrawnAt: null,
});

const reportItem: ReportItem = {
  id: "r",
  name: "Report of visits",
  kind: "report",
  askedOf: "sales",
  reader: "Head of sales",
  readerDepartment: "sales",
  decision: "Whom to visit",
  fields: [],
  perWeek: 1,
  statedMinutes: 10,
  askedFrom: "2025-01-01",
  askedUntil: null,
  endedBecause: null,
};

function groundOf(
  leads: readonly Lead[],
  more: Omit<Partial<PromiseGround>, "deals"> & { activities?: readonly Activity[]; deals?: readonly Deal[] } = {},
): PromiseGround {
  const { activities = [], deals = [], ...rest } = more;
  return {
    leads: leads.length === 0 ? null : leadColumnsOf(leads),
    deals: dealColumnsOf(deals),
    work: leads.length === 0 ? null : handoffWorkOf(leads, activities),
    campaigns: [],
    requests: null,
    commented: null,
    reporting: null,
    versions: [],
    week: usualWeek,
    lastSeen: dayNumber("2025-06-30"),
    ...rest,
  };
}
const judged = (ground: PromiseGround, key: PromiseKey) =>
  judgedPromises(prepared(ground), { ok: false, reason: "no-acceptance" }, { period, trend: period }).find((one) => one.key === key)!;

/** Leads offered on Mondays at ten, so many hours before sales answers; NaN: never. */
const offered = (answers: readonly (number | null)[], said: (n: number) => Partial<Lead> = () => ({})): Lead[] =>
  answers.map((hours, n) => {
    const day = addDays("2025-03-03", 7 * (n % 4));
    const answer = hours === null ? null : new Date(Date.parse(`${day}T10:00:00.000Z`) + hours * 3_600_000).toISOString();
    return aLead({
      id: `L${n}`,
      createdAt: `${day}T10:00:00.000Z`,
      qualifiedAt: `${day}T10:00:00.000Z`,
      acceptedAt: answer,
      firstAttemptAt: answer,
      owner: `S${n % 2}`,
      ...said(n),
    });
  });

test("both departments promise as much as one another", () => {
  const of = (side: string) => promiseKeys.filter((key) => sideOfPromise[key] === side).length;
  expect([of("marketing"), of("sales"), of("management")]).toEqual([5, 5, 1]);
});

test("nineteen of twenty accepted within eight working hours keep a promise of nine in ten; twelve of twenty do not", () => {
  const kept = judged(groundOf(offered(Array.from({ length: 20 }, (_, n) => (n === 0 ? null : 2)))), "accept-in-time");
  expect(kept).toMatchObject({ status: "kept", measured: 0.95, promised: 0.9, sample: 20, short: 1, reason: null });
  expect(kept.interval).toEqual(wilsonInterval(19, 20));
  expect(kept.cases[0]).toEqual({ id: "L0", on: dayNumber("2025-03-03"), isKept: false, person: "S0" });
  const broken = judged(groundOf(offered(Array.from({ length: 20 }, (_, n) => (n < 8 ? 30 : 2)))), "accept-in-time");
  expect(broken).toMatchObject({ status: "broken", measured: 0.6 });
});

test("a shortfall that chance could make is held against nobody", () => {
  // 17 of 20: Wilson's range reaches up to 0.937.
  expect(judged(groundOf(offered(Array.from({ length: 20 }, (_, n) => (n < 3 ? null : 2)))), "accept-in-time")).toMatchObject({
    status: "cannot-be-told",
    reason: "short-within-chance",
  });
});

test("of fewer than ten cases no share is told, for it would read like a verdict: only how many were kept", () => {
  const few = offered(Array.from({ length: 9 }, (_, n) => (n < 2 ? 30 : 1)));
  expect(judged(groundOf(few), "accept-in-time")).toMatchObject({
    status: "cannot-be-told",
    reason: "too-few-cases",
    details: { count: 9, kept: 7, needed: 10 },
    measured: null,
    interval: null,
    sample: 9,
    short: 2,
  });
  const ten = offered(Array.from({ length: 10 }, (_, n) => (n < 2 ? 30 : 1)));
  expect(judged(groundOf(ten), "accept-in-time")).toMatchObject({ measured: 0.8, details: {} });
  const later = { period: { from: "2025-04-01", until: "2025-05-01" }, trend: period };
  const none = judgedPromises(prepared(groundOf(ten)), { ok: false, reason: "no-acceptance" }, later).find(({ key }) => key === "accept-in-time")!;
  expect(none).toMatchObject({ status: "cannot-be-told", reason: "no-cases", measured: null, sample: 0 });
});

test("a limit from above follows the same rule turned round", () => {
  const interval = { low: 0.2, high: 0.4, level: 0.9 };
  expect(verdictOf({ measured: 0.3, interval, promised: 0.1, holds: "at-most" }).status).toBe("broken");
  expect(verdictOf({ measured: 0.3, interval, promised: 0.25, holds: "at-most" })).toEqual({ status: "cannot-be-told", reason: "short-within-chance" });
  expect(verdictOf({ measured: 0.25, interval, promised: 0.25, holds: "at-most" }).status).toBe("kept");
});

test("a quick answer does not count before a slow one could: a lead counts when its hours are over", () => {
  // Seen until Monday evening: eight working hours from ten are over at six.
  const leads = offered([1, 1, 1, 1]);
  expect(judged(groundOf(leads, { lastSeen: dayNumber("2025-03-03") }), "accept-in-time").sample).toBe(1);
  const early = groundOf(leads, { lastSeen: dayNumber("2025-03-03"), versions: [version("accept-in-time", { hours: 9, atLeast: 0.9 }, "2025-01-01")] });
  expect(judged(early, "accept-in-time").sample).toBe(0);
});

test("each lead is judged by the terms of the day on which it was offered, and the level is the mean over the leads", () => {
  // Two hours from the 15th on; half of the twenty leads are offered before. All are answered after three.
  const ground = groundOf(offered(Array.from({ length: 20 }, () => 3)), { versions: [version("accept-in-time", { hours: 2, atLeast: 0.7 }, "2025-03-15")] });
  expect(judged(ground, "accept-in-time")).toMatchObject({ measured: 0.5, short: 10, underSigned: 10, promised: expect.closeTo(0.8) });
});

test("the best grade can be promised sooner", () => {
  const leads = offered(
    Array.from({ length: 20 }, () => 5),
    (n) => ({ grade: n < 10 ? "A" : "B" }),
  );
  const versions = [version("first-attempt", { hours: 24, hoursByGrade: { A: 4 }, atLeast: 0.9 }, "2025-01-01")];
  expect(judged(groundOf(leads, { versions }), "first-attempt")).toMatchObject({ measured: 0.5, short: 10 });
});

test("who gave a lead back before calling owes no call; who did not answer at all owes it", () => {
  const leads = offered(
    Array.from({ length: 12 }, () => null),
    (n) => (n < 2 ? { returnedAt: "2025-04-02T10:00:00.000Z" } : { firstAttemptAt: n === 2 ? "2025-04-29T10:00:00.000Z" : null }),
  );
  expect(judged(groundOf(leads), "first-attempt")).toMatchObject({ sample: 10, short: 10 });
});

test("depth asks for attempts at those who were not reached", () => {
  const leads = offered(
    Array.from({ length: 12 }, () => 2),
    (n) => (n < 2 ? { firstContactAt: "2025-03-11T10:00:00.000Z" } : {}),
  );
  const activities = leads.flatMap(({ id, acceptedAt }, n) =>
    Array.from({ length: n < 7 ? 5 : 4 }, (_, times) =>
      aFact("activity", { kind: "call", lead: id, at: `${addDays(acceptedAt!.slice(0, 10), times)}T13:00:00.000Z` }),
    ),
  );
  // Of ten unreached, five had five attempts; those of L0 and L1 had them before the tenth of March or were reached in the fortnight.
  expect(judged(groundOf(leads, { activities }), "attempt-depth")).toMatchObject({ measured: 0.5, sample: 10 });
  expect(judged(groundOf(leads), "attempt-depth")).toMatchObject({ status: "cannot-be-told", reason: "no-single-attempts" });
});

test("an outcome counts where it stands on record within its days", () => {
  const leads = offered(
    Array.from({ length: 20 }, () => 2),
    (n) => ({ salesQualifiedAt: n < 18 ? "2025-04-01T10:00:00.000Z" : "2025-06-01T10:00:00.000Z" }),
  );
  expect(judged(groundOf(leads), "outcome-recorded")).toMatchObject({ measured: 0.9, status: "kept" });
});

test("returned as not what was agreed counts among all that sales decided on; other reasons do not", () => {
  const leads = offered(
    Array.from({ length: 20 }, () => 2),
    (n) => (n < 8 ? { acceptedAt: null, returnedAt: "2025-04-02T10:00:00.000Z", returnReason: n < 6 ? "definitional" : "clerical" } : {}),
  );
  expect(judged(groundOf(leads), "definitional-returns")).toMatchObject({ measured: 0.3, short: 6, promised: 0.1, status: "broken", holds: "at-most" });
});

test("a field that no lead carries was left out by nobody", () => {
  const leads = offered(
    Array.from({ length: 10 }, () => 2),
    (n) => ({ account: n === 0 ? null : "A", product: null }),
  );
  const found = judged(groundOf(leads), "fields-complete");
  expect(found).toMatchObject({ measured: 0.9, sample: 10 });
  expect(found.cautions).toContainEqual({ code: "promise-fields-unknown", details: { count: 1, names: "product" } });
});

test("a lost deal needs the seller's reason and the buyer's, or a comment", () => {
  const deals = Array.from({ length: 12 }, (_, n) =>
    aLostDeal({ id: `D${n}`, closedOn: "2025-03-20", lossReason: n === 11 ? null : "price", buyerLossReason: n < 6 ? "late" : null }),
  );
  expect(judged(groundOf([], { deals }), "lost-feedback")).toMatchObject({ measured: 0.5, sample: 12 });
  expect(judged(groundOf([], { deals, commented: new Set(["D6", "D7", "D8", "D11"]) }), "lost-feedback").measured).toBe(0.75);
});

test("notice is the days between telling and beginning; without a day of telling it cannot be told", () => {
  const campaigns = Array.from({ length: 10 }, (_, n) => ({
    id: `C${n}`,
    startsOn: "2025-03-20",
    announcedOn: n === 0 ? null : n < 4 ? "2025-03-10" : "2025-03-06",
  }));
  expect(judged(groundOf([], { campaigns }), "campaign-notice")).toMatchObject({ measured: 0.6, sample: 10, status: "broken" });
  expect(judged(groundOf([], { campaigns: [{ id: "C", startsOn: "2025-03-20" }] }), "campaign-notice").reason).toBe("no-notice-days");
});

test("marketing answers a return by offering again or keeping; asked for materials, by their day", () => {
  const leads = offered([null, null]);
  const work = handoffWorkOf(leads);
  const at = (text: string) => Date.parse(`${text}:00.000Z`);
  const returns = Array.from({ length: 6 }, (_, n) => ({
    row: n % 2,
    returnedAt: at("2025-03-10T10:00"),
    answeredAt: n < 5 ? at("2025-03-11T10:00") : Number.NaN,
  }));
  const requests = Array.from({ length: 4 }, (_, n) => ({
    id: `F${n}`,
    askedAt: at("2025-03-10T10:00"),
    dueAt: at("2025-03-20T10:00"),
    answeredAt: n < 3 ? at("2025-03-19T10:00") : at("2025-03-21T10:00"),
  }));
  expect(judged(groundOf(leads, { work: { ...work, returns }, requests }), "requests-answered")).toMatchObject({ sample: 10, short: 2, measured: 0.8 });
  expect(judged(groundOf(leads), "requests-answered").reason).toBe("no-requests");
});

test("a value is promised for a month; without an agreed level it is measured and not judged", () => {
  const leads = Array.from({ length: 30 }, (_, n) => ({ id: `L${n}`, on: dayNumber("2025-03-05"), value: 100, person: null }));
  const valued = (versions: readonly PromiseVersion[]) =>
    judgedPromises(prepared(groundOf([], { versions })), { ok: true, value: { leads, cautions: [] } }, { period, trend: period })[0]!;
  expect(valued([])).toMatchObject({ status: "cannot-be-told", reason: "no-level-agreed", measured: 3000, sample: 30 });
  expect(valued([version("accepted-value", { perMonth: 2900 }, "2025-01-01")])).toMatchObject({ status: "kept", promised: 2900, underSigned: 30 });
  expect(valued([version("accepted-value", { perMonth: 9000 }, "2025-01-01")])).toMatchObject({ status: "broken" });
  leads.length = 9;
  const few = { status: "cannot-be-told", reason: "too-few-accepted", measured: null, details: { count: 9, needed: 10 } };
  expect(valued([version("accepted-value", { perMonth: 9000 }, "2025-01-01")])).toMatchObject(few);
});

test("minutes of reporting are judged by what one person is asked for, once somebody measured them", () => {
  const asks = (minutes: number, low: number | null, high: number | null) => ({
    minutes,
    interval: low === null ? null : { low, high, level: 0.9 },
    sample: 12,
    cautions: [],
  });
  const of = (reporting: PromiseGround["reporting"]) => judged(groundOf([], { reporting }), "reporting-minutes");
  expect(of(null).reason).toBe("no-reporting-minutes");
  expect(of(asks(90, null, null))).toMatchObject({ status: "cannot-be-told", reason: "reporting-only-stated", measured: 90 });
  expect(of(asks(110, 90, 125))).toMatchObject({ status: "kept", promised: 120, sample: 12 });
  expect(of(asks(130, 115, 150))).toMatchObject({ status: "cannot-be-told", reason: "short-within-chance" });
  expect(of(asks(150, 125, 180))).toMatchObject({ status: "broken" });
});

test("the department that is asked for more is the one that counts, and a delivery and a no are both an answer", () => {
  const item = { ...reportItem, id: "r1", askedOf: "sales", perWeek: 2, statedMinutes: 10 } as const;
  const facts = (more: Partial<ReportItem>) => ({ item: { ...item, ...more }, seconds: [], weeks: [], ownEntries: 0 });
  const register = { items: [facts({}), facts({ id: "r2", askedOf: "marketing", perWeek: 5 })], people: { sales: 4, marketing: 2 }, weeks: new Map() };
  expect(reportingAsked(register, "2025-06-30")).toMatchObject({ minutes: 50, interval: null });
  expect(reportingAsked({ ...register, items: [] }, "2025-06-30")).toBeNull();
  const fact = { id: "F", mood: "request", askedAt: 0, dueAt: 10, answeredAt: null, deliveredAt: null, declinedAt: null } as const;
  const requests = requestsOf([fact, { ...fact, deliveredAt: 5 }, { ...fact, declinedAt: 7 }, { ...fact, mood: "question" }], (ms) => ms + 100);
  expect(requests.map(({ answeredAt }) => answeredAt)).toEqual([Number.NaN, 105, 107]);
});

test("without leads everything of leads cannot be told, and nothing is guessed", () => {
  const all = judgedPromises(prepared(groundOf([])), { ok: false, reason: "no-leads" }, { period, trend: period });
  expect(all).toHaveLength(promiseKeys.length);
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["cannot-be-told"]));
});
