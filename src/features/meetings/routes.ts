// Long because: a meeting is one thing from its planning to its minutes, and each answer here is a few lines.
// Answers about meetings: planned, moved, cancelled; the agenda written and changed; what comes of each item; the end, and minutes that stand.
import { randomUUID } from "node:crypto";

import { whyNotPlan, whyNotReadMeetings, whyNotSettle, whyNotTakePart } from "#features/meetings/access.ts";
import {
  type MinutesBody,
  addItem,
  answerMeeting,
  attendMeeting,
  cancelMeeting,
  changeItem,
  changeMeeting,
  changeSeries,
  closeMeeting,
  correctMinutes,
  endCalendarFeed,
  endSeries,
  exportMinutes,
  listMeetings,
  makeCalendarFeed,
  openMeeting,
  orderItems,
  planMeeting,
  planSeries,
  readCalendarFeed,
  readMeeting,
  removeItem,
  settleItem,
  voteOnItem,
  writeAgenda,
} from "#features/meetings/contract.ts";
import { fillSeries, tellOfMeeting } from "#features/meetings/jobs.ts";
import { chosen, corrected, disciplineOf, itemView, meetingView, minutesOf, ranked, whyNotEnd } from "#features/meetings/rules.ts";
import {
  askedToCome,
  endedWithSeries,
  freeDays,
  insertMeeting,
  insertMinutes,
  insertSeries,
  markAgenda,
  meetingRow,
  meetingRows,
  meetingToChange,
  minutesRows,
  nameOf,
  namesOf,
  occurredDays,
  plannedOfSeries,
  seriesPeople,
  seriesRows,
  seriesToChange,
  setAnswer,
  setCancelled,
  setClosed,
  setOpened,
  setPeople,
  setPresent,
  setSeriesEnded,
  setSeriesPeople,
  updateMeeting,
  updateSeries,
} from "#features/meetings/store.ts";
import { words } from "#features/meetings/words.en.ts";
import { words as russian } from "#features/meetings/words.ru.ts";
import type { Tx } from "#db/database.ts";
import { afterAction } from "#evidence/change/after-action.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { Asker } from "#facts/department.ts";
import type { MeetingItemOnFile, MeetingOnFile, SeriesOnFile } from "#facts/meetings.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { FindProblems } from "#http/problem-finder.ts";
import type { MemberQuestion } from "#http/question.ts";
import { pdfOf } from "#http/report/pdf.ts";
import { type Route, serve, serveOpen } from "#http/route.ts";
import { hashOf, newSecret } from "#http/secrets.ts";
import { dayIn, isTimeZone } from "#http/today.ts";
import { addressOf } from "#kit/endpoint.ts";
import { paths } from "#kit/paths.ts";
import { type Refusal, type WhyNot, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { type Language, type WordValues, sentenceOf } from "#kit/words.ts";
import { actionRow, actionRows, addActionRevision, doneActions, insertAction, peopleOn, setActionVerdict, toldEffects } from "#ledger/action-register.ts";
import {
  insertMeetingItem,
  itemsOf,
  letWait,
  meetingItemToChange,
  openProblems,
  restate,
  setItemAction,
  setItemRemoved,
  setNotes,
  setOutcome,
  setPlaces,
  setVote,
  takeWaiting,
  unfinishedActions,
  updateMeetingItem,
  votesOf,
} from "#ledger/agenda.ts";
import { audit } from "#ledger/audit.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { feedOf, hasFeed, ownerOfFeed, setFeed } from "#ledger/calendar-feed.ts";
import { tell } from "#ledger/notices.ts";
import { occurrencesOf, whyNotRule } from "#ledger/recurrence.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";

const options = { sentences: sentencesOf(words) };
const beside = { ...options, runsBeside: true };
const tables = { en: words, ru: russian } as const;
const said = (language: Language, key: string, values: WordValues = {}) => sentenceOf(tables[language], language, key, values);
type Here = Pick<MemberQuestion, "asker" | "database" | "asOf" | "now">;

/** The rooms' finders are given by whoever gathers the rooms: none of them is known here. */
export function routesWith(finders: readonly FindProblems[]): Route[] {
  return [...planning, ...room, ...feed, serve(writeAgenda, (question) => writtenAgenda(question, finders), beside)];
}

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
          const views = rows.map((row) => ({ row, view: viewOf(row, people, asker) }));
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
        await note(tx, asker, { act: "meeting-series.planned", id, after: body });
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
        await note(tx, asker, { act: "meeting-series.changed", id: params.id, before, after: body });
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
        await note(tx, asker, { act: body.isEnded ? "meeting-series.ended" : "meeting-series.continued", id: params.id, after: body });
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
        await note(tx, asker, { act: "meeting.planned", id, after: body });
        return view(tx, asker, id);
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
        const row = await stillGoing(tx, asker, params.id);
        if ("ok" in row) return row;
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
        await note(tx, asker, { act: "meeting.changed", id: row.id, before: row, after: body });
        return view(tx, asker, row.id);
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
        await note(tx, asker, { act: body.isCancelled ? "meeting.cancelled" : "meeting.restored", id: row.id, after: body });
        return view(tx, asker, row.id);
      });
    },
    options,
  ),
  serve(
    answerMeeting,
    async ({ asker, database, params, body }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await stillGoing(tx, asker, params.id);
        if ("ok" in row) return row;
        if (!(await setAnswer(tx, asker.workspaceId, { id: row.id, memberId: asker.memberId, answer: body.answer }))) return invalid("not-asked-to-come");
        await tx.notify("evenhand_meetings", asker.workspaceId);
        return {};
      }),
    options,
  ),
];

