// Every figure with the changes found in it, how sure they are among all that were looked at, and what the watch says; those that cannot be told apart.
import { Anchor } from "@mantine/core";

import type { FigureChangesView } from "#features/changes/contract.ts";
import { useFigureName, useSizes } from "#features/changes/parts/figure-words.ts";
import type { words } from "#features/changes/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";
import { periodWords } from "#features/changes/parts/figure-picture.tsx";

interface Row {
  readonly figure: FigureChangesView;
  readonly change: FigureChangesView["changes"][number] | null;
  readonly n: number;
}

export function ChangesTable({ figures, onPick }: { readonly figures: readonly FigureChangesView[]; readonly onPick: (key: string) => void }) {
  const t = useWords<typeof words>("changes");
  const format = useFormat();
  const name = useFigureName();
  const sizes = useSizes();
  const told = figures.filter((figure) => figure.untold === null);
  const sure = { clear: 0, likely: 1, "within-chance": 2, "cannot-be-told": 3 };
  const rows = told
    .filter((figure) => figure.changes.length > 0 || figure.watch.isAlarm)
    .toSorted((one, other) => sure[one.verdict] - sure[other.verdict] || one.p - other.p)
    .flatMap((figure): Row[] => (figure.changes.length === 0 ? [{ figure, change: null, n: 0 }] : figure.changes.map((change, n) => ({ figure, change, n }))));
  if (rows.length === 0) return null;
  const between = ({ change }: Row) =>
    change === null
      ? null
      : change.between.from === change.at.from && change.between.until === change.at.until
        ? periodWords(change.at, format)
        : format.period(change.between);
  return (
    <DataTable
      caption={t("table")}
      rows={rows}
      rowKey={(row) => `${row.figure.key} ${row.n}`}
      onOpen={(row) => onPick(row.figure.key)}
      fileName="evenhand-changes"
      columns={[
        {
          key: "figure",
          name: t("col-figure"),
          value: (row) => name(row.figure.key),
          cell: (row) => (
            <Anchor component="button" type="button" onClick={() => onPick(row.figure.key)} ta="left">
              {name(row.figure.key)}
            </Anchor>
          ),
          onPhone: "title",
        },
        {
          key: "at",
          name: t("col-since"),
          value: (row) => row.change?.at.from ?? null,
          cell: (row) => (row.change === null ? nothing : periodWords(row.change.at, format)),
        },
        { key: "between", name: t("col-between"), isFixed: true, value: between },
        {
          key: "levels",
          name: t("col-levels"),
          isNumber: true,
          isFixed: true,
          value: (row) =>
            row.change === null ? null : `${format.value(row.change.before, row.figure, true)} → ${format.value(row.change.after, row.figure, true)}`,
          // Two levels may stand one under another; each stays whole.
          cell: ({ change, figure }) =>
            change === null ? (
              nothing
            ) : (
              <span style={{ whiteSpace: "normal" }}>
                {format.value(change.before, figure, true)} → {format.value(change.after, figure, true)}
              </span>
            ),
        },
        {
          key: "size",
          name: t("col-size"),
          isNumber: true,
          value: (row) => row.change?.size ?? null,
          cell: (row) => (row.change === null ? nothing : sizes.size(row.change, row.figure)),
        },
        {
          key: "range",
          name: t("col-range"),
          isNumber: true,
          isFixed: true,
          value: (row) => (row.change === null ? null : sizes.range(row.change.interval, { ...row.change, ...row.figure })),
        },
        {
          key: "verdict",
          name: t("col-verdict"),
          isFixed: true,
          value: (row) => row.figure.verdict,
          cell: (row) => <VerdictBadge verdict={row.figure.verdict} />,
        },
        {
          key: "watch",
          name: t("col-watch"),
          isFixed: true,
          value: (row) =>
            row.n > 0
              ? null
              : row.figure.watch.isAlarm
                ? row.figure.watch.alarmIn === null
                  ? t("watch-broken")
                  : t("watch-alarm", { period: periodWords(row.figure.watch.alarmIn, format) })
                : t("watch-quiet"),
        },
      ]}
    />
  );
}

/** The figures that kept their level, in one sentence. */
export function Quiet({ figures }: { readonly figures: readonly FigureChangesView[] }) {
  const t = useWords<typeof words>("changes");
  const name = useFigureName();
  const quiet = figures.filter((figure) => figure.untold === null && figure.changes.length === 0 && !figure.watch.isAlarm);
  return quiet.length === 0 ? null : <p style={{ maxWidth: "75ch" }}>{t("quiet", { names: quiet.map((figure) => name(figure.key)).join("; ") })}</p>;
}

/** The figures that cannot be told, by their reason, each with how many steps it has. */
export function Untold({ figures, step }: { readonly figures: readonly FigureChangesView[]; readonly step: "month" | "week" }) {
  const t = useWords<typeof words>("changes");
  const name = useFigureName();
  const untold = figures.filter((figure) => figure.untold !== null);
  if (untold.length === 0) return null;
  const groups = Map.groupBy(untold, (figure) => `${figure.untold!.reason} ${figure.untold!.count}`);
  return (
    <ul>
      {[...groups.values()].map((group) => {
        const { reason, count, needed } = group[0]!.untold!;
        const names = group.map((figure) => name(figure.key)).join("; ");
        return <li key={`${reason} ${count}`}>{reason === "always-the-same" ? t("untold-same", { names }) : t(`untold-${step}`, { names, count, needed })}</li>;
      })}
    </ul>
  );
}
