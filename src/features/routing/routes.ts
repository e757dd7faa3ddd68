// Answers about who gets the leads: the people and their absences, the check and its mending.
import { randomUUID } from "node:crypto";

import { whyNotChangeRouting, whyNotReadRouting, whyNotSetAbsence } from "#features/routing/access.ts";
import {
  addAbsence,
  addRoutePeople,
  changeRoutePerson,
  checkRouting,
  mendRouting,
  readRouting,
  readRoutingHealth,
  removeAbsence,
  undoMending,
} from "#features/routing/contract.ts";
import { checkNow, healthOf, mend, undoMend } from "#features/routing/jobs.ts";
import { fairRow, lookedAhead, stateOf } from "#features/routing/rules.ts";
import {
  type PersonRow,
  absenceOf,
  absencesFrom,
  deleteAbsence,
  insertAbsence,
  insertPerson,
  knownTerritories,
  lastChecks,
  membersWhoAct,
  newestLeads,
  personToChange,
  proposalsFor,
  savePerson,
  whyNotList,
} from "#features/routing/store.ts";
import { words } from "#features/routing/words.en.ts";
import type { Tx } from "#db/database.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { isTimeZone } from "#http/today.ts";
import { addDays, dayNumber, daysBetween } from "#kit/day.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { momentAt } from "#kit/time-zone.ts";
import { audit } from "#ledger/audit.ts";
import { dealtWithin } from "#ledger/dealt-leads.ts";
import { readLeadsToDeal, readRoutePeople } from "#ledger/route-people.ts";
import { holdRouting } from "#ledger/routing.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database">;

/** Inside the asker's workspace, for reading. */
const look = <T>({ asker, database }: Here, read: (tx: Tx, workspaceId: string) => Promise<T>) =>
  database.inWorkspace(asker.workspaceId, (tx) => read(tx, asker.workspaceId), { readOnly: true });

const leadsAhead = 10;

const peopleRoutes: Route[] = [
  serve(
    readRouting,
    async ({ asker, database, query, asOf, now, workspace }) => {
      const why = whyNotReadRouting(asker);
      if (why !== null) return deny(why);
      const at = Date.parse(now);
      const from = addDays(asOf, 1 - Number(query.days));
      const moment = momentAt(workspace.timeZone);
      const midnight = (day: string) => new Date(moment(dayNumber(day) * 86_400_000)).toISOString();
      return look({ asker, database }, async (tx, id) => {
        const people = await readRoutePeople(tx, id);
        const [acting, absences] = [await membersWhoAct(tx, id, asOf), Map.groupBy(await absencesFrom(tx, id, asOf), ({ personId }) => personId)];
        const next = await newestLeads(tx, id, leadsAhead);
        const asked = await readLeadsToDeal(
          tx,
          id,
          next.map(({ lead }) => lead),
        );
        const dealt = await dealtWithin(tx, id, { from: midnight(from), until: midnight(addDays(asOf, 1)) });
        return {
          people: people.map((person) => ({
            id: person.id,
            name: person.name,
            seller: person.seller,
            memberId: person.memberId,
            canAct: person.memberId !== null && acting.has(person.memberId),
            isYou: person.memberId === asker.memberId,
            isInTurn: person.isInTurn,
            capacity: person.capacity,
            open: person.open,
            ownZone: person.ownZone,
            territories: person.territories,
            absences: (absences.get(person.id) ?? []).map((one) => ({ id: one.id, from: one.from, until: one.until })),
            owed: person.credit,
            lastDealtAt: person.lastDealtAt,
            state: stateOf(person, at),
            whyNotSetAbsence: whyNotSetAbsence(asker, person),
          })),
          proposals: await proposalsFor(tx, id, asOf),
          known: await knownTerritories(tx, id),
          ahead: lookedAhead(next, people, { asked, now: at }),
          fair: dealt.map(fairRow),
          from,
          until: addDays(asOf, 1),
          timeZone: workspace.timeZone,
          currency: workspace.currency,
          today: asOf,
          whyNotChange: whyNotChangeRouting(asker),
        };
      });
    },
    options,
  ),
  serve(
    addRoutePeople,
    async ({ asker, database, body }) => {
      const why = whyNotChangeRouting(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdRouting(tx, asker.workspaceId);
        const ids: string[] = [];
        for (const person of body.people) {
          const unfit = await whyNotList(tx, asker.workspaceId, person);
          if (unfit !== null) return invalid(unfit, { name: person.name });
          const id = randomUUID();
          await insertPerson(tx, asker.workspaceId, { ...person, id });
          await audit(tx, asker, { act: "routing.added", subjectKind: "routing-person", subjectId: id, after: { name: person.name } });
          ids.push(id);
        }
        return { ids };
      });
    },
    options,
  ),
  serve(
    changeRoutePerson,
    async ({ asker, database, params, body }) => {
      const why = whyNotChangeRouting(asker);
      if (why !== null) return deny(why);
      if (typeof body.ownZone === "string" && !isTimeZone(body.ownZone)) return invalid("no-such-zone");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdRouting(tx, asker.workspaceId);
        const was = await personToChange(tx, asker.workspaceId, params.id);
        if (was === null) return missing();
        const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
        const now: PersonRow = { ...was, ...given };
        if (was.isRemoved && !now.isRemoved && (await whyNotPutBack(tx, asker.workspaceId, params.id)))
          return invalid("already-on-the-list", { name: was.name });
        await savePerson(tx, asker.workspaceId, now);
        await audit(tx, asker, { act: "routing.changed", subjectKind: "routing-person", subjectId: was.id, before: logged(was), after: logged(now) });
        return {};
      });
    },
    options,
  ),
  serve(
    addAbsence,
    async ({ asker, database, params, body }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const closed = whyNotReadRouting(asker);
        if (closed !== null) return deny(closed);
        const person = await personToChange(tx, asker.workspaceId, params.id);
        const why = whyNotSetAbsence(asker, person ?? { memberId: null });
        if (why !== null) return deny(why);
        if (person === null) return missing();
        if (body.until <= body.from) return invalid("ends-before-it-begins");
        if (daysBetween(body.from, body.until) > 732) return invalid("too-long");
        const id = randomUUID();
        await insertAbsence(tx, asker.workspaceId, { id, personId: params.id, ...body });
        await audit(tx, asker, { act: "routing.away", subjectKind: "routing-person", subjectId: params.id, after: { name: person.name, ...body } });
        return { id };
      }),
    options,
  ),
  serve(
    removeAbsence,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const closed = whyNotReadRouting(asker);
        if (closed !== null) return deny(closed);
        const absence = await absenceOf(tx, asker.workspaceId, params.id);
        const why = whyNotSetAbsence(asker, absence ?? { memberId: null });
        if (why !== null) return deny(why);
        if (absence === null) return missing();
        await deleteAbsence(tx, asker.workspaceId, params.id);
        const before = { name: absence.name, from: absence.from, until: absence.until };
        await audit(tx, asker, { act: "routing.back", subjectKind: "routing-person", subjectId: absence.personId, before });
        return {};
      }),
    options,
  ),
];

