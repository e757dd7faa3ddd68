// Long because: a project is one thing of many small parts, and each answer here is a few lines.
// Answers about joint projects: begun, moved, planned part by part, told with what the records say.
import { randomUUID } from "node:crypto";

import { whyNotBeginProject, whyNotEndTask, whyNotPlanProject, whyNotSayReady, whyNotSeeProject } from "#features/projects/access.ts";
import * as contract from "#features/projects/contract.ts";
import {
  budgetView,
  dayOfTask,
  goalViews,
  goalsForAgency,
  movedTasks,
  readinessView,
  shiftViews,
  stateOfTask,
  summaryOf,
  taskView,
  tasksFrom,
  templateOf,
  uncoveredDays,
  usualTemplate,
  whyNotDays,
} from "#features/projects/rules.ts";
import * as store from "#features/projects/store.ts";
import { words } from "#features/projects/words.en.ts";
import type { Tx } from "#db/database.ts";
import { goalResults } from "#evidence/projects/goals.ts";
import { byCampaignId, projectSpend } from "#evidence/projects/spend.ts";
import { projectBook, projectUnits } from "#evidence/projects/units.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { noDay } from "#facts/columns.ts";
import type { ProjectKind, ProjectOnFile, ProjectTaskOnFile, TaskAnchor, TemplateContent } from "#facts/projects.ts";
import { filledBudget } from "#facts/projects.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { Asker } from "#facts/department.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Answer, type Route, serve } from "#http/route.ts";
import { dayIn, isTimeZone } from "#http/today.ts";
import type { Day } from "#kit/day.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import type { Language } from "#kit/words.ts";
import { actionRow, addActionRevision, insertAction, peopleOn } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { tell } from "#ledger/notices.ts";
import {
  addProjectChange,
  budgetLines,
  campaignsOfProjects,
  goalsOf,
  isProjectSharedWith,
  meetingsOfProject,
  projectRow,
  projectRows,
  projectTasks,
  projectToChange,
  spendOfProject,
} from "#ledger/project-facts.ts";

const options = { sentences: sentencesOf(words) };
/** A million facts are read away from the pages. */
const beside = { ...options, runsBeside: true };
/** Parts of one kind in one project. */
const mostParts = 300;

interface InProject<E extends Endpoint> {
  readonly tx: Tx;
  readonly asker: Asker;
  readonly project: ProjectOnFile;
  readonly question: MemberQuestion<E>;
}
type Given = { readonly id: string };

/** An act on one project: held until the transaction ends, unknown to whoever may not see it, and open to those of whom `whyNot` says nothing. */
function acts<E extends Endpoint>(
  endpoint: E,
  act: (inside: InProject<E>) => Promise<Answer<E>>,
  { whyNot = whyNotPlanProject, isGone = false }: { whyNot?: (asker: Asker, project: ProjectOnFile) => WhyNot; isGone?: boolean } = {},
): Route {
  return serve(
    endpoint,
    async (question) => {
      const { asker, database } = question;
      return database.inWorkspace(asker.workspaceId, async (tx): Promise<Answer<E>> => {
        const { id } = question.params as Given;
        const project = await projectToChange(tx, asker.workspaceId, id);
        if (project === null || (project.removedAt !== null) !== isGone || !(await isSeen(tx, asker, id))) return missing();
        const why = whyNot(asker, project);
        return why === null ? act({ tx, asker, project, question }) : deny(why);
      });
    },
    options,
  );
}

async function isSeen(tx: Tx, asker: Asker, projectId: string): Promise<boolean> {
  const isShared = await isProjectSharedWith(tx, asker.workspaceId, { projectId, memberId: asker.memberId });
  return whyNotSeeProject(asker, { isShared }) === null;
}

/** What the log calls a change of the whole; a change of a part is told by its history. */
const logged: Readonly<Record<string, string>> = {
  begun: "project.begun",
  moved: "project.moved",
  planned: "project.planned",
  closed: "project.closed",
  cancelled: "project.cancelled",
  removed: "project.removed",
  restored: "project.restored",
};

/** The change in the project's history, in the log, and for those who watch. */
async function note(tx: Tx, asker: Asker, { project, act, said }: { project: Pick<ProjectOnFile, "id" | "name">; act: string; said: object }): Promise<void> {
  await addProjectChange(tx, asker.workspaceId, { projectId: project.id, act, said, by: asker.memberId });
  await audit(tx, asker, {
    act: logged[act] ?? "project.changed",
    subjectKind: "project",
    subjectId: project.id,
    after: { name: project.name, change: act, ...said },
  });
  await tx.notify("evenhand_projects", asker.workspaceId);
}

/** Today where the project is. */
const todayAt = (project: Pick<ProjectOnFile, "timeZone">, now: string) => dayIn(project.timeZone, new Date(now));

