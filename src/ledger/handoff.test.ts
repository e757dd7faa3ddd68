// Acts at the handoff reach the figures: leads are read with what was done here laid over what the CRM says, by the same rule as the screen's.
import { array, assert, asyncProperty, constantFrom, integer, option, record, tuple } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { noDay } from "#facts/columns.ts";
import { type LeadAsRead, folded, handoffActs as allActs, standing, whyNotAct } from "#facts/handoff.ts";
import { stages } from "#facts/stage.ts";
import { dayNumber } from "#kit/day.ts";
import { usualWeek } from "#kit/working-hours.ts";
import { handoffMark } from "#ledger/fact-marks.ts";
import { act, handoffActs, holdHandoff } from "#ledger/handoff.ts";
import { handoffJoin, leadMoments } from "#ledger/handoff-facts.ts";
import { readLeads } from "#ledger/read-leads.ts";
import { factsVersion } from "#ledger/version.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let made = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const inside = <T>(work: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, work);

async function lead(said: Partial<Record<"qualified_at" | "accepted_at" | "returned_at" | "first_attempt_at" | "first_contact_at", string | null>> = {}) {
  const id = `lead-${String(++made).padStart(4, "0")}`;
  const names = Object.keys(said);
  await inside((tx) =>
    tx.run(
      `insert into evenhand.lead (workspace_id, id, owner, stage, created_at, source, first_import, last_import${names.map((name) => `, ${name}`).join("")})
       values ($1, $2, 'Vera', null, '2026-11-01T09:00:00Z', 'crm', $1, $1${names.map((_, n) => `, $${n + 3}`).join("")})`,
      [fresh.workspaceId, id, ...Object.values(said)],
    ),
  );
  return id;
}

const columns = () => inside((tx) => readLeads(tx, { workspaceId: fresh.workspaceId, timeZone: "UTC" }).then(({ leads }) => leads));

test("what is done here is a fact at once: the day, the stage, the owner", async () => {
  const id = await lead();
  const person = "3f0c6b0e-0000-4000-8000-000000000001";
  await inside((tx) =>
    tx.run("insert into evenhand.handoff_person (workspace_id, id, name, seller) values ($1, $2, 'Boris', 'seller-boris')", [fresh.workspaceId, person]),
  );
  const before = await inside(async (tx) => ({ version: await factsVersion(tx, fresh.workspaceId), mark: await handoffMark(tx, fresh.workspaceId) }));
  await inside(async (tx) => {
    await act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "hand", personId: person, at: "2026-11-03T09:00:00Z" });
    await act(tx, fresh.workspaceId, { lead: id, act: "accepted", memberId: null, at: "2026-11-04T09:00:00Z" });
  });
  const leads = await columns();
  const row = leads.ids.indexOf(id);
  expect([leads.qualifiedOn[row], leads.acceptedOn[row], leads.returnedOn[row]]).toEqual([dayNumber("2026-11-03"), dayNumber("2026-11-04"), noDay]);
  expect(stages[leads.stage[row]!]).toBe("sales-accepted");
  expect(leads.owner.names[leads.owner.codes[row]!]).toBe("seller-boris");
  const after = await inside(async (tx) => ({ version: await factsVersion(tx, fresh.workspaceId), mark: await handoffMark(tx, fresh.workspaceId) }));
  // Two acts in one transaction are one change of facts.
  expect(after.version).toBe(before.version + 1);
  expect(after.mark).not.toBe(before.mark);
});

test("acts on two leads do not wait for each other, however long one of them takes to be done with", async () => {
  const [slow, quick] = [await lead(), await lead()];
  const offered = (tx: Parameters<typeof act>[0], id: string) =>
    act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "hand", at: "2026-11-03T09:00:00Z" });
  const [written, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = inside(async (tx) => {
    await offered(tx, slow);
    written.resolve();
    await mayEnd.promise;
  });
  await written.promise;
  const second = inside((tx) => offered(tx, quick)).then(() => "done");
  const inTime = await Promise.race([second, new Promise((late) => setTimeout(late, 3_000, "still waiting"))]);
  mayEnd.resolve();
  await Promise.all([first, second]);
  expect(inTime).toBe("done");
});

test("an act that is taken back with its transaction changes no version", async () => {
  const id = await lead();
  const before = await inside((tx) => factsVersion(tx, fresh.workspaceId));
  const failed = inside(async (tx) => {
    await act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "hand" });
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await inside((tx) => factsVersion(tx, fresh.workspaceId))).toBe(before);
});

