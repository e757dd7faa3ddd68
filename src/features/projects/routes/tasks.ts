// Tasks of a joint project: given, ticked off, entered in the register of actions.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { ProjectOnFile, ProjectTaskOnFile, TaskAnchor } from "#facts/projects.ts";
import { whyNotEndTask } from "#features/projects/access.ts";
import * as contract from "#features/projects/contract.ts";
import { type InProject, acts, areHere, note, partOf, setAside, tooMany } from "#features/projects/routes/act.ts";
import { dayOfTask, stateOfTask } from "#features/projects/rules.ts";
import * as store from "#features/projects/store.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { Route } from "#http/route.ts";
import type { Day } from "#kit/day.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { actionRow, addActionRevision, insertAction } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { nameOf } from "#ledger/meetings.ts";
import { tell } from "#ledger/notices.ts";
import { projectTasks } from "#ledger/project-facts.ts";
import { randomUUID } from "node:crypto";

type When = { readonly anchor: TaskAnchor; readonly offsetDays: number } | { readonly dueOn: Day };
const dated = (when: When, project: ProjectOnFile) =>
  "dueOn" in when ? { anchor: null, offsetDays: null, dueOn: when.dueOn } : { ...when, dueOn: dayOfTask(when, project) };

async function taskOf({ tx, asker, project }: InProject<Endpoint>, id: string): Promise<ProjectTaskOnFile | null> {
  return partOf(await projectTasks(tx, asker.workspaceId, project.id), id);
}

async function tellOfTask(
  tx: Tx,
  asker: Asker,
  { project, task }: { project: ProjectOnFile; task: Pick<ProjectTaskOnFile, "title" | "dueOn" | "ownerId"> },
): Promise<void> {
  if (task.ownerId === null || task.ownerId === asker.memberId) return;
  const data = { who: await nameOf(tx, asker), said: task.title, title: project.name, dueOn: task.dueOn };
  await tell(tx, asker.workspaceId, { to: [task.ownerId], kind: "project-task-given", subject: { kind: "project", id: project.id }, data });
}

export const doing: Route[] = [
  acts(contract.addProjectTask, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { when, ...task } = question.body;
    if (task.ownerId !== null && !(await areHere(tx, asker.workspaceId, { ids: [task.ownerId], asOf: question.asOf }))) return invalid("owner-not-here");
    const full = await tooMany(inside, "project_task");
    if (full !== null) return full;
    const made = { ...task, ...dated(when, project), id: randomUUID(), projectId: project.id, key: null };
    await store.insertTask(tx, asker.workspaceId, made);
    await tellOfTask(tx, asker, { project, task: made });
    await note(tx, asker, { project, act: "task-added", said: { title: made.title, dueOn: made.dueOn, side: made.side } });
    return { id: made.id };
  }),
  acts(contract.changeProjectTask, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { isRemoved, when, ...some } = question.body;
    if (isRemoved !== undefined) return setAside(inside, "project_task", isRemoved);
    const task = await taskOf(inside, question.params.part);
    if (task === null) return missing();
    const next = { ...task, note: task.note ?? "", ...some, ...(when === undefined ? {} : dated(when, project)) } as store.TaskDetail & { id: string };
    const isGiven = next.ownerId !== task.ownerId;
    if (isGiven && next.ownerId !== null && !(await areHere(tx, asker.workspaceId, { ids: [next.ownerId], asOf: question.asOf })))
      return invalid("owner-not-here");
    await store.updateTask(tx, asker.workspaceId, next);
    if (isGiven) await tellOfTask(tx, asker, { project, task: next });
    await note(tx, asker, { project, act: "task-changed", said: { title: next.title, ...some, dueOn: next.dueOn } });
    return {};
  }),
  acts(
    contract.endProjectTask,
    async (inside) => {
      const { tx, asker, project, question } = inside;
      const task = await taskOf(inside, question.params.part);
      if (task === null) return missing();
      const why = whyNotEndTask(asker, project, task);
      if (why !== null) return deny(why);
      if (task.actionState !== null) return invalid("task-is-an-action");
      const { state } = question.body;
      await store.setTaskState(tx, asker.workspaceId, { id: task.id, state, by: asker.memberId });
      await note(tx, asker, { project, act: `task-${state}`, said: { title: task.title } });
      return {};
    },
    // Whose task it is decides, and that is known only with the task.
    { whyNot: () => null },
  ),
  acts(contract.makeTaskAction, async (inside) => {
    const { tx, asker, project, question } = inside;
    const task = await taskOf(inside, question.params.part);
    if (task === null) return missing();
    if (task.actionState !== null) return invalid("task-is-an-action");
    if (stateOfTask(task) !== "open") return invalid("task-not-open");
    if (task.ownerId === null) return invalid("task-without-owner");
    const actionId = randomUUID();
    const action = { title: task.title, note: task.note ?? "", ownerId: task.ownerId, dueOn: task.dueOn, moves: null };
    await insertAction(tx, asker.workspaceId, { ...action, id: actionId, by: asker.memberId, from: { kind: "project", id: project.id, title: project.name } });
    const row = (await actionRow(tx, asker.workspaceId, actionId))!;
    const stood = { title: row.title, note: row.note, owner: row.ownerName, dueOn: row.dueOn, state: row.state };
    await addActionRevision(tx, asker.workspaceId, { id: actionId, stood, reason: "", by: asker.memberId });
    await audit(tx, asker, { act: "action.started", subjectKind: "action", subjectId: actionId, after: stood });
    await store.setTaskAction(tx, asker.workspaceId, { id: task.id, actionId });
    await tx.notify("evenhand_actions", asker.workspaceId);
    await note(tx, asker, { project, act: "task-entered", said: { title: task.title } });
    return { actionId };
  }),
];
