// What presses, for the agendas of meetings: the answers that the rooms' own screens show, asked once more and read for what falls short.
import type { Problem, Side } from "#facts/meetings.ts";
import { type ClaimView, listClaims } from "#features/claims/contract.ts";
import { words as claimsEn } from "#features/claims/words.en.ts";
import { words as claimsRu } from "#features/claims/words.ru.ts";
import { type CooperationGoalView, readCooperationGoals } from "#features/cooperation/contract.ts";
import { words as cooperationEn } from "#features/cooperation/words.en.ts";
import { words as cooperationRu } from "#features/cooperation/words.ru.ts";
import { type DecisionView, listDecisions } from "#features/decisions/contract.ts";
import { type DisputeView, listDisputes } from "#features/disputes/contract.ts";
import { words as figuresEn } from "#features/figures/words.en.ts";
import { words as figuresRu } from "#features/figures/words.ru.ts";
import { type GoalView, listGoals } from "#features/goals/contract.ts";
import { words as meetingsEn } from "#features/meeting-room/words.en.ts";
import { words as meetingsRu } from "#features/meeting-room/words.ru.ts";
import { type PracticeView, listPractices } from "#features/practices/contract.ts";
import { words as practicesEn } from "#features/practices/words.en.ts";
import { words as practicesRu } from "#features/practices/words.ru.ts";
import { type PromiseView, readPromises } from "#features/promises/contract.ts";
import { type Explanation, driverKey, explainShortfall } from "#features/shortfall/contract.ts";
import { moneyIn } from "#features/shortfall/rules.ts";
import { words as shortfallEn } from "#features/shortfall/words.en.ts";
import { words as shortfallRu } from "#features/shortfall/words.ru.ts";
import type { FindProblems } from "#http/problem-finder.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { Currency } from "#kit/money.ts";
import { type Language, type WordValues, type Words, sentenceOf } from "#kit/words.ts";
import { words as kitEn } from "#ui/words.en.ts";
import { words as kitRu } from "#ui/words.ru.ts";

type Both = Readonly<Record<Language, string>>;
type Tables = Readonly<Record<Language, Words>>;
const both = (say: (language: Language) => string): Both => ({ en: say("en"), ru: say("ru") });
const meetings: Tables = { en: meetingsEn, ru: meetingsRu };
const said = (tables: Tables, key: string, values: (language: Language) => WordValues = () => ({})) =>
  both((language) => sentenceOf(tables[language], language, key, values(language)));

const locales = { en: "en-GB", ru: "ru-RU" } as const;
const share = (value: number, language: Language) =>
  new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value);
const number = (value: number, language: Language) => new Intl.NumberFormat(locales[language], { maximumSignificantDigits: 3 }).format(value);

/** Whose hands a problem lies in: what the market does, the two departments can only answer. */
const reachOf: Readonly<Record<string, number>> = { marketing: 1, sales: 1, joint: 1, both: 1, management: 0.5, prices: 0.5, market: 0.2 };
const sideOf = (owner: string): Side | null => (owner === "sales" || owner === "marketing" ? owner : null);
/** A verdict of a claim and a promise not kept both rest on a range of 90 %. */
const byRange = 0.9;

