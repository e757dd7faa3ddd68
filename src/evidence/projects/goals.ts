// What a joint project was to bring against what it has brought so far, and whether luck of the counts alone could make the difference.
import { noDay } from "#facts/columns.ts";
import type { Interval } from "#facts/papers.ts";
import type { ProjectGoal, ProjectGoalKey } from "#facts/projects.ts";
import type { ProjectGround } from "#evidence/projects/results.ts";
import { type ProjectBook, type ProjectUnits, projectUnits } from "#evidence/projects/units.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import { countInterval } from "#evidence/statistics/counts.ts";

export interface GoalResult {
  readonly key: ProjectGoalKey;
  readonly planned: number;
  /** So far, in the goal's unit; null: nothing on record tells. */
  readonly result: number | null;
  /** 90 % of what luck alone would make of such a count; null for money, which is read from books. */
  readonly interval: Interval | null;
  /** below, above: the plan lies outside the range; for cost: less or more than planned. Null: not judged (deals differ in size), or nothing known. */
  readonly verdict: "below" | "within-chance" | "above" | null;
}

export interface GoalsAsked {
  readonly planned: readonly ProjectGoal[];
  /** Leads may be younger than the records of deals, taken at the stand yesterday: they count until today. */
  readonly today: Day;
  /** Meetings held with its leads; null: activities are not on record. */
  readonly meetings: number | null;
}

/** Counts with Garwood's Poisson range. pipeline: amounts of all deals that came of it, whatever became of them. */
export function goalResults(book: ProjectBook, ground: ProjectGround, { planned, meetings, today }: GoalsAsked): GoalResult[] {
  const units = projectUnits(book, ground.campaigns, Math.max(book.lens.lastSeen, dayNumber(today)));
  return planned.map((goal) => {
    const result = resultOf(goal.key, { book, ground, units, meetings });
    if (goal.key === "cost") return { ...goal, result, interval: null, verdict: result === null ? null : sideOf(result, goal.planned) };
    if (goal.key === "pipeline" || result === null) return { ...goal, result, interval: null, verdict: null };
    const interval = countInterval(result);
    return { ...goal, result, interval, verdict: goal.planned < interval.low! ? "above" : goal.planned > interval.high! ? "below" : "within-chance" };
  });
}

function sideOf(result: number, planned: number): "below" | "within-chance" | "above" {
  return result === planned ? "within-chance" : result < planned ? "below" : "above";
}

interface Known {
  readonly book: ProjectBook;
  readonly ground: ProjectGround;
  readonly units: ProjectUnits;
  readonly meetings: number | null;
}

function resultOf(key: ProjectGoalKey, { book, ground, units, meetings }: Known): number | null {
  const leads = units.list.filter(({ kind }) => kind === "lead");
  switch (key) {
    case "contacts":
      return ground.contacts?.length ?? null;
    case "leads":
      return units.unit === "lead" ? leads.length : null;
    case "meetings":
      return meetings;
    case "pipeline":
      return amountOf(book, units);
    case "won":
      return new Set(units.list.filter(({ wonOn }) => wonOn !== noDay).map(({ deal, id }) => (deal >= 0 ? deal : id))).size;
    case "cost":
      return ground.cost?.total ?? null;
    default: {
      const grade = key.slice(-1);
      // A source that grades nobody tells nothing of grades.
      return leads.some((lead) => lead.grade !== null) ? leads.filter((lead) => lead.grade?.trim().toLowerCase() === grade).length : null;
    }
  }
}

function amountOf({ lens }: ProjectBook, { list }: ProjectUnits): number {
  const rows = new Set(list.map(({ deal }) => deal).filter((deal) => deal >= 0));
  const { amount } = lens.facts.deals;
  return [...rows].reduce((sum, row) => sum + (amount[row]! > 0 ? amount[row]! : 0), 0);
}
