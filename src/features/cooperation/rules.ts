// What the answer says in a sentence, how conditions and moves are shown, which goal of a dial holds, and what may be agreed.
// Long because: everything that turns what is on record into the answer and the goals stands here, in the order of the page.
import { whyNotReadFigures, whyNotSetGoal, whyNotSign } from "#features/cooperation/access.ts";
import type { CooperationGoalView, DialView, KindAnswerView, MeasuredView, MovesView, MoveUpAnswer } from "#features/cooperation/contract.ts";
import { words as en } from "#features/cooperation/words.en.ts";
import { words as ru } from "#features/cooperation/words.ru.ts";
import { type RelationshipAnswer, relationshipAnswer } from "#evidence/relationship/answer.ts";
import type { ConditionGround } from "#evidence/relationship/conditions.ts";
import { type DialPoint, pathOf, tellableStep } from "#evidence/relationship/dials.ts";
import { type MovesFound, movesTo } from "#evidence/relationship/moves.ts";
import {
  type ConditionKey,
  type DialKey,
  type Measured,
  type MeasureKey,
  type MoveForm,
  type MoveKey,
  type Said,
  conditionKeys,
  dialKeys,
  dialRules,
  formsOf,
  measureRuleOf,
  moveKeys,
  moveRuleOf,
  relationshipKinds,
  ruleOf,
} from "#facts/cooperation.ts";
import type { KeptEvidence } from "#facts/decisions.ts";
import type { Asker, Department } from "#facts/department.ts";
import type { PracticeKey } from "#facts/practices.ts";
import type { RelationshipKind, SurveyStatement } from "#facts/survey.ts";
import type { Twin } from "#facts/survey-twins.ts";
import type { Day } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import type { Outcome, WhyNot } from "#kit/refusal.ts";
import { type Language, type WordValues, type Words, sentenceOf } from "#kit/words.ts";

type Side = "sales" | "marketing";

export interface RelationshipFacts {
  readonly period: Period;
  readonly wave: MoveUpAnswer["wave"];
  readonly measured: readonly Measured[];
  readonly twins: readonly Twin[];
  /** Mean answers of both sides together in the last wave. */
  readonly said: ReadonlyMap<SurveyStatement, number>;
  /** Ways of the house's list that are done. */
  readonly practices: ReadonlySet<PracticeKey>;
}

/** What a reader may see of it; given by the server, which knows the rooms that measure. */
export type ReadRelationship<Question> = (question: Question) => Promise<RelationshipFacts>;
export type DialsFound = Readonly<Record<DialKey, { readonly points: readonly DialPoint[]; readonly reason: string | null }>>;
export type Begun = Outcome<{ readonly id: string }>;

export interface ToBegin {
  readonly as: MoveForm;
  readonly title: string;
  readonly note: string;
  readonly practice: PracticeKey | null;
  readonly ownerSales: string;
  readonly ownerMarketing: string;
  readonly dueOn: Day;
  readonly language: Language;
}

export interface RelationshipRooms<Question> {
  readonly read: ReadRelationship<Question>;
  readonly dials: (question: Question) => Promise<DialsFound>;
  /** Begins a move in its own room. */
  readonly begin: (question: Question, move: ToBegin) => Promise<Begun>;
  readonly takeBack: (question: Question, of: { readonly as: MoveForm; readonly thingId: string }) => Promise<Begun>;
}

interface SayingOnFile extends Said {
  readonly condition: ConditionKey;
  readonly side: Side;
}

export interface Ground {
  readonly facts: RelationshipFacts;
  /** The latest first. */
  readonly sayings: readonly SayingOnFile[];
  readonly levels: ReadonlyMap<MeasureKey, number>;
  readonly begun: readonly { readonly move: MoveKey }[];
}

/** The last word of a side; null: none, or taken back. */
function lastOf(sayings: readonly SayingOnFile[], condition: ConditionKey, side: Side): SayingOnFile | null {
  const last = sayings.find((one) => one.condition === condition && one.side === side);
  return last === undefined || last.answer === null ? null : last;
}

