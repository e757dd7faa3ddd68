// The chances that rules of offering go by are those of the lead score's page, all of them, and none where there is no score of leads.
import { expect, test } from "vitest";

import { scoredBeside } from "#apps/server/score-leads.ts";

const workspace = {
  id: "11111111-0000-4000-8000-000000000001",
  slug: "firm",
  name: "Firm",
  currency: "USD",
  timeZone: "UTC",
  language: "en",
  fiscalStartMonth: 1,
  isDemo: false,
  factsVersion: 7,
} as const;

/** A thread beside that answers the page of the score with so many open leads. */
function answering(count: number, score: object | null) {
  const asked: { endpoint: string; query: { offset: number; limit: number }; role: string }[] = [];
  const open = Array.from({ length: count }, (_, n) => ({ id: `L${n}`, chanceNow: n === 3 ? null : 1 / (n + 2) }));
  const ask = async (question: { endpoint: string; query: unknown; asker: { role: string } }) => {
    const query = question.query as { offset: number; limit: number };
    asked.push({ endpoint: question.endpoint, query, role: question.asker.role });
    const told = { score, open: open.slice(query.offset, query.offset + query.limit), total: count };
    return { wire: { kind: "json" as const, text: JSON.stringify(told) }, acts: [] };
  };
  return { asked, chances: () => scoredBeside({ ask }).chances(workspace, "2026-11-27", new AbortController().signal) };
}

test("every open lead's chance of today, page by page; a lead past its window has none", async () => {
  const { asked, chances } = answering(1_200, { unit: "lead" });
  const found = (await chances())!;
  expect(found.size).toBe(1_199);
  expect([found.get("L0"), found.get("L1199"), found.has("L3")]).toEqual([1 / 2, 1 / 1_201, false]);
  expect(asked.map(({ query }) => query.offset)).toEqual([0, 500, 1_000]);
  expect(new Set(asked.map(({ endpoint, role }) => `${endpoint} ${role}`))).toEqual(new Set(["readScore viewer"]));
});

test("no score, and a score of deals, are no chances of leads", async () => {
  expect(await answering(0, null).chances()).toBeNull();
  expect(await answering(5, { unit: "deal" }).chances()).toBeNull();
});

test("a refusal is a fault and not an empty score", async () => {
  const ask = async () => ({ wire: { kind: "refusal" as const, refusal: { ok: false, reason: "overloaded" } }, acts: [] });
  await expect(scoredBeside({ ask } as never).chances(workspace, "2026-11-27", new AbortController().signal)).rejects.toThrow("overloaded");
});
