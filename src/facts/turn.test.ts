// Leads are dealt evenly: nobody is forgotten, nobody is flooded, and it does not matter who stands first in the list.
import { array, assert, constantFrom, integer, property, shuffledSubarray, uniqueArray } from "fast-check";
import { expect, test } from "vitest";

import type { LeadToDeal, RoutePerson } from "#facts/routing.ts";
import { type Because, afterTurn, chosenFor, mostCredit } from "#facts/turn.ts";

const aLead: LeadToDeal = { segment: null, region: null, product: null, channel: null };
const start = Date.parse("2026-11-23T09:00:00Z");
const minute = 60_000;

function aPerson(id: string, over: Partial<RoutePerson> = {}): RoutePerson {
  const account = { balance: 0, credit: 0, isAfterOwed: false, lastDealtAt: null, open: 0, capacity: null };
  const known = { isInTurn: true, isRemoved: false, servesFrom: null, servesUntil: null, zone: "UTC", territories: [], absences: [] };
  return { id, ...account, ...known, ...over };
}

/** Deals leads one a minute; gives who got each, why, and how everybody stands in the end. */
function deal(people: readonly RoutePerson[], leads: readonly LeadToDeal[], { from = start } = {}) {
  let now = people;
  const got: (string | null)[] = [];
  const why: (Because | null)[] = [];
  for (const [n, lead] of leads.entries()) {
    const turn = chosenFor(lead, now, { now: from + n * minute });
    got.push(turn.chosen?.personId ?? null);
    why.push(turn.chosen?.because ?? null);
    now = afterTurn(now, turn);
  }
  return { got, why, people: now };
}

const some = (n: number) => Array.from({ length: n }, () => aLead);
const count = (got: readonly (string | null)[], id: string) => got.filter((one) => one === id).length;

test("three people take turns, whoever has waited longest first", () => {
  expect(
    deal(
      ["a", "b", "c"].map((id) => aPerson(id)),
      some(7),
    ).got,
  ).toEqual(["a", "b", "c", "a", "b", "c", "a"]);
});

test("over any stretch of leads each share differs from equal by less than one lead", () => {
  assert(
    property(integer({ min: 1, max: 12 }), integer({ min: 1, max: 120 }), (n, leads) => {
      const ids = Array.from({ length: n }, (_, i) => `p${i}`);
      const { got } = deal(
        ids.map((id) => aPerson(id)),
        some(leads),
      );
      for (const id of ids) {
        const before = [0];
        for (const one of got) before.push(before.at(-1)! + (one === id ? 1 : 0));
        let worst = 0;
        for (let from = 0; from <= leads; from++) {
          for (let until = from; until <= leads; until++) worst = Math.max(worst, Math.abs(before[until]! - before[from]! - (until - from) / n));
        }
        expect(worst).toBeLessThan(1);
      }
    }),
    { numRuns: 25 },
  );
});

test("where territories overlap, nobody falls behind or runs ahead by more leads than there are people, however long it goes on", () => {
  const names = ["x", "y", "z"] as const;
  const people = uniqueArray(shuffledSubarray([...names], { minLength: 1 }), { minLength: 2, maxLength: 6, selector: (one) => one.join() });
  assert(
    property(people, array(constantFrom(...names), { minLength: 50, maxLength: 300 }), (takes, regions) => {
      const all = takes.map((own, n) => aPerson(`p${n}`, { territories: own.map((value) => ({ kind: "region" as const, value })) }));
      const due = new Map(all.map(({ id }) => [id, 0]));
      const { got } = deal(
        all,
        regions.map((region) => ({ ...aLead, region })),
      );
      let worst = 0;
      for (const [n, region] of regions.entries()) {
        const able = all.filter((_, p) => takes[p]!.includes(region));
        // The simple account: what each was due so far, beside what each got.
        for (const { id } of able) due.set(id, due.get(id)! + 1 / able.length);
        expect(got[n] === null).toBe(able.length === 0);
        const sofar = got.slice(0, n + 1);
        worst = Math.max(worst, ...all.map(({ id }) => Math.abs(due.get(id)! - count(sofar, id))));
      }
      expect(worst).toBeLessThan(all.length);
    }),
    { numRuns: 25 },
  );
});

test("the order in which people stand has no effect, and the same question has the same answer", () => {
  assert(
    property(shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), array(integer({ min: -2, max: 2 }), { minLength: 5, maxLength: 5 }), (order, behind) => {
      const people = behind.map((balance, n) => aPerson(`p${n}`, { balance: balance / 2, credit: Math.abs(balance) }));
      const turn = chosenFor(aLead, people, { now: start });
      expect(
        chosenFor(
          aLead,
          order.map((n) => people[n]!),
          { now: start },
        ),
      ).toEqual(turn);
    }),
  );
});

