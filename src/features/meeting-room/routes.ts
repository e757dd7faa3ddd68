// Long because: a meeting is one thing from its agenda to its minutes, and each answer here is a few lines.
// Answers in the room of a meeting: the agenda written and changed; what comes of each item; the end, and minutes that stand.
import { randomUUID } from "node:crypto";

import { whyNotSettle } from "#features/meeting-room/access.ts";
import {
  type MinutesBody,
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
import {
  chosen,
  corrected,
  fileOfMinutes,
  itemView,
  minutesOf,
  ranked,
  reportOf,
  said,
  sentenceOfResult,
  whyNotEnd,
  writtenDay,
} from "#features/meeting-room/rules.ts";
import { insertMinutes, minutesRows, setClosed, setOpened, setPresent } from "#features/meeting-room/store.ts";
import { words } from "#features/meeting-room/words.en.ts";
import type { Tx } from "#db/database.ts";
import { afterAction } from "#evidence/change/after-action.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { Asker } from "#facts/department.ts";
import { whyNotPlan, whyNotReadMeetings, whyNotStill, whyNotTakePart } from "#facts/meeting-rights.ts";
import type { MeetingItemOnFile, MeetingOnFile } from "#facts/meetings.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { FindProblems } from "#http/problem-finder.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type LiveKind, type LiveOf, liveChannel, liveName, liveNews } from "#http/live/kind.ts";
import { pdfOf } from "#http/report/pdf.ts";
import { type Route, serve } from "#http/route.ts";
import { dayIn } from "#http/today.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { actionRow, addActionRevision, doneActions, insertAction, peopleOn, setActionVerdict } from "#ledger/action-register.ts";
import {
  insertMeetingItem,
  itemsOf,
  meetingItemToChange,
  restate,
  setItemAction,
  setItemRemoved,
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
import {
  askedToCome,
  markAgenda,
  meetingAsTold,
  meetingRow,
  meetingToChange,
  nameOf,
  namesOf,
  noteOfMeeting,
  type NotedInMeetings,
  tellOfMeeting,
  viewOfMeeting,
} from "#ledger/meetings.ts";
import { freezeNotes, keepChange, notesSince, openNotes, settleNotes } from "#ledger/notes.ts";
import { tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

const options = { sentences: sentencesOf(words) };
const beside = { ...options, runsBeside: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "asOf" | "now">;

/** The rooms' finders are given by whoever gathers the rooms: none of them is known here. */
export function routesWith(finders: readonly FindProblems[]): Route[] {
  return [...room, serve(writeAgenda, (question) => writtenAgenda(question, finders), beside)];
}

/** Those who are in the room note together while the meeting is open; who may only read listens. */
export const notesOf: LiveKind = {
  name: "notes",
  path: "/api/w/:workspace/meetings/:id/notes",
  enter: async (tx, asker, id) => {
    const why = whyNotReadMeetings(asker);
    if (why !== null) return deny(why);
    const row = await meetingRow(tx, asker.workspaceId, id);
    if (row === null) return missing();
    const not = whyNotStill(row.state) ?? (row.state === "open" ? null : "meeting-not-open");
    return not === null ? { mayWrite: whyNotTakePart(asker, row) === null } : { ...refuse(not), status: 409 };
  },
  open: (tx, { workspaceId, id }) => openNotes(tx, workspaceId, id),
  since: (tx, { workspaceId, id }, seq) => notesSince(tx, workspaceId, { meetingId: id, seq }),
  keep: (tx, { workspaceId, id }, content) => keepChange(tx, workspaceId, { meetingId: id, content }),
  settle: (tx, { workspaceId, id }, held) => settleNotes(tx, workspaceId, { meetingId: id, ...held }),
};

const liveAt = (slug: string, of: LiveOf) => ({
  path: notesOf.path.replace(":workspace", slug).replace(":id", of.id),
  name: liveName(notesOf.name, of),
});

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
            meeting: viewOfMeeting(row, people, asker),
            items: await itemViews(tx, asker, { row, items }),
            removed: all.filter(({ takenOffAt }) => takenOffAt !== null).map(({ id, title }) => ({ id, title })),
            minutes: await minutesRows<MinutesBody>(tx, asker.workspaceId, row.id),
            people: await peopleOn(tx, asker.workspaceId, asOf),
            today: asOf,
            open: items.filter(({ outcome }) => outcome === null).length,
            currency: workspace.currency,
            live:
              row.state === "open"
                ? {
                    ...liveAt(workspace.slug, { workspaceId: asker.workspaceId, id: row.id }),
                    you: { id: asker.memberId, name: (await nameOf(tx, asker)) ?? "" },
                  }
                : null,
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
        await updateMeetingItem(tx, asker.workspaceId, { ...item, ...body } as MeetingItemOnFile);
        await noteItem(tx, asker, { act: "agenda-item.changed", id: item.id, before: { title: item.title, why: item.why }, after: body });
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
          await noteOfMeeting(tx, asker, { act: "meeting.opened", id: row.id, after: { title: row.title } });
        }
        return meetingAsTold(tx, asker, row.id);
      }),
    options,
  ),
  serve(
    attendMeeting,
    (question) =>
      inMeeting(question, question.params.id, async (tx, row) => {
        const { asker, asOf, body } = question;
        const isHere = (await peopleOn(tx, asker.workspaceId, asOf)).some(({ memberId }) => memberId === body.memberId);
        if (!isHere) return invalid("person-not-here");
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
      return not === null ? inMeeting(question, question.params.id, (tx, row) => endMeeting(tx, question, row)) : deny(not);
    },
    options,
  ),
  serve(
    correctMinutes,
    async ({ asker, database, now, params, body }) => {
      const not = whyNotPlan(asker);
      return not === null ? database.inWorkspace(asker.workspaceId, (tx) => correctedBy(tx, { asker, now }, { id: params.id, body })) : deny(not);
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
      return { name: fileOfMinutes(last), type: "application/pdf", content };
    },
    // Two hundred pages of notes are set in seconds: not in the process that others wait for.
    { ...options, runsBeside: true },
  ),
];

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
  return done.map(({ id, title, side, metric, way, share, within, endedAt, isTold }) => {
    const told = afterAction(lens, { key: metric, way, share, within, doneOn: dayIn(workspace.timeZone, new Date(endedAt)) });
    return { id, title, side, verdict: told.verdict, why: isTold ? null : sentenceOfResult(told, workspace.language) };
  });
}

