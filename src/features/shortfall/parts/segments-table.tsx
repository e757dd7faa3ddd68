// One part by segment: where inside the company it lies, with its range.
import type { Explanation, Part } from "#features/shortfall/contract.ts";
import { useLevel } from "#features/shortfall/parts/level.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function SegmentsTable({ told, part }: { readonly told: Explanation; readonly part: Part }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const level = useLevel(told.currency);
  const measure = { unit: "money" as const, currency: told.currency };
  const named = (row: Part["segments"][number]) => {
    if (row.isRest) return t("segment-rest");
    return row.names
      .map((name, place) => (name === null ? t("segment-none") : told.question.by[place] === "isRepeat" ? t(name === "1" ? "repeat-1" : "repeat-0") : name))
      .join(" · ");
  };
  return (
    <Section title={t("segments")}>
      <DataTable
        caption={t("segments")}
        rows={part.segments}
        rowKey={(row) => row.key}
        fileName={`evenhand-${part.driver}-segments`}
        order={{ key: "amount", desc: told.shortfall > 0 }}
        columns={[
          { key: "segment", name: t("col-segment"), value: named, onPhone: "title" },
          { key: "amount", name: t("col-amount"), value: (row) => row.amount, cell: (row) => format.change(row.amount, measure) },
          {
            key: "range",
            name: t("col-range"),
            isFixed: true,
            isNumber: true,
            value: (row) => (row.interval === null ? null : format.interval(row.interval, measure)),
          },
          { key: "level", name: t("col-level"), isFixed: true, value: (row) => level(row.level) },
        ]}
      />
    </Section>
  );
}