test("whoever comes back gets the missed turns, at most every second lead, and in the end as many as the others", () => {
  const away = { absences: [{ from: "2026-11-23", until: "2026-11-24" }] };
  const first = deal([aPerson("a", away), aPerson("b"), aPerson("c")], some(12));
  expect([count(first.got, "a"), count(first.got, "b"), count(first.got, "c")]).toEqual([0, 6, 6]);
  expect(first.people[0]!.credit).toBe(6);
  const back = deal(first.people, some(30), { from: start + 24 * 60 * minute });
  expect(back.why.filter((why) => why === "owed")).toHaveLength(6);
  expect(back.why.slice(0, 12).map((why) => why === "owed")).toEqual(Array.from({ length: 12 }, (_, n) => n % 2 === 0));
  const all = [...first.got, ...back.got];
  expect([count(all, "a"), count(all, "b"), count(all, "c")]).toEqual([14, 14, 14]);
});

test("of the leads of any pair of turns at least one goes by turn, so that nobody starves while others are paid back", () => {
  assert(
    property(array(integer({ min: 0, max: mostCredit }), { minLength: 2, maxLength: 6 }), (credits) => {
      const { why, got, people } = deal(
        credits.map((credit, n) => aPerson(`p${n}`, { credit })),
        some(120),
      );
      expect(why.some((one, n) => one === "owed" && why[n + 1] === "owed")).toBe(false);
      expect(people.every(({ credit }) => credit === 0)).toBe(true);
      // Everybody's share of what goes by turn is equal, and all that was owed was given.
      const owed = credits.reduce((sum, credit) => sum + credit, 0);
      for (const [n, credit] of credits.entries()) expect(Math.abs(count(got, `p${n}`) - credit - (120 - owed) / credits.length)).toBeLessThan(1);
    }),
    { numRuns: 20 },
  );
});

test("no more is owed than the most, however long somebody was away, and being full is no absence", () => {
  const people = [aPerson("a", { absences: [{ from: "2026-01-01", until: "2027-01-01" }] }), aPerson("b"), aPerson("c", { capacity: 2 })];
  const { got, people: after } = deal(people, some(60));
  expect(after.map(({ credit }) => credit)).toEqual([mostCredit, 0, 0]);
  expect(count(got, "c")).toBe(2);
});

test("each that cannot have the lead says why, and nobody is an answer too", () => {
  const people = [
    aPerson("removed", { isRemoved: true }),
    aPerson("left", { servesUntil: "2026-11-23" }),
    aPerson("not-yet", { servesFrom: "2026-11-24" }),
    aPerson("not-in-turn", { isInTurn: false }),
    aPerson("territory", { territories: [{ kind: "region", value: "North" }] }),
    aPerson("full", { open: 3, capacity: 3 }),
    aPerson("away", { absences: [{ from: "2026-11-23", until: "2026-11-24" }] }),
    aPerson("has-it"),
  ];
  const turn = chosenFor(aLead, people, { now: start, except: new Set(["has-it"]) });
  expect(turn.chosen).toBeNull();
  expect(turn.against).toHaveLength(8);
  for (const { personId, why } of turn.against) expect(why).toBe(personId);
});

test("territories of one kind are alternatives, of several kinds each must fit, and the narrower one does not win by itself", () => {
  const narrow = aPerson("narrow", {
    balance: -1,
    territories: [
      { kind: "region", value: "North" },
      { kind: "region", value: "East" },
      { kind: "product", value: "Pump" },
    ],
  });
  const wide = aPerson("wide", { balance: 1 });
  const lead = { ...aLead, region: "East", product: "Pump" };
  expect(chosenFor(lead, [narrow, wide], { now: start }).chosen!.personId).toBe("wide");
  expect(chosenFor(lead, [narrow, wide], { now: start }).behind).toEqual(["narrow"]);
  expect(chosenFor({ ...lead, product: null }, [narrow], { now: start }).against).toEqual([{ personId: "narrow", why: "territory" }]);
  expect(chosenFor({ ...lead, region: "West" }, [narrow], { now: start }).against).toEqual([{ personId: "narrow", why: "territory" }]);
});

test("whether somebody is away is asked of the day where they are", () => {
  const away = { absences: [{ from: "2026-11-24", until: "2026-11-25" }] };
  const evening = Date.parse("2026-11-23T18:00:00Z");
  // In Vladivostok the absence has begun, in Berlin it has not.
  expect(chosenFor(aLead, [aPerson("v", { ...away, zone: "Asia/Vladivostok" })], { now: evening }).chosen).toBeNull();
  expect(chosenFor(aLead, [aPerson("b", { ...away, zone: "Europe/Berlin" })], { now: evening }).chosen!.because).toBe("only");
});
