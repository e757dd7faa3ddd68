// Minutes on paper have every note whole, with its headings and lists.
import { expect, test } from "vitest";

import type { MinutesBody } from "#features/meeting-room/contract.ts";
import { fileOfMinutes, reportOf } from "#features/meeting-room/rules.ts";
import { pdfOf } from "#http/report/pdf.ts";

const long = `${"A long sentence of somebody. ".repeat(40)}${"x".repeat(5_000)}`;
const at = { startsAt: "2026-03-05T09:00:00Z", openedAt: "2026-03-05T09:00:00Z", closedAt: "2026-03-05T10:00:00Z" };
const item = { id: "i", title: "Prices", why: "Discounts grow", outcome: "decision", text: "None above 12 %", action: null } as const;
const body: MinutesBody = {
  title: "Together",
  ...at,
  timeZone: "UTC",
  place: null,
  present: ["Anna"],
  absent: [],
  items: [
    {
      ...item,
      notes: "",
      votes: { for: 1, against: 0, abstains: 0 },
      noted: [
        { kind: "heading", level: 1, runs: [{ text: "What we saw" }] },
        { kind: "bullet", level: 1, runs: [{ text: long }] },
      ],
    },
  ],
};

test("nothing of a note is cut, headings and lists stay what they are, and what came of the item stands below", async () => {
  const report = reportOf(body, { language: "en", version: 1, reasons: [] });
  expect(report.passages).toEqual([
    {
      title: "1. Prices",
      lines: [
        { text: "Discounts grow", as: "quiet", depth: 0 },
        { text: "What we saw", as: "heading", depth: 0 },
        { text: `• ${long}`, as: "plain", depth: 1 },
        { text: expect.stringContaining("None above 12 %"), as: "strong" },
      ],
    },
  ]);
  const [paper, shorter] = [await pdfOf(report), await pdfOf({ ...report, passages: [] })];
  expect(paper.byteLength).toBeGreaterThan(shorter.byteLength);
  expect([fileOfMinutes({ body, version: 1 }), fileOfMinutes({ body, version: 3 })]).toEqual([
    "evenhand-minutes-2026-03-05.pdf",
    "evenhand-minutes-2026-03-05-v3.pdf",
  ]);
});
