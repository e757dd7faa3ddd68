// A decision in words: what it is called, a value with its range, and where it was taken.
import { useMemo } from "react";

import type { DecisionView, EvidenceView } from "#features/decisions/contract.ts";
import type { words } from "#features/decisions/words.en.ts";
import { pathOfSubject } from "#facts/subject.ts";
import { pathOfSource, paths } from "#kit/paths.ts";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";

type Outcome = "repeat";
const outcomes: ReadonlySet<string> = new Set([
  "upheld",
  "not-upheld",
  "agreed-value",
  "repeat",
  "shrink",
  "drop",
  "marketing",
  "sales",
  "joint",
  "market",
  "management",
  "paused",
  "closed",
]);
const measured = /^((count|cost)-(contact|lead|accepted|won)|dial-(survey|gap|promises))$/;

const isSigned = (kind: DecisionView["kind"]) => kind === "definition" || kind === "owner" || kind === "promise";

type Named = Pick<DecisionView, "title"> & Partial<Pick<DecisionView, "kind" | "version" | "outcome" | "level" | "until" | "endsIt">>;

export function useDecisionWords() {
  const t = useWords<typeof words>("decisions");
  const format = useFormat();
  const { language } = useLanguage();
  return useMemo(() => {
    const value = (amount: number, { unit, currency }: Pick<EvidenceView["was"], "unit" | "currency">) =>
      format.value(amount, { unit: unit ?? "count", ...(currency === null ? {} : { currency }) }, true);
    const outcome = (code: string | null | undefined) => (code != null && outcomes.has(code) ? t(`outcome-${code as Outcome}`) : null);
    const level = ({ level: own }: Pick<DecisionView, "level">) =>
      own === null ? null : own.isMonthly ? t("level-month", { level: value(own.value, own) }) : value(own.value, own);
    return {
      outcome,
      level,
      /** 'Sales cycle, version 2'; 'Win rate: 32 % by 31 Dec 2026'; 'Spring fair: repeat'. */
      name: (one: Named): string => {
        const { title, kind, version = null } = one;
        const name = title[language];
        if (kind === "goal" && one.level != null && one.until != null) {
          const goal = t("name-goal", { name, level: level({ level: one.level })!, day: format.day(one.until) });
          return one.outcome == null ? goal : t("name-outcome", { name: goal, outcome: outcome(one.outcome) ?? "" });
        }
        if (kind === "budget" && one.level != null) return t("name-budget", { name, level: level({ level: one.level })! });
        if (kind === "dispute" && one.level != null)
          return t("name-outcome", { name, outcome: `${outcome(one.outcome) ?? ""} (${level({ level: one.level })!})` });
        const versioned = version !== null && (kind === "definition" || kind === "owner" || kind === "promise") ? t("name-version", { name, version }) : name;
        const come = outcome(one.outcome);
        return come === null ? versioned : t("name-outcome", { name: versioned, outcome: come });
      },
      /** '14 definitions signed by both heads'. */
      line: ({ kind }: Pick<DecisionView, "kind">, count: number): string => (isSigned(kind) ? t(`line-${kind}`, { count }) : String(count)),
      /** '12 % (10 % – 14 %)'. */
      number: ({ value: amount, low, high, unit, currency }: EvidenceView["was"]) => {
        if (amount === null) return "–";
        const written = value(amount, { unit, currency });
        if (low === null && high === null) return written;
        return `${written} (${format.interval({ low, high }, { unit: unit ?? "count", ...(currency === null ? {} : { currency }) })})`;
      },
      evidence: ({ name, code, days }: EvidenceView) => name ?? (measured.test(code) ? t(`ev-${code as "count-lead"}`, { days: days ?? 0 }) : code),
    };
  }, [t, format, language]);
}

/** Where it was taken; null: here. */
export function placeOfOrigin(workspace: string, origin: DecisionView["origin"]): string | null {
  switch (origin?.kind) {
    case "meeting":
    case "dispute":
      return pathOfSubject(workspace, { kind: origin.kind, id: origin.id });
    case "project":
      return paths.debrief(workspace, origin.id);
    case "definition":
      return paths.definitions(workspace, { key: origin.id });
    case "owner":
      return paths.definitions(workspace, { tab: "owners" });
    case "promise":
      return paths.promises(workspace, { promise: origin.id });
    case "budget":
      return paths.project(workspace, origin.id, { part: "budget" });
    case "cooperation":
      return pathOfSource(workspace, { kind: "cooperation", id: origin.id });
    case "goal":
      return paths.goals(workspace, { goal: origin.id });
    default:
      return null;
  }
}
