// The survey of how sales and marketing work together: waves, answers that nothing joins to people, and what may be shown of them.
// Long because: a wave's figures are described once, as they are kept and as they are sent.
import { z } from "zod";

import { departments } from "#facts/department.ts";
import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { type TwinStatement, ownLevels, twinMeasures } from "#facts/survey-twins.ts";
import {
  fewestShown,
  leastAnswer,
  leastOfPulse,
  mostAnswer,
  mostImportance,
  mostOfPulse,
  segmentsNamed,
  type SurveyStatement,
  surveyFactors,
  surveyModes,
  surveyOrientations,
  surveyRhythms,
  surveySkills,
  surveyStatements,
} from "#facts/survey.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, periodShape } from "#kit/shapes.ts";

const tag = "survey";
const reads = ["agency-sees-only-what-is-shared"] as const;
const changes = ["role-only-reads", "not-found"] as const;

const statementKeys = Object.keys(surveyStatements) as [SurveyStatement, ...SurveyStatement[]];
const sideShape = z.enum(["sales", "marketing"]);
const groupShape = z.enum(["sales", "marketing", "joint"]);

export const mostFewest = 10;
export const leastDaysOpen = 2;
export const mostDaysOpen = 60;
export const mostOwnQuestions = 5;
export const mostSegments = 12;
/** Days by which a wave may be made longer, once. */
export const extendsBy = 7;
const longestWords = 1_000;

const ownQuestionShape = z.object({ id: z.string(), kind: z.enum(["scale", "words"]), text: z.string() });
const segmentShape = z.string().trim().min(1).max(60);

/** How a wave is set up; fixed from then on. */
const setUp = {
  mode: z.enum(surveyModes),
  fewest: z.number().int().min(fewestShown).max(mostFewest).default(fewestShown),
  daysOpen: z.number().int().min(leastDaysOpen).max(mostDaysOpen).default(14),
};

export const waveShape = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    state: z.enum(["proposed", "open", "closed", "withdrawn"]),
    mode: z.enum(surveyModes),
    fewest: z.number().int(),
    daysOpen: z.number().int(),
    questions: listOf(ownQuestionShape),
    segments: listOf(z.string()),
    /** Of a pulse: the statements that it asks for. Null: the whole survey. */
    statements: listOf(z.enum(statementKeys)).nullable(),
    proposedOn: dayShape,
    /** Null: the plan. */
    proposedBy: z.string().nullable(),
    agreed: z.object({ sales: z.string().nullable(), marketing: z.string().nullable() }),
    openedOn: dayShape.nullable(),
    closesOn: dayShape.nullable(),
    isExtended: z.boolean(),
    closedOn: dayShape.nullable(),
    asked: z.object({ sales: z.number().int(), marketing: z.number().int() }).nullable(),
    /** Of those asked; while it is open told in steps only, and not by side. */
    sent: z.enum(["few", "half", "most"]).nullable(),
    isMine: z.boolean(),
    /** About the reader alone. */
    hasSent: z.boolean(),
    mySide: sideShape.nullable(),
    whyNotAnswer: z.string().nullable(),
    whyNotAgree: z.string().nullable(),
    whyNotWithdraw: z.string().nullable(),
    whyNotExtend: z.string().nullable(),
    /** The sum of both together with its range, where it may be shown: for the list. */
    sum: z.object({ value: z.number(), interval: intervalShape.nullable(), people: z.number().int() }).nullable(),
  })
  .meta({ id: "SurveyWave" });
export type WaveView = z.output<typeof waveShape>;

export const planShape = z.object({ rhythm: z.enum(surveyRhythms), nextOn: dayShape.nullable(), ...setUp }).meta({ id: "SurveyPlan" });
export type PlanView = z.output<typeof planShape>;

export const readSurvey = endpoint({
  name: "readSurvey",
  method: "GET",
  path: "/api/w/:workspace/survey",
  audience: "member",
  summary: "The waves of the survey, the latest first; what is open to the reader; and how a new one may be held",
  tag,
  params: inWorkspace,
  isApartFromFacts: true,
  refusals: reads,
  reply: z.object({
    waves: listOf(waveShape),
    plan: planShape.nullable(),
    today: dayShape,
    /** Who would be asked today. */
    people: z.object({ sales: z.number().int(), marketing: z.number().int(), heads: z.number().int() }),
    /** Why each way of asking is not to be had today; null: it is. */
    whyNotModes: z.record(z.enum(surveyModes), z.string().nullable()),
    segments: listOf(z.string()),
    whyNotPropose: z.string().nullable(),
    whyNotPlan: z.string().nullable(),
    /** `isVisitor`: looks around in the demo, on no side. */
    me: z.object({ memberId: z.uuid(), department: z.enum(departments).nullable(), isVisitor: z.boolean() }),
  }),
});
export type SurveyAnswer = z.output<(typeof readSurvey)["reply"]>;

