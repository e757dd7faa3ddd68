// What decisions are called on the screens, and the figures they rest on as they stand now, read in the process beside.
import { askBeside } from "#apps/server/ask-beside.ts";
import { knownBy } from "#apps/server/quoted.ts";
import type { ReadFigures } from "#features/decisions/jobs.ts";
import type { NameOf } from "#features/decisions/rules.ts";
import { words as cooperationEn } from "#features/cooperation/words.en.ts";
import { words as cooperationRu } from "#features/cooperation/words.ru.ts";
import { words as definitionsEn } from "#features/definitions/words.en.ts";
import { words as definitionsRu } from "#features/definitions/words.ru.ts";
import { isAdditive } from "#evidence/kpi/change.ts";
import { readFigures } from "#features/figures/contract.ts";
import { words as figuresEn } from "#features/figures/words.en.ts";
import { words as figuresRu } from "#features/figures/words.ru.ts";
import { readPromises } from "#features/promises/contract.ts";
import { unitOfGoal } from "#features/goals/parts/goal-units.ts";
import { words as shortfallEn } from "#features/shortfall/words.en.ts";
import { words as shortfallRu } from "#features/shortfall/words.ru.ts";
import type { Database } from "#db/database.ts";
import { dialKeys, dialRules } from "#facts/cooperation.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import type { NumberWithPapers, Unit } from "#facts/papers.ts";
import type { Quote } from "#facts/thread.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import type { Words } from "#kit/words.ts";
import type { z } from "zod";
import { workspaceToAsk } from "#ledger/workspaces.ts";
import { words as kitEn } from "#ui/words.en.ts";
import { words as kitRu } from "#ui/words.ru.ts";

function of([en, ru]: readonly [Words, Words], name: string, unit: Unit | null = null) {
  return en[name] === undefined ? null : { en: en[name], ru: ru[name] ?? en[name], unit };
}

/** Agreements and goals by their keys; everything else is called by its own words. */
export const decisionNames: NameOf = (kind, key) => {
  if (kind === "definition") return of([definitionsEn, definitionsRu], `key.${key}`);
  if (kind === "promise") return of([kitEn, kitRu], `promise-${key}`);
  if (kind === "owner") return of([shortfallEn, shortfallRu], `driver-${key}`);
  if (kind === "moveup") return of([cooperationEn, cooperationRu], `outcome-${key}`);
  if (kind !== "goal") return null;
  const dial = dialKeys.find((each) => key === `cooperation-${each}`);
  if (dial !== undefined) return of([cooperationEn, cooperationRu], `dial-${dial}`, dialRules[dial].unit);
  const goal = goalKeys.find((each) => each === key);
  const name = of([figuresEn, figuresRu], `figure.${key}`, goal === undefined ? null : unitOfGoal(goal));
  return name === null || goal === undefined ? name : { ...name, isMonthly: isAdditive(goal) };
};

/** What is asked beside, each with its own answer of numbers: figures of home, and how far promises were kept. */
export function figuresBeside(beside: Beside, database: Database): ReadFigures {
  return async (workspaceId, signal) => {
    const workspace = await database.inWorkspace(workspaceId, (tx) => workspaceToAsk(tx, workspaceId), { readOnly: true });
    const asOf = dayIn(workspace.timeZone, new Date());
    const [figureWords, kitWords]: readonly [Words, Words] = workspace.language === "ru" ? [figuresRu, kitRu] : [figuresEn, kitEn];
    const ask = async <E extends typeof readFigures | typeof readPromises>(endpoint: E): Promise<z.output<E["reply"]> | null> => {
      const wire = await askBeside(beside, { endpoint, query: {}, workspace, asOf, isOfFactsAlone: false }, signal);
      if (wire.kind === "refusal" && wire.refusal.reason !== "no-facts-yet") throw new Error(wire.refusal.reason);
      return wire.kind === "json" ? (endpoint.reply.parse(JSON.parse(wire.text)) as z.output<E["reply"]>) : null;
    };
    const told = await ask(readFigures);
    if (told === null) return null;
    const kept = (number: NumberWithPapers, more: Pick<Quote, "name" | "trail" | "href"> & { readonly endpoint: string }): [string, Quote] => {
      const { endpoint, ...own } = more;
      const source = { endpoint, params: {}, query: { period: periodName(number.period) } };
      return [number.key, { ...own, number, asOf, factsVersion: workspace.factsVersion, source }];
    };
    const figures = told.numbers.map((number, at) =>
      kept(number, {
        name: figureWords[`figure.${number.key}`] ?? number.key,
        trail: ["numbers", { at, known: knownBy(number) }],
        href: paths.home(workspace.slug, { period: periodName(told.period) }),
        endpoint: readFigures.name,
      }),
    );
    const promised = (await ask(readPromises))?.promises ?? [];
    const promises = promised.map((one, at) =>
      kept(one.asNumber, {
        name: kitWords[one.asNumber.key] ?? one.key,
        trail: ["promises", { at, known: knownBy(one) }, "asNumber"],
        href: paths.promises(workspace.slug, { promise: one.key, period: periodName(one.asNumber.period) }),
        endpoint: readPromises.name,
      }),
    );
    return new Map([...figures, ...promises]);
  };
}
