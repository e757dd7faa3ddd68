// Answers about what is to be done: actions started, changed, ended; what waits for the next meeting, put on, ordered, taken off.
// Long because: the register and what waits for a meeting are told and changed in the same few ways.
import { randomUUID } from "node:crypto";

import { whyNotBegin, whyNotChangeAction, whyNotChangeItem, whyNotReadActions } from "#features/actions/access.ts";
import {
  changeAction,
  changeAgendaItem,
  listActions,
  listAgenda,
  listFirmParts,
  moveAction,
  orderAgenda,
  putBackOnAgenda,
  putOnAgenda,
  readAction,
  readActionEffect,
  removeAction,
  restoreAction,
  startAction,
  takeOffAgenda,
} from "#features/actions/contract.ts";
import { actionView, detailOf, inNewOrder, itemView, stoodOf, whyNotAsAction, whyNotMove } from "#features/actions/rules.ts";
import { actionRevisions, holdAgenda, insertItem, itemToChange, setOrder, setTakenOff, updateItem, waitingItems } from "#features/actions/store.ts";
import { words } from "#features/actions/words.en.ts";
import type { Tx } from "#db/database.ts";
import { afterAction } from "#evidence/change/after-action.ts";
import { kindNames } from "#evidence/kpi/figures-by.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { type ActionDetail, type ActionOnFile, type StepSource, partFields } from "#facts/actions.ts";
import type { Asker } from "#facts/department.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayIn } from "#http/today.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import {
  actionRow,
  actionRows,
  actionToChange,
  addActionRevision,
  insertAction,
  peopleOn,
  setActionState,
  setRemoved,
  updateAction,
} from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { nameOf } from "#ledger/meetings.ts";
import { tell } from "#ledger/notices.ts";
import { projectDays } from "#ledger/project-facts.ts";
import { sourceOfStep } from "#ledger/step-sources.ts";

const options = { sentences: sentencesOf(words) };
/** Names of one kind that a choice shows. */
const mostParts = 100;
type Here = Pick<MemberQuestion, "asker" | "database" | "asOf">;

