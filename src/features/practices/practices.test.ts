// The register of ways of working: who enters what, since when a part works so, whether it is alive, and that heads alone keep it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  type PracticeView,
  addPractice,
  adoptPractice,
  changeAdoption,
  changePractice,
  listPracticeParts,
  listPractices,
  readPracticeEffect,
  withdrawAdoption,
  withdrawPractice,
} from "#features/practices/contract.ts";
import { sleepWork } from "#features/practices/jobs.ts";
import { answerOf, sleepOf, stateOf, whyNotEnter } from "#features/practices/rules.ts";
import { readMeeting, writeAgenda } from "#features/meeting-room/contract.ts";
import { planMeeting } from "#features/meetings/contract.ts";
import { type NoticeView, listNotices } from "#features/notices/contract.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import type { Tx } from "#db/database.ts";
import { silent } from "#db/log.ts";
import { type Sign, type SignKey, practiceKeys } from "#facts/practices.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aWonDeal } from "#testing/builders.ts";
import { entityFields } from "#facts/entities.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
type Who = { memberId: string; ask: Ask };
let now = "2025-12-15T12:00:00Z";
let [boris, olga, seller, viewer, agency] = [] as unknown as [Who, Who, Who, Who, Who];

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date(now) });
  boris = await server.member("head-of-sales", { department: "sales" });
  olga = await server.member("head-of-marketing", { department: "marketing" });
  seller = await server.member("sales", { department: "sales" });
  viewer = await server.member("viewer");
  agency = await server.member("agency");
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const within = <T>(act: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, act);
const detail = (more: object = {}) => ({ within: null, begunOn: "2025-06-01", endedOn: null, ownerId: boris.memberId, monthlyCost: null, note: "", ...more });
const practice = async (id: string): Promise<PracticeView> => {
  const { body } = await viewer.ask(listPractices);
  return body.practices.find((each: PracticeView) => each.id === id);
};
const words = { name: "Coffee at ten", what: "Both sides at one table", helps: "", helpsNot: "", start: "", alive: "" };

describe("the register", () => {
  it("lists the house's ten, none of them done; an agency sees none, and only those who lead change it", async () => {
    const { body } = await viewer.ask(listPractices);
    expect(body.practices.map(({ key }: PracticeView) => key)).toEqual([...practiceKeys]);
    expect(answerOf(body)).toEqual({ done: 0, quiet: 0 });
    expect((await agency.ask(listPractices)).status).toBe(403);
    expect((await viewer.ask(adoptPractice, { params: { id: "liaison" }, body: detail() })).body.code).toBe("role-only-reads");
    expect((await seller.ask(adoptPractice, { params: { id: "liaison" }, body: detail() })).body.code).toBe("only-heads-keep-practices");
    expect((await seller.ask(addPractice, { body: words })).status).toBe(403);
  });

  it("a part takes a way up, another later; the same part twice at one time is refused, and a day to come, an end before the start, a stranger as owner", async () => {
    const adopt = async (more: object) => (await boris.ask(adoptPractice, { params: { id: "job-rotation" }, body: detail(more) })).body;
    const north = { by: "region", value: "North" };
    const { id } = await adopt({ within: north, monthlyCost: 120_00, endedOn: "2025-09-01" });
    expect((await adopt({ within: north, begunOn: "2025-08-15" })).code).toBe("begun-already");
    expect((await adopt({ within: north, begunOn: "2025-09-01" })).id).toBeTruthy();
    expect((await adopt({ within: { by: "region", value: "South" }, begunOn: "2025-10-01" })).id).toBeTruthy();
    expect((await adopt({ begunOn: "2025-12-16" })).code).toBe("begun-in-the-future");
    expect((await adopt({ endedOn: "2025-06-01" })).code).toBe("ended-before-begun");
    expect((await adopt({ ownerId: randomUUID() })).code).toBe("owner-not-here");
    const shown = await practice("job-rotation");
    expect(shown).toMatchObject({ state: "partly", sign: null });
    expect(shown.adoptions[0]).toMatchObject({ id, within: north, endedOn: "2025-09-01", monthlyCost: 120_00 });
    expect((await olga.ask(changeAdoption, { params: { id }, body: detail({ within: north, begunOn: "2025-05-01", endedOn: "2025-08-01" }) })).status).toBe(
      200,
    );
    expect((await practice("job-rotation")).adoptions[0]).toMatchObject({ begunOn: "2025-05-01", monthlyCost: null });
  });

  it("what was entered in error is taken back and brought back, unless something else was entered in its place meanwhile", async () => {
    const { id } = (await boris.ask(adoptPractice, { params: { id: "liaison" }, body: detail() })).body;
    expect((await practice("liaison")).state).toBe("everywhere");
    await boris.ask(withdrawAdoption, { params: { id }, body: { isWithdrawn: true } });
    expect((await practice("liaison")).state).toBe("not-yet");
    expect((await boris.ask(changeAdoption, { params: { id }, body: detail() })).status).toBe(404);
    await boris.ask(withdrawAdoption, { params: { id }, body: { isWithdrawn: false } });
    expect((await practice("liaison")).state).toBe("everywhere");
    await boris.ask(withdrawAdoption, { params: { id }, body: { isWithdrawn: true } });
    await boris.ask(adoptPractice, { params: { id: "liaison" }, body: detail({ begunOn: "2025-07-01" }) });
    expect((await boris.ask(withdrawAdoption, { params: { id }, body: { isWithdrawn: false } })).body.code).toBe("begun-already");
  });

  it("a way of the firm's own is added, reworded, taken up, and leaves the list only when nobody works so", async () => {
    const { id } = (await olga.ask(addPractice, { body: words })).body;
    await olga.ask(changePractice, { params: { id }, body: { ...words, helps: "When it rains" } });
    expect(await practice(id)).toMatchObject({ key: null, own: { name: "Coffee at ten", helps: "When it rains", helpsNot: null } });
    const { id: adoption } = (await olga.ask(adoptPractice, { params: { id }, body: detail() })).body;
    expect((await olga.ask(withdrawPractice, { params: { id }, body: { isWithdrawn: true } })).body.code).toBe("somebody-works-so");
    await olga.ask(changeAdoption, { params: { id: adoption }, body: detail({ endedOn: "2025-11-01" }) });
    expect((await olga.ask(withdrawPractice, { params: { id }, body: { isWithdrawn: true } })).status).toBe(200);
    expect(await practice(id)).toMatchObject({ state: "given-up" });
    expect((await olga.ask(adoptPractice, { params: { id }, body: detail({ begunOn: "2025-12-01" }) })).status).toBe(404);
    expect((await olga.ask(adoptPractice, { params: { id: randomUUID() }, body: detail() })).status).toBe(404);
    expect((await olga.ask(adoptPractice, { params: { id: "shouting" }, body: detail() })).status).toBe(404);
  });
});

