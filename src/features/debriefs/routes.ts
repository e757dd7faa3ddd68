// Answers about debriefs: what came of a project, what each side says of it, and whether to go again.
import { randomUUID } from "node:crypto";

import { sideOf, whyNotJudge, whyNotReadDebrief, whyNotSpeak } from "#features/debriefs/access.ts";
import {
  agreeToVerdict,
  compareProjects,
  judgeProject,
  readDebrief,
  readProjectResults,
  sayOfProject,
  takeBackWord,
  withdrawVerdict,
} from "#features/debriefs/contract.ts";
import {
  type ProjectKnown,
  debriefView,
  judgesAs,
  restsOn,
  resultsOf,
  twoSideBySide,
  whyNotAgreeNow,
  whyNotWithdrawVerdict,
} from "#features/debriefs/rules.ts";
import { insertVerdict, insertWord, measuredOf, setAgreed, setVerdictWithdrawn, setWordWithdrawn, verdictsOf, wordsOf } from "#features/debriefs/store.ts";
import { words } from "#features/debriefs/words.en.ts";
import type { Tx } from "#db/database.ts";
import { projectSpend } from "#evidence/projects/spend.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { Asker } from "#facts/department.ts";
import type { Spend } from "#facts/entities.ts";
import { type ProjectOnFile, phaseOf } from "#facts/projects.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { type Refusal, accept } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptTouches } from "#ledger/kept-touches.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, tell } from "#ledger/notices.ts";
import {
  budgetLines,
  campaignsOfProjects,
  goalsOf,
  projectRow,
  projectRows,
  projectToChange,
  spendOfProject,
  staffDaysOfProjects,
} from "#ledger/project-facts.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "asOf">;