export const routes: Route[] = [
  serve(
    listActions,
    async ({ asker, database, asOf }) => {
      const why = whyNotReadActions(asker);
      if (why !== null) return deny(why);
      const { rows, people, projects } = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          rows: await actionRows(tx, asker.workspaceId),
          people: await peopleOn(tx, asker.workspaceId, asOf),
          projects: await projectDays(tx, asker.workspaceId),
        }),
        { readOnly: true },
      );
      return { actions: rows.map((row) => actionView(row, { asker, asOf })), projects, people, today: asOf, whyNotStart: whyNotBegin(asker) };
    },
    options,
  ),
  serve(
    readAction,
    async ({ asker, database, asOf, params }) => {
      const why = whyNotReadActions(asker);
      if (why !== null) return deny(why);
      const { row, history } = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({ row: await actionRow(tx, asker.workspaceId, params.id), history: await actionRevisions(tx, asker.workspaceId, params.id) }),
        { readOnly: true },
      );
      return row === null ? missing() : { action: actionView(row, { asker, asOf }), history };
    },
    options,
  ),
  serve(
    readActionEffect,
    async ({ asker, database, workspace, asOf, params }) => {
      const why = whyNotReadActions(asker);
      if (why !== null) return deny(why);
      const row = await database.inWorkspace(asker.workspaceId, (tx) => actionRow(tx, asker.workspaceId, params.id), { readOnly: true });
      if (row === null || row.removedAt !== null) return missing();
      const { moves } = detailOf(row);
      if (row.state !== "done") return invalid("action-not-done");
      if (moves === null) return invalid("action-moves-nothing");
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const asked = { ...moves, doneOn: dayIn(workspace.timeZone, new Date(row.endedAt!)) };
      return answerOn(kept, `after action ${asOf} ${JSON.stringify(asked)}`, () => afterAction(lens, asked));
    },
    { ...options, runsBeside: true },
  ),
  serve(
    listFirmParts,
    async ({ asker, database, workspace, asOf }) => {
      const why = whyNotReadActions(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      return { parts: partFields.map((by) => ({ by, values: kindNames(lens, by).slice(0, mostParts) })) };
    },
    { ...options, runsBeside: true },
  ),
  serve(
    startAction,
    async ({ asker, database, asOf, body }) => {
      const why = whyNotBegin(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const { from, ...detail } = body;
        const unfit = whyNotAsAction(detail, { isOwnerHere: await isHere(tx, asker, { id: detail.ownerId, day: asOf }), today: asOf });
        if (unfit !== null) return invalid(unfit);
        const source = await sourceFor(tx, asker, from);
        if (source && "ok" in source) return source;
        const id = randomUUID();
        await insertAction(tx, asker.workspaceId, { ...detail, id, by: asker.memberId, from: source });
        return noted(tx, { asker, asOf }, { id, act: "action.started", before: null, reason: "" });
      });
    },
    options,
  ),
  serve(
    changeAction,
    async (question) => {
      const { reason, ...some } = question.body;
      return edit(question, { id: question.params.id, act: "action.changed", reason }, async (tx, row) => {
        const next = { ...detailOf(row), ...some } as ActionDetail;
        const { asker, asOf } = question;
        // An owner who has left since stays until somebody names another.
        const isOwnerHere = next.ownerId === row.ownerId || (await isHere(tx, asker, { id: next.ownerId, day: asOf }));
        const unfit = whyNotAsAction(next, { isOwnerHere, today: null });
        if (unfit !== null) return invalid(unfit);
        await updateAction(tx, asker.workspaceId, { ...next, id: row.id });
        return null;
      });
    },
    options,
  ),
  serve(
    moveAction,
    async (question) => {
      const { state, reason } = question.body;
      return edit(question, { id: question.params.id, act: `action.${state}`, reason }, async (tx, row) => {
        const unfit = whyNotMove(state, reason);
        if (unfit !== null) return invalid(unfit);
        await setActionState(tx, question.asker.workspaceId, { id: row.id, state, reason });
        return null;
      });
    },
    options,
  ),
  serve(removeAction, (question) => setAside(question, true), options),
  serve(restoreAction, (question) => setAside(question, false), options),
  serve(
    listAgenda,
    async ({ asker, database }) => {
      const why = whyNotReadActions(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => waitingItems(tx, asker.workspaceId), { readOnly: true });
      return { items: rows.map((row) => itemView(row, asker)), whyNotPut: whyNotBegin(asker) };
    },
    options,
  ),
  serve(
    putOnAgenda,
    async ({ asker, database, body }) => {
      const why = whyNotBegin(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const source = await sourceFor(tx, asker, body.from);
        if (source && "ok" in source) return source;
        await holdAgenda(tx, asker.workspaceId);
        if (source && (await isWaiting(tx, asker, source))) return refuse("already-on-agenda");
        const id = randomUUID();
        await insertItem(tx, asker.workspaceId, { id, title: body.title, why: body.why, by: asker.memberId, from: source });
        await noteItem(tx, asker, { id, act: "agenda-item.put", after: { title: body.title, why: body.why, from: source } });
        return itemView((await itemToChange(tx, asker.workspaceId, id))!, asker);
      });
    },
    options,
  ),
  serve(
    changeAgendaItem,
    async ({ asker, database, params, body }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const found = await itemOf(tx, asker, params.id);
        if ("ok" in found) return found;
        const next = { title: body.title ?? found.title, why: body.why ?? found.why ?? "" };
        await updateItem(tx, asker.workspaceId, { ...next, id: found.id });
        await noteItem(tx, asker, { id: found.id, act: "agenda-item.changed", before: { title: found.title, why: found.why }, after: next });
        return itemView((await itemToChange(tx, asker.workspaceId, found.id))!, asker);
      }),
    options,
  ),
  serve(
    orderAgenda,
    async ({ asker, database, params, body }) => {
      const why = whyNotReadActions(asker) ?? whyNotBegin(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgenda(tx, asker.workspaceId);
        const ids = (await waitingItems(tx, asker.workspaceId)).map(({ id }) => id);
        const next = inNewOrder(ids, { id: params.id, before: body.before });
        if (next === null) return missing();
        await setOrder(tx, asker.workspaceId, next);
        await tx.notify("evenhand_actions", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(takeOffAgenda, (question) => takeOff(question, true), options),
  serve(putBackOnAgenda, (question) => takeOff(question, false), options),
];

/** What a step is begun from, as it is called now; null: from nothing; a refusal where nothing may be begun from it. */
async function sourceFor(tx: Tx, asker: Asker, from: { kind: StepSource; id: string } | undefined) {
  if (from === undefined) return null;
  const source = await sourceOfStep(tx, asker.workspaceId, from);
  if (source === null) return invalid("no-such-source");
  return source.whyNot === null ? { ...from, title: source.title } : invalid(source.whyNot);
}

async function isHere(tx: Tx, { workspaceId }: Asker, { id, day }: { id: string; day: string }): Promise<boolean> {
  return (await peopleOn(tx, workspaceId, day)).some(({ memberId }) => memberId === id);
}

async function isWaiting(tx: Tx, { workspaceId }: Asker, source: { kind: string; id: string }): Promise<boolean> {
  return (await waitingItems(tx, workspaceId)).some(({ fromKind, fromId }) => fromKind === source.kind && fromId === source.id);
}

/** One edit of an action that stands on the register: access, the change, its line in the history and in the audit log. */
async function edit(
  { asker, database, asOf }: Here,
  how: { id: string; act: string; reason: string },
  change: (tx: Tx, row: ActionOnFile) => Promise<Refusal | null>,
) {
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await actionOf(tx, asker, how.id);
    if ("ok" in row) return row;
    if (row.removedAt !== null) return missing();
    const refused = await change(tx, row);
    return refused ?? noted(tx, { asker, asOf }, { ...how, before: row });
  });
}

/** The action, held, if the asker may change it. */
async function actionOf(tx: Tx, asker: Asker, id: string) {
  const why = whyNotReadActions(asker);
  if (why !== null) return deny(why);
  const row = await actionToChange(tx, asker.workspaceId, id);
  if (row === null) return missing();
  const not = whyNotChangeAction(asker, row);
  return not === null ? row : deny(not);
}

async function itemOf(tx: Tx, asker: Asker, id: string) {
  const why = whyNotReadActions(asker);
  if (why !== null) return deny(why);
  const row = await itemToChange(tx, asker.workspaceId, id);
  if (row === null) return missing();
  const not = whyNotChangeItem(asker, row);
  return not === null ? row : deny(not);
}

async function setAside({ asker, database, params }: Pick<MemberQuestion<typeof removeAction>, "asker" | "database" | "params">, isRemoved: boolean) {
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await actionOf(tx, asker, params.id);
    if ("ok" in row) return row;
    if ((row.removedAt !== null) === isRemoved) return missing();
    await setRemoved(tx, asker.workspaceId, { id: row.id, isRemoved });
    const act = isRemoved ? "action.removed" : "action.restored";
    await audit(tx, asker, { act, subjectKind: "action", subjectId: row.id, after: detailOf(row) });
    await tx.notify("evenhand_actions", asker.workspaceId);
    return {};
  });
}

