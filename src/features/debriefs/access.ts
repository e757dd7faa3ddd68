// Who reads a debrief, who speaks of it, and who decides for a side whether to go again.
import type { Asker } from "#facts/department.ts";
import type { Side } from "#facts/meetings.ts";
import type { ProjectOnFile } from "#facts/projects.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Costs of leads and deals are not shown to agencies, whatever is shared with them of the project itself. */
export function whyNotReadDebrief(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Everybody of the two departments speaks for where he works. */
export function whyNotSpeak(asker: Pick<Asker, "role" | "department">): WhyNot {
  return whyNotChangeAnything(asker) ?? (sideOf(asker) === null ? "only-the-two-departments" : null);
}

export function sideOf({ department }: Pick<Asker, "department">): Side | null {
  return department === "sales" || department === "marketing" ? department : null;
}

/** Sides for which somebody decides: as owner of the project, or as head of the department. */
export function decidesFor({ role, memberId }: Pick<Asker, "role" | "memberId">, project: Pick<ProjectOnFile, "salesOwnerId" | "marketingOwnerId">): Side[] {
  const sides: Side[] = [];
  if (role === "head-of-sales" || project.salesOwnerId === memberId) sides.push("sales");
  if (role === "head-of-marketing" || project.marketingOwnerId === memberId) sides.push("marketing");
  return sides;
}

export function whyNotJudge(asker: Pick<Asker, "role" | "memberId">, project: Pick<ProjectOnFile, "salesOwnerId" | "marketingOwnerId">): WhyNot {
  return whyNotChangeAnything(asker) ?? (decidesFor(asker, project).length === 0 ? "only-owners-and-heads" : null);
}

/** The other side agrees. */
export function whyNotAgree(
  asker: Pick<Asker, "role" | "memberId">,
  project: Pick<ProjectOnFile, "salesOwnerId" | "marketingOwnerId">,
  verdict: { readonly side: Side; readonly saidById: string },
): WhyNot {
  const why = whyNotJudge(asker, project);
  if (why !== null) return why;
  if (verdict.saidById === asker.memberId) return "other-side-agrees";
  return decidesFor(asker, project).some((side) => side !== verdict.side) ? null : "other-side-agrees";
}
