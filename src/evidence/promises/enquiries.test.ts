// How long winning takes and which leads are old enough, on a company whose wins come after 30 and after 60 days.
import { expect, test } from "vitest";

import { enquiriesOf } from "#evidence/promises/enquiries.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import { type LeadGroup, type PromiseWorld, promiseLens } from "#testing/promise-world.ts";

const old: Omit<LeadGroup, "days" | "count"> = { came: "2025-01-10", accepted: 8, qualified: 8, opened: 8, won: 8 };
const others = [{ on: "2025-07-31", amount: 1_000_000 }];
const of = (world: Omit<PromiseWorld, "asOf">) => {
  const lens = promiseLens({ asOf: "2025-08-01", ...world });
  return enquiriesOf(lens, waysOf(lens));
};
const told = (world: Omit<PromiseWorld, "asOf">) => {
  const found = of(world);
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

test("open leads are counted: half of the wins come within 60 days though half of those seen came within 30", () => {
  const groups = [
    { ...old, count: 80, days: 30 },
    { ...old, count: 80, days: 60 },
  ];
  // Seen alone, 8 of 16 wins lie at 30 days: that would be the median.
  expect(told({ groups, others }).lagMedian).toBe(30);
  // Twelve leads of mid June are 45 days old: they thin those at risk at 60 days, so that the wins there weigh more than half.
  const { lagMedian, lagP90, stays, ripe } = told({ groups: [...groups, { came: "2025-06-16", count: 12 }], others });
  expect([lagMedian, lagP90, stays.until.length]).toEqual([60, 60, 172]);
  // They are younger than the 60 days in which nine of ten wins come, and say nothing of chances yet.
  expect(ripe.length).toBe(160);
});

test("a lead is old enough on the very day on which nine of ten wins have come", () => {
  const wins = { ...old, count: 16, accepted: 16, qualified: 16, opened: 16, won: 16, days: 60 };
  const at = (came: string) => told({ groups: [wins, { came, count: 5 }], others }).ripe.length;
  expect([at("2025-05-31"), at("2025-06-01"), at("2025-06-02")]).toEqual([21, 21, 16]);
});

test("a deal that ended before its lead came ends no wait, and what comes after the last day seen is not there yet", () => {
  const wins = { ...old, count: 16, accepted: 16, qualified: 16, opened: 16, won: 16, days: 60 };
  const early = { came: "2025-03-01", count: 1, opened: 1, won: 1, days: -20 };
  const { stays } = told({ groups: [wins, early, { came: "2025-08-05", count: 3 }], others });
  expect(stays.until.length).toBe(17);
  expect([stays.cause[16], stays.until[16]]).toEqual([0, 152]);
});

test("nine wins say nothing, nor do leads without deals, nor deals without leads", () => {
  expect(
    of({
      groups: [
        { ...old, count: 20, won: 8 },
        { came: "2025-01-11", count: 1, opened: 1, won: 1 },
      ],
      others,
    }),
  ).toEqual({
    ok: false,
    reason: "too-few-won",
    details: { count: 9 },
  });
  expect(of({ groups: [{ came: "2025-01-10", count: 30 }], others })).toEqual({ ok: false, reason: "leads-not-joined" });
  expect(of({ groups: [], others })).toEqual({ ok: false, reason: "no-leads" });
});
