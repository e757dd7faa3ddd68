// Answers about prices: the way from list to margin, what a discount goes with, and why deals were lost.
import { whyNotReadPrices } from "#features/prices/access.ts";
import { listPricedDeals, readDiscountEffect, readLossReasons, readPrices } from "#features/prices/contract.ts";
import { discountEffectOf, lossReasonsView, pricedDealsOf, pricesOf } from "#features/prices/rules.ts";
import { words } from "#features/prices/words.en.ts";
import { usualPeriod } from "#evidence/kpi/usual-period.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny, invalid } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { namesInCuts } from "#ledger/cut-names.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

const ofFacts = { sentences: sentencesOf(words), runsBeside: true, isOfFactsAlone: true };

/** The facts as this asker may look at them today; a refusal where there is nothing to see. */
async function look({ asker, database, workspace, asOf }: Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">, asked: string | undefined) {
  const why = whyNotReadPrices(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens, findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const period = asked === undefined ? usualPeriod(lens) : readPeriod(asked);
  if (!period) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  const named = `${asOf} ${periodName(period)}`;
  return { lens, findings, period, nameOf: namesInCuts(kept.named), answer: <T>(name: string, work: () => T) => answerOn(kept, `${name} ${named}`, work) };
}

export const routes: Route[] = [
  serve(
    readPrices,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { by } = question.query;
      return seen.answer(`prices ${by}`, () => pricesOf(seen.lens, seen.findings, { period: seen.period, by, nameOf: seen.nameOf }));
    },
    ofFacts,
  ),
  serve(
    listPricedDeals,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      const { step, by, value, limit, offset } = question.query;
      const deals = pricedDealsOf(seen.lens, { period: seen.period, step, by, value, nameOf: seen.nameOf });
      return { total: deals.length, currency: seen.lens.facts.currency, deals: deals.slice(offset, offset + limit) };
    },
    ofFacts,
  ),
  serve(
    readDiscountEffect,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      return seen.answer("discount effect", () => discountEffectOf(seen.lens, seen.period));
    },
    ofFacts,
  ),
  serve(
    readLossReasons,
    async (question) => {
      const seen = await look(question, question.query.period);
      if ("refusal" in seen) return seen.refusal;
      return seen.answer("loss reasons", () => lossReasonsView(seen.lens, seen.period));
    },
    ofFacts,
  ),
];
