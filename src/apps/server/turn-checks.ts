// What a turning point's check asks of other rooms: claims with what the records say, a short wave of the survey, promises kept; and turning points watched by the clock.
import { askBeside } from "#apps/server/ask-beside.ts";
import { askOf } from "#apps/server/quoted.ts";
import { readClaimCatalogue, tryClaim } from "#features/claims/contract.ts";
import { readPromises } from "#features/promises/contract.ts";
import { proposeWave, readSurvey, withdrawWave } from "#features/survey/contract.ts";
import { listTurningPoints } from "#features/turns/contract.ts";
import type { Watching } from "#features/turns/jobs.ts";
import type { TurnHouse } from "#features/turns/routes/check.ts";
import type { Beside } from "#http/beside.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import { dayIn } from "#http/today.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { periodName } from "#kit/period.ts";
import type { Refusal } from "#kit/refusal.ts";

type Reply<E extends Endpoint> = E["reply"]["_zod"]["output"];

/** `routes`: of the rooms that are asked. */
export function turnHouseIn(routes: readonly Route[]): TurnHouse {
  const byName = new Map(routes.map((route) => [route.endpoint.name, route]));
  const ask = async <E extends Endpoint>(question: MemberQuestion, endpoint: E, query: Readonly<Record<string, unknown>> = {}): Promise<Reply<E> | string> => {
    const answer = await askOf(byName.get(endpoint.name), question, { endpoint: endpoint.name, params: {}, query });
    if ("reply" in answer) return answer.reply;
    return "refused" in answer ? answer.refused : "no-facts-yet";
  };
  /** What changes something; a refusal comes back as it is. */
  const act = async (question: MemberQuestion, endpoint: Endpoint, asked: { params?: object; body?: unknown }): Promise<object> => {
    const route = byName.get(endpoint.name);
    if (!route?.asMember) throw new Error(`'${endpoint.name}' is asked for by a check, and no room answers it`);
    const body = endpoint.body === undefined ? undefined : endpoint.body.parse(asked.body);
    return (await route.asMember({ ...question, params: { workspace: question.workspace.slug, ...asked.params }, query: undefined, body })) as object;
  };
  const refusalIn = (answer: object): Refusal | null => ("ok" in answer && answer.ok === false ? (answer as Refusal) : null);
  return {
    claims: async (question, keys) => {
      const catalogue = await ask(question, readClaimCatalogue);
      if (typeof catalogue === "string") return catalogue;
      const found = [];
      for (const standard of keys) {
        const told = await ask(question, tryClaim, { standard });
        if (typeof told === "string") continue;
        const { verdict, untold, measured } = told.answer;
        const unit = catalogue.standards.find(({ key }) => key === standard)!.unit;
        found.push({
          standard,
          verdict,
          reason: untold?.reason ?? null,
          effect: measured?.effect ?? null,
          interval: measured?.interval ?? null,
          unit,
          sample: measured?.sample ?? 0,
        });
      }
      return found;
    },
    pulse: async (question, statements) => {
      const survey = await ask(question, readSurvey);
      const plan = typeof survey === "string" ? null : survey.plan;
      // As the plan has it where there is one; by side where that can be had, else of both together.
      const usual = typeof survey !== "string" && survey.whyNotModes["sides"] === null ? "sides" : "joint";
      const mode = plan?.mode === "sides" || plan?.mode === "joint" ? plan.mode : usual;
      const body = { mode, daysOpen: 7, statements: [...statements], ...(plan === null ? {} : { fewest: plan.fewest }) };
      const answer = await act(question, proposeWave, { body });
      return refusalIn(answer) ?? (answer as { readonly id: string });
    },
    withdrawPulse: async (question, id) => refusalIn(await act(question, withdrawWave, { params: { id } })),
    promises: async (question, period) => {
      const answer = await ask(question, readPromises, { period: periodName(period) });
      if (typeof answer === "string") return null;
      const count = (status: string) => answer.promises.filter((promise) => promise.status === status).length;
      return { kept: count("kept"), told: count("kept") + count("broken"), period };
    },
  };
}

/** Turning points are looked for by the clock as if somebody opened their page: in the thread beside. */
export function watchedBeside(beside: Beside): Watching {
  return {
    today: (timeZone) => dayIn(timeZone, new Date()),
    proposals: async (workspace, asOf, signal) => {
      const wire = await askBeside(beside, { endpoint: listTurningPoints, query: undefined, workspace, asOf, isOfFactsAlone: false }, signal);
      if (wire.kind !== "json") throw new Error(wire.kind === "refusal" ? wire.refusal.reason : wire.kind);
      return (JSON.parse(wire.text) as Reply<typeof listTurningPoints>).proposed;
    },
  };
}
