// Answers about how long deals take and how they end, kind by kind and stage by stage, with the records behind them.
import { whyNotReadCycle } from "#features/cycle/access.ts";
import { compareCycles, cycleRecords, readCycle, readPaces, readStageTimes, readWonDays } from "#features/cycle/contract.ts";
import { type CycleQuestion, behindOf, cycleOf, groupsOf, pacesAnswer, stageStaysFor, stagesAnswer, wonDaysOf } from "#features/cycle/rules.ts";
import { words } from "#features/cycle/words.en.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { EntityName } from "#facts/entities.ts";
import { deny, invalid } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayOf } from "#kit/day.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readNamesOf } from "#ledger/read-lists.ts";
import { keptHappenings } from "#ledger/read-moves.ts";

const beside = { sentences: sentencesOf(words), runsBeside: true };
const ofFacts = { ...beside, isOfFactsAlone: true };

type Asked = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf"> & { readonly query: { readonly period?: string | undefined } };

/** The facts and the stretch that a question is about; a refusal where it may not be asked or there is nothing to see. */
async function look({ asker, database, workspace, asOf, query }: Asked) {
  const why = whyNotReadCycle(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const period = query.period === undefined ? stretchOf(lens) : readPeriod(query.period);
  if (period === null || lens.facts.deals.count === 0) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  const about: CycleQuestion = { lens, named: kept.named, period };
  return { about, kept, answer: <T>(name: string, work: () => T) => answerOn(kept, `${asOf} cycle ${periodName(period)} ${name}`, work) };
}

export const routes: Route[] = [
  serve(
    readCycle,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      return seen.answer("course", () => {
        const told = cycleOf(seen.about);
        return told.ok ? told.value : invalid(told.reason, told.details);
      });
    },
    ofFacts,
  ),
  serve(
    compareCycles,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { by, first, second } = question.query;
      return seen.answer(`groups ${JSON.stringify([by, first, second])}`, () =>
        groupsOf(seen.about, { by, ...(first === undefined ? {} : { first }), ...(second === undefined ? {} : { second }) }),
      );
    },
    ofFacts,
  ),
  serve(
    readWonDays,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { by } = question.query;
      return seen.answer(`won ${by ?? ""}`, () => wonDaysOf(seen.about, by));
    },
    ofFacts,
  ),
  serve(
    readPaces,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      return seen.answer(`paces ${question.query.way}`, () => {
        const told = pacesAnswer(seen.about, question.query.way);
        return told.ok ? told.value : invalid(told.reason, told.details);
      });
    },
    ofFacts,
  ),
  serve(
    readStageTimes,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { moves, activities } = await keptHappenings(question.database, question.workspace);
      const stays = derivedFrom(seen.kept, `stage stays ${question.asOf}`, () => stageStaysFor(seen.about, moves));
      return seen.answer("stages", () => stagesAnswer(seen.about, stays, activities));
    },
    ofFacts,
  ),
  serve(
    cycleRecords,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { database, workspace, asOf, query } = question;
      const { moves } = query.stage === undefined ? { moves: null } : await keptHappenings(database, workspace);
      const stays = () => derivedFrom(seen.kept, `stage stays ${asOf}`, () => stageStaysFor(seen.about, moves!));
      const all = behindOf(seen.about, query, stays);
      const page = all.slice(query.offset, query.offset + query.limit);
      const wanted = new Map<EntityName, Set<string>>([
        ["deal", new Set(page.filter(({ entity }) => entity === "deal").map(({ id }) => id))],
        ["lead", new Set(page.filter(({ entity }) => entity === "lead").map(({ id }) => id))],
      ]);
      const named = await database.inWorkspace(workspace.id, (tx) => readNamesOf(tx, workspace.id, wanted), { readOnly: true });
      const names = new Map(named.map(({ entity, id, name }) => [`${entity} ${id}`, name]));
      return {
        total: all.length,
        rows: page.map(({ entity, id, from, until, days, end }) => ({
          entity,
          id,
          name: names.get(`${entity} ${id}`) ?? null,
          from: dayOf(from),
          until: until === null ? null : dayOf(until),
          days,
          end,
        })),
      };
    },
    beside,
  ),
];
