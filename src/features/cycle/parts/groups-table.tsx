// Kinds of deal side by side: share won and days open, each against all other deals.
import type { GroupsTold } from "#features/cycle/contract.ts";
import { Behind } from "#features/cycle/parts/behind.tsx";
import { DifferenceCell, ShareCell, ownCautions, useP } from "#features/cycle/parts/figures.tsx";
import { useKindName } from "#features/cycle/parts/names.ts";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useCaution, useReason } from "#ui/reasons.ts";

type Row = GroupsTold["rows"][number];

export function GroupsTable({ told }: { readonly told: GroupsTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const caution = useCaution();
  const p = useP();
  const title = t("groups", { by: t(`by-${told.by}`), limit: format.days(told.limit) });
  return (
    <Section title={title} note={t("groups-note")}>
      {told.pace === null ? null : <p style={{ margin: 0 }}>{t(told.pace.pValue < 0.05 ? "pace-differs" : "pace-alike", { p: p(told.pace.pValue) })}</p>}
      <DataTable
        caption={title}
        columns={useColumns(told)}
        rows={told.rows}
        rowKey={(row) => row.value ?? ""}
        fileName={`evenhand-cycle-${told.by}`}
        total={told.count}
        {...(told.by === "started" ? {} : { order: { key: "deals", desc: true } })}
      />
      {ownCautions(told.cautions).map((each) => (
        <p key={each.code} style={{ margin: 0 }}>
          {caution(each)}
        </p>
      ))}
    </Section>
  );
}

function useColumns(told: GroupsTold): Column<Row>[] {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const reason = useReason();
  const called = useKindName();
  const why = (row: Row) => (
    <small style={{ display: "inline-block", maxWidth: "9rem", whiteSpace: "normal" }}>{row.reason === null ? nothing : reason(row.reason)}</small>
  );
  return [
    { key: "group", name: t(`by-${told.by}`), value: (row) => called(told.by, row), onPhone: "title" },
    {
      key: "deals",
      name: t("col-deals"),
      isNumber: true,
      value: (row) => row.stays,
      cell: (row) => <Behind ask={{ which: "all", by: told.by, value: row.value }}>{format.count(row.stays)}</Behind>,
    },
    {
      key: "won",
      name: t("col-won-share"),
      isNumber: true,
      value: (row) => row.told?.wonBy.value ?? null,
      cell: (row) => (row.told === null ? why(row) : <ShareCell of={row.told.wonBy} />),
    },
    {
      key: "won-difference",
      name: t("col-won-difference"),
      isNumber: true,
      value: (row) => row.told?.wonDifference.value ?? null,
      cell: (row) => (row.told === null ? nothing : <DifferenceCell of={row.told.wonDifference} unit="share" />),
    },
    {
      key: "days",
      name: t("col-days"),
      isNumber: true,
      value: (row) => row.told?.mean.value ?? null,
      cell: (row) =>
        row.told === null ? (
          nothing
        ) : (
          <WithRange range={format.interval(row.told.mean.interval, { unit: "days" })}>{format.days(row.told.mean.value)}</WithRange>
        ),
    },
    {
      key: "days-difference",
      name: t("col-days-difference"),
      isNumber: true,
      value: (row) => row.told?.meanDifference.value ?? null,
      cell: (row) => (row.told === null ? nothing : <DifferenceCell of={row.told.meanDifference} unit="days" />),
    },
  ];
}
