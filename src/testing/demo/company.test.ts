// The demo company is the same for the same seed, as large as described, and its planted troubles are worth what they should be.
import { describe, expect, test } from "vitest";

import { entityFields, entityNames } from "#facts/entities.ts";
import { calendarOf, demoStart } from "#testing/demo/calendar.ts";
import { calibrated } from "#testing/demo/calibrate.ts";
import { type SimulatedFirm, simulateFirm, usualSeed } from "#testing/demo/company.ts";
import { dirt } from "#testing/demo/dirt.ts";
import { firmName } from "#testing/demo/names.ts";

const from = demoStart("2026-11-23");
const firm = simulateFirm({ seed: usualSeed, from });

const wonIn = (of: SimulatedFirm, period: { from: string; until: string }) =>
  of.rows.deal.filter((deal) => deal.stage === "won" && deal.closedOn! >= period.from && deal.closedOn! < period.until);
const rate = (of: SimulatedFirm, day: string) => of.rows["currency-rate"].findLast((row) => row.currency === "USD" && row.day <= day)!.rate;
const revenue = (of: SimulatedFirm, period: { from: string; until: string }) =>
  wonIn(of, period).reduce((sum, deal) => sum + deal.amount! * (deal.currency === "USD" ? rate(of, deal.closedOn!) : 1), 0);
const year = { from: "2024-10-01", until: "2025-10-01" };

test("seen on 23 November 2026, the 24 months end with September and the quarter explained is the third", () => {
  expect([from, firm.asOf, firm.period.from, firm.against.from]).toEqual(["2024-10-01", "2026-10-01", "2026-07-01", "2025-07-01"]);
});

test("the same seed gives the same bytes", () => {
  const bytes = (seed: number) => JSON.stringify(simulateFirm({ seed, from, scale: 0.15, truths: {} }).rows);
  expect(bytes(5)).toBe(bytes(5));
  expect(bytes(5)).not.toBe(bytes(6));
});

test("every row of every entity has the fields of its table, no other, and an id of its own", () => {
  for (const entity of entityNames) {
    const rows = firm.rows[entity] as readonly { id: string }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.keys(rows[0]!).sort()).toEqual(Object.keys(entityFields[entity]).sort());
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  }
});

test("the firm earns about 620 million roubles in its first year, about 55 % of it from repeat orders", () => {
  const all = revenue(firm, year);
  const repeat = wonIn(firm, year).reduce((sum, deal) => (deal.isRepeat === true ? sum + deal.amount! : sum), 0);
  expect(all / 100 / 620_000_000).toBeGreaterThan(0.85);
  expect(all / 100 / 620_000_000).toBeLessThan(1.15);
  expect(repeat / all).toBeGreaterThan(0.45);
  expect(repeat / all).toBeLessThan(0.62);
});

test("promotion costs about 9.3 million roubles a year, three tenths of it for exhibitions", () => {
  const spent = firm.rows.spend.filter((row) => row.status === "actual" && row.day >= year.from && row.day < year.until);
  const total = spent.reduce((sum, row) => sum + row.amount, 0);
  const shown = spent.filter((row) => row.channel === "Exhibition").reduce((sum, row) => sum + row.amount, 0);
  expect(total / 930_000_000).toBeCloseTo(1.05, 1);
  expect(shown / total).toBeCloseTo(0.3, 1);
});

describe("the planted truths", () => {
  const share = (key: keyof typeof firm.truth.parts) => (0.9 * firm.truth.parts[key]) / firm.truth.shortfall;

  test("30 % slow follow-up, 25 % wrong buyers, 20 % discounts and 15 % market are worth that to a hundredth", () => {
    expect(share("qualification")).toBeCloseTo(0.3, 1.9);
    expect(share("lead-quality") + share("acceptance")).toBeCloseTo(0.25, 1.9);
    expect(share("discount")).toBeCloseTo(0.2, 1.9);
    expect(share("market")).toBeCloseTo(0.15, 1.9);
  });

  test("about a tenth of the drawn shortfall is chance", () => {
    const drawn = revenue(firm, firm.period) - revenue(firm, firm.against);
    const chance = (drawn - firm.truth.shortfall) / drawn;
    expect(chance).toBeGreaterThan(0.05);
    expect(chance).toBeLessThan(0.15);
  });

  test.each(["2026-02-10", "2027-04-01", "2028-08-31"])("they can be planted in the quarter before %s too", (asOf) => {
    const { truth } = calibrated(calendarOf(demoStart(asOf), 24));
    expect((0.9 * truth.parts.qualification) / truth.shortfall).toBeCloseTo(0.3, 1);
  });

  test("a firm without troubles has no part worth anything", () => {
    const { truth } = simulateFirm({ seed: 1, from, scale: 0.1, truths: {} });
    expect(Math.max(...Object.values(truth.parts).map(Math.abs))).toBeLessThan(1);
  });
});

test("each trouble can be seen where a person would look for it", () => {
  const since = "2025-12-01";
  const before = "2025-08-01";
  const shows = firm.rows.lead.filter((lead) => lead.channel === "Exhibition" && lead.acceptedAt !== null);
  const waited = (lead: (typeof shows)[number]) => (Date.parse(lead.firstAttemptAt ?? "2100-01-01") - Date.parse(lead.acceptedAt!)) / 86_400_000;
  const slow = (rows: typeof shows) => rows.filter((lead) => waited(lead) > 3).length / rows.length;
  expect(slow(shows.filter((lead) => lead.createdAt >= since))).toBeGreaterThan(2 * slow(shows.filter((lead) => lead.createdAt < before)));
  const returned = (rows: readonly { channel: string | null; returnReason: string | null }[]) =>
    rows.filter((lead) => lead.channel === "Site" && lead.returnReason === "definitional").length / rows.filter((lead) => lead.channel === "Site").length;
  const leads = firm.rows.lead;
  expect(returned(leads.filter((lead) => lead.createdAt >= since))).toBeGreaterThan(1.5 * returned(leads.filter((lead) => lead.createdAt < before)));
  const discount = (period: { from: string; until: string }) => wonIn(firm, period).reduce((sum, deal) => sum + deal.discount!, 0) / wonIn(firm, period).length;
  expect(discount(firm.period) - discount(firm.against)).toBeGreaterThan(0.025);
});

test("the dirt lies where it was put", () => {
  const { account, deal, lead } = firm.rows;
  const copies = (rows: readonly { id: string }[]) => rows.filter((row) => row.id.endsWith("-copy")).length;
  expect(deal.filter((row) => row.account === null).length).toBe(dirt.dealsWithoutAccount);
  expect(deal.filter((row) => row.closedOn !== null && row.closedOn < row.createdOn!).length).toBe(dirt.closedBeforeCreated);
  expect([copies(lead), copies(deal), copies(account)]).toEqual([dirt.leadsTwice, dirt.dealsTwice, dirt.firmsTwice]);
});

test("no two of 4,200 firms bear one name", () => {
  expect(new Set(Array.from({ length: 4200 }, (_, n) => firmName("ru", n))).size).toBe(4200);
});

test("nothing is dated after the day the records were taken", () => {
  const last = (days: readonly (string | null)[]) => days.reduce<string>((latest, day) => (day !== null && day > latest ? day : latest), "");
  expect(last(firm.rows.deal.map((row) => row.closedOn)) < firm.asOf).toBe(true);
  expect(last(firm.rows.activity.map((row) => row.at)) < firm.asOf).toBe(true);
  expect(last(firm.rows["stage-change"].map((row) => row.at)) < firm.asOf).toBe(true);
});
