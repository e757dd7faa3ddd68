// Who sees a joint project, who plans it, who ticks off its tasks, and who speaks for a side.
import { type Asker, isHead } from "#facts/department.ts";
import type { Side } from "#facts/meetings.ts";
import type { ProjectOnFile, ProjectTaskOnFile } from "#facts/projects.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

type Who = Pick<Asker, "role" | "memberId">;
type Owners = Pick<ProjectOnFile, "salesOwnerId" | "marketingOwnerId">;

/** Everybody of the company; an agency what was shown to it, and of the others not even that they are there. */
export function whyNotSeeProject(asker: Pick<Asker, "role">, { isShared }: { readonly isShared: boolean }): WhyNot {
  return isShared ? null : whyNotReadRoom(asker);
}

const leads = (role: Asker["role"]) => isHead(role) || role === "management" || role === "administrator";

/** Heads of both departments, management and administrators begin projects and say who owns them. */
export function whyNotBeginProject({ role }: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything({ role }) ?? (leads(role) ? null : "only-heads-and-management");
}

/** The two owners, besides those who begin projects. */
export function whyNotPlanProject(asker: Who, { salesOwnerId, marketingOwnerId }: Owners): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  return leads(asker.role) || salesOwnerId === asker.memberId || marketingOwnerId === asker.memberId ? null : "only-owners-and-heads";
}

/** Whoever a task is given to ticks it off. */
export function whyNotEndTask(asker: Who, project: Owners, task: Pick<ProjectTaskOnFile, "ownerId">): WhyNot {
  const why = whyNotChangeAnything(asker);
  return why ?? (task.ownerId === asker.memberId ? null : whyNotPlanProject(asker, project));
}

/** A side speaks for itself: its owner or its head. */
export function whyNotSayReady(asker: Who, { salesOwnerId, marketingOwnerId }: Owners, side: Side): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  const owner = side === "sales" ? salesOwnerId : marketingOwnerId;
  return owner === asker.memberId || asker.role === `head-of-${side}` ? null : "only-own-side";
}
