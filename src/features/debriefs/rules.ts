// What came of a project put together for its page, which words stand, and what of the numbers is kept.
import { decidesFor, whyNotAgree, whyNotJudge, whyNotSpeak } from "#features/debriefs/access.ts";
import type { BesideView, DebriefView, ProjectResultsView, SideBySideView, VerdictView, WordView } from "#features/debriefs/contract.ts";
import { dayCostAt } from "#evidence/kpi/loaded-cost.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type CostRatio, costRatio } from "#evidence/projects/compare.ts";
import { goalResults } from "#evidence/projects/goals.ts";
import { contactsMet, meetingsHeld } from "#evidence/projects/met.ts";
import { type Horizon, type ProjectGround, countsAt, horizons, projectResults } from "#evidence/projects/results.ts";
import { sideBySide } from "#evidence/projects/side-by-side.ts";
import { type ProjectBook, projectBook, projectUnits } from "#evidence/projects/units.ts";
import type { DebriefMeasure, DebriefVerdictOnFile, DebriefWord, MeasuredThen } from "#facts/debriefs.ts";
import type { Asker } from "#facts/department.ts";
import type { Campaign } from "#facts/entities.ts";
import type { Side } from "#facts/meetings.ts";
import { type BudgetLineOnFile, type ProjectGoal, type ProjectOnFile, type SpendOfProject, filledBudget, phaseOf } from "#facts/projects.ts";
import type { TouchFacts } from "#facts/touch-columns.ts";
import { type Day, dayOf } from "#kit/day.ts";

/** One project with what its tables hold. */
export interface ProjectKnown {
  readonly project: ProjectOnFile;
  readonly campaigns: readonly string[];
  readonly lines: readonly BudgetLineOnFile[];
  readonly spend: readonly SpendOfProject[];
  /** Days that somebody stood there by the plan: one person on one day is one. */
  readonly staffDays: number;
}

export interface ResultsAsked {
  readonly lens: Lens;
  readonly campaigns: readonly Campaign[];
  readonly touches: TouchFacts;
  readonly one: ProjectKnown;
  readonly goals: readonly ProjectGoal[];
  /** Other projects that are over. */
  readonly others: readonly ProjectKnown[];
  readonly today: Day;
}

export function resultsOf({ lens, campaigns, touches, one, goals, others, today }: ResultsAsked): ProjectResultsView {
  const book = projectBook(lens, campaigns);
  const ground = groundOf(book, touches, one);
  const told = projectResults(book, ground);
  const { project } = one;
  const meetings = meetingsHeld(book, projectUnits(book, one.campaigns), touches.activities);
  const nameOf = new Map(campaigns.map(({ id, name }) => [id, name]));
  const comparedAt = horizons.findLast((_, place) => told.milestones[place]!.isOver) ?? null;
  return {
    project: { id: project.id, name: project.name, kind: project.kind, phase: phaseOf(project, today), startsOn: project.startsOn, endsOn: project.endsOn },
    currency: lens.facts.currency,
    lastSeen: dayOf(lens.lastSeen),
    campaigns: one.campaigns.map((id) => ({ id, name: nameOf.get(id) ?? id })),
    cost: costView(lens, one),
    goals: goalResults(book, ground, { planned: goals, meetings, today }),
    comparedAt,
    beside: comparedAt === null ? [] : besideOf(book, { touches, one, ground, others, at: comparedAt }),
    ...told,
  };
}

function groundOf(book: ProjectBook, touches: TouchFacts, { project, campaigns, lines, spend }: ProjectKnown): ProjectGround {
  const { sums } = filledBudget(lines, spend);
  return {
    id: project.id,
    lastDay: project.endsOn,
    campaigns,
    cost: sums.actual === null ? null : { total: sums.actual, lines: linesGone(lines, spend) },
    contacts: contactsMet(book, campaigns, touches.touchpoints),
  };
}

