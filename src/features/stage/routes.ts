// Answers about the stage of the firm and the tasks of marketing: what holds, a change in one step, owners by hand, and what was done.
import { randomUUID } from "node:crypto";

import { whyNotChangeStage, whyNotReadStage, whyNotSayDone } from "#features/stage/access.ts";
import {
  addMarketingTask,
  changeMarketingTask,
  changeStage,
  readStage,
  removeMarketingTask,
  sayTaskDone,
  setTaskOwners,
  withdrawStage,
  withdrawTaskDone,
} from "#features/stage/contract.ts";
import { taskView, whyNotSay } from "#features/stage/rules.ts";
import {
  doneToChange,
  endOwners,
  endOwnersAgain,
  insertDone,
  insertStage,
  lastSaid,
  putOwners,
  putTask,
  restoreOwners,
  setDoneWithdrawn,
  setStageWithdrawn,
  setTaskRemoved,
  stageToChange,
} from "#features/stage/store.ts";
import { words } from "#features/stage/words.en.ts";
import type { Tx } from "#db/database.ts";
import { proposedStage } from "#facts/firm-stage.ts";
import { hiddenRooms } from "#facts/hidden-rooms.ts";
import type { MarketingTask, NamedOwner, TaskOwner } from "#facts/marketing-tasks.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { type WhyNot, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { firmProfiles, marketingTasks, taskPeople, taskSigns } from "#ledger/marketing-tasks.ts";
import { holdAgreements } from "#ledger/signatures.ts";

const options = { sentences: sentencesOf(words) };

/** What a change does inside its transaction, one after the other; a denial takes all of it back. */
async function change<T>(
  { asker, database }: Pick<MemberQuestion, "asker" | "database">,
  act: (tx: Tx) => Promise<T | Denial>,
  whyNot: (asker: MemberQuestion["asker"]) => WhyNot = whyNotChangeStage,
): Promise<T | Denial> {
  const why = whyNotReadStage(asker) ?? whyNot(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    await holdAgreements(tx, asker.workspaceId);
    const told = await act(tx);
    await tx.notify("evenhand_stage", asker.workspaceId);
    return told;
  });
}

/** As a task stands in the log. */
const called = ({ key, name }: Pick<MarketingTask, "key" | "name">) => name ?? (key === null ? "" : words[`name-${key}`]);
const calledOwners = (owners: readonly NamedOwner[]) =>
  owners.map(({ owner, names }) => (owner.kind === "role" ? words[`owner-${owner.role}`] : names.join(", "))).join("; ") || words["owner-nobody"];
const ofTask = (id: string) => ({ subjectKind: "marketing-task", subjectId: id });

async function taskOf(tx: Tx, { asker, asOf }: Pick<MemberQuestion, "asker" | "asOf">, id: string): Promise<MarketingTask | null> {
  return (await marketingTasks(tx, asker.workspaceId, asOf)).find((task) => task.id === id) ?? null;
}

/** A member who has left since may stay among the owners, but is not named anew. */
async function isAnyNotHere(
  tx: Tx,
  { asker, asOf }: Pick<MemberQuestion, "asker" | "asOf">,
  { owners, task }: { owners: readonly TaskOwner[]; task: MarketingTask },
) {
  const people = await taskPeople(tx, asker.workspaceId, asOf);
  const stood = new Set(task.owners.map(({ owner }) => (owner.kind === "member" ? owner.memberId : "")));
  return owners.some(
    (owner) => owner.kind === "member" && !stood.has(owner.memberId) && !people.some(({ memberId, isHere }) => isHere && memberId === owner.memberId),
  );
}

const logged = ({
  name,
  kind,
  salesPart,
  everyDays,
  judgedMonths,
}: Pick<MarketingTask, "kind" | "salesPart" | "everyDays" | "judgedMonths"> & { name: string }) => ({
  name,
  kind,
  salesPart,
  everyDays,
  judgedMonths,
});