const room: Route[] = [
  serve(
    readMeeting,
    async ({ asker, database, asOf, workspace, params }) => {
      const why = whyNotReadMeetings(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const row = await meetingRow(tx, asker.workspaceId, params.id);
          if (row === null) return missing();
          const people = await askedToCome(tx, asker.workspaceId, row.id);
          const all = await itemsOf(tx, asker.workspaceId, row.id);
          const items = all.filter(({ takenOffAt }) => takenOffAt === null);
          const present = people.filter(({ wasThere }) => wasThere).length;
          return {
            meeting: viewOf(row, people, asker),
            items: await itemViews(tx, asker, { row, items }),
            removed: all.filter(({ takenOffAt }) => takenOffAt !== null).map(({ id, title }) => ({ id, title })),
            minutes: await minutesRows<MinutesBody>(tx, asker.workspaceId, row.id),
            people: await peopleOn(tx, asker.workspaceId, asOf),
            today: asOf,
            open: items.filter(({ outcome }) => outcome === null).length,
            currency: workspace.currency,
            isAsked: people.some(({ memberId }) => memberId === asker.memberId),
            myAnswer: people.find(({ memberId }) => memberId === asker.memberId)?.answer ?? null,
            whyNotTakePart: whyNotTakePart(asker, row),
            whyNotClose: whyNotPlan(asker) ?? whyNotEnd(row, items, present),
            whyNotCorrect: whyNotPlan(asker),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    addItem,
    (question) =>
      inMeeting(question, question.params.id, async (tx, row) => {
        const { asker, body } = question;
        const id = randomUUID();
        const place = (await itemsOf(tx, asker.workspaceId, row.id)).length + 1;
        await insertMeetingItem(tx, asker.workspaceId, {
          ...body,
          id,
          meetingId: row.id,
          part: "people",
          from: null,
          side: null,
          standing: null,
          carriedFrom: null,
          place,
          by: asker.memberId,
        });
        await noteItem(tx, asker, { act: "agenda-item.put", id, after: body });
        return oneView(tx, asker, id);
      }),
    options,
  ),
  serve(
    changeItem,
    (question) =>
      onItem(question, async (tx, item) => {
        const { asker, body } = question;
        const { notes, ...given } = body;
        await updateMeetingItem(tx, asker.workspaceId, { ...item, ...given } as MeetingItemOnFile);
        if (notes && !(await setNotes(tx, asker.workspaceId, { id: item.id, ...notes }))) return refuse("noted-meanwhile");
        if (Object.keys(given).length > 0)
          await noteItem(tx, asker, { act: "agenda-item.changed", id: item.id, before: { title: item.title, why: item.why }, after: given });
        await tx.notify("evenhand_meetings", asker.workspaceId);
        return oneView(tx, asker, item.id);
      }),
    options,
  ),
  serve(
    orderItems,
    (question) =>
      onItem(question, async (tx, item) => {
        const { asker, body } = question;
        const ids = (await itemsOf(tx, asker.workspaceId, item.meetingId!)).map(({ id }) => id).filter((id) => id !== item.id);
        if (body.before !== null && !ids.includes(body.before)) return missing();
        const place = body.before === null ? ids.length : ids.indexOf(body.before);
        await setPlaces(tx, asker.workspaceId, ids.toSpliced(place, 0, item.id));
        await tx.notify("evenhand_meetings", asker.workspaceId);
        return {};
      }),
    options,
  ),
  serve(
    removeItem,
    (question) =>
      onItem(question, async (tx, item) => {
        const { asker, body } = question;
        const isThere = (other: MeetingItemOnFile) =>
          other.takenOffAt === null && other.id !== item.id && other.fromId !== null && other.fromKind === item.fromKind && other.fromId === item.fromId;
        if (!body.isRemoved && (await itemsOf(tx, asker.workspaceId, item.meetingId!)).some(isThere)) return refuse("already-on-agenda");
        await setItemRemoved(tx, asker.workspaceId, { id: item.id, isRemoved: body.isRemoved });
        await noteItem(tx, asker, { act: body.isRemoved ? "agenda-item.removed" : "agenda-item.restored", id: item.id, after: { title: item.title } });
        return {};
      }),
    options,
  ),
  serve(
    openMeeting,
    (question) =>
      inMeeting(question, question.params.id, async (tx, row) => {
        const { asker, now } = question;
        if (row.state === "planned") {
          await setOpened(tx, asker.workspaceId, { id: row.id, at: now });
          await takeWaiting(tx, asker.workspaceId, row.id);
          await setPresent(tx, asker.workspaceId, { id: row.id, memberId: asker.memberId, wasThere: true });
          await note(tx, asker, { act: "meeting.opened", id: row.id, after: { title: row.title } });
        }
        return view(tx, asker, row.id);
      }),
    options,
  ),
  serve(
    attendMeeting,
    (question) =>
      inMeeting(question, question.params.id, async (tx, row) => {
        const { asker, asOf, body } = question;
        const why = await whyNotPeople(tx, asker, { people: [body.memberId], asOf });
        if (why !== null) return invalid(why);
        await setPresent(tx, asker.workspaceId, { id: row.id, ...body });
        await tx.notify("evenhand_meetings", asker.workspaceId);
        return {};
      }),
    options,
  ),
  serve(
    settleItem,
    (question) =>
      onItem(question, async (tx, item, row) => {
        const { asker, asOf, body } = question;
        const not = whyNotSettle(asker, row);
        if (not !== null) return refuse(not);
        const { outcome, text, action } = body;
        if ((outcome === "decision" || outcome === "carried") && text === "") return invalid("outcome-without-words");
        if (outcome === "action" && action === undefined) return invalid("outcome-without-action");
        if (outcome === "action") {
          const isHere = (await peopleOn(tx, asker.workspaceId, asOf)).some(({ memberId }) => memberId === action!.ownerId);
          if (!isHere) return invalid("owner-not-here");
          if (action!.dueOn < asOf) return invalid("due-in-the-past");
        }
        await setOutcome(tx, asker.workspaceId, { id: item.id, outcome, text, action: action ?? null, by: asker.memberId });
        await noteItem(tx, asker, { act: "agenda-item.settled", id: item.id, after: { title: item.title, outcome, text } });
        return oneView(tx, asker, item.id);
      }),
    options,
  ),
  serve(
    voteOnItem,
    (question) =>
      onItem(question, async (tx, item, row) => {
        const { asker, body } = question;
        const not = whyNotSettle(asker, row);
        if (not !== null) return refuse(not);
        await setVote(tx, asker.workspaceId, { itemId: item.id, memberId: asker.memberId, vote: body.vote });
        await tx.notify("evenhand_meetings", asker.workspaceId);
        return {};
      }),
    options,
  ),
  serve(
    closeMeeting,
    async (question) => {
      const not = whyNotPlan(question.asker);
      return not === null ? inMeeting(question, question.params.id, (tx, row) => ended(tx, question, row)) : deny(not);
    },
    options,
  ),
  serve(
    correctMinutes,
    async ({ asker, database, params, body }) => {
      const not = whyNotPlan(asker);
      if (not !== null) return deny(not);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await meetingToChange(tx, asker.workspaceId, params.id);
        if (row === null) return missing();
        const last = (await minutesRows<MinutesBody>(tx, asker.workspaceId, row.id)).at(-1);
        if (last === undefined) return refuse("no-minutes-yet");
        const next = corrected(last.body, body);
        if (next === null) return invalid("nothing-corrected");
        await insertMinutes(tx, asker.workspaceId, { meetingId: row.id, version: last.version + 1, body: next, reason: body.reason, by: asker.memberId });
        await note(tx, asker, { act: "meeting.minutes-corrected", id: row.id, after: body });
        return (await minutesRows<MinutesBody>(tx, asker.workspaceId, row.id)).at(-1)!;
      });
    },
    options,
  ),
  serve(
    exportMinutes,
    async ({ asker, database, params, query }) => {
      const why = whyNotReadMeetings(asker);
      if (why !== null) return deny(why);
      const versions = await database.inWorkspace(asker.workspaceId, (tx) => minutesRows<MinutesBody>(tx, asker.workspaceId, params.id), { readOnly: true });
      const last = versions.at(-1);
      if (last === undefined) return { ...refuse("no-minutes-yet"), status: 404 };
      const content = await pdfOf(
        reportOf(last.body, { language: query.language, version: last.version, reasons: versions.flatMap(({ reason }) => reason ?? []) }),
      );
      return { name: `evenhand-minutes-${last.body.startsAt.slice(0, 10)}.pdf`, type: "application/pdf", content };
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
    const linkTo = (slug: string, { kind, id }: { kind: "meeting" | "action"; id: string }) =>
      base + (kind === "meeting" ? paths.meeting(slug, id) : paths.actions(slug, { action: id }));
    const text = await database.inWorkspace(owner.workspaceId, (tx) => feedOf(tx, owner, linkTo), { readOnly: true });
    return text === null ? missing() : { name: "evenhand.ics", type: "text/calendar; charset=utf-8", content: text };
  }),
];

async function effectsIn(tx: Tx, { workspaceId }: Asker) {
  const { moved, told } = await toldEffects(tx, workspaceId);
  return { effectsMoved: moved, effectsTold: told };
}

const yearMs = 365 * 86_400_000;
const ends = ({ startsAt, minutes }: MeetingOnFile) => Date.parse(startsAt) + minutes * 60_000;

function viewOf(row: MeetingOnFile, people: Awaited<ReturnType<typeof askedToCome>>, asker: Asker) {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: row.timeZone }).format(Date.parse(row.startsAt));
  const movedFrom = row.state !== "cancelled" && row.occursOn !== null && row.occursOn !== day ? row.occursOn : null;
  return meetingView(
    row,
    people.filter(({ meetingId }) => meetingId === row.id),
    { asker, movedFrom },
  );
}

