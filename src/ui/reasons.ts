// Puts codes into words: a room's own sentence first ('why.<code>', 'caution.<code>'), then the kit's.
import { useCallback } from "react";

import type { Caution } from "#facts/papers.ts";
import type { Problem } from "#kit/refusal.ts";
import type { WordValues } from "#kit/words.ts";

import type { Format } from "#ui/format.ts";
import { useFormat, useSentence } from "#ui/language.ts";
import { useRoom } from "#ui/room.tsx";

/** A code that has no words yet is shown as it is rather than hidden. */
const bare = (code: string) => code.replaceAll("-", " ");

type Details = Readonly<Record<string, unknown>> | undefined;

/** Shares among the details (0 to 1, their name ends so) are written as percentages. */
const valuesOf = (details: Details, format: Format): WordValues =>
  Object.fromEntries(Object.entries(details ?? {}).map(([name, value]) => [name, valueOf(name, value, format)]));

function valueOf(name: string, value: unknown, format: Format): string | number {
  if (typeof value === "number") return /share$/i.test(name) ? format.share(value, 0) : value;
  return typeof value === "string" ? value : "";
}

/** null where neither the room nor the kit has words for the code. */
function useWordsFor(prefix: "why" | "caution", common: "problems" | "cautions"): (code: string, details: Details) => string | null {
  const sayHere = useSentence(useRoom());
  const say = useSentence(common);
  const format = useFormat();
  return useCallback(
    (code, details) => {
      const values = valuesOf(details, format);
      return sayHere(`${prefix}.${code}`, values) ?? say(code, values);
    },
    [sayHere, say, prefix, format],
  );
}

/** The sentence of a reason's code: why not, why no value, why refused. */
export function useReason(): (code: string, details?: Details) => string {
  const say = useWordsFor("why", "problems");
  return useCallback((code, details) => say(code, details) ?? bare(code), [say]);
}

/** The sentence of a caution. */
export function useCaution(): (caution: Caution) => string {
  const say = useWordsFor("caution", "cautions");
  return useCallback((caution) => say(caution.code, caution.details) ?? bare(caution.code), [say]);
}

/** What went wrong, in the reader's language; the server's English sentence only where we have no words. */
export function useProblemWords(): (problem: Problem) => string {
  const say = useWordsFor("why", "problems");
  return useCallback((problem) => say(problem.code, problem.details) ?? problem.detail, [say]);
}
