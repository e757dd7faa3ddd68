// What the room of the sales cycle asks of the evidence: which deals, which rules for dead ones, which cuts, and what its groups are called.
// Long because: one room answers seven questions about the same deals, each a dozen lines that share their names, cautions and watch.
import { type WonCut, type WonDaysTold, wonCuts } from "#features/cycle/contract.ts";
import { definitionName } from "#facts/agreements.ts";
import type { Coded } from "#facts/columns.ts";
import type { ActivityColumns, MoveColumns } from "#facts/moves.ts";
import type { Caution } from "#facts/papers.ts";
import type { Stage } from "#facts/stage.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Behind, dealsBehind, stageBehind } from "#evidence/cycle/behind.ts";
import { type Course, type CourseRefusal, courseOf } from "#evidence/cycle/course.ts";
import { type CutKey, cutColumn, cutKeys, firstDayKeys, isFilled } from "#evidence/cycle/cuts.ts";
import { type UnderRule, underRules } from "#evidence/cycle/dead-rules.ts";
import { type Groups, type Pair, compareGroups, comparePair } from "#evidence/cycle/groups.ts";
import { type PaceRefusal, type Paces, pacesOf } from "#evidence/cycle/paces.ts";
import { type StageStays, asOneStage, stageStaysOf } from "#evidence/cycle/stage-stays.ts";
import { type StageTime, stageTimesOf } from "#evidence/cycle/stage-times.ts";
import { type DealStays, dealStays, lostWay, staysWhere, wonWay } from "#evidence/cycle/stays.ts";
import { type StageContribution, type StageContributions, stageContributionsOf } from "#evidence/cycle/stage-contribution.ts";
import { rareCode } from "#evidence/cycle/traits.ts";
import { valueBandsOf } from "#evidence/cycle/value-bands.ts";
import { type Waiting, type WaitingRefusal, waitingOf } from "#evidence/cycle/waiting.ts";
import { isClosedAt } from "#evidence/cycle/watch.ts";
import { cycleFigures } from "#evidence/kpi/cycle.ts";
import { cohortsByStart, cycleByKind } from "#evidence/kpi/cycle-kinds.ts";
import { type Lens, closedIn, periodCautions } from "#evidence/kpi/lens.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

/** What people call records that are known by id. */
export interface Names {
  readonly sellers: { readonly ids: readonly string[]; readonly names: readonly (string | null)[] };
  readonly products: { readonly ids: readonly string[]; readonly names: readonly (string | null)[] };
}

/** The facts, the names and the stretch that a question is about. */
export interface CycleQuestion {
  readonly lens: Lens;
  readonly named: Names;
  readonly period: Period;
}

/** More kinds than this are no comparison any more: those with most deals are shown. */
const mostGroups = 60;
/** Ratios over more deals than this would be no more exact to the eye, only slower. */
const mostInRegression = 200_000;

export interface About {
  readonly period: Period;
  readonly lastSeen: string;
  readonly definition: string;
  readonly deadDefinition: string;
  readonly cautions: readonly Caution[];
}

export function aboutOf({ lens, period }: CycleQuestion, cautions: readonly Caution[] = []): About {
  return {
    period,
    lastSeen: dayOf(lens.lastSeen),
    definition: definitionName(lens.agreed, "sales-cycle"),
    deadDefinition: definitionName(lens.agreed, "dead-deal"),
    cautions: [...cautions, ...periodCautions(lens, period)],
  };
}

/** The deals watched in the period. */
export function staysOf({ lens, period }: CycleQuestion): DealStays {
  const { starts, lastSeen, extract } = lens;
  return dealStays(lens.facts.deals, { starts, lastSeen, extract, from: dayNumber(period.from), until: dayNumber(period.until) });
}

export interface CycleAnswer extends About {
  readonly course: Course;
  readonly rules: readonly (UnderRule & { readonly isAgreed: boolean })[];
  readonly cuts: readonly CutKey[];
}

export function cycleOf(question: CycleQuestion): Outcome<CycleAnswer, CourseRefusal> {
  const { lens } = question;
  const stays = staysOf(question);
  const course = courseOf(stays);
  if (!course.ok) return course;
  const agreed = lens.dead.olderThan === null ? null : Math.floor(lens.dead.olderThan);
  const rules = underRules(stays, rulesFor(stays, agreed), { age: course.value.limit, openDays: openDaysOf(lens, stays) });
  return accept({
    ...aboutOf(question, watchCautions(lens, course.value)),
    course: course.value,
    rules: rules.map((rule) => Object.assign(rule, { isAgreed: agreed !== null && rule.olderThan === agreed })),
    cuts: cutKeys.filter((key) => isFilled(cutColumn(lens, key), stays.rows)),
  });
}