test("a lead that nobody touched here is read as the CRM says", async () => {
  const id = await lead({ qualified_at: "2026-11-02T09:00:00Z", accepted_at: "2026-11-03T09:00:00Z" });
  const leads = await columns();
  const row = leads.ids.indexOf(id);
  expect([leads.qualifiedOn[row], leads.acceptedOn[row], leads.returnedOn[row]]).toEqual([dayNumber("2026-11-02"), dayNumber("2026-11-03"), noDay]);
  expect(leads.owner.names[leads.owner.codes[row]!]).toBe("Vera");
});

test("undone to nothing, nothing is left of the handoff, and the acts stay on record", async () => {
  const id = await lead();
  await inside(async (tx) => {
    await holdHandoff(tx, fresh.workspaceId, id);
    const { id: first } = await act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "hand" });
    expect((await act(tx, fresh.workspaceId, { lead: id, act: "undone", memberId: null, undoes: first })).now).toBeNull();
    expect(await handoffActs(tx, fresh.workspaceId, id)).toHaveLength(2);
    expect(await tx.rows("select lead from evenhand.handoff where workspace_id = $1 and lead = $2", [fresh.workspaceId, id])).toEqual([]);
  });
  await expect(inside((tx) => tx.run("delete from evenhand.handoff_act where workspace_id = $1", [fresh.workspaceId]))).rejects.toThrow(/permission denied/);
});

const moment = (day: number, hour: number) => `2026-11-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00.000Z`;
const said = option(
  tuple(integer({ min: 2, max: 20 }), integer({ min: 0, max: 23 })).map(([day, hour]) => moment(day, hour)),
  { nil: null },
);

test("figures and screen read the same moments, whatever was done and whatever the CRM says", async () => {
  const read = record({ qualifiedAt: said, acceptedAt: said, returnedAt: said, firstAttemptAt: said, firstContactAt: said });
  const acts = array(constantFrom(...allActs.filter((name) => name !== "undone")), { maxLength: 8 });
  await assert(
    asyncProperty(read, acts, async (crm, wanted) => {
      const id = await lead({
        qualified_at: crm.qualifiedAt,
        accepted_at: crm.acceptedAt,
        returned_at: crm.returnedAt,
        first_attempt_at: crm.firstAttemptAt,
        first_contact_at: crm.firstContactAt,
      });
      await inside(async (tx) => {
        const asRead: LeadAsRead = { ...crm, salesQualifiedAt: null, convertedAt: null };
        let own = (await act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "hand", at: moment(1, 9) })).now!;
        for (const [n, name] of wanted.entries()) {
          if (whyNotAct(standing(own, asRead).state, name) !== null) continue;
          const kind = name === "returned" ? "clerical" : name === "attempted" ? "call" : name === "assigned" ? "asked" : name === "offered" ? "hand" : null;
          own = (await act(tx, fresh.workspaceId, { lead: id, act: name, memberId: null, kind, isReached: n % 2 === 0, at: moment(2 + n, 9) })).now!;
        }
        expect(own).toEqual(folded(await handoffActs(tx, fresh.workspaceId, id)));
        const stands = standing(own, asRead);
        const names = ["acceptedAt", "returnedAt", "firstAttemptAt", "firstContactAt"] as const;
        const found = await tx.one<Record<(typeof names)[number], string | null>>(
          `select ${names.map((name) => `${leadMoments[name]} as "${name}"`).join(", ")} from evenhand.lead l ${handoffJoin} where l.workspace_id = $1 and l.id = $2`,
          [fresh.workspaceId, id],
        );
        expect(Object.fromEntries(names.map((name) => [name, found[name]]))).toEqual(Object.fromEntries(names.map((name) => [name, stands[name]])));
      });
    }),
    { numRuns: 60 },
  );
});

test("the working week is the usual one until it is set, with its special days", async () => {
  expect(await inside((tx) => readWorkingWeek(tx, fresh.workspaceId))).toEqual({ ...usualWeek, workingDays: [] });
  await inside(async (tx) => {
    await tx.run("insert into evenhand.working_calendar (workspace_id, days, from_minute, until_minute) values ($1, '{0,1,2,3,4,5}', 480, 1020)", [
      fresh.workspaceId,
    ]);
    await tx.run(
      "insert into evenhand.special_day (workspace_id, day, name, is_working) values ($1, '2026-11-04', 'Unity Day', false), ($1, '2026-12-05', 'In place of a bridge day', true)",
      [fresh.workspaceId],
    );
  });
  expect(await inside((tx) => readWorkingWeek(tx, fresh.workspaceId))).toEqual({
    days: [0, 1, 2, 3, 4, 5],
    from: 480,
    until: 1020,
    holidays: ["2026-11-04"],
    workingDays: ["2026-12-05"],
  });
});
