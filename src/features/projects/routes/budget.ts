// Lines of the budget, and the spend on record that counts on each.
import { byCampaignId } from "#evidence/projects/spend.ts";
import { filledBudget } from "#facts/projects.ts";
import * as contract from "#features/projects/contract.ts";
import { acts, note, partOf, setAside, tooMany } from "#features/projects/routes/act.ts";
import * as store from "#features/projects/store.ts";
import { invalid, missing } from "#http/answers.ts";
import type { Route } from "#http/route.ts";
import { keptFacts } from "#ledger/kept-facts.ts";
import { budgetLines, campaignsOfProjects, spendOfProject } from "#ledger/project-facts.ts";
import { randomUUID } from "node:crypto";

export const money: Route[] = [
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
