// Money loaded at several levels is found; money that is honestly alike is not.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import type { Spend } from "#facts/entities.ts";
import { figuresOf } from "#evidence/kpi/figures.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { countedTwiceFindings } from "#evidence/trust/counted-twice.ts";
import { withCautions } from "#evidence/trust/finding.ts";
import { addDays } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

/** Lines by file. */
type Files = Readonly<Record<string, readonly Spend[]>>;

function lensAndFindings(files: Files, order = (lines: Spend[]) => lines) {
  const importOf = new Map(Object.entries(files).flatMap(([file, lines]) => lines.map(({ id }) => [id, file] as const)));
  const spend = order(Object.values(files).flat());
  const facts = { currency: "RUB", deals: dealColumnsOf([]), leads: null, spend, sellerCosts: [], sellers: [], plans: [] };
  const lens = lensOf(facts, agreedByDefault, "2026-06-01");
  const nameOf = new Map(Object.keys(files).map((file) => [file, `${file}.csv`]));
  return { lens, findings: countedTwiceFindings({ lens, spendFiles: { importOf, nameOf } }) };
}
const found = (files: Files) => lensAndFindings(files).findings;

function shuffled(lines: readonly Spend[], seed: number): Spend[] {
  const dice = diceOf(seed);
  const drawn = lines.map((one) => ({ one, at: dice.below(1_000_000) }));
  return drawn.sort((a, b) => a.at - b.at).map(({ one }) => one);
}

let lineNumber = 0;
const line = (said: Partial<Spend>) =>
  aFact("spend", { id: `S${String(++lineNumber).padStart(6, "0")}`, day: "2026-01-01", amount: 100, status: "actual", campaign: null, channel: null }, said);
const days = (count: number) => Array.from({ length: count }, (_, i) => addDays("2026-01-01", i));

/** Twenty days of two campaigns with two advertisements each: 4 lines a day, as ads, as campaigns and as the account. */
function platform(seed: number, channel: string | null = null) {
  const dice = diceOf(seed);
  const ads = days(20).flatMap((day) =>
    ["c1", "c2"].flatMap((campaign) => [0, 1].map(() => ({ day, campaign, channel, amount: 100_000 + dice.below(900_000) }))),
  );
  const sum = (lines: readonly { amount: number }[]) => lines.reduce((total, { amount }) => total + amount, 0);
  const campaigns = days(20).flatMap((day) =>
    ["c1", "c2"].map((campaign) => ({ day, campaign, channel, amount: sum(ads.filter((ad) => ad.day === day && ad.campaign === campaign)) })),
  );
  const account = days(20).map((day) => ({ day, channel, amount: sum(ads.filter((ad) => ad.day === day)) }));
  return { ads, campaigns, account, total: sum(ads) };
}

