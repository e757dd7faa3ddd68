// The demo company comes in through the same door as anybody's files, once, whole, and can be taken back file by file.
import { afterAll, beforeAll, expect, test } from "vitest";

import { openDemoWorkspace } from "#apps/demo.ts";
import type { Database, Tx } from "#db/database.ts";
import { silent } from "#db/log.ts";
import { readLookDays } from "#ledger/read-looks.ts";
import { doWork } from "#features/imports/jobs.ts";
import { addWork, setState } from "#features/imports/store.ts";
import { figuresOf } from "#evidence/kpi/figures.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { type SimulatedFirm, simulateFirm, usualSeed } from "#testing/demo/company.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

const asOf = "2026-11-23";
let fresh: FreshDatabase;
let database: Database;
let demo: Awaited<ReturnType<typeof openDemoWorkspace>>;
let firm: SimulatedFirm;
const named: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
  firm = simulateFirm({ seed: usualSeed, from: demoStart(asOf) });
  demo = await openDemoWorkspace(database, { asOf, onProgress: (_done, _total, name) => named.push(name) });
}, 300_000);
afterAll(() => fresh.close());

const inside = <T>(act: (tx: Tx) => Promise<T>) => database.inWorkspace(demo.workspaceId, act);
const count = (table: string, where = "true") =>
  inside(async (tx) => (await tx.one<{ n: number }>(`select count(*) as n from evenhand.${table} where workspace_id = $1 and ${where}`, [demo.workspaceId])).n);

/** Taken down at the stand, each with a firm, a contact, a lead and a touch of their own. */
const visitors = 8;

test("every kind of fact is on record, as many as were made, none set aside", async () => {
  const observed = await inside((tx) =>
    tx.one<{ n: number }>("select count(*) as n from evenhand.stage_change where workspace_id = $1 and origin = 'observed'", [demo.workspaceId]),
  );
  for (const [entity, rows] of Object.entries(firm.rows)) {
    const seen = entity === "stage-change" ? observed.n : ["account", "contact", "lead", "touchpoint"].includes(entity) ? visitors : 0;
    expect([entity, (await count(entity.replaceAll("-", "_"))) - seen]).toEqual([entity, rows.length]);
  }
  expect(await count("import_set_aside")).toBe(0);
  expect([demo.slug, demo.isNew, named.length]).toEqual(["demo", true, 19]);
});

test("the list of imports shows its sixteen files and two earlier states of its deals, all done", async () => {
  const rows = await inside((tx) => tx.rows<{ state: string }>("select state from evenhand.import where workspace_id = $1", [demo.workspaceId]));
  expect(rows.map((row) => row.state)).toEqual(Array.from({ length: 18 }, () => "done"));
});

test("opened again it is found, and nothing changes", async () => {
  const before = await count("audit_entry");
  const again = await openDemoWorkspace(database, { asOf: "2027-02-01", seed: 9 });
  expect(again).toEqual({ ...demo, isNew: false });
  expect([await count("audit_entry"), await count("import")]).toEqual([before, 18]);
});

test("both heads are members, their goals and signatures stand", async () => {
  const heads = await inside((tx) =>
    tx.rows<{ role: string }>("select role from evenhand.member where workspace_id = $1 and role like 'head-of-%' order by role", [demo.workspaceId]),
  );
  expect(heads.map((row) => row.role)).toEqual(["head-of-marketing", "head-of-sales"]);
  const goals = await inside((tx) =>
    tx.rows<{ key: string; target: number }>("select key, target from evenhand.goal where workspace_id = $1 order by key", [demo.workspaceId]),
  );
  expect(goals.map((goal) => goal.key)).toEqual(["cost-per-transaction-full", "cycle-median-won", "promotion-cost"]);
  expect(goals.every((goal) => goal.target > 0)).toBe(true);
  const waiting = await inside((tx) =>
    tx.rows<{ key: string; version: number }>(
      `select key, version from evenhand.definition_version v where workspace_id = $1
        and (select count(*) from evenhand.definition_signature s where s.workspace_id = $1 and s.key = v.key and s.version = v.version) < 2`,
      [demo.workspaceId],
    ),
  );
  expect(waiting).toEqual([{ key: "sales-cycle", version: 2 }]);
});

