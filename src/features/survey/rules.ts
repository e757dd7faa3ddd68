// How a wave stands and what may be said of it: states, who may be asked how, the ballot box, closing, and the figures as they are sent.
// Long because: whole waves and pulses are told by the same rules.
import { whyNotAgree, whyNotAnswer, whyNotExtend, whyNotWithdraw } from "#features/survey/access.ts";
import type { PulseResultView, SentBody, TwinsAnswer, WaveResultView, WaveView } from "#features/survey/contract.ts";
import { type PulseTally, statementChanges } from "#evidence/survey/pulse.ts";
import { type WaveTally, changeOf } from "#evidence/survey/tally.ts";
import { besideOf, factSays, saidOf } from "#evidence/survey/twins.ts";
import { type PromisesKept, type Twin, twinMeasures } from "#facts/survey-twins.ts";
import type { Asker } from "#facts/department.ts";
import type { Caution } from "#facts/papers.ts";
import {
  type Ballot,
  type OwnQuestion,
  type PulseBallot,
  type SurveyGroup,
  type SurveyMode,
  type SurveyRhythm,
  type SurveySide,
  type SurveyStatement,
  segmentsNamed,
  surveyModes,
  surveyStatements,
} from "#facts/survey.ts";
import { type Day, addDays, addMonths, daysBetween } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** The little of a wave that tells its state. */
interface Dated {
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
  readonly withdrawnOn: Day | null;
}

export function stateOf({ openedOn, closedOn, withdrawnOn }: Dated): WaveView["state"] {
  if (withdrawnOn !== null) return "withdrawn";
  if (closedOn !== null) return "closed";
  return openedOn === null ? "proposed" : "open";
}

interface People {
  readonly sales: number;
  readonly marketing: number;
  readonly heads: number;
}

/** A wave never opens where it could show nothing, or less than it promises. */
export function whyNotMode(mode: SurveyMode, { people, fewest }: { readonly people: People; readonly fewest: number }): WhyNot {
  if (people.heads < 2) return "both-heads-needed";
  if (mode === "sides") return people.sales < fewest || people.marketing < fewest ? "too-few-on-a-side" : null;
  if (mode === "joint") return people.sales + people.marketing < fewest ? "too-few-in-all" : null;
  return null;
}

export function whyNotModes(people: People, fewest: number): Record<SurveyMode, WhyNot> {
  return Object.fromEntries(surveyModes.map((mode) => [mode, whyNotMode(mode, { people, fewest })])) as Record<SurveyMode, WhyNot>;
}

export function nextTurn(from: Day, rhythm: SurveyRhythm): Day | null {
  const months = { none: null, monthly: 1, quarterly: 3, "half-yearly": 6 }[rhythm];
  return months === null ? null : addMonths(from, months);
}

/** Half-way, and the day before the last: the same days and the same words for everybody. */
export function isReminderDue(
  { openedOn, closesOn, remindedOn }: { readonly openedOn: Day; readonly closesOn: Day; readonly remindedOn: Day | null },
  today: Day,
): boolean {
  const half = addDays(openedOn, Math.ceil(daysBetween(openedOn, closesOn) / 2));
  const due = [half, addDays(closesOn, -1)].findLast((day) => day > openedOn && day <= today);
  return due !== undefined && today <= closesOn && (remindedOn === null || remindedOn < due);
}

type SentBallot = SentBody["ballot"];
type WholeBallot = Extract<SentBallot, { readonly importance: unknown }>;

interface Asks {
  readonly segments: readonly string[];
  readonly questions: readonly OwnQuestion[];
  readonly statements: readonly SurveyStatement[] | null;
}

/** Why answers are not what the wave asks; each one is answered, so that nothing is told by what is left out. */
export function whyNotBallot(ballot: SentBallot, wave: Asks): WhyNot {
  if (wave.statements !== null) {
    const keys = Object.keys(ballot.statements) as SurveyStatement[];
    const isAsAsked = !("importance" in ballot) && keys.length === wave.statements.length && keys.every((key) => wave.statements!.includes(key));
    return isAsAsked ? null : "answers-not-as-asked";
  }
  if (!("importance" in ballot)) return "answers-not-as-asked";
  const named = ballot.segments ?? [];
  const asked = wave.segments.length > segmentsNamed ? segmentsNamed : 0;
  const isNamed = named.length === asked && new Set(named).size === asked && named.every((one) => wave.segments.includes(one));
  const ids = (kind: OwnQuestion["kind"]) => wave.questions.filter((one) => one.kind === kind).map(({ id }) => id);
  const scales = Object.keys(ballot.scales ?? {});
  const isScaled = scales.length === ids("scale").length && ids("scale").every((id) => scales.includes(id));
  const isWritten = Object.keys(ballot.words ?? {}).every((id) => ids("words").includes(id));
  return isNamed && isScaled && isWritten ? null : "answers-not-as-asked";
}

