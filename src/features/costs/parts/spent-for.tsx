// What promotion was for: from the plan to what is gone, kind by kind, and the same with what is promised as a table.
import { Anchor } from "@mantine/core";
import type { Costs } from "#features/costs/contract.ts";
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
import { CannotBeTold } from "#ui/states.tsx";

type Kind = Costs["kinds"][number];

export function SpentFor({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  // The lines of a row by name where an address holds them; else what the books call it, among those of the period.
  const recordsOf = ({ ids, category }: Kind) =>
    paths.records(workspace, {
      entity: "spend",
      ...(ids.length > 0 ? { ids } : { period: periodName(told.period), ...(category === null ? {} : { field: "category", equals: category }) }),
    });
  const cost = numberOf(told, "promotion-cost");
  const money = (minor: number) => (minor === 0 ? nothing : format.money(minor, told.currency, true));
  const sum = (key: "planned" | "committed" | "gone") => told.kinds.reduce((total, kind) => total + kind[key], 0);
  const column = (key: "planned" | "committed" | "gone"): Column<Kind> => ({
    key,
    name: t(`col-${key}`),
    isNumber: true,
    value: (row) => row[key],
    cell: (row) => money(row[key]),
  });
  const columns: Column<Kind>[] = [
    { key: "kind", name: t("col-kind"), value: (row) => t(`kind-${row.kind}`), onPhone: "title" },
    column("planned"),
    column("committed"),
    column("gone"),
    {
      key: "difference",
      name: t("col-difference"),
      isNumber: true,
      value: (row) => row.gone - row.planned,
      cell: (row) => format.change(row.gone - row.planned, { unit: "money", currency: told.currency }),
    },
    { key: "names", name: t("col-names"), value: (row) => row.categories.join(", "), onPhone: "hidden" },
  ];
  return (
    <Section
      title={t("kinds")}
      note={t("kinds-note")}
      actions={
        <Anchor component={GoTo} href={paths.records(workspace, { entity: "spend", period: periodName(told.period) })}>
          {t("records-spend")}
        </Anchor>
      }
    >
      {told.kinds.length === 0 ? (
        <CannotBeTold reason={cost.reason ?? "no-spend-in-period"} remedy={<GoTo href={paths.imports(workspace)}>{t("bring-facts")}</GoTo>} />
      ) : (
        <>
          {sum("planned") > 0 && sum("gone") > 0 ? <FromPlan told={told} planned={sum("planned")} gone={sum("gone")} /> : null}
          <DataTable
            caption={t("kinds")}
            columns={columns}
            rows={told.kinds}
            rowKey={(row) => row.kind}
            onOpen={(row) => go(recordsOf(row))}
            fileName={`evenhand-promotion-${periodName(told.period)}`}
            totals={{ kind: t("total"), planned: money(sum("planned")), committed: money(sum("committed")), gone: money(sum("gone")) }}
          />
        </>
      )}
    </Section>
  );
}

function FromPlan({ told, planned, gone }: { readonly told: Costs; readonly planned: number; readonly gone: number }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const money = (minor: number) => format.money(minor, told.currency, true);
  const difference = money(Math.abs(gone - planned));
  const way = gone === planned ? "even" : gone > planned ? "over" : "under";
  return (
    <Waterfall
      title={t(`kinds-title-${way}`, { gone: money(gone), difference })}
      summary={t("kinds-summary", { planned: money(planned), gone: money(gone) })}
      from={{ name: t("planned"), amount: planned }}
      to={{ name: t("gone"), amount: gone }}
      parts={told.kinds
        .filter((kind) => kind.gone !== kind.planned)
        .map((kind) => ({ key: kind.kind, name: t(`kind-${kind.kind}`), amount: kind.gone - kind.planned, owner: null, interval: null, verdict: null }))}
      measure={{ unit: "money", currency: told.currency }}
      columns={{ part: t("col-kind"), amount: t("col-difference") }}
      fileName={`evenhand-promotion-plan-${periodName(told.period)}`}
    />
  );
}
