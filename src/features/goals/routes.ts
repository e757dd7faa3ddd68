// Answers about goals: how they stand, setting, changing, pausing and closing them.
import { randomUUID } from "node:crypto";

import { whyNotChangeGoal, whyNotReadGoals, whyNotSetGoal } from "#features/goals/access.ts";
import { type GoalDetail, changeGoal, listGoals, moveGoal, previewGoal, readGoal, setGoal } from "#features/goals/contract.ts";
import { whyNotAsGoal } from "#features/goals/rules.ts";
import {
  type GoalRow,
  addRevision,
  candidates,
  goalRow,
  goalRows,
  goalToChange,
  hasOtherActive,
  insertGoal,
  revisionsOf,
  updateGoal,
} from "#features/goals/store.ts";
import { words } from "#features/goals/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type GoalQuestion, assessGoal } from "#evidence/goals/assess.ts";
import { comparable } from "#evidence/kpi/change.ts";
import { someFigures } from "#evidence/kpi/series.ts";
import { withCautions } from "#evidence/trust/finding.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

// A goal is told with how it stands, and that is weighed from all facts.
const options = { sentences: sentencesOf(words), runsBeside: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

export const routes: Route[] = [
  serve(
    listGoals,
    async (question) => {
      const { asker, database } = question;
      const why = whyNotReadGoals(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => goalRows(tx, asker.workspaceId), { readOnly: true });
      const goals = [];
      for (const row of rows) goals.push(await viewOf(row, question));
      return { goals, whyNotSet: whyNotSetGoal(asker) };
    },
    options,
  ),
  serve(
    readGoal,
    async (question) => {
      const { asker, database, params } = question;
      const why = whyNotReadGoals(asker);
      if (why !== null) return deny(why);
      const found = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({ row: await goalRow(tx, asker.workspaceId, params.id), history: await revisionsOf(tx, asker.workspaceId, params.id) }),
        { readOnly: true },
      );
      if (!found.row) return missing();
      return { goal: await viewOf(found.row, question), history: found.history };
    },
    options,
  ),
  serve(
    previewGoal,
    async (question) => {
      const { asker, query } = question;
      const why = whyNotReadGoals(asker);
      if (why !== null) return deny(why);
      const baseline = readPeriod(query.baseline);
      if (!baseline || baseline.until > query.day) return invalid("baseline-not-before-day");
      const { key, day } = query;
      return assessmentOf({ key, baseline, day, target: query.target ?? null }, question);
    },
    options,
  ),
  serve(
    setGoal,
    async (question) => {
      const { asker, database, body, asOf } = question;
      const why = whyNotSetGoal(asker);
      if (why !== null) return deny(why);
      const { reason, ...detail } = body;
      const id = randomUUID();
      const made = await database.inWorkspace(asker.workspaceId, async (tx) => {
        const unfit = await whyUnfit(tx, asker, { detail, asOf });
        if (unfit !== null) return invalid(unfit);
        await tx.rows("select 1 from evenhand.workspace where workspace_id = $1 for update", [asker.workspaceId]);
        if (await hasOtherActive(tx, asker.workspaceId, { key: detail.key, id })) return refuse("another-goal-is-active");
        await insertGoal(tx, asker.workspaceId, { ...detail, id });
        await note(tx, asker, { id, act: "goal.set", before: null, reason });
        return (await goalRow(tx, asker.workspaceId, id))!;
      });
      if ("ok" in made) return made;
      return viewOf(made, question);
    },
    options,
  ),
  serve(
    changeGoal,
    async (question) => {
      const { body } = question;
      return edit(question, { id: question.params.id, reason: body.reason, act: "goal.changed" }, (row) => ({
        key: row.key,
        baseline: body.baseline ?? { from: row.from, until: row.until },
        target: body.target ?? row.target,
        day: body.day ?? row.day,
        ownerSales: body.ownerSales ?? row.ownerSales,
        ownerMarketing: body.ownerMarketing ?? row.ownerMarketing,
        state: row.state,
      }));
    },
    options,
  ),
  serve(
    moveGoal,
    async (question) => {
      const { body, params } = question;
      return edit(question, { id: params.id, reason: body.reason, act: `goal.${body.state}` }, (row) => ({ ...detailOf(row), state: body.state }));
    },
    options,
  ),
];

