// What the address asks of the prices: the period, what they are cut by, and which deals stand open.
import { type Cut, type RecordStep, cuts } from "#features/prices/contract.ts";
import { useSearch } from "#ui/address.tsx";
import { usePeriod } from "#ui/period.tsx";

const steps: readonly RecordStep[] = ["all", "within-policy", "beyond-policy", "above-list", "off-invoice", "pocket", "uncosted", "cost"];

export interface PricesQuestion {
  readonly period: { readonly period?: string };
  readonly by: Cut;
  /** The step, or the group ('' where its field is empty), whose deals stand open. */
  readonly step: RecordStep | null;
  readonly group: string | null;
  readonly set: (change: { readonly by?: string | undefined; readonly step?: string | undefined; readonly group?: string | undefined }) => void;
}

export function usePricesQuestion(): PricesQuestion {
  const { period } = usePeriod();
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    period: period === null ? {} : { period },
    by: cuts.find((cut) => cut === one("by")) ?? "owner",
    step: steps.find((step) => step === one("step")) ?? null,
    group: one("group"),
    set: (some) => change(some, { keepsHistory: true }),
  };
}