async function view(tx: Tx, asker: Asker, id: string) {
  const row = (await meetingRow(tx, asker.workspaceId, id))!;
  return viewOf(row, await askedToCome(tx, asker.workspaceId, id), asker);
}

function seriesViewOf(row: SeriesOnFile, all: Awaited<ReturnType<typeof seriesPeople>>, asker: Asker) {
  const people = all.filter(({ seriesId }) => seriesId === row.id).map(({ memberId, name, department }) => ({ memberId, name, department }));
  return { ...row, people, whyNotChange: whyNotPlan(asker) };
}

async function itemViews(tx: Tx, asker: Asker, { row, items }: { row: MeetingOnFile; items: readonly MeetingItemOnFile[] }) {
  const votes = await votesOf(tx, asker.workspaceId, row.id);
  const owners = items.flatMap(({ outcomeAction }) => outcomeAction?.ownerId ?? []);
  const name = await namesOf(tx, asker.workspaceId, owners);
  return items.map((item) => itemView(item, votes, { memberId: asker.memberId, nameOf: (id) => name.get(id) ?? null }));
}

async function oneView(tx: Tx, asker: Asker, id: string) {
  const item = (await meetingItemToChange(tx, asker.workspaceId, id))!;
  const row = (await meetingRow(tx, asker.workspaceId, item.meetingId!))!;
  return (await itemViews(tx, asker, { row, items: [item] }))[0]!;
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
  }
  await invite(tx, asker, await fillSeries(tx, asker.workspaceId, { series, people, now, by: asker.memberId }));
}