/** One edit: access, rules, the new state, its line in the history and in the audit log. */
async function edit(
  question: Here,
  { id, reason, act }: { id: string; reason: string; act: string },
  change: (row: GoalRow) => GoalDetail & Pick<GoalRow, "state">,
) {
  const { asker, database, asOf } = question;
  const made = await database.inWorkspace(asker.workspaceId, async (tx) => {
    const whyNotRead = whyNotReadGoals(asker);
    if (whyNotRead !== null) return deny(whyNotRead);
    const row = await goalToChange(tx, asker.workspaceId, id);
    if (!row) return missing();
    const why = whyNotChangeGoal(asker, { state: row.state, owners: [row.ownerSales, row.ownerMarketing] });
    if (why !== null) return why === "goal-is-closed" ? refuse(why) : deny(why);
    const next = change(row);
    // Owners may have left since: who pauses or closes a goal need not find new ones first.
    const unfit = act === "goal.changed" ? await whyUnfit(tx, asker, { detail: next, asOf }) : null;
    if (unfit !== null) return invalid(unfit);
    if (next.state === "active" && (await hasOtherActive(tx, asker.workspaceId, { key: row.key, id }))) return refuse("another-goal-is-active");
    await updateGoal(tx, asker.workspaceId, { ...next, id });
    await note(tx, asker, { id, act, before: row, reason });
    return (await goalRow(tx, asker.workspaceId, id))!;
  });
  return "ok" in made ? made : viewOf(made, question);
}

async function whyUnfit(tx: Tx, asker: Asker, { detail, asOf }: { detail: GoalDetail; asOf: string }): Promise<string | null> {
  return whyNotAsGoal(detail, await candidates(tx, asker.workspaceId, { ids: [detail.ownerSales, detail.ownerMarketing], day: asOf }));
}

async function note(tx: Tx, asker: Asker, { id, act, before, reason }: { id: string; act: string; before: GoalRow | null; reason: string }): Promise<void> {
  const row = (await goalRow(tx, asker.workspaceId, id))!;
  const stood = { ...detailOf(row), state: row.state };
  await addRevision(tx, asker.workspaceId, { id, stood, reason, by: asker.memberId });
  await audit(tx, asker, {
    act,
    subjectKind: "goal",
    subjectId: id,
    before: before && { ...detailOf(before), state: before.state },
    after: { ...stood, reason },
  });
}

function detailOf({ key, from, until, target, day, ownerSales, ownerMarketing }: GoalRow): GoalDetail {
  return { key, baseline: { from, until }, target, day, ownerSales, ownerMarketing };
}

/** The goal with how it stands; closed goals are not weighed any more. */
async function viewOf(row: GoalRow, here: Here) {
  const { asker } = here;
  const goal = detailOf(row);
  return {
    ...goal,
    id: row.id,
    ownerSales: { memberId: row.ownerSales, name: row.salesName },
    ownerMarketing: { memberId: row.ownerMarketing, name: row.marketingName },
    state: row.state,
    revision: row.revision,
    createdAt: row.createdAt,
    whyNotChange: whyNotChangeGoal(asker, { state: row.state, owners: [row.ownerSales, row.ownerMarketing] }),
    assessment: row.state === "closed" ? null : await assessmentOf(goal, here),
  };
}

/** How a goal stands, or would stand; without a target it is set against the baseline's own level. */
async function assessmentOf(
  { key, baseline, target, day }: Omit<GoalQuestion, "target"> & { readonly target: number | null },
  { database, workspace, asOf }: Here,
) {
  const kept = await keptFacts(database, workspace);
  const { lens, findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  return answerOn(kept, `${asOf} goal ${JSON.stringify([key, baseline, target, day])}`, () => {
    const level = () => comparable(someFigures(lens, baseline, [key])[0]!).value ?? 0;
    const found = assessGoal(lens, { key, baseline, day, target: target ?? level() });
    const [before, current] = withCautions([found.baseline, ...(found.current ? [found.current] : [])], findings);
    return { ...found, baseline: before!, current: current ?? null };
  });
}
