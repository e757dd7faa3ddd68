// One deal more beside the average one: by promotion alone, and with sales.
import type { Costs } from "#features/costs/contract.ts";
import { FigureCell } from "#ui/figure-cell.tsx";
import { numberOf } from "#features/costs/parts/numbers.ts";
import type { words } from "#features/costs/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function FurtherDeal({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const rows = (["promotion", "with-sales"] as const).map((layer) => ({
    layer,
    average: numberOf(told, `cost-per-transaction-${layer}`),
    further: numberOf(told, `marginal-cost-${layer}`),
  }));
  type Row = (typeof rows)[number];
  const least = ({ further }: Row) =>
    further.value === null && further.interval?.low != null ? t("note-at-least", { cost: format.money(further.interval.low, told.currency, true) }) : null;
  const columns: Column<Row>[] = [
    { key: "layer", name: t("col-layer"), value: ({ layer }) => t(`layer-${layer}`), onPhone: "title" },
    { key: "average", name: t("col-average"), isNumber: true, value: ({ average }) => average.value, cell: ({ average }) => <FigureCell of={average} /> },
    {
      key: "further",
      name: t("col-further"),
      isNumber: true,
      value: ({ further }) => further.value,
      cell: (row) => <FigureCell of={row.further} untold={least(row)} />,
    },
    { key: "months", name: t("col-months"), isNumber: true, value: ({ further }) => further.sample },
  ];
  return (
    <Section title={t("further")} note={t("further-note")}>
      <DataTable caption={t("further")} columns={columns} rows={rows} rowKey={({ layer }) => layer} />
    </Section>
  );
}
