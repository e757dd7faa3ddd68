// Every night, and when asked, open handoffs are looked over for leads that lie with somebody who cannot work them; the head of sales is told, and they are reassigned.
import { randomUUID } from "node:crypto";

import type { Finding } from "#features/routing/contract.ts";
import { type OpenHandoff, causeOf, problemsOf, proposedFor } from "#features/routing/rules.ts";
import { noteMended, saveCheck, vanishedHandoffs } from "#features/routing/store.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { actsThatCount } from "#facts/handoff.ts";
import { dayIn } from "#facts/routing.ts";
import { wallClockOf } from "#kit/time-zone.ts";
import { zonedHours } from "#kit/working-hours.ts";
import { audit } from "#ledger/audit.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { type HandoffClock, handoffRows, readHandoffClock, tellHandoffs } from "#ledger/handoff-rows.ts";
import { write } from "#ledger/handoff-doing.ts";
import { tellOffered } from "#ledger/handoff-notices.ts";
import { handoffActs, holdHandoff } from "#ledger/handoff.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, tell } from "#ledger/notices.ts";
import { type KnownPerson, readLeadsToDeal, readRoutePeople } from "#ledger/route-people.ts";
import { chooseFor, holdRouting, takeBackTurn } from "#ledger/routing.ts";

/** What the check sees of a company at a moment. */
export interface Health {
  readonly people: readonly KnownPerson[];
  readonly lookedAt: number;
  readonly findings: readonly Finding[];
}

/** Looks over all open handoffs; writes nothing. */
export async function healthOf(tx: Tx, workspaceId: string, now: number): Promise<Health> {
  const clock: HandoffClock = await readHandoffClock(tx, workspaceId);
  const people = await readRoutePeople(tx, workspaceId);
  const rows = (await handoffRows(tx, workspaceId, { which: { open: true }, clock })).filter(({ state }) => state !== "returned");
  const open = rows.map((row): OpenHandoff => ({
    lead: row.lead,
    name: row.name ?? row.account,
    isAccepted: row.state !== "offered",
    offeredAt: row.offeredAt,
    personId: row.person?.id ?? null,
    dueAt: row.due?.at ?? null,
  }));
  const worked = zonedHours(clock.week, clock.zone);
  const found = problemsOf(open, people, { now, hours: (from, until) => worked.hours(from, until) });
  const asked = await readLeadsToDeal(
    tx,
    workspaceId,
    found.map(({ lead }) => lead),
  );
  const vanished = (await vanishedHandoffs(tx, workspaceId)).map(({ lead, personId, offeredAt }): Finding => ({
    lead,
    personId,
    offeredAt,
    name: null,
    problem: "vanished",
    to: null,
    whyNobody: [],
  }));
  return { people, lookedAt: open.length + vanished.length, findings: [...proposedFor(found, people, { asked, now }), ...vanished] };
}

/** Looks, keeps what was found, and tells the heads of sales where there is something to mend. */
export async function checkNow(
  tx: Tx,
  workspaceId: string,
  { memberId, now }: { memberId: string | null; now: number },
): Promise<{ id: string; found: number }> {
  const { lookedAt, findings } = await healthOf(tx, workspaceId, now);
  const id = randomUUID();
  await saveCheck(tx, workspaceId, { id, memberId, lookedAt, findings });
  if (findings.length > 0) {
    const to = (await membersWithRole(tx, workspaceId, ["head-of-sales"])).filter((head) => head !== memberId);
    await tell(tx, workspaceId, { to, kind: "routing-found", subject: { kind: "routing", id }, data: { found: findings.length, of: lookedAt } });
  }
  return { id, found: findings.length };
}

