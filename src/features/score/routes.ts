// Answers about the score of leads.
import { whyNotReadScore } from "#features/score/access.ts";
import { readScore } from "#features/score/contract.ts";
import { namesOf, scoreReply } from "#features/score/rules.ts";
import { words } from "#features/score/words.en.ts";
import { leadScoreOf } from "#evidence/lead-score/score.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { namesInCuts } from "#ledger/cut-names.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

const ofFacts = { sentences: sentencesOf(words), runsBeside: true, isOfFactsAlone: true };

export const routes: Route[] = [
  serve(
    readScore,
    async ({ asker, database, workspace, asOf, query }) => {
      const why = whyNotReadScore(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const found = derivedFrom(kept, `score ${asOf}`, () => leadScoreOf(lens));
      const { offset, limit, owner } = query;
      return answerOn(kept, `${asOf} score ${offset} ${limit} ${owner ?? ""}`, () =>
        scoreReply(lens, found, {
          names: { accounts: namesOf(kept.named.accounts), sellers: namesOf(kept.named.sellers), inCut: namesInCuts(kept.named) },
          asked: query,
        }),
      );
    },
    ofFacts,
  ),
];
