// What the page of the response curve is told: the published audit begins at the company's own first hour, and speaks of qualifying alone.
import { expect, test } from "vitest";

import { byChance } from "#evidence/response/by-chance.ts";
import { responseCurve } from "#evidence/response/curve.ts";
import type { ResponseLeads } from "#evidence/response/leads.ts";
import { unansweredOf } from "#evidence/response/unanswered.ts";
import { answerOf } from "#features/response/rules.ts";
import { leadColumnsOf } from "#facts/columns.ts";
import { aLead } from "#testing/builders.ts";
import { responseWorld } from "#testing/response-world.ts";

const period = { from: "2025-01-01", until: "2026-01-01" };
const world = responseWorld({ seed: 1, leads: 600, fall: 0, isGoodFirst: false });
const leads = leadColumnsOf([aLead({ grade: "A" }), aLead({ grade: "B" }), aLead({ grade: "C" })]);

function told(of: ResponseLeads) {
  const curve = responseCurve(of);
  if (!curve.ok) throw new Error(curve.reason);
  return answerOf({ of, curve: curve.value, unanswered: unansweredOf(of), byChance: byChance(of), waits: [], period, leads, holidays: [] });
}
const published = (of: ResponseLeads) => new Map(told(of).bands.map(({ key, published: share }) => [key, share]));

/** 280 leads, every second through: 100 tried in 3 minutes, 40 in 10, 40 in 30, 100 in 2 hours. Of those in the first hour 90 of 180 came through. */
const fast: ResponseLeads = {
  ...world,
  rows: world.rows.slice(0, 280),
  hours: Float64Array.from({ length: 280 }, (_, n) => (n < 100 ? 0.05 : n < 140 ? 0.17 : n < 180 ? 0.5 : 2)),
  hit: Uint8Array.from({ length: 280 }, (_, n) => (n + 1) % 2),
};

test("from the first hour, its minutes taken together, a seventh is expected an hour later", () => {
  const of = published(fast);
  expect(["0-5m", "5-15m", "15-60m"].map((key) => of.get(key))).toEqual([0.5, 0.5, 0.5]);
  expect(of.get("1-4h")).toBeCloseTo(0.5 / 7);
  expect(of.get("4-8h")).toBeNull();
  expect(of.get("later")).toBeCloseTo(0.5 / 60);
  expect(of.get("never")).toBeNull();
});

test("of winning the audit says nothing, and without a first hour there is nothing to begin from", () => {
  expect([...published({ ...fast, outcome: "won" }).values()].every((share) => share === null)).toBe(true);
  const slow = { ...world, hours: world.hours.map((hours) => (hours < 1 ? 2 : hours)) };
  expect([...published(slow).values()].every((share) => share === null)).toBe(true);
});

test("without grades equals are equal by channel alone, and the page says so", () => {
  const codes = (of: ResponseLeads) => told(of).cautions.map(({ code }) => code);
  expect(codes(world)).not.toContain("response-no-grades");
  expect(codes({ ...world, grade: new Int32Array(600).fill(-1) })).toContain("response-no-grades");
  expect(codes(world)).toContain("response-association");
});
