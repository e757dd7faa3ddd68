// The picture: from the reference through each part to the actual, the finding as its title.
import { type Explanation, driverKey } from "#features/shortfall/contract.ts";
import { useOpenPart } from "#features/shortfall/parts/question.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { Waterfall } from "#ui/chart/waterfall.tsx";
import { useFormat, useWords } from "#ui/language.ts";

export function Difference({ told }: { readonly told: Explanation }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const [, open] = useOpenPart();
  const measure = { unit: "money" as const, currency: told.currency };
  const isPlan = told.question.against === "plan";
  const from = isPlan ? t("plan", { period: format.period(told.period) }) : t("reference", { period: format.period(told.referencePeriod) });
  const way = told.shortfall === 0 ? "equal" : told.shortfall < 0 ? "shortfall" : "surplus";
  const to = t("actual", { period: format.period(told.period) });
  const amount = format.money(Math.abs(told.shortfall), told.currency, true);
  const shown = told.parts.filter((part) => part.amount !== 0);
  return (
    <>
      <Waterfall
        title={isPlan ? t(`chart-title-${way}-plan`, { amount }) : t(`chart-title-${way}`, { amount, reference: format.period(told.referencePeriod) })}
        summary={t("chart-summary", { from, to, count: shown.length })}
        from={{ name: from, amount: told.reference }}
        to={{ name: to, amount: told.actual }}
        parts={shown.map((part) => ({
          key: part.driver,
          name: t(driverKey(part.driver, told.switchedOff)),
          amount: part.amount,
          owner: part.owner,
          interval: part.interval,
          verdict: part.verdict,
        }))}
        measure={measure}
        columns={{ part: t("col-driver"), owner: t("col-owner"), amount: t("col-amount"), range: t("col-range"), verdict: t("col-verdict") }}
        fileName={`evenhand-shortfall-${told.question.period}`}
        onOpen={(part) => open(part.key)}
      />
      {told.isToDate ? <p>{t("to-date")}</p> : null}
    </>
  );
}