async function stillGoing(tx: Tx, asker: Asker, id: string): Promise<MeetingOnFile | Refusal> {
  const why = whyNotReadMeetings(asker);
  if (why !== null) return deny(why);
  const row = await meetingToChange(tx, asker.workspaceId, id);
  if (row === null) return missing();
  return row.state === "closed" || row.state === "cancelled" ? refuse("meeting-is-over") : row;
}

/** One act in a meeting that is not over, by somebody who takes part. */
async function inMeeting<T>({ asker, database }: Here, id: string, act: (tx: Tx, row: MeetingOnFile) => Promise<T>): Promise<T | Refusal> {
  const why = whyNotReadMeetings(asker) ?? whyNotTakePart(asker, { state: "open" });
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await stillGoing(tx, asker, id);
    return "ok" in row ? row : act(tx, row);
  });
}

async function onItem<T>(
  question: Here & { readonly params: { readonly id: string } },
  act: (tx: Tx, item: MeetingItemOnFile, row: MeetingOnFile) => Promise<T>,
): Promise<T | Refusal> {
  const { asker, database, params } = question;
  const why = whyNotReadMeetings(asker) ?? whyNotTakePart(asker, { state: "open" });
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const item = await meetingItemToChange(tx, asker.workspaceId, params.id);
    if (item === null) return missing();
    const row = await stillGoing(tx, asker, item.meetingId!);
    return "ok" in row ? row : act(tx, item, row);
  });
}

