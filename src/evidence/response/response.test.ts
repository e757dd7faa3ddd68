// The response curve on worlds whose truth is known: it finds a planted fall, and does not take good leads called first for an effect of speed.
import { expect, test } from "vitest";

import { bandsFor, bandsOf } from "#evidence/response/bands.ts";
import { byChance } from "#evidence/response/by-chance.ts";
import { responseCurve, strataOf } from "#evidence/response/curve.ts";
import { type ResponseLeads, responseLeads } from "#evidence/response/leads.ts";
import { waitFigures } from "#evidence/response/times.ts";
import { trendTest } from "#evidence/response/trend.ts";
import { unansweredOf } from "#evidence/response/unanswered.ts";
import { leadColumnsOf, noDay } from "#facts/columns.ts";
import { dayNumber } from "#kit/day.ts";
import { usualWeek } from "#kit/working-hours.ts";
import { aLead } from "#testing/builders.ts";
import { handoffWorkOf } from "#testing/handoff-work.ts";
import { responseWorld } from "#testing/response-world.ts";

const year = { from: "2025-01-01", until: "2026-01-01" };
const told = (of: ResponseLeads) => {
  const curve = responseCurve(of);
  if (!curve.ok) throw new Error(curve.reason);
  return curve.value;
};

test("waits count in working hours from the lead's coming; who is too young, or went back untried, is not in the curve", () => {
  const leads = [
    // Friday at five in the evening to Monday at ten: one hour on Friday, one on Monday.
    aLead({ createdAt: "2025-03-07T17:00:00.000Z", firstAttemptAt: "2025-03-10T10:00:00.000Z", salesQualifiedAt: "2025-04-01T10:00:00.000Z" }),
    // Found fit on the sixty-first day: too late to count.
    aLead({ createdAt: "2025-03-08T12:00:00.000Z", firstAttemptAt: "2025-03-08T11:00:00.000Z", salesQualifiedAt: "2025-05-08T12:00:00.000Z" }),
    aLead({ createdAt: "2025-03-10T12:00:00.000Z", returnedAt: "2025-03-11T12:00:00.000Z" }),
    aLead({ createdAt: "2025-12-10T12:00:00.000Z" }),
  ];
  const facts = { leads: leadColumnsOf(leads), work: handoffWorkOf(leads), week: usualWeek, lastSeen: dayNumber("2025-12-31"), wonOn: null, wonDays: null };
  const of = responseLeads(facts, "sales-qualified", year)!;
  expect([...of.hours]).toEqual([2, 0]);
  expect([of.elapsed[0], of.elapsed[1]]).toEqual([65, 0]);
  expect([...of.hit]).toEqual([1, 0]);
  expect([...of.isOutOfHours]).toEqual([0, 1]);
  expect([of.weekday[0], of.hourOfDay[0], of.tooYoung, of.returnedUntried]).toEqual([4, 17, 1, 1]);
  expect(responseLeads(facts, "won", year)).toBe(null);
  const won = responseLeads({ ...facts, wonOn: Int32Array.of(dayNumber("2025-04-10"), noDay, noDay, noDay), wonDays: 30 }, "won", year)!;
  // The thirty-fourth day lies outside of the window.
  expect([...won.hit]).toEqual([0, 0]);
});

test("a wait at the edge belongs to the later band, none to never; minutes are told apart only where the company is that fast", () => {
  const hours = Float64Array.of(0, 0.99, 1, 4, 8, 24, 72, Number.NaN);
  const bands = bandsFor(hours);
  expect(bands.map(({ key }) => key)).toEqual(["0-1h", "1-4h", "4-8h", "8-24h", "24-72h", "later", "never"]);
  expect([...bandsOf(hours, bands)]).toEqual([0, 0, 1, 2, 3, 4, 5, 6]);
  const fast = Float64Array.from({ length: 120 }, (_, n) => (n % 12) / 12);
  expect(
    bandsFor(fast)
      .slice(0, 3)
      .map(({ key }) => key),
  ).toEqual(["0-5m", "5-15m", "15-60m"]);
});

test("the trend of two strata is the one that can be worked out by hand", () => {
  // Per stratum: scores 0 0 1 1, hits 1 1 1 0 and 1 0 0 0. O - E = -0.5 each, variance 0.25 each, squares 1 each.
  const score = [0, 0, 1, 1, 0, 0, 1, 1];
  const found = trendTest({ score, hit: Uint8Array.of(1, 1, 1, 0, 1, 0, 0, 0), stratum: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1) })!;
  expect(found.z).toBeCloseTo(-1 / Math.sqrt(0.5));
  expect(found.slope).toBeCloseTo(-0.5);
  expect([found.cases, found.strata]).toEqual([8, 2]);
  expect(trendTest({ score: [1, 1], hit: Uint8Array.of(0, 1), stratum: Int32Array.of(0, 0) })).toBe(null);
});

