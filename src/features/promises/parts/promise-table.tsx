// All promises as a table: to sort, to walk by key, to take along.
import type { PromiseView, PromisesAnswer } from "#features/promises/contract.ts";
import { StatusMark } from "#features/promises/parts/ledger.tsx";
import classes from "#features/promises/parts/promises.module.css";
import { usePromiseWords } from "#features/promises/parts/told.ts";
import type { words } from "#features/promises/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import type { words as kitWords } from "#ui/words.en.ts";

const shortOf = (row: PromiseView) => (row.unit === "share" && row.sample > 0 ? row.short : null);

/** A figure and, under it, its range or its unit: side by side they made the table wider than its frame. */
function Two({ first, second }: { readonly first: string; readonly second: string | null }) {
  return (
    <span>
      {first}
      {second === null ? null : <small className={classes.under}>{second}</small>}
    </span>
  );
}

export function PromiseTable({ told, onOpen }: { readonly told: PromisesAnswer; readonly onOpen: (key: string) => void }) {
  const t = useWords<typeof words>("promises");
  const kit = useWords<typeof kitWords>("kit");
  const { short, range } = usePromiseWords(told.currency);
  const levelOf = (row: PromiseView) =>
    row.promised === null ? (
      t("no-level")
    ) : (
      <Two first={`${row.holds === "at-least" ? "≥" : "≤"} ${short(row, row.promised)}`} second={row.unit === "money" ? t("each-month") : null} />
    );
  return (
    <DataTable<PromiseView>
      caption={t("table")}
      rows={told.promises}
      rowKey={({ key }) => key}
      onOpen={({ key }) => onOpen(key)}
      fileName="evenhand-promises"
      columns={[
        { key: "promise", name: t("col-promise"), value: ({ key }) => kit(`promise-${key}`), onPhone: "title" },
        { key: "side", name: t("col-side"), value: ({ side }) => kit(`side-${side}`), cell: ({ side }) => <SideBadge side={side} /> },
        { key: "status", name: t("col-status"), value: ({ status }) => t(`status-${status}`), cell: ({ status }) => <StatusMark status={status} /> },
        {
          key: "measured",
          name: t("col-measured"),
          isNumber: true,
          value: ({ measured }) => measured,
          cell: (row) => (row.measured === null ? null : <Two first={short(row, row.measured)} second={range(row)} />),
        },
        { key: "range", name: t("col-range"), isSavedOnly: true, value: range },
        { key: "promised", name: t("col-promised"), isNumber: true, value: ({ promised }) => promised, cell: levelOf },
        {
          key: "short",
          name: t("col-short"),
          isNumber: true,
          value: shortOf,
          cell: (row) => (shortOf(row) === null ? null : t("short-of", { short: row.short, cases: row.sample })),
        },
        { key: "cases", name: t("col-cases"), isSavedOnly: true, value: ({ sample }) => sample },
        { key: "agreed", name: t("col-agreed"), value: ({ isSigned }) => t(isSigned ? "yes" : "no") },
      ]}
    />
  );
}
