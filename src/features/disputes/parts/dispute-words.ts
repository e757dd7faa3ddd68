// A dispute in words: the number as it was, who decides, and a value as it is typed.
import { useMemo } from "react";

import type { DisputeView } from "#features/disputes/contract.ts";
import type { words } from "#features/disputes/words.en.ts";
import { minorDigits } from "#kit/money.ts";
import { useFormat, useWords } from "#ui/language.ts";

type Numbered = Pick<DisputeView, "unit" | "currency">;

const measure = ({ unit, currency }: Numbered) => ({ unit, ...(currency === null ? {} : { currency }) });

export function useDisputeWords() {
  const t = useWords<typeof words>("disputes");
  const format = useFormat();
  return useMemo(() => {
    const value = (amount: number, of: Numbered) => format.value(amount, measure(of), true);
    return {
      value,
      /** '12 % (10 % – 14 %)'. */
      number: ({ value: amount, interval, ...of }: Numbered & Pick<DisputeView, "value" | "interval">) =>
        interval === null ? value(amount, of) : `${value(amount, of)} (${format.interval(interval, measure(of))})`,
      deciders: (deciders: DisputeView["deciders"]) => (deciders.length === 1 ? t(`decides-${deciders[0]!}`) : t("decides-both")),
      outcome: (dispute: Numbered & Pick<DisputeView, "outcome" | "agreedValue">) =>
        dispute.outcome === null
          ? null
          : dispute.agreedValue === null
            ? t(`outcome-${dispute.outcome}`)
            : `${t(`outcome-${dispute.outcome}`)}: ${value(dispute.agreedValue, dispute)}`,
    };
  }, [t, format]);
}

/** A typed value as it is kept: shares are typed in percent, money in major units; null where it is no number. */
export function typedValue(text: string, { unit, currency }: Numbered): number | null {
  const value = Number(text.trim().replaceAll(/\s/g, "").replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(value)) return null;
  if (unit === "share") return Math.round(value * 1e6) / 1e8;
  return unit === "money" || unit === "money-per-deal" ? Math.round(value * 10 ** minorDigits(currency ?? "USD")) : value;
}
