// Answers that have not been sent: which part asks what, what is still missing, and how they are kept on this device alone.
import type { SentBody, WaveView } from "#features/survey/contract.ts";
import { type SurveyStatement, segmentsNamed, surveyFactors, surveyOrientations, surveySkills, surveyStatements } from "#facts/survey.ts";

/** Answers by the key of their question: 's:respect', 'm:respect' (how much it matters), 'own', 'o:now-or-later', 'k:people', 'q:q1'. */
export interface Draft {
  readonly answers: Readonly<Record<string, number>>;
  readonly segments: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  /** The part that was on screen; 0: before the first. */
  readonly part: number;
}

export const emptyDraft: Draft = { answers: {}, segments: [], words: {}, part: 0 };

type Asks = Pick<WaveView, "questions" | "segments" | "statements">;

export type Part =
  | { readonly kind: "pulse"; readonly statements: readonly SurveyStatement[] }
  | { readonly kind: "factor"; readonly factor: (typeof surveyFactors)[number]; readonly statements: readonly SurveyStatement[] }
  | { readonly kind: "sides" }
  | { readonly kind: "segments" }
  | { readonly kind: "own" }
  | { readonly kind: "send" };

const statements = Object.keys(surveyStatements) as SurveyStatement[];

export function partsOf(wave: Asks): Part[] {
  if (wave.statements !== null) return [{ kind: "pulse", statements: wave.statements }, { kind: "send" }];
  return [
    ...surveyFactors.map((factor) => ({ kind: "factor" as const, factor, statements: statements.filter((one) => surveyStatements[one] === factor) })),
    { kind: "sides" },
    ...(wave.segments.length > segmentsNamed ? [{ kind: "segments" as const }] : []),
    ...(wave.questions.length > 0 ? [{ kind: "own" as const }] : []),
    { kind: "send" },
  ];
}

/** Keys of the questions of a part that are answered with a number, in the order of the screen. */
export function keysOf(part: Part, wave: Asks): string[] {
  switch (part.kind) {
    case "pulse":
      return part.statements.map((statement) => `s:${statement}`);
    case "factor":
      return part.statements.flatMap((statement) => [`s:${statement}`, `m:${statement}`]);
    case "sides":
      return ["own", "other", ...surveyOrientations.map((key) => `o:${key}`), ...surveySkills.map((key) => `k:${key}`)];
    case "own":
      return wave.questions.filter(({ kind }) => kind === "scale").map(({ id }) => `q:${id}`);
    default:
      return [];
  }
}

/** How many answers a part still lacks. */
export function missingOf(part: Part, wave: Asks, draft: Draft): number {
  if (part.kind === "segments") return segmentsNamed - draft.segments.length;
  return keysOf(part, wave).filter((key) => draft.answers[key] === undefined).length;
}

export function progressOf(wave: Asks, draft: Draft): { done: number; all: number } {
  const parts = partsOf(wave);
  const all = parts.reduce((sum, part) => sum + (part.kind === "segments" ? 1 : keysOf(part, wave).length), 0);
  const missing = parts.reduce((sum, part) => sum + (part.kind === "segments" ? Number(missingOf(part, wave, draft) > 0) : missingOf(part, wave, draft)), 0);
  return { done: all - missing, all };
}

/** Only where nothing is missing. */
export function bodyOf(draft: Draft, wave: Pick<WaveView, "statements"> = { statements: null }): SentBody["ballot"] {
  if (wave.statements !== null) return { statements: Object.fromEntries(wave.statements.map((statement) => [statement, draft.answers[`s:${statement}`]!])) };
  const of = <K extends string>(letter: string, keys: readonly K[]) =>
    Object.fromEntries(keys.map((key) => [key, draft.answers[`${letter}:${key}`]!])) as Record<K, number>;
  return {
    statements: of("s", statements),
    importance: of("m", statements),
    own: draft.answers["own"]!,
    other: draft.answers["other"]!,
    orientations: of("o", surveyOrientations),
    skills: of("k", surveySkills),
    segments: [...draft.segments],
    scales: Object.fromEntries(Object.entries(draft.answers).flatMap(([key, answer]) => (key.startsWith("q:") ? [[key.slice(2), answer]] : []))),
    words: Object.fromEntries(Object.entries(draft.words).filter(([, text]) => text.trim() !== "")),
  };
}

const placeOf = (wave: string, member: string) => `evenhand.survey.${wave}.${member}`;

/** Where the device keeps nothing (a private window, no room left), answering goes on without it. */
export function keepDraft(wave: string, member: string, draft: Draft | null): void {
  try {
    if (draft === null) localStorage.removeItem(placeOf(wave, member));
    else localStorage.setItem(placeOf(wave, member), JSON.stringify(draft));
  } catch {
    // Nothing is lost but the way back after closing the page.
  }
}

/** What this device keeps, as far as it can still be read. */
export function keptDraft(wave: string, member: string): Draft {
  try {
    return readDraft(localStorage.getItem(placeOf(wave, member)));
  } catch {
    return emptyDraft;
  }
}

export function readDraft(text: string | null): Draft {
  if (text === null) return emptyDraft;
  try {
    const said = JSON.parse(text) as Partial<Draft>;
    return { answers: said.answers ?? {}, segments: said.segments ?? [], words: said.words ?? {}, part: said.part ?? 0 };
  } catch {
    return emptyDraft;
  }
}
