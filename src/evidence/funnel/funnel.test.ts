// A funnel of few leads that can be counted by hand; the young are not held against anybody.
import { describe, expect, test } from "vitest";

import { agreedByDefault, shippedTerms } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { funnelBySegment, funnelOf } from "#evidence/funnel/funnel.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { addDays } from "#kit/day.ts";
import { aFact } from "#testing/builders.ts";

const at = (day: string) => `${day}T09:00:00.000Z`;
const january = { from: "2026-01-01", until: "2026-02-01" };

function lensFor(leads: readonly Lead[], deals: readonly Deal[], asOf = "2026-06-30", agreed = agreedByDefault) {
  return lensOf(
    { currency: "RUB", deals: dealColumnsOf(deals), leads: leads.length > 0 ? leadColumnsOf(leads) : null, spend: [], sellerCosts: [], sellers: [], plans: [] },
    agreed,
    asOf,
  );
}

/** Twelve leads of January, all found ready and offered; nine accepted after two days, six of them became deals, three won. */
function firm() {
  const leads = Array.from({ length: 12 }, (_, i) =>
    aFact("lead", {
      id: `L${i}`,
      channel: i < 6 ? "show" : "site",
      createdAt: at("2026-01-10"),
      qualifiedAt: at("2026-01-11"),
      acceptedAt: i < 9 ? at("2026-01-13") : null,
      salesQualifiedAt: i < 6 ? at("2026-01-20") : null,
      deal: i < 6 ? `D${i}` : null,
    }),
  );
  const deals = Array.from({ length: 6 }, (_, i) =>
    aFact("deal", { id: `D${i}`, createdOn: "2026-01-25", stage: i < 3 ? "won" : "lost", closedOn: addDays("2026-02-24", i), amount: 1 }),
  );
  const late = aFact("deal", { id: "last", stage: "lost", createdOn: "2026-06-01", closedOn: "2026-06-30" });
  return { leads, deals: [...deals, late] };
}

describe("twelve leads of January", () => {
  const { leads, deals } = firm();
  const funnel = funnelOf(lensFor(leads, deals), january);
  test("12, 12, 9, 6, 6 and 3 reach the steps", () => expect(funnel.steps.map((step) => step.reached)).toEqual([12, 12, 9, 6, 6, 3]));
  test("three quarters are accepted, two thirds of those qualified, half of the deals won", () => {
    expect(funnel.steps.map((step) => step.conversion?.value ?? null)).toEqual([null, 1, 0.75, 6 / 9, 1, 0.5]);
  });
  test("acceptance takes two days", () => expect(funnel.steps[2]!.days).toMatchObject({ value: 2, sample: 9, unit: "days" }));
  test("a deal that no lead led to is said to be left out", () => expect(funnel.cautions).toEqual([{ code: "deals-without-lead", details: { count: 1 } }]));
  test("by channel: the six from shows were all accepted, of six from the site three", () => {
    const byChannel = funnelBySegment(lensFor(leads, deals), january, { by: "channel", most: 10 });
    expect(byChannel.map((one) => [one.value, one.size, one.funnel.steps[2]!.conversion!.value])).toEqual([
      ["show", 6, 1],
      ["site", 6, 0.5],
    ]);
  });
});

test("where only the day of acceptance counts, a later stage does not make a lead accepted", () => {
  const leads = [aFact("lead", { createdAt: at("2026-01-10"), qualifiedAt: at("2026-01-11"), salesQualifiedAt: at("2026-01-20") })];
  const strict = { ...agreedByDefault, terms: { ...shippedTerms, "accepted-lead": { by: "acceptance-day" } as const } };
  expect(funnelOf(lensFor(leads, []), january).steps[2]!.reached).toBe(1);
  expect(funnelOf(lensFor(leads, [], "2026-06-30", strict), january).steps[2]!.reached).toBe(0);
});

describe("deals without leads", () => {
  const old = Array.from({ length: 20 }, (_, i) =>
    aFact("deal", { stage: i < 10 ? "won" : "lost", createdOn: "2026-01-05", closedOn: addDays("2026-01-05", 40 + (i % 10)) }),
  );
  const fresh = Array.from({ length: 10 }, () => aFact("deal", { stage: "opportunity", createdOn: "2026-03-20" }));
  const lens = lensFor([], [...old, ...fresh, aFact("deal", { stage: "lost", createdOn: "2026-02-01", closedOn: "2026-03-31" })]);
  test("the funnel begins with the opened deal", () => {
    const funnel = funnelOf(lens, january);
    expect(funnel).toMatchObject({ unit: "deal" });
    expect(funnel.steps.map((step) => [step.step, step.reached])).toEqual([
      ["opportunity", 20],
      ["won", 10],
    ]);
    expect(funnel.steps[1]!.conversion!.value).toBe(0.5);
  });
  test("deals of ten days are young: no rate, and marked so that they are not ranked", () => {
    const step = funnelOf(lens, { from: "2026-03-01", until: "2026-04-01" }).steps[1]!;
    expect(step).toMatchObject({ isYoung: true, young: 10, soFar: 0 });
    expect(step.conversion).toMatchObject({ value: null, reason: "not-ripe" });
  });
});

test("leads and deals that are not joined give no rate from lead to deal", () => {
  const leads = [aFact("lead", { createdAt: at("2026-01-10") })];
  const step = funnelOf(lensFor(leads, [aFact("deal", { stage: "won", createdOn: "2026-01-12", closedOn: "2026-02-01" })]), january).steps.at(-1)!;
  expect(step.conversion).toMatchObject({ value: null, reason: "leads-not-joined-to-deals" });
});