/** Held at noon of that day for both, and how it stands. */
const meeting = (tx: Tx, state: string, day: string) =>
  tx.run(
    `insert into evenhand.meeting (workspace_id, id, title, starts_at, minutes, time_zone, agenda_hours, state, created_by, opened_at, closed_at, closed_by, cancel_reason)
     select $1, $2, 'Both', at, 60, 'UTC', 24, $4, $5::uuid, case when $4 = 'closed' then at end, case when $4 = 'closed' then at end,
       case when $4 = 'closed' then $5::uuid end, case when $4 = 'cancelled' then 'Ill' end from (select ($3 || 'T12:00:00Z')::timestamptz) as t (at)`,
    [fresh.workspaceId, randomUUID(), day, state, boris.memberId],
  );

describe("signs of life", () => {
  it("are counted where a way is done: meetings that ended with minutes, answers in time, threads in which both wrote", async () => {
    for (const id of ["joint-meetings", "feedback-rules", "common-workspace", "joint-events"])
      await boris.ask(adoptPractice, { params: { id }, body: detail() });
    expect((await practice("joint-meetings")).sign).toMatchObject({ count: 0, of: 0, isAlive: false });
    await within(async (tx) => {
      await meeting(tx, "closed", "2025-12-05");
      await meeting(tx, "closed", "2025-11-05");
      await meeting(tx, "planned", "2025-10-06");
      await meeting(tx, "cancelled", "2025-10-06");
      await meeting(tx, "closed", "2025-09-06");
      await tx.run(
        `insert into evenhand.feedback (workspace_id, id, mood, about_kind, about_name, said, asked_by, due_at, answered_at)
         select $1, gen_random_uuid(), 'question', 'price', 'List', 'Why?', $2, $3::timestamptz - interval '5 days', $3::timestamptz - days * interval '1 day' from unnest(array[6, 4, 3]) days`,
        [fresh.workspaceId, boris.memberId, now],
      );
      await tx.run(
        `insert into evenhand.thread_message (workspace_id, id, subject_kind, subject_id, member_id, said, at)
         select $1, gen_random_uuid(), 'deal', deal, by, 'And?', '2025-12-10' from (values ('D1', $2::uuid), ('D1', $3::uuid), ('D2', $2::uuid)) as t (deal, by)`,
        [fresh.workspaceId, boris.memberId, olga.memberId],
      );
    });
    const sign = async (id: string) => {
      const told = (await practice(id)).sign!;
      return [told.count, told.of, told.isAlive];
    };
    expect(await sign("joint-meetings")).toEqual([2, 3, true]);
    expect(await sign("feedback-rules")).toEqual([1, 3, false]);
    expect(await sign("common-workspace")).toEqual([1, null, true]);
    expect(await sign("joint-events")).toEqual([0, 0, false]);
    expect((await practice("shared-training")).sign).toBeNull();
  });

  it("that stop are told to the owner once, and again after they were there meanwhile; one that is over is told of no more", async () => {
    const look = (at: string) => sleepWork(() => (now = at)).run({ database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] });
    const told = async (id: string, who = boris) =>
      (await who.ask(listNotices)).body.notices
        .filter(({ kind, subject }: NoticeView) => kind === "practice-asleep" && subject.id === id)
        .map(({ data, seenAt }: NoticeView) => [data["practiceCode"], data["days"], seenAt !== null]);
    await look("2025-12-15T12:00:00Z");
    expect(await told("joint-meetings")).toEqual([]);
    expect(await told("feedback-rules")).toEqual([["feedback-rules", 90, false]]);
    expect((await practice("feedback-rules")).sign).toMatchObject({ isAlive: false, asleepOn: "2025-12-15" });
    // It has never been alive, and is not done for a year yet.
    expect(await told("joint-events")).toEqual([]);
    expect((await practice("joint-events")).sign).toMatchObject({ isAlive: false, asleepOn: null });

    for (const day of ["2026-04-01", "2026-04-01", "2026-04-09"]) await look(`${day}T12:00:00Z`);
    expect(await told("joint-meetings")).toEqual([["joint-meetings", 90, false]]);
    expect(await told("joint-meetings", olga)).toEqual([]);
    expect((await practice("joint-meetings")).sign).toMatchObject({ isAlive: false, asleepOn: "2026-04-01" });

    // Asleep, it stands on the agenda that writes itself, and no other does that is not.
    const plan = { title: "Together", startsAt: "2026-04-20T09:00:00Z", minutes: 60, people: [boris.memberId, olga.memberId] };
    const { id } = (await boris.ask(planMeeting, { body: plan })).body;
    await boris.ask(writeAgenda, { params: { id }, body: {} });
    const { items } = (await boris.ask(readMeeting, { params: { id } })).body;
    const asleep = items.filter(({ from }: { from: { kind: string } | null }) => from?.kind === "practice");
    expect(asleep.map(({ from, title, why }: { from: { id: string }; title: string; why: string }) => [from.id, title, why]).toSorted()).toEqual([
      ["common-workspace", "A common workspace", "Fell asleep, noticed on 1 Apr 2026. In 0 threads of the last 30 days both sides wrote."],
      ["feedback-rules", "Rules of feedback", "Fell asleep, noticed on 15 Dec 2025. Nothing was due in the last 90 days."],
      ["joint-meetings", "Regular joint meetings", "Fell asleep, noticed on 1 Apr 2026. Nothing was due in the last 90 days."],
    ]);

    await within((tx) => meeting(tx, "closed", "2026-04-12"));
    await look("2026-04-15T12:00:00Z");
    expect(await told("joint-meetings")).toEqual([["joint-meetings", 90, true]]);
    await look("2026-08-01T12:00:00Z");
    expect(await told("joint-meetings")).toEqual([
      ["joint-meetings", 90, false],
      ["joint-meetings", 90, true],
    ]);
    expect(await told("joint-events")).toEqual([["joint-events", 365, false]]);

    const [adopted] = (await practice("joint-events")).adoptions;
    await boris.ask(changeAdoption, { params: { id: adopted!.id }, body: detail({ endedOn: "2026-08-01" }) });
    await look("2026-08-02T12:00:00Z");
    expect(await told("joint-events")).toEqual([["joint-events", 365, true]]);
    now = "2025-12-15T12:00:00Z";
  });
});

