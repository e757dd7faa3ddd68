// Whether so many leads can be tried: two people, five months of ten attempts and one of twenty, two attempts a lead.
import { expect, test } from "vitest";

import { type CapacityFacts, capacityOf } from "#evidence/promises/capacity.ts";
import { leadColumnsOf } from "#facts/columns.ts";
import type { Seller } from "#facts/entities.ts";
import { aFact, aLead } from "#testing/builders.ts";
import { handoffWorkOf } from "#testing/handoff-work.ts";

const stretch = { from: "2025-01-01", until: "2025-04-01" };
const seller = (id: string, said: Partial<Seller> = {}) => aFact("seller", { id, name: id, department: "sales", ...said });

/** Leads of each person and month, each tried twice on one day. */
function factsOf(
  months: readonly { readonly owner: string | null; readonly month: string; readonly leads: number }[],
  more: Partial<CapacityFacts> = {},
): CapacityFacts {
  const leads = months.flatMap(({ owner, month, leads: count }, at) =>
    Array.from({ length: count }, (_, n) => aLead({ id: `${at}-${n}`, owner, createdAt: `${month}-02T10:00:00.000Z` })),
  );
  const activities = leads.flatMap(({ id, createdAt }) =>
    [10, 15].map((hour) => aFact("activity", { kind: "call", lead: id, at: `${createdAt.slice(0, 10)}T${hour}:00:00.000Z` })),
  );
  return { leads: leadColumnsOf(leads), work: handoffWorkOf(leads, activities), sellers: [seller("Ida"), seller("Olaf")], stretch, needed: 10, ...more };
}
const six = ["2025-01", "2025-02", "2025-03"].flatMap((month) => ["Ida", "Olaf"].map((owner) => ({ owner, month, leads: 5 })));
const busy = six.map((each, n) => (n === 5 ? { ...each, leads: 10 } : each));
const told = (facts: CapacityFacts) => {
  const found = capacityOf(facts);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

test("ten leads a month at two attempts each are ten attempts for each of two: what a usual month saw", () => {
  expect(told(factsOf(six))).toEqual({
    people: 2,
    leadsEach: 5,
    attemptsEach: 10,
    attemptsPerLead: 2,
    usual: 10,
    most: 10,
    personMonths: 6,
    verdict: "fits",
  });
});

test("more than a usual month is tight up to the ninth of ten, and beyond it from there on", () => {
  // Six months, sorted 10 10 10 10 10 20: the middle is 10, the ninth of ten lies half way between the last two.
  const verdict = (needed: number) => told(factsOf(busy, { needed }));
  expect(verdict(10)).toMatchObject({ usual: 10, most: 15, verdict: "fits" });
  expect([verdict(12).verdict, verdict(15).verdict, verdict(16).verdict]).toEqual(["tight", "tight", "beyond"]);
});

test("who has left, works in another department or tries no lead is not there for leads", () => {
  const sellers = [seller("Ida"), seller("Olaf", { until: "2025-03-01" }), seller("Vera"), seller("Max", { department: "marketing" })];
  const others = [...six, { owner: "Max", month: "2025-02", leads: 5 }];
  expect(told(factsOf(others, { sellers }))).toMatchObject({ people: 1, personMonths: 7 });
  // Where the list of people names nobody who tries, those count who were seen to try.
  expect(told(factsOf(six, { sellers: [] })).people).toBe(2);
});

test("attempts of nobody count for the attempts a lead takes, not for a person; those outside the stretch count for nothing", () => {
  const unowned = [...six, { owner: null, month: "2025-02", leads: 30 }, { owner: "Ida", month: "2025-04", leads: 40 }];
  expect(told(factsOf(unowned))).toMatchObject({ usual: 10, most: 10, personMonths: 6, attemptsPerLead: 2 });
});

test("without single attempts, or with five months of people, it cannot be told", () => {
  const leads = [aLead({ id: "L" })];
  expect(capacityOf({ ...factsOf(six), leads: leadColumnsOf(leads), work: handoffWorkOf(leads) })).toEqual({ ok: false, reason: "no-single-attempts" });
  expect(capacityOf(factsOf(six.slice(0, 5)))).toEqual({ ok: false, reason: "too-few-person-months" });
});
