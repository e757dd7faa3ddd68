// How a number is asked for again: the question that gave it, and where in the answer it stands. Gathered by the server for quotes in threads and for decisions.
import type { NumberWithPapers } from "#facts/papers.ts";
import type { NumberSource, TrailStep } from "#facts/thread.ts";
import type { MemberQuestion } from "#http/question.ts";

export interface FoundNumber {
  readonly number: NumberWithPapers;
  readonly trail: readonly TrailStep[];
  /** The same question with what it left to the day written in, so that another day asks the same. */
  readonly source: NumberSource;
}

/** `refused`: the room said no to this asker, with its code. `lost`: it answered, and the number is not in it (any more). */
export type NumberAnswer = FoundNumber | { readonly refused: string } | { readonly lost: true };

export interface FindNumber {
  /** As it stands at these places of the answer. */
  at(question: MemberQuestion, source: NumberSource, place: { readonly key: string; readonly trail: readonly (string | number)[] }): Promise<NumberAnswer>;
  /** A figure of home by its key; without a period, of the one that home shows first. */
  figure(question: MemberQuestion, asked: { readonly key: string; readonly period?: string }): Promise<NumberAnswer>;
  /** Along a trail kept before: things in lists are found by what they are known by, wherever they stand now. */
  again(
    question: MemberQuestion,
    source: NumberSource,
    kept: { readonly number: NumberWithPapers; readonly trail: readonly TrailStep[] },
  ): Promise<NumberAnswer>;
}
