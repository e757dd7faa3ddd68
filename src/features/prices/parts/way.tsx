// The way from list price to margin as a waterfall, and what is not in it.
import type { RecordStep } from "#features/prices/contract.ts";
import type { Prices } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { periodName } from "#kit/period.ts";
import { Waterfall } from "#ui/chart/waterfall.tsx";
import type { WaterfallPart } from "#ui/chart/waterfall-marks.tsx";
import { useFormat, useWords } from "#ui/language.ts";

type Steps = NonNullable<Prices["steps"]>;

/** Whether anything is known of what came off after the invoice. */
const hasPocket = (steps: Steps) => steps.offInvoice > 0;

/** Steps that did not happen are left out. */
function partsOf(
  steps: Steps,
  name: (key: "within" | "beyond" | "above" | "invoice" | "off-invoice" | "pocket" | "uncosted" | "cost") => string,
): WaterfallPart[] {
  const part = (key: RecordStep, as: Parameters<typeof name>[0], { amount, owner }: Pick<WaterfallPart, "amount" | "owner">): WaterfallPart[] =>
    amount === 0 ? [] : [{ key, name: name(as), amount, owner, interval: null, verdict: null }];
  const hasCost = steps.uncostedDeals < steps.deals;
  const level = (as: "invoice" | "pocket") => ({
    key: as === "invoice" ? "all" : "pocket",
    name: name(as),
    amount: 0,
    owner: null,
    interval: null,
    verdict: null,
    isLevel: true,
  });
  return [
    ...part("within-policy", "within", { amount: -steps.withinPolicy, owner: "joint" }),
    ...part("beyond-policy", "beyond", { amount: -steps.beyondPolicy, owner: "sales" }),
    ...part("above-list", "above", { amount: steps.aboveList, owner: "sales" }),
    ...(hasPocket(steps) ? [level("invoice"), ...part("off-invoice", "off-invoice", { amount: -steps.offInvoice, owner: "sales" })] : []),
    ...(hasCost
      ? [
          level(hasPocket(steps) ? "pocket" : "invoice"),
          ...part("uncosted", "uncosted", { amount: -steps.uncosted, owner: "management" }),
          ...part("cost", "cost", { amount: -steps.cost, owner: "management" }),
        ]
      : []),
  ];
}

export function Way({ told, steps, onOpen }: { readonly told: Prices; readonly steps: Steps; readonly onOpen: (step: string) => void }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const measure = { unit: "money" as const, currency: told.currency };
  const hasCost = steps.uncostedDeals < steps.deals;
  const end = hasCost ? { name: t("step-margin"), amount: steps.margin } : { name: t(hasPocket(steps) ? "step-pocket" : "step-invoice"), amount: steps.pocket };
  const ofHundred = (amount: number) => format.count(Math.round((100 * amount) / steps.list));
  return (
    <>
      <Waterfall
        title={t(hasCost && steps.uncostedDeals === 0 ? "waterfall-title" : "waterfall-title-short", {
          invoice: ofHundred(steps.invoice),
          margin: ofHundred(steps.margin),
        })}
        summary={t("waterfall-summary", { list: format.money(steps.list, told.currency, true), end: format.money(end.amount, told.currency, true) })}
        from={{ name: t("step-list"), amount: steps.list }}
        to={end}
        parts={partsOf(steps, (key) => t(`step-${key}`))}
        measure={measure}
        columns={{ part: t("col-step"), owner: t("col-whose"), amount: t("col-amount") }}
        fileName={`evenhand-prices-${periodName(told.period)}`}
        onOpen={(part) => onOpen(part.key)}
      />
      <p>
        {steps.offInvoiceDeals === 0
          ? t("pocket-unknown")
          : t(steps.offInvoiceDeals === steps.deals ? "pocket-known-of-all" : "pocket-known", {
              count: steps.offInvoiceDeals,
              of: steps.deals,
              pocket: ofHundred(steps.pocket),
            })}
      </p>
      <Missing told={told} />
    </>
  );
}

function Missing({ told }: { readonly told: Prices }) {
  const t = useWords<typeof words>("prices");
  const { listPrice, amount } = told.missing;
  return (
    <>
      {listPrice === 0 ? null : <p>{t("missing-list", { count: listPrice, of: told.won })}</p>}
      {amount === 0 ? null : <p>{t("missing-amount", { count: amount, of: told.won })}</p>}
    </>
  );
}
