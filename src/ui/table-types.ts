// What a table is told: its columns, its rows, what a click opens.
import type { ReactNode } from "react";

export type Cell = string | number | null;

export interface Column<Row> {
  readonly key: string;
  /** Its name; the unit apart, so that cells hold bare figures. */
  readonly name: string;
  readonly unit?: string;
  /** What it sorts by and what the CSV file holds; null is absent and goes last. */
  readonly value: (row: Row) => Cell;
  /** How it is shown; by default the value, numbers in the language. */
  readonly cell?: (row: Row) => ReactNode;
  /** Right-aligned with tabular figures; by default where the first value is a number. */
  readonly isNumber?: boolean;
  readonly isFixed?: boolean;
  /** Stands in the CSV file alone: on the screen another column says it. */
  readonly isSavedOnly?: boolean;
  readonly width?: string;
  /** On a phone a row is a card: 'title' its heading, 'hidden' left out. */
  readonly onPhone?: "title" | "hidden";
}

export interface DataTableProps<Row extends object> {
  /** What the table holds, for readers of the screen. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** Name of the CSV file without its ending; absent: not saved. */
  readonly fileName?: string;
  /** Rows of the file, where some on the screen stand for several. */
  readonly savedRows?: readonly Row[];
  /** Sorted so at first; rows are taken in their given order where absent. */
  readonly order?: { readonly key: string; readonly desc: boolean };
  /** Sums and the like under the rows, by column key. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
  /** Rows in all where these are a part of more. */
  readonly total?: number;
  readonly empty?: ReactNode;
  /** Beside the number of rows: pages, filters. */
  readonly foot?: ReactNode;
}
