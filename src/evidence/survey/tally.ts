// What is kept of a wave when it closes: figures of groups that are large enough, and of no single person. The ballots themselves are gone after it.
import type { Dice } from "#kit/dice.ts";
import type { Interval } from "#facts/papers.ts";
import {
  type Ballot,
  type OwnQuestion,
  type SurveyFactor,
  type SurveyGroup,
  type SurveyOrientation,
  type SurveySide,
  type SurveySkill,
  type SurveyStatement,
  fewestForComments,
  leastAnswer,
  mostAnswer,
  mostImportance,
  segmentsNamed,
  surveyFactors,
  surveyOrientations,
  surveySkills,
  surveyStatements,
} from "#facts/survey.ts";
import { reliabilityOf } from "#evidence/scales/reliability.ts";
import { holm } from "#evidence/statistics/multiplicity.ts";
import { type Difference, type Mean, type Moments, differenceOf, differenceOfMoments, meanOf, momentsOf } from "#evidence/survey/means.ts";
import { type GroupResult, type PerceptionGap, type WaveAnswers, groupResultOf, perceptionGaps } from "#evidence/survey/results.ts";
import type { Disclosed } from "#evidence/survey/shown.ts";

const statements = Object.keys(surveyStatements) as SurveyStatement[];
const answerScale = { least: leastAnswer, most: mostAnswer };

export type ReliabilityTold =
  | { readonly alpha: number; readonly interval: Interval; readonly omega: number | null; readonly people: number }
  | { readonly whyNot: "too-few-people" | "constant-answers" | "one-item" };

export interface GroupTally extends GroupResult {
  /** Mean importance of each statement, 1 to 3. */
  readonly importance: Readonly<Record<SurveyStatement, Mean>>;
  /** Of the twenty together, and of each factor. */
  readonly reliability: ReliabilityTold;
  readonly factorReliability: Readonly<Record<SurveyFactor, ReliabilityTold>>;
  readonly orientations: Readonly<Record<SurveyOrientation, Mean>>;
  readonly skills: Readonly<Record<SurveySkill, Mean>>;
  readonly own: Mean;
  readonly other: Mean;
  /** How many named each segment, the most first. */
  readonly segments: readonly { readonly segment: string; readonly count: number }[];
  /** Own questions answered 1 to 5, by id. */
  readonly scales: Readonly<Record<string, { readonly mean: Mean; readonly counts: readonly number[] }>>;
  /** For comparing with later waves. */
  readonly sumMoments: Moments;
  readonly factorMoments: Readonly<Record<SurveyFactor, Moments>>;
}

export interface BetweenSides {
  readonly gaps: readonly PerceptionGap[];
  /** How each side sees itself, less how the other sees it; above nought: it thinks better of itself. */
  readonly selfOther: Readonly<Record<SurveySide, { readonly own: Mean; readonly byOther: Mean; readonly difference: Difference | null }>>;
  /** Sales less marketing: no fault of either. */
  readonly orientations: Readonly<Record<SurveyOrientation, Difference | null>>;
  /** Sales less marketing: what one side knows and the other has yet to learn. */
  readonly skills: Readonly<Record<SurveySkill, Difference | null>>;
  /** Segments among the first three of both sides. */
  readonly segmentsShared: readonly string[];
}

export interface WaveTally {
  readonly asked: Readonly<Record<SurveySide, number>>;
  /** Of both sides together: by side it is told only where the sides are shown. */
  readonly answered: number;
  /** Less than answered where an answer was left out by lot. */
  readonly counted: number;
  readonly leftOut: readonly SurveySide[];
  readonly groups: Readonly<Partial<Record<SurveyGroup, GroupTally>>>;
  readonly sides: BetweenSides | null;
  /** What was written, by question, in an order that means nothing; null: fewer than ten answered. */
  readonly comments: Readonly<Record<string, readonly string[]>> | null;
}

