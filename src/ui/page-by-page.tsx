// A list that comes page by page: from where to where it shows, and the pages before and after.
import { Button } from "@mantine/core";

import { useSearch } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

/** Which page is shown stands in the address as `offset`. `by`: lists with the latest first lead to what is earlier, others further down. */
export function PageByPage({
  offset,
  total,
  pageSize,
  by,
}: {
  readonly offset: number;
  readonly total: number;
  readonly pageSize: number;
  readonly by: "time" | "place";
}) {
  const t = useWords<typeof words>("kit");
  const [, change] = useSearch();
  if (total <= pageSize) return null;
  const to = (next: number) => change({ offset: next <= 0 ? undefined : String(next) }, { keepsHistory: true });
  return (
    <>
      <span style={{ marginRight: 8 }}>{t("pages-shown", { from: offset + 1, to: Math.min(offset + pageSize, total), total })}</span>
      <Button size="compact-sm" variant="subtle" disabled={offset === 0} onClick={() => to(offset - pageSize)}>
        {t(by === "time" ? "pages-later" : "pages-back")}
      </Button>
      <Button size="compact-sm" variant="subtle" disabled={offset + pageSize >= total} onClick={() => to(offset + pageSize)}>
        {t(by === "time" ? "pages-earlier" : "pages-further")}
      </Button>
    </>
  );
}