export function ballotOf(ballot: SentBallot, side: SurveySide): Ballot | PulseBallot {
  return "importance" in ballot ? wholeOf(ballot, side) : { side, statements: ballot.statements };
}

export function wholeOf(ballot: WholeBallot, side: SurveySide): Ballot {
  return { ...ballot, side, segments: ballot.segments ?? [], scales: ballot.scales ?? {}, words: ballot.words ?? {} };
}

/** The box is filled up to whole steps of so many letters, so that its length tells nothing of one answer. */
const boxStep = 65_536;

/** All ballots in an order that means nothing. */
export function boxText(ballots: readonly (Ballot | PulseBallot)[], dice: Dice): string {
  const shuffled = [...ballots];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = dice.below(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  const text = JSON.stringify(shuffled);
  // Letters of any language are written as bytes before they are sealed.
  const bytes = encodeURIComponent(text).replaceAll(/%../g, "x").length;
  return text + " ".repeat((boxStep - (bytes % boxStep)) % boxStep);
}

/** All of a box are of one wave, and so of one kind. */
export const ballotsIn = <B extends Ballot | PulseBallot = Ballot>(text: string): B[] => JSON.parse(text) as B[];

/** Fewer than this share of those asked: who did not answer may think otherwise. Source: practice of survey houses, 75 to 80 % aimed at. */
const enoughAnswered = 0.6;

interface Earlier {
  readonly number: number;
  readonly statements: readonly SurveyStatement[] | null;
  readonly tally: WaveTally | PulseTally | null;
}

/** The figures of a whole wave; null of a pulse, and where nothing was kept. */
export const wholeTally = ({ statements, tally }: Pick<Earlier, "statements" | "tally">): WaveTally | null =>
  statements === null ? (tally as WaveTally | null) : null;
export const pulseTally = ({ statements, tally }: Pick<Earlier, "statements" | "tally">): PulseTally | null =>
  statements === null ? null : (tally as PulseTally | null);

/** The figures of a pulse; each statement against the last wave, whole or short, that asked for it and shows the same group. */
export function pulseView(tally: PulseTally, earlier: readonly Earlier[]): PulseResultView {
  const inOrder = (["sales", "marketing", "joint"] as const).flatMap((group) =>
    tally.groups[group] === undefined ? [] : [[group, tally.groups[group]] as const],
  );
  const groups = inOrder.map(([group, { people, statements }]) => {
    const before = earlier.find((one) => statements.some(({ statement }) => statementsOf(one, group).some((other) => other.statement === statement)));
    const changes = before === undefined ? [] : statementChanges(statementsOf(before, group), statements);
    return {
      group,
      people,
      since: before?.number ?? null,
      statements: statements.map(({ statement, mean, counts, isAgreed }) => {
        const { statement: _, ...change } = changes.find((one) => one.statement === statement) ?? { statement };
        return { statement, mean, counts, isAgreed, change: "value" in change ? change : null };
      }),
    };
  });
  const { asked, answered, counted, leftOut, gaps } = tally;
  return {
    asked,
    answered,
    counted,
    leftOut,
    groups,
    gaps: gaps === null ? null : gaps.map(({ statement, difference, isClear }) => ({ statement, difference, isClear })),
    cautions: [...fewAnswered(tally), ...(leftOut.length > 0 ? [{ code: "survey-left-out" }] : [])],
  };
}

const statementsOf = ({ tally }: Earlier, group: SurveyGroup) => tally?.groups[group]?.statements ?? [];

/** The figures of a closed wave, with what changed since the wave before in which the same group is shown. */
export function resultView(tally: WaveTally, earlier: readonly Earlier[]): WaveResultView {
  const groups = Object.keys(tally.groups) as SurveyGroup[];
  const changes = groups.flatMap((group) => {
    const before = earlier.find((one) => wholeTally(one)?.groups[group] !== undefined);
    if (before === undefined) return [];
    return [{ group, since: before.number, ...changeOf(wholeTally(before)!.groups[group]!, tally.groups[group]!) }];
  });
  return { ...tally, changes, cautions: cautionsOf(tally) };
}

function fewAnswered({ asked, answered }: Pick<WaveTally, "asked" | "answered">): Caution[] {
  const all = asked.sales + asked.marketing;
  return all > 0 && answered / all < enoughAnswered ? [{ code: "survey-few-answered", details: { answered, asked: all } }] : [];
}

function cautionsOf({ asked, answered, leftOut, groups, sides }: WaveTally): Caution[] {
  return [
    ...fewAnswered({ asked, answered }),
    ...(leftOut.length > 0 ? [{ code: "survey-left-out" }] : []),
    ...(groups.joint !== undefined && sides === null ? [{ code: "survey-joint-only" }] : []),
  ];
}

interface Row extends Dated {
  readonly id: string;
  readonly number: number;
  readonly mode: SurveyMode;
  readonly fewest: number;
  readonly daysOpen: number;
  readonly questions: readonly OwnQuestion[];
  readonly segments: readonly string[];
  readonly statements: readonly SurveyStatement[] | null;
  readonly proposedOn: Day;
  readonly proposedById: string | null;
  readonly proposedBy: string | null;
  readonly salesBy: string | null;
  readonly marketingBy: string | null;
  readonly closesOn: Day | null;
  readonly isExtended: boolean;
  readonly tally: WaveTally | PulseTally | null;
}

interface Took {
  readonly sales: number;
  readonly marketing: number;
  readonly sent: number;
  readonly mySide: SurveySide | null;
  readonly hasSent: boolean;
}

/** A wave as one reader sees it; of who has sent nothing but steps, and the reader's own. */
export function waveView(row: Row, took: Took | undefined, { asker, today }: { readonly asker: Asker; readonly today: Day }): WaveView {
  const state = stateOf(row);
  const mine = took?.mySide == null ? null : { hasSent: took.hasSent };
  const groups = wholeTally(row)?.groups;
  const joint = groups?.joint ?? groups?.sales ?? groups?.marketing;
  return {
    id: row.id,
    number: row.number,
    state,
    mode: row.mode,
    fewest: row.fewest,
    daysOpen: row.daysOpen,
    questions: row.questions,
    segments: row.segments,
    statements: row.statements,
    proposedOn: row.proposedOn,
    proposedBy: row.proposedBy,
    agreed: { sales: row.salesBy, marketing: row.marketingBy },
    openedOn: row.openedOn,
    closesOn: row.closesOn,
    isExtended: row.isExtended,
    closedOn: row.closedOn,
    asked: took === undefined ? null : { sales: took.sales, marketing: took.marketing },
    sent: took === undefined || state !== "open" ? null : stepOf(took.sent / Math.max(1, took.sales + took.marketing)),
    isMine: row.proposedById === asker.memberId,
    hasSent: took?.hasSent ?? false,
    mySide: took?.mySide ?? null,
    whyNotAnswer: whyNotAnswer(asker, { state, closesOn: row.closesOn, mine, today }),
    whyNotAgree: whyNotAgree(asker, { state, salesBy: row.salesBy, marketingBy: row.marketingBy }),
    whyNotWithdraw: whyNotWithdraw(asker, { state }),
    whyNotExtend: whyNotExtend(asker, { state, isExtended: row.isExtended }),
    sum: joint === undefined ? null : joint.sum,
  };
}

const stepOf = (share: number) => (share < 0.5 ? "few" : share < 0.75 ? "half" : "most");

/** The sums of all closed waves by group, the earliest first. */
export function courseOf(rows: readonly Row[]) {
  return rows
    .filter((row) => wholeTally(row) !== null && row.closedOn !== null)
    .toReversed()
    .flatMap((row) => {
      const { groups } = wholeTally(row)!;
      return (Object.keys(groups) as SurveyGroup[]).map((group) => ({ number: row.number, closedOn: row.closedOn!, group, mean: groups[group]!.sum }));
    });
}

/** Facts of a period beside the statements, as a reader may see them; given by the server, which knows the rooms that measure. */
export type ReadTwins<Question> = (question: Question, period: Period) => Promise<TwinsFound>;

export interface TwinsFound {
  readonly twins: readonly Twin[];
  readonly promises: PromisesKept | null;
}

/** The three months before a wave closed. */
export const periodOfWave = (closedOn: Day): Period => ({ from: addMonths(closedOn, -3), until: closedOn });

export function twinsView(tally: WaveTally, found: TwinsFound, period: Period): TwinsAnswer {
  const groups = (Object.keys(tally.groups) as SurveyGroup[]).filter((group) => tally.sides === null || group !== "joint");
  const twins = found.twins.map((twin) => {
    const fact = factSays(twin);
    const beside = groups.map((group) => {
      const said = saidOf(tally.groups[group]!.statements.find(({ statement }) => statement === twin.statement)!.mean);
      return { group, said, stands: besideOf(said, fact) };
    });
    return Object.assign({}, twin, { fact, beside });
  });
  return {
    period,
    twins,
    without: (Object.keys(surveyStatements) as SurveyStatement[]).filter((statement) => !(statement in twinMeasures)),
    dials: {
      survey: (tally.groups.joint ?? tally.groups.sales ?? tally.groups.marketing)?.sum ?? null,
      gap: tally.sides?.gaps.filter(({ isClear }) => isClear).length ?? null,
      promises: found.promises,
    },
  };
}
