// The mismatch matrix: each reason a seller wrote down, and what the buyers of those deals said; the darker the more.
import type { ToldReasons } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";

interface Row {
  readonly seller: string;
  readonly counts: readonly number[];
  readonly total: number;
}

/** Below this many deals in a row a share would say nothing. */
const fewest = 5;

export function Matrix({ told, fileName }: { readonly told: ToldReasons; readonly fileName: string }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const named = (name: string) => name || t("reason-other");
  const rows: Row[] = told.names.map((seller, n) => ({ seller, counts: told.counts[n]!, total: told.counts[n]!.reduce((sum, each) => sum + each, 0) }));
  return (
    <>
      <p>{t("matrix-note")}</p>
      <DataTable<Row>
        caption={t("matrix-caption")}
        rows={rows.filter((row) => row.total > 0)}
        rowKey={(row) => row.seller}
        fileName={fileName}
        columns={[
          { key: "seller", name: t("matrix-head"), isFixed: true, value: (row) => named(row.seller), onPhone: "title" },
          ...told.names.map((buyer, n) => ({
            key: `buyer ${buyer}`,
            name: named(buyer),
            isNumber: true,
            isFixed: true,
            value: (row: Row) => row.counts[n]!,
            cell: (row: Row) => <Cell count={row.counts[n]!} of={row.total} isSame={row.seller === buyer} />,
          })),
          { key: "total", name: t("matrix-total"), isNumber: true, isFixed: true, value: (row) => row.total, cell: (row) => format.count(row.total) },
        ]}
      />
    </>
  );
}

function Cell({ count, of, isSame }: { readonly count: number; readonly of: number; readonly isSame: boolean }) {
  const format = useFormat();
  if (count === 0) return <>{nothing}</>;
  const interval = wilsonInterval(count, of);
  const tint = Math.round((60 * count) / of);
  return (
    <span
      style={{
        display: "inline-block",
        minWidth: "5.5rem",
        padding: "2px 8px",
        borderRadius: 4,
        background: `color-mix(in srgb, var(--ink-tint) ${tint + 20}%, transparent)`,
        fontWeight: isSame ? 600 : 400,
      }}
    >
      {format.count(count)}
      {of < fewest || interval === null ? null : (
        <small style={{ display: "block", fontSize: "var(--mantine-font-size-xs)", whiteSpace: "nowrap" }}>
          {format.share(count / of, 0)} ({format.interval(interval, { unit: "share" })})
        </small>
      )}
    </span>
  );
}