export const proposeWave = endpoint({
  name: "proposeWave",
  method: "POST",
  path: "/api/w/:workspace/survey/waves",
  audience: "member",
  summary: "Propose a wave: how it is asked, from how many people on it is shown, how long it is open. It opens when both heads agree",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    ...setUp,
    segments: z.array(segmentShape).max(mostSegments).default([]),
    questions: z
      .array(z.strictObject({ kind: z.enum(["scale", "words"]), text: z.string().trim().min(3).max(300) }))
      .max(mostOwnQuestions)
      .default([]),
    /** A pulse: these statements and nothing else, anonymous. Left out: the whole survey. */
    statements: z.array(z.enum(statementKeys)).min(leastOfPulse).max(mostOfPulse).nullable().default(null),
  }),
  creates: true,
  refusals: [
    "role-only-reads",
    "only-heads-run-surveys",
    "wave-under-way",
    "too-few-on-a-side",
    "too-few-in-all",
    "both-heads-needed",
    "segments-twice",
    "pulse-is-anonymous",
    "statements-twice",
  ],
  reply: z.object({ id: z.uuid() }),
});

export const agreeToWave = endpoint({
  name: "agreeToWave",
  method: "POST",
  path: "/api/w/:workspace/survey/waves/:id/agreed",
  audience: "member",
  summary: "Agree, as head of one's own side, that the wave opens",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "only-heads-agree", "agreed-already", "not-proposed-any-more", "too-few-on-a-side", "too-few-in-all", "both-heads-needed"],
  reply: z.object({ isOpen: z.boolean() }),
});

export const withdrawWave = endpoint({
  name: "withdrawWave",
  method: "POST",
  path: "/api/w/:workspace/survey/waves/:id/withdrawn",
  audience: "member",
  summary: "Take back a wave that has not opened",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "only-heads-run-surveys", "not-proposed-any-more"],
  reply: nothing,
});

export const extendWave = endpoint({
  name: "extendWave",
  method: "POST",
  path: "/api/w/:workspace/survey/waves/:id/extended",
  audience: "member",
  summary: "Keep an open wave open for seven days more, once",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "only-heads-run-surveys", "wave-not-open", "extended-already"],
  reply: nothing,
});

export const setSurveyPlan = endpoint({
  name: "setSurveyPlan",
  method: "PUT",
  path: "/api/w/:workspace/survey/plan",
  audience: "member",
  summary: "When waves are proposed by themselves, and how",
  tag,
  params: inWorkspace,
  body: z.strictObject({ rhythm: z.enum(surveyRhythms), nextOn: dayShape.nullable().default(null), ...setUp }),
  refusals: ["role-only-reads", "only-heads-run-surveys", "day-is-over"],
  reply: nothing,
});

const answerShape = z.number().int().min(leastAnswer).max(mostAnswer);
const importanceShape = z.number().int().min(1).max(mostImportance);

export const ballotShape = z.strictObject({
  statements: z.record(z.enum(statementKeys), answerShape),
  importance: z.record(z.enum(statementKeys), importanceShape),
  own: answerShape,
  other: answerShape,
  orientations: z.record(z.enum(surveyOrientations), answerShape),
  skills: z.record(z.enum(surveySkills), answerShape),
  segments: z.array(segmentShape).max(segmentsNamed).default([]),
  scales: z.record(z.string().max(40), answerShape).default({}),
  words: z.record(z.string().max(40), z.string().trim().max(longestWords)).default({}),
});

/** What a pulse asks for. */
export const pulseBallotShape = z.strictObject({ statements: z.partialRecord(z.enum(statementKeys), answerShape) });

export const sendAnswers = endpoint({
  name: "sendAnswers",
  method: "POST",
  path: "/api/w/:workspace/survey/waves/:id/answers",
  audience: "member",
  summary: "Send one's answers, whole and once. In an anonymous wave nothing joins them to the sender",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({
    /** Of a whole wave, or of a pulse. */
    ballot: z.union([ballotShape, pulseBallotShape]),
    /** In a wave under names: that one's answers may stand under one's name for those who are asked. */
    isNamed: z.boolean().default(false),
  }),
  refusals: [...changes, "not-asked", "sent-already", "wave-not-open", "answers-not-as-asked", "name-not-agreed"],
  reply: nothing,
});
export type SentBody = z.input<(typeof sendAnswers)["body"] & z.ZodType>;

