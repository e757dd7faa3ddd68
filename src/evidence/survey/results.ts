// What one wave says: sum and factors of a group, each statement, the kind of relationship, and where the two sides see it differently.
import type { Interval } from "#facts/papers.ts";
import {
  type RelationshipKind,
  type SurveyFactor,
  type SurveySide,
  type SurveyStatement,
  leastAnswer,
  mostAnswer,
  relationshipBands,
  surveyFactors,
  surveyStatements,
} from "#facts/survey.ts";
import { enoughAgreement, withinGroupAgreement } from "#evidence/scales/agreement.ts";
import { holm } from "#evidence/statistics/multiplicity.ts";
import { type Difference, type Mean, differenceOf, meanOf } from "#evidence/survey/means.ts";

/** One column a statement, one row a person of the group; everybody has answered each (1 to 5). */
export type WaveAnswers = Readonly<Record<SurveyStatement, ArrayLike<number>>>;

const statements = Object.keys(surveyStatements) as SurveyStatement[];
const answerScale = { least: leastAnswer, most: mostAnswer };
const sumScale = { least: leastAnswer * statements.length, most: mostAnswer * statements.length };

export interface StatementResult {
  readonly statement: SurveyStatement;
  readonly factor: SurveyFactor;
  readonly mean: Mean;
  /** How many answered 1, 2, 3, 4, 5. */
  readonly counts: readonly number[];
  /** rWG; null below five people. */
  readonly agreement: number | null;
  /** False: people see it so differently that the mean would speak for nobody; the counts are shown. */
  readonly isAgreed: boolean;
}

export interface GroupResult {
  readonly people: number;
  /** 20 to 100. */
  readonly sum: Mean;
  readonly kind: RelationshipKind;
  /** Kinds that the range of the sum reaches into, from the lowest; more than one: the kind is not settled. */
  readonly kinds: readonly RelationshipKind[];
  /** Mean answer in each factor, 1 to 5. */
  readonly factors: Readonly<Record<SurveyFactor, Mean>>;
  readonly statements: readonly StatementResult[];
}

/** Reads one group's answers; null where nobody answered. Throws a RangeError where columns differ in length or an answer is no whole number 1 to 5. */
export function groupResultOf(answers: WaveAnswers): GroupResult | null {
  const people = answers[statements[0]!].length;
  checkAnswers(answers, people);
  const sum = meanOf(sumsOf(answers, statements), sumScale);
  if (sum === null) return null;
  const factors = Object.fromEntries(surveyFactors.map((factor) => [factor, factorMean(answers, factor)])) as Record<SurveyFactor, Mean>;
  return { people, sum, kind: kindOf(sum.value), kinds: kindsOf(sum), factors, statements: statements.map((statement) => statementOf(answers, statement)) };
}

function checkAnswers(answers: WaveAnswers, people: number): void {
  for (const statement of statements) {
    const column = Array.from(answers[statement]);
    if (column.length !== people) throw new RangeError(`'${statement}' has ${column.length} answers where others have ${people}`);
    const wrong = column.find((answer) => !Number.isInteger(answer) || answer < leastAnswer || answer > mostAnswer);
    if (wrong !== undefined) throw new RangeError(`'${statement}' holds ${wrong}, which is no answer from ${leastAnswer} to ${mostAnswer}`);
  }
}

/** Each person's sum over some statements. */
function sumsOf(answers: WaveAnswers, of: readonly SurveyStatement[]): number[] {
  return Array.from(answers[of[0]!], (_, person) => of.reduce((sum, statement) => sum + answers[statement][person]!, 0));
}

function factorMean(answers: WaveAnswers, factor: SurveyFactor): Mean {
  const own = statements.filter((statement) => surveyStatements[statement] === factor);
  return meanOf(
    sumsOf(answers, own).map((sum) => sum / own.length),
    answerScale,
  )!;
}

function statementOf(answers: WaveAnswers, statement: SurveyStatement): StatementResult {
  return statementResultOf(statement, Array.from(answers[statement]));
}

/** One statement's answers of a group that is not empty. */
export function statementResultOf(statement: SurveyStatement, column: readonly number[]): StatementResult {
  const counts = Array.from({ length: mostAnswer - leastAnswer + 1 }, (_, n) => column.filter((answer) => answer === leastAnswer + n).length);
  const agreement = withinGroupAgreement(column, counts.length);
  const isAgreed = agreement !== null && agreement >= enoughAgreement;
  return { statement, factor: surveyStatements[statement], mean: meanOf(column, answerScale)!, counts, agreement, isAgreed };
}

export function kindOf(sum: number): RelationshipKind {
  return relationshipBands.findLast(({ from }) => sum >= from)?.kind ?? relationshipBands[0].kind;
}

/** Kinds that the range of a sum reaches into, from the lowest. */
export function kindsOf({ value, interval }: Pick<Mean, "value" | "interval">): RelationshipKind[] {
  const [low, high] = [kindOf(interval?.low ?? value), kindOf(interval?.high ?? value)];
  const places = relationshipBands.map(({ kind }) => kind);
  return places.slice(places.indexOf(low), places.indexOf(high) + 1);
}

export interface PerceptionGap {
  readonly statement: SurveyStatement;
  /** Sales less marketing, in points of the answer; null where neither side's answers vary or a side is a single person. */
  readonly difference: Difference | null;
  /** Chance that a gap as large is found anywhere among the twenty where none is there (Holm); null with the difference. */
  readonly adjusted: number | null;
  readonly isClear: boolean;
}

/** Where sales and marketing see the same thing differently, widest gap first. A gap is clear when it holds among all twenty looked at (10 %). */
export function perceptionGaps(sales: WaveAnswers, marketing: WaveAnswers): PerceptionGap[] {
  return gapsOf(statements, (side, statement) => (side === "sales" ? sales : marketing)[statement]);
}

/** The same of some of the statements; a gap is clear when it holds among those. */
export function gapsOf(of: readonly SurveyStatement[], answers: (side: SurveySide, statement: SurveyStatement) => ArrayLike<number>): PerceptionGap[] {
  const differences = of.map((statement) => ({ statement, difference: differenceOf(answers("sales", statement), answers("marketing", statement)) }));
  const tested = differences.flatMap(({ difference }) => (difference === null ? [] : [difference.p]));
  const adjusted = holm(tested);
  let place = 0;
  return differences
    .map(({ statement, difference }) => {
      const own = difference === null ? null : adjusted[place++]!;
      return { statement, difference, adjusted: own, isClear: own !== null && own < 0.1 };
    })
    .toSorted((a, b) => Math.abs(b.difference?.value ?? 0) - Math.abs(a.difference?.value ?? 0));
}

export interface SumChange {
  readonly value: number;
  readonly interval: Interval;
  /** False: the two waves differ by no more than chance would have them. */
  readonly isMoreThanChance: boolean;
}

/**
 * Change of the sum from one wave to the next, as of two groups of strangers: who answered what in both is not known. Where mostly the same people answer
 * alike the range is wider than it had to be, never narrower. null with fewer than two people in a wave.
 */
export function sumChange(earlier: WaveAnswers, later: WaveAnswers): SumChange | null {
  const difference = differenceOf(sumsOf(later, statements), sumsOf(earlier, statements));
  if (difference === null) return null;
  const { value, interval, p } = difference;
  return { value, interval, isMoreThanChance: p < 0.1 };
}
