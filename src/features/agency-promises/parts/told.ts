// How promises between the firm and an agency, their terms and what passed are said on the screen.
import type { AgencyPromiseView } from "#features/agency-promises/contract.ts";
import type { words } from "#features/agency-promises/words.en.ts";
import { type AgencyPromiseKey, type AgencyTerms, levelOf } from "#facts/agency-promises.ts";
import { monthOf } from "#kit/period.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function useAgencyWords() {
  const t = useWords<typeof words>("agency-promises");
  const format = useFormat();
  return {
    says: (key: AgencyPromiseKey, { level, atLeast }: AgencyTerms) =>
      t(`says-${key}`, {
        level,
        atLeast: format.count(Math.round(atLeast * 100)),
        ...(levelOf[key].unit === "days" ? { days: t("days", { count: level }) } : {}),
      }),
    range: ({ interval }: Pick<AgencyPromiseView, "interval">) => (interval === null ? null : format.interval(interval, { unit: "share" })),
    month: (firstDay: string) => format.period(monthOf(firstDay)),
    waits: ({ waitsFor }: Pick<AgencyPromiseView, "waitsFor">) =>
      waitsFor.length === 0 ? null : t(waitsFor.length === 2 ? "waits-both" : `waits-${waitsFor[0]!}`),
  };
}