export const routes: Route[] = [
  serve(
    readProjectResults,
    async ({ asker, database, workspace, asOf, params }) => {
      const why = whyNotReadDebrief(asker);
      if (why !== null) return deny(why);
      const known = await knownToAll({ database, workspace, asOf }, params.id);
      if (!known.ok) return known;
      const { projects, goals, lens, campaigns, touches } = known.value;
      const one = projects.find(({ project }) => project.id === params.id)!;
      const others = projects.filter(({ project, campaigns }) => project.id !== params.id && campaigns.length > 0 && phaseOf(project, asOf) === "over");
      return resultsOf({ lens, campaigns, touches, one, goals, others, today: asOf });
    },
    { ...options, runsBeside: true },
  ),
  serve(
    compareProjects,
    async ({ asker, database, workspace, asOf, params }) => {
      const why = whyNotReadDebrief(asker);
      if (why !== null) return deny(why);
      const known = await knownToAll({ database, workspace, asOf }, params.id);
      if (!known.ok) return known;
      const { projects, goals: _goals, ...facts } = known.value;
      const [here, there] = [params.id, params.other].map((id) => projects.find(({ project }) => project.id === id));
      if (here === undefined || there === undefined) return missing();
      const over = projects.map(({ project }) => project).filter((project) => phaseOf(project, asOf) === "over");
      return twoSideBySide({ ...facts, here, there, over });
    },
    { ...options, runsBeside: true },
  ),
  serve(
    readDebrief,
    async ({ asker, database, asOf, params }) => {
      const why = whyNotReadDebrief(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const project = await projectRow(tx, asker.workspaceId, params.id);
          return project === null || project.removedAt !== null ? missing() : viewOf(tx, { asker, asOf }, project);
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    sayOfProject,
    (question) =>
      changed(question, async (tx, project) => {
        const { asker, asOf, body } = question;
        const why = whyNotSpeak(asker);
        if (why !== null) return deny(why);
        if (phaseOf(project, asOf) !== "over") return invalid("not-over-yet");
        const side = sideOf(asker)!;
        const word = { id: randomUUID(), projectId: project.id, side, ...body, by: asker.memberId };
        await insertWord(tx, asker.workspaceId, word);
        await audit(tx, asker, { act: "debrief.said", subjectKind: "project", subjectId: project.id, after: { part: body.part, grade: body.grade } });
        return null;
      }),
    options,
  ),
  serve(
    takeBackWord,
    (question) =>
      changed(question, async (tx, project) => {
        const { asker, body } = question;
        const why = whyNotSpeak(asker);
        if (why !== null) return deny(why);
        const word = (await wordsOf(tx, asker.workspaceId, project.id)).find(({ id }) => id === body.word);
        if (word === undefined) return missing();
        if (word.saidById !== asker.memberId) return deny("not-yours");
        await setWordWithdrawn(tx, asker.workspaceId, { id: word.id, isWithdrawn: body.isWithdrawn });
        const act = body.isWithdrawn ? "debrief.unsaid" : "debrief.said";
        await audit(tx, asker, { act, subjectKind: "project", subjectId: project.id, after: { part: word.part } });
        return null;
      }),
    options,
  ),
  serve(
    judgeProject,
    (question) =>
      changed(question, async (tx, project) => {
        const { asker, asOf, body } = question;
        const why = whyNotJudge(asker, project);
        if (why !== null) return deny(why);
        if (phaseOf(project, asOf) !== "over") return invalid("not-over-yet");
        const restedOn = restsOn(await measuredOf(tx, asker.workspaceId, project.id));
        const side = judgesAs(asker, project);
        await insertVerdict(tx, asker.workspaceId, { id: randomUUID(), projectId: project.id, ...body, side, by: asker.memberId, restedOn });
        await audit(tx, asker, { act: "debrief.judged", subjectKind: "project", subjectId: project.id, after: body });
        const to = (await decidersOf(tx, asker, project, side === "sales" ? "marketing" : "sales")).filter((id) => id !== asker.memberId);
        const data = { who: await nameOf(tx, asker), title: project.name, verdictCode: body.verdict };
        await tell(tx, asker.workspaceId, { to, kind: "project-judged", subject: { kind: "debrief", id: project.id }, data });
        return null;
      }),
    options,
  ),
  serve(
    agreeToVerdict,
    (question) =>
      changed(question, async (tx, project) => {
        const { asker, body } = question;
        const why = whyNotJudge(asker, project);
        if (why !== null) return deny(why);
        const standing = (await verdictsOf(tx, asker.workspaceId, project.id)).filter(({ withdrawnAt }) => withdrawnAt === null);
        const place = standing.findIndex(({ id }) => id === body.verdict);
        if (place < 0) return missing();
        const not = whyNotAgreeNow(standing[place]!, { asker, project, isLatest: place === 0 });
        if (not !== null) return invalid(not);
        await setAgreed(tx, asker.workspaceId, { id: body.verdict, by: asker.memberId });
        await audit(tx, asker, { act: "debrief.agreed", subjectKind: "project", subjectId: project.id, after: { verdict: standing[place]!.verdict } });
        return null;
      }),
    options,
  ),
  serve(
    withdrawVerdict,
    (question) =>
      changed(question, async (tx, project) => {
        const { asker, body } = question;
        const why = whyNotJudge(asker, project);
        if (why !== null) return deny(why);
        const verdict = (await verdictsOf(tx, asker.workspaceId, project.id)).find(({ id }) => id === body.verdict);
        if (verdict === undefined) return missing();
        const not = whyNotWithdrawVerdict(verdict, asker);
        if (not !== null) return invalid(not);
        await setVerdictWithdrawn(tx, asker.workspaceId, { id: verdict.id, isWithdrawn: body.isWithdrawn });
        const act = body.isWithdrawn ? "debrief.unjudged" : "debrief.judged";
        await audit(tx, asker, { act, subjectKind: "project", subjectId: project.id, after: { verdict: verdict.verdict } });
        return null;
      }),
    options,
  ),
];

/** Facts, and all projects with their spend; refused where there is no such project, or nothing on record to tell of it. */
async function knownToAll({ database, workspace, asOf }: Pick<MemberQuestion, "database" | "workspace" | "asOf">, id: string) {
  const known = await database.inWorkspace(workspace.id, (tx) => projectsKnown(tx, workspace.id, id), { readOnly: true });
  if (known === null) return missing();
  const kept = await keptFacts(database, workspace);
  if (kept.deals.count === 0 && kept.leads === null) return { ...invalid("no-facts-yet"), status: 404 };
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const spend = projectSpend({ lens, campaigns: kept.campaigns });
  const projects = known.projects.map((each) => withSpend(each, spend));
  return accept({ projects, goals: known.goals, lens, campaigns: kept.campaigns, touches: await keptTouches(database, workspace) });
}

/** All projects with what is needed to set them side by side, and the goals of one; null: there is no such project. */
async function projectsKnown(tx: Tx, workspaceId: string, id: string) {
  const rows = await projectRows(tx, workspaceId);
  if (!rows.some((row) => row.id === id)) return null;
  const [campaigns, lines, staff] = [
    await campaignsOfProjects(tx, workspaceId),
    await budgetLines(tx, workspaceId),
    await staffDaysOfProjects(tx, workspaceId),
  ];
  const projects = rows.map((project) => ({
    project,
    campaigns: campaigns.get(project.id) ?? [],
    lines: lines.filter(({ projectId }) => projectId === project.id),
    staffDays: staff.get(project.id) ?? 0,
  }));
  return { projects, goals: await goalsOf(tx, workspaceId, id) };
}

function withSpend(one: Omit<ProjectKnown, "spend">, spend: readonly Spend[]): ProjectKnown {
  return { ...one, spend: spendOfProject(spend, one) };
}

async function viewOf(tx: Tx, { asker, asOf }: Pick<Here, "asker" | "asOf">, project: ProjectOnFile) {
  const [said, verdicts, measured] = [
    await wordsOf(tx, asker.workspaceId, project.id),
    await verdictsOf(tx, asker.workspaceId, project.id),
    await measuredOf(tx, asker.workspaceId, project.id),
  ];
  return debriefView({ project, words: said, verdicts, measured }, asker, asOf);
}

/** One change of a debrief: the project held, the change, and the debrief as it then stands. */
async function changed(
  { asker, database, asOf, params }: Here & { readonly params: { readonly id: string } },
  change: (tx: Tx, project: ProjectOnFile) => Promise<Refusal | null>,
) {
  const why = whyNotReadDebrief(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const project = await projectToChange(tx, asker.workspaceId, params.id);
    if (project === null || project.removedAt !== null) return missing();
    const refused = await change(tx, project);
    if (refused !== null) return refused;
    await tx.notify("evenhand_projects", asker.workspaceId);
    return viewOf(tx, { asker, asOf }, project);
  });
}

/** Who can agree for a side: its owner and its head. */
async function decidersOf(tx: Tx, { workspaceId }: Asker, project: ProjectOnFile, side: "sales" | "marketing"): Promise<string[]> {
  const owner = side === "sales" ? project.salesOwnerId : project.marketingOwnerId;
  return [...(owner === null ? [] : [owner]), ...(await membersWithRole(tx, workspaceId, [`head-of-${side}`]))];
}
