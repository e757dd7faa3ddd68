// The goals' page as the app fills it: who can answer for a goal, and which year a new one is measured against.
import { readHeadline } from "#features/figures/contract.ts";
import type { GoalDefaults, Person } from "#features/goals/parts/goal-form.tsx";
import { GoalsRoom } from "#features/goals/parts/goals-room.tsx";
import { listMembers } from "#features/members/contract.ts";
import { readWorkspace } from "#features/workspace/contract.ts";
import { CooperationGoals } from "#apps/web/lent-parts.tsx";
import { addDays, addMonths } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const params = { workspace: useWorkspaceSlug() };
  const members = useAsk(listMembers, { params, query: {} });
  const settings = useAsk(readWorkspace, { params });
  const headline = useAsk(readHeadline, { params, query: {} });
  const people = (members.data?.members ?? [])
    .filter((member) => member.state === "in-service")
    // Heads first: they are named before others.
    .toSorted((a, b) => Number(b.role.startsWith("head-")) - Number(a.role.startsWith("head-")));
  const { today, workspace } = settings.data ?? {};
  const isKnown = today !== undefined && workspace !== undefined && (headline.data !== undefined || headline.error !== null);
  return (
    <GoalsRoom
      people={people.map(({ id, name, department, role }): Person => ({ id, name, department: department ?? departmentOf(role) }))}
      beside={<CooperationGoals />}
      defaults={isKnown ? defaultsOf({ until: headline.data?.period.until ?? today, today, currency: workspace.currency }) : null}
    />
  );
}

/** Where none is set, the role says which side someone is on. */
function departmentOf(role: string): Person["department"] {
  if (role === "sales" || role === "head-of-sales") return "sales";
  return role.startsWith("marketing-") || role === "head-of-marketing" ? "marketing" : null;
}

/** The last whole year of facts, and a day a year after it, or half a year from today where that has passed. */
function defaultsOf({ until, today, currency }: { until: string; today: string; currency: string }): GoalDefaults {
  const yearOn = addDays(addMonths(until, 12), -1);
  return { baseline: { from: addMonths(until, -12), until }, day: yearOn > today ? yearOn : addMonths(today, 6), currency };
}
