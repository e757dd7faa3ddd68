// The shortfall asked for over the wire: parts that add up to the cent, the records behind them, the page as a file, and who may look.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { explainShortfall, exportShortfall, shortfallChoices, shortfallRecords } from "#features/shortfall/contract.ts";
import { routes } from "#features/shortfall/routes.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let viewer: Ask;
let agency: Ask;

/**
 * Two quarters with a hundred closed deals each, list price 1,000.00, cycle 30 days, two regions. First quarter: 60 won at list price.
 * Second: 60 won at 20 % off. So 12,000.00 are missing, and all of it is discount.
 */
const deals = [0, 1].flatMap((quarter) =>
  Array.from({ length: 100 }, (_, i) => {
    const closedOn = addDays(quarter === 0 ? "2025-01-01" : "2025-04-01", Math.floor(i * 0.9));
    const isWon = i % 5 < 3;
    return aFact("deal", {
      id: `Q${quarter}-${String(i).padStart(3, "0")}`,
      stage: isWon ? "Won" : "Lost",
      region: i % 2 === 0 ? "North" : "South",
      createdOn: addDays(closedOn, -30),
      closedOn,
      listPrice: 1_000_00,
      amount: isWon ? (quarter === 0 ? 1_000_00 : 800_00) : null,
      currency: "USD",
    });
  }),
);

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-07-10T12:00:00Z") });
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load(deals, { mapped: ["stage", "amount", "createdOn", "closedOn", "listPrice", "region"] });
  await ledger.in(async (tx) => {
    const stage = (sourceStage: string, ours: "won" | "lost") => ({ source: "crm", recordKind: "deal" as const, sourceStage, stage: ours });
    await setStages(tx, fresh.workspaceId, [stage("Won", "won"), stage("Lost", "lost")]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const quarters = { period: "2025-Q2", against: "2025-Q1" };

describe("a quarter against the one before", () => {
  test("is 12,000.00 short, located in discount, and the parts add up to the cent", async () => {
    const { body } = await viewer(explainShortfall, { query: quarters });
    expect([body.actual, body.reference, body.shortfall]).toEqual([48_000_00, 60_000_00, -12_000_00]);
    expect(body.papers.traits).toEqual(["region"]);
    expect(body.parts.reduce((sum: number, part: { amount: number }) => sum + part.amount, 0)).toBe(-12_000_00);
    const discount = body.parts.find((part: { driver: string }) => part.driver === "discount");
    expect(discount).toMatchObject({ amount: -12_000_00, owner: "sales", verdict: "clear", records: { entity: "deal", reference: 60, actual: 60 } });
    expect(discount.level).toMatchObject({ unit: "share", reference: 0 });
    expect(discount.level.actual).toBeCloseTo(0.2, 12);
    expect(body.summary.en).toBe("Revenue of Q2 2025 is $12.0K (20%) below Q1 2025. Located in discount $12.0K (sales, clear).");
    expect(body.summary.ru).toMatch(/^Выручка за II кв\. 2025 на .* ниже, чем за I кв\. 2025\. Где: скидка .* \(продажи, уверенно\)\.$/);
  });

  test("says what the facts do not tell apart", async () => {
    const { body } = await viewer(explainShortfall, { query: quarters });
    const off = Object.fromEntries(body.switchedOff.map((each: { driver: string; reason: string }) => [each.driver, each.reason]));
    expect(off).toMatchObject({ "lead-volume": "no-leads", market: "no-market-index", "plan-ambition": "not-against-plan" });
  });

  test("cut by region: segments of each part sum to the part", async () => {
    const { body } = await viewer(explainShortfall, { query: { ...quarters, by: ["region"] } });
    for (const part of body.parts) expect(part.segments.reduce((sum: number, each: { amount: number }) => sum + each.amount, 0)).toBe(part.amount);
    expect(body.parts[0].segments.map((each: { names: string[] }) => each.names[0]).sort()).toEqual(["North", "South"]);
  });

  test("gives the same bytes when asked again", async () => {
    const ask = async () => JSON.stringify((await viewer(explainShortfall, { query: quarters })).body);
    expect(await ask()).toBe(await ask());
  });

  test("opens the sixty won deals behind discount, a page at a time", async () => {
    const { body } = await viewer(shortfallRecords, { query: { ...quarters, driver: "discount", side: "actual", limit: 2, offset: 1 } });
    expect(body).toMatchObject({ entity: "deal", total: 60 });
    expect(body.rows.map((row: { id: string; amount: number }) => [row.id, row.amount])).toEqual([
      ["Q1-001", 800_00],
      ["Q1-002", 800_00],
    ]);
  });

  test("leaves as CSV, XLSX and PDF", async () => {
    const csv = await viewer(exportShortfall, { query: { ...quarters, format: "csv" } });
    expect(csv.text).toContain("Discount,sales,-12000,");
    const pdf = await viewer(exportShortfall, { query: { ...quarters, format: "pdf", language: "ru" } });
    expect(pdf.text.slice(0, 5)).toBe("%PDF-");
    const xlsx = await viewer(exportShortfall, { query: { ...quarters, format: "xlsx" } });
    expect(xlsx.text.slice(0, 2)).toBe("PK");
  });
});

test("left open, the question is the last whole quarter against the one before", async () => {
  const { body } = await viewer(explainShortfall, { query: {} });
  expect(body.question).toEqual({ period: "2025-Q2", against: "2025-Q1", by: [], measure: "revenue" });
});

test("the page may be cut by region, the only field that is filled", async () => {
  const { body } = await viewer(shortfallChoices, {});
  expect(body.dimensions.filter((each: { values: number }) => each.values > 1)).toEqual([{ name: "region", values: 2, filled: 200 }]);
  expect(body).toMatchObject({ hasCosts: false, suggested: quarters });
});

test.each([
  [{ period: "2025-Q2", against: "plan" }, "no-plan"],
  [{ period: "2025-Q2", against: "2025-05" }, "periods-overlap"],
  [{ period: "2024-Q2", against: "2024-Q1" }, "too-few-deals-in-period"],
  [{ ...quarters, measure: "margin" }, "no-cost-facts"],
])("%o cannot be told, because %s", async (query, code) => {
  const answer = await viewer(explainShortfall, { query });
  expect([answer.status, answer.body.code]).toEqual([422, code]);
});

test("an agency sees none of it", async () => {
  for (const endpoint of [explainShortfall, shortfallChoices]) expect((await agency(endpoint, { query: {} })).status).toBe(403);
  expect((await agency(shortfallRecords, { query: { driver: "discount" } })).status).toBe(403);
  expect((await agency(exportShortfall, { query: { format: "csv" } })).status).toBe(403);
});
