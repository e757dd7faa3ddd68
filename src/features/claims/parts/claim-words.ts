// A claim in words: its sentence, what it is about, the size with its range and from where it matters, and the numbers beside it.
import { useMemo } from "react";

import type { ClaimAnswerView, ClaimView } from "#features/claims/contract.ts";
import type { words } from "#features/claims/words.en.ts";
import type { Against, ClaimKey } from "#facts/claims.ts";
import type { Owner } from "#facts/department.ts";
import type { Interval, Unit } from "#facts/papers.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";

/** Claims that are measured as a difference of two shares: told in percentage points. */
const differences: ReadonlySet<ClaimKey> = new Set([
  "channel-leads-worse",
  "leads-got-worse",
  "cherry-picking",
  "neglects-product",
  "price-over-reported",
  "discounts-buy-no-wins",
  "discounts-grew",
  "too-many-leads",
]);

/** What the numbers set side by side are, where they are no shares. */
const comparedUnits: Readonly<Partial<Record<ClaimKey, Unit>>> = {
  "fewer-leads-than-planned": "count",
  "leads-dearer": "money",
  "campaign-did-not-pay": "money",
  "plan-unrealistic": "money",
  "budget-cut": "money",
  "fewer-people": "days",
  "market-fell": "index",
};

/** Whose colour and pattern a claim carries; prices are everybody's. */
export const sideOf: Readonly<Record<Against, Owner>> = { marketing: "marketing", sales: "sales", management: "management", prices: "joint", market: "market" };

type Compared = NonNullable<ClaimAnswerView["measured"]>["compared"][number];
type Sized = Pick<ClaimView, "standard" | "holds" | "worth">;

export function useClaimWords() {
  const t = useWords<typeof words>("claims");
  const say = useSentence("claims");
  const format = useFormat();
  return useMemo(() => {
    const size = (key: ClaimKey, value: number) => (differences.has(key) ? format.change(value, { unit: "share" }) : format.value(value, { unit: "share" }));
    return {
      /** 'Leads of the exhibition are answered late'. */
      sentence: (key: ClaimKey, subject: string | null) => (subject === null ? null : say(`claim-of.${key}`, { subject })) ?? t(`claim.${key}`),
      size,
      range: (key: ClaimKey, interval: Interval) =>
        differences.has(key) ? format.changeInterval(interval, { unit: "share" }) : format.interval(interval, { unit: "share" }),
      /** 'the claim holds from 10% on'. */
      worth: ({ standard, holds, worth }: Sized) => t(holds === "above" ? "size-from" : "size-to", { size: size(standard, worth) }),
      comparedName: ({ name, isOwnName }: Compared) => (isOwnName ? name : (say(`compared-${name}`) ?? name)),
      comparedValue: (key: ClaimKey, value: number, currency: string) => format.value(value, { unit: comparedUnits[key] ?? "share", currency }, true),
      /** Who filed it, as this reader may know it. */
      by: ({ isUnnamed, isMine, filedBy }: Pick<ClaimView, "isUnnamed" | "isMine" | "filedBy">) =>
        isUnnamed ? t(isMine ? "unnamed-mine" : "unnamed") : (filedBy ?? t("former")),
      period: ({ isRolling, period }: Pick<ClaimView, "isRolling" | "period">) =>
        isRolling ? t("rolling", { period: format.period(period) }) : format.period(period),
      needs: (needs: readonly string[]) => (needs.length === 0 ? nothing : needs.map((need) => say(`need-${need}`) ?? need).join(", ")),
    };
  }, [t, say, format]);
}
