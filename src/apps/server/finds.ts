// All that search looks through: what stands in tables, and what both heads agree on by the names that the screens give it.
import { words as definitionsEn } from "#features/definitions/words.en.ts";
import { words as definitionsRu } from "#features/definitions/words.ru.ts";
import { termKeys } from "#facts/agreements.ts";
import { promiseKeys } from "#facts/promises.ts";
import { agreementSource } from "#ledger/find-sources/agreements.ts";
import { findSources } from "#ledger/find-sources.ts";
import { words as kitEn } from "#ui/words.en.ts";
import { words as kitRu } from "#ui/words.ru.ts";

export const allFindSources = [
  ...findSources,
  agreementSource(
    "definition",
    termKeys.map((key) => ({ key, names: [definitionsEn[`key.${key}`], definitionsRu[`key.${key}`]] })),
  ),
  agreementSource(
    "promise",
    promiseKeys.map((key) => ({ key, names: [kitEn[`promise-${key}`], kitRu[`promise-${key}`]] })),
  ),
];
