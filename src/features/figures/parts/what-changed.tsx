// What changed by more than chance since the period before, and what was brought in of late.
import type { z } from "zod";

import type { readWhatChanged } from "#features/figures/contract.ts";
import type { words } from "#features/figures/words.en.ts";
import type { Unit } from "#facts/papers.ts";
import { paths } from "#kit/paths.ts";
import { Anchor } from "@mantine/core";
import { GoTo } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";

type Changed = z.output<(typeof readWhatChanged)["reply"]>;

export function WhatChanged({ told, currency }: { readonly told: Changed; readonly currency: string }) {
  const t = useWords<typeof words>("figures");
  const format = useFormat();
  const measure = (row: Changed["changes"][number]) => ({ unit: row.unit as Unit, currency });
  const written = (row: Changed["changes"][number], end: "earlier" | "later" | "change") => {
    const { earlier, later } = row;
    // A row of totals is compared per month: its change is then no difference of the two.
    const isDifference =
      earlier !== null && later !== null && row.value !== null && Math.abs(later - earlier - row.value) < 1e-9 * Math.max(1, Math.abs(later));
    if (isDifference) return format.ends(earlier, later, measure(row))[end];
    const value = end === "change" ? row.value : row[end];
    return value === null ? nothing : end === "change" ? format.change(value, measure(row)) : format.value(value, measure(row), true);
  };
  if (told.changes.length === 0) return <p>{t("nothing-changed", { count: told.looked, against: format.period(told.against) })}</p>;
  return (
    <DataTable
      caption={t("what-changed")}
      rows={told.changes}
      rowKey={(row) => row.key}
      columns={[
        { key: "name", name: t("col-figure"), value: (row) => t(`figure.${row.key as "revenue"}`), onPhone: "title" },
        { key: "earlier", name: format.period(told.against), isNumber: true, value: (row) => row.earlier, cell: (row) => written(row, "earlier") },
        { key: "later", name: format.period(told.period), isNumber: true, value: (row) => row.later, cell: (row) => written(row, "later") },
        {
          key: "change",
          name: t("col-change"),
          isNumber: true,
          value: (row) => row.value,
          cell: (row) => written(row, "change"),
        },
        {
          key: "range",
          name: t("col-range"),
          isFixed: true,
          isNumber: true,
          value: (row) => (row.interval === null ? null : format.changeInterval(row.interval, measure(row))),
        },
        { key: "verdict", name: t("col-verdict"), isFixed: true, value: (row) => row.verdict, cell: (row) => <VerdictBadge verdict={row.verdict} /> },
      ]}
    />
  );
}

export function RecentImports({ told, workspace }: { readonly told: Changed; readonly workspace: string }) {
  const t = useWords<typeof words>("figures");
  const format = useFormat();
  if (told.imports.length === 0) return null;
  return (
    <ul>
      {told.imports.slice(0, 5).map((one) => (
        <li key={one.id}>
          <Anchor component={GoTo} href={paths.importOf(workspace, one.id)}>
            {one.name}
          </Anchor>
          , {t("rows", { count: one.rows })}, {format.moment(one.at)}
        </li>
      ))}
    </ul>
  );
}