/** The agenda from the facts of now. What people did to it stays; what no longer presses and nobody touched goes. */
async function writtenAgenda(question: MemberQuestion<typeof writeAgenda>, finders: readonly FindProblems[]) {
  const { asker, asOf, workspace, params } = question;
  const { language } = workspace;
  const problems = [];
  for (const find of finders) problems.push(...(await find(question)));
  const pressing = chosen(ranked(problems, asOf));
  const results = await resultsOf(question);
  return inMeeting(question, params.id, async (tx, row) => {
    const isFirst = row.agendaWrittenAt === null;
    const put = { meetingId: row.id, carriedFrom: null, by: asker.memberId } as const;
    // First: what people put on may be what presses.
    let added = await takeWaiting(tx, asker.workspaceId, row.id);
    const before = await itemsOf(tx, asker.workspaceId, row.id);
    const known = new Map<string, MeetingItemOnFile>(
      before.flatMap((each) => (each.fromKind === null ? [] : [[`${each.fromKind} ${each.fromId}`, each] as const])),
    );
    let place = before.length + 1;
    for (const { id, title, ownerName, dueOn, side } of await unfinishedActions(tx, asker.workspaceId)) {
      if (known.has(`action ${id}`)) continue;
      const from = { kind: "action", id, title } as const;
      const why = said(language, "agenda-action", { owner: ownerName, day: writtenDay(dueOn, language) });
      await insertMeetingItem(tx, asker.workspaceId, { ...put, id: randomUUID(), part: "carried", title, why, from, side, standing: null, place: place++ });
      added += 1;
    }
    for (const { id, title, side, verdict, why } of results) {
      await setActionVerdict(tx, asker.workspaceId, { id, verdict, asOf, meetingId: why === null ? null : row.id });
      if (why === null || known.has(`action ${id}`)) continue;
      const from = { kind: "action", id, title } as const;
      await insertMeetingItem(tx, asker.workspaceId, { ...put, id: randomUUID(), part: "carried", title, why, from, side, standing: null, place: place++ });
      added += 1;
    }
    const stays = new Set<string>();
    for (const { problem, standing } of pressing) {
      const name = `${problem.kind} ${problem.id}`;
      stays.add(name);
      const old = known.get(name);
      const why = problem.why[language];
      if (old !== undefined) {
        if (old.part === "problem") await restate(tx, asker.workspaceId, { id: old.id, why, standing, place: before.indexOf(old) + 1 });
        continue;
      }
      const title = problem.title[language].slice(0, 200);
      const from = { kind: problem.kind, id: problem.id, title };
      await insertMeetingItem(tx, asker.workspaceId, {
        ...put,
        id: randomUUID(),
        part: "problem",
        title,
        why,
        from,
        side: problem.side,
        standing,
        place: place++,
      });
      added += 1;
    }
    const gone = before.filter(
      (each) => each.part === "problem" && each.takenOffAt === null && !stays.has(`${each.fromKind} ${each.fromId}`) && isUntouched(each),
    );
    for (const { id } of gone) await setItemRemoved(tx, asker.workspaceId, { id, isRemoved: true });
    if (isFirst) {
      const order = ["carried", "problem", "people"];
      const all = await itemsOf(tx, asker.workspaceId, row.id);
      await setPlaces(
        tx,
        asker.workspaceId,
        all.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part)).map(({ id }) => id),
      );
    }
    await markAgenda(tx, asker.workspaceId, { id: row.id, as: "written" });
    await tx.notify("evenhand_meetings", asker.workspaceId);
    return { added, gone: gone.length };
  });
}

