// Rows of a badge file that were not taken, each with its line and reason; saved as CSV to be mended and brought in again.
import type { words } from "#features/capture/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useSentence, useWords } from "#ui/language.ts";

interface Aside {
  readonly line: number;
  readonly reason: string;
  readonly raw: readonly string[];
}

export function AsideTable({ rows }: { readonly rows: readonly Aside[] }) {
  const t = useWords<typeof words>("capture");
  const say = useSentence("capture");
  return (
    <DataTable<Aside>
      caption={t("aside-title")}
      rows={rows}
      rowKey={({ line, reason }) => `${line} ${reason}`}
      fileName="evenhand-badges-set-aside"
      columns={[
        { key: "line", name: t("aside-line"), value: ({ line }) => line },
        { key: "reason", name: t("aside-reason"), value: ({ reason }) => say(`aside.${reason}`) ?? reason },
        { key: "row", name: t("aside-row"), value: ({ raw }) => raw.filter((cell) => cell.trim() !== "").join(" · "), onPhone: "title" },
      ]}
    />
  );
}
