// The records behind a number: which deals or leads, from when to when, how they stand; each opens in the records room.
import { Button } from "@mantine/core";
import { useState } from "react";

import { type BehindTold, cycleRecords } from "#features/cycle/contract.ts";
import { type BehindAsk, useBehind } from "#features/cycle/parts/behind.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { usePeriod } from "#ui/period.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const step = 100;
const most = 500;
type Row = BehindTold["rows"][number];

export function BehindDrawer() {
  const t = useWords<typeof words>("cycle");
  const { ask, close } = useBehind();
  return (
    <Drawer opened={ask !== null} onClose={close} title={ask === null ? "" : t(`behind-${ask.which}`)} size="44rem">
      {ask === null ? null : <Inside ask={ask} key={JSON.stringify(ask)} />}
    </Drawer>
  );
}

function Inside({ ask }: { readonly ask: BehindAsk }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const { period } = usePeriod();
  const [limit, setLimit] = useState(step);
  const { value, ...rest } = ask;
  const query = { ...rest, ...(value === null || value === undefined ? {} : { value }), ...(period === null ? {} : { period }), limit, offset: 0 };
  const answer = useAsk(cycleRecords, { params: { workspace }, query }, { keepsLast: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <RowsWaiting count={8} />;
  const { rows, total } = answer.data;
  const columns: Column<Row>[] = [
    { key: "name", name: t("col-record"), value: (row) => row.name ?? row.id, onPhone: "title" },
    { key: "from", name: t("col-from"), value: (row) => row.from, cell: (row) => format.day(row.from) },
    { key: "until", name: t("col-until"), value: (row) => row.until, cell: (row) => (row.until === null ? nothing : format.day(row.until)) },
    { key: "days", name: t("col-days-so-far"), isNumber: true, value: (row) => row.days, cell: (row) => format.count(row.days) },
    { key: "end", name: t("col-end"), value: (row) => t(`end-${row.end}`) },
    { key: "id", name: "ID", value: (row) => row.id },
  ];
  return (
    <>
      <p>{t("behind-note", { count: total })}</p>
      <DataTable
        caption={t(`behind-${ask.which}`)}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.entity} ${row.id} ${row.from}`}
        onOpen={(row) => go(paths.records(workspace, { entity: row.entity, id: row.id }))}
        fileName={`evenhand-cycle-${ask.which}`}
        total={total}
      />
      {total > rows.length && limit < most ? (
        <Button variant="default" onClick={() => setLimit((shown) => Math.min(most, shown + step))}>
          {t("behind-more")}
        </Button>
      ) : null}
      {total > most && limit >= most ? <p>{t("behind-most", { most })}</p> : null}
    </>
  );
}