test("combinations of codes have a stratum each", () => {
  expect([...strataOf([Int32Array.of(0, 0, 1, 0), Int32Array.of(5, -1, 5, 5)])]).toEqual([0, 1, 2, 0]);
});

test("a planted fall is found, among equals as well", () => {
  const { trends, bands } = told(responseWorld({ seed: 3, leads: 6000, fall: 0.05, isGoodFirst: false }));
  expect(trends.amongEquals!.slope).toBeLessThan(-0.03);
  expect(trends.amongEquals!.pValue).toBeLessThan(1e-6);
  expect(bands[0]!.share!).toBeGreaterThan(bands[5]!.share!);
});

test("good leads called first and no effect of speed: the naive curve falls, the one among equals does not", () => {
  const { trends } = told(responseWorld({ seed: 5, leads: 6000, fall: 0, isGoodFirst: true }));
  expect(trends.plain!.pValue).toBeLessThan(1e-6);
  expect(trends.plain!.slope).toBeLessThan(-0.02);
  expect(trends.amongEquals!.pValue).toBeGreaterThan(0.05);
});

test("unanswered leads that were chosen by channel are found, those left by chance are not", () => {
  const chosen = responseWorld({ seed: 7, leads: 4000, fall: 0, isGoodFirst: false, skips: { trait: "channel", share: 0.5 } });
  const found = unansweredOf(chosen)!;
  expect(found.isChosen).toBe(true);
  expect(found.tests.filter(({ pValue }) => pValue < 0.05).map(({ trait }) => trait)).toEqual(["channel"]);
  expect(found.tests.find(({ trait }) => trait === "channel")!.most.code).toBe(1);
  expect(unansweredOf(responseWorld({ seed: 8, leads: 4000, fall: 0, isGoodFirst: false }))!.isChosen).toBe(false);
});

test("a wait by chance tells the worth of speed where there is one, and says nothing where there is none", () => {
  const strong = byChance(responseWorld({ seed: 11, leads: 20_000, fall: 0, isGoodFirst: true, nightsWait: 0.6, worth: 0.3 }));
  if (!strong.ok) throw new Error(strong.reason);
  expect(strong.value.worth!.interval.low).toBeLessThan(0.3);
  expect(strong.value.worth!.interval.high).toBeGreaterThan(0.3);
  expect(strong.value.says).toBe("something");
  const none = byChance(responseWorld({ seed: 12, leads: 5000, fall: 0, isGoodFirst: true, nightsWait: 0.6 }));
  expect(none.ok && none.value.says).toBe("nothing");
  expect(byChance(responseWorld({ seed: 13, leads: 3000, fall: 0, isGoodFirst: false }))).toEqual({ ok: false, reason: "waits-are-alike" });
});

test("too few leads, no outcome, one band: not to be told", () => {
  const world = responseWorld({ seed: 1, leads: 50, fall: 0, isGoodFirst: false });
  expect(responseCurve(world)).toMatchObject({ ok: false, reason: "too-few-leads" });
  const large = responseWorld({ seed: 1, leads: 500, fall: 0, isGoodFirst: false });
  expect(responseCurve({ ...large, hit: new Uint8Array(500) })).toMatchObject({ ok: false, reason: "no-outcomes" });
  expect(responseCurve({ ...large, hours: new Float64Array(500).fill(2) })).toMatchObject({ ok: false, reason: "one-band" });
});

test("half of the waits include those who wait still", () => {
  const leads = Array.from({ length: 40 }, (_, n) =>
    aLead({ createdAt: "2025-03-03T09:00:00.000Z", firstAttemptAt: n < 24 ? `2025-03-03T1${n % 6}:00:00.000Z` : null }),
  );
  const [first] = waitFigures(handoffWorkOf(leads), { week: usualWeek, lastSeen: dayNumber("2025-06-30"), period: year });
  // Four each after 1, 2, 3, 4, 5 and 6 hours: half of forty are reached with the fifth hour.
  expect(first).toMatchObject({ wait: "first-attempt", leads: 40, came: 24, p95: null });
  expect(first!.p50).toBeGreaterThanOrEqual(5);
  expect(first!.p50).toBeLessThanOrEqual(6);
});
