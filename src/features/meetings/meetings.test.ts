// A meeting from its series to minutes that stand: planned by a rule, its agenda written from what presses, ended only with a plan, corrected beside.
// Long because: the tests follow one company through its meetings, each where the one before it ended.
import { afterAll, beforeAll, expect, test } from "vitest";

import {
  addItem,
  attendMeeting,
  changeItem,
  closeMeeting,
  correctMinutes,
  exportMinutes,
  openMeeting,
  orderItems,
  readMeeting,
  removeItem,
  settleItem,
  voteOnItem,
  writeAgenda,
} from "#features/meeting-room/contract.ts";
import { routesWith } from "#features/meeting-room/routes.ts";
import { chosen, ranked } from "#features/meeting-room/rules.ts";
import {
  answerMeeting,
  cancelMeeting,
  changeMeeting,
  changeSeries,
  endSeries,
  listMeetings,
  makeCalendarFeed,
  planMeeting,
  planSeries,
} from "#features/meetings/contract.ts";
import { meetingWork } from "#features/meetings/jobs.ts";
import { routes as planning } from "#features/meetings/routes.ts";
import { silent } from "#db/log.ts";
import type { Problem } from "#facts/meetings.ts";
import { hashOf, newSecret } from "#http/secrets.ts";
import { insertMeetingItem } from "#ledger/agenda.ts";
import { setFeed } from "#ledger/calendar-feed.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [head, seller, marketer, viewer, agency] = [] as unknown as [Ask, Ask, Ask, Ask, Ask];
let [headId, sellerId, marketerId] = ["", "", ""];
let now = "2026-03-02T09:00:00Z";
let pressing: Problem[] = [];

const aProblem = (more: Partial<Problem> = {}): Problem => ({
  kind: "shortfall",
  id: "2026-Q1:win-rate",
  title: { en: "Win rate", ru: "Доля побед" },
  why: { en: "−$1M in 2026-Q1", ru: "−1 млн $ за 2026-Q1" },
  side: "sales",
  money: 1_000_000,
  confidence: 1,
  since: "2026-03-02",
  reach: 1,
  isDue: false,
  ...more,
});

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes: [...planning, ...routesWith([async () => pressing])], now: () => new Date(now) });
  const [one, two, three] = [await server.member("head-of-sales"), await server.member("sales"), await server.member("marketing-operational")];
  [head, seller, marketer] = [one.ask, two.ask, three.ask];
  [headId, sellerId, marketerId] = [one.memberId, two.memberId, three.memberId];
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const aSeries = (more: object = {}) => ({
  title: "Sales and marketing",
  rule: "FREQ=MONTHLY;BYDAY=2TU",
  startsOn: "2026-03-01",
  atMinute: 600,
  minutes: 60,
  timeZone: "Europe/Berlin",
  people: [headId, sellerId, marketerId],
  ...more,
});
const aMeeting = (more: object = {}) => ({ title: "One more", startsAt: "2026-03-05T09:00:00Z", minutes: 30, people: [headId, sellerId], ...more });
const starts = async () => (await viewer(listMeetings)).body.coming.map(({ startsAt }: { startsAt: string }) => startsAt);
const toldOf = (memberId: string, kind: string) =>
  fresh.database.inWorkspace(fresh.workspaceId, async (tx) =>
    (await tx.rows<{ title: string }>("select data ->> 'title' as title from evenhand.notice where member_id = $1 and kind = $2", [memberId, kind])).map(
      ({ title }) => title,
    ),
  );

test("a series gives its next three meetings; heads plan, others do not, an agency sees nothing", async () => {
  expect((await seller(planSeries, { body: aSeries() })).body.code).toBe("only-heads-and-management");
  expect((await agency(listMeetings)).body.code).toBe("agency-sees-only-what-is-shared");
  expect((await head(planSeries, { body: aSeries({ rule: "FREQ=SECONDLY" }) })).body.code).toBe("rule-not-known");
  expect((await head(planSeries, { body: aSeries({ timeZone: "Mars/Base" }) })).body.code).toBe("zone-not-known");
  expect((await head(planSeries, { body: aSeries({ people: [fresh.workspaceId] }) })).body.code).toBe("person-not-here");
  const made = await head(planSeries, { body: aSeries() });
  expect(made.status).toBe(201);
  // Ten in Berlin: an hour before noon of UTC in winter, two in summer.
  expect(await starts()).toEqual(["2026-03-10T09:00:00.000Z", "2026-04-14T08:00:00.000Z", "2026-05-12T08:00:00.000Z"]);
  expect(await toldOf(sellerId, "meeting-invited")).toEqual(Array(3).fill("Sales and marketing"));
  expect(await toldOf(headId, "meeting-invited")).toEqual([]);
});

