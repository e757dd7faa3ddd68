// The figures of cost as cards, each with its papers and its records.
import { Anchor } from "@mantine/core";

import type { Costs } from "#features/costs/contract.ts";
import { deepestOf, numberOf } from "#features/costs/parts/numbers.ts";
import type { words } from "#features/costs/words.en.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { NumberCard } from "#ui/number-card.tsx";
import { Cards } from "#ui/page.tsx";

const share = { unit: "share" } as const;

export function CostCards({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const period = periodName(told.period);
  const [ofRevenue, onPlan] = ["promotion-cost-share", "promotion-cost-vs-plan"].map((key) => numberOf(told, key));
  const further = numberOf(told, "marginal-cost-promotion");
  const least = further.value === null ? (further.interval?.low ?? null) : null;
  const loaded = numberOf(told, "promotion-cost-loaded");
  const deal = deepestOf(told);
  const spend = paths.records(workspace, { entity: "spend", period });
  const quiet = { color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-sm)" } as const;
  const shared = {
    definitionAt: paths.definitions(workspace, { key: "promotion-cost" }),
    remedy: (
      <p>
        <Anchor component={GoTo} href={paths.imports(workspace)}>
          {t("bring-facts")}
        </Anchor>
      </p>
    ),
  };
  return (
    <Cards>
      <NumberCard {...shared} name={t("card-promotion")} number={numberOf(told, "promotion-cost")} recordsAt={spend}>
        {ofRevenue!.value === null ? null : (
          <div style={quiet}>
            {t("of-revenue", {
              share: format.value(ofRevenue!.value, share),
              range: ofRevenue!.interval === null ? "–" : format.interval(ofRevenue!.interval, share),
            })}
          </div>
        )}
        {onPlan!.value === null || onPlan!.value === 0 ? null : (
          <div style={quiet}>{t(onPlan!.value > 0 ? "plan-over" : "plan-under", { share: format.share(Math.abs(onPlan!.value)) })}</div>
        )}
        {loaded.value === null ? null : <div style={quiet}>{t("loaded-cost", { cost: format.money(loaded.value, told.currency, true) })}</div>}
      </NumberCard>
      <NumberCard {...shared} name={t("card-deal")} number={deal.number} recordsAt={paths.records(workspace, { entity: "deal", period })}>
        <div style={quiet}>{deal.number.value === null ? null : t(`layer-${deal.layer}`)}</div>
      </NumberCard>
      <NumberCard
        {...shared}
        name={t("card-further")}
        number={further}
        recordsAt={paths.records(workspace, { entity: "spend", period: periodName(further.period) })}
        remedy={least === null ? shared.remedy : <p>{t("note-at-least", { cost: format.money(least, told.currency, true) })}</p>}
      />
    </Cards>
  );
}
