// What is on record before somebody writes about a lead: which agreed fields are empty, and how it was last tried; so that forms ask for nothing twice.
import { type AttemptKind, type ReturnClass } from "#facts/handoff.ts";
import type { PromisedField } from "#facts/promises.ts";

export interface KnownAttempt {
  /** Null: the source names a way that is none of ours. */
  readonly kind: AttemptKind | null;
  readonly isReached: boolean | null;
  readonly at: string;
  /** Brought in by the source: it counts already, and nobody need write it down here. */
  readonly isFromSource: boolean;
}

export interface HandoffKnown {
  /** Of the agreed fields those that are empty, less those that the source never carries. */
  readonly missing: readonly PromisedField[];
  readonly attempt: KnownAttempt | null;
}

const ways: readonly (readonly [RegExp, AttemptKind])[] = [
  [/call|phone|звон/iu, "call"],
  [/meet|visit|demo|встреч|визит/iu, "meeting"],
  [/sms|chat|messag|whats|telegram|сообщ|чат|смс/iu, "message"],
  [/mail|letter|письм/iu, "letter"],
];

/** The way of an attempt as sources write it. */
export function attemptKindOf(written: string | null): AttemptKind | null {
  return ways.find(([pattern]) => pattern.test(written ?? ""))?.[1] ?? null;
}

const notReached =
  /no.?answer|no.?contact|no.?show|not.?(reached|held|answered)|unanswered|busy|voice.?mail|left|недозв|не (дозв|ответ|состоя)|нет ответа|занят/iu;
const reached = /reach|connect|talk|spoke|answer|contacted|held|дозв|ответил|состоя|поговор/iu;

/** Whether somebody was reached, as sources write it; null: it does not say. */
export function isReachedOf(written: string | null): boolean | null {
  if (written === null) return null;
  return notReached.test(written) ? false : reached.test(written) ? true : null;
}

/** The reason that stands chosen when the form opens: incomplete where an agreed field is empty, else that it went to the wrong person. */
export function likelyReturn({ missing }: Pick<HandoffKnown, "missing">): ReturnClass {
  return missing.length > 0 ? "clerical" : "procedural";
}