/** None is dead; what the definitions call dead; beyond 99 and beyond 90 of a hundred lives of closed deals. The milder first. */
function rulesFor(stays: DealStays, agreed: number | null): (number | null)[] {
  const lives = stays.until.filter((_, place) => stays.cause[place] !== 0).sort();
  const found = [agreed, quantileOfSorted(lives, 0.99), quantileOfSorted(lives, 0.9)].flatMap((days) => (days === null ? [] : [Math.round(days)]));
  return [null, ...[...new Set(found)].sort((a, b) => b - a)];
}

/** The age on the last day seen of deals that are open then; -1 for the rest. */
export function openDaysOf({ facts: { deals }, starts, lastSeen }: Lens, stays: DealStays): Int32Array {
  return stays.rows.map((row) => (isClosedAt(deals, row) ? -1 : lastSeen - starts[row]!));
}

function watchCautions(lens: Lens, course: Course): Caution[] {
  const cautions: Caution[] = [];
  if (lens.openWithoutStart > 0) cautions.push({ code: "open-without-start", details: { count: lens.openWithoutStart } });
  if (course.late * 10 >= course.stays) cautions.push({ code: "watched-late", details: { count: course.late, of: course.stays } });
  if (course.fewest < 20) cautions.push({ code: "thin-watch", details: { count: course.fewest } });
  return cautions;
}

interface Named {
  readonly value: string | null;
  readonly name: string | null;
}

export interface GroupsAnswer extends About {
  readonly by: CutKey;
  readonly limit: number;
  readonly pace: Groups["pace"];
  readonly count: number;
  readonly rows: readonly (Omit<Groups["groups"][number], "code"> & Named)[];
  readonly pair:
    | (Omit<Pair, "first" | "second"> & { readonly looks: number; readonly first: Pair["first"] & Named; readonly second: Pair["first"] & Named })
    | null;
}

export function groupsOf(question: CycleQuestion, ask: { readonly by: CutKey; readonly first?: string; readonly second?: string }): GroupsAnswer {
  const { lens } = question;
  const stays = staysOf(question);
  const column = cutColumn(lens, ask.by);
  const codes = stays.rows.map((row) => column.codes[row]!);
  const { limit, pace, groups } = compareGroups(stays, codes);
  const called = (code: number): Named => namedAs(question, ask.by, code < 0 ? null : column.names[code]!);
  const sorted = groups.toSorted((a, b) => b.stays - a.stays || a.code - b.code);
  const inOrder = ask.by === "started" ? groups.toSorted((a, b) => ((called(a.code).value ?? "") < (called(b.code).value ?? "") ? -1 : 1)) : sorted;
  const judged = sorted.filter(({ code, closed }) => code >= 0 && closed >= 10);
  const codeOf = (value: string | undefined) => (value === undefined ? -1 : column.names.indexOf(value));
  const wanted = codeOf(ask.first);
  const first = wanted >= 0 ? wanted : judged.find(({ code }) => code !== codeOf(ask.second))?.code;
  const asked = codeOf(ask.second);
  const second = asked >= 0 && asked !== first ? asked : judged.find(({ code }) => code !== first)?.code;
  return {
    ...aboutOf(question, ask.by === "owner" ? [{ code: "seller-is-the-present-one" }] : []),
    by: ask.by,
    limit,
    pace,
    count: groups.length,
    rows: inOrder.slice(0, mostGroups).map(({ code, ...rest }) => Object.assign(rest, called(code))),
    pair:
      first === undefined || second === undefined
        ? null
        : pairOf({ stays, codes, called }, { first, second, looks: (judged.length * (judged.length - 1)) / 2 }),
  };
}

function pairOf(
  { stays, codes, called }: { stays: DealStays; codes: Int32Array; called: (code: number) => Named },
  { first, second, looks }: { first: number; second: number; looks: number },
): GroupsAnswer["pair"] {
  const part = (code: number) => staysWhere(stays, (place) => codes[place] === code);
  const pair = comparePair(part(first), part(second), Math.max(1, looks));
  if (pair === null) return null;
  return { ...pair, looks: Math.max(1, looks), first: { ...pair.first, ...called(first) }, second: { ...pair.second, ...called(second) } };
}

