// Facts to stand beside what the survey says: the rooms that measure them are asked, as the reader, with the reader's rights.
import { askOf } from "#apps/server/quoted.ts";
import { listDefinitions } from "#features/definitions/contract.ts";
import { listDisputes } from "#features/disputes/contract.ts";
import { readFunnel } from "#features/figures/contract.ts";
import { listGoals } from "#features/goals/contract.ts";
import { listMeetings } from "#features/meetings/contract.ts";
import { readPrices } from "#features/prices/contract.ts";
import { readPromises } from "#features/promises/contract.ts";
import { tryClaim } from "#features/claims/contract.ts";
import type { ReadTwins } from "#features/survey/rules.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { isSignedByBoth } from "#facts/signatures.ts";
import { type OwnLevel, type Twin, type TwinMeasure, type TwinStatement, twinMeasures } from "#facts/survey-twins.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import { levelsNow } from "#ledger/survey-levels.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { paths } from "#kit/paths.ts";
import { type Period, periodName } from "#kit/period.ts";

type Found = Omit<Twin, "statement" | "measure">;
type Reply<E extends Endpoint> = { readonly reply: E["reply"]["_zod"]["output"] } | { readonly reason: string };

/** `routes`: of the rooms that measure. */
export function twinsIn(routes: readonly Route[]): ReadTwins<MemberQuestion> {
  const byName = new Map(routes.map((route) => [route.endpoint.name, route]));
  return async (question, period) => {
    const told = new Map<string, Promise<unknown>>();
    /** Each room is asked once, whatever stands beside its answer. */
    const ask = <E extends Endpoint>(endpoint: E, query: Readonly<Record<string, unknown>> = {}): Promise<Reply<E>> => {
      const known = told.get(endpoint.name) ?? asked(byName.get(endpoint.name), question, { endpoint: endpoint.name, params: {}, query });
      told.set(endpoint.name, known);
      return known as Promise<Reply<E>>;
    };
    const levels = await question.database.inWorkspace(question.asker.workspaceId, (tx) => levelsNow(tx, question.asker.workspaceId), { readOnly: true });
    const ground: Ground = { ask, period, workspace: question.workspace.slug, levels };
    const twins: Twin[] = [];
    for (const [statement, measure] of Object.entries(twinMeasures) as [TwinStatement, TwinMeasure][])
      twins.push({ statement, measure, ...(await measures[measure](ground, measure)) });
    const promises = await ask(readPromises, { period: periodName(period) });
    if (!("reply" in promises)) return { twins, promises: null };
    const all = promises.reply.promises;
    const count = (status: string) => all.filter((promise) => promise.status === status).length;
    return { twins, promises: { kept: count("kept"), told: count("kept") + count("broken"), all: all.length } };
  };
}

async function asked(route: Route | undefined, question: MemberQuestion, source: Parameters<typeof askOf>[2]): Promise<Reply<Endpoint>> {
  const answer = await askOf(route, question, source);
  if ("reply" in answer) return { reply: answer.reply };
  return { reason: "refused" in answer ? answer.refused : "no-fact" };
}

interface Ground {
  readonly ask: <E extends Endpoint>(endpoint: E, query?: Readonly<Record<string, unknown>>) => Promise<Reply<E>>;
  readonly period: Period;
  readonly workspace: string;
  /** Of the firm, where no promise says them. */
  readonly levels: Readonly<Record<OwnLevel, number>>;
}

type Measure = (ground: Ground, measure: TwinMeasure) => Promise<Found>;

const untold = (reason: string, more: Partial<Found> = {}): Found => ({
  unit: "share",
  value: null,
  interval: null,
  sample: 0,
  level: null,
  holds: "at-least",
  isAgreed: false,
  of: "period",
  cautions: [],
  reason,
  href: null,
  ...more,
});

/** A promise as its own page measures it, at the level that both have agreed on or that holds until they do. */
const promised: Measure = async ({ ask, period, workspace }, measure) => {
  const answer = await ask(readPromises, { period: periodName(period) });
  const href = paths.promises(workspace, { promise: measure, period: periodName(period) });
  if (!("reply" in answer)) return untold(answer.reason, { href });
  const promise = answer.reply.promises.find(({ key }) => key === measure);
  if (promise === undefined || promise.unit === "money") return untold("no-fact", { href });
  return {
    unit: promise.unit,
    value: promise.measured,
    interval: promise.interval,
    sample: promise.sample,
    level: promise.promised,
    holds: promise.holds,
    isAgreed: promise.isSigned,
    of: "period",
    cautions: promise.cautions,
    reason: promise.measured === null ? (promise.reason ?? "no-fact") : null,
    href,
  };
};

