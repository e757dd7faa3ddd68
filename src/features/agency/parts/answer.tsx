// The answer in a sentence: how many came in, how they stand, and what a lead and a won deal cost.
import type { AgencyWork, CampaignResultView } from "#features/agency/contract.ts";
import type { words } from "#features/agency/words.en.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function numberOf(result: CampaignResultView, key: "spend" | "cost-per-lead" | "cost-per-won"): NumberWithPapers {
  return result.numbers.find((one) => one.key === `campaign-${key}`)!;
}

export function Answer({ told, result }: { readonly told: AgencyWork; readonly result: CampaignResultView | null }) {
  const t = useWords<typeof words>("agency");
  const format = useFormat();
  const { period, unit, work } = told;
  if (work.length === 0) return told.agency.isYou ? null : <>{t("answer-shared-none", { name: told.agency.name })}</>;
  if (period === null || result === null) return <>{t("answer-never")}</>;
  const when = { period: format.period(period) };
  const { leads: count, won, open } = result;
  if (count === 0 && result.looseDeals === 0) return <>{t("answer-nothing", when)}</>;
  const cost = (key: "cost-per-lead" | "cost-per-won") => {
    const number = numberOf(result, key);
    return number.value === null || number.interval === null
      ? null
      : { cost: format.value(number.value, number, true), range: format.interval(number.interval, number) };
  };
  const [lead, deal] = [cost("cost-per-lead"), cost("cost-per-won")];
  return (
    <>
      {t(unit === "lead" ? "answer-leads" : "answer-deals", { count, won, open, ...when })}{" "}
      {lead === null ? null : t(unit === "lead" ? "answer-lead-cost" : "answer-deal-cost", lead)} {deal === null ? null : t("answer-won-cost", deal)}
    </>
  );
}