const meanShape = z.object({ value: z.number(), interval: intervalShape.nullable(), people: z.number().int() });
const differenceShape = z.object({ value: z.number(), interval: intervalShape, p: z.number() });
const changeShape = differenceShape.extend({ isMoreThanChance: z.boolean() }).nullable();
const reliabilityShape = z.union([
  z.object({ alpha: z.number(), interval: intervalShape, omega: z.number().nullable(), people: z.number().int() }),
  z.object({ whyNot: z.string() }),
]);
const kindShape = z.enum(["undefined", "defined", "aligned", "integrated"]);
const countsShape = listOf(z.number().int());

export const groupTallyShape = z
  .object({
    people: z.number().int(),
    /** 20 to 100. */
    sum: meanShape,
    kind: kindShape,
    kinds: listOf(kindShape),
    factors: z.record(z.enum(surveyFactors), meanShape),
    statements: listOf(
      z.object({
        statement: z.enum(statementKeys),
        factor: z.enum(surveyFactors),
        mean: meanShape,
        counts: countsShape,
        agreement: z.number().nullable(),
        isAgreed: z.boolean(),
      }),
    ),
    importance: z.record(z.enum(statementKeys), meanShape),
    reliability: reliabilityShape,
    factorReliability: z.record(z.enum(surveyFactors), reliabilityShape),
    orientations: z.record(z.enum(surveyOrientations), meanShape),
    skills: z.record(z.enum(surveySkills), meanShape),
    own: meanShape,
    other: meanShape,
    segments: listOf(z.object({ segment: z.string(), count: z.number().int() })),
    scales: z.record(z.string(), z.object({ mean: meanShape, counts: countsShape })),
  })
  .meta({ id: "SurveyGroup" });
export type GroupView = z.output<typeof groupTallyShape>;

const seenShape = z.object({ own: meanShape, byOther: meanShape, difference: differenceShape.nullable() });
const sidesShape = z.object({
  /** Sales less marketing, the widest first. */
  gaps: listOf(z.object({ statement: z.enum(statementKeys), difference: differenceShape.nullable(), adjusted: z.number().nullable(), isClear: z.boolean() })),
  selfOther: z.object({ sales: seenShape, marketing: seenShape }),
  orientations: z.record(z.enum(surveyOrientations), differenceShape.nullable()),
  skills: z.record(z.enum(surveySkills), differenceShape.nullable()),
  segmentsShared: listOf(z.string()),
});

export const waveResultShape = z
  .object({
    asked: z.object({ sales: z.number().int(), marketing: z.number().int() }),
    answered: z.number().int(),
    counted: z.number().int(),
    leftOut: listOf(sideShape),
    groups: z.object({ sales: groupTallyShape.optional(), marketing: groupTallyShape.optional(), joint: groupTallyShape.optional() }),
    sides: sidesShape.nullable(),
    comments: z.record(z.string(), listOf(z.string())).nullable(),
    /** Beside the closed wave before in which the same group is shown. */
    changes: listOf(z.object({ group: groupShape, since: z.number().int(), sum: changeShape, factors: z.record(z.enum(surveyFactors), changeShape) })),
    cautions: listOf(cautionShape),
  })
  .meta({ id: "SurveyResult" });
export type WaveResultView = z.output<typeof waveResultShape>;

export const pulseResultShape = z
  .object({
    asked: z.object({ sales: z.number().int(), marketing: z.number().int() }),
    answered: z.number().int(),
    counted: z.number().int(),
    leftOut: listOf(sideShape),
    groups: listOf(
      z.object({
        group: groupShape,
        people: z.number().int(),
        statements: listOf(
          z.object({
            statement: z.enum(statementKeys),
            mean: meanShape,
            counts: countsShape,
            isAgreed: z.boolean(),
            /** Against the last wave that asked for it and shows the group. */
            change: differenceShape.extend({ isMoreThanChance: z.boolean() }).nullable(),
          }),
        ),
        /** The wave that the changes are against. */
        since: z.number().int().nullable(),
      }),
    ),
    gaps: listOf(z.object({ statement: z.enum(statementKeys), difference: differenceShape.nullable(), isClear: z.boolean() })).nullable(),
    cautions: listOf(cautionShape),
  })
  .meta({ id: "SurveyPulse" });
export type PulseResultView = z.output<typeof pulseResultShape>;

const namedShape = z.object({ memberId: z.uuid(), name: z.string(), side: sideShape, sum: z.number(), ballot: ballotShape });