describe("what it did", () => {
  it("is asked of the headline figures where somebody has begun; parts come from the records", async () => {
    const ledger = new Ledger(fresh.database, fresh.workspaceId);
    const deals = Array.from({ length: 24 * 40 }, (_, n) => {
      const closedOn = addDays(addMonths("2023-11-01", Math.floor(n / 40)), n % 28);
      const owner = n % 2 === 0 ? "Ada" : "Ben";
      const cycle = 30 + (n % 7) + (owner === "Ada" && closedOn >= "2025-03-01" ? -12 : 0);
      return { ...aWonDeal({ id: `w${n}`, amount: 100_00, createdOn: addDays(closedOn, -cycle), closedOn }), owner };
    });
    await ledger.load(deals, { entity: "deal", mapped: Object.keys(entityFields.deal).filter((field) => field !== "id") });
    await boris.ask(setStageMappings, { body: { stages: [{ source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" }] } });
    await within((tx) => raiseFactsVersion(tx, fresh.workspaceId));
    const { parts } = (await viewer.ask(listPracticeParts)).body;
    expect(parts.find(({ by }: { by: string }) => by === "owner").values).toEqual(["Ada", "Ben"].map((name) => ({ value: name, name })));
    expect((await viewer.ask(readPracticeEffect, { params: { id: "shared-training" } })).body.code).toBe("nobody-has-begun");
    expect((await viewer.ask(readPracticeEffect, { params: { id: randomUUID() } })).status).toBe(404);
    await boris.ask(adoptPractice, { params: { id: "joint-visits" }, body: detail({ within: { by: "owner", value: "Ada" }, begunOn: "2025-03-01" }) });
    const { effects } = (await viewer.ask(readPracticeEffect, { params: { id: "joint-visits" } })).body;
    expect(effects.map(({ key, verdict, whyUntold }: { key: string; verdict: string; whyUntold: string | null }) => [key, verdict, whyUntold])).toEqual([
      ["cycle-median-won", "better", null],
      ["promotion-cost", "cannot-be-told", "no-parts-of-costs"],
      ["cost-per-transaction-full", "cannot-be-told", "no-parts-of-costs"],
    ]);
    expect(effects[0]).toMatchObject({ isCompared: true, isRelative: true, teams: [{ within: { by: "owner", value: "Ada" } }] });
    expect((await agency.ask(readPracticeEffect, { params: { id: "joint-visits" } })).status).toBe(403);
  });
});

describe("rules", () => {
  it("one falls asleep that was seen alive, or is done for as long as its signs look back", () => {
    const sign = (count: number) => new Map<SignKey, Sign>([["threads-of-both", { key: "threads-of-both", days: 30, count, of: null }]]);
    const going = [{ practice: "common-workspace", begunOn: "2025-12-01", owners: [] }];
    const look = (count: number, today: string, asleepOn?: string | null) => {
      const watched = asleepOn === undefined ? [] : [{ practice: "common-workspace", asleepOn }];
      const { fallenAsleep, awake, gone } = sleepOf({ going, signs: sign(count), watched, today });
      return [fallenAsleep.length, awake.length, gone.length];
    };
    expect(look(0, "2025-12-30")).toEqual([0, 0, 0]);
    expect(look(0, "2025-12-31")).toEqual([1, 0, 0]);
    expect(look(1, "2025-12-10")).toEqual([0, 1, 0]);
    expect(look(0, "2025-12-10", null)).toEqual([1, 0, 0]);
    expect(look(0, "2026-03-01", "2026-01-01")).toEqual([0, 0, 0]);
    expect(look(1, "2026-03-01", "2026-01-01")).toEqual([0, 1, 0]);
    expect(look(1, "2026-03-01", null)).toEqual([0, 0, 0]);
    expect(sleepOf({ going: [], signs: sign(0), watched: [{ practice: "common-workspace", asleepOn: null }], today: "2026-03-01" }).gone).toEqual([
      "common-workspace",
    ]);
  });
  const one = (within: null | { by: "region"; value: string }, begunOn: string, endedOn: string | null = null) => ({ within, begunOn, endedOn });
  it("a way is given up when all who began have stopped", () => {
    expect(stateOf([one(null, "2025-01-01", "2025-06-01")], "2025-06-01")).toBe("given-up");
    expect(stateOf([one(null, "2025-01-01", "2025-06-01")], "2025-05-31")).toBe("everywhere");
    expect(stateOf([one(null, "2025-01-01", "2025-06-01"), one({ by: "region", value: "North" }, "2025-03-01")], "2025-07-01")).toBe("partly");
  });
  it("parts and the whole firm may be entered beside each other, the same part only one after the other", () => {
    const asked = { others: [one({ by: "region", value: "North" }, "2025-01-01", "2025-06-01")], isOwnerHere: true, today: "2025-12-01" };
    expect(whyNotEnter(one(null, "2025-02-01"), asked)).toBeNull();
    expect(whyNotEnter(one({ by: "region", value: "North" }, "2024-12-01", "2025-01-01"), asked)).toBeNull();
    expect(whyNotEnter(one({ by: "region", value: "North" }, "2024-12-01", "2025-01-02"), asked)).toBe("begun-already");
    expect(whyNotEnter(one({ by: "region", value: "North" }, "2025-06-01"), asked)).toBeNull();
  });
});