test("a changed series moves its meetings, but not the one that was moved by hand; its end cancels them, and the end can be taken back", async () => {
  const { coming, series } = (await viewer(listMeetings)).body;
  await head(changeMeeting, { params: { id: coming[1].id }, body: { startsAt: "2026-04-15T10:00:00Z" } });
  expect((await viewer(listMeetings)).body.coming[1]).toMatchObject({ startsAt: "2026-04-15T10:00:00.000Z", movedFrom: "2026-04-14" });
  await head(changeSeries, { params: { id: series[0].id }, body: { rule: "FREQ=MONTHLY;BYDAY=2WE", title: "Together" } });
  expect(
    (await viewer(listMeetings)).body.coming.map(({ startsAt, title }: { startsAt: string; title: string }) => `${startsAt.slice(0, 10)} ${title}`),
  ).toEqual(["2026-03-11 Together", "2026-04-08 Together", "2026-04-15 Sales and marketing", "2026-05-13 Together"]);
  expect(await toldOf(marketerId, "meeting-moved")).toContain("Together");
  await head(endSeries, { params: { id: series[0].id }, body: { isEnded: true, reason: "Too many" } });
  expect((await viewer(listMeetings)).body.coming.map(({ state }: { state: string }) => state)).toEqual(Array(4).fill("cancelled"));
  await head(endSeries, { params: { id: series[0].id }, body: { isEnded: false } });
  const back = (await viewer(listMeetings)).body;
  expect([back.series[0].endedAt, ...back.coming.map(({ state }: { state: string }) => state)]).toEqual([null, ...Array(4).fill("planned")]);
  // Another hour of the same days: the one that was moved by hand keeps its day and its hour, and no two have the same.
  await head(changeSeries, { params: { id: series[0].id }, body: { rule: "FREQ=MONTHLY;BYDAY=2TU", atMinute: 660 } });
  expect((await viewer(listMeetings)).body.coming.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 16))).toEqual([
    "2026-03-10T10:00",
    "2026-04-15T10:00",
    "2026-05-12T09:00",
    "2026-06-09T09:00",
  ]);
  await head(changeSeries, { params: { id: series[0].id }, body: { rule: "FREQ=MONTHLY;BYDAY=2WE", atMinute: 600 } });
});

test("whoever is asked answers; a meeting is cancelled with a reason, and takes place after all", async () => {
  const { body: made } = await head(planMeeting, { body: aMeeting() });
  const params = { id: made.id };
  expect((await marketer(answerMeeting, { params, body: { answer: "yes" } })).body.code).toBe("not-asked-to-come");
  await seller(answerMeeting, { params, body: { answer: "maybe" } });
  expect((await seller(readMeeting, { params })).body).toMatchObject({ isAsked: true, myAnswer: "maybe" });
  expect((await head(cancelMeeting, { params, body: { isCancelled: true } })).body.code).toBe("cancelled-without-reason");
  await head(cancelMeeting, { params, body: { isCancelled: true, reason: "A fair" } });
  expect((await seller(addItem, { params, body: { title: "x" } })).body.code).toBe("meeting-is-over");
  await head(cancelMeeting, { params, body: { isCancelled: false } });
  expect((await head(planMeeting, { body: aMeeting({ startsAt: "2026-03-01T09:00:00Z" }) })).body.code).toBe("starts-in-the-past");
  await head(cancelMeeting, { params, body: { isCancelled: true, reason: "Really" } });
});

test("problems stand by money × confidence × age × reach, five at most, and each side has one of its own when it has any", () => {
  const problems = [
    aProblem({ id: "a", money: 100, side: "sales" }),
    // Half as sure, but half a year old.
    aProblem({ id: "b", money: 100, confidence: 0.5, since: "2025-08-31", side: "sales" }),
    aProblem({ id: "c", money: 90, side: "sales" }),
    aProblem({ id: "d", money: 80, side: "sales" }),
    aProblem({ id: "e", money: 70, side: "sales" }),
    aProblem({ id: "f", money: 60, side: "sales" }),
    aProblem({ id: "g", money: 1, side: "marketing" }),
    // The market is not in our hands.
    aProblem({ id: "h", money: 400, reach: 0.1, side: null }),
    aProblem({ id: "i", money: null, side: "sales", isDue: true }),
  ];
  const all = ranked(problems, "2026-03-02");
  expect(all.map(({ problem }) => problem.id)).toEqual(["b", "a", "c", "i", "d", "e", "f", "h", "g"]);
  // The middle of 1, 60, 70, 80, 90, 100, 100, 400.
  expect(all.find(({ problem }) => problem.id === "i")!.standing).toMatchObject({ isMoneyGuessed: true, weight: expect.closeTo(85 / 100.08, 2) });
  expect(chosen(all).map(({ problem, standing }) => `${problem.id}${standing.isForItsSide ? "!" : ""}`)).toEqual(["i", "b", "a", "c", "d", "g!"]);
  expect(
    chosen(
      ranked(
        problems.filter(({ side }) => side !== "marketing"),
        "2026-03-02",
      ),
    ),
  ).toHaveLength(6);
  expect(chosen(ranked([], "2026-03-02"))).toEqual([]);
});

