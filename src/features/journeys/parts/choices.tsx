// What may be chosen: whose journeys, how far back, what is shared out, whose touches, begun when.
import { SegmentedControl } from "@mantine/core";

import { type JourneysView, counts, lookbacks, touchKinds, unitKinds } from "#features/journeys/contract.ts";
import { useJourneyQuestion } from "#features/journeys/parts/question.ts";
import type { words } from "#features/journeys/words.en.ts";
import { useSearch, useSearchValue } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

const yearsBack = 4;

export function Choices({ told }: { readonly told: JourneysView | undefined }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const query = useJourneyQuestion();
  const [, set] = useSearch();
  const choose = (name: string, usual: string) => (value: string | null) => set({ [name]: value === null || value === usual ? undefined : value });
  const last = Number((told?.papers.asOf ?? query.begun ?? "").slice(0, 4));
  const years = last > 0 ? Array.from({ length: yearsBack }, (_, n) => String(last - n)) : [];
  const begun = query.begun !== undefined && !years.includes(query.begun) ? [query.begun, ...years] : years;
  const days = lookbacks.some((each) => each === query.lookback) ? lookbacks : [...lookbacks, query.lookback];
  return (
    <>
      <Select
        size="sm"
        label={t("ask-unit")}
        value={query.unit}
        onChange={choose("unit", "account")}
        data={unitKinds.map((value) => ({ value, label: t(`unit-${value}`) }))}
      />
      <Select
        size="sm"
        label={t("ask-lookback")}
        value={String(query.lookback)}
        onChange={choose("lookback", "180")}
        data={days.map((value) => ({ value: String(value), label: t("lookback-days", { days: format.count(value) }) }))}
      />
      <Select
        size="sm"
        label={t("ask-count")}
        value={query.count}
        onChange={choose("count", "deals")}
        data={counts.map((value) => ({ value, label: t(`count-${value}`) }))}
      />
      <Select
        size="sm"
        label={t("ask-touches")}
        value={query.touches}
        onChange={choose("touches", "campaigns")}
        data={touchKinds.map((value) => ({ value, label: t(`touches-${value}`) }))}
      />
      <Select
        size="sm"
        label={t("ask-begun")}
        value={query.begun ?? "all"}
        onChange={choose("begun", "all")}
        data={[{ value: "all", label: t("begun-all") }, ...begun.map((value) => ({ value, label: value }))]}
      />
    </>
  );
}

/** Credit, or the deals that both departments judge. */
export function ViewChoice() {
  const t = useWords<typeof words>("journeys");
  const [view, setView] = useSearchValue("view");
  return (
    <SegmentedControl
      className="not-on-paper"
      aria-label={t("ask-view")}
      value={view === "review" ? "review" : "credit"}
      onChange={(value) => setView(value === "review" ? "review" : null)}
      data={[
        { value: "credit", label: t("view-credit") },
        { value: "review", label: t("view-review") },
      ]}
      style={{ alignSelf: "flex-start" }}
    />
  );
}
