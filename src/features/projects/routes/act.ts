// One act on one joint project: who may, the project held meanwhile, and its trace in the history and the log.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { ProjectOnFile } from "#facts/projects.ts";
import { whyNotPlanProject, whyNotSeeProject } from "#features/projects/access.ts";
import * as store from "#features/projects/store.ts";
import { words } from "#features/projects/words.en.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Answer, type Route, serve } from "#http/route.ts";
import { dayIn } from "#http/today.ts";
import type { Day } from "#kit/day.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { addProjectChange, isProjectSharedWith, projectToChange } from "#ledger/project-facts.ts";

export const options = { sentences: sentencesOf(words) };
/** Parts of one kind in one project. */
const mostParts = 300;

export interface InProject<E extends Endpoint> {
  readonly tx: Tx;
  readonly asker: Asker;
  readonly project: ProjectOnFile;
  readonly question: MemberQuestion<E>;
}
type Given = { readonly id: string };

/** An act on one project: held until the transaction ends, unknown to whoever may not see it, and open to those of whom `whyNot` says nothing. */
export function acts<E extends Endpoint>(
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

export async function isSeen(tx: Tx, asker: Asker, projectId: string): Promise<boolean> {
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
export async function note(
  tx: Tx,
  asker: Asker,
  { project, act, said }: { project: Pick<ProjectOnFile, "id" | "name">; act: string; said: object },
): Promise<void> {
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
export const todayAt = (project: Pick<ProjectOnFile, "timeZone">, now: string) => dayIn(project.timeZone, new Date(now));

export async function areHere(tx: Tx, workspaceId: string, { ids, asOf }: { ids: readonly string[]; asOf: Day }): Promise<boolean> {
  if (ids.length === 0) return true;
  const here = new Set((await peopleOn(tx, workspaceId, asOf)).map(({ memberId }) => memberId));
  return ids.every((id) => here.has(id));
}

/** A part of this project by its id; null: it is of none, or of another. */
export const partOf = <T extends { readonly id: string }>(rows: readonly T[], id: string): T | null => rows.find((row) => row.id === id) ?? null;

export const tooMany = async (
  inside: Pick<InProject<Endpoint>, "tx" | "asker" | "project">,
  table: Parameters<typeof store.countParts>[2]["table"],
  more = 1,
) =>
  (await store.countParts(inside.tx, inside.asker.workspaceId, { table, projectId: inside.project.id })) + more > mostParts
    ? invalid("too-many-parts", { most: mostParts })
    : null;

/** Takes a part away or brings it back. */
export async function setAside(
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