const reading: Route[] = [
  serve(
    contract.listProjects,
    async ({ asker, database, workspace, asOf, now }) => {
      const isOutside = whyNotReadRoom(asker) !== null;
      const kept = isOutside ? null : await bookOf(database, workspace, asOf);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const id = asker.workspaceId;
          const shared = isOutside ? await store.sharedWith(tx, id, asker.memberId) : null;
          const rows = (await projectRows(tx, id)).filter((row) => shared === null || shared.has(row.id));
          const [campaigns, lines, tasks, said] = [
            await campaignsOfProjects(tx, id),
            await budgetLines(tx, id),
            await projectTasks(tx, id),
            await store.readinessRows(tx, id),
          ];
          const projects = rows.map((row) => {
            const of = campaigns.get(row.id) ?? [];
            const own = lines.filter(({ projectId }) => projectId === row.id);
            const budget = kept && filledBudget(own, spendOfProject(kept.spend, { campaigns: of, lines: own }));
            const brought = kept === null ? { leads: null, won: null } : broughtBy(kept.book, of);
            return summaryOf(row, { tasks, words: said, budget, today: todayAt(row, now), ...brought });
          });
          const templates = isOutside ? [] : await store.templateRows(tx, id);
          return {
            projects,
            people: isOutside ? [] : await peopleOn(tx, id, asOf),
            templates: templates.map(({ id, name, kind, content, createdBy }) => ({ id, name, kind, createdBy, tasks: content.tasks.length })),
            today: asOf,
            timeZone: workspace.timeZone,
            currency: workspace.currency,
            whyNotBegin: whyNotBeginProject(asker),
          };
        },
        { readOnly: true },
      );
    },
    beside,
  ),
  serve(
    contract.readProject,
    async ({ asker, database, workspace, asOf, now, params }) => {
      const isOutside = whyNotReadRoom(asker) !== null;
      const { facts, book, spend } = await bookOf(database, workspace, asOf);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx): Promise<Answer<typeof contract.readProject>> => {
          const id = asker.workspaceId;
          const project = await projectRow(tx, id, params.id);
          if (project === null || project.removedAt !== null || !(await isSeen(tx, asker, params.id))) return missing();
          const today = todayAt(project, now);
          const campaigns = (await campaignsOfProjects(tx, id)).get(project.id) ?? [];
          const lines = await budgetLines(tx, id, project.id);
          const budget = filledBudget(lines, spendOfProject(spend, { campaigns, lines }));
          const tasks = await projectTasks(tx, id, project.id);
          const said = await store.readinessRows(tx, id, project.id);
          const meetings = campaigns.length === 0 ? null : await meetingsOfProject(tx, id, { campaigns, startsOn: project.startsOn });
          const rows = budget.lines.reduce((sum, { records }) => sum + records.length, budget.unforeseen.length);
          const cost = budget.sums.actual === null ? null : { total: budget.sums.actual, lines: rows };
          const ground = { id: project.id, lastDay: project.endsOn, campaigns, cost, contacts: null };
          const results = goalResults(book, ground, { planned: await goalsOf(tx, id, project.id), meetings });
          const goals = goalViews({ results, campaigns, hasDeals: facts.deals.count > 0 });
          const brought = broughtBy(book, campaigns);
          const shifts = shiftViews(project.id, await store.allShifts(tx, id));
          const others = isOutside ? [] : (await projectRows(tx, id)).filter((row) => row.kind === project.kind && row.id !== project.id);
          return {
            project: summaryOf(project, {
              tasks,
              words: said,
              today,
              budget: isOutside ? null : budget,
              leads: brought.leads,
              won: isOutside ? null : brought.won,
            }),
            goals: isOutside ? goalsForAgency(goals) : goals,
            campaigns: await store.namesOfCampaigns(tx, id, campaigns),
            budget: isOutside ? null : budgetView(budget, spend),
            shifts: isOutside ? shifts.map((shift) => ({ ...shift, clash: null })) : shifts,
            uncovered: uncoveredDays(project, shifts),
            tasks: tasks.map((task) => taskView(task, { asker, project, today })),
            readiness: (["sales", "marketing"] as const).map((side) => readinessView(side, { words: said, tasks, project, asker, today })),
            history: isOutside ? [] : await store.changesOf(tx, id, project.id),
            others: others.map(({ id: other, name, startsOn }) => ({ id: other, name, startsOn })),
            people: isOutside ? [] : await peopleOn(tx, id, asOf),
            agencies: isOutside ? [] : await store.agenciesOf(tx, id, project.id),
            today,
            currency: workspace.currency,
            whyNotPlan: whyNotPlanProject(asker, project),
            whyNotBegin: whyNotBeginProject(asker),
          };
        },
        { readOnly: true },
      );
    },
    beside,
  ),
  serve(
    contract.findProjectCampaigns,
    async ({ asker, database, query }) => {
      const why = whyNotReadRoom(asker);
      if (why !== null) return deny(why);
      const ask = { text: query.text, most: contract.mostCampaignsFound };
      return { found: await database.inWorkspace(asker.workspaceId, (tx) => store.findCampaigns(tx, asker.workspaceId, ask), { readOnly: true }) };
    },
    options,
  ),
];

