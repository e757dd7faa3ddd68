// Answers about the figures of a period, their course, the funnel and what changed.
import { whyNotReadFigures } from "#features/figures/access.ts";
import { readFigureSeries, readFigures, readFunnel, readHeadline, readWhatChanged } from "#features/figures/contract.ts";
import { type Headline, cuttableBy, headlineOf, headlines, periodFor } from "#features/figures/rules.ts";
import { recentImports } from "#features/figures/store.ts";
import { words } from "#features/figures/words.en.ts";
import { funnelBySegment, funnelOf } from "#evidence/funnel/funnel.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import { clearChanges } from "#evidence/kpi/changed.ts";
import { betterWhen, figureKeys, figuresOf } from "#evidence/kpi/figures.ts";
import { someFigures, stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { withCautions } from "#evidence/trust/finding.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny, invalid } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { addDays } from "#kit/day.ts";
import { type Period, periodBefore, periodName } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { namesInCuts } from "#ledger/cut-names.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

const sentences = sentencesOf(words);
const beside = { sentences, runsBeside: true };
const ofFacts = { ...beside, isOfFactsAlone: true };
const mostSteps = 160;

/** The facts as this asker may look at them today; a refusal where there is nothing to see. */
async function look({ asker, database, workspace, asOf }: Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">, asked: string | undefined) {
  const why = whyNotReadFigures(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens, findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const period = periodFor(lens, asked);
  if (!period) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  return { lens, findings, period, kept, answer: <T>(name: string, work: () => T) => answerOn(kept, `${asOf} ${name}`, work) };
}

const otherThan = (period: Period, asked: string | undefined, read: (name: string) => Period | null): Period =>
  (asked === undefined ? null : read(asked)) ?? periodBefore(period);

export const routes: Route[] = [
  serve(
    readFigures,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { lens, findings, period } = seen;
      return seen.answer(`figures ${periodName(period)}`, () => ({ period, numbers: withCautions(figuresOf(lens, period), findings) }));
    },
    ofFacts,
  ),
  serve(
    readHeadline,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { lens, findings, period } = seen;
      const against = otherThan(period, question.query.against, (name) => periodFor(lens, name));
      return seen.answer(`headline ${periodName(period)} ${periodName(against)}`, () => ({
        period,
        against,
        lastSeen: addDays(stretchOf(lens)!.until, -1),
        figures: (Object.keys(headlines) as Headline[]).map((key) => headlineOf(lens, findings, { key, period, against })),
        trust: {
          serious: findings.filter((one) => one.severity === "serious").length,
          warnings: findings.filter((one) => one.severity === "warning").length,
          good: findings.filter((one) => one.severity === "good").length,
        },
      }));
    },
    ofFacts,
  ),
  serve(
    readFigureSeries,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { lens, findings } = seen;
      const { step } = question.query;
      const period = question.query.period === undefined ? stretchOf(lens)! : seen.period;
      const keys = question.query.keys.filter((key) => (figureKeys as readonly string[]).includes(key));
      const steps = stepsOf(period, step);
      if (steps.length > mostSteps) return invalid("series-too-long", { most: mostSteps });
      return seen.answer(`series ${step} ${periodName(period)} ${keys.join(",")}`, () => ({
        period,
        points: steps.map((each) => ({ period: each, numbers: withCautions(someFigures(lens, each, keys), findings) })),
      }));
    },
    ofFacts,
  ),
  serve(
    readWhatChanged,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { lens, period } = seen;
      const against = otherThan(period, question.query.against, (name) => periodFor(lens, name));
      const changes = await seen.answer(`changed ${periodName(period)} ${periodName(against)}`, () => {
        const units = new Map(figuresOf(lens, period).map((number) => [number.key, number.unit]));
        return clearChanges(lens, { earlier: against, later: period }).map((change) =>
          Object.assign({}, change, { unit: units.get(change.key)!, better: betterWhen(change.key) }),
        );
      });
      const imports = await question.database.inWorkspace(question.workspace.id, (tx) => recentImports(tx, question.workspace.id), { readOnly: true });
      return { period, against, changes, looked: figureKeys.length, imports };
    },
    beside,
  ),
  serve(
    readFunnel,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { lens, period } = seen;
      const { by, cohorts } = question.query;
      return seen.answer(`funnel ${periodName(period)} ${by ?? ""} ${cohorts ?? ""}`, () => {
        const ways = waysOf(lens);
        const nameOf = namesInCuts(seen.kept.named);
        return {
          period,
          funnel: funnelOf(lens, period, ways),
          segmentKeys: cuttableBy(lens),
          segments:
            by === undefined
              ? []
              : funnelBySegment(lens, period, { by, most: 30 }).map((segment) => Object.assign({}, segment, { value: nameOf(by, segment.value) })),
          cohorts:
            cohorts === undefined
              ? []
              : stepsOf(stretchOf(lens)!, cohorts)
                  .slice(-24)
                  .map((cohort) => funnelOf(lens, cohort, ways)),
        };
      });
    },
    ofFacts,
  ),
];
