// Promises between the firm and an agency: a case is due by the terms of its day, counts once its time is up, and few cases are judged by their range.
import { describe, expect, it } from "vitest";

import { type AgencyGround, agencyCases, agencyVerdict } from "#evidence/promises/agency.ts";
import type { AgencyDealing, AgencyPromiseHeld, AgencyPromiseKey } from "#facts/agency-promises.ts";

const held = (key: AgencyPromiseKey, level: number, from: string, version = 2): AgencyPromiseHeld => ({ key, version, terms: { level, atLeast: 0.9 }, from });
const brief = (id: string, askedOn: string, answeredOn: string | null, forOn: string | null = null): AgencyDealing => ({
  id,
  kind: "brief",
  askedOn,
  forOn,
  answeredOn,
});
const ground = (more: Partial<AgencyGround>): AgencyGround => ({ held: [], dealings: [], leads: [], asOf: "2026-06-15", lastSeen: "2026-06-14", ...more });
const short = (key: AgencyPromiseKey, given: AgencyGround) => agencyCases(key, given).map(({ id, dueOn, isKept }) => [id, dueOn, isKept]);

describe("a case", () => {
  it("is due by the terms of the day on which it began; what began before anything was promised is none", () => {
    const dealings = [brief("before", "2026-03-31", null), brief("old", "2026-04-01", "2026-04-06"), brief("new", "2026-05-01", "2026-05-06")];
    const given = ground({ held: [held("brief-answered", 5, "2026-04-01"), held("brief-answered", 3, "2026-05-01", 3)], dealings });
    expect(short("brief-answered", given)).toEqual([
      ["new", "2026-05-04", false],
      ["old", "2026-04-06", true],
    ]);
  });

  it("counts once its time is up, however quickly it was answered", () => {
    const given = (asOf: string) => ground({ held: [held("brief-answered", 5, "2026-01-01")], dealings: [brief("a", "2026-06-01", "2026-06-02")], asOf });
    expect([short("brief-answered", given("2026-06-06")).length, short("brief-answered", given("2026-06-07")).length]).toEqual([0, 1]);
  });

  it("of a report is a whole month since the promise, due on a day of the next; the first report on it counts", () => {
    const report = (askedOn: string, answeredOn: string): AgencyDealing => ({ id: askedOn, kind: "report", askedOn, forOn: null, answeredOn });
    const dealings = [report("2026-04-01", "2026-05-11"), report("2026-04-01", "2026-05-10"), report("2026-05-01", "2026-06-11")];
    // Promised from mid-March: April is the first whole month; March's report is owed to nobody.
    expect(short("report-in-time", ground({ held: [held("report-in-time", 10, "2026-03-15")], dealings }))).toEqual([
      ["2026-05-01", "2026-06-10", false],
      ["2026-04-01", "2026-05-10", true],
    ]);
  });

  it("of leads is a month that is on record to its end", () => {
    const leads = ["2026-04-02", "2026-04-30", "2026-05-01"].map((cameOn) => ({ id: cameOn, cameOn, workedOn: null }));
    const given = (lastSeen: string) => ground({ held: [held("leads-delivered", 2, "2026-04-01")], leads, lastSeen });
    expect(short("leads-delivered", given("2026-05-31"))).toEqual([
      ["2026-05-01", "2026-05-31", false],
      ["2026-04-01", "2026-04-30", true],
    ]);
    expect(short("leads-delivered", given("2026-05-30")).map(([id]) => id)).toEqual(["2026-04-01"]);
  });

  it("of the firm: a brief so many days before its campaign, an answer to a lead, a payment", () => {
    const invoice = (id: string, answeredOn: string | null): AgencyDealing => ({ id, kind: "invoice", askedOn: "2026-05-01", forOn: null, answeredOn });
    const given = ground({
      held: [held("brief-in-time", 14, "2026-01-01"), held("lead-feedback", 3, "2026-01-01"), held("invoice-paid", 30, "2026-01-01")],
      dealings: [
        brief("early", "2026-04-01", null, "2026-04-15"),
        brief("late", "2026-04-02", null, "2026-04-15"),
        invoice("paid", "2026-05-31"),
        invoice("open", null),
      ],
      leads: [
        { id: "worked", cameOn: "2026-06-01", workedOn: "2026-06-04" },
        { id: "slow", cameOn: "2026-06-01", workedOn: "2026-06-05" },
        { id: "fresh", cameOn: "2026-06-12", workedOn: null },
      ],
    });
    expect(short("brief-in-time", given).map(([id, , isKept]) => [id, isKept])).toEqual([
      ["early", true],
      ["late", false],
    ]);
    expect(short("lead-feedback", given).map(([id, , isKept]) => [id, isKept])).toEqual([
      ["slow", false],
      ["worked", true],
    ]);
    expect(short("invoice-paid", given).map(([id, , isKept]) => [id, isKept])).toEqual([
      ["open", false],
      ["paid", true],
    ]);
  });
});

describe("the verdict", () => {
  const some = (kept: number, late: number) =>
    agencyVerdict(
      Array.from({ length: kept + late }, (_, n) => ({ id: String(n), dueOn: "2026-01-01", doneOn: null, count: null, isKept: n < kept, atLeast: 0.9 })),
    );
  it("is kept at the level, broken where the whole range misses it, else open; nothing due is nothing said", () => {
    expect(some(3, 0)).toMatchObject({ status: "kept", kept: 3, sample: 3, measured: 1 });
    // Wilson's upper end of 0 of 2 at 90 %: z²/(2 + z²) = 2.706/4.706 = 0.575, under 0.9.
    expect(some(0, 2)).toMatchObject({ status: "broken" });
    expect(some(0, 2).interval!.high).toBeCloseTo(0.575, 3);
    // 4 of 5: the range reaches 0.94, over 0.9.
    expect(some(4, 1)).toMatchObject({ status: "cannot-be-told", reason: "short-within-chance" });
    expect(some(0, 0)).toMatchObject({ status: "cannot-be-told", reason: "no-cases", interval: null });
  });
});