test("the agenda writes itself, keeps what people did to it, and lets go what no longer presses", async () => {
  const { body: made } = await head(planMeeting, { body: aMeeting({ people: [headId, sellerId, marketerId] }) });
  const params = { id: made.id };
  const titles = async () => (await viewer(readMeeting, { params })).body.items.map(({ title }: { title: string }) => title);
  pressing = [
    aProblem(),
    aProblem({ id: "first-attempt", kind: "promise", title: { en: "First attempt", ru: "Первая попытка" }, money: null }),
    aProblem({ id: "2026-Q1:discount", title: { en: "Discount", ru: "Скидка" }, money: 10 }),
  ];
  await seller(addItem, { params, body: { title: "Our stand in May" } });
  expect((await viewer(writeAgenda, { params, body: {} })).body.code).toBe("role-only-reads");
  expect((await seller(writeAgenda, { params, body: {} })).body).toEqual({ added: 3, gone: 0 });
  expect(await titles()).toEqual(["Win rate", "First attempt", "Discount", "Our stand in May"]);
  const { items } = (await viewer(readMeeting, { params })).body;
  expect(items[0]).toMatchObject({
    part: "problem",
    from: { kind: "shortfall", id: "2026-Q1:win-rate" },
    side: "sales",
    standing: { money: 1_000_000, weight: 1 },
  });
  // Pinned, it stands first; taken off by hand, it does not come again; untouched and no longer pressing, it goes.
  await marketer(changeItem, { params: { id: items[3].id }, body: { isPinned: true, minutes: 10 } });
  await marketer(removeItem, { params: { id: items[1].id }, body: { isRemoved: true } });
  pressing = [aProblem(), pressing[1]!];
  expect((await head(writeAgenda, { params, body: {} })).body).toEqual({ added: 0, gone: 1 });
  expect(await titles()).toEqual(["Our stand in May", "Win rate"]);
  await marketer(removeItem, { params: { id: items[1].id }, body: { isRemoved: false } });
  await marketer(orderItems, { params: { id: items[1].id }, body: { before: items[0].id } });
  expect(await titles()).toEqual(["Our stand in May", "First attempt", "Win rate"]);
  await head(cancelMeeting, { params, body: { isCancelled: true, reason: "Next month" } });
});

