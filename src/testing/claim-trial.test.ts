// In simulated firms the planted troubles are found by their claims, and what is not there is not held against anybody.
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { testClaims } from "#evidence/claims/test-claims.ts";
import { addMonths } from "#kit/day.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import { type TrialRow, claimTrial, rowsOf } from "#testing/claim-trial.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { simulateFirm, usualSeed } from "#testing/demo/company.ts";

test("in the demo company every planted trouble is found by its claim", { timeout: 60_000 }, () => {
  const firm = simulateFirm({ seed: usualSeed, from: demoStart("2026-11-23") });
  const year = { from: addMonths(firm.period.until, -12), until: firm.period.until };
  const asked = [
    { key: "leads-answered-late", subject: "Exhibition", period: year },
    { key: "leads-got-worse", subject: "Site", period: year },
    { key: "leads-not-as-agreed", subject: "Site", period: year },
    { key: "discounts-grew", subject: null, period: firm.period },
    { key: "market-fell", subject: null, period: firm.period },
    { key: "campaigns-without-notice", subject: null, period: year },
  ];
  const found = testClaims(claimGroundOf(firm), asked);
  expect(found.map(({ asked: { key }, verdict }) => [key, verdict])).toEqual(asked.map(({ key }) => [key, "supported"]));
});

test("in twelve firms planted troubles are found, and of what was not planted at least 85 % is not supported", { timeout: 200_000 }, () => {
  expect(judged(claimTrial(12))).toEqual({ plantedFound: true, absentHeld: true });
});

test("in the hundred firms and more of the committed table it is so for each claim by itself", () => {
  const rows = rowsOf(readFileSync(new URL("../../bench/claims.md", import.meta.url), "utf8"));
  expect(rows.length).toBeGreaterThan(25);
  expect(Math.max(...rows.map((row) => row.planted + row.absent))).toBeGreaterThanOrEqual(100);
  expect(judged(rows)).toEqual({ plantedFound: true, absentHeld: true });
  // No single claim is held up by the others' good behaviour.
  expect(rows.filter((row) => row.absent >= 20 && row.claimed > 0.15 * row.absent)).toEqual([]);
  expect(rows.filter((row) => row.planted >= 20 && row.found < 0.85 * row.planted)).toEqual([]);
});

function judged(rows: readonly Omit<TrialRow, "key">[]) {
  const sum = (read: (row: Omit<TrialRow, "key">) => number) => rows.reduce((total, row) => total + read(row), 0);
  return {
    plantedFound: sum((row) => row.found) >= 0.85 * sum((row) => row.planted),
    absentHeld: sum((row) => row.absent) > 0 && sum((row) => row.claimed) <= 0.15 * sum((row) => row.absent),
  };
}