/** Sellers and products are known by id; people know them by name. */
function namedAs({ named }: CycleQuestion, by: CutKey, value: string | null): Named {
  const list = by === "owner" ? named.sellers : by === "product" ? named.products : null;
  const place = list === null || value === null ? -1 : list.ids.indexOf(value);
  return { value, name: place < 0 ? value : (list!.names[place] ?? value) };
}

interface Kind extends Named {
  readonly trait: CutKey;
  readonly kind: "value" | "not-stated" | "rare";
}

type Kinded<T> = Omit<T, "trait" | "code" | "row"> & Kind;

export interface PacesAnswer extends About, Pick<Paces, "stays" | "ends" | "concordance" | "constancy" | "test"> {
  readonly way: "won" | "lost";
  readonly references: readonly Kinded<Paces["references"][number]>[];
  readonly rows: readonly Kinded<Paces["rows"][number]>[];
  readonly influential: readonly (Kinded<Paces["influential"][number]> & { readonly id: string })[];
  readonly leftOut: readonly { readonly trait: CutKey; readonly reason: Paces["leftOut"][number]["reason"] }[];
}

export function pacesAnswer(question: CycleQuestion, way: "won" | "lost"): Outcome<PacesAnswer, PaceRefusal> {
  const { lens } = question;
  const all = staysOf(question);
  const { ids } = lens.facts.deals;
  const share = mostInRegression / Math.max(1, all.rows.length);
  // By the deal's own id and not by its place, so that the order of rows draws no other deals.
  const stays = share >= 1 ? all : staysWhere(all, (place) => (hashOf(ids[all.rows[place]!]!) >>> 0) / 2 ** 32 < share);
  const columns = new Map(firstDayKeys.map((key) => [key as string, cutColumn(lens, key)]));
  const told = pacesOf(
    stays,
    [...columns].map(([key, column]) => ({ key, column })),
    way === "won" ? wonWay : lostWay,
  );
  if (!told.ok) return told;
  const kind = (trait: string, code: number): Kind => {
    const value = code < 0 ? null : columns.get(trait)!.names[code]!;
    return { trait: trait as CutKey, kind: code >= 0 ? "value" : code === rareCode ? "rare" : "not-stated", ...namedAs(question, trait as CutKey, value) };
  };
  const kinded = <T extends { readonly trait: string; readonly code: number }>({ trait, code, ...rest }: T) => ({ ...rest, ...kind(trait, code) });
  const { rows, references, influential, leftOut, ...figures } = told.value;
  return accept({
    ...aboutOf(question, share >= 1 ? [] : [{ code: "drawn-from-more", details: { count: stays.rows.length, of: all.rows.length } }]),
    ...figures,
    way,
    references: references.map(kinded),
    rows: rows.map(kinded),
    influential: influential.map(({ row, ...rest }) => Object.assign(kinded(rest), { id: ids[row]! })),
    leftOut: leftOut.map(({ trait, reason }) => ({ trait: trait as CutKey, reason })),
  });
}

export interface StagesAnswer extends About {
  readonly records: number;
  readonly withoutHistory: number;
  readonly stages: readonly (Omit<StageTime, "state" | "name"> & { readonly name: string | null; readonly source: string })[];
  readonly contribution:
    | (Omit<StageContributions, "stages"> & { readonly stages: readonly (Omit<StageContribution, "name"> & { readonly name: string | null })[] })
    | null;
  readonly waiting: Waiting | null;
  readonly whyNoWaiting: WaitingRefusal | null;
}

/** Leads and deals as they stood in stages, up to the last day on which anything is known of them. */
export function stageStaysFor({ lens }: CycleQuestion, moves: MoveColumns): StageStays {
  const { deals, leads } = lens.facts;
  const today = dayNumber(lens.asOf);
  const lastSeen = moves.day.reduce((last, day) => (day > last && day <= today ? day : last), lens.lastSeen);
  return stageStaysOf({ deals, leads, moves, lastSeen });
}

