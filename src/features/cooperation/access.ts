// Who reads the answer, who says how a condition stands, who accepts, begins and signs.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import { headRole } from "#facts/signatures.ts";
import type { WhyNot } from "#kit/refusal.ts";

type Who = Pick<Asker, "role">;

export function whyNotReadCooperation(asker: Who): WhyNot {
  return whyNotReadRoom(asker);
}

/** Figures of the survey are for those who read its results. */
export function whyNotReadFigures(asker: Who): WhyNot {
  return whyNotReadRoom(asker);
}

export const sideOfHead = ({ role }: Who): "sales" | "marketing" | null => {
  const head = headRole(role);
  return head === null ? null : head === "head-of-sales" ? "sales" : "marketing";
};

const headsAlone = (asker: Who, why: string): WhyNot => whyNotChangeAnything(asker) ?? (sideOfHead(asker) === null ? why : null);
const leaders = (asker: Who, why: string): WhyNot =>
  whyNotChangeAnything(asker) ?? (isHead(asker.role) || asker.role === "management" || asker.role === "administrator" ? null : why);

/** Each head for the own side. */
export const whyNotSay = (asker: Who): WhyNot => headsAlone(asker, "only-heads-say");
export const whyNotAccept = (asker: Who): WhyNot => headsAlone(asker, "only-heads-accept");
export const whyNotSign = (asker: Who): WhyNot => headsAlone(asker, "only-heads-sign");

export const whyNotSetLevel = (asker: Who): WhyNot => leaders(asker, "only-heads-set-levels");
export const whyNotBegin = (asker: Who): WhyNot => leaders(asker, "only-heads-begin");
export const whyNotSetGoal = (asker: Who): WhyNot => leaders(asker, "only-heads-set-goals");

/** Whatever presses somebody may be put on the agenda by them. */
export const whyNotBring = (asker: Who): WhyNot => whyNotChangeAnything(asker);
