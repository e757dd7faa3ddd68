// What is asked where the reader leaves it open, and how the answer is laid out for the screen, the file and the command line.
import type { DriverOwner } from "#facts/agreements.ts";
import { type Owner, owners } from "#facts/department.ts";
import type { MarketIndex, Plan } from "#facts/entities.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { lookedFrom, usualPeriod } from "#evidence/kpi/usual-period.ts";
import { telltaleOf } from "#evidence/lead-score/telltale.ts";
import { plannedMoney } from "#evidence/shortfall/plan.ts";
import { type Dimension, type Measure, type ShortfallInput, dimensions } from "#evidence/shortfall/question.ts";
import type { Level, Shortfall } from "#evidence/shortfall/result.ts";
import { type Explanation, type Part, driverKey } from "#features/shortfall/contract.ts";
import { words as english } from "#features/shortfall/words.en.ts";
import { words as russian } from "#features/shortfall/words.ru.ts";
import { type Currency, minorDigits, toMajor } from "#kit/money.ts";
import { periodBefore, periodName, readPeriod } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { sayPeriod } from "#kit/say-period.ts";
import { type Language, sentenceOf } from "#kit/words.ts";

export interface Asked {
  readonly period?: string | undefined;
  readonly against?: string | undefined;
  readonly by?: readonly Dimension[];
  readonly measure?: Measure;
  readonly draws?: number;
}

/** The facts a shortfall is explained from. */
export interface ShortfallFacts {
  readonly factsVersion: number;
  readonly currency: Currency;
  readonly plans: readonly Plan[];
  readonly marketIndex: readonly MarketIndex[];
  readonly driverOwners: readonly DriverOwner[];
}

/**
 * The whole question. Left open: the last whole quarter that the facts cover, against the plan where one stands, else against the period before.
 * An old extract is looked at from its own end.
 */
export function questionOf(facts: ShortfallFacts, lens: Lens, asked: Asked): Outcome<ShortfallInput, "no-deals" | "not-a-period"> {
  const from = lookedFrom(lens);
  if (from === null) return refuse("no-deals");
  const period = asked.period === undefined ? usualPeriod(lens) : readPeriod(asked.period);
  const measure = asked.measure ?? "revenue";
  if (!period) return refuse("not-a-period");
  const usual = plannedMoney(facts.plans, period, measure) === null ? periodBefore(period) : "plan";
  const against = asked.against === undefined ? usual : asked.against === "plan" ? "plan" : readPeriod(asked.against);
  if (!against) return refuse("not-a-period");
  return accept({
    question: { period, against, by: asked.by ?? [], measure },
    deals: lens.facts.deals,
    leads: lens.facts.leads,
    marketIndex: facts.marketIndex,
    plans: facts.plans,
    asOf: from,
    factsVersion: String(facts.factsVersion),
    owners: ownersOf(facts.driverOwners),
    telltale: telltaleOf(lens),
    ...(asked.draws === undefined ? {} : { draws: asked.draws }),
  });
}

function ownersOf(agreed: readonly DriverOwner[]): Readonly<Record<string, Owner>> {
  return Object.fromEntries(agreed.filter((one) => owners.includes(one.owner)).map((one) => [one.driver, one.owner]));
}

/** The answer as the screen takes it. */
export function explanationOf(told: Shortfall, facts: ShortfallFacts): Explanation {
  const { papers } = told;
  const against = told.against === "plan" ? "plan" : periodName(told.against);
  const versions = new Map(facts.driverOwners.map((one) => [one.driver, one.version]));
  const levels = new Map(told.levels.map((level) => [`${level.driver} ${level.segment ?? ""}`, level]));
  const part = (one: Shortfall["parts"][number]): Part => ({
    driver: one.driver,
    owner: one.owner,
    ownerVersion: versions.get(one.driver) ?? null,
    amount: one.amount,
    interval: one.interval,
    verdict: one.verdict,
    probability: one.probability,
    cautions: one.cautions,
    level: levelView(levels.get(`${one.driver} `)),
    segments: told.by.length === 0 ? [] : one.segments.map((each) => segmentView(told, each, levels.get(`${one.driver} ${each.segment}`))),
    records: one.records && { entity: one.records.entity, reference: one.records.reference.count, actual: one.records.actual.count },
  });
  return {
    question: { period: periodName(told.period), against, by: told.by, measure: told.measure },
    period: told.period,
    referencePeriod: told.referencePeriod,
    isToDate: told.summary.isToDate,
    currency: facts.currency,
    shortfall: told.shortfall,
    interval: told.interval,
    actual: told.actual,
    reference: told.reference,
    parts: told.parts.map(part),
    withinChance: told.withinChance,
    nothingBeyondChance: told.summary.nothingBeyondChance,
    switchedOff: told.off,
    crossCheck: told.crossCheck,
    cohorts: told.cohorts,
    cautions: told.cautions,
    summary: { en: summaryIn("en", told, facts.currency), ru: summaryIn("ru", told, facts.currency) },
    papers: {
      method: papers.method,
      label: papers.label,
      deals: papers.sample.reference.closed + papers.sample.actual.closed,
      leads: papers.sample.reference.leads + papers.sample.actual.leads,
      traits: [...papers.traits],
      draws: papers.draws,
      seed: papers.seed,
      factsVersion: papers.factsVersion,
      asOf: papers.asOf,
    },
  };
}

