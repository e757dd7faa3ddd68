// Every sentence exists in both languages, and the values it names are the same.
import { globSync } from "node:fs";
import { expect, test } from "vitest";

import { type Words, sentenceOf } from "#kit/words.ts";

const tables = globSync(["src/ui/*.en.ts", "src/features/*/words.en.ts", "src/apps/web/*/words.en.ts"]);

const load = async (path: string) => ((await import(new URL(`../../${path}`, import.meta.url).href)) as { words: Words }).words;
const bases = (words: Words) => [...new Set(Object.keys(words).map((key) => key.replace(/_(one|few|many|other)$/, "")))].sort();
const namesIn = (words: Words, base: string) => {
  const texts = Object.entries(words).filter(([key]) => key.replace(/_(one|few|many|other)$/, "") === base);
  return [...new Set(texts.flatMap(([, text]) => text.match(/\{\w+\}/g) ?? []))].sort();
};

test.each(tables)("%s has its Russian twin with the same sentences and values", async (path) => {
  const [english, russian] = await Promise.all([load(path), load(path.replace(".en.ts", ".ru.ts"))]);
  expect(bases(russian)).toEqual(bases(english));
  for (const base of bases(english)) expect([base, namesIn(russian, base)]).toEqual([base, namesIn(english, base)]);
  expect(Object.entries({ ...english, ...russian }).filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("every English plural has its four Russian forms", async () => {
  for (const path of tables) {
    const [english, russian] = await Promise.all([load(path), load(path.replace(".en.ts", ".ru.ts"))]);
    const plurals = Object.keys(english)
      .filter((key) => key.endsWith("_other"))
      .map((key) => key.replace("_other", ""));
    for (const base of plurals) expect(Object.keys(russian)).toEqual(expect.arrayContaining(["one", "few", "many", "other"].map((form) => `${base}_${form}`)));
  }
});

test("a sentence takes the plural of its language and fills in its values", () => {
  const english = { deals_one: "{count} deal", deals_other: "{count} deals", of: "of {name}" };
  const russian = { deals_one: "{count} сделка", deals_few: "{count} сделки", deals_many: "{count} сделок", deals_other: "{count} сделки" };
  expect(sentenceOf(english, "en", "deals", { count: 1 })).toBe("1 deal");
  expect(sentenceOf(english, "en", "deals", { count: 4000 })).toBe("4,000 deals");
  expect([1, 3, 5, 21].map((count) => sentenceOf(russian, "ru", "deals", { count }))).toEqual(["1 сделка", "3 сделки", "5 сделок", "21 сделка"]);
  expect(sentenceOf(english, "en", "of", { name: "May" })).toBe("of May");
  expect(() => sentenceOf(english, "en", "lost")).toThrow("no words for 'lost'");
});