test("both sides have claims on file, one of them unnamed, each about something that the facts know", async () => {
  const claims = await inside((tx) =>
    tx.rows<{ role: string; standard: string; subject: string | null; isUnnamed: boolean }>(
      `select m.role, c.standard, c.subject, c.is_unnamed as "isUnnamed" from evenhand.claim c
         join evenhand.member m on m.workspace_id = c.workspace_id and m.id = c.filed_by where c.workspace_id = $1`,
      [demo.workspaceId],
    ),
  );
  const by = (role: string) => claims.filter((claim) => claim.role === role && !claim.isUnnamed).length;
  expect([by("head-of-sales"), by("head-of-marketing"), claims.filter(({ isUnnamed }) => isUnnamed).length]).toEqual([3, 2, 1]);
  const channels = new Set(firm.rows.lead.map(({ channel }) => channel));
  expect(claims.flatMap(({ subject }) => subject ?? []).filter((subject) => !channels.has(subject))).toEqual([]);
});

test("its exhibitions are joint projects: those that are over have their campaign and were spoken of by both sides, one lies ahead, half prepared", async () => {
  const projects = await inside((tx) =>
    tx.rows<{ isOver: boolean; campaigns: number; leads: number; visitors: number; words: number; done: number; open: number; levels: string[] }>(
      `select p.ends_on < $2 as "isOver",
              (select count(*)::int from evenhand.project_campaign c where c.workspace_id = p.workspace_id and c.project_id = p.id) as campaigns,
              (select count(*)::int from evenhand.project_campaign c join evenhand.lead l on l.workspace_id = c.workspace_id and l.campaign = c.campaign_id
                where c.workspace_id = p.workspace_id and c.project_id = p.id) as leads,
              (select count(*)::int from evenhand.stand_lead s where s.workspace_id = p.workspace_id and s.project_id = p.id) as visitors,
              (select count(*)::int from evenhand.debrief_word w where w.workspace_id = p.workspace_id and w.project_id = p.id) as words,
              (select count(*)::int from evenhand.project_task t where t.workspace_id = p.workspace_id and t.project_id = p.id and t.state = 'done') as done,
              (select count(*)::int from evenhand.project_task t where t.workspace_id = p.workspace_id and t.project_id = p.id and t.state = 'open') as open,
              array(select r.level from evenhand.project_readiness r where r.workspace_id = p.workspace_id and r.project_id = p.id order by r.side) as levels
         from evenhand.project p where p.workspace_id = $1 order by p.starts_on`,
      [demo.workspaceId, asOf],
    ),
  );
  const [over, ahead] = [projects.filter(({ isOver }) => isOver), projects.filter(({ isOver }) => !isOver)];
  expect(over.length).toBeGreaterThanOrEqual(6);
  expect(over.every(({ campaigns }) => campaigns === 1)).toBe(true);
  // Of the latest whose leads are on record both sides have spoken, and there visitors were taken down.
  expect(
    over
      .filter(({ leads }) => leads > 0)
      .map(({ words, visitors: taken }) => [words, taken])
      .slice(-2),
  ).toEqual([
    [0, 0],
    [6, visitors],
  ]);
  expect(ahead).toMatchObject([{ campaigns: 0, levels: ["nearly", "not-yet"] }]);
  expect(ahead[0]!.done + ahead[0]!.open).toBe(40);
});