test("it cannot end without an outcome for each item; then actions are in the register, what is carried over waits, and the minutes stand", async () => {
  pressing = [aProblem({ id: "2026-Q1:acceptance", title: { en: "Acceptance", ru: "Приёмка" } })];
  // What presses may be what somebody put on the waiting list before: it stands once.
  const claim = "00000000-0000-4000-8000-0000000000aa";
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    insertMeetingItem(tx, fresh.workspaceId, {
      id: claim,
      meetingId: null,
      part: "people",
      title: "Leads come too late",
      why: null,
      from: { kind: "claim", id: claim, title: "Leads come too late" },
      side: null,
      standing: null,
      carriedFrom: null,
      place: 99,
      by: sellerId,
    }),
  );
  const twice = await head(planMeeting, { body: aMeeting() });
  pressing.push(aProblem({ kind: "claim", id: claim, title: { en: "Leads come too late", ru: "Лиды опаздывают" } }));
  expect((await head(writeAgenda, { params: { id: twice.body.id }, body: {} })).status).toBe(200);
  expect(
    (await viewer(readMeeting, { params: { id: twice.body.id } })).body.items.filter(({ title }: { title: string }) => title === "Leads come too late"),
  ).toHaveLength(1);
  await head(removeItem, { params: { id: claim }, body: { isRemoved: true } });
  await head(cancelMeeting, { params: { id: twice.body.id }, body: { isCancelled: true, reason: "Once more" } });
  pressing.pop();
  const { body: made } = await head(planMeeting, { body: aMeeting({ people: [headId, sellerId, marketerId] }) });
  const params = { id: made.id };
  // What the cancelled meeting would have talked about waited, and stands here.
  await head(writeAgenda, { params, body: {} });
  const read = async () => (await viewer(readMeeting, { params })).body;
  expect((await read()).items.map(({ title }: { title: string }) => title)).toEqual(["Acceptance", "Our stand in May"]);
  const [first, second] = (await read()).items;
  expect((await seller(settleItem, { params: { id: first.id }, body: { outcome: "decision", text: "x" } })).body.code).toBe("meeting-not-open");
  await seller(openMeeting, { params, body: {} });
  await seller(addItem, { params, body: { title: "Prices" } });
  const third = (await read()).items[2];
  await marketer(attendMeeting, { params, body: { memberId: marketerId, wasThere: true } });
  await seller(voteOnItem, { params: { id: first.id }, body: { vote: "for" } });
  await marketer(voteOnItem, { params: { id: first.id }, body: { vote: "against" } });
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.agenda_item set notes = 'One form' where workspace_id = $1 and id = $2", [fresh.workspaceId, first.id]),
  );
  const settle = (id: string, body: object) => seller(settleItem, { params: { id }, body });
  expect((await settle(first.id, { outcome: "action" })).body.code).toBe("outcome-without-action");
  expect((await settle(first.id, { outcome: "carried" })).body.code).toBe("outcome-without-words");
  const action = { title: "Agree on grades", ownerId: marketerId, dueOn: "2026-03-20" };
  expect((await settle(first.id, { outcome: "action", action: { ...action, dueOn: "2026-03-01" } })).body.code).toBe("due-in-the-past");
  await settle(first.id, { outcome: "action", action });
  await settle(second.id, { outcome: "carried", text: "The plan of the hall is missing" });
  expect((await head(closeMeeting, { params, body: {} })).body).toMatchObject({ code: "items-without-outcome", details: { items: 1 } });
  await settle(third.id, { outcome: "decision", text: "No discount above 15 % without both heads" });
  expect((await seller(closeMeeting, { params, body: {} })).body.code).toBe("only-heads-and-management");
  expect((await head(closeMeeting, { params, body: {} })).body.state).toBe("closed");
  expect(await toldOf(marketerId, "minutes-ready")).toEqual(["One more"]);
  expect(await toldOf(marketerId, "action-given")).toEqual([null]);

  const { minutes, items } = await read();
  expect(minutes).toHaveLength(1);
  expect(minutes[0].body).toMatchObject({
    present: expect.arrayContaining([expect.any(String)]),
    items: [
      {
        title: "Acceptance",
        notes: "One form",
        outcome: "action",
        action: { title: "Agree on grades", dueOn: "2026-03-20" },
        votes: { for: 1, against: 1, abstains: 0 },
      },
      { title: "Our stand in May", outcome: "carried", text: "The plan of the hall is missing" },
      { title: "Prices", outcome: "decision", text: "No discount above 15 % without both heads" },
    ],
  });
  expect(items[0].actionId).toEqual(expect.any(String));
  // Nothing of it can be changed any more, not even in the tables.
  expect((await seller(changeItem, { params: { id: first.id }, body: { title: "Other" } })).body.code).toBe("meeting-is-over");
  await expect(
    fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run("update evenhand.meeting_minutes set body = '{}' where workspace_id = $1", [fresh.workspaceId]),
    ),
  ).rejects.toThrow(/permission denied/);

  const correct = (body: object) => head(correctMinutes, { params, body });
  expect((await correct({ itemId: third.id, text: "No discount above 15 % without both heads", reason: "x" })).body.code).toBe("nothing-corrected");
  expect((await correct({ itemId: third.id, text: "No discount above 12 % without both heads", reason: "It was 12" })).body).toMatchObject({
    version: 2,
    reason: "It was 12",
  });
  expect(await toldOf(marketerId, "minutes-corrected")).toEqual(["One more"]);
  expect(
    (await read()).minutes.map(({ version, body }: { version: number; body: { items: { text: string | null }[] } }) => [version, body.items[2]!.text]),
  ).toEqual([
    [1, "No discount above 15 % without both heads"],
    [2, "No discount above 12 % without both heads"],
  ]);
  const paper = await viewer(exportMinutes, { params, query: { language: "ru" } });
  expect([paper.status, paper.headers["content-type"], paper.text.slice(0, 5)]).toEqual([200, "application/pdf", "%PDF-"]);
});

