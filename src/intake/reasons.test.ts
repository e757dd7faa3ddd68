import { expect, it } from "vitest";

import { fieldReasonWords, questionWords, reasonWords, refusalWords } from "#intake/reasons.ts";

it("both languages fill the same places in every sentence", () => {
  for (const words of [reasonWords, refusalWords, questionWords, fieldReasonWords]) {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const [code, sentence] of Object.entries(words.en)) expect([code, places(words.ru[code as never])]).toEqual([code, places(sentence)]);
  }
});
