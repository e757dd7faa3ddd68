// What a lead is worth, in numbers that can be checked by hand: chances and earnings drawn towards the company's own by the weight of twenty.
import { expect, test } from "vitest";

import { enquiriesOf } from "#evidence/promises/enquiries.ts";
import { acceptedValues, leadValues } from "#evidence/promises/lead-value.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import { type LeadGroup, promiseLens } from "#testing/promise-world.ts";

const others = [{ on: "2025-07-31", amount: 1_000_000 }];
const came = "2025-01-10";
const all = (count: number, won: number, more: Partial<LeadGroup> = {}): LeadGroup => ({
  came,
  count,
  accepted: count,
  qualified: won,
  opened: won,
  won,
  ...more,
});
function told(groups: readonly LeadGroup[]) {
  const lens = promiseLens({ groups, others, asOf: "2025-08-01" });
  const enquiries = enquiriesOf(lens, waysOf(lens));
  if (!enquiries.ok) throw new Error(enquiries.reason);
  return { of: enquiries.value, values: leadValues(enquiries.value)! };
}

test("ten of twenty won in one grade and five of forty in the other are drawn towards the fifteen of sixty of all", () => {
  const { values } = told([all(20, 10, { said: { grade: "A" } }), all(40, 5, { said: { grade: "B" } })]);
  // A win earns 1,000,000 - 600,000 everywhere. A: (10 + 20 x 0.25) / 40; B: (5 + 20 x 0.25) / 60.
  expect(values.isMargin).toBe(true);
  expect(values.groups).toMatchObject([
    { grade: "B", leads: 40, won: 5, chance: expect.closeTo(1 / 6, 12), earns: expect.closeTo(400_000, 6), value: expect.closeTo(400_000 / 6, 6) },
    { grade: "A", leads: 20, won: 10, chance: expect.closeTo(0.375, 12), value: expect.closeTo(150_000, 6) },
  ]);
});

test("leads that sales never accepted count for no chance; a grade not seen before has the chance of all", () => {
  const young = { came: "2025-07-20", count: 1, accepted: 1, said: { grade: "Z" } };
  const { values, of } = told([all(60, 15), { came, count: 100 }, young]);
  expect(values.groups).toMatchObject([{ leads: 60, won: 15, chance: expect.closeTo(0.25, 12) }]);
  expect(values.valueOf(of.lens.facts.leads!.count - 1)).toBeCloseTo(100_000, 6);
});

test("earnings of a segment are drawn towards those of all wins", () => {
  const { values } = told([
    all(20, 20, { amount: 2_000_000, cost: 0, said: { segment: "small" } }),
    all(20, 20, { amount: 4_000_000, cost: 0, said: { segment: "large" } }),
  ]);
  // (20 x 2 + 20 x 3) / 40 and (20 x 4 + 20 x 3) / 40 millions; every lead was won.
  const earns = Object.fromEntries(values.groups.map(({ segment, earns: own }) => [segment, own]));
  expect(earns["small"]).toBeCloseTo(2_500_000, 6);
  expect(earns["large"]).toBeCloseTo(3_500_000, 6);
});

test("where costs are known for fewer than nine of ten wins a win counts with its revenue, and says so", () => {
  const known = (withCost: number) => told([all(40, withCost), all(40, 20 - withCost, { cost: null })]);
  expect(known(18).values.isMargin).toBe(true);
  // The two wins without a cost are left out of the mean, not taken for wins without cost.
  expect(known(18).values.groups[0]!.earns).toBeCloseTo(400_000, 6);
  const { of, values } = known(17);
  expect([values.isMargin, values.groups[0]!.earns]).toEqual([false, expect.closeTo(1_000_000, 6)]);
  expect(acceptedValues(of, values)).toMatchObject({ ok: true, value: { cautions: [{ code: "promise-value-without-cost" }] } });
});

test("what came back afterwards is no accepted lead, and where none is left there is nothing to value", () => {
  const back = { came, count: 10, accepted: 10, said: { returnedAt: "2025-02-01T10:00:00.000Z" } };
  const { of, values } = told([all(60, 15, { said: { owner: "S1" } }), back]);
  const found = acceptedValues(of, values);
  if (!found.ok) throw new Error(found.reason);
  expect(found.value.leads).toHaveLength(60);
  expect(found.value.leads[0]).toMatchObject({ id: "L0-0", person: "S1" });
  expect(found.value.cautions).toEqual([]);
  // Accepted by the step they reached, but on no day that anybody knows.
  const undated = told([{ ...all(60, 15), said: { acceptedAt: null } }]);
  expect(acceptedValues(undated.of, undated.values)).toEqual({ ok: false, reason: "no-acceptance" });
});

test("of twelve wins nine are of leads old enough: too few to speak of chances", () => {
  const quick = { came: "2025-07-15", count: 3, accepted: 3, qualified: 3, opened: 3, won: 3, days: 10 };
  expect(told([all(60, 9), quick]).values).toBeNull();
  expect(told([all(60, 10), quick]).values).not.toBeNull();
});
