// The costs of the period in a few sentences, made from the numbers.
import type { Costs } from "#features/costs/contract.ts";
import { deepestOf, numberOf } from "#features/costs/parts/numbers.ts";
import type { words } from "#features/costs/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

const share = { unit: "share" } as const;

export function Answer({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const reason = useReason();
  const money = (minor: number) => format.money(minor, told.currency, true);
  const [cost, part, plan] = ["promotion-cost", "promotion-cost-share", "promotion-cost-vs-plan"].map((key) => numberOf(told, key));
  const deal = deepestOf(told);
  const further = numberOf(told, "marginal-cost-promotion");
  const period = format.period(told.period);
  const onPromotion =
    cost!.value === null
      ? t("answer-untold", { period, reason: reason(cost!.reason ?? "") })
      : [
          t("answer-cost", { cost: money(cost!.value), period }),
          part!.value === null ? "" : t("answer-share", { share: format.value(part!.value, share) }),
          plan!.value === null || plan!.value === 0 ? "" : t(plan!.value > 0 ? "answer-over" : "answer-under", { share: format.share(Math.abs(plan!.value)) }),
          ".",
        ].join("");
  const onDeal =
    deal.number.value === null
      ? t("answer-deal-untold", { reason: reason(deal.number.reason ?? "") })
      : t("answer-deal", {
          cost: money(deal.number.value),
          range: deal.number.interval === null ? "–" : format.interval(deal.number.interval, deal.number),
          layer: t(`layer-${deal.layer}`),
        });
  const least = further.interval?.low ?? null;
  const onFurther =
    further.value !== null
      ? t("answer-further", { cost: money(further.value), range: format.interval(further.interval!, further) })
      : least === null
        ? ""
        : t("answer-further-least", { cost: money(least) });
  return <>{[onPromotion, onDeal, onFurther].join(" ")}</>;
}
