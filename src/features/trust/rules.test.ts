// Every code of a finding has its sentence in both languages, with no blank left open.
import { expect, test } from "vitest";

import { findingSentence, findingView } from "#features/trust/rules.ts";
import { type Finding, findingCodes, finding, findingId } from "#evidence/trust/finding.ts";

const details = {
  lastSeen: "2017-12-31",
  days: 9,
  name: "GTXPro",
  suggestion: "GTX Pro",
  day: "2026-01-01",
  onThatDay: 60,
  usual: 1,
  olderThan: 138,
  longestClosed: 138,
  kind: "by-close",
  firstClose: "2017-03-01",
  firstCreated: "2016-10-20",
  openedBefore: 7,
  expectedClosings: 6,
  until: "2017-04-01",
  earlyWinRate: 0.8207,
  laterWinRate: 0.61,
  how: "zero",
  agreement: 1,
  byChance: 0.2,
  signs: 5,
  filledOpen: 0.3,
  filledClosed: 1,
  stage: "Limbo",
  currency: "EUR",
  campaign: "Spring forum",
  times: 1.4,
  from: "2026-01-01",
  keep: "ads.csv",
  undo: "campaigns.csv",
  moneyShare: 0.31,
};
const aFinding = (more: Partial<Finding> = {}) =>
  finding({ code: "dead-deals", entity: "deal", severity: "note", count: 1291, of: 1589, field: "product", details, ...more });

test.each(findingCodes.filter((code) => code !== "spend-counted-twice"))("%s is worded", (code) => {
  for (const language of ["en", "ru"] as const) {
    expect(findingSentence(aFinding({ code }), language)).not.toMatch(/[{}]|undefined|null/);
  }
});

test.each(["files", "part", "lines", "total"])("spend counted twice is worded for %s, with the share of the money", (how) => {
  for (const language of ["en", "ru"] as const) {
    const sentence = findingSentence(aFinding({ code: "spend-counted-twice", entity: "spend", details: { ...details, how } }), language);
    expect(sentence).not.toMatch(/[{}]|undefined|null/);
    expect(sentence).toContain("31");
    expect(sentence).toContain("ads.csv");
  }
});

test("the number, the share and the day stand in the sentence", () => {
  expect(findingSentence(aFinding(), "en")).toBe(
    "Open deals older than 138 days: 1,291 of 1,589 (81.2%). The longest deal that ever closed took 138. As of 31 Dec 2017.",
  );
});

test("how well links hold is said in signs that agree, or in the share of touches that lie in their deal's time", () => {
  const told = (entity: Finding["entity"], agreement: number, byChance: number) =>
    findingSentence(aFinding({ code: "links-hold", entity, details: { signs: 5, agreement, byChance } }), "en");
  expect(told("lead", 4.96, 1.328)).toContain(
    "Signs that can be compared: 5 (days in order, account, region, segment, product); 5 of them agree on average, against 1.3",
  );
  expect(told("touchpoint", 0.874, 0.41)).toContain("87.4% lie in the deal's time (from a year before it was opened to its close), against 41%");
});

test("two stages that are not mapped are two findings with two names", () => {
  const of = (stage: string) => findingId(aFinding({ code: "stage-not-mapped", field: "stage", details: { stage } }));
  expect([of("Limbo"), of("On hold")]).toEqual(["stage-not-mapped.deal.stage.Limbo", "stage-not-mapped.deal.stage.On hold"]);
});

test("fifty ids go with a finding, and their number", () => {
  const view = findingView(aFinding({ records: Array.from({ length: 120 }, (_, i) => `D${i}`) }));
  expect([view.records.length, view.recordCount]).toEqual([50, 120]);
});
