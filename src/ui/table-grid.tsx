// The drawn part of a table: its head, the rows in sight, its totals.
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useMemo } from "react";

import classes from "#ui/data-table.module.css";
import { useFormat, useWords } from "#ui/language.ts";
import { moveAmongRows } from "#ui/table-parts.ts";
import type { Column, DataTableProps } from "#ui/table-types.ts";
import type { words } from "#ui/words.en.ts";

/** Which rows are drawn, and the room kept for the others. */
export interface RowsInSight {
  readonly indexes: readonly number[];
  /** Pixels above and below. */
  readonly before: number;
  readonly after: number;
  readonly reveal: (index: number) => void;
  /** Rows of long lists tell their height: on a phone they are cards. */
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}

export interface GridProps<Row extends object> extends DataTableProps<Row> {
  /** The rows in their order on screen. */
  readonly sorted: readonly Row[];
  readonly sorting: { readonly id: string; readonly desc: boolean } | undefined;
  readonly onSort: (key: string) => void;
}

export interface GridInSightProps<Row extends object> extends GridProps<Row> {
  readonly inSight: RowsInSight;
  /** The frame that long lists scroll in. */
  readonly scroll?: RefObject<HTMLDivElement | null>;
}

/** All rows of a short list. */
export function Grid<Row extends object>(props: GridProps<Row>) {
  const inSight = useMemo(
    () => ({ indexes: props.sorted.map((_, index) => index), before: 0, after: 0, reveal: () => {}, measure: undefined }),
    [props.sorted],
  );
  return <GridInSight {...props} inSight={inSight} />;
}

export function GridInSight<Row extends object>(props: GridInSightProps<Row>) {
  const { caption, columns, rowKey, sorting, sorted, inSight, scroll } = props;
  const numeric = useMemo(
    () => new Set(columns.filter((column) => column.isNumber ?? isNumeric(column, props.rows)).map((column) => column.key)),
    [columns, props.rows],
  );
  return (
    <div className={classes.scroll} {...(scroll === undefined ? {} : { ref: scroll, tabIndex: 0, role: "region", "aria-label": caption })}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- j and k move the focus among rows, which are themselves reachable by Tab */}
      <table className={classes.table} onKeyDown={(event) => moveAmongRows(event.nativeEvent, inSight.reveal)} aria-rowcount={sorted.length + 1}>
        <caption className="seen-by-readers-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                isNumber={numeric.has(column.key)}
                sorting={sorting?.id === column.key ? sorting : undefined}
                onSort={props.onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {inSight.before > 0 ? <Gap height={inSight.before} span={columns.length} /> : null}
          {inSight.indexes.map((index) => {
            const row = sorted[index];
            return row === undefined ? null : (
              <Line key={rowKey(row)} row={row} index={index} columns={columns} numeric={numeric} onOpen={props.onOpen} measure={inSight.measure} />
            );
          })}
          {inSight.after > 0 ? <Gap height={inSight.after} span={columns.length} /> : null}
          {sorted.length === 0 ? <EmptyLine span={columns.length}>{props.empty}</EmptyLine> : null}
        </tbody>
        {props.totals === undefined ? null : <Totals columns={columns} numeric={numeric} totals={props.totals} />}
      </table>
    </div>
  );
}

function isNumeric<Row>(column: Column<Row>, rows: readonly Row[]): boolean {
  const first = rows.find((row) => column.value(row) !== null);
  return first !== undefined && typeof column.value(first) === "number";
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly isNumber: boolean;
  readonly sorting: { readonly desc: boolean } | undefined;
  readonly onSort: (key: string) => void;
}

function Head<Row>({ column, isNumber, sorting, onSort }: HeadProps<Row>) {
  const t = useWords<typeof words>("kit");
  const name = (
    <>
      {column.name}
      {column.unit === undefined ? null : <span className={classes.unit}>, {column.unit}</span>}
    </>
  );
  const shape = { ...(isNumber ? { "data-number": true } : {}), ...(column.width === undefined ? {} : { style: { width: column.width } }) };
  // A column of acts has no name to read out.
  if (column.name === "") return <td className={classes.acts} />;
  if (column.isFixed === true) {
    return (
      <th scope="col" {...shape}>
        <span>{name}</span>
      </th>
    );
  }
  const Arrow = sorting?.desc === true ? IconChevronDown : IconChevronUp;
  return (
    <th scope="col" aria-sort={sorting ? (sorting.desc ? "descending" : "ascending") : "none"} {...shape}>
      <button
        type="button"
        className={classes.sort}
        title={t("table-sort", { name: column.name })}
        onClick={() => onSort(column.key)}
        {...(isNumber ? { "data-number": true } : {})}
      >
        <span>{name}</span>
        <Arrow size={14} style={{ visibility: sorting ? "visible" : "hidden" }} aria-hidden />
      </button>
    </th>
  );
}

interface LineProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly numeric: ReadonlySet<string>;
  readonly onOpen: ((row: Row) => void) | undefined;
  /** Rows of long lists tell their height: on a phone they are cards. */
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}

function Line<Row>({ row, index, columns, numeric, onOpen, measure }: LineProps<Row>) {
  const opens = onOpen === undefined ? {} : { "data-opens": true, onClick: () => onOpen(row) };
  return (
    <tr
      ref={measure}
      data-row={index}
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={index === 0 ? 0 : -1}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        // Else the same press would also push the button that gets the focus in what opens.
        event.preventDefault();
        onOpen?.(row);
      }}
      {...opens}
    >
      {columns.map((column) => (
        <td
          key={column.key}
          data-name={column.unit === undefined ? column.name : `${column.name}, ${column.unit}`}
          {...(numeric.has(column.key) ? { "data-number": true } : {})}
          {...(column.onPhone === undefined ? {} : { [`data-${column.onPhone}`]: true })}
        >
          <Shown column={column} row={row} />
        </td>
      ))}
    </tr>
  );
}

function Shown<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const format = useFormat();
  if (column.cell) return <>{column.cell(row)}</>;
  const value = column.value(row);
  if (value === null) return <span className={classes.absent}>–</span>;
  return <>{typeof value === "number" ? format.count(value) : value}</>;
}

function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr className={classes.gap} aria-hidden>
      <td colSpan={span} style={{ height: `${height}px` }} />
    </tr>
  );
}

function EmptyLine({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  const t = useWords<typeof words>("kit");
  return (
    <tr>
      <td colSpan={span}>{children ?? <span className={classes.absent}>{t("table-empty")}</span>}</td>
    </tr>
  );
}

function Totals<Row>({
  columns,
  numeric,
  totals,
}: {
  readonly columns: readonly Column<Row>[];
  readonly numeric: ReadonlySet<string>;
  readonly totals: Readonly<Record<string, ReactNode>>;
}) {
  return (
    <tfoot>
      <tr>
        {columns.map((column) => (
          <td
            key={column.key}
            data-name={column.name}
            {...(numeric.has(column.key) ? { "data-number": true } : {})}
            {...(totals[column.key] === undefined ? { "data-hidden": true } : {})}
          >
            {totals[column.key]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
