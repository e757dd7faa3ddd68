// Minutes as people write and read them: whole from ten on, one digit below; commas are decimal points to half of us.
import { useCallback } from "react";

import { useFormat } from "#ui/language.ts";

export function useMinutes(): (minutes: number) => string {
  const { language } = useFormat();
  return useCallback((minutes) => new Intl.NumberFormat(language, { maximumFractionDigits: minutes < 9.95 ? 1 : 0 }).format(minutes), [language]);
}

export const numberOf = (text: string): number => Number(text.trim().replace(",", "."));

/** Whether the text is a number above 0, at most `most`. */
export const isAmount = (text: string, most: number): boolean => text.trim() !== "" && numberOf(text) > 0 && numberOf(text) <= most;