/** Actions that are done and should move a figure: what it did since. With a sentence where that is told for the first time: it comes back to this meeting. */
async function resultsOf({ database, workspace, asOf }: Pick<MemberQuestion, "database" | "workspace" | "asOf">) {
  const done = await database.inWorkspace(workspace.id, (tx) => doneActions(tx, workspace.id), { readOnly: true });
  if (done.length === 0) return [];
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  return done.map(({ id, title, side, metric, way, share, endedAt, isTold }) => {
    const { verdict, after } = afterAction(lens, { key: metric, way, share, doneOn: dayIn(workspace.timeZone, new Date(endedAt)) });
    const isNews = !isTold && (verdict === "moved" || verdict === "other-way" || verdict === "not-moved");
    return { id, title, side, verdict, why: isNews ? said(workspace.language, `agenda-result-${verdict}`, { count: after }) : null };
  });
}

const isUntouched = ({ isPinned, notes, outcome, minutes }: MeetingItemOnFile) => !isPinned && notes === "" && outcome === null && minutes === null;

const writtenDay = (day: string, language: Language) =>
  new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(day));

/** Actions enter the register, what is carried over waits for the next meeting, and the minutes stand. All of it happens, or nothing. */
async function ended(tx: Tx, { asker, now }: Pick<Here, "asker" | "now">, row: MeetingOnFile) {
  const { workspaceId } = asker;
  const items = (await itemsOf(tx, workspaceId, row.id)).filter(({ takenOffAt }) => takenOffAt === null);
  const people = await askedToCome(tx, workspaceId, row.id);
  const why = whyNotEnd(row, items, people.filter(({ wasThere }) => wasThere).length);
  if (why !== null) return refuse(why, { items: items.filter(({ outcome }) => outcome === null).length });
  for (const item of items) {
    if (item.outcome === "action") await begin(tx, asker, { row, item });
    if (item.outcome === "carried") {
      const from = item.fromKind === null ? null : { kind: item.fromKind, id: item.fromId!, title: item.fromTitle! };
      const { title, side } = item;
      const next = {
        id: randomUUID(),
        meetingId: null,
        part: "carried",
        title,
        why: item.outcomeText,
        from,
        side,
        standing: null,
        carriedFrom: item.id,
        place: 0,
      } as const;
      await insertMeetingItem(tx, workspaceId, { ...next, by: item.putById });
    }
  }
  const views = await itemViews(tx, asker, { row, items });
  const body = minutesOf({ meeting: { ...row, openedAt: row.openedAt! }, closedAt: now, people, items: views });
  await setClosed(tx, workspaceId, { id: row.id, at: now, by: asker.memberId });
  await insertMinutes(tx, workspaceId, { meetingId: row.id, version: 1, body, reason: null, by: asker.memberId });
  await tellOfMeeting(tx, workspaceId, { id: row.id, kind: "minutes-ready", who: await nameOf(tx, asker), but: [asker.memberId] });
  await note(tx, asker, { act: "meeting.closed", id: row.id, after: { title: row.title, items: items.length } });
  return view(tx, asker, row.id);
}

