// What a won deal cost: three layers one on the other, and the same by segment and for new and repeat buyers.
import { Anchor } from "@mantine/core";
import { type CostRowView, type Costs } from "#features/costs/contract.ts";
import { FigureCell } from "#ui/figure-cell.tsx";
import { numberOf } from "#features/costs/parts/numbers.ts";
import type { words } from "#features/costs/words.en.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { Waterfall } from "#ui/chart/waterfall.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

const layerNames = ["promotion", "with-sales", "full"] as const;

export function DealCost({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const named = useNames();
  // The deals of a row by name where an address holds them; else what its field says, among those closed in the period.
  const recordsOf = ({ ids, of }: CostRowView) =>
    paths.records(workspace, {
      entity: "deal",
      ...(ids.length > 0 ? { ids } : { period: periodName(told.period), day: "closedOn", ...(of === null ? {} : { field: told.segmentsBy, equals: of }) }),
    });
  const all: CostRowView = {
    value: "all",
    kinds: 0,
    ids: [],
    of: null,
    deals: numberOf(told, "cost-per-transaction-promotion").sample,
    lag: Math.max(0, ...told.segments.map(({ lag }) => lag)),
    layers: layerNames.map((layer) => numberOf(told, `cost-per-transaction-${layer}`)),
  };
  const rows = [
    { key: "all", row: all, name: t("group-all") },
    ...told.segments.map((row) => ({ key: `segment ${row.value ?? ""}`, row, name: named(row) })),
    ...told.buyers.filter(({ deals }) => deals > 0).map((row) => ({ key: row.value!, row, name: t(row.value === "new" ? "group-new" : "group-repeat") })),
  ];
  type Row = (typeof rows)[number];
  const lags = told.segments.map(({ lag }) => lag);
  const columns: Column<Row>[] = [
    { key: "group", name: t("col-group"), value: ({ name }) => name, onPhone: "title" },
    { key: "deals", name: t("col-deals"), isNumber: true, value: ({ row }) => row.deals },
    {
      key: "lag",
      name: t("col-lag"),
      isNumber: true,
      value: ({ row }) => row.lag,
      cell: ({ key, row }) =>
        key === "all" && lags.length > 1 ? `${format.count(Math.min(...lags))}–${format.count(Math.max(...lags))}` : format.count(row.lag),
    },
    ...layerNames.map((layer, place): Column<Row> => ({
      key: layer,
      name: t(`col-${layer}`),
      isNumber: true,
      value: ({ row }) => row.layers[place]!.value,
      // What keeps the first layer from being told keeps the others: it is said once.
      cell: ({ row }) =>
        place > 0 && row.layers[place]!.reason === row.layers[0]!.reason && row.layers[0]!.value === null ? nothing : <FigureCell of={row.layers[place]!} />,
    })),
  ];
  return (
    <Section
      title={t("deal")}
      note={t("deal-note")}
      actions={
        <Anchor component={GoTo} href={paths.records(workspace, { entity: "deal", period: periodName(told.period) })}>
          {t("records-deals")}
        </Anchor>
      }
    >
      <Layers told={told} />
      <DataTable
        caption={t("groups")}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        fileName={`evenhand-deal-cost-${periodName(told.period)}`}
        onOpen={({ row }) => go(recordsOf(row))}
      />
    </Section>
  );
}

function useNames() {
  const t = useWords<typeof words>("costs");
  return ({ value, kinds }: CostRowView) => value ?? (kinds === 0 ? t("group-none") : t("group-rest", { count: kinds }));
}

function Layers({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const [one, two, three] = layerNames.map((layer) => numberOf(told, `cost-per-transaction-${layer}`).value);
  if (one == null || two == null || three == null) return null;
  const money = (minor: number) => format.money(minor, told.currency, true);
  const part = (key: string, name: string, amount: number) => ({ key, name, amount, owner: "sales" as const, interval: null, verdict: null });
  return (
    <Waterfall
      title={t("deal-title", { all: money(three), promotion: money(one), sales: money(two - one), discounts: money(three - two) })}
      summary={t("deal-summary", { promotion: money(one), all: money(three) })}
      from={{ name: t("step-promotion"), amount: one }}
      to={{ name: t("step-all"), amount: three }}
      parts={[part("sales", t("step-sales"), two - one), part("discounts", t("step-discounts"), three - two)]}
      measure={{ unit: "money", currency: told.currency }}
      columns={{ part: t("col-step"), owner: t("col-owner"), amount: t("col-amount") }}
      fileName={`evenhand-deal-layers-${periodName(told.period)}`}
    />
  );
}
