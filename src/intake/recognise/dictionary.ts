// What a dictionary of headers is: for one system and one entity, the headers that each field is known by.
import type { EntityName } from "#facts/entities.ts";

import type { Transform } from "#intake/mapping.ts";

/** A header, or several that make the field together. */
export type Candidate = string | { readonly columns: readonly string[]; readonly by?: Transform; readonly refersBy?: "name" };

export interface Shape {
  readonly entity: EntityName;
  /** Headers that hardly any other kind of file has; they tell the entity and the system. */
  readonly marks: readonly string[];
  /** Field to its headers, the best first. 'id' is the column of the record's own id. */
  readonly fields: Readonly<Record<string, readonly Candidate[]>>;
}

export interface Dictionary {
  readonly source: string;
  readonly shapes: readonly Shape[];
}

/** The column holds the other record's name, not its id. */
export const named = (...headers: string[]): Candidate[] => headers.map((header) => ({ columns: [header], refersBy: "name" }));
/** First and last name in two columns. */
export const joined = (...columns: string[]): Candidate => ({ columns, by: "join" });
export const by = (transform: Transform, ...columns: string[]): Candidate => ({ columns, by: transform });

/**
 * A header as it is compared: 'Deal - Stage', 'deal_stage', 'dealStage' and 'property_deal_stage' are one.
 * '№ сделки' is 'номер сделки'. Currency signs and notes in brackets fall away: 'Бюджет, ₽' is 'бюджет'. Units that change the number stay: 'Duration (sec)'
 * is 'duration sec', and 'Сумма (тыс. руб.)' is not 'сумма'.
 */
export function plainHeader(header: string): string {
  return header
    .replaceAll("№", " номер ")
    .replaceAll(/([a-zа-яё\d])([A-ZА-ЯЁ][a-zа-яё])/g, "$1 $2")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/^(?:property|properties)[_.]/, "")
    .replace(/(?<=\w)__?c$/, "")
    .replaceAll(/\((?![^)]*(?:sec|сек|\bms\b|мс|thous|mill|mln|тыс|млн|\bk\b|000)).*?\)|[₽$€£%"'`«»]|,\s*(?:руб|usd|rub|eur).*$/g, " ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
