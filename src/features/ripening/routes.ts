// Answers what will come of those who came in.
import { ripeningOf } from "#evidence/ripening/ripening.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { whyNotReadRipening } from "#features/ripening/access.ts";
import { readRipening } from "#features/ripening/contract.ts";
import { answerOf } from "#features/ripening/rules.ts";
import { words } from "#features/ripening/words.en.ts";
import { deny, invalid } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { namesInCuts } from "#ledger/cut-names.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

export const routes: Route[] = [
  serve(
    readRipening,
    async ({ asker, database, workspace, asOf, query }) => {
      const why = whyNotReadRipening(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      if (stretchOf(lens) === null && (lens.facts.leads?.count ?? 0) === 0) return { ...invalid("no-facts-yet"), status: 404 };
      const { to, window = null, step, by = null } = query;
      return answerOn(kept, `ripening ${asOf} ${to} ${window ?? ""} ${step} ${by ?? ""}`, () => {
        const ways = derivedFrom(kept, `ways ${asOf}`, () => waysOf(lens));
        const told = ripeningOf(lens, ways, { to, window, step, by });
        return told.ok ? answerOf(told.value, { lens, ways, step, by, nameOf: namesInCuts(kept.named) }) : invalid(told.reason, told.details);
      });
    },
    { sentences: sentencesOf(words), runsBeside: true, isOfFactsAlone: true },
  ),
];
