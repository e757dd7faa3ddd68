// Why a row was set aside, as a sentence and as a short name.
import { useCallback } from "react";

import { useSentence } from "#ui/language.ts";
import type { WordValues } from "#kit/words.ts";

/** The sentence of a reason; codes without words are shown as they are. */
export function useSetAsideWords(): (reason: string, values: WordValues) => string {
  const say = useSentence("imports");
  return useCallback((reason, values) => say(`reason.${reason}`, values) ?? reason.replaceAll("-", " "), [say]);
}

export function useShortReason(): (reason: string) => string {
  const say = useSentence("imports");
  return useCallback((reason) => say(`short.${reason}`) ?? reason.replaceAll("-", " "), [say]);
}
