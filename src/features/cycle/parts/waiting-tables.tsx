// Whose turn the open days were, and how long it had been since anything was heard.
import type { ReactNode } from "react";

import type { StagesTold } from "#features/cycle/contract.ts";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import type { Interval } from "#facts/papers.ts";
import type { Owner } from "#facts/department.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar, SideBadge } from "#ui/marks.tsx";

type Waiting = NonNullable<StagesTold["waiting"]>;

const sides: Readonly<Record<Waiting["turns"][number]["turn"], Owner>> = { marketing: "marketing", sales: "sales", buyer: "market", "sales-or-buyer": "joint" };

export function WaitingTables({ waiting, remedy }: { readonly waiting: Waiting; readonly remedy: ReactNode }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const largest = waiting.turns.toSorted((a, b) => b.share.value - a.share.value)[0];
  return (
    <>
      {largest === undefined ? null : (
        <p style={{ margin: 0 }}>
          {t(`turn-most-${largest.turn}`, {
            share: format.share(largest.share.value),
            range: format.interval(largest.share.interval, { unit: "share" }),
            days: format.count(waiting.days),
            units: waiting.units,
          })}{" "}
          {waiting.abandoned === 0 ? null : t("abandoned", { count: waiting.abandoned })}
        </p>
      )}
      <Shares
        caption={t("waiting")}
        file="evenhand-waiting"
        head={t("col-turn")}
        rows={waiting.turns.map(({ turn, ...rest }) => ({ key: turn, name: t(`turn-${turn}`), side: sides[turn], ...rest }))}
      />
      {waiting.whyNotSplit === null ? null : (
        <p style={{ margin: 0 }}>
          {t(`not-split-${waiting.whyNotSplit}`)} {remedy}
        </p>
      )}
      {waiting.silence === null || waiting.silence.length === 0 ? null : (
        <Shares
          caption={t("silence")}
          file="evenhand-silence"
          head={t("col-silence")}
          rows={waiting.silence.map(({ silence, ...rest }) => ({ key: silence, name: t(`silence-${silence}`), side: null, ...rest }))}
        />
      )}
    </>
  );
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly side: Owner | null;
  readonly days: number;
  readonly share: { readonly value: number; readonly interval: Interval };
}

function Shares({ caption, file, head, rows }: { readonly caption: string; readonly file: string; readonly head: string; readonly rows: readonly Row[] }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      fileName={file}
      columns={[
        {
          key: "name",
          name: head,
          isFixed: true,
          value: (row) => row.name,
          cell: (row) => (row.side === null ? row.name : <SideBadge side={row.side}>{row.name}</SideBadge>),
          onPhone: "title",
        },
        { key: "days", name: t("col-days-in-all"), isNumber: true, isFixed: true, value: (row) => row.days, cell: (row) => format.count(row.days) },
        {
          key: "share",
          name: t("col-share-of-days"),
          isNumber: true,
          isFixed: true,
          value: (row) => row.share.value,
          cell: (row) => <WithRange range={format.interval(row.share.interval, { unit: "share" })}>{format.share(row.share.value)}</WithRange>,
        },
        {
          key: "bar",
          name: t("col-range"),
          isFixed: true,
          isNumber: false,
          value: () => null,
          cell: (row) => (
            <IntervalBar value={row.share.value} interval={row.share.interval} from={0} to={1} {...(row.side === null ? {} : { side: row.side })} />
          ),
          onPhone: "hidden",
        },
      ]}
    />
  );
}