export interface TallyOptions {
  readonly shown: Disclosed;
  readonly asked: Readonly<Record<SurveySide, number>>;
  readonly questions: readonly OwnQuestion[];
  /** Draws what is left out, and the order of what was written. */
  readonly dice: Dice;
}

/** Counts a wave. Throws a RangeError where an answer is off its scale. */
export function tallyOf(ballots: readonly Ballot[], { shown, asked, questions, dice }: TallyOptions): WaveTally {
  const counted = shown.leftOut.reduce<readonly Ballot[]>((left, side) => withoutOne(left, side, dice), ballots);
  const of = (group: SurveyGroup) => (group === "joint" ? counted : counted.filter(({ side }) => side === group));
  const groups = Object.fromEntries(
    shown.groups.map((group) => [group, groupTally(of(group), questions)] as const).filter(([, tally]) => tally !== null),
  ) as Partial<Record<SurveyGroup, GroupTally>>;
  return {
    asked,
    answered: ballots.length,
    counted: counted.length,
    leftOut: shown.leftOut,
    groups,
    sides: groups.sales && groups.marketing ? between(of("sales"), of("marketing"), groups as { sales: GroupTally; marketing: GroupTally }) : null,
    comments: shown.groups.includes("joint") && counted.length >= fewestForComments ? commentsOf(counted, questions, dice) : null,
  };
}

function withoutOne(ballots: readonly Ballot[], side: SurveySide, dice: Dice): readonly Ballot[] {
  const own = ballots.flatMap((ballot, place) => (ballot.side === side ? [place] : []));
  const drawn = own[dice.below(Math.max(1, own.length))];
  return ballots.filter((_, place) => place !== drawn);
}

/** Each question's words in an order of its own, so that two answers of one person do not stand in the same place. */
function commentsOf(ballots: readonly Ballot[], questions: readonly OwnQuestion[], dice: Dice): Record<string, string[]> {
  const written = questions
    .filter(({ kind }) => kind === "words")
    .map(({ id }) => {
      const said = ballots.map(({ words }) => words[id]?.trim() ?? "").filter((text) => text !== "");
      for (let last = said.length - 1; last > 0; last--) {
        const other = dice.below(last + 1);
        [said[last], said[other]] = [said[other]!, said[last]!];
      }
      return [id, said] as const;
    });
  return Object.fromEntries(written);
}

const columns = (ballots: readonly Ballot[]): WaveAnswers =>
  Object.fromEntries(statements.map((statement) => [statement, ballots.map((ballot) => ballot.statements[statement])])) as unknown as WaveAnswers;

const record = <K extends string, V>(keys: readonly K[], of: (key: K) => V) => Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;

function groupTally(ballots: readonly Ballot[], questions: readonly OwnQuestion[]): GroupTally | null {
  const answers = columns(ballots);
  const result = groupResultOf(answers);
  if (result === null) return null;
  const mean = (of: (ballot: Ballot) => number, most = mostAnswer) => meanOf(ballots.map(of), { least: leastAnswer, most })!;
  const ofFactor = (factor: SurveyFactor) => statements.filter((statement) => surveyStatements[statement] === factor);
  const sumOf = (ballot: Ballot, of: readonly SurveyStatement[]) => of.reduce((sum, statement) => sum + ballot.statements[statement], 0);
  return {
    ...result,
    importance: record(statements, (statement) => mean(({ importance }) => importance[statement], mostImportance)),
    reliability: reliability(answers, statements),
    factorReliability: record(surveyFactors, (factor) => reliability(answers, ofFactor(factor))),
    orientations: record(surveyOrientations, (key) => mean(({ orientations }) => orientations[key])),
    skills: record(surveySkills, (key) => mean(({ skills }) => skills[key])),
    own: mean(({ own }) => own),
    other: mean(({ other }) => other),
    segments: segmentsOf(ballots),
    scales: Object.fromEntries(questions.filter(({ kind }) => kind === "scale").map(({ id }) => [id, scaleOf(ballots.map(({ scales }) => scales[id]!))])),
    sumMoments: momentsOf(ballots.map((ballot) => sumOf(ballot, statements))),
    factorMoments: record(surveyFactors, (factor) => momentsOf(ballots.map((ballot) => sumOf(ballot, ofFactor(factor)) / ofFactor(factor).length))),
  };
}

