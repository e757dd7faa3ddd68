// What is asked part by part, what is missing, and what is sent.
import { expect, test } from "vitest";

import { ballotShape, pulseBallotShape } from "#features/survey/contract.ts";
import { type Draft, bodyOf, emptyDraft, keysOf, missingOf, partsOf, progressOf, readDraft } from "#features/survey/parts/draft.ts";

const plain = { questions: [], segments: [], statements: null };
const full = {
  questions: [
    { id: "q1", kind: "scale" as const, text: "Do we laugh?" },
    { id: "q2", kind: "words" as const, text: "What is missing?" },
  ],
  segments: ["a", "b", "c", "d"],
  statements: null,
};
const answered = (wave: typeof full | typeof plain, more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft,
  answers: Object.fromEntries(partsOf(wave).flatMap((part) => keysOf(part, wave).map((key) => [key, key.startsWith("m:") ? 3 : 4]))),
  ...more,
});

test("five factors of eight taps, seven about both sides, then sending; segments and own questions where the wave has them", () => {
  expect(partsOf(plain).map(({ kind }) => kind)).toEqual(["factor", "factor", "factor", "factor", "factor", "sides", "send"]);
  expect(partsOf(full).map(({ kind }) => kind)).toEqual(["factor", "factor", "factor", "factor", "factor", "sides", "segments", "own", "send"]);
  expect(progressOf(plain, emptyDraft)).toEqual({ done: 0, all: 47 });
  expect(progressOf(full, answered(full, { segments: ["a", "b"] }))).toEqual({ done: 48, all: 49 });
  // Three are few enough to be no choice.
  expect(partsOf({ questions: [], segments: ["a", "b", "c"], statements: null }).some(({ kind }) => kind === "segments")).toBe(false);
});

test("what is missing is counted, and words need not be written", () => {
  const [first] = partsOf(full);
  expect(missingOf(first!, full, emptyDraft)).toBe(8);
  expect(missingOf({ kind: "segments" }, full, answered(full, { segments: ["a"] }))).toBe(2);
  expect(partsOf(full).map((part) => missingOf(part, full, answered(full, { segments: ["a", "b", "c"] })))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test("what is sent is what the contract takes, with empty words left out", () => {
  const body = bodyOf(answered(full, { segments: ["a", "b", "c"], words: { q2: "  " } }));
  expect(ballotShape.parse(body)).toMatchObject({ own: 4, importance: { respect: 3 }, scales: { q1: 4 }, words: {}, segments: ["a", "b", "c"] });
  expect(ballotShape.safeParse(bodyOf(emptyDraft)).success).toBe(false);
});

test("a draft that cannot be read begins anew", () => {
  expect(readDraft(null)).toEqual(emptyDraft);
  expect(readDraft("{")).toEqual(emptyDraft);
  expect(readDraft('{"answers":{"own":2}}')).toEqual({ ...emptyDraft, answers: { own: 2 } });
});

test("a pulse asks for its statements on one page, and sends nothing else", () => {
  const pulse = { questions: [], segments: [], statements: ["respect", "one-plan", "work-shared"] as const };
  expect(partsOf(pulse).map((part) => keysOf(part, pulse))).toEqual([["s:respect", "s:one-plan", "s:work-shared"], []]);
  const draft = { ...emptyDraft, answers: { "s:respect": 4, "s:one-plan": 2, "s:work-shared": 5, own: 3 } };
  expect(progressOf(pulse, draft)).toEqual({ done: 3, all: 3 });
  const body = bodyOf(draft, pulse);
  expect(body).toEqual({ statements: { respect: 4, "one-plan": 2, "work-shared": 5 } });
  expect(pulseBallotShape.safeParse(body).success).toBe(true);
});