export function stagesAnswer(question: CycleQuestion, stays: StageStays, activities: ActivityColumns): StagesAnswer {
  const { lens, period } = question;
  const { deals, leads } = lens.facts;
  const stretch = { from: dayNumber(period.from), until: dayNumber(period.until) };
  const times = stageTimesOf(stays, stretch);
  // With no move of a deal on record, a deal's days are still known from its first and last day.
  const hasDeals = stays.stays.some(({ isDeal }) => isDeal);
  const whole = asOneStage({ deals, lastSeen: stays.lastSeen });
  const base: StageStays = hasDeals
    ? stays
    : {
        ...stays,
        states: [...stays.states, ...whole.states],
        stays: [...stays.stays, ...whole.stays.map((stay) => Object.assign(stay, { state: stays.states.length }))],
      };
  const isBlank = stays.stays.length === 0 && activities.count === 0;
  const waiting = isBlank ? refuse("no-stage-moves" as const) : waitingOf(base, activities, { stretch, deals, leads });
  const cautions: Caution[] =
    stays.withoutHistory > 0 && stays.stays.length > 0 ? [{ code: "stage-history-missing", details: { count: stays.withoutHistory } }] : [];
  const nameOf = (stage: Stage, name: string) => (stays.states.filter((state) => state.stage === stage).length === 1 ? null : name);
  const contribution = stageContributionsOf(stays, { deals, leads, starts: lens.starts }, closedIn(lens, period, { outcome: "won" }));
  return {
    ...aboutOf(question, cautions),
    contribution: contribution && {
      ...contribution,
      stages: contribution.stages.map((each) => Object.assign({}, each, { name: nameOf(each.stage, each.name) })),
    },
    records: stays.records,
    withoutHistory: stays.withoutHistory,
    stages: times.map(({ state: _state, name, ...rest }) => Object.assign(rest, { source: name, name: nameOf(rest.stage, name) })),
    waiting: waiting.ok ? waiting.value : null,
    whyNoWaiting: waiting.ok ? null : waiting.reason,
  };
}

/** By what won deals can be cut: fields with two kinds at least, filled for a tenth of the deals won in the period; and by value, where they have one. */
export function wonDaysOf(question: CycleQuestion, asked: WonCut | undefined): WonDaysTold {
  const { lens, period } = question;
  const won = Int32Array.from(closedIn(lens, period, { outcome: "won" }));
  const bands = valueBandsOf(lens);
  const columnOf = (cut: WonCut): Coded | null => (cut === "value" ? (bands?.column ?? null) : cutColumn(lens, cut));
  const cuts = wonCuts.filter((cut) => {
    const own = columnOf(cut);
    return own !== null && isFilled(own, won);
  });
  const agreed = lens.agreed.terms.segments.by;
  const by = asked ?? cuts.find((cut) => cut === agreed) ?? cuts[0] ?? null;
  const column = by === null ? null : columnOf(by);
  const { ripeAfter, step, cohorts } = cohortsByStart(lens);
  return {
    ...aboutOf(question),
    currency: lens.facts.currency,
    by,
    cuts,
    ends: bands?.ends ?? [],
    all: cycleFigures(lens, period),
    rows:
      column === null
        ? []
        : cycleByKind(lens, period, column).map((row) => Object.assign({}, row, namedAs(question, by === "value" ? "segment" : by!, row.value))),
    cohorts: {
      ripeAfter,
      step,
      rows: cohorts.map(({ change, ...rest }) =>
        Object.assign(rest, { change: change && { value: change.value, interval: change.interval, verdict: change.verdict } }),
      ),
    },
  };
}

export interface BehindQuestion {
  readonly which: "all" | "won" | "lost" | "open" | "dead" | "left" | "still-there";
  readonly olderThan?: number | undefined;
  readonly by?: CutKey | undefined;
  readonly value?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly source?: string | undefined;
}

/** Which records stand behind a number; `stages` are asked for where it is about a stage. */
export function behindOf(question: CycleQuestion, ask: BehindQuestion, stages: () => StageStays): readonly Behind[] {
  const { lens, period } = question;
  if (ask.stage !== undefined) {
    const found = stages();
    const state = found.states.findIndex(({ stage, name }) => stage === ask.stage && (ask.source === undefined || name === ask.source));
    const hasLeft = ask.which === "left" ? true : ask.which === "still-there" ? false : null;
    return stageBehind(found, { from: dayNumber(period.from), until: dayNumber(period.until) }, { state, hasLeft });
  }
  const all = staysOf(question);
  const column = ask.by === undefined ? null : cutColumn(lens, ask.by);
  const code = ask.value === undefined ? -1 : (column?.names.indexOf(ask.value) ?? -1);
  const openDays = openDaysOf(lens, all);
  const cause = { won: wonWay, lost: lostWay, open: 0 }[ask.which as "won"] as number | undefined;
  const stays = staysWhere(all, (place) => {
    if (column !== null && (ask.value !== undefined && code < 0 ? true : column.codes[all.rows[place]!] !== code)) return false;
    if (ask.which === "dead") return openDays[place]! > (ask.olderThan ?? Infinity);
    return cause === undefined || all.cause[place] === cause;
  });
  return dealsBehind(stays, { deals: lens.facts.deals, starts: lens.starts });
}