export const routes: Route[] = [
  serve(
    readStage,
    async ({ asker, database, asOf }) => {
      const why = whyNotReadStage(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const history = await firmProfiles(tx, asker.workspaceId);
          const known = { signs: await taskSigns(tx, asker.workspaceId, asOf), said: await lastSaid(tx, asker.workspaceId), today: asOf };
          const [now = null] = history;
          return {
            history,
            proposed: now === null ? null : proposedStage(now.answers),
            hidden: hiddenRooms(now),
            tasks: (await marketingTasks(tx, asker.workspaceId, asOf)).map((task) => taskView(task, known)),
            people: await taskPeople(tx, asker.workspaceId, asOf),
            today: asOf,
            whyNotChange: whyNotChangeStage(asker),
            whyNotSayDone: whyNotSayDone(asker),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    changeStage,
    async ({ asker, database, asOf, body }) =>
      change({ asker, database }, async (tx) => {
        const [before = null] = await firmProfiles(tx, asker.workspaceId);
        const { stage, answers, since, note, givesUp } = body;
        const why = whyNotSay({ answers, since, before, today: asOf });
        if (why !== null) return invalid(why);
        const id = randomUUID();
        await insertStage(tx, asker.workspaceId, { id, stage, answers, since, note, by: asker.memberId });
        await endOwners(tx, asker.workspaceId, { tasks: givesUp, stageId: id });
        await audit(tx, asker, {
          act: "stage.said",
          subjectKind: "stage",
          subjectId: id,
          before: before === null ? {} : { stage: words[`stage-${before.stage}`], since: before.since },
          after: { stage: words[`stage-${stage}`], since },
        });
        return { id };
      }),
    options,
  ),
  serve(
    withdrawStage,
    async ({ asker, database, params, body: { isWithdrawn } }) =>
      change({ asker, database }, async (tx) => {
        const one = await stageToChange(tx, asker.workspaceId, params.id);
        if (one === null) return missing();
        if (one.isWithdrawn === isWithdrawn) return {};
        if (!one.isNewest) return refuse("said-anew-since");
        await setStageWithdrawn(tx, asker.workspaceId, { id: params.id, isWithdrawn });
        await (isWithdrawn ? restoreOwners : endOwnersAgain)(tx, asker.workspaceId, params.id);
        const act = isWithdrawn ? "stage.withdrawn" : "stage.restored";
        await audit(tx, asker, { act, subjectKind: "stage", subjectId: params.id, after: { stage: words[`stage-${one.stage}`] } });
        return {};
      }),
    options,
  ),
  serve(
    addMarketingTask,
    async ({ asker, database, body }) =>
      change({ asker, database }, async (tx) => {
        if (body.name === "") return invalid("name-missing");
        const id = randomUUID();
        await putTask(tx, asker.workspaceId, { ...body, id, by: asker.memberId });
        await audit(tx, asker, { act: "marketing-task.added", ...ofTask(id), after: logged(body) });
        return { id };
      }),
    options,
  ),
  serve(
    changeMarketingTask,
    async ({ asker, database, asOf, params, body }) =>
      change({ asker, database }, async (tx) => {
        const task = await taskOf(tx, { asker, asOf }, params.id);
        if (task === null) return missing();
        if (task.key === null && body.name === "") return invalid("name-missing");
        await putTask(tx, asker.workspaceId, { ...body, kind: task.key === null ? body.kind : task.kind, id: params.id, by: asker.memberId });
        const name = body.name === "" ? called({ key: task.key, name: null }) : body.name;
        await audit(tx, asker, {
          act: "marketing-task.changed",
          ...ofTask(params.id),
          before: logged({ ...task, name: called(task) }),
          after: logged({ ...body, name }),
        });
        return {};
      }),
    options,
  ),
  serve(
    removeMarketingTask,
    async ({ asker, database, asOf, params, body: { isRemoved } }) =>
      change({ asker, database }, async (tx) => {
        const task = await taskOf(tx, { asker, asOf }, params.id);
        if (task === null) return missing();
        if (task.isRemoved === isRemoved) return {};
        await setTaskRemoved(tx, asker.workspaceId, { id: params.id, kind: task.kind, by: asker.memberId, isRemoved });
        await audit(tx, asker, { act: isRemoved ? "marketing-task.removed" : "marketing-task.restored", ...ofTask(params.id), after: { name: called(task) } });
        return {};
      }),
    options,
  ),
  serve(
    setTaskOwners,
    async ({ asker, database, asOf, params, body: { owners } }) =>
      change({ asker, database }, async (tx) => {
        const task = await taskOf(tx, { asker, asOf }, params.id);
        if (task === null) return missing();
        if (owners !== null && (await isAnyNotHere(tx, { asker, asOf }, { owners, task }))) return invalid("owner-not-here");
        await putOwners(tx, asker.workspaceId, { id: randomUUID(), task: params.id, owners, since: asOf, by: asker.memberId });
        const now = (await taskOf(tx, { asker, asOf }, params.id))!;
        const said = (one: MarketingTask) => ({ name: called(one), owners: calledOwners(one.owners) });
        await audit(tx, asker, { act: "marketing-task.owned", ...ofTask(params.id), before: said(task), after: said(now) });
        return {};
      }),
    options,
  ),
  serve(
    sayTaskDone,
    async ({ asker, database, asOf, params, body }) =>
      change(
        { asker, database },
        async (tx) => {
          const task = await taskOf(tx, { asker, asOf }, params.id);
          if (task === null) return missing();
          if (body.on > asOf) return invalid("begins-in-the-future");
          const id = randomUUID();
          await insertDone(tx, asker.workspaceId, { ...body, id, task: params.id, by: asker.memberId });
          await audit(tx, asker, { act: "marketing-task.done", ...ofTask(params.id), after: { name: called(task), on: body.on } });
          return { id };
        },
        whyNotSayDone,
      ),
    options,
  ),
  serve(
    withdrawTaskDone,
    async ({ asker, database, params, body: { isWithdrawn } }) =>
      change(
        { asker, database },
        async (tx) => {
          const one = await doneToChange(tx, asker.workspaceId, params.id);
          if (one === null) return missing();
          if (one.isWithdrawn === isWithdrawn) return {};
          await setDoneWithdrawn(tx, asker.workspaceId, { id: params.id, isWithdrawn });
          await audit(tx, asker, { act: isWithdrawn ? "marketing-task.undone" : "marketing-task.redone", ...ofTask(one.task), after: { on: one.on } });
          return {};
        },
        whyNotSayDone,
      ),
    options,
  ),
];
