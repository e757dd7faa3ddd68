// An import that stopped: why, what is on record of it, and how it goes on.
import type { ImportDetail } from "#features/imports/contract.ts";
import { FileShape } from "#features/imports/parts/file-shape.tsx";
import { RowCounts } from "#features/imports/parts/row-counts.tsx";
import type { words } from "#features/imports/words.en.ts";
import { useWords } from "#ui/language.ts";

/** No other encoding or header makes a table of these. */
const noTable: ReadonlySet<string> = new Set(["unknown-format", "old-excel-format", "web-page", "empty-file", "workbook-unreadable", "workbook-too-large"]);

export function Failed({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const taken = one.rows.added + one.rows.changed;
  return (
    <>
      {taken === 0 ? null : (
        <>
          <p style={{ margin: 0 }}>{t("failed-kept", { rows: t("n-rows", { count: taken }) })}</p>
          <RowCounts one={one} />
        </>
      )}
      {taken === 0 && !(one.problem !== null && noTable.has(one.problem.code)) ? <FileShape one={one} /> : null}
    </>
  );
}