function linesGone(lines: readonly BudgetLineOnFile[], spend: readonly SpendOfProject[]): number {
  const filled = filledBudget(lines, spend);
  const records = filled.lines.flatMap(({ records: own }) => own).length + filled.unforeseen.flatMap(({ records: own }) => own).length;
  return records + filled.lines.filter(({ gone, records: own }) => gone !== null && own.length === 0).length;
}

function costView(lens: Lens, { project, lines, spend, staffDays }: ProjectKnown): ProjectResultsView["cost"] {
  const filled = filledBudget(lines, spend);
  if (filled.sums.actual === null) return null;
  const dayCost = staffDays > 0 ? dayCostAt(lens, project.startsOn) : null;
  return {
    total: filled.sums.actual,
    lines: linesGone(lines, spend),
    isTyped: filled.lines.some(({ gone, records }) => gone !== null && records.length === 0),
    planned: filled.sums.planned,
    staffDays,
    staffCost: dayCost === null ? null : Math.round(dayCost * staffDays),
  };
}

interface Besides {
  readonly touches: TouchFacts;
  readonly one: ProjectKnown;
  readonly ground: ProjectGround;
  readonly others: readonly ProjectKnown[];
  readonly at: Horizon;
}

/** This one first, then the others that are as old, the latest first; all at the same age. */
function besideOf(book: ProjectBook, { touches, one, ground, others, at }: Besides): BesideView[] {
  const own = countsAt(book, ground, at)!;
  const measure = book.ways.unit === "lead" ? "accepted" : "won";
  const rows = others.flatMap((other): BesideView[] => {
    const its = groundOf(book, touches, other);
    const counts = countsAt(book, its, at);
    if (counts === null) return [];
    const [here, there] = [ground.cost?.total ?? 0, its.cost?.total ?? 0];
    const ratio = costRatio({ count: own[measure], cost: here }, { count: counts[measure], cost: there });
    const { id, name, kind, startsOn } = other.project;
    return [
      {
        id,
        name,
        kind,
        startsOn,
        isPrevious: id === one.project.previousId,
        counts,
        cost: its.cost?.total ?? null,
        ratio: ratioView(ratio),
      },
    ];
  });
  const { id, name, kind, startsOn } = one.project;
  const first: BesideView = { id, name, kind, startsOn, isPrevious: false, counts: own, cost: ground.cost?.total ?? null, ratio: null };
  return [first, ...rows.sort((a, b) => Number(b.isPrevious) - Number(a.isPrevious) || (a.startsOn < b.startsOn ? 1 : -1))];
}

const ratioView = (ratio: CostRatio | null) =>
  ratio && { value: ratio.ratio, interval: ratio.interval, verdict: ratio.verdict, chanceCheaper: ratio.chanceCheaper };

export interface TwoAsked extends Pick<ResultsAsked, "lens" | "campaigns" | "touches"> {
  readonly here: ProjectKnown;
  readonly there: ProjectKnown;
  /** All that are over. */
  readonly over: readonly ProjectOnFile[];
}

export function twoSideBySide({ lens, campaigns, touches, here, there, over }: TwoAsked): SideBySideView {
  const book = projectBook(lens, campaigns);
  const [one, other] = [groundOf(book, touches, here), groundOf(book, touches, there)];
  const told = ({ project: { id, name, kind, startsOn, endsOn }, campaigns: own }: ProjectKnown, { cost }: ProjectGround) => {
    return { id, name, kind, startsOn, endsOn, cost: cost?.total ?? null, hasCampaigns: own.length > 0 };
  };
  return {
    here: told(here, one),
    there: told(there, other),
    currency: lens.facts.currency,
    lastSeen: dayOf(lens.lastSeen),
    ages: sideBySide(book, one, other).map(({ days, rows }) => ({ days, rows: rows.map((row) => ({ ...row, ratio: ratioView(row.ratio) })) })),
    events: over.map(({ id, name, startsOn }) => ({ id, name, startsOn })).toReversed(),
  };
}