/** Each lead that still lies wrong goes to whoever's turn it is; the others are named with the reason. */
export async function mend(tx: Tx, asker: Asker, { leads, now }: { leads: readonly string[]; now: number }) {
  const id = asker.workspaceId;
  await holdRouting(tx, id);
  for (const lead of [...new Set(leads)].sort()) await holdHandoff(tx, id, lead);
  const found = new Map((await healthOf(tx, id, now)).findings.map((finding) => [finding.lead, finding]));
  const mended: { lead: string; actId: number; personId: string }[] = [];
  const left: { lead: string; why: "nobody-can" | "no-longer-so" }[] = [];
  for (const lead of new Set(leads)) {
    const finding = found.get(lead);
    if (finding === undefined || finding.problem === "vanished") {
      left.push({ lead, why: "no-longer-so" });
      continue;
    }
    const turn = await chooseFor(tx, id, { lead, except: finding.personId === null ? [] : [finding.personId], now });
    if (!turn?.chosen) {
      left.push({ lead, why: "nobody-can" });
      continue;
    }
    const { personId } = turn.chosen;
    const actId = await write(tx, id, { lead, act: "assigned", memberId: asker.memberId, kind: causeOf[finding.problem], personId });
    await noteMended(tx, id, { lead, to: personId });
    mended.push({ lead, actId, personId });
  }
  if (mended.length > 0) {
    await audit(tx, asker, { act: "routing.mended", subjectKind: "routing", subjectId: "check", after: { count: mended.length } });
    const who = await nameOf(tx, asker);
    const rows = await tellHandoffs(
      tx,
      id,
      mended.map(({ lead }) => lead),
    );
    for (const row of rows) await tellOffered(tx, id, { row, who, by: asker.memberId, kind: "handoff-given" });
  }
  return { mended, left };
}

/** Takes reassignments back where nothing that counts has followed. */
export async function undoMend(tx: Tx, asker: Asker, mended: readonly { lead: string; actId: number }[]) {
  const id = asker.workspaceId;
  await holdRouting(tx, id);
  const undone: string[] = [];
  for (const { lead, actId } of [...mended].sort((a, b) => (a.lead < b.lead ? -1 : 1))) {
    await holdHandoff(tx, id, lead);
    const last = actsThatCount(await handoffActs(tx, id, lead)).at(-1);
    if (last?.id !== actId || last.act !== "assigned") continue;
    await write(tx, id, { lead, act: "undone", memberId: asker.memberId, undoes: actId });
    await takeBackTurn(tx, id, lead);
    await noteMended(tx, id, { lead, to: null });
    undone.push(lead);
  }
  if (undone.length > 0) {
    await audit(tx, asker, { act: "routing.undone", subjectKind: "routing", subjectId: "check", after: { count: undone.length } });
    await tellHandoffs(tx, id, undone);
  }
  return { undone: undone.length };
}

const nightEnds = 4;

/** Whether a company's night check of today is still to be done: from four in the morning on its own wall. */
export function isDue({ zone, lastAt, now }: { zone: string; lastAt: string | null; now: number }): boolean {
  const hour = Math.floor((wallClockOf(zone)(now) % 86_400_000) / 3_600_000);
  return hour >= nightEnds && (lastAt === null || dayIn(zone, Date.parse(lastAt)) < dayIn(zone, now));
}

/** Looks every quarter of an hour which companies are in their morning. */
export const work: ClockWork = {
  name: "routing",
  every: 900_000,
  run: async ({ database, log, signal }) => {
    for (const workspaceId of await allWorkspaces(database)) {
      if (signal.aborted) return;
      const checked = await database.inWorkspace(workspaceId, async (tx) => {
        const found = await tx.maybe<{ zone: string; lastAt: string | null; hasAny: boolean }>(
          `select w.time_zone as zone, exists (select 1 from evenhand.handoff where workspace_id = $1) as "hasAny",
              (select max(at) from evenhand.routing_check where workspace_id = $1 and member_id is null) as "lastAt"
             from evenhand.workspace w where w.workspace_id = $1`,
          [workspaceId],
        );
        const now = Date.now();
        if (!found?.hasAny || !isDue({ ...found, now })) return null;
        return checkNow(tx, workspaceId, { memberId: null, now });
      });
      if (checked) log.info({ workspaceId, found: checked.found }, "routing was checked");
    }
  },
};
