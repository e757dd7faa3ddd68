// Answers about records: how many, which, and one with its history.
import { whyNotListRecords, whyNotShowRecord } from "#features/records/access.ts";
import { countRecords, listRecords, showRecord } from "#features/records/contract.ts";
import { hasField, usualDay } from "#features/records/rules.ts";
import { words } from "#features/records/words.en.ts";
import { findingId } from "#evidence/trust/finding.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { type EntityName, entityNames } from "#facts/entities.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readCounts } from "#ledger/read-lists.ts";
import { type RecordQuestion, readRecord, readRecords } from "#ledger/read-records.ts";
import { sharesFor } from "#ledger/shares.ts";

const options = { sentences: sentencesOf(words) };
/** Which records a finding rests on is known once all facts are weighed. */
const ofFinding = { ...options, runsBeside: (question: MemberQuestion) => (question.query as ListQuestion["query"]).finding !== undefined };
type ListQuestion = MemberQuestion<typeof listRecords>;

export const routes: Route[] = [
  serve(
    countRecords,
    async ({ asker, workspace, database }) => {
      const why = whyNotListRecords(asker);
      if (why !== null) return deny(why);
      const counts = await database.inWorkspace(workspace.id, (tx) => readCounts(tx, workspace.id), { readOnly: true });
      return { counts: entityNames.map((entity) => ({ entity, count: counts[entity] })) };
    },
    options,
  ),
  serve(
    listRecords,
    async (question) => {
      const { asker, workspace, database, params, query } = question;
      const why = whyNotListRecords(asker);
      if (why !== null) return deny(why);
      const unknown = [query.day, query.field].find((field) => field !== undefined && !hasField(params.entity, field));
      if (unknown !== undefined) return invalid("unknown-field", { field: unknown });
      const found = query.finding === undefined ? null : await recordsOfFinding(question, query.finding);
      if (query.finding !== undefined && found?.entity !== params.entity) return missing();
      const asked = questionOf(question, found?.records ?? null);
      const read = await database.inWorkspace(workspace.id, (tx) => readRecords(tx, asked), { readOnly: true });
      return { entity: params.entity, currency: workspace.currency, ...read };
    },
    ofFinding,
  ),
  serve(
    showRecord,
    async ({ asker, workspace, database, params }) => {
      const { entity, id } = params;
      return database.inWorkspace(
        workspace.id,
        async (tx) => {
          const why = whyNotShowRecord(asker, await sharesFor(tx, asker), { entity, id });
          if (why !== null) return deny(why);
          const found = await readRecord(tx, { workspaceId: workspace.id, entity, id });
          return found === null ? missing() : { entity, currency: workspace.currency, ...found };
        },
        { readOnly: true },
      );
    },
    options,
  ),
];

/** The records that a finding of the trust page rests on; null where there is no such finding today. */
async function recordsOfFinding({ database, workspace, asOf }: ListQuestion, id: string): Promise<{ entity: EntityName; records: readonly string[] } | null> {
  const kept = await keptFacts(database, workspace);
  const { findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  return findings.find((finding) => findingId(finding) === id) ?? null;
}

function questionOf({ workspace, params: { entity }, query }: ListQuestion, ofFinding: readonly string[] | null): RecordQuestion {
  const period = query.period === undefined ? null : readPeriod(query.period);
  const day = query.day ?? usualDay(entity);
  const ids = ofFinding === null ? query.ids : query.ids.length === 0 ? ofFinding : ofFinding.filter((id) => query.ids.includes(id));
  return {
    workspaceId: workspace.id,
    entity,
    limit: query.limit,
    offset: query.offset,
    ...(ofFinding !== null || ids.length > 0 ? { ids } : {}),
    ...(query.search === undefined ? {} : { search: query.search }),
    ...(query.import === undefined ? {} : { statedBy: query.import }),
    ...(period === null || day === null ? {} : { within: { field: day, period, timeZone: workspace.timeZone } }),
    ...(query.field === undefined ? {} : { where: { [query.field]: query.equals ?? null } }),
  };
}