/** `routes`: of the rooms that are asked. */
export function pressingIn(routes: readonly Route[]): FindProblems {
  const byName = new Map(routes.map((route) => [route.endpoint.name, route]));
  return async (question) => {
    const ask = asking(byName, question as MemberQuestion);
    const currency = question.workspace.currency;
    const explained = await ask<Explanation>(explainShortfall, { by: [], measure: "revenue" });
    const claims = await ask<{ claims: ClaimView[] }>(listClaims, { withdrawn: false });
    const promises = await ask<{ promises: PromiseView[]; period: { from: string } }>(readPromises, {});
    const goals = await ask<{ goals: GoalView[] }>(listGoals, undefined);
    const disputes = await ask<{ disputes: DisputeView[] }>(listDisputes, undefined);
    const cooperation = await ask<{ goals: CooperationGoalView[] }>(readCooperationGoals, undefined);
    const decisions = await ask<{ decisions: DecisionView[] }>(listDecisions, { kind: ["entered"], state: ["review"], text: "", limit: 50 });
    const practices = await ask<{ practices: PracticeView[] }>(listPractices, undefined);
    return [
      ...(explained ? partsOf(explained) : []),
      ...(claims?.claims ?? []).flatMap((claim) => ofClaim(claim, currency)),
      ...(promises?.promises ?? []).flatMap((promise) => ofPromise(promise, { since: promises!.period.from, currency })),
      ...(goals?.goals ?? []).flatMap(ofGoal),
      ...(cooperation?.goals ?? []).flatMap(ofCooperation),
      ...(disputes?.disputes ?? []).flatMap(ofDispute),
      ...(decisions?.decisions ?? []).flatMap(ofDecision),
      ...(practices?.practices ?? []).flatMap(ofPractice),
    ];
  };
}

/** A room that refuses has nothing that presses: no facts yet, or not open to whoever asks. */
function asking(byName: ReadonlyMap<string, Route>, question: MemberQuestion) {
  return async <T extends object>(endpoint: Endpoint, query: object | undefined): Promise<T | null> => {
    const route = byName.get(endpoint.name);
    if (!route?.asMember) throw new Error(`'${endpoint.name}' is asked for what presses, and no room answers it`);
    const answer = (await route.asMember({ ...question, query, body: undefined })) as T | { readonly ok: boolean };
    return "ok" in answer ? null : answer;
  };
}

/** Parts of the shortfall that are more than chance. Those that brought more than expected press nobody. */
function partsOf({ parts, currency, switchedOff, period, question }: Explanation): Problem[] {
  const tables = { en: shortfallEn, ru: shortfallRu } as const;
  return parts
    .filter(({ amount, verdict }) => amount < 0 && (verdict === "clear" || verdict === "likely"))
    .map((part) => ({
      kind: "shortfall",
      id: `${question.period}:${part.driver}`,
      title: both((language) => tables[language][driverKey(part.driver, switchedOff)]),
      why: said(meetings, "presses-shortfall", (language) => {
        // With a real minus sign.
        const money = (minor: number) => moneyIn(language, minor, currency).replace("-", "\u2212");
        const { low, high } = part.interval;
        return { amount: money(part.amount), low: money(low ?? part.amount), high: money(high ?? part.amount), period: question.period };
      }),
      side: sideOf(part.owner),
      money: Math.abs(part.amount),
      confidence: part.probability,
      since: period.from,
      reach: reachOf[part.owner] ?? 0.5,
      isDue: false,
    }));
}

function ofClaim({ id, said: words, standard, against, unit, filedAt, answer }: ClaimView, currency: Currency): Problem[] {
  if (answer.verdict !== "supported" || answer.measured === null) return [];
  const { effect, sample } = answer.measured;
  return [
    {
      kind: "claim",
      id,
      title: { en: words, ru: words },
      why: said(meetings, "presses-claim", (language) => ({
        standard: sentenceOf(language === "en" ? claimsEn : claimsRu, language, `claim.${standard}`),
        effect: unit === "share" ? share(effect, language) : unit === "money" ? moneyIn(language, Math.round(effect), currency) : number(effect, language),
        sample,
      })),
      side: sideOf(against),
      money: null,
      confidence: byRange,
      since: filedAt.slice(0, 10),
      reach: reachOf[against] ?? 0.5,
      isDue: false,
    },
  ];
}

