// What came of an action comes back to a meeting once it can be told, and only once.
import { afterAll, beforeAll, expect, test } from "vitest";

import { moveAction, readActionEffect, startAction } from "#features/actions/contract.ts";
import { routes as actions } from "#features/actions/routes.ts";
import { readMeeting, writeAgenda } from "#features/meeting-room/contract.ts";
import { routesWith } from "#features/meeting-room/routes.ts";
import { sentenceOfResult } from "#features/meeting-room/rules.ts";
import { listMeetings, planMeeting } from "#features/meetings/contract.ts";
import { routes as planning } from "#features/meetings/routes.ts";
import { addMonths } from "#kit/day.ts";
import { aDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let head: Ask;
let headId: string;
let now = "2026-01-20T09:00:00Z";

/** Thirty months of twelve won deals; from 2026 on each is half as large again. */
beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes: [...routesWith([async () => []]), ...planning, ...actions], now: () => new Date(now) });
  ({ ask: head, memberId: headId } = await server.member("head-of-sales"));
  const deals = Array.from({ length: 30 * 12 }, (_, n) => {
    const month = Math.floor(n / 12);
    const day = `${addMonths("2024-01-01", month).slice(0, 8)}${String(5 + (n % 12)).padStart(2, "0")}`;
    const amount = Math.round(100_000 * (1 + 0.03 * ((n * 7) % 11)) * (month >= 24 ? 1.5 : 1));
    return aDeal({ id: `d${n}`, stage: "won", createdOn: addMonths(day, -1), closedOn: day, amount, currency: "USD" });
  });
  await new Ledger(fresh.database, fresh.workspaceId).load(deals, { mapped: ["stage", "createdOn", "closedOn", "amount", "currency"] });
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    await tx.run(
      "insert into evenhand.stage_mapping (workspace_id, source, record_kind, source_stage, stage, is_confirmed) values ($1, 'crm', 'deal', 'won', 'won', true)",
      [fresh.workspaceId],
    );
    await tx.run("update evenhand.workspace set facts_version = facts_version + 1 where workspace_id = $1", [fresh.workspaceId]);
  });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const aMeeting = async (startsAt: string) =>
  (await head(planMeeting, { body: { title: "Together", startsAt, minutes: 60, people: [headId] } })).body.id as string;
const itemsOf = async (id: string) =>
  (await head(readMeeting, { params: { id } })).body.items.map(({ title, part, why }: { title: string; part: string; why: string }) => [title, part, why]);

test("an action that is open, or moves nothing, has no result; one that is done says too early, and then what its figure did", async () => {
  const body = { title: "Sell the larger package", ownerId: headId, dueOn: "2026-01-31", moves: { key: "average-deal", way: "up", share: null } };
  const { id } = (await head(startAction, { body })).body;
  const plain = (await head(startAction, { body: { ...body, title: "Tidy up", moves: null } })).body;
  const effect = (of: string) => head(readActionEffect, { params: { id: of } });
  expect((await effect(id)).body.code).toBe("action-not-done");
  for (const of of [id, plain.id]) await head(moveAction, { params: { id: of }, body: { state: "done" } });
  expect((await effect(plain.id)).body.code).toBe("action-moves-nothing");
  // The clock of the table is the real one: done just before the deals grew.
  await fresh.database.asOwner((tx) => tx.run("update evenhand.action set ended_at = '2025-12-28T12:00:00Z' where workspace_id = $1", [fresh.workspaceId]));
  now = "2026-02-20T09:00:00Z";
  expect((await effect(id)).body).toMatchObject({ verdict: "too-early", tellableOn: "2026-04-01" });
  const early = await aMeeting("2026-02-25T09:00:00Z");
  await head(writeAgenda, { params: { id: early }, body: {} });
  expect(await itemsOf(early)).toEqual([]);
  now = "2026-06-20T09:00:00Z";
  const { body: told } = await effect(id);
  expect(told).toMatchObject({ verdict: "moved", isRelative: true, before: 23, after: 5, isShort: true });
  expect(told.effect.interval.low).toBeLessThan(0.5);
  expect(told.effect.interval.high).toBeGreaterThan(0.5);
});

test("it comes back to one meeting, and the figures of discipline count it", async () => {
  const first = await aMeeting("2026-06-25T09:00:00Z");
  await head(writeAgenda, { params: { id: first }, body: {} });
  const [[title, part, why]] = (await itemsOf(first)) as [[string, string, string]];
  expect([title, part]).toEqual(["Sell the larger package", "carried"]);
  // The deals grew by half: the range that is written holds it, and what to bear in mind is written too.
  const [, by, low, high] = /^Its figure moved as it should: \+([\d.]+)% .*\(90% range \+([\d.]+)% to \+([\d.]+)%\), 5 months since it was done\./
    .exec(why)!
    .map(Number);
  expect(low! <= by! && by! <= high! && low! < 50 && high! > 50).toBe(true);
  expect(why).toMatch(/Fewer than six months have passed: the answer may yet turn\. Told without a comparison/);
  await head(writeAgenda, { params: { id: first }, body: {} });
  expect(await itemsOf(first)).toHaveLength(1);
  const second = await aMeeting("2026-06-26T09:00:00Z");
  await head(writeAgenda, { params: { id: second }, body: {} });
  expect(await itemsOf(second)).toEqual([]);
  expect((await head(listMeetings)).body.discipline).toMatchObject({ effectsTold: 1, effectsMoved: 1 });
});

test("a change is written in its own unit, in both languages, with the range and what is short of what was expected", () => {
  const effect = { value: -0.042, interval: { low: -0.081, high: 0.004, level: 0.9 }, probability: 0.9, verdict: "likely" } as const;
  const told = { verdict: "not-moved", unit: "share", currency: undefined, effect, isRelative: false, before: 20, after: 7, tellableOn: null } as const;
  const plain = { ...told, isLessThanExpected: false, isShort: false, within: null, whyAlone: "no-part" } as const;
  expect(sentenceOfResult(plain, "en")).toBe(
    "Its figure is not shown to have moved: −4.2 pp against what the months before foretell (90% range −8.1 pp to +0.4 pp), 7 months since it was done. Told without a comparison: what else happened then is in it too.",
  );
  expect(sentenceOfResult({ ...plain, isLessThanExpected: true }, "ru")).toMatch(/−4,2 п\. п\. к тому.*Весь интервал ниже ожидавшегося\./);
  const days = { ...plain, unit: "days", effect: { ...effect, value: -3, interval: { low: -5, high: -1, level: 0.9 } } } as const;
  expect(sentenceOfResult(days, "en")).toMatch(/−3 days .*−5 days to −1 day/);
  const money = {
    ...plain,
    unit: "money",
    currency: "USD",
    effect: { ...effect, value: 123_400, interval: { low: 100_00, high: 200_000, level: 0.9 } },
  } as const;
  expect(sentenceOfResult(money, "en")).toMatch(/\+\$1,230/);
  expect(sentenceOfResult({ ...plain, verdict: "too-early", effect: null }, "en")).toBeNull();
  // Against what it was compared is said too.
  const within = { by: "region", value: "North" } as const;
  expect(sentenceOfResult({ ...plain, within, whyAlone: null }, "en")).toMatch(
    /Within “North”, compared with the rest of the firm: what hit both alike is not in it\.$/,
  );
  expect(sentenceOfResult({ ...plain, within, whyAlone: "rest-too-short" }, "en")).toMatch(/Within “North”, told without a comparison, because the rest/);
});
