// What links in texts lead to and how it stands now, asked as the reader with the reader's rights. Gathered by the server for threads.
import type { Unit } from "#facts/papers.ts";
import type { SubjectKind, SubjectNow } from "#facts/subject.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Interval } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";

/** A value in its unit: shares 0 to 1, money in minor units. How it was made stands on the page that the link leads to. */
export interface LiveFigure {
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly unit: Unit;
  readonly currency: string | null;
  readonly period: Period;
  readonly sample: number;
  readonly cautions: number;
  /** An amount a month, so that it can stand beside what was aimed at. */
  readonly isMonthly: boolean;
}

export interface LinkSeen {
  readonly kind: SubjectKind | "goal" | "promise";
  readonly title: { readonly en: string; readonly ru: string };
  readonly now: SubjectNow | null;
  readonly figure: LiveFigure | null;
  /** What was aimed at or promised, in the figure's unit. */
  readonly aim: number | null;
}

/** Something that can be linked to, with the path of its page. */
export type LinkOffer = Pick<LinkSeen, "kind" | "title"> & { readonly path: string };

export interface LinkReader {
  /** By path; what is not there, or not this reader's to see, is missing alike. */
  read(question: MemberQuestion, paths: readonly string[]): Promise<ReadonlyMap<string, LinkSeen>>;
  /** What this reader may see that is called like a text: numbers of the latest whole quarter first. */
  offer(question: MemberQuestion, text: string): Promise<readonly LinkOffer[]>;
}
