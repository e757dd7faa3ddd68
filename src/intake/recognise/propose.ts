// Proposes what a file is and how its columns become fields; the best proposal first, each with its confidence and questions.
import { type EntityName, entityFields, entityNames } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";

import type { FieldMapping, MappingSpec } from "#intake/mapping.ts";
import { dateShare, datesOf, decimalOf, decimalOfFile, likelyOrder, scaleOf } from "#intake/recognise/decide.ts";
import { entityInName, namesNoFact, plainShapes, systems } from "#intake/recognise/dictionaries.ts";
import { type Shape, plainHeader } from "#intake/recognise/dictionary.ts";
import { fingerprint } from "#intake/recognise/fingerprint.ts";
import { naturalKey } from "#intake/recognise/keys.ts";
import { Headers, type Matching, matchEntity } from "#intake/recognise/match.ts";
import { questionsOf } from "#intake/recognise/questions.ts";
import type { ConvertContext, Proposal, Question, TableProfile } from "#intake/types.ts";
import { currencyOf } from "#intake/value/currency.ts";

export interface ProposeOptions {
  readonly fileName?: string;
  /** A person says what the file is; only the mapping is proposed then. */
  readonly entity?: EntityName;
}

interface Draft {
  readonly entity: EntityName;
  readonly source: string;
  readonly matching: Matching;
  readonly score: number;
}

/** Proposals, at most one an entity, best first; empty where not one column is known. */
export function proposeMappings(profile: TableProfile, context: ConvertContext, options: ProposeOptions = {}): Proposal[] {
  const headers = new Headers(profile);
  const name = options.fileName ?? profile.shape.sheet ?? "";
  const hint = options.entity ?? entityInName(name);
  const entities = options.entity ? [options.entity] : entityNames;
  const drafts = entities.map((entity) => bestDraft(entity, headers, hint)).filter((draft) => draft.matching.matches.length > 0);
  drafts.sort((a, b) => b.score - a.score);
  const best = drafts[0]?.score ?? 0;
  const kept = options.entity ? drafts : drafts.filter((draft) => draft.score > 0 && draft.score >= best / 4);
  const chosen = { rivals: drafts, isTold: options.entity !== undefined, hint, trust: namesNoFact(name) ? trustAgainstName : 1 };
  return kept.map((draft) => proposalOf({ draft, ...chosen }, profile, context));
}

/** The system whose own headers fit an entity best; 'file' where none stands out. */
function bestDraft(entity: EntityName, headers: Headers, hint: EntityName | null): Draft {
  const plain = plainShapes(entity);
  const plainMarks = plain.flatMap((shape) => shape.marks);
  const drafts = [draftOf({ entity, source: "file", shapes: plain, own: [], headers, hint })];
  for (const system of systems) {
    for (const shape of system.shapes.filter((one) => one.entity === entity)) {
      const own = shape.marks.filter((mark) => !plainMarks.some((other) => plainHeader(other) === plainHeader(mark)));
      if (own.filter((mark) => headers.find(mark)).length === 0) continue;
      drafts.push(draftOf({ entity, source: system.source, shapes: [shape, ...plain], own, headers, hint }));
    }
  }
  return drafts.reduce((best, draft) => (draft.score > best.score ? draft : best));
}

/** A file's name counts as much as what its columns say, up to a limit. Histories share nearly all columns with what they are the history of: there the name decides. */
function hintPoints(entity: EntityName, hint: EntityName | null, matching: Matching): number {
  if (hint !== entity || matching.requiredMissing.length > 0) return 0;
  return entity === "stage-change" ? 20 : Math.min(8, matching.matches.length * 2);
}

interface Chosen {
  readonly draft: Draft;
  readonly rivals: readonly Draft[];
  /** A person has said what the file is. */
  readonly isTold: boolean;
  /** What the file's name speaks of. */
  readonly hint: EntityName | null;
  /** What the name leaves of the confidence. */
  readonly trust: number;
}

interface Drafting {
  readonly entity: EntityName;
  readonly source: string;
  readonly shapes: readonly Shape[];
  /** Marks of the system alone. */
  readonly own: readonly string[];
  readonly headers: Headers;
  readonly hint: EntityName | null;
}

/** Points: what tells the entity counts double, a matched field once, a missing required field costs four. */
function draftOf({ entity, source, shapes, own, headers, hint }: Drafting): Draft {
  const matching = matchEntity(entity, shapes, headers);
  const marks = new Set(shapes.flatMap((shape) => shape.marks).map(plainHeader));
  const hits = [...marks].filter((mark) => headers.byPlain.has(mark)).length;
  const ownHits = own.filter((mark) => headers.find(mark)).length;
  const points = hits * 2 + ownHits + matching.matches.length + (matching.idColumn === null ? 0 : 1) + hintPoints(entity, hint, matching);
  return { entity, source, matching, score: points - matching.requiredMissing.length * 4 };
}