const shownOf = ({ answer, note, by, at }: Said): Said => ({ answer, note, by, at });

export function answerOf({ facts, sayings, levels }: Omit<Ground, "begun">): RelationshipAnswer {
  const ground: ConditionGround = {
    measured: new Map(facts.measured.map((one) => [one.key, one])),
    levels,
    said: new Map(conditionKeys.map((key) => [key, { sales: lastOf(sayings, key, "sales"), marketing: lastOf(sayings, key, "marketing") }])),
  };
  return relationshipAnswer(facts.wave?.kinds ?? null, { kind: facts.wave?.kind ?? null, ground });
}

export function kindViews({ kinds }: RelationshipAnswer, sayings: readonly SayingOnFile[]): KindAnswerView[] {
  return kinds.map(({ conditions, ...kind }) => ({
    ...kind,
    conditions: conditions.map(({ key, measures, ...condition }) => {
      const said = (side: Side) => {
        const last = lastOf(sayings, key, side);
        return last === null ? null : shownOf(last);
      };
      const { speaks, needs } = ruleOf(key);
      return {
        key,
        speaks,
        needs,
        state: condition.state,
        by: condition.by,
        isContradicted: condition.isContradicted,
        measures: measures.map((one): MeasuredView => {
          const { unit, holds } = measureRuleOf(one.key);
          return Object.assign({}, one, { unit, holds });
        }),
        said: { sales: said("sales"), marketing: said("marketing") },
        history: sayings.filter(({ condition: of }) => of === key).map((one) => Object.assign(shownOf(one), { side: one.side })),
      };
    }),
  }));
}

/** For each kind that it may lead to, the nearest first; where one stays with integrated there are none. */
export function moveViews({ kinds }: RelationshipAnswer, { facts, begun }: Pick<Ground, "facts" | "begun">): MovesView[] {
  const done = new Set([...begun.map(({ move }) => move), ...moveKeys.filter((move) => isPracticed(move, facts.practices))]);
  return kinds.flatMap(({ to }) => (to === null ? [] : [movesView(to, movesTo(to, { twins: facts.twins, said: facts.said, done }))]));
}

const isPracticed = (move: MoveKey, practices: ReadonlySet<PracticeKey>) => {
  const { practice } = moveRuleOf(move);
  return practice !== null && practices.has(practice);
};

function movesView(to: RelationshipKind, { moves, ...found }: MovesFound): MovesView {
  return {
    to,
    ...found,
    moves: moves.map(({ move, reason, isTied }) => ({
      move,
      forms: formsOf(move),
      practice: moveRuleOf(move).practice,
      statements: moveRuleOf(move).statements,
      isTied,
      reason: { statement: reason.statement, kind: reason.kind, said: reason.said, fact: factOf(reason.twin) },
    })),
  };
}

function factOf(twin: Twin | null): MovesView["moves"][number]["reason"]["fact"] {
  if (twin === null) return null;
  const { measure, unit, interval, sample, holds, cautions, href } = twin;
  return { measure, unit, value: twin.value!, interval, sample, level: twin.level!, holds, cautions, href };
}

const tables: Readonly<Record<Language, Words>> = { en, ru };
export const say = (language: Language, key: string, values: WordValues = {}) => sentenceOf(tables[language], language, key, values);
const bothOf = (of: (language: Language) => string) => ({ en: of("en"), ru: of("ru") });

