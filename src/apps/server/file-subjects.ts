// Whose things can have files: each room says who may see one of its own.
import { whyNotKeepFile, whyNotSeeProject } from "#features/projects/access.ts";
import type { SeeSubject, SubjectKinds } from "#http/subject.ts";
import { isProjectSharedWith, projectRow } from "#ledger/project-facts.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const seeProject: SeeSubject = async (tx, asker, id) => {
  if (!uuid.test(id)) return null;
  const project = await projectRow(tx, asker.workspaceId, id);
  if (project === null || project.removedAt !== null) return null;
  const isShared = await isProjectSharedWith(tx, asker.workspaceId, { projectId: id, memberId: asker.memberId });
  return whyNotSeeProject(asker, { isShared }) === null ? { title: project.name, whyNotChange: whyNotKeepFile(asker) } : null;
};

export const fileSubjects: SubjectKinds = { project: seeProject };
