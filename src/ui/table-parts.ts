// How tables sort, are walked by keys and are saved.
import { csvLine, csvStart } from "#kit/csv.ts";

type Cell = string | number | null;

const letters = new Intl.Collator(["ru", "en"], { numeric: true, sensitivity: "base" });

/** Numbers by size, texts as people sort them (numbers inside them by size), absent values equal to each other. */
export function compareCells(a: Cell, b: Cell): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return letters.compare(String(a), String(b));
}

/** j or ↓ to the next row, k or ↑ to the one before; `reveal` brings a row into sight before it gets the focus. */
export function moveAmongRows(event: KeyboardEvent, reveal: (index: number) => void): void {
  const step = event.key === "j" || event.key === "ArrowDown" ? 1 : event.key === "k" || event.key === "ArrowUp" ? -1 : 0;
  const from = event.target;
  if (step === 0 || !(from instanceof HTMLElement) || from.closest("input, select, textarea") !== null) return;
  const table = from.closest("table");
  const row = from.closest<HTMLElement>("tr[data-row]");
  const next = row === null ? 0 : Number(row.dataset["row"]) + step;
  const find = () => table?.querySelector<HTMLElement>(`tr[data-row="${next}"]`);
  event.preventDefault();
  if (find()) find()?.focus();
  else {
    reveal(next);
    requestAnimationFrame(() => find()?.focus());
  }
}

interface SavedColumn<Row> {
  readonly name: string;
  readonly unit?: string;
  readonly value: (row: Row) => Cell;
}

export function tableAsCsv<Row>(columns: readonly SavedColumn<Row>[], rows: readonly Row[]): Blob {
  const names = columns.map((column) => (column.unit === undefined ? column.name : `${column.name}, ${column.unit}`));
  const lines = rows.map((row) => csvLine(columns.map((column) => column.value(row))));
  return new Blob([csvStart, csvLine(names), ...lines], { type: "text/csv;charset=utf-8" });
}
