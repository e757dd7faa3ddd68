// Questions about a file in words: what is asked, what a wrong answer would do, what each choice makes of a cell.
import type { ImportDetail, Preview } from "#features/imports/contract.ts";
import { fieldKind, useFactNames } from "#ui/fact-names.ts";
import { useLanguage, useSentence } from "#ui/language.ts";
import type { WordValues } from "#kit/words.ts";

export type AskedQuestion = Preview["questions"][number];
type Option = AskedQuestion["options"][number];

export interface QuestionWords {
  asks(question: AskedQuestion): string;
  means(question: AskedQuestion): string | null;
  choice(question: AskedQuestion, value: string): string;
  example(question: AskedQuestion, option: Option): string | null;
}

export function useQuestionWords(one: ImportDetail): QuestionWords {
  const say = useSentence("imports");
  const names = useFactNames();
  const { language } = useLanguage();
  const valuesOf = ({ field, column, details }: AskedQuestion): WordValues => ({
    ...details,
    column: column ?? "",
    field: field === null ? "" : names.field(field),
    ...(typeof details?.["fields"] === "string"
      ? {
          fields: details["fields"]
            .split(", ")
            .map((each) => names.field(each))
            .join(", "),
        }
      : {}),
  });
  return {
    asks: (question) => say(`question.${wordingOf(question)}`, valuesOf(question)) ?? question.code,
    means: (question) => say(`means.${meaningOf(question)}`, valuesOf(question)),
    choice: (question, value) =>
      question.code === "currency-unknown" || question.code === "currency-partly"
        ? `${value} · ${new Intl.DisplayNames(language, { type: "currency" }).of(value) ?? value}`
        : (say(`choice.${value}`) ?? value),
    example: (question, { example }) => {
      if (example === null || question.field === null || one.mapping === null) return null;
      if (example.becomes === "") return say("becomes-nothing", { raw: example.raw });
      const kind = fieldKind(one.mapping.entity, question.field) ?? "text";
      const isNumber = ["money", "share", "number", "count"].includes(kind);
      const value = names.value(kind, isNumber ? Number(example.becomes) : example.becomes, one.currency);
      return say("becomes", { raw: example.raw, value });
    },
  };
}

/** Some codes stand for two situations. */
function wordingOf({ code, isAmbiguous, options }: AskedQuestion): string {
  if (code === "no-id" && !isAmbiguous) return "no-id-made";
  return code === "currency-unknown" && options.length === 0 ? "currency-cells" : code;
}

function meaningOf(question: AskedQuestion): string {
  return question.code === "date-order" && question.details?.["contradicted"] === 1 ? "date-order-contradicted" : wordingOf(question);
}
