// What is kept of a pulse when it closes: some of the statements alone, of groups that are large enough, compared with waves that asked the same.
import type { Dice } from "#kit/dice.ts";
import { type PulseBallot, type SurveyGroup, type SurveySide, type SurveyStatement } from "#facts/survey.ts";
import { type Difference, differenceOf } from "#evidence/survey/means.ts";
import { holm } from "#evidence/statistics/multiplicity.ts";
import { type PerceptionGap, type StatementResult, gapsOf, statementResultOf } from "#evidence/survey/results.ts";
import type { Disclosed } from "#evidence/survey/shown.ts";

export interface PulseTally {
  readonly asked: Readonly<Record<SurveySide, number>>;
  readonly answered: number;
  readonly counted: number;
  readonly leftOut: readonly SurveySide[];
  readonly groups: Readonly<Partial<Record<SurveyGroup, PulseGroup>>>;
  /** Sales less marketing; null: the sides are not shown. */
  readonly gaps: readonly PerceptionGap[] | null;
}

/** There is no sum and no kind of relationship: those are of the twenty statements together. */
export interface PulseGroup {
  readonly people: number;
  readonly statements: readonly StatementResult[];
}

export interface PulseOptions {
  readonly shown: Disclosed;
  readonly asked: Readonly<Record<SurveySide, number>>;
  readonly statements: readonly SurveyStatement[];
  /** Draws what is left out. */
  readonly dice: Dice;
}

export function pulseTallyOf(ballots: readonly PulseBallot[], { shown, asked, statements, dice }: PulseOptions): PulseTally {
  const counted = shown.leftOut.reduce<readonly PulseBallot[]>((left, side) => {
    const own = left.filter((ballot) => ballot.side === side);
    const drawn = own[dice.below(Math.max(1, own.length))];
    return left.filter((ballot) => ballot !== drawn);
  }, ballots);
  const column = (of: readonly PulseBallot[], statement: SurveyStatement) => of.map((ballot) => ballot.statements[statement]!);
  const of = (group: SurveyGroup) => (group === "joint" ? counted : counted.filter(({ side }) => side === group));
  const groups = Object.fromEntries(
    shown.groups.map(
      (group) => [group, { people: of(group).length, statements: statements.map((one) => statementResultOf(one, column(of(group), one))) }] as const,
    ),
  ) as Partial<Record<SurveyGroup, PulseGroup>>;
  const gaps = groups.sales && groups.marketing ? gapsOf(statements, (side, one) => column(of(side), one)) : null;
  return { asked, answered: ballots.length, counted: counted.length, leftOut: shown.leftOut, groups, gaps };
}

export type StatementChange = Difference & { readonly statement: SurveyStatement; readonly isMoreThanChance: boolean };

/** Each statement against an earlier wave that asked for it, of the same group, as of two groups of strangers; a change holds among all compared (Holm, 10 %). */
export function statementChanges(earlier: readonly StatementResult[], later: readonly StatementResult[]): StatementChange[] {
  const differences = later.flatMap(({ statement, counts }) => {
    const before = earlier.find((one) => one.statement === statement);
    const difference = before === undefined ? null : differenceOf(answersOf(counts), answersOf(before.counts));
    return difference === null ? [] : [{ statement, difference }];
  });
  const adjusted = holm(differences.map(({ difference }) => difference.p));
  return differences.map(({ statement, difference }, n) => Object.assign({}, difference, { statement, isMoreThanChance: adjusted[n]! < 0.1 }));
}

/** So many 1, so many 2 …: all that is kept of answers. */
const answersOf = (counts: readonly number[]) => counts.flatMap((count, place) => Array.from({ length: count }, () => place + 1));
