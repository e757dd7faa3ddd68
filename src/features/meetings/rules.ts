// How well meetings are kept: held, ended with a plan, their actions on time.
import type { MeetingOnFile } from "#facts/meetings.ts";
import type { Day } from "#kit/day.ts";

export interface Discipline {
  readonly due: number;
  readonly held: number;
  readonly withPlan: number;
  readonly actionsDue: number;
  readonly actionsOnTime: number;
  readonly problemAgeDays: number | null;
  readonly problems: number;
}

interface Kept {
  readonly meetings: readonly Pick<MeetingOnFile, "state" | "startsAt">[];
  /** Of meetings that were held: whether any decision or action came of them. */
  readonly plans: readonly boolean[];
  /** Actions that began in meetings: the day they were due, and the day they were done. */
  readonly actions: readonly { readonly dueOn: Day; readonly doneOn: Day | null }[];
  readonly problems: readonly { readonly since: string }[];
}

/** The last twelve months. A cancelled meeting was due and not held; an action that is not due yet is not judged. */
export function disciplineOf({ meetings, plans, actions, problems }: Kept, now: { readonly at: number; readonly asOf: Day }): Discipline {
  const year = 365 * 86_400_000;
  // One that began ahead of its time was held all the same.
  const isHeld = (state: MeetingOnFile["state"]) => state === "closed" || state === "open";
  const due = meetings.filter(({ startsAt, state }) => (Date.parse(startsAt) <= now.at || isHeld(state)) && Date.parse(startsAt) > now.at - year);
  const judged = actions.filter(({ dueOn, doneOn }) => dueOn < now.asOf || doneOn !== null);
  const ages = problems.map(({ since }) => (now.at - Date.parse(since)) / 86_400_000);
  return {
    due: due.length,
    held: due.filter(({ state }) => isHeld(state)).length,
    withPlan: plans.filter(Boolean).length,
    actionsDue: judged.length,
    actionsOnTime: judged.filter(({ dueOn, doneOn }) => doneOn !== null && doneOn <= dueOn).length,
    problemAgeDays: ages.length === 0 ? null : ages.reduce((sum, age) => sum + age, 0) / ages.length,
    problems: problems.length,
  };
}