const isUntouched = ({ isPinned, notes, outcome, minutes }: MeetingItemOnFile) => !isPinned && notes === "" && outcome === null && minutes === null;

/** Actions enter the register, what is carried over waits for the next meeting, and the minutes stand. All of it happens, or nothing. */
export async function endMeeting(tx: Tx, { asker, now }: Pick<Here, "asker" | "now">, row: MeetingOnFile) {
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
  // From here on nobody notes anything; the minutes say what stood then.
  const noted = await freezeNotes(tx, workspaceId, row.id);
  const views = await itemViews(tx, asker, { row, items });
  const body = minutesOf({ meeting: { ...row, openedAt: row.openedAt! }, closedAt: now, people, items: views, noted });
  await setClosed(tx, workspaceId, { id: row.id, at: now, by: asker.memberId });
  await insertMinutes(tx, workspaceId, { meetingId: row.id, version: 1, body, reason: null, by: asker.memberId, at: now });
  await tellOfMeeting(tx, workspaceId, { id: row.id, kind: "minutes-ready", who: await nameOf(tx, asker), but: [asker.memberId] });
  await announce(tx, workspaceId, { event: "meeting.closed", subject: { kind: "meeting", id: row.id }, data: { title: row.title, startsAt: row.startsAt } });
  await tx.notify(liveChannel, liveNews({ kind: notesOf.name, workspaceId, id: row.id, from: null }));
  await noteOfMeeting(tx, asker, { act: "meeting.closed", id: row.id, after: { title: row.title, items: items.length } });
  return meetingAsTold(tx, asker, row.id);
}

/** The minutes once more with the words of one item as they should have been; what stood before stays. */
export async function correctedBy(
  tx: Tx,
  { asker, now }: Pick<Here, "asker" | "now">,
  { id, body }: { id: string; body: { itemId: string; notes?: string | undefined; text?: string | undefined; reason: string } },
) {
  const row = await meetingToChange(tx, asker.workspaceId, id);
  if (row === null) return missing();
  const last = (await minutesRows<MinutesBody>(tx, asker.workspaceId, row.id)).at(-1);
  if (last === undefined) return refuse("no-minutes-yet");
  const next = corrected(last.body, body);
  if (next === null) return invalid("nothing-corrected");
  const { reason } = body;
  await insertMinutes(tx, asker.workspaceId, { meetingId: row.id, version: last.version + 1, body: next, reason, by: asker.memberId, at: now });
  const who = await nameOf(tx, asker);
  await tellOfMeeting(tx, asker.workspaceId, { id: row.id, kind: "minutes-corrected", who, but: [asker.memberId], reason });
  await noteOfMeeting(tx, asker, { act: "meeting.minutes-corrected", id: row.id, after: body });
  return (await minutesRows<MinutesBody>(tx, asker.workspaceId, row.id)).at(-1)!;
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

async function noteItem(tx: Tx, asker: Asker, { act, id, before, after }: NotedInMeetings): Promise<void> {
  await audit(tx, asker, { act, subjectKind: "agenda-item", subjectId: id, before, after });
  await tx.notify("evenhand_meetings", asker.workspaceId);
}