/** Everything that projects are read from, put side by side once for a state of the facts. */
async function bookOf(database: MemberQuestion["database"], workspace: MemberQuestion["workspace"], asOf: Day) {
  const facts = await keptFacts(database, workspace);
  const { lens } = derivedFrom(facts, `weighed ${asOf}`, () => weighed(facts, asOf));
  const book = derivedFrom(facts, `projects ${asOf}`, () => projectBook(lens, facts.campaigns));
  return { facts, book, spend: derivedFrom(facts, `project spend ${asOf}`, () => projectSpend(book)) };
}

type Book = Awaited<ReturnType<typeof bookOf>>["book"];

/** Leads and won deals of some campaigns by now; null: none is named, or nothing of it is on record. */
function broughtBy(book: Book, campaigns: readonly string[]): { leads: number | null; won: number | null } {
  if (campaigns.length === 0) return { leads: null, won: null };
  const { unit, list } = projectUnits(book, campaigns);
  const won = new Set(list.filter(({ wonOn }) => wonOn !== noDay).map(({ deal, id }) => (deal >= 0 ? deal : id)));
  return { leads: unit === "lead" ? list.filter(({ kind }) => kind === "lead").length : null, won: won.size };
}

const whole: Route[] = [
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

async function areHere(tx: Tx, workspaceId: string, { ids, asOf }: { ids: readonly string[]; asOf: Day }): Promise<boolean> {
  if (ids.length === 0) return true;
  const here = new Set((await peopleOn(tx, workspaceId, asOf)).map(({ memberId }) => memberId));
  return ids.every((id) => here.has(id));
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
  const data = { who: await whoIs(tx, asker), title: project.name, startsOn: project.startsOn };
  await tell(tx, asker.workspaceId, { to, kind: "project-owned", subject: { kind: "project", id: project.id }, data });
}

async function whoIs(tx: Tx, { workspaceId, memberId }: Asker): Promise<string> {
  return (await tx.one<{ name: string }>("select name from evenhand.member where workspace_id = $1 and id = $2", [workspaceId, memberId])).name;
}

/** A part of this project by its id; null: it is of none, or of another. */
const partOf = <T extends { readonly id: string }>(rows: readonly T[], id: string): T | null => rows.find((row) => row.id === id) ?? null;

const tooMany = async (inside: Pick<InProject<Endpoint>, "tx" | "asker" | "project">, table: Parameters<typeof store.countParts>[2]["table"], more = 1) =>
  (await store.countParts(inside.tx, inside.asker.workspaceId, { table, projectId: inside.project.id })) + more > mostParts
    ? invalid("too-many-parts", { most: mostParts })
    : null;

/** Takes a part away or brings it back. */
async function setAside(
  inside: InProject<Endpoint>,
  table: Parameters<typeof store.countParts>[2]["table"],
  isRemoved: boolean,
): Promise<Denial | Record<string, never>> {
  const { tx, asker, project, question } = inside;
  const { part } = question.params as { part: string };
  if (!(await store.setPartRemoved(tx, asker.workspaceId, { table, id: part, projectId: project.id, isRemoved }))) return missing();
  const act = { project_budget_line: "line", project_shift: "shift", project_task: "task" }[table];
  await note(tx, asker, { project, act: `${act}-${isRemoved ? "removed" : "restored"}`, said: { part } });
  return {};
}

const money: Route[] = [
  acts(contract.addBudgetLine, async (inside) => {
    const { tx, asker, project, question } = inside;
    const full = await tooMany(inside, "project_budget_line");
    if (full !== null) return full;
    const id = randomUUID();
    await store.insertLine(tx, asker.workspaceId, { ...question.body, id, projectId: project.id });
    await note(tx, asker, { project, act: "line-added", said: question.body });
    return { id };
  }),
  acts(contract.changeBudgetLine, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { isRemoved, ...some } = question.body;
    if (isRemoved !== undefined) return setAside(inside, "project_budget_line", isRemoved);
    const line = partOf(await budgetLines(tx, asker.workspaceId, project.id), question.params.part);
    if (line === null) return missing();
    if (typeof some.actual === "number" && some.actual !== line.actual) {
      const facts = await keptFacts(question.database, question.workspace);
      const campaigns = (await campaignsOfProjects(tx, asker.workspaceId)).get(project.id) ?? [];
      const lines = await budgetLines(tx, asker.workspaceId, project.id);
      const spend = byCampaignId(facts.spend, facts.campaigns);
      const filled = partOf(filledBudget(lines, spendOfProject(spend, { campaigns, lines })).lines, line.id);
      if (filled !== null && filled.records.length > 0) return invalid("actual-is-on-record");
    }
    await store.updateLine(tx, asker.workspaceId, { ...line, ...some } as typeof line);
    await note(tx, asker, { project, act: "line-changed", said: { line: line.name, ...some } });
    return {};
  }),
  acts(contract.putSpendOnLine, async ({ tx, asker, project, question }) => {
    const { spendId, lineId } = question.body;
    if (lineId !== null && partOf(await budgetLines(tx, asker.workspaceId, project.id), lineId) === null) return missing();
    if ((await tx.maybe("select 1 from evenhand.spend where workspace_id = $1 and id = $2", [asker.workspaceId, spendId])) === null)
      return invalid("no-such-spend");
    const place = await store.placeOfSpend(tx, asker.workspaceId, spendId);
    if (place !== null && place.projectId !== project.id) return invalid("spend-elsewhere");
    await store.putSpend(tx, asker.workspaceId, { spendId, lineId });
    await note(tx, asker, { project, act: "spend-placed", said: { spend: spendId, line: lineId } });
    return {};
  }),
];

