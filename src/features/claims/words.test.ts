// Every standard claim, need, reason and caution has its words in both languages, with the same values in them.
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { words as english } from "#features/claims/words.en.ts";
import { words as russian } from "#features/claims/words.ru.ts";
import { standardClaims } from "#evidence/claims/catalogue.ts";
import { claimKeys, needs } from "#facts/claims.ts";
import { words as problemsEn } from "#ui/problems.en.ts";
import { words as problemsRu } from "#ui/problems.ru.ts";

const languages = { en: { ...problemsEn, ...english }, ru: { ...problemsRu, ...russian } };
const lackingIn = (language: keyof typeof languages, keys: readonly string[]) => keys.filter((key) => !(key in languages[language]));
const namesIn = (paths: string | string[], pattern: RegExp) =>
  globSync(paths)
    .filter((path) => !path.endsWith(".test.ts"))
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(pattern)].map((match) => match[1]!));

test.each(["en", "ru"] as const)("claims and needs in %s", (language) => {
  const parts = ["claim", "question", "how", "matters", "settle", "measure"];
  const narrowed = standardClaims.filter(({ subject }) => subject !== undefined).map(({ key }) => `claim-of.${key}`);
  expect(narrowed).toHaveLength(10);
  const keys = [
    ...claimKeys.flatMap((key) => parts.map((part) => `${part}.${key}`)),
    ...narrowed,
    ...needs.flatMap((need) => [`need-${need}`, `why.needs-${need}`]),
  ];
  expect(lackingIn(language, keys)).toEqual([]);
});

test.each(["en", "ru"] as const)("reasons and cautions in %s", (language) => {
  const reasons = [
    ...namesIn("src/evidence/claims/*.ts", /cannotTell\("([a-z-]+)"/g),
    ...namesIn("src/evidence/prices/comparison.ts", /untold\("([a-z-]+)"/g),
    ...namesIn("src/evidence/prices/reasons.ts", /reason: "([a-z-]+)"/g),
    ...namesIn("src/evidence/change/interrupted.ts", /return "([a-z-]+)"/g),
  ];
  expect(new Set(reasons).size).toBeGreaterThan(40);
  // A reason that the kit words for all rooms needs no words here.
  expect(reasons.filter((reason) => lackingIn(language, [`why.${reason}`]).length > 0 && lackingIn(language, [reason]).length > 0)).toEqual([]);
  const cautions = namesIn("src/evidence/claims/*.ts", /code: "(claim-[a-z-]+)"/g);
  expect(cautions.length).toBeGreaterThan(12);
  expect(
    lackingIn(
      language,
      cautions.map((code) => `caution.${code}`),
    ),
  ).toEqual([]);
});

test("both languages say the same values", () => {
  const valuesOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
  const uneven = Object.keys(english).filter(
    (key) => JSON.stringify(valuesOf(english[key as "title"])) !== JSON.stringify(valuesOf((russian as Record<string, string>)[key]!)),
  );
  // A form of the plural may leave its number out.
  expect(uneven.filter((key) => !/_(one|other)$/.test(key) && key !== "why.too-few-after")).toEqual([]);
});

test("the sizes that the words name are the sizes that decide", () => {
  const keysBy = Map.groupBy(standardClaims, ({ worth }) => worth);
  const sizes = Object.fromEntries([...keysBy].map(([worth, claims]) => [worth, claims.map(({ key }) => key)]));
  // Whoever changes a size changes its sentences too: 'question.…' and 'matters.…' in both languages.
  expect(Object.fromEntries(Object.entries(sizes).filter(([worth]) => !["0.1", "0.5", "0.2"].includes(worth)))).toEqual({
    "-0.03": ["channel-leads-worse", "leads-got-worse"],
    "-0.1": ["cherry-picking"],
    "-0.05": ["neglects-product"],
    "0": ["campaign-did-not-pay"],
    "0.05": ["channel-brings-no-deals"],
    "0.25": ["prices-lose-deals"],
    "0.03": ["discounts-buy-no-wins", "market-fell"],
    "0.01": ["discounts-grew"],
  });
  expect(sizes["0.5"]).toEqual(["materials-not-used", "few-accounts", "wishful-forecasts", "one-region"]);
  expect(sizes["0.2"]).toEqual(["other-segments", "padded-pipeline"]);
});
