// Answers about how far the facts can be believed.
import { whyNotReadTrust } from "#features/trust/access.ts";
import { listFindingRecords, readTrust } from "#features/trust/contract.ts";
import { findingView } from "#features/trust/rules.ts";
import { words } from "#features/trust/words.en.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { findingId } from "#evidence/trust/finding.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { deny, missing } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { addDays } from "#kit/day.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

const ofFacts = { sentences: sentencesOf(words), runsBeside: true, isOfFactsAlone: true };

export const routes: Route[] = [
  serve(
    readTrust,
    async ({ asker, database, workspace, asOf }) => {
      const why = whyNotReadTrust(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { lens, findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const stretch = stretchOf(lens);
      return {
        asOf,
        lastSeen: stretch && addDays(stretch.until, -1),
        firstSeen: stretch && stretch.from,
        deals: kept.deals.count,
        leads: kept.leads?.count ?? 0,
        findings: findings.map(findingView),
      };
    },
    ofFacts,
  ),
  serve(
    listFindingRecords,
    async ({ asker, database, workspace, asOf, params, query }) => {
      const why = whyNotReadTrust(asker);
      if (why !== null) return deny(why);
      const kept = await keptFacts(database, workspace);
      const { findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const found = findings.find((finding) => findingId(finding) === params.id);
      if (!found) return missing();
      return { entity: found.entity, total: found.records.length, ids: found.records.slice(query.offset, query.offset + query.limit) };
    },
    ofFacts,
  ),
];