function ofPromise(
  { key, side, status, unit, measured, promised, sample }: PromiseView,
  { since, currency }: { since: string; currency: Currency },
): Problem[] {
  if (status !== "broken" || measured === null || promised === null) return [];
  const write = (value: number, language: Language) =>
    unit === "share" ? share(value, language) : unit === "money" ? moneyIn(language, Math.round(value), currency) : number(value, language);
  return [
    {
      kind: "promise",
      id: key,
      title: said({ en: kitEn, ru: kitRu }, `promise-${key}`),
      why: said(meetings, "presses-promise", (language) => ({ measured: write(measured, language), promised: write(promised, language), count: sample })),
      side: sideOf(side),
      money: null,
      confidence: byRange,
      since,
      reach: reachOf[side] ?? 0.5,
      isDue: false,
    },
  ];
}

/** Off their path: the chance of reaching them is small. */
function ofGoal({ id, key, day, state, baseline, assessment }: GoalView): Problem[] {
  if (state !== "active" || assessment?.prospect !== "unlikely") return [];
  const chance = assessment.forecast?.chanceOfReaching ?? 0;
  return [
    {
      kind: "goal",
      id,
      title: said({ en: figuresEn, ru: figuresRu }, `figure.${key}`),
      why: said(meetings, "presses-goal", (language) => ({ chance: share(chance, language), day: writtenDay(day, language) })),
      side: null,
      money: null,
      confidence: 1 - chance,
      since: baseline.until,
      reach: 1,
      isDue: false,
    },
  ];
}

/** Off its path: the whole range of the last measurement lies on the worse side of the line. */
function ofCooperation({ id, dial, day, says, chance, baselineOn, state }: CooperationGoalView): Problem[] {
  if (state !== "active" || says !== "off" || chance === null) return [];
  return [
    {
      kind: "cooperation",
      id,
      title: said({ en: cooperationEn, ru: cooperationRu }, `dial-${dial}`),
      why: said(meetings, "presses-cooperation", (language) => ({ chance: share(chance, language), day: writtenDay(day, language) })),
      side: null,
      money: null,
      confidence: 1 - chance,
      since: baselineOn,
      reach: 1,
      isDue: false,
    },
  ];
}

/** Its time is up: it stands on the agenda whatever else presses. */
function ofDispute({ id, title, said: doubt, state, dueOn, concerns, openedAt }: DisputeView): Problem[] {
  if (state !== "due" && state !== "overdue") return [];
  return [
    {
      kind: "dispute",
      id,
      title: { en: title, ru: title },
      why: said(meetings, "presses-dispute", (language) => ({ doubt, day: writtenDay(dueOn, language) })),
      side: sideOf(concerns),
      money: null,
      confidence: 1,
      since: openedAt.slice(0, 10),
      reach: 1,
      isDue: true,
    },
  ];
}

/** Its last day is over: both sides look at it again. */
function ofDecision({ id, title, until, concerns }: DecisionView): Problem[] {
  if (until === null) return [];
  return [
    {
      kind: "decision",
      id,
      title,
      why: said(meetings, "presses-decision", (language) => ({ day: writtenDay(until, language) })),
      side: sideOf(concerns),
      money: null,
      confidence: 1,
      since: until,
      reach: 1,
      isDue: true,
    },
  ];
}

/** Its signs of life have stopped. What the house counts signs of, both sides do together. */
function ofPractice({ id, key, sign }: PracticeView): Problem[] {
  if (key === null || sign === null || sign.asleepOn === null) return [];
  const { asleepOn, count, of, days } = sign;
  const tables = { en: practicesEn, ru: practicesRu };
  const counted = said(tables, of === 0 ? "sign-nothing-due" : `sign-${sign.key}`, () => ({ count, of: of ?? 0, days }));
  return [
    {
      kind: "practice",
      id,
      title: said(tables, `name-${key}`),
      why: said(meetings, "presses-practice", (language) => ({ day: writtenDay(asleepOn, language), sign: counted[language] })),
      side: null,
      money: null,
      confidence: 1,
      since: asleepOn,
      reach: 1,
      isDue: false,
    },
  ];
}

const writtenDay = (day: string, language: Language) =>
  new Intl.DateTimeFormat(locales[language], { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(day));