/** The answer and its reason, in both languages. */
export function summaryOf({ answer, at, because, kinds }: RelationshipAnswer, wave: MoveUpAnswer["wave"]): MoveUpAnswer["summary"] {
  return bothOf((language) => {
    const kind = (key: RelationshipKind | null) => say(language, `kind-${key ?? "undefined"}`);
    const list = (keys: readonly ConditionKey[]) => keys.map((key) => say(language, `short-${key}`)).join(", ");
    if (because === "no-wave" || wave === null) return say(language, "sum-no-wave");
    if (because === "kinds-differ") return say(language, "sum-kinds-differ", { kinds: wave.kinds.map(kind).join(say(language, "or")) });
    const own = kinds.find(({ from }) => from === wave.kind);
    if (own === undefined || at === null)
      return say(language, "sum-open", { kind: kind(wave.kind), count: own?.missing.length ?? 0, missing: list(own?.missing ?? []) });
    if (answer === "move") return say(language, "sum-move", { kind: kind(wave.kind), to: kind(at), because: list(own.forMoving) });
    if (own.to === null) return say(language, "sum-integrated");
    return own.forStaying.length === 0
      ? say(language, "sum-stay-no-reason", { kind: kind(at) })
      : say(language, "sum-stay", { kind: kind(at), because: list(own.forStaying) });
  });
}

/** What was in front of those who accepted: the sum of the wave and every measure that told something, by name in the company's language. */
export function keptOf({ kinds }: RelationshipAnswer, { wave, language, asOf }: { wave: MoveUpAnswer["wave"]; language: Language; asOf: Day }): KeptEvidence[] {
  const nothing = { of: null, days: null, currency: null, later: null, asOf };
  const measures = new Map(kinds.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.measures.map((one) => [one.key, one] as const))));
  const sum: KeptEvidence[] =
    wave === null
      ? []
      : [
          {
            ...nothing,
            code: "survey-sum",
            name: say(language, "kept-sum", { number: wave.number }),
            value: wave.sum.value,
            low: wave.sum.interval?.low ?? null,
            high: wave.sum.interval?.high ?? null,
            unit: "points",
            period: null,
            sample: wave.sum.people,
          },
        ];
  return [
    ...sum,
    ...[...measures.values()].flatMap(({ key, value, interval, sample, period }): KeptEvidence[] =>
      value === null
        ? []
        : [
            {
              ...nothing,
              code: `measure-${key}`,
              name: say(language, `measure-${key}`),
              value,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
              unit: measureRuleOf(key).unit,
              period,
              sample,
            },
          ],
    ),
  ];
}

/** 'move-aligned', 'stay-defined'. */
export const outcomeOf = ({ answer, at }: Pick<RelationshipAnswer, "answer" | "at">): string | null =>
  at === null || answer === "cannot-be-told" ? null : `${answer}-${at}`;
export const outcomes = ["move", "stay"].flatMap((answer) => relationshipKinds.map((kind) => `${answer}-${kind}`));

export function whyNotLevel(measure: MeasureKey, level: number | null): WhyNot {
  const { from, to } = measureRuleOf(measure);
  return level === null || (level >= from && level <= to) ? null : "level-not-possible";
}

interface Person {
  readonly memberId: string;
  readonly department: Department | null;
}

/** An owner of each side. */
export function whyNotOwners({ ownerSales, ownerMarketing }: { ownerSales: string; ownerMarketing: string }, people: readonly Person[]): WhyNot {
  const isOf = (id: string, department: Department) => people.some((one) => one.memberId === id && one.department === department);
  return isOf(ownerSales, "sales") && isOf(ownerMarketing, "marketing") ? null : "not-of-that-side";
}

interface GoalOnFile {
  readonly id: string;
  readonly dial: DialKey;
  readonly baseline: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly baselineOn: Day;
  readonly target: number;
  readonly day: Day;
  readonly ownerSales: string;
  readonly salesName: string;
  readonly ownerMarketing: string;
  readonly marketingName: string;
  readonly note: string | null;
  readonly salesBy: string | null;
  readonly salesAt: string | null;
  readonly marketingBy: string | null;
  readonly marketingAt: string | null;
  readonly withdrawnAt: string | null;
}