describe("the same money at several levels", () => {
  const { ads, campaigns, account, total } = platform(1);
  const other = platform(2);
  const files = { ads: ads.map(line), campaigns: campaigns.map(line), account: account.map(line), elsewhere: other.ads.map(line) };

  test("is one finding: kept are the lines that name campaigns, the finest first, and the others are to be undone", () => {
    const [one, ...more] = found(files);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      code: "spend-counted-twice",
      severity: "serious",
      count: 60,
      of: 220,
      details: {
        how: "files",
        times: 3,
        days: 20,
        from: "2026-01-01",
        until: "2026-01-20",
        keep: "ads.csv",
        undo: "account.csv, campaigns.csv",
        amount: 2 * total,
      },
    });
    expect(one!.details["moneyShare"]).toBeCloseTo((2 * total) / (3 * total + other.total), 12);
    expect(new Set(one!.records)).toEqual(new Set([...files.campaigns, ...files.account].map(({ id }) => id)));
  });

  test("reaches every number that rests on spend", () => {
    const { lens, findings } = lensAndFindings(files);
    const numbers = withCautions(figuresOf(lens, { from: "2026-01-01", until: "2026-04-01" }), findings);
    const warned = numbers.filter(({ cautions }) => cautions.some(({ code }) => code === "spend-counted-twice")).map(({ key }) => key);
    expect(warned).toEqual(expect.arrayContaining(["promotion-cost", "promotion-cost-share", "cost-per-transaction-promotion", "cost-per-transaction-full"]));
    expect(warned).not.toContain("revenue");
  });

  test("is found where the reports differ by late clicks and cover other days, and not where they differ by more", () => {
    const late = (percent: number) => ({
      ads: ads.map(line),
      later: account.slice(5).map((one) => line({ ...one, amount: Math.round(one.amount * (1 + percent / 100)) })),
    });
    expect(found(late(0.3))).toMatchObject([{ count: 15, details: { days: 15, keep: "ads.csv", undo: "later.csv" } }]);
    expect(found(late(3))).toEqual([]);
  });

  test("is found on few days, one of which went wrong, and not on days without a telling sum", () => {
    const few = account.slice(0, 5);
    const slip = few.map((one, i) => line(i === 4 ? { ...one, amount: one.amount * 10 } : one));
    expect(found({ few: few.map(line), slip })).toMatchObject([{ count: 4 }]);
    expect(found({ few: few.slice(0, 2).map(line), two: few.slice(0, 2).map(line) })).toEqual([]);
    const cents = few.map(({ day }, i) => ({ day, amount: 11 + i }));
    expect(found({ cents: cents.map(line), more: cents.map(line) })).toEqual([]);
  });

  test("is found in a ledger that holds the platform among other channels", () => {
    const ledger = [...account.map((one) => line({ ...one, channel: "Ads" })), ...other.account.map((one) => line({ ...one, channel: "Fairs" }))];
    expect(found({ ledger, ads: ads.map(line) })).toMatchObject([{ count: 80, details: { how: "part", keep: "ledger.csv", undo: "ads.csv" } }]);
    const second = [...ads.map((one) => line({ ...one, channel: "ads" })), ...platform(3).account.map((one) => line({ ...one, channel: "Radio" }))];
    expect(found({ ledger, second })).toMatchObject([{ details: { how: "lines", times: 2 } }]);
  });

  test("is found where a file holds its own totals", () => {
    expect(found({ report: [...campaigns.map(line), ...account.map(line)] })).toMatchObject([{ count: 20, details: { how: "total", keep: "report.csv" } }]);
  });

  test("is told alike in whatever order the lines come", () => {
    const expected = found(files);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        expect(lensAndFindings(files, (lines) => shuffled(lines, seed)).findings).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});

describe("money that is honestly alike", () => {
  test("round budgets of two channels, flat fees of every month, and a fee of every day", () => {
    const budget = [120_000, 150_000, 90_000, 112_000, 1_250_000, 87_500, 40_000].map((major, i) => ({
      day: addDays("2026-01-05", 7 * i),
      amount: major * 100,
    }));
    expect(found({ search: budget.map(line), social: budget.map(line) })).toEqual([]);
    const monthly = ["2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"].map((day) => ({ day, amount: 1_234_567 }));
    expect(found({ agency: monthly.map(line), hosting: monthly.map(line) })).toEqual([]);
    const daily = days(60).map((day) => ({ day, amount: 4_999 }));
    expect(found({ one: daily.map(line), other: daily.map(line) })).toEqual([]);
  });

  test("a bill that is split evenly between two channels that are named", () => {
    const { account } = platform(5);
    const half = (channel: string) => account.map((one) => line({ ...one, channel }));
    expect(found({ north: half("Radio"), south: half("Outdoor") })).toEqual([]);
    expect(found({ both: [...half("Radio"), ...half("Outdoor")] })).toEqual([]);
  });

  test("forty reports of platforms that have nothing to do with one another", () => {
    const reports = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`r${i}`, platform(100 + i).campaigns.map(line)]));
    expect(found(reports)).toEqual([]);
  });

  test("plans and promises beside the money gone, and no spend at all", () => {
    const { account } = platform(6);
    expect(found({ gone: account.map(line), planned: account.map((one) => line({ ...one, status: "plan" })) })).toEqual([]);
    expect(found({})).toEqual([]);
  });
});
