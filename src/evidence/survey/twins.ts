// What is said beside what is so: does a side agree with a statement, does the fact bear it out, and where the two part.
import type { Interval } from "#facts/papers.ts";
import type { Twin } from "#facts/survey-twins.ts";
import type { Mean } from "#evidence/survey/means.ts";

/** Between agreeing and not: the middle of 1 to 5. */
const middle = 3;

/** agrees, or does not: the whole 90 % range lies on one side of the middle; else the side is divided. */
export type Said = "agrees" | "disagrees" | "divided";

export function saidOf({ value, interval }: Mean): Said {
  const { low, high } = interval ?? { low: value, high: value };
  if (low !== null && low > middle) return "agrees";
  return high !== null && high < middle ? "disagrees" : "divided";
}

/** borne-out, or not: the whole range lies on one side of the level; open: it reaches over the level, or nothing was measured. */
export type FactSays = "borne-out" | "not-borne-out" | "open";

export function factSays({ value, interval, level, holds }: Pick<Twin, "value" | "interval" | "level" | "holds">): FactSays {
  if (value === null || level === null) return "open";
  const { low, high }: Pick<Interval, "low" | "high"> = interval ?? { low: value, high: value };
  // The level itself keeps a promise.
  if (holds === "at-least") return low !== null && low >= level ? "borne-out" : high !== null && high < level ? "not-borne-out" : "open";
  return high !== null && high <= level ? "borne-out" : low !== null && low > level ? "not-borne-out" : "open";
}

/** rosy: said to be so, and is not; dark: said not to be so, and is; sore: neither said nor so; sound: both; open: one of the two cannot be told. */
export type Beside = "sound" | "rosy" | "dark" | "sore" | "open";

export function besideOf(said: Said, fact: FactSays): Beside {
  if (said === "divided" || fact === "open") return "open";
  if (said === "agrees") return fact === "borne-out" ? "sound" : "rosy";
  return fact === "borne-out" ? "dark" : "sore";
}