/** So many of so many, with Wilson's range. */
function shareOf(hits: number, cases: number, more: Partial<Found>): Found {
  if (cases === 0) return untold("no-cases", more);
  return { ...untold("", more), value: hits / cases, interval: wilsonInterval(hits, cases), sample: cases, reason: null };
}

const measures: Readonly<Record<TwinMeasure, Measure>> = {
  "definitional-returns": promised,
  "first-attempt": promised,
  "outcome-recorded": promised,
  "campaign-notice": promised,
  "reporting-minutes": promised,
  "accepted-leads": async ({ ask, period, workspace, levels }) => {
    const answer = await ask(readFunnel, { period: periodName(period) });
    const more = { level: levels["accepted-leads"], href: paths.funnel(workspace, { period: periodName(period) }) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const number = answer.reply.funnel.steps.find(({ step }) => step === "sales-accepted")?.conversion ?? null;
    if (number === null) return untold("no-fact", more);
    const { value, interval, sample, cautions, reason = null } = number;
    return { ...untold("", more), value, interval, sample, cautions, reason };
  },
  "within-policy": async ({ ask, period, workspace, levels }) => {
    const answer = await ask(readPrices, { period: periodName(period) });
    const more = { level: levels["within-policy"], href: paths.prices(workspace, { period: periodName(period) }) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const { steps, reason } = answer.reply;
    return steps === null ? untold(reason ?? "no-fact", more) : shareOf(steps.deals - steps.beyondDeals, steps.deals, more);
  },
  "materials-unused": async ({ ask, period, workspace }) => {
    const answer = await ask(tryClaim, { standard: "materials-not-used", period: periodName(period) });
    const more = { level: 0.5, holds: "at-most" as const, href: paths.claims(workspace) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const { measured, untold: why } = answer.reply.answer;
    if (measured === null) return untold(why?.reason ?? "no-fact", more);
    return { ...untold("", more), value: measured.effect, interval: measured.interval, sample: measured.sample, cautions: measured.cautions, reason: null };
  },
  "goals-of-both": async ({ ask, workspace }) => {
    const answer = await ask(listGoals);
    const more = { unit: "count" as const, level: 1, of: "today" as const, href: paths.goals(workspace) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const active = answer.reply.goals.filter(({ state }) => state === "active").length;
    return { ...untold("", more), value: active, sample: answer.reply.goals.length, reason: null };
  },
  "definitions-signed": async ({ ask, workspace }) => {
    const answer = await ask(listDefinitions);
    const more = { level: 1, of: "today" as const, href: paths.definitions(workspace) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const all = answer.reply.definitions;
    // Counted to the last one: there is nothing that a range would be of.
    return { ...shareOf(all.filter(({ inForce }) => isSignedByBoth(inForce)).length, all.length, more), interval: null };
  },
  "meetings-with-plan": async ({ ask, workspace, levels }) => {
    const answer = await ask(listMeetings);
    const more = { level: levels["meetings-with-plan"], of: "twelve-months" as const, href: paths.meetings(workspace) };
    return "reply" in answer ? shareOf(answer.reply.discipline.withPlan, answer.reply.discipline.held, more) : untold(answer.reason, more);
  },
  "disputes-in-time": async ({ ask, workspace, levels }) => {
    const answer = await ask(listDisputes);
    const more = { level: levels["disputes-in-time"], of: "today" as const, href: paths.disputes(workspace) };
    if (!("reply" in answer)) return untold(answer.reason, more);
    const due = answer.reply.disputes.filter(({ state, decidedAt, dueOn }) => state !== "withdrawn" && (decidedAt !== null || isOver(dueOn)));
    return shareOf(due.filter(({ decidedAt, dueOn }) => decidedAt !== null && decidedAt.slice(0, 10) <= dueOn).length, due.length, more);
  },
};

const isOver = (day: string) => day < new Date().toISOString().slice(0, 10);