/** What the log keeps of a person. */
const logged = ({ name, isInTurn, capacity, ownZone, territories, isRemoved }: PersonRow) => ({
  name,
  isInTurn,
  capacity,
  ownZone,
  isRemoved,
  territories: territories.map(({ kind, value }) => `${kind}: ${value}`).join(", "),
});

async function whyNotPutBack(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const { seller, memberId } = await tx.one<{ seller: string | null; memberId: string | null }>(
    `select seller, member_id as "memberId" from evenhand.handoff_person where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return (await whyNotList(tx, workspaceId, { seller, memberId, id })) === "already-on-the-list";
}

const healthRoutes: Route[] = [
  serve(
    readRoutingHealth,
    async ({ asker, database, now, asOf }) => {
      const why = whyNotReadRouting(asker);
      if (why !== null) return deny(why);
      return look({ asker, database }, async (tx, id) => {
        const { people, lookedAt, findings } = await healthOf(tx, id, Date.parse(now));
        const acting = await membersWhoAct(tx, id, asOf);
        const without = people.filter(({ open, memberId }) => open > 0 && (memberId === null || !acting.has(memberId)));
        return {
          lookedAt,
          findings,
          withoutMember: without.map(({ id: personId, open }) => ({ personId, open })),
          names: people.map(({ id: personId, name }) => ({ id: personId, name })),
          checks: await lastChecks(tx, id, 30),
          whyNotMend: whyNotChangeRouting(asker),
        };
      });
    },
    options,
  ),
  serve(
    checkRouting,
    async ({ asker, database, now }) => {
      const why = whyNotChangeRouting(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, (tx) => checkNow(tx, asker.workspaceId, { memberId: asker.memberId, now: Date.parse(now) }));
    },
    options,
  ),
  serve(
    mendRouting,
    async ({ asker, database, body, now }) => {
      const why = whyNotChangeRouting(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, (tx) => mend(tx, asker, { leads: body.leads, now: Date.parse(now) }));
    },
    options,
  ),
  serve(
    undoMending,
    async ({ asker, database, body }) => {
      const why = whyNotChangeRouting(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, (tx) => undoMend(tx, asker, body.mended));
    },
    options,
  ),
];

export const routes: Route[] = [...peopleRoutes, ...healthRoutes];