async function begin(tx: Tx, asker: Asker, { row, item }: { row: MeetingOnFile; item: MeetingItemOnFile }): Promise<void> {
  const id = randomUUID();
  const detail = item.outcomeAction!;
  await insertAction(tx, asker.workspaceId, {
    ...detail,
    id,
    by: asker.memberId,
    from: { kind: "agenda-item", id: `${row.id}:${item.id}`, title: item.title },
  });
  const action = (await actionRow(tx, asker.workspaceId, id))!;
  const stood = { title: action.title, owner: action.ownerName, dueOn: action.dueOn, metric: action.metric, state: action.state };
  await addActionRevision(tx, asker.workspaceId, { id, stood, reason: "", by: asker.memberId });
  await audit(tx, asker, { act: "action.started", subjectKind: "action", subjectId: id, after: stood });
  await setItemAction(tx, asker.workspaceId, { id: item.id, actionId: id });
  const to = detail.ownerId === asker.memberId ? [] : [detail.ownerId];
  const who = await nameOf(tx, asker);
  await tell(tx, asker.workspaceId, { to, kind: "action-given", subject: { kind: "action", id }, data: { who, said: detail.title, dueOn: detail.dueOn } });
  await tx.notify("evenhand_actions", asker.workspaceId);
}

interface Noted {
  readonly act: string;
  readonly id: string;
  readonly before?: object;
  readonly after: object;
}

async function note(tx: Tx, asker: Asker, { act, id, before, after }: Noted): Promise<void> {
  await audit(tx, asker, { act, subjectKind: act.startsWith("meeting-series") ? "meeting-series" : "meeting", subjectId: id, before, after });
  await tx.notify("evenhand_meetings", asker.workspaceId);
}

async function noteItem(tx: Tx, asker: Asker, { act, id, before, after }: Noted): Promise<void> {
  await audit(tx, asker, { act, subjectKind: "agenda-item", subjectId: id, before, after });
  await tx.notify("evenhand_meetings", asker.workspaceId);
}

/** The minutes as paper: who was there, and of each item what was noted and what came of it. */
function reportOf(body: MinutesBody, { language, version, reasons }: { language: Language; version: number; reasons: readonly string[] }) {
  const t = (key: string, values: WordValues = {}) => said(language, key, values);
  const day = writtenDay(body.startsAt.slice(0, 10), language);
  const count = (outcome: string) => body.items.filter((item) => item.outcome === outcome).length;
  const sentence = t("minutes-sentence", { decisions: count("decision"), actions: count("action"), carried: count("carried") });
  const came = ({ outcome, text, action }: MinutesBody["items"][number]) =>
    outcome === "action"
      ? t("minutes-action", { title: action!.title, owner: action!.owner, day: writtenDay(action!.dueOn, language) })
      : t(`minutes-${outcome}`, { text: text ?? "" });
  return {
    title: t("minutes-title", { title: body.title, day }),
    sentence,
    language,
    tables: [
      {
        caption: t("minutes-items"),
        columns: [{ title: t("minutes-col-item") }, { title: t("minutes-col-notes") }, { title: t("minutes-col-came") }],
        rows: body.items.map((item) => [item.title, item.notes, came(item)]),
      },
    ],
    papers: [
      [t("minutes-present"), body.present.join(", ")],
      [t("minutes-absent"), body.absent.join(", ") || "–"],
      [t("minutes-version"), String(version)],
      ...reasons.map((reason) => [t("minutes-corrected"), reason] as [string, string]),
    ] as [string, string][],
    asOf: body.closedAt.slice(0, 10),
  };
}
