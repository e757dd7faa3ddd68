// Long because: a series and its meetings are planned, moved and ended alike, and each answer here is a few lines.
// Answers about planning: series and single meetings, who is asked, moved and cancelled ones, and a calendar of one's own.
import { randomUUID } from "node:crypto";

import {
  answerMeeting,
  cancelMeeting,
  changeMeeting,
  changeSeries,
  endCalendarFeed,
  endSeries,
  listMeetings,
  makeCalendarFeed,
  planMeeting,
  planSeries,
  readCalendarFeed,
} from "#features/meetings/contract.ts";
import { fillSeries } from "#features/meetings/jobs.ts";
import { disciplineOf } from "#features/meetings/rules.ts";
import {
  endedWithSeries,
  freeDays,
  insertMeeting,
  insertSeries,
  occurredDays,
  seriesPeople,
  seriesRows,
  seriesToChange,
  setAnswer,
  setCancelled,
  setPeople,
  setSeriesEnded,
  setSeriesPeople,
  updateMeeting,
  updateSeries,
} from "#features/meetings/store.ts";
import { words } from "#features/meetings/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { whyNotPlan, whyNotReadMeetings, whyNotStill } from "#facts/meeting-rights.ts";
import type { MeetingOnFile, SeriesOnFile } from "#facts/meetings.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve, serveOpen } from "#http/route.ts";
import { hashOf, newSecret } from "#http/secrets.ts";
import { isTimeZone } from "#http/today.ts";
import { addressOf } from "#kit/endpoint.ts";
import { paths } from "#kit/paths.ts";
import { type WhyNot, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { actionRows, peopleOn, toldEffects } from "#ledger/action-register.ts";
import { itemsOf, letWait, openProblems } from "#ledger/agenda.ts";
import { audit } from "#ledger/audit.ts";
import { feedOf, hasFeed, ownerOfFeed, setFeed } from "#ledger/calendar-feed.ts";
import {
  askedToCome,
  meetingAsTold,
  meetingRows,
  meetingToChange,
  nameOf,
  noteOfMeeting,
  plannedOfSeries,
  tellOfMeeting,
  viewOfMeeting,
} from "#ledger/meetings.ts";
import { projectDays } from "#ledger/project-facts.ts";
import { occurrencesOf, whyNotRule } from "#ledger/recurrence.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "asOf" | "now">;

const planning: Route[] = [
  serve(
    listMeetings,
    async (question) => {
      const { asker, database, asOf, now, workspace } = question;
      const why = whyNotReadMeetings(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const rows = await meetingRows(tx, asker.workspaceId);
          const people = await askedToCome(tx, asker.workspaceId);
          const views = rows.map((row) => ({ row, view: viewOfMeeting(row, people, asker) }));
          const isToCome = ({ row }: { row: MeetingOnFile }) => row.state === "open" || (row.state !== "closed" && ends(row) >= Date.parse(now));
          const actions = (await actionRows(tx, asker.workspaceId)).filter(({ fromKind }) => fromKind === "agenda-item");
          const problems = await openProblems(tx, asker.workspaceId);
          const plans = await Promise.all(
            rows
              .filter(({ state, startsAt }) => state === "closed" && Date.parse(startsAt) > Date.parse(now) - yearMs)
              .map(async ({ id }) => (await itemsOf(tx, asker.workspaceId, id)).some(({ outcome }) => outcome === "action" || outcome === "decision")),
          );
          const inSeries = await seriesPeople(tx, asker.workspaceId);
          return {
            coming: views.filter(isToCome).map(({ view }) => view),
            past: views
              .filter((each) => !isToCome(each))
              .map(({ view }) => view)
              .toReversed(),
            series: (await seriesRows(tx, asker.workspaceId)).map((row) => seriesViewOf(row, inSeries, asker)),
            projects: await projectDays(tx, asker.workspaceId),
            people: await peopleOn(tx, asker.workspaceId, asOf),
            discipline: {
              ...(await effectsIn(tx, asker)),
              ...disciplineOf(
                {
                  meetings: rows,
                  plans,
                  actions: actions.map(({ dueOn, state, endedAt }) => ({ dueOn, doneOn: state === "done" ? endedAt!.slice(0, 10) : null })),
                  problems,
                },
                { at: Date.parse(now), asOf },
              ),
            },
            today: asOf,
            timeZone: workspace.timeZone,
            hasFeed: await hasFeed(tx, asker),
            whyNotPlan: whyNotPlan(asker),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    planSeries,
    async ({ asker, database, asOf, now, body }) => {
      const unfit = whyNotPlan(asker);
      if (unfit !== null) return deny(unfit);
      const { people, ...detail } = body;
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const why = whyNotRule(detail.rule) ?? whyNotZone(detail.timeZone) ?? (await whyNotPeople(tx, asker, { people, asOf }));
        if (why !== null) return invalid(why);
        const id = randomUUID();
        await insertSeries(tx, asker.workspaceId, { ...detail, id, by: asker.memberId });
        await setSeriesPeople(tx, asker.workspaceId, { id, people });
        const series = (await seriesToChange(tx, asker.workspaceId, id))!;
        await invite(tx, asker, await fillSeries(tx, asker.workspaceId, { series, people, now, by: asker.memberId }));
        await noteOfMeeting(tx, asker, { act: "meeting-series.planned", id, after: body });
        return seriesViewOf(series, await seriesPeople(tx, asker.workspaceId), asker);
      });
    },
    options,
  ),
  serve(
    changeSeries,
    async ({ asker, database, asOf, now, params, body }) => {
      const unfit = whyNotPlan(asker);
      if (unfit !== null) return deny(unfit);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const before = await seriesToChange(tx, asker.workspaceId, params.id);
        if (before === null) return missing();
        const had = (await seriesPeople(tx, asker.workspaceId)).filter(({ seriesId }) => seriesId === params.id).map(({ memberId }) => memberId);
        const { people = had, ...some } = body;
        const detail = { ...before, ...some } as SeriesOnFile;
        const why = whyNotRule(detail.rule) ?? whyNotZone(detail.timeZone) ?? (body.people ? await whyNotPeople(tx, asker, { people, asOf }) : null);
        if (why !== null) return invalid(why);
        await updateSeries(tx, asker.workspaceId, detail);
        await setSeriesPeople(tx, asker.workspaceId, { id: params.id, people });
        const series = (await seriesToChange(tx, asker.workspaceId, params.id))!;
        await follow(tx, { asker, now }, { series, people });
        await noteOfMeeting(tx, asker, { act: "meeting-series.changed", id: params.id, before, after: body });
        return seriesViewOf(series, await seriesPeople(tx, asker.workspaceId), asker);
      });
    },
    options,
  ),
  serve(
    endSeries,
    async ({ asker, database, now, params, body }) => {
      const unfit = whyNotPlan(asker);
      if (unfit !== null) return deny(unfit);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const before = await seriesToChange(tx, asker.workspaceId, params.id);
        if (before === null) return missing();
        await setSeriesEnded(tx, asker.workspaceId, { id: params.id, isEnded: body.isEnded });
        const series = (await seriesToChange(tx, asker.workspaceId, params.id))!;
        const people = (await seriesPeople(tx, asker.workspaceId)).filter(({ seriesId }) => seriesId === params.id).map(({ memberId }) => memberId);
        if (body.isEnded) {
          for (const row of await plannedOfSeries(tx, asker.workspaceId, params.id))
            if (row.startsAt > now) await cancel(tx, asker, { row, reason: body.reason === "" ? "–" : body.reason, withSeries: true });
        } else {
          for (const id of await endedWithSeries(tx, asker.workspaceId, { seriesId: params.id, now })) {
            await setCancelled(tx, asker.workspaceId, { id, reason: null });
            await tellOfMeeting(tx, asker.workspaceId, { id, kind: "meeting-moved", who: await nameOf(tx, asker), but: [asker.memberId] });
          }
          await invite(tx, asker, await fillSeries(tx, asker.workspaceId, { series, people, now, by: asker.memberId }));
        }
        await noteOfMeeting(tx, asker, { act: body.isEnded ? "meeting-series.ended" : "meeting-series.continued", id: params.id, after: body });
        return seriesViewOf(series, await seriesPeople(tx, asker.workspaceId), asker);
      });
    },
    options,
  ),
  serve(
    planMeeting,
    async ({ asker, database, asOf, now, workspace, body }) => {
      const unfit = whyNotPlan(asker);
      if (unfit !== null) return deny(unfit);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const { people, ...detail } = body;
        const why = (detail.startsAt <= now ? "starts-in-the-past" : null) ?? (await whyNotPeople(tx, asker, { people, asOf }));
        if (why !== null) return invalid(why);
        const id = randomUUID();
        await insertMeeting(tx, asker.workspaceId, { ...detail, id, seriesId: null, occursOn: null, timeZone: workspace.timeZone, by: asker.memberId });
        await setPeople(tx, asker.workspaceId, { id, people });
        await invite(tx, asker, [id]);
        await noteOfMeeting(tx, asker, { act: "meeting.planned", id, after: body });
        return meetingAsTold(tx, asker, id);
      });
    },
    options,
  ),
  serve(
    changeMeeting,
    async ({ asker, database, asOf, now, params, body }) => {
      const unfit = whyNotPlan(asker);
      if (unfit !== null) return deny(unfit);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await meetingToChange(tx, asker.workspaceId, params.id);
        if (row === null) return missing();
        const over = whyNotStill(row.state);
        if (over !== null) return refuse(over);
        const { people, ...detail } = body;
        const why =
          (detail.startsAt !== undefined && detail.startsAt <= now ? "starts-in-the-past" : null) ??
          (people ? await whyNotPeople(tx, asker, { people, asOf }) : null);
        if (why !== null) return invalid(why);
        const had = (await askedToCome(tx, asker.workspaceId, row.id)).map(({ memberId }) => memberId);
        await updateMeeting(tx, asker.workspaceId, { ...row, ...detail, isApart: row.seriesId !== null } as MeetingOnFile);
        if (people) await setPeople(tx, asker.workspaceId, { id: row.id, people });
        await tellOfMeeting(tx, asker.workspaceId, {
          id: row.id,
          kind: "meeting-moved",
          who: await nameOf(tx, asker),
          but: [asker.memberId, ...newOnes(had, people)],
        });
        await invite(tx, asker, [row.id], newOnes(had, people));
        await uninvite(tx, asker, row.id, { had, people });
        await noteOfMeeting(tx, asker, { act: "meeting.changed", id: row.id, before: row, after: body });
        return meetingAsTold(tx, asker, row.id);
      });
    },
    options,
  ),
  serve(
    cancelMeeting,
    async ({ asker, database, params, body }) => {
      const unfit = whyNotPlan(asker);
      if (unfit !== null) return deny(unfit);
      if (body.isCancelled && body.reason === "") return invalid("cancelled-without-reason");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await meetingToChange(tx, asker.workspaceId, params.id);
        if (row === null) return missing();
        if (row.state !== (body.isCancelled ? "planned" : "cancelled")) return refuse("meeting-is-over");
        if (body.isCancelled) await cancel(tx, asker, { row, reason: body.reason });
        else {
          await setCancelled(tx, asker.workspaceId, { id: row.id, reason: null });
          await tellOfMeeting(tx, asker.workspaceId, { id: row.id, kind: "meeting-moved", who: await nameOf(tx, asker), but: [asker.memberId] });
        }
        await noteOfMeeting(tx, asker, { act: body.isCancelled ? "meeting.cancelled" : "meeting.restored", id: row.id, after: body });
        return meetingAsTold(tx, asker, row.id);
      });
    },
    options,
  ),
  serve(
    answerMeeting,
    async ({ asker, database, params, body }) => {
      const why = whyNotReadMeetings(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await meetingToChange(tx, asker.workspaceId, params.id);
        if (row === null) return missing();
        const over = whyNotStill(row.state);
        if (over !== null) return refuse(over);
        if (!(await setAnswer(tx, asker.workspaceId, { id: row.id, memberId: asker.memberId, answer: body.answer }))) return invalid("not-asked-to-come");
        await tx.notify("evenhand_meetings", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
];

const feed: Route[] = [
  serve(
    makeCalendarFeed,
    async ({ asker, database }) => {
      const why = whyNotReadMeetings(asker);
      if (why !== null) return deny(why);
      const token = newSecret();
      await database.inWorkspace(asker.workspaceId, async (tx) => {
        await setFeed(tx, asker, hashOf(token));
        await audit(tx, asker, { act: "calendar-feed.made", subjectKind: "calendar-feed", subjectId: asker.memberId });
      });
      return { path: addressOf(readCalendarFeed, { token: `${token}.ics` }) };
    },
    // A key that leaked must not leave an address behind that outlives it.
    { ...options, scope: "never" },
  ),
  serve(
    endCalendarFeed,
    async ({ asker, database }) => {
      await database.inWorkspace(asker.workspaceId, async (tx) => {
        await setFeed(tx, asker, null);
        await audit(tx, asker, { act: "calendar-feed.ended", subjectKind: "calendar-feed", subjectId: asker.memberId });
      });
      return {};
    },
    { ...options, scope: "never" },
  ),
  serveOpen(readCalendarFeed, async ({ database, house, params }) => {
    const owner = await ownerOfFeed(database, hashOf(params.token.replace(/\.ics$/, "")));
    if (owner === null) return missing();
    const base = house.settings.publicUrl?.replace(/\/$/, "") ?? "";
    const linkTo = (slug: string, { kind, id }: { kind: "meeting" | "action" | "project" | "task"; id: string }) => {
      if (kind === "meeting") return base + paths.meeting(slug, id);
      return base + (kind === "action" ? paths.actions(slug, { action: id }) : paths.project(slug, id, kind === "task" ? { part: "tasks" } : {}));
    };
    const text = await database.inWorkspace(owner.workspaceId, (tx) => feedOf(tx, owner, linkTo), { readOnly: true });
    return text === null ? missing() : { name: "evenhand.ics", type: "text/calendar; charset=utf-8", content: text };
  }),
];

export const routes: readonly Route[] = [...planning, ...feed];

async function effectsIn(tx: Tx, { workspaceId }: Asker) {
  const { moved, told } = await toldEffects(tx, workspaceId);
  return { effectsMoved: moved, effectsTold: told };
}

const yearMs = 365 * 86_400_000;
const ends = ({ startsAt, minutes }: MeetingOnFile) => Date.parse(startsAt) + minutes * 60_000;

function seriesViewOf(row: SeriesOnFile, all: Awaited<ReturnType<typeof seriesPeople>>, asker: Asker) {
  const people = all.filter(({ seriesId }) => seriesId === row.id).map(({ memberId, name, department }) => ({ memberId, name, department }));
  return { ...row, people, whyNotChange: whyNotPlan(asker) };
}

const whyNotZone = (zone: string): WhyNot => (isTimeZone(zone) ? null : "zone-not-known");

async function whyNotPeople(tx: Tx, { workspaceId }: Asker, { people, asOf }: { people: readonly string[]; asOf: string }): Promise<WhyNot> {
  const here = new Set((await peopleOn(tx, workspaceId, asOf)).map(({ memberId }) => memberId));
  return people.every((id) => here.has(id)) ? null : "person-not-here";
}

const newOnes = (had: readonly string[], people: readonly string[] | undefined) => (people ?? []).filter((id) => !had.includes(id));

async function invite(tx: Tx, asker: Asker, meetings: readonly string[], to?: readonly string[]): Promise<void> {
  const who = await nameOf(tx, asker);
  for (const id of meetings) await tellOfMeeting(tx, asker.workspaceId, { id, kind: "meeting-invited", who, but: [asker.memberId], ...(to ? { to } : {}) });
}

/** Whoever is no longer asked takes it out of their calendar. */
async function uninvite(tx: Tx, asker: Asker, id: string, { had, people }: { had: readonly string[]; people: readonly string[] | undefined }): Promise<void> {
  const gone = people === undefined ? [] : newOnes(people, had);
  if (gone.length > 0)
    await tellOfMeeting(tx, asker.workspaceId, { id, kind: "meeting-uninvited", who: await nameOf(tx, asker), but: [asker.memberId], to: gone });
}

async function cancel(tx: Tx, asker: Asker, { row, reason, withSeries = false }: { row: MeetingOnFile; reason: string; withSeries?: boolean }): Promise<void> {
  await setCancelled(tx, asker.workspaceId, { id: row.id, reason, withSeries });
  await letWait(tx, asker.workspaceId, row.id);
  await tellOfMeeting(tx, asker.workspaceId, { id: row.id, kind: "meeting-cancelled", who: await nameOf(tx, asker), but: [asker.memberId] });
}

/** Meetings to come that nobody has moved by hand take the days of the changed rule, one after the other; what is too much is cancelled. */
async function follow(
  tx: Tx,
  { asker, now }: Pick<Here, "asker" | "now">,
  { series, people }: { series: SeriesOnFile; people: readonly string[] },
): Promise<void> {
  const rows = (await plannedOfSeries(tx, asker.workspaceId, series.id)).filter(({ startsAt, isApart }) => !isApart && startsAt > now);
  const week = await readWorkingWeek(tx, asker.workspaceId);
  const from = series.startsOn > now.slice(0, 10) ? series.startsOn : now.slice(0, 10);
  const who = await nameOf(tx, asker);
  await freeDays(
    tx,
    asker.workspaceId,
    rows.map(({ id }) => id),
  );
  // A day that a meeting has had, whatever became of it, is not given to another.
  const taken = new Set(await occurredDays(tx, asker.workspaceId, series.id));
  const next = occurrencesOf(series, week, { from, most: rows.length + taken.size + 2 }).filter(
    ({ at, occursOn }) => at > Date.parse(now) && !taken.has(occursOn),
  );
  for (const [n, row] of rows.entries()) {
    const when = next[n];
    if (when === undefined) {
      await cancel(tx, asker, { row, reason: series.title });
      continue;
    }
    const { title, minutes, place, agendaHours } = series;
    const startsAt = new Date(when.at).toISOString();
    const had = (await askedToCome(tx, asker.workspaceId, row.id)).map(({ memberId }) => memberId);
    const isSame = row.startsAt === startsAt && row.title === title && row.minutes === minutes && row.place === place;
    await updateMeeting(tx, asker.workspaceId, { id: row.id, title, startsAt, minutes, place, agendaHours, isApart: false, occursOn: when.occursOn });
    await setPeople(tx, asker.workspaceId, { id: row.id, people });
    if (!isSame) await tellOfMeeting(tx, asker.workspaceId, { id: row.id, kind: "meeting-moved", who, but: [asker.memberId, ...newOnes(had, people)] });
    await invite(tx, asker, [row.id], newOnes(had, people));
    await uninvite(tx, asker, row.id, { had, people });
  }
  await invite(tx, asker, await fillSeries(tx, asker.workspaceId, { series, people, now, by: asker.memberId }));
}