test("visitors were taken down at the latest exhibition, within 20 seconds each; sales called all but one, which it sent back", async () => {
  const taken = await inside((tx) =>
    tx.rows<{ project: string; seconds: number; called: boolean; returned: boolean }>(
      `select s.project_id as project, max(e.took_ms)::float8 / 1000 as seconds, bool_or(h.first_attempt_at is not null) as called, bool_or(h.returns > 0) as returned
         from evenhand.stand_lead s join evenhand.stand_entry e on e.workspace_id = $1 and e.lead = s.lead join evenhand.handoff h on h.workspace_id = $1 and h.lead = s.lead
        where s.workspace_id = $1 group by s.project_id, s.lead`,
      [demo.workspaceId],
    ),
  );
  expect([taken.length, new Set(taken.map(({ project }) => project)).size, taken.every(({ seconds }) => seconds < 20)]).toEqual([visitors, 1, true]);
  expect([taken.filter(({ called }) => called).length, taken.filter(({ returned }) => returned).length]).toEqual([visitors - 1, 1]);
  const photos = await inside((tx) => tx.rows<{ bytes: Uint8Array }>("select bytes from evenhand.stand_photo where workspace_id = $1", [demo.workspaceId]));
  expect(photos.map(({ bytes }) => [Buffer.from(bytes).toString("hex", 0, 3), bytes.length < 400_000])).toEqual([["ffd8ff", true]]);
});

test("three actions are open, one of them past its day, one is done; four things wait for a meeting, one of them a turning point; both heads have doubted a number of the quarter, one stands", async () => {
  const actions = await inside((tx) =>
    tx.rows<{ state: string; isLate: boolean; hasSource: boolean }>(
      `select state, due_on < $2 as "isLate", from_kind is not null as "hasSource" from evenhand.action where workspace_id = $1 order by state, due_on`,
      [demo.workspaceId, asOf],
    ),
  );
  expect(actions).toEqual([
    { state: "done", isLate: true, hasSource: false },
    { state: "open", isLate: true, hasSource: true },
    { state: "open", isLate: false, hasSource: true },
    // Of the meeting of last month.
    { state: "open", isLate: false, hasSource: true },
  ]);
  // Three were talked of last month; one of them was carried over, and waits beside the two that people put on.
  const waiting = await count("agenda_item", "meeting_id is null and taken_off_at is null");
  expect([await count("agenda_item"), waiting, await count("action_revision")]).toEqual([7, 4, 5]);
  expect([await count("turning_point", "kind = 'downturn'"), await count("turning_check_part"), await count("turning_point_seen")]).toEqual([1, 2, 2]);
  const disputes = await inside((tx) =>
    tx.rows<{ key: string; value: number; outcome: string | null }>(
      `select about_id as key, value, outcome from evenhand.dispute where workspace_id = $1 and period_from = $2 order by about_id`,
      [demo.workspaceId, firm.period.from],
    ),
  );
  const spent = figuresOf(claimGroundOf(firm).lens, firm.period).find(({ key }) => key === "promotion-cost")!.value;
  expect(disputes).toEqual([
    { key: "promotion-cost", value: spent, outcome: "not-upheld" },
    { key: "win-rate", value: expect.any(Number), outcome: null },
  ]);
});

test("its pipeline was looked at on three days, and deals were pushed out, pulled in, and changed their price in between", async () => {
  const days = await inside((tx) => readLookDays(tx, demo.workspaceId));
  expect(days).toEqual(["2026-07-01", "2026-08-15", "2026-10-01"]);
  const moved = (what: string) =>
    inside((tx) =>
      tx.one<{ n: number }>(
        `select count(*) as n from evenhand.deal_snapshot a join evenhand.deal_snapshot b on b.workspace_id = a.workspace_id and b.deal = a.deal and b.day > a.day
          where a.workspace_id = $1 and b.stage = a.stage and ${what}`,
        [demo.workspaceId],
      ),
    );
  for (const what of ["b.expected_close_on > a.expected_close_on", "b.expected_close_on < a.expected_close_on", "b.amount < a.amount", "b.amount > a.amount"])
    expect([what, (await moved(what)).n > 0]).toEqual([what, true]);
});

