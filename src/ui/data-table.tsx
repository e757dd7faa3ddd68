// A table: sorted by a click, walked with j and k, saved as CSV, cards on a phone, long lists drawn only where seen.
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ColumnDef, type SortingState, createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { type CSSProperties, Suspense, lazy, useMemo, useRef, useState } from "react";

import classes from "#ui/data-table.module.css";
import { useWords } from "#ui/language.ts";
import { compareCells, tableAsCsv } from "#ui/table-parts.ts";
import type { Column, DataTableProps } from "#ui/table-types.ts";
import { saveFile } from "#ui/save-file.ts";
import { Waiting } from "#ui/states.tsx";
import { Grid } from "#ui/table-grid.tsx";
import type { LongGrid as LongGridPart } from "#ui/table-long.tsx";
import type { words } from "#ui/words.en.ts";

export type { Cell, Column, DataTableProps } from "#ui/table-types.ts";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const rowHeight = 41;
/** Drawing only what is in sight takes more code than most tables need: it is fetched for the first long one. */
const LongGrid = lazy(() => import("#ui/table-long.tsx").then((loaded) => ({ default: loaded.LongGrid }))) as unknown as typeof LongGridPart;
/** A phone shows a table of more rows than `foldedFrom` as its first `foldedTo` cards (the style sheet says how many these are) and a button for the rest. */
const foldedFrom = 10;
const foldedTo = 8;
/** From so many rows on only those in sight are drawn, inside a frame of its own height. */
const manyRows = 120;

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey } = props;
  const t = useWords<typeof words>("kit");
  const [sorting, setSorting] = useState<SortingState>(props.order ? [{ id: props.order.key, desc: props.order.desc }] : []);
  const definitions = useMemo(() => columns.map(definitionOf<Row>), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    state: { sorting },
    onSortingChange: setSorting,
    enableMultiSort: false,
    sortDescFirst: false,
  });
  const model = table.getRowModel();
  const first = sorting[0];
  // Absent values last, whichever way the rest is turned.
  const sorted = useMemo(
    () =>
      absentLast(
        model.rows.map((row) => row.original),
        columns,
        first?.id,
      ),
    [model, columns, first?.id],
  );
  const shown = useMemo(() => columns.filter(({ isSavedOnly }) => isSavedOnly !== true), [columns]);
  const given = { ...props, columns: shown, sorted, sorting: first, onSort: (key: string) => table.getColumn(key)?.toggleSorting(undefined, false) };
  const isLong = rows.length >= manyRows;
  const [showsAll, setShowsAll] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const isFolded = !isLong && !showsAll && rows.length > foldedFrom;
  const unfold = () => {
    setShowsAll(true);
    // The button goes: whoever pressed it goes on where the rest begins.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-row="${foldedTo}"]`)?.focus());
  };
  return (
    <div
      ref={frame}
      className={classes.frame}
      data-cards
      data-folded={isFolded || undefined}
      {...(isLong ? { style: { "--table-height": "min(70vh, 720px)" } as CSSProperties } : {})}
    >
      {isLong ? (
        <Suspense fallback={<Waiting height={rowHeight * 12} />}>
          <LongGrid {...given} />
        </Suspense>
      ) : (
        <Grid {...given} />
      )}
      {isFolded ? (
        <Button className={classes.unfold} variant="default" onClick={unfold}>
          {t("table-all", { count: rows.length })}
        </Button>
      ) : null}
      <Foot {...props} sorted={sorted} />
    </div>
  );
}

function definitionOf<Row extends object>(column: Column<Row>): ColumnDef<typeof features, Row> {
  return {
    id: column.key,
    accessorFn: (row) => column.value(row),
    enableSorting: column.isFixed !== true,
    // Absent values stay last in both directions, so that nobody takes them for zero.
    sortUndefined: "last",
    sortFn: (a, b) => compareCells(column.value(a.original), column.value(b.original)),
  };
}

function Foot<Row extends object>({ columns, rows, savedRows, sorted, fileName, total, foot }: DataTableProps<Row> & { readonly sorted: readonly Row[] }) {
  const t = useWords<typeof words>("kit");
  if (fileName === undefined && foot === undefined && rows.length < 10) return null;
  const save = () => saveFile(`${fileName}.csv`, tableAsCsv(columns, savedRows ?? sorted));
  return (
    <div className={`${classes.foot} not-on-paper`}>
      <span>{t("table-rows", { count: total ?? (savedRows ?? rows).length })}</span>
      <span>
        {foot}
        {fileName === undefined ? null : (
          <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
            {t("table-csv")}
          </Button>
        )}
      </span>
    </div>
  );
}

function absentLast<Row>(rows: readonly Row[], columns: readonly Column<Row>[], key: string | undefined): readonly Row[] {
  const column = columns.find((each) => each.key === key);
  if (!column) return rows;
  return [...rows.filter((row) => column.value(row) !== null), ...rows.filter((row) => column.value(row) === null)];
}