function scaleOf(answers: readonly number[]) {
  const counts = Array.from({ length: mostAnswer }, (_, n) => answers.filter((answer) => answer === leastAnswer + n).length);
  return { mean: meanOf(answers, answerScale)!, counts };
}

function reliability(answers: WaveAnswers, of: readonly SurveyStatement[]): ReliabilityTold {
  const told = reliabilityOf(of.map((statement) => Float64Array.from(answers[statement])));
  return told.ok ? { alpha: told.alpha, interval: told.drawn, omega: told.omega, people: told.people } : { whyNot: told.reason };
}

function segmentsOf(ballots: readonly Ballot[]): { segment: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const segment of ballots.flatMap(({ segments }) => segments)) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts].map(([segment, count]) => ({ segment, count })).toSorted((a, b) => b.count - a.count || (a.segment < b.segment ? -1 : 1));
}

/** The first three; where others were named as often as the third, those that tie are left out, for nobody put one above the other. */
function firstSegments(named: GroupTally["segments"]): string[] {
  const next = named[segmentsNamed]?.count ?? 0;
  return named
    .slice(0, segmentsNamed)
    .filter(({ count }) => count > next)
    .map(({ segment }) => segment);
}

function between(
  sales: readonly Ballot[],
  marketing: readonly Ballot[],
  tallies: { readonly sales: GroupTally; readonly marketing: GroupTally },
): BetweenSides {
  const difference = (of: (ballot: Ballot) => number) => differenceOf(sales.map(of), marketing.map(of));
  const seen = (own: readonly Ballot[], others: readonly Ballot[]) =>
    differenceOf(
      own.map((ballot) => ballot.own),
      others.map((ballot) => ballot.other),
    );
  const theirs = firstSegments(tallies.marketing.segments);
  return {
    gaps: perceptionGaps(columns(sales), columns(marketing)),
    selfOther: {
      sales: { own: tallies.sales.own, byOther: tallies.marketing.other, difference: seen(sales, marketing) },
      marketing: { own: tallies.marketing.own, byOther: tallies.sales.other, difference: seen(marketing, sales) },
    },
    orientations: record(surveyOrientations, (key) => difference(({ orientations }) => orientations[key])),
    skills: record(surveySkills, (key) => difference(({ skills }) => skills[key])),
    segmentsShared: firstSegments(tallies.sales.segments).filter((segment) => theirs.includes(segment)),
  };
}

export interface WaveChange {
  readonly sum: (Difference & { readonly isMoreThanChance: boolean }) | null;
  /** A factor's change counts as one where it holds among all five looked at (Holm, 10 %). */
  readonly factors: Readonly<Record<SurveyFactor, (Difference & { readonly isMoreThanChance: boolean }) | null>>;
}

/**
 * What changed in a group from an earlier wave, as of two groups of strangers, for nobody knows who answered what in both: where mostly the same people
 * answer alike, the range is wider than it had to be, never narrower.
 */
export function changeOf(earlier: GroupTally, later: GroupTally): WaveChange {
  const sum = differenceOfMoments(later.sumMoments, earlier.sumMoments);
  const factors = surveyFactors.map((factor) => differenceOfMoments(later.factorMoments[factor], earlier.factorMoments[factor]));
  const adjusted = holm(factors.flatMap((each) => each?.p ?? []));
  let place = 0;
  const told = factors.map((each) => {
    if (each === null) return null;
    const { value, interval, p } = each;
    return { value, interval, p, isMoreThanChance: adjusted[place++]! < 0.1 };
  });
  return {
    sum: sum === null ? null : { ...sum, isMoreThanChance: sum.p < 0.1 },
    factors: Object.fromEntries(surveyFactors.map((factor, n) => [factor, told[n]!])) as WaveChange["factors"],
  };
}