test("both heads have judged fourteen of twenty drawn deals, and each named a channel of the deal's own touches or none", async () => {
  const verdicts = await inside((tx) =>
    tx.rows<{ deal: string; side: string; channel: string | null }>("select deal, side, channel from evenhand.deal_verdict where workspace_id = $1", [
      demo.workspaceId,
    ]),
  );
  expect([verdicts.filter((one) => one.side === "marketing").length, verdicts.filter((one) => one.side === "sales").length]).toEqual([14, 17]);
  for (const { deal, channel } of verdicts)
    expect(channel === null || firm.rows.touchpoint.some((touch) => touch.deal === deal && touch.channel === channel)).toBe(true);
});

test("two waves of the survey are closed, with both sides shown and no ballot kept, and a third is open", async () => {
  const waves = await inside((tx) =>
    tx.rows<{ number: number; tally: { counted: number; groups: object } | null }>(
      "select number, tally from evenhand.survey_wave where workspace_id = $1 order by number",
      [demo.workspaceId],
    ),
  );
  expect(waves.map(({ tally }) => tally && Object.keys(tally.groups).toSorted())).toEqual([
    ["joint", "marketing", "sales"],
    ["joint", "marketing", "sales"],
    null,
  ]);
  expect(waves.slice(0, 2).every(({ tally }) => tally!.counted >= 12)).toBe(true);
  expect(await count("survey_box")).toBe(0);
});

test("both heads say how six conditions of moving up stand, a goal of the survey is signed by both, and one of the gap waits for sales", async () => {
  expect(await count("cooperation_saying")).toBe(12);
  const goals = await inside((tx) =>
    tx.rows<{ dial: string; signed: number; isBetter: boolean }>(
      `select dial, num_nonnulls(sales_at, marketing_at)::int as signed, case dial when 'gap' then target < baseline else target > baseline end as "isBetter"
         from evenhand.cooperation_goal where workspace_id = $1 order by dial`,
      [demo.workspaceId],
    ),
  );
  expect(goals).toEqual([
    { dial: "gap", signed: 1, isBetter: true },
    { dial: "survey", signed: 2, isBetter: true },
  ]);
});

test("every stage of its records is mapped and confirmed", async () => {
  const open = await inside((tx) =>
    tx.rows(
      `select distinct d.stage from (select source, 'deal' as kind, stage from evenhand.deal where workspace_id = $1
         union all select source, 'lead', stage from evenhand.lead where workspace_id = $1) d
       left join evenhand.stage_mapping m on m.workspace_id = $1 and m.source = d.source and m.record_kind = d.kind and m.source_stage = d.stage and m.is_confirmed
       where m.stage is null and d.source <> 'stand'`,
      [demo.workspaceId],
    ),
  );
  expect(open).toEqual([]);
});

test("a demo that was interrupted is finished when it is opened again", async () => {
  const taken = await inside((tx) =>
    tx.one<{ id: string }>("select id from evenhand.import where workspace_id = $1 and name = 'touchpoint.csv'", [demo.workspaceId]),
  );
  const ref = { workspaceId: demo.workspaceId, importId: taken.id };
  await inside(async (tx) => {
    await setState(tx, ref, "undoing");
    await addWork(tx, ref, "undo");
  });
  expect(await doWork(database, { ...ref, work: "undo" }, { log: silent })).toBe("done");
  expect(await count("touchpoint")).toBe(visitors);
  await database.asOwner((tx) => tx.run("delete from evenhand.audit_entry where workspace_id = $1 and act = 'demo.completed'", [demo.workspaceId]));
  await database.asOwner(async (tx) => {
    for (const table of ["goal_revision", "goal", "definition_signature", "definition_version", "promise_signature", "promise_version"])
      await tx.run(`delete from evenhand.${table} where workspace_id = $1`, [demo.workspaceId]);
  });
  const again = await openDemoWorkspace(database, { asOf });
  expect(again.workspaceId).toBe(demo.workspaceId);
  expect(await count("touchpoint")).toBe(firm.rows.touchpoint.length + visitors);
}, 60_000);