const staff: Route[] = [
  acts(contract.addShifts, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { days, ...shift } = question.body;
    if ((shift.memberId === null) === (shift.person === "")) return invalid("nobody-named");
    if (shift.toMinute <= shift.fromMinute) return invalid("ends-before-start");
    if (shift.memberId !== null && !(await areHere(tx, asker.workspaceId, { ids: [shift.memberId], asOf: question.asOf }))) return invalid("owner-not-here");
    const full = await tooMany(inside, "project_shift", days.length);
    if (full !== null) return full;
    const ids: string[] = [];
    for (const day of new Set(days)) {
      const id = randomUUID();
      await store.insertShift(tx, asker.workspaceId, { ...shift, day, id, projectId: project.id });
      ids.push(id);
    }
    await note(tx, asker, { project, act: "shift-added", said: { person: shift.person || shift.memberId, days: days.join(", "), role: shift.role } });
    return { ids };
  }),
  acts(contract.changeShift, async (inside) => {
    const { tx, asker, project, question } = inside;
    const { isRemoved, ...some } = question.body;
    if (isRemoved !== undefined) return setAside(inside, "project_shift", isRemoved);
    const shift = (await store.allShifts(tx, asker.workspaceId)).find(({ id, projectId }) => id === question.params.part && projectId === project.id);
    if (shift === undefined) return missing();
    const next = { ...shift, ...some } as typeof shift;
    if (next.toMinute <= next.fromMinute) return invalid("ends-before-start");
    await store.updateShift(tx, asker.workspaceId, next);
    await note(tx, asker, { project, act: "shift-changed", said: { person: shift.person, ...some } });
    return {};
  }),
];

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
  const data = { who: await whoIs(tx, asker), said: task.title, title: project.name, dueOn: task.dueOn };
  await tell(tx, asker.workspaceId, { to: [task.ownerId], kind: "project-task-given", subject: { kind: "project", id: project.id }, data });
}

const doing: Route[] = [
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

const readiness: Route[] = [
  acts(
    contract.sayReadiness,
    async ({ tx, asker, project, question: { body } }) => {
      const why = whyNotSayReady(asker, project, body.side);
      if (why !== null) return deny(why);
      if (body.level !== "ready" && body.said === "") return invalid("not-ready-without-word");
      const id = randomUUID();
      await store.insertReadiness(tx, asker.workspaceId, { ...body, id, projectId: project.id, by: asker.memberId });
      await note(tx, asker, { project, act: "readiness-said", said: body });
      return { id };
    },
    { whyNot: () => null },
  ),
  acts(
    contract.withdrawReadiness,
    async ({ tx, asker, project, question: { params } }) => {
      const word = (await store.readinessRows(tx, asker.workspaceId, project.id)).find(({ id }) => id === params.part);
      if (word === undefined) return missing();
      const why = whyNotSayReady(asker, project, word.side);
      if (why !== null) return deny(why);
      await store.withdrawWord(tx, asker.workspaceId, word.id);
      await note(tx, asker, { project, act: "readiness-withdrawn", said: { side: word.side } });
      return {};
    },
    { whyNot: () => null },
  ),
];

export const routes: Route[] = [...reading, ...whole, ...money, ...staff, ...doing, ...readiness];
