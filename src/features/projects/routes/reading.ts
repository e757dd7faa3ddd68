// Joint projects told: the list, and one with all its parts.
import { goalResults } from "#evidence/projects/goals.ts";
import { contactsMet, meetingsHeld } from "#evidence/projects/met.ts";
import { projectSpend } from "#evidence/projects/spend.ts";
import { projectBook, projectUnits } from "#evidence/projects/units.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { noDay } from "#facts/columns.ts";
import { filledBudget } from "#facts/projects.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import { whyNotBeginProject, whyNotPlanProject } from "#features/projects/access.ts";
import * as contract from "#features/projects/contract.ts";
import { isSeen, options, todayAt } from "#features/projects/routes/act.ts";
import { budgetView, goalViews, goalsForAgency, readinessView, shiftViews, summaryOf, taskView, uncoveredDays } from "#features/projects/rules.ts";
import * as store from "#features/projects/store.ts";
import { deny, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Answer, type Route, serve } from "#http/route.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptTouches } from "#ledger/kept-touches.ts";
import { budgetLines, campaignsOfProjects, goalsOf, projectRow, projectRows, projectTasks, spendOfProject } from "#ledger/project-facts.ts";

/** A million facts are read away from the pages. */
const beside = { ...options, runsBeside: true };

export const reading: Route[] = [
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
            const brought = kept === null ? { leads: null, won: null } : broughtBy(kept.book, of, asOf);
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
      const planned = await database.inWorkspace(asker.workspaceId, (tx) => goalsOf(tx, asker.workspaceId, params.id), { readOnly: true });
      // Touches are many: read only where a goal is counted in them.
      const touches = planned.some(({ key }) => key === "contacts" || key === "meetings") ? await keptTouches(database, workspace) : null;
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
          const rows = budget.lines.reduce((sum, { records }) => sum + records.length, budget.unforeseen.length);
          const cost = budget.sums.actual === null ? null : { total: budget.sums.actual, lines: rows };
          const ground = {
            id: project.id,
            lastDay: project.endsOn,
            campaigns,
            cost,
            contacts: touches === null ? null : contactsMet(book, campaigns, touches.touchpoints),
          };
          const meetings = touches === null ? null : meetingsHeld(book, projectUnits(book, campaigns), touches.activities);
          const results = goalResults(book, ground, { planned, meetings, today });
          const goals = goalViews({ results, campaigns, hasDeals: facts.deals.count > 0 });
          const brought = broughtBy(book, campaigns, today);
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
function broughtBy(book: Book, campaigns: readonly string[], today: Day): { leads: number | null; won: number | null } {
  if (campaigns.length === 0) return { leads: null, won: null };
  const { unit, list } = projectUnits(book, campaigns, Math.max(book.lens.lastSeen, dayNumber(today)));
  const won = new Set(list.filter(({ wonOn }) => wonOn !== noDay).map(({ deal, id }) => (deal >= 0 ? deal : id)));
  return { leads: unit === "lead" ? list.filter(({ kind }) => kind === "lead").length : null, won: won.size };
}