export const readWave = endpoint({
  name: "readWave",
  method: "GET",
  path: "/api/w/:workspace/survey/waves/:id",
  audience: "member",
  summary: "One wave; after closing, what may be shown of it",
  tag,
  params: inWorkspaceWithId,
  isApartFromFacts: true,
  refusals: [...reads, "not-found"],
  reply: z.object({
    wave: waveShape,
    /** Null: not closed, or answered under names. */
    result: waveResultShape.nullable(),
    /** Of a pulse, instead of a result. */
    pulse: pulseResultShape.nullable(),
    /** Why there is no result of a closed wave. */
    whyNot: z.string().nullable(),
    /** Answers under names, for those who were asked. */
    named: listOf(namedShape).nullable(),
    whyNotNamed: z.string().nullable(),
    /** Sums of all closed waves by group, the earliest first. */
    course: listOf(z.object({ number: z.number().int(), closedOn: dayShape, group: groupShape, mean: meanShape })),
  }),
});
export type WaveDetail = z.output<(typeof readWave)["reply"]>;
export type NamedView = z.output<typeof namedShape>;

const twinShape = z.object({
  statement: z.enum(Object.keys(twinMeasures) as [TwinStatement, ...TwinStatement[]]),
  measure: z.string(),
  unit: z.enum(["share", "minutes", "count"]),
  value: z.number().nullable(),
  interval: intervalShape.nullable(),
  sample: z.number().int(),
  level: z.number().nullable(),
  holds: z.enum(["at-least", "at-most"]),
  isAgreed: z.boolean(),
  of: z.enum(["period", "twelve-months", "today"]),
  cautions: listOf(cautionShape),
  reason: z.string().nullable(),
  href: z.string().nullable(),
  fact: z.enum(["borne-out", "not-borne-out", "open"]),
  /** Of each group that is shown: does it agree, and how that stands beside the fact. */
  beside: listOf(z.object({ group: groupShape, said: z.enum(["agrees", "disagrees", "divided"]), stands: z.enum(["sound", "rosy", "dark", "sore", "open"]) })),
});
export type TwinView = z.output<typeof twinShape>;

export const readTwins = endpoint({
  name: "readTwins",
  method: "GET",
  path: "/api/w/:workspace/survey/waves/:id/twins",
  audience: "member",
  summary: "What a closed wave says beside what is measured: who agrees with what, does the fact bear it out, and three dials that are never added up",
  tag,
  params: inWorkspaceWithId,
  refusals: [...reads, "not-found", "nothing-to-show"],
  reply: z.object({
    period: periodShape,
    twins: listOf(twinShape),
    /** Statements without a fact of their own. */
    without: listOf(z.enum(statementKeys)),
    dials: z.object({
      survey: meanShape.nullable(),
      /** Statements on which the sides clearly differ, of the twenty; null: the sides are not shown. */
      gap: z.number().int().nullable(),
      promises: z.object({ kept: z.number().int(), told: z.number().int(), all: z.number().int() }).nullable(),
    }),
  }),
});
export type TwinsAnswer = z.output<(typeof readTwins)["reply"]>;

const levelShape = z.object({ level: z.number(), source: z.string(), by: z.string().nullable(), at: momentShape });

export const listTwinLevels = endpoint({
  name: "listTwinLevels",
  method: "GET",
  path: "/api/w/:workspace/survey/levels",
  audience: "member",
  summary: "From where on a fact bears a statement out where no promise says it, with who set it, from what source, and what held before",
  tag,
  params: inWorkspace,
  isApartFromFacts: true,
  refusals: reads,
  reply: z.object({
    levels: listOf(
      z.object({
        measure: z.enum(ownLevels),
        level: z.number(),
        usual: z.number(),
        /** What was set, the latest first; empty: it is as it usually is. */
        history: listOf(levelShape),
      }),
    ),
    whyNotSet: z.string().nullable(),
  }),
});
export type LevelList = z.output<(typeof listTwinLevels)["reply"]>;

export const setTwinLevel = endpoint({
  name: "setTwinLevel",
  method: "PUT",
  path: "/api/w/:workspace/survey/levels/:measure",
  audience: "member",
  summary: "Set from where on a fact bears a statement out, with the source of that level; what held before is kept",
  tag,
  params: inWorkspace.extend({ measure: z.enum(ownLevels) }),
  body: z.strictObject({ level: z.number().min(0.05).max(1), source: z.string().trim().min(1).max(500) }),
  refusals: ["role-only-reads", "only-heads-run-surveys"],
  reply: nothing,
});