async function takeOff({ asker, database, params }: Pick<MemberQuestion<typeof takeOffAgenda>, "asker" | "database" | "params">, isOff: boolean) {
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    await holdAgenda(tx, asker.workspaceId);
    const row = await itemOf(tx, asker, params.id);
    if ("ok" in row) return row;
    if ((row.takenOffAt !== null) === isOff) return missing();
    if (!isOff && row.fromId !== null && (await isWaiting(tx, asker, { kind: row.fromKind!, id: row.fromId }))) return refuse("already-on-agenda");
    await setTakenOff(tx, asker.workspaceId, { id: row.id, isOff });
    await noteItem(tx, asker, { id: row.id, act: isOff ? "agenda-item.removed" : "agenda-item.restored", after: { title: row.title } });
    return {};
  });
}

async function noted(tx: Tx, { asker, asOf }: Pick<Here, "asker" | "asOf">, how: { id: string; act: string; before: ActionOnFile | null; reason: string }) {
  const { id, act, before, reason } = how;
  const row = (await actionRow(tx, asker.workspaceId, id))!;
  const stood = stoodOf(row);
  await addActionRevision(tx, asker.workspaceId, { id, stood, reason, by: asker.memberId });
  await audit(tx, asker, { act, subjectKind: "action", subjectId: id, before: before && stoodOf(before), after: { ...stood, reason } });
  await tellOf(tx, asker, { row, before });
  await tx.notify("evenhand_actions", asker.workspaceId);
  return actionView(row, { asker, asOf });
}

/** A new owner is told what waits; whoever started it is told that it is done. Nobody is told what they did themselves. */
async function tellOf(tx: Tx, asker: Asker, { row, before }: { row: ActionOnFile; before: ActionOnFile | null }): Promise<void> {
  const subject = { kind: "action", id: row.id };
  const others = (id: string) => (id === asker.memberId ? [] : [id]);
  const who = await nameOf(tx, asker);
  if (row.state === "open" && row.ownerId !== before?.ownerId)
    await tell(tx, asker.workspaceId, { to: others(row.ownerId), kind: "action-given", subject, data: { who, said: row.title, dueOn: row.dueOn } });
  if (row.state === "done" && before?.state === "open")
    await tell(tx, asker.workspaceId, { to: others(row.createdById), kind: "action-done", subject, data: { who, said: row.title } });
}

async function noteItem(tx: Tx, asker: Asker, { id, act, before, after }: { id: string; act: string; before?: object; after: object }): Promise<void> {
  await audit(tx, asker, { act, subjectKind: "agenda-item", subjectId: id, before, after });
  await tx.notify("evenhand_actions", asker.workspaceId);
}
