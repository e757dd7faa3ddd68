// A joint project as a whole: begun, changed, moved, taken away, shown to an agency, kept as a template.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type ProjectKind, type ProjectOnFile, type TemplateContent, filledBudget } from "#facts/projects.ts";
import { whyNotBeginProject } from "#features/projects/access.ts";
import * as contract from "#features/projects/contract.ts";
import { acts, areHere, note, options } from "#features/projects/routes/act.ts";
import { movedTasks, tasksFrom, templateOf, usualTemplate, whyNotDays } from "#features/projects/rules.ts";
import * as store from "#features/projects/store.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { dayIn, isTimeZone } from "#http/today.ts";
import type { Day } from "#kit/day.ts";
import type { WhyNot } from "#kit/refusal.ts";
import type { Language } from "#kit/words.ts";
import { audit } from "#ledger/audit.ts";
import { nameOf } from "#ledger/meetings.ts";
import { tell } from "#ledger/notices.ts";
import { budgetLines, goalsOf, projectRow, projectTasks } from "#ledger/project-facts.ts";
import { randomUUID } from "node:crypto";

export const whole: Route[] = [
  serve(
    contract.beginProject,
    async ({ asker, database, asOf, now, body }) => {
      const unfit = whyNotBeginProject(asker);
      if (unfit !== null) return deny(unfit);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const { kind, template, language, ...detail } = body;
        const why = await whyNotDetail(tx, asker, { detail, asOf });
        if (why !== null) return invalid(why);
        const content = await contentOf(tx, asker, { kind, template, language });
        if (content === null) return invalid("no-such-template");
        const id = randomUUID();
        await store.insertProject(tx, asker.workspaceId, {
          ...detail,
          id,
          kind,
          template: template === "none" ? null : template === "usual" ? kind : template,
          by: asker.memberId,
        });
        await fill(tx, asker, { id, content, days: detail, today: dayIn(detail.timeZone, new Date(now)) });
        const project = (await projectRow(tx, asker.workspaceId, id))!;
        await tellOwners(tx, asker, { project, before: null });
        await note(tx, asker, { project, act: "begun", said: { kind, startsOn: detail.startsOn, endsOn: detail.endsOn } });
        return { id };
      });
    },
    options,
  ),
  acts(contract.changeProject, async ({ tx, asker, project, question: { body, asOf, now } }) => {
    const { campaigns, ...some } = body;
    const before = detailOf(project);
    const detail = { ...before, ...some } as store.ProjectDetail;
    const changesOwners = detail.salesOwnerId !== before.salesOwnerId || detail.marketingOwnerId !== before.marketingOwnerId;
    const why = await whyNotDetail(tx, asker, { detail, asOf, ...(campaigns === undefined ? {} : { campaigns }), id: project.id, checksOwners: changesOwners });
    if (why !== null) return invalid(why);
    await store.updateProject(tx, asker.workspaceId, { ...detail, id: project.id });
    if (campaigns !== undefined) await store.setCampaigns(tx, asker.workspaceId, { id: project.id, campaigns: [...new Set(campaigns)] });
    const moved = movedTasks(await projectTasks(tx, asker.workspaceId, project.id), {
      from: project,
      to: detail,
      today: dayIn(detail.timeZone, new Date(now)),
    });
    for (const each of moved) await store.setTaskDay(tx, asker.workspaceId, each);
    await tellOwners(tx, asker, { project: { ...project, ...detail }, before: project });
    const isMoved = detail.startsOn !== before.startsOn || detail.endsOn !== before.endsOn;
    await note(tx, asker, { project: { id: project.id, name: detail.name }, act: isMoved ? "moved" : "changed", said: { ...body, movedTasks: moved.length } });
    return { movedTasks: moved.length };
  }),
  acts(contract.moveProject, async ({ tx, asker, project, question: { body } }) => {
    if (body.state === "cancelled" && body.reason === "") return invalid("cancelled-without-reason");
    await store.setProjectState(tx, asker.workspaceId, { id: project.id, ...body });
    await note(tx, asker, { project, act: body.state, said: { reason: body.reason, before: project.state } });
    return {};
  }),
  acts(contract.removeProject, async ({ tx, asker, project }) => {
    await store.setProjectRemoved(tx, asker.workspaceId, { id: project.id, isRemoved: true });
    await note(tx, asker, { project, act: "removed", said: {} });
    return {};
  }),
  acts(
    contract.restoreProject,
    async ({ tx, asker, project }) => {
      // A campaign that has become another project meanwhile stays there.
      await store.setProjectRemoved(tx, asker.workspaceId, { id: project.id, isRemoved: false });
      await note(tx, asker, { project, act: "restored", said: {} });
      return {};
    },
    { isGone: true },
  ),
  acts(contract.setProjectGoals, async ({ tx, asker, project, question: { body } }) => {
    await store.setGoals(tx, asker.workspaceId, { id: project.id, goals: [...new Map(body.goals.map((goal) => [goal.key, goal])).values()] });
    await note(tx, asker, { project, act: "goals-set", said: Object.fromEntries(body.goals.map(({ key, planned }) => [key, planned])) });
    return {};
  }),
  acts(
    contract.shareProject,
    async ({ tx, asker, project, question: { body } }) => {
      const agency = (await store.agenciesOf(tx, asker.workspaceId, project.id)).find(({ memberId }) => memberId === body.memberId);
      if (agency === undefined) return invalid("not-an-agency");
      await store.setShared(tx, asker.workspaceId, { id: project.id, by: asker.memberId, ...body });
      await note(tx, asker, { project, act: body.isShared ? "agency-shown" : "agency-hidden", said: { agency: agency.name } });
      return {};
    },
    { whyNot: whyNotBeginProject },
  ),
  acts(contract.saveTemplate, async ({ tx, asker, project, question: { body } }) => {
    const parts = {
      tasks: await projectTasks(tx, asker.workspaceId, project.id),
      budget: filledBudget(await budgetLines(tx, asker.workspaceId, project.id), []),
      goals: await goalsOf(tx, asker.workspaceId, project.id),
    };
    const id = randomUUID();
    await store.insertTemplate(tx, asker.workspaceId, { id, kind: project.kind, name: body.name, content: templateOf(project, parts), by: asker.memberId });
    await audit(tx, asker, { act: "project-template.saved", subjectKind: "project-template", subjectId: id, after: { name: body.name } });
    await tx.notify("evenhand_projects", asker.workspaceId);
    return { id };
  }),
  serve(
    contract.removeTemplate,
    async ({ asker, database, params, body }) => {
      const why = whyNotBeginProject(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await store.setTemplateRemoved(tx, asker.workspaceId, { id: params.id, isRemoved: body.isRemoved });
        if (row === null) return missing();
        const act = body.isRemoved ? "project-template.removed" : "project-template.restored";
        await audit(tx, asker, { act, subjectKind: "project-template", subjectId: params.id, after: row });
        await tx.notify("evenhand_projects", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
];

const detailOf = (project: ProjectOnFile): store.ProjectDetail => {
  const { name, place, startsOn, endsOn, timeZone, salesOwnerId, marketingOwnerId, note: said, previousId } = project;
  return { name, place: place ?? "", startsOn, endsOn, timeZone, salesOwnerId, marketingOwnerId, note: said ?? "", previousId };
};

interface DetailCheck {
  readonly detail: store.ProjectDetail;
  readonly asOf: Day;
  readonly campaigns?: readonly string[];
  readonly id?: string;
  /** An owner that has left stays the owner until another is named. */
  readonly checksOwners?: boolean;
}

async function whyNotDetail(tx: Tx, { workspaceId }: Asker, { detail, asOf, campaigns, id, checksOwners = true }: DetailCheck): Promise<WhyNot> {
  const why = whyNotDays(detail) ?? (isTimeZone(detail.timeZone) ? null : "zone-not-known");
  if (why !== null) return why;
  const owners = [detail.salesOwnerId, detail.marketingOwnerId].filter((owner) => owner !== null);
  if (checksOwners && !(await areHere(tx, workspaceId, { ids: owners, asOf }))) return "owner-not-here";
  if (detail.previousId !== null) {
    const previous = await projectRow(tx, workspaceId, detail.previousId);
    if (previous === null || previous.id === id) return "no-such-project";
  }
  if (campaigns === undefined || campaigns.length === 0) return null;
  const found = await store.campaignsHere(tx, workspaceId, campaigns);
  if (found.length < new Set(campaigns).size) return "no-such-campaign";
  return found.every(({ projectId }) => projectId === null || projectId === id) ? null : "campaign-elsewhere";
}

async function contentOf(
  tx: Tx,
  { workspaceId }: Asker,
  { kind, template, language }: { kind: ProjectKind; template: string; language: Language },
): Promise<TemplateContent | null> {
  if (template === "none") return { tasks: [], lines: [], goals: [] };
  if (template === "usual") return usualTemplate(kind, language);
  return (await store.templateRows(tx, workspaceId)).find(({ id }) => id === template)?.content ?? null;
}

interface Filling {
  readonly id: string;
  readonly content: TemplateContent;
  readonly days: Pick<ProjectOnFile, "startsOn" | "endsOn">;
  readonly today: Day;
}

async function fill(tx: Tx, { workspaceId }: Asker, { id, content, days, today }: Filling): Promise<void> {
  for (const task of tasksFrom(content, days, today)) await store.insertTask(tx, workspaceId, { ...task, id: randomUUID(), projectId: id, ownerId: null });
  for (const line of content.lines) await store.insertLine(tx, workspaceId, { ...line, id: randomUUID(), projectId: id, committed: 0, actual: null });
  await store.setGoals(tx, workspaceId, { id, goals: content.goals });
}

/** A new owner is told; nobody is told what they did themselves. */
async function tellOwners(tx: Tx, asker: Asker, { project, before }: { project: ProjectOnFile; before: ProjectOnFile | null }): Promise<void> {
  const known = new Set([asker.memberId, before?.salesOwnerId, before?.marketingOwnerId]);
  const to = [project.salesOwnerId, project.marketingOwnerId].filter((id) => id !== null).filter((id) => !known.has(id));
  const data = { who: await nameOf(tx, asker), title: project.name, startsOn: project.startsOn };
  await tell(tx, asker.workspaceId, { to, kind: "project-owned", subject: { kind: "project", id: project.id }, data });
}
