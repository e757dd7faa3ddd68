// Who runs the survey, who agrees to a wave, who answers, and whose names are seen.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import { headRole } from "#facts/signatures.ts";
import { type SurveyMode, isAnonymous } from "#facts/survey.ts";
import type { WhyNot } from "#kit/refusal.ts";

type WaveState = "proposed" | "open" | "closed" | "withdrawn";

export function whyNotReadSurvey(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Proposes, takes back, makes longer, plans. */
export function whyNotRun(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker) ?? (isHead(asker.role) || asker.role === "administrator" ? null : "only-heads-run-surveys");
}

/** Each head for the own side: neither opens a wave over the other. */
export function whyNotAgree(
  asker: Pick<Asker, "role">,
  wave: { readonly state: WaveState; readonly salesBy: string | null; readonly marketingBy: string | null },
): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  const role = headRole(asker.role);
  if (role === null) return "only-heads-agree";
  if (wave.state !== "proposed") return "not-proposed-any-more";
  return (role === "head-of-sales" ? wave.salesBy : wave.marketingBy) === null ? null : "agreed-already";
}

export function whyNotWithdraw(asker: Pick<Asker, "role">, { state }: { readonly state: WaveState }): WhyNot {
  return whyNotRun(asker) ?? (state === "proposed" ? null : "not-proposed-any-more");
}

export function whyNotExtend(asker: Pick<Asker, "role">, wave: { readonly state: WaveState; readonly isExtended: boolean }): WhyNot {
  return whyNotRun(asker) ?? (wave.state !== "open" ? "wave-not-open" : wave.isExtended ? "extended-already" : null);
}

/** Only who was in service when it opened is asked. The last day is the closing day, by the company's own clock. */
export function whyNotAnswer(
  asker: Pick<Asker, "role">,
  {
    state,
    closesOn,
    mine,
    today,
  }: { readonly state: WaveState; readonly closesOn: string | null; readonly mine: { readonly hasSent: boolean } | null; readonly today: string },
): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  if (state !== "open" || closesOn === null || today > closesOn) return "wave-not-open";
  if (mine === null) return "not-asked";
  return mine.hasSent ? "sent-already" : null;
}

/** What people answered under their names is for those who answered under theirs. */
export function whyNotReadNamed({ mode, mine }: { readonly mode: SurveyMode; readonly mine: { readonly hasSent: boolean } | null }): WhyNot {
  return isAnonymous(mode) || mine !== null ? null : "names-are-for-those-asked";
}
