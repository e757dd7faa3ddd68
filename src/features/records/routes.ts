// Answers about records: how many, which, and one with its history.
import { whyNotListOf, whyNotListRecords } from "#features/records/access.ts";
import { countRecords, exportRecords, listRecords, mostExported, showRecord } from "#features/records/contract.ts";
import { hasField, namedBy, recordsAsCsv, usualDay } from "#features/records/rules.ts";
import { words } from "#features/records/words.en.ts";
import { findingId } from "#evidence/trust/finding.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { type EntityName, entityNames } from "#facts/entities.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import type { Refusal } from "#kit/refusal.ts";
import { readPeriod } from "#kit/period.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readCounts, readNamesOf } from "#ledger/read-lists.ts";
import { type RecordQuestion, readRecord, readRecords } from "#ledger/read-records.ts";

const options = { sentences: sentencesOf(words) };
/** Which records a finding rests on is known once all facts are weighed. */
const ofFinding = { ...options, runsBeside: (question: MemberQuestion) => (question.query as ListQuestion["query"]).finding !== undefined };
type ListQuestion = MemberQuestion<typeof listRecords>;
/** What lists and files of records are both asked with. */
type FilterQuestion = Pick<ListQuestion, "asker" | "workspace" | "database" | "asOf" | "params"> & {
  readonly query: Omit<ListQuestion["query"], "limit" | "offset">;
};

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
      const asked = await askedOf(question);
      if ("refusal" in asked) return asked.refusal;
      const { params, workspace, database, query } = question;
      const page = { limit: query.limit, offset: query.offset };
      const read = await database.inWorkspace(
        workspace.id,
        async (tx) => {
          const list = await readRecords(tx, { ...asked.value, ...page });
          return { ...list, names: await readNamesOf(tx, workspace.id, namedBy(params.entity, list.records)) };
        },
        { readOnly: true },
      );
      return { entity: params.entity, currency: workspace.currency, ...read };
    },
    ofFinding,
  ),
  serve(
    exportRecords,
    async (question) => {
      const asked = await askedOf(question);
      if ("refusal" in asked) return asked.refusal;
      const { params, workspace, database } = question;
      const whole = { ...asked.value, limit: mostExported, offset: 0 };
      const { records, total } = await database.inWorkspace(workspace.id, (tx) => readRecords(tx, whole), { readOnly: true });
      if (total > mostExported) return invalid("too-many-records", { total, most: mostExported });
      const content = recordsAsCsv(records, { entity: params.entity, currency: workspace.currency });
      return { name: `evenhand-${params.entity}.csv`, type: "text/csv; charset=utf-8", content };
    },
    { ...options, runsBeside: true },
  ),
  serve(
    showRecord,
    async ({ asker, workspace, database, params }) => {
      const { entity, id } = params;
      const why = whyNotListOf(asker, entity);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        workspace.id,
        async (tx) => {
          const found = await readRecord(tx, { workspaceId: workspace.id, entity, id });
          if (found === null) return missing();
          return { entity, currency: workspace.currency, ...found, names: await readNamesOf(tx, workspace.id, namedBy(entity, [found.record])) };
        },
        { readOnly: true },
      );
    },
    options,
  ),
];

/** What a list or a file of records is asked for, once it is sure that it may be and can be. */
async function askedOf(question: FilterQuestion): Promise<{ readonly refusal: Refusal } | { readonly value: Omit<RecordQuestion, "limit" | "offset"> }> {
  const { asker, params, query } = question;
  const why = whyNotListOf(asker, params.entity);
  if (why !== null) return { refusal: deny(why) };
  const unknown = [query.day, query.field].find((field) => field !== undefined && !hasField(params.entity, field));
  if (unknown !== undefined) return { refusal: invalid("unknown-field", { field: unknown }) };
  const found = query.finding === undefined ? null : await recordsOfFinding(question, query.finding);
  if (query.finding !== undefined && found?.entity !== params.entity) return { refusal: missing() };
  return { value: questionOf(question, found?.records ?? null) };
}

/** The records that a finding of the trust page rests on; null where there is no such finding today. */
async function recordsOfFinding({ database, workspace, asOf }: FilterQuestion, id: string): Promise<{ entity: EntityName; records: readonly string[] } | null> {
  const kept = await keptFacts(database, workspace);
  const { findings } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  return findings.find((finding) => findingId(finding) === id) ?? null;
}

function questionOf({ workspace, params: { entity }, query }: FilterQuestion, ofFinding: readonly string[] | null): Omit<RecordQuestion, "limit" | "offset"> {
  const period = query.period === undefined ? null : readPeriod(query.period);
  const day = query.day ?? usualDay(entity);
  const ids = ofFinding === null ? query.ids : query.ids.length === 0 ? ofFinding : ofFinding.filter((id) => query.ids.includes(id));
  return {
    workspaceId: workspace.id,
    entity,
    ...(ofFinding !== null || ids.length > 0 ? { ids } : {}),
    ...(query.search === undefined ? {} : { search: query.search }),
    ...(query.import === undefined ? {} : { statedBy: query.import }),
    ...(period === null || day === null ? {} : { within: { field: day, period, timeZone: workspace.timeZone } }),
    ...(query.field === undefined ? {} : { where: { [query.field]: query.equals ?? null } }),
  };
}