function levelView(level: Level | undefined): Part["level"] {
  return level === undefined ? null : { unit: level.unit, reference: level.reference, actual: level.actual, expected: level.expected, sample: level.sample };
}

function segmentView(told: Shortfall, one: Shortfall["parts"][number]["segments"][number], level: Level | undefined): Part["segments"][number] {
  const known = told.segments.find((segment) => segment.key === one.segment);
  return {
    key: one.segment,
    names: told.by.map((dimension) => known?.levels[dimension] ?? null),
    isRest: known?.isRest ?? false,
    amount: one.amount,
    interval: one.interval,
    level: levelView(level),
  };
}

/** How many deals carry each dimension, and how many different values there are: what the page can be cut by. */
export function dimensionsOf(lens: Lens): { name: Dimension; values: number; filled: number }[] {
  const { deals } = lens.facts;
  return dimensions.map((name) => {
    const codes = name === "isRepeat" ? deals.isRepeat : deals[name].codes;
    const seen = new Set<number>();
    let filled = 0;
    for (const code of codes) {
      if (code < 0) continue;
      filled++;
      seen.add(code);
    }
    return { name, values: seen.size, filled };
  });
}

const tables = { en: english, ru: russian } as const;
const locales: Readonly<Record<Language, string>> = { en: "en-US", ru: "ru-RU" };

/** The sentence that sums it up, made from the numbers: how much, where it is located, and what is within chance. */
export function summaryIn(language: Language, told: Shortfall, currency: Currency): string {
  const say = (key: string, values: Record<string, string | number> = {}) => sentenceOf(tables[language], language, key, values);
  const { summary, shortfall } = told;
  const money = (minor: number) => moneyIn(language, Math.abs(minor), currency);
  const way = shortfall === 0 ? "equal" : shortfall < 0 ? "below" : "above";
  const share = summary.share === null ? "" : ` (${shareIn(language, Math.abs(summary.share))})`;
  const head = say(told.against === "plan" ? `sum-${way}-plan` : `sum-${way}`, {
    measure: say(`sum-${told.measure}`),
    period: sayPeriod(language, told.period),
    amount: money(shortfall) + share,
    ...(told.against === "plan" ? {} : { against: sayPeriod(language, told.against) }),
  });
  if (summary.nothingBeyondChance) return `${head} ${say(shortfall > 0 ? "sum-nothing-above" : "sum-nothing")}`;
  const named = (sign: 1 | -1) => {
    const all = summary.located.filter((part) => Math.sign(part.amount) === sign);
    const texts = all.slice(0, 3).map((part) =>
      say("sum-part", {
        driver: say(driverKey(part.driver, told.off)).toLowerCase(),
        amount: money(part.amount),
        owner: say(`sum-owner-${part.owner}`),
        verdict: say(`sum-${part.verdict}`),
      }),
    );
    return [...texts, ...(all.length > 3 ? [say("sum-more", { count: all.length - 3 })] : [])].join("; ");
  };
  const [less, more] = [named(-1), named(1)];
  // Where nothing is missing in all, neither way is the main one.
  const lines = shortfall === 0 ? [["sum-less", less] as const, ["sum-gained", more] as const] : sidesOf(shortfall < 0 ? [less, more] : [more, less]);
  return [
    head,
    ...lines.flatMap(([key, parts]) => (parts === "" ? [] : [say(key, { parts })])),
    ...(told.withinChance === 0 ? [] : [say("sum-chance-amount", { amount: signed(told.withinChance, money(told.withinChance)) })]),
  ].join(" ");
}

const sidesOf = ([along, across]: readonly [string, string]) => [["sum-located", along] as const, ["sum-against", across] as const];

const signed = (value: number, text: string) => (value < 0 ? `\u2212${text}` : `+${text}`);

/** Money in short, as the reader's language writes it: '$1.24M'. */
export function moneyIn(language: Language, minor: number, currency: Currency): string {
  const major = toMajor(minor, currency);
  const isLarge = Math.abs(major) >= 10_000;
  return new Intl.NumberFormat(locales[language], {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...(isLarge
      ? { notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 }
      : { maximumFractionDigits: Math.abs(major) >= 100 ? 0 : minorDigits(currency) }),
  }).format(major);
}

function shareIn(language: Language, share: number): string {
  return new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 1 }).format(share);
}