test("the next agenda begins with what was left: the carried item with its line, and the unfinished action", async () => {
  pressing = [];
  now = "2026-03-25T09:00:00Z";
  const { body: made } = await head(planMeeting, { body: aMeeting({ startsAt: "2026-04-02T09:00:00Z" }) });
  const params = { id: made.id };
  await head(writeAgenda, { params, body: {} });
  const { items } = (await viewer(readMeeting, { params })).body;
  expect(
    items.map(({ title, part, carried, from }: { title: string; part: string; carried: number; from: { kind: string } | null }) => [
      title,
      part,
      carried,
      from?.kind ?? null,
    ]),
  ).toEqual([
    ["Our stand in May", "carried", 1, null],
    ["Agree on grades", "carried", 0, "action"],
  ]);
  const { discipline } = (await viewer(listMeetings)).body;
  // One of six that were due by then was held; its action was due on the 20th and is not done.
  expect(discipline).toMatchObject({ held: 1, withPlan: 1, actionsDue: 1, actionsOnTime: 0, problems: 2 });
});

test("the clock keeps the series filled and sends the agenda once, a set time ahead", async () => {
  now = "2026-05-12T09:30:00Z";
  const written: string[] = [];
  const work = meetingWork({ now: () => new Date(now), write: async (_workspace, id) => void written.push(id) });
  const turn = { database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] };
  await work.run(turn);
  const { coming } = (await viewer(listMeetings)).body;
  const planned = coming.filter(({ state }: { state: string }) => state === "planned");
  expect(planned.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10))).toEqual(["2026-05-13", "2026-06-10", "2026-07-08"]);
  // The first is a day away.
  expect(written).toEqual([planned[0].id]);
  now = "2026-06-09T09:00:00Z";
  await work.run(turn);
  await work.run(turn);
  expect(written).toEqual([planned[0].id, planned[1].id]);
  expect(await toldOf(sellerId, "agenda-ready")).toEqual(["Together", "Together"]);
  expect((await viewer(readMeeting, { params: { id: planned[1].id } })).body.meeting.agendaSentAt).toEqual(expect.any(String));
});

test("a private address shows one's own meetings and actions to a calendar, and nothing to whoever has another", async () => {
  const browser = server.browser();
  const feedAt = (path: string) => server.app.inject({ method: "GET", url: path });
  expect((await seller(makeCalendarFeed, { body: {} })).status).toBe(403);
  const token = newSecret();
  const owner = { workspaceId: fresh.workspaceId, memberId: marketerId };
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) => setFeed(tx, owner, hashOf(token)));
  const { body, headers } = await feedAt(`/api/calendar/${token}.ics`);
  expect(headers["content-type"]).toContain("text/calendar");
  const lines = body.replaceAll("\r\n ", "").split("\r\n");
  expect(lines.filter((line) => line.startsWith("SUMMARY:"))).toContain("SUMMARY:Agree on grades");
  // The action stands on its day, from then until the next.
  expect(lines).toContain("DTSTART;VALUE=DATE:20260320");
  expect(lines).toContain("DTEND;VALUE=DATE:20260321");
  expect((await feedAt(`/api/calendar/${newSecret()}.ics`)).statusCode).toBe(404);
  // Another address ends the one before; who has left has none.
  const other = newSecret();
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) => setFeed(tx, owner, hashOf(other)));
  expect((await feedAt(`/api/calendar/${token}`)).statusCode).toBe(404);
  expect((await feedAt(`/api/calendar/${other}`)).statusCode).toBe(200);
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.member set served_until = '2020-01-01' where workspace_id = $1 and id = $2", [fresh.workspaceId, marketerId]),
  );
  expect((await feedAt(`/api/calendar/${other}`)).statusCode).toBe(404);
  expect((await browser(listMeetings)).status).toBe(401);
});

test("whoever is taken off a meeting or a series is told that it is off for them, once", async () => {
  const { body: made } = await head(planMeeting, { body: aMeeting({ title: "Prices", startsAt: "2099-03-05T09:00:00Z" }) });
  expect((await head(changeMeeting, { params: { id: made.id }, body: { people: [headId] } })).status).toBe(200);
  const { body: series } = await head(planSeries, { body: aSeries({ title: "Far", startsOn: "2026-10-01", people: [headId, sellerId] }) });
  await head(changeSeries, { params: { id: series.id }, body: { people: [headId] } });
  await head(changeSeries, { params: { id: series.id }, body: { place: "Room 2" } });
  expect((await toldOf(sellerId, "meeting-uninvited")).toSorted()).toEqual(["Far", "Far", "Far", "Prices"]);
  expect(await toldOf(headId, "meeting-uninvited")).toEqual([]);
});