/** Milestones that are over, as they are written down. */
export function measuresToKeep(results: Pick<ProjectResultsView, "milestones">): { readonly days: Horizon; readonly measures: MeasuredThen[] }[] {
  return results.milestones
    .filter(({ isOver }) => isOver)
    .map(({ days, measures }) => ({
      days,
      measures: measures.map(({ measure, count, cost }) => ({
        measure,
        count,
        cost: cost.value,
        low: cost.interval?.low ?? null,
        high: cost.interval?.high ?? null,
      })),
    }));
}

/** Of each member and part the latest word that was not taken back. */
export function standingWords(words: readonly DebriefWord[], asker: Pick<Asker, "memberId">): WordView[] {
  const seen = new Set<string>();
  return words
    .filter(({ saidById, part, withdrawnAt }) => {
      if (withdrawnAt !== null || seen.has(`${saidById} ${part}`)) return false;
      seen.add(`${saidById} ${part}`);
      return true;
    })
    .map(({ id, side, part, grade, said, saidBy, saidAt, saidById }) => ({ id, side, part, grade, said, saidBy, saidAt, isMine: saidById === asker.memberId }));
}

export interface DebriefKnown {
  readonly project: ProjectOnFile;
  readonly words: readonly DebriefWord[];
  readonly verdicts: readonly DebriefVerdictOnFile[];
  readonly measured: readonly DebriefMeasure[];
}

export function debriefView({ project, words, verdicts, measured }: DebriefKnown, asker: Asker, today: Day): DebriefView {
  const standing = verdicts.filter(({ withdrawnAt }) => withdrawnAt === null);
  const phase = phaseOf(project, today);
  const early = phase === "over" ? null : "not-over-yet";
  return {
    project: { id: project.id, name: project.name, kind: project.kind, phase, endsOn: project.endsOn },
    words: standingWords(words, asker),
    verdicts: standing.map((one, place) => verdictView(one, { asker, project, isLatest: place === 0 })),
    measured: measured.map((one) => one as DebriefView["measured"][number]),
    whyNotSpeak: whyNotSpeak(asker) ?? early,
    whyNotJudge: whyNotJudge(asker, project) ?? early,
  };
}

function verdictView(one: DebriefVerdictOnFile, at: { asker: Asker; project: ProjectOnFile; isLatest: boolean }): VerdictView {
  const { id, verdict, reason, side, saidBy, saidAt, restedOn, agreedBy, agreedAt } = one;
  return {
    id,
    verdict,
    reason,
    side,
    saidBy,
    saidAt,
    restedOn: restedOn as VerdictView["restedOn"],
    agreedBy,
    agreedAt,
    whyNotAgree: whyNotAgreeNow(one, at),
    whyNotWithdraw: whyNotWithdrawVerdict(one, at.asker),
  };
}

/** Only the latest can be agreed to, once, by the side that did not say it. */
export function whyNotAgreeNow(
  one: DebriefVerdictOnFile,
  { asker, project, isLatest }: { asker: Asker; project: ProjectOnFile; isLatest: boolean },
): string | null {
  if (!isLatest) return "no-longer-stands";
  return one.agreedAt === null ? whyNotAgree(asker, project, one) : "already-agreed";
}

export function whyNotWithdrawVerdict(
  { saidById, agreedAt }: Pick<DebriefVerdictOnFile, "saidById" | "agreedAt">,
  asker: Pick<Asker, "memberId">,
): string | null {
  if (saidById !== asker.memberId) return "not-yours";
  return agreedAt === null ? null : "already-agreed";
}

/** For whom somebody speaks who may decide: for his own department where he may, else for the one that he owns it for. */
export function judgesAs(asker: Asker, project: ProjectOnFile): Side {
  const sides = decidesFor(asker, project);
  return sides.find((side) => side === asker.department) ?? sides[0]!;
}

/** The latest horizon that was written down: what a verdict rests on. */
export function restsOn(measured: readonly DebriefMeasure[]): DebriefMeasure | null {
  return measured.at(-1) ?? null;
}
