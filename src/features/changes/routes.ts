// Answers about changes: each figure with its moves, what broke of late, and the test of a known day.
import { whyNotReadChanges } from "#features/changes/access.ts";
import { readBreaks, readChanges, testChange } from "#features/changes/contract.ts";
import { allChanges, breaksOfLate, leftOutUntil, marketControl, testOf } from "#features/changes/rules.ts";
import { words } from "#features/changes/words.en.ts";
import { figureKeys } from "#evidence/kpi/figures.ts";
import { type Step, stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny, invalid } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { addDays } from "#kit/day.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { knownTurns } from "#ledger/turning-points.ts";

const options = { sentences: sentencesOf(words) };
const beside = { ...options, runsBeside: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

export const routes: Route[] = [
  serve(
    readChanges,
    async (question) => {
      const seen = await look(question, question.query.step);
      if ("refusal" in seen) return seen.refusal;
      const { kept, lens, until } = seen;
      const { step } = question.query;
      return answerOn(kept, `changes ${question.asOf} ${step}`, () => {
        const figures = allChanges(lens, step);
        return { step, figures, lastSeen: addDays(until, -1), leftOutUntil: leftOutUntil(figures) };
      });
    },
    { ...beside, isOfFactsAlone: true },
  ),
  serve(
    readBreaks,
    async (question) => {
      const seen = await look(question, "month");
      if ("refusal" in seen) return seen.refusal;
      return answerOn(seen.kept, `breaks ${question.asOf}`, () => breaksOfLate(seen.lens));
    },
    { ...beside, isOfFactsAlone: true },
  ),
  serve(
    testChange,
    async (question) => {
      const { asker, database, query, asOf } = question;
      const seen = await look(question, query.step);
      if ("refusal" in seen) return seen.refusal;
      const keys: readonly string[] = figureKeys;
      if (!keys.includes(query.figure) || (query.control !== undefined && query.control !== marketControl && !keys.includes(query.control)))
        return invalid("no-such-figure");
      const turns = await database.inWorkspace(asker.workspaceId, (tx) => knownTurns(tx, asker.workspaceId), { readOnly: true });
      const { kept, lens } = seen;
      return answerOn(kept, `test ${asOf} ${JSON.stringify([query, turns])}`, () => testOf(lens, query, { turns, marketIndex: kept.marketIndex }));
    },
    beside,
  ),
];

const mostSteps = 320;

/** The facts as this asker may look at them today; a refusal where there is nothing to see, or too many steps for one page. */
async function look({ asker, database, workspace, asOf }: Here, step: Step) {
  const why = whyNotReadChanges(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const stretch = stretchOf(lens);
  if (!stretch) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  if (stepsOf(stretch, step).length > mostSteps) return { refusal: invalid("series-too-long", { most: mostSteps }) };
  return { kept, lens, until: stretch.until };
}
