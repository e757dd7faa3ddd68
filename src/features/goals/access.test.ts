// Who may set and change goals, and which goals make sense.
import { expect, test } from "vitest";

import { whyNotChangeGoal, whyNotReadGoals, whyNotSetGoal } from "#features/goals/access.ts";
import { whyNotAsGoal } from "#features/goals/rules.ts";

const [vera, petr] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];

test("heads and administrators set goals, owners change theirs, an agency does not see them", () => {
  expect(
    (["head-of-sales", "head-of-marketing", "administrator", "sales", "management", "viewer"] as const).map((role) => whyNotSetGoal({ role }) === null),
  ).toEqual([true, true, true, false, false, false]);
  const goal = { state: "active", owners: [vera] };
  expect(whyNotChangeGoal({ role: "sales", memberId: vera }, goal)).toBeNull();
  expect(whyNotChangeGoal({ role: "sales", memberId: petr }, goal)).toBe("only-heads-set-goals");
  // Vera owned it while she sold; now she only reads.
  expect(whyNotChangeGoal({ role: "viewer", memberId: vera }, goal)).toBe("role-only-reads");
  expect(whyNotChangeGoal({ role: "head-of-sales", memberId: petr }, { ...goal, state: "closed" })).toBe("goal-is-closed");
  expect(whyNotReadGoals({ role: "agency" })).toBe("agency-sees-only-what-is-shared");
});

test("a goal has an owner from each department, a possible level, and a day after its baseline", () => {
  const goal = {
    key: "cycle-median-won",
    baseline: { from: "2026-01-01", until: "2026-07-01" },
    target: 45,
    day: "2026-12-31",
    ownerSales: petr,
    ownerMarketing: vera,
  } as const;
  const members = [
    { id: petr, role: "sales", department: null },
    { id: vera, role: "marketing-strategic", department: "marketing" },
  ] as const;
  expect(whyNotAsGoal(goal, members)).toBeNull();
  expect(whyNotAsGoal({ ...goal, ownerMarketing: petr }, members)).toBe("owner-of-other-department");
  expect(whyNotAsGoal(goal, members.slice(0, 1))).toBe("owner-not-here");
  expect(whyNotAsGoal({ ...goal, day: "2026-06-30" }, members)).toBe("baseline-not-before-day");
  expect(whyNotAsGoal({ ...goal, target: 0 }, members)).toBe("target-not-possible");
  expect(whyNotAsGoal({ ...goal, key: "win-rate", target: 45 }, members)).toBe("target-not-possible");
});
