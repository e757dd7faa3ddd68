// Days in each stage, with those still there counted, and the ways out of it.
import type { StagesTold } from "#features/cycle/contract.ts";
import { Behind } from "#features/cycle/parts/behind.tsx";
import { DaysCell, ShareCell, ownCautions } from "#features/cycle/parts/figures.tsx";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import type { Owner } from "#facts/department.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { useCaution } from "#ui/reasons.ts";

type Row = StagesTold["stages"][number];
type Told = NonNullable<Row["told"]>;

/** Who has the next step in a stage: a lead waits for marketing, everything later for sales (and in the end for the buyer as well). */
const sideOf = (stage: Row["stage"]): Owner => (stage === "lead" ? "marketing" : "sales");

export function StagesTable({ told }: { readonly told: StagesTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const caution = useCaution();
  const names = useFactNames();
  const count = (row: Row, which: "all" | "still-there") => (
    <Behind ask={{ which, stage: row.stage, source: row.source }}>{format.count(which === "all" ? row.stays : row.stillThere)}</Behind>
  );
  const days = (key: "median", name: string): Column<Row> => ({
    key,
    name,
    isNumber: true,
    isFixed: true,
    value: (row) => row.told?.[key].value ?? null,
    cell: (row) => (row.told === null ? nothing : <DaysCell of={row.told[key]} />),
  });
  const way = (key: "onward" | "lost" | "back"): Column<Row> => ({
    key,
    name: t(`col-${key}`),
    isNumber: true,
    isFixed: true,
    value: (row) => row.told?.[key].value ?? null,
    cell: (row) => (row.told === null ? nothing : <ShareCell of={row.told[key]} />),
  });
  const mean = ({ mean: own, limit }: Told) => (
    // Two lines under the figure are better than a table to be moved sideways.
    <span style={{ whiteSpace: "normal" }}>
      <WithRange range={t("counted-to", { range: format.interval(own.interval, { unit: "days" }), limit })}>{format.days(own.value)}</WithRange>
    </span>
  );
  const columns: Column<Row>[] = [
    {
      key: "stage",
      name: t("col-stage"),
      isFixed: true,
      value: (row) => (row.name === null ? names.stage(row.stage) : `${names.stage(row.stage)}: ${row.name}`),
      cell: (row) => (
        <span style={{ display: "grid", gap: 2 }}>
          {row.name === null ? names.stage(row.stage) : `${names.stage(row.stage)}: ${row.name}`}
          <small>
            <SideBadge side={sideOf(row.stage)} />
          </small>
        </span>
      ),
      onPhone: "title",
    },
    { key: "stays", name: t("col-came"), isNumber: true, isFixed: true, value: (row) => row.stays, cell: (row) => count(row, "all") },
    {
      key: "still",
      name: t("col-still-there"),
      isNumber: true,
      isFixed: true,
      value: (row) => row.stillThere,
      cell: (row) =>
        row.abandoned === 0 ? (
          count(row, "still-there")
        ) : (
          <WithRange range={t("abandoned-of", { count: row.abandoned })}>{count(row, "still-there")}</WithRange>
        ),
    },
    days("median", t("col-half-left")),
    {
      key: "mean",
      name: t("col-mean-there"),
      isNumber: true,
      isFixed: true,
      value: (row) => row.told?.mean.value ?? null,
      cell: (row) => (row.told === null ? t("too-few-left") : mean(row.told)),
    },
    way("onward"),
    way("lost"),
    way("back"),
  ];
  return (
    <>
      <DataTable caption={t("stages")} columns={columns} rows={told.stages} rowKey={(row) => `${row.stage} ${row.source}`} fileName="evenhand-stages" />
      {ownCautions(told.cautions).map((each) => (
        <p key={each.code} style={{ margin: 0 }}>
          {caution(each)}
        </p>
      ))}
    </>
  );
}
