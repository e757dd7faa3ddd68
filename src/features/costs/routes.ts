// Answers about costs.
import { whyNotReadCosts } from "#features/costs/access.ts";
import { readCosts } from "#features/costs/contract.ts";
import { type NameOf, costsOf } from "#features/costs/rules.ts";
import { words } from "#features/costs/words.en.ts";
import { usualPeriod } from "#evidence/kpi/usual-period.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny, invalid } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { type KeptFacts, answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

function nameIn({ named }: KeptFacts): NameOf {
  return (by, value) => {
    const list = by === "owner" ? named.sellers : by === "product" ? named.products : null;
    const place = list === null ? -1 : list.ids.indexOf(value);
    return place < 0 ? value : (list!.names[place] ?? value);
  };
}

export const routes: Route[] = [
  serve(
    readCosts,
    async ({ asker, database, workspace, asOf, query }) => {
      const why = whyNotReadCosts(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens, findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const period = query.period === undefined ? usualPeriod(lens) : readPeriod(query.period);
      if (!period) return { ...invalid("no-facts-yet"), status: 404 };
      return answerOn(kept, `${asOf} costs ${periodName(period)}`, () => costsOf(lens, findings, { period, nameOf: nameIn(kept) }));
    },
    { sentences: sentencesOf(words), runsBeside: true, isOfFactsAlone: true },
  ),
];