function proposalOf({ draft, rivals, isTold, hint, trust }: Chosen, profile: TableProfile, context: ConvertContext): Proposal {
  const { entity, source, matching } = draft;
  const specs: Readonly<Record<string, FieldSpec>> = entityFields[entity];
  const fields = matching.matches.map((match) => withReading(match.mapping, specs[match.field]!, profile));
  const mapped = new Set(fields.map((field) => field.field));
  const columns = profile.shape.columns;
  const key = matching.idColumn === null ? naturalKey(entity, mapped) : ({ kind: "column", column: matching.idColumn } as const);
  const mapping: MappingSpec = {
    version: 1,
    entity,
    source,
    fingerprint: fingerprint(columns),
    // Without anything that identifies a record the question 'no-id' keeps the import from starting.
    key: key ?? { kind: "fields", fields: [...mapped].slice(0, 1), counted: true },
    fields,
    currency: currencyInHeaders(fields, specs, context),
  };
  const second = rivals.find((rival) => rival !== draft)?.score ?? 0;
  const lead = draft.score <= 0 ? 0 : Math.max(0, draft.score - Math.max(0, second)) / draft.score;
  const used = new Set([...fields.flatMap((field) => field.columns), matching.idColumn]);
  const unmapped = columns.filter((column) => !used.has(column));
  const confidence = confidenceOf(draft, lead, 1 - unmapped.length / columns.length) * (isTold ? 1 : trust);
  return {
    mapping,
    confidence,
    fields: matching.matches.map((match) => ({ field: match.field, columns: match.mapping.columns, confidence: match.confidence, reason: match.reason })),
    unmapped,
    questions: [...(isTold || confidence >= enough(entity, hint, trust) ? [] : [entityQuestion(rivals)]), ...questionsOf(mapping, profile, context)],
  };
}

/** From the points, how far the next entity lies behind, and the share of columns that found a field; halved where a required field is missing. */
function confidenceOf(draft: Draft, lead: number, coverage: number): number {
  if (draft.score <= 0) return 0.05;
  const sure = (draft.score / (draft.score + 5)) * (0.8 + 0.3 * lead) * (0.85 + 0.25 * coverage);
  return Math.min(0.98, sure * (draft.matching.requiredMissing.length > 0 ? 0.5 : 1));
}

/** Below this nobody should load a file without saying what it is. */
const recognised = 0.4;
/** The same where its name says what its columns say. */
const recognisedByName = 0.25;
/** The same where its columns say that they are deals or leads, and its name speaks of something else: those are in every figure. */
const recognisedAgainstName = 0.6;

function enough(entity: EntityName, hint: EntityName | null, trust: number): number {
  if (hint === null || trust < 1) return recognised;
  if (hint === entity) return recognisedByName;
  return entity === "deal" || entity === "lead" ? recognisedAgainstName : recognised;
}
/** Where the name speaks of something that is no fact of ours, no columns alone can reach that. */
const trustAgainstName = 0.4;

function entityQuestion(rivals: readonly Draft[]): Question {
  const options = rivals.slice(0, 5).map((rival) => ({ value: rival.entity, example: null, set: {} }));
  return { code: "entity", field: null, column: null, isAmbiguous: true, options, proposed: null };
}

/** Adds how the column's texts are to be read: order of dates, decimal mark, scale of shares. */
function withReading(mapping: FieldMapping, spec: FieldSpec, profile: TableProfile): FieldMapping {
  const column = profile.columns.find((one) => one.column === mapping.columns[0]);
  if (!column) return mapping;
  const isSpan = mapping.by === "period-from" || mapping.by === "period-until";
  if (spec.kind === "day" || spec.kind === "instant")
    return isSpan && dateShare(column) < 0.5 ? mapping : { ...mapping, dates: datesOf(column, likelyOrder(profile.columns)).value };
  if (spec.kind === "money" || spec.kind === "number" || spec.kind === "count")
    return { ...mapping, decimal: decimalOf(column, decimalOfFile(profile.columns).value).value };
  if (spec.kind === "share") return { ...mapping, decimal: decimalOf(column, decimalOfFile(profile.columns).value).value, scale: scaleOf(column).value };
  return mapping;
}

/** 'Бюджет, ₽', 'Amount (USD)': the currency that the header of a money column names. */
function currencyInHeaders(fields: readonly FieldMapping[], specs: Readonly<Record<string, FieldSpec>>, context: ConvertContext): string | null {
  for (const field of fields) {
    if (specs[field.field]!.kind !== "money") continue;
    for (const column of field.columns) {
      const marked = /\(([^()]{1,8})\)\s*$|,\s*([^,]{1,8})$|([₽$€£₴₸])|\b(RUB|USD|EUR|GBP)\b|\bin_(usd)\b/i.exec(column);
      const currency = marked && currencyOf((marked[1] ?? marked[2] ?? marked[3] ?? marked[4] ?? marked[5] ?? "").trim(), context.currency);
      if (currency) return currency;
    }
  }
  return null;
}
