// A budget filled from the records: each row of spend once, nothing entered twice.
import { describe, expect, test } from "vitest";

import { type BudgetLineOnFile, type SpendOfProject, filledBudget, phaseOf } from "#facts/projects.ts";

const line = (id: string, more: Partial<BudgetLineOnFile> = {}): BudgetLineOnFile => ({
  id,
  projectId: "p",
  kind: "space",
  name: id,
  planned: 100,
  committed: 0,
  actual: null,
  spendIds: [],
  ...more,
});
const row = (id: string, amount: number, more: Partial<SpendOfProject> = {}): SpendOfProject => ({ id, amount, kind: "space", status: "actual", ...more });

describe("a budget", () => {
  test("rows go to the first line of their kind, by hand to another, the rest was not foreseen", () => {
    const lines = [line("hall"), line("corner", { spendIds: ["b"] }), line("build", { kind: "stand" })];
    const told = filledBudget(lines, [row("a", 60), row("b", 5), row("c", 7, { kind: "stand" }), row("d", 11, { kind: "travel" })]);
    expect(told.lines.map(({ id, gone, records }) => [id, gone, records])).toEqual([
      ["hall", 60, ["a"]],
      ["corner", 5, ["b"]],
      ["build", 7, ["c"]],
    ]);
    expect(told.unforeseen).toEqual([{ kind: "travel", gone: 11, records: ["d"] }]);
    expect(told.sums).toEqual({ planned: 300, committed: 0, actual: 83 });
  });

  test("a typed amount counts only where no record is on its line", () => {
    const lines = [line("hall", { actual: 999 }), line("lunch", { kind: "other", actual: 20 })];
    const told = filledBudget(lines, [row("a", 60)]);
    expect(told.lines.map(({ gone }) => gone)).toEqual([60, 20]);
    expect(told.sums.actual).toBe(80);
  });

  test("planned and promised rows are no spend; without spend nothing is known, and that is not zero", () => {
    expect(filledBudget([line("hall")], [row("a", 60, { status: "plan" }), row("b", 5, { status: "committed" })]).sums.actual).toBeNull();
    expect(filledBudget([], []).sums).toEqual({ planned: 0, committed: 0, actual: null });
  });
});

test("the last day belongs to it", () => {
  const days = { state: "planned", startsOn: "2026-03-03", endsOn: "2026-03-05" } as const;
  expect(["2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06"].map((today) => phaseOf(days, today))).toEqual(["coming", "on", "on", "over"]);
  expect(phaseOf({ ...days, state: "cancelled" }, "2026-03-04")).toBe("cancelled");
});