const signedAt = ({ salesAt, marketingAt }: GoalOnFile) => (salesAt === null || marketingAt === null ? null : salesAt > marketingAt ? salesAt : marketingAt);

/** Of each dial the goal that both signed last holds. */
export function goalState(goal: GoalOnFile, all: readonly GoalOnFile[], today: Day): CooperationGoalView["state"] {
  if (goal.withdrawnAt !== null) return "withdrawn";
  const at = signedAt(goal);
  if (at === null) return "waiting";
  const isLater = (other: GoalOnFile) => other.id !== goal.id && other.dial === goal.dial && other.withdrawnAt === null && (signedAt(other) ?? "") > at;
  if (all.some(isLater)) return "superseded";
  return today > goal.day ? "over" : "active";
}

export interface GoalsGround {
  readonly asker: Asker;
  readonly today: Day;
  readonly dials: DialsFound;
}

const order: readonly CooperationGoalView["state"][] = ["active", "waiting", "over", "superseded", "withdrawn"];

/** Those that hold first, the dials in their order. */
export function goalViews(rows: readonly GoalOnFile[], { asker, today, dials }: GoalsGround): CooperationGoalView[] {
  const isHidden = whyNotReadFigures(asker) !== null;
  const views = rows.map((row): CooperationGoalView => {
    const state = goalState(row, rows, today);
    const path = pathOf(row, dials[row.dial].points);
    const isRunning = state === "active" || state === "over";
    return {
      id: row.id,
      dial: row.dial,
      baseline: isHidden ? null : row.baseline,
      baselineInterval: isHidden || row.low === null ? null : { low: row.low, high: row.high, level: 0.9 },
      baselineOn: row.baselineOn,
      target: isHidden ? null : row.target,
      day: row.day,
      ownerSales: { memberId: row.ownerSales, name: row.salesName },
      ownerMarketing: { memberId: row.ownerMarketing, name: row.marketingName },
      note: row.note,
      signed: { sales: row.salesBy, marketing: row.marketingBy },
      state,
      says: isHidden || !isRunning ? null : path.says,
      chance: isHidden || !isRunning ? null : path.chance,
      reached: !isHidden && isRunning && path.reached,
      points: isHidden ? [] : path.points,
      whyNotSign: whyNotSignGoal(asker, row, today),
      whyNotWithdraw: whyNotSetGoal(asker),
    };
  });
  return views.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || dialKeys.indexOf(a.dial) - dialKeys.indexOf(b.dial));
}

export function whyNotSignGoal(asker: Pick<Asker, "role">, goal: GoalOnFile, today: Day): WhyNot {
  const why = whyNotSign(asker);
  if (why !== null) return why;
  if (goal.withdrawnAt !== null) return "goal-withdrawn";
  if ((asker.role === "head-of-sales" ? goal.salesAt : goal.marketingAt) !== null) return "signed-already";
  return today > goal.day ? "day-is-over" : null;
}

export function dialViews(asker: Pick<Asker, "role">, dials: DialsFound): DialView[] {
  const isHidden = whyNotReadFigures(asker) !== null;
  return dialKeys.map((dial) => {
    const { unit, better } = dialRules[dial];
    const now = isHidden ? null : (dials[dial].points.at(-1) ?? null);
    return { dial, unit, better, now, tellable: now === null ? null : tellableStep(now.interval), reason: dials[dial].reason };
  });
}

/** `now`: where the dial stands; a goal is a level on its scale, on the better side of it. */
export function whyNotGoal(
  { dial, target, day }: { readonly dial: DialKey; readonly target: number; readonly day: Day },
  { now, today }: { readonly now: DialPoint | null; readonly today: Day },
): WhyNot {
  const { from, to, better } = dialRules[dial];
  if (now === null) return "dial-not-measured";
  if (target < from || target > to) return "target-not-possible";
  if (better === "up" ? target <= now.value : target >= now.value) return "target-not-better";
  return day <= today ? "day-is-over" : null;
}
