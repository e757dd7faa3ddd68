// The parameters of a definition and their values in the reader's language.
import type { words } from "#features/definitions/words.en.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";

export interface TermWords {
  parameter(key: string, parameter: string): string;
  /** 'every enquiry', '30 %', 'sales, marketing', 'yes'. */
  value(parameter: string, value: unknown): string;
}

export function useTermWords(): TermWords {
  const t = useWords<typeof words>("definitions");
  const say = useSentence("definitions");
  const format = useFormat();
  const one = (value: unknown): string => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return say(`value.${text}`) ?? say(`department.${text}`) ?? say(`by.${text}`) ?? text;
  };
  return {
    parameter: (key, parameter) => say(`parameter.${key}.${parameter}`) ?? say(`parameter.${parameter}`) ?? parameter,
    value: (parameter, value) => {
      if (value === null || value === undefined) return t("nothing");
      if (typeof value === "boolean") return t(value ? "yes" : "no");
      if (parameter === "upTo" && typeof value === "number") return format.share(value, Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1);
      if (typeof value === "number") return `× ${new Intl.NumberFormat(format.language).format(value)}`;
      if (Array.isArray(value)) return value.length === 0 ? t("nothing") : value.map(one).join(", ");
      return one(value);
    },
  };
}
