// How evenly leads were dealt: by turn and by hand for each person, what was accepted with its range, and the deals that came of them.
import { SegmentedControl } from "@mantine/core";
import { useCallback } from "react";

import type { FairRow, RoutingAnswer } from "#features/routing/contract.ts";
import { type NameOf, nameIn } from "#features/routing/parts/asking.ts";
import type { words } from "#features/routing/words.en.ts";
import { useSearchValue } from "#ui/address.tsx";
import { Chart, type ChartProps } from "#ui/chart/chart.tsx";
import { axis, groupInk } from "#ui/chart/ink.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { EmptyState } from "#ui/states.tsx";

export function Fairness({ told }: { readonly told: RoutingAnswer }) {
  const t = useWords<typeof words>("routing");
  const [days, setDays] = useSearchValue("days");
  const nameOf = nameIn(told.people);
  const rows = [...told.fair].sort((a, b) => b.offered - a.offered || (nameOf(a.personId) < nameOf(b.personId) ? -1 : 1));
  return (
    <Section
      title={t("fair")}
      note={t("fair-note")}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("fair-days")}
          value={days === "90" ? "90" : "30"}
          onChange={(value) => setDays(value === "30" ? null : value)}
          data={(["30", "90"] as const).map((value) => ({ value, label: t(`days-${value}`) }))}
        />
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t("fair-none")}>{t("fair-none-words")}</EmptyState>
      ) : (
        <Dealt rows={rows} nameOf={nameOf} currency={told.currency} />
      )}
    </Section>
  );
}

interface DealtProps {
  readonly rows: readonly FairRow[];
  readonly nameOf: NameOf;
}

function Dealt({ rows, nameOf, currency }: DealtProps & { readonly currency: string }) {
  const t = useWords<typeof words>("routing");
  const format = useFormat();
  const sum = (of: (row: FairRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const offered = rows.map((row) => row.offered);
  const said = { turn: sum((row) => row.byTurn), all: sum((row) => row.offered), low: Math.min(...offered), high: Math.max(...offered) };
  const title = rows.length === 1 ? t("fair-title-one", { ...said, name: nameOf(rows[0]!.personId) }) : t("fair-title-turn", said);
  const share = ({ acceptedShare: { value, interval } }: FairRow) =>
    value === null || interval === null || interval.low === null || interval.high === null
      ? "–"
      : t("share-range", { share: format.share(value), low: format.share(interval.low), high: format.share(interval.high) });
  const count = (key: "offered" | "byTurn" | "byHand" | "accepted" | "returned", name: string): Column<FairRow> => ({
    key,
    name,
    isNumber: true,
    value: (row) => row[key],
  });
  return (
    <>
      <DealtPicture rows={rows} nameOf={nameOf} title={title} />
      <DataTable<FairRow>
        caption={t("fair")}
        rows={rows}
        rowKey={({ personId }) => personId}
        fileName="evenhand-routing-dealt"
        columns={[
          { key: "person", name: t("person"), onPhone: "title", value: ({ personId }) => nameOf(personId) },
          count("offered", t("dealt")),
          count("byTurn", t("by-turn")),
          count("byHand", t("by-hand")),
          count("accepted", t("accepted")),
          count("returned", t("returned")),
          { key: "share", name: t("accepted-share"), isNumber: true, value: ({ acceptedShare }) => acceptedShare.value, cell: share },
          {
            key: "value",
            name: t("value"),
            isNumber: true,
            value: ({ value, deals }) => (deals === 0 ? null : value),
            cell: ({ value, deals }) => (deals === 0 ? "–" : `${format.money(value, currency, true)} ${t("value-deals", { count: deals })}`),
          },
        ]}
      />
    </>
  );
}

function DealtPicture({ rows, nameOf, title }: DealtProps & { readonly title: string }) {
  const t = useWords<typeof words>("routing");
  const format = useFormat();
  const shown = rows.slice(0, 20).map(({ personId, byTurn, byHand }) => ({ id: personId, name: nameOf(personId), byTurn, byHand }));
  const key = JSON.stringify(shown);
  const [turn, hand] = [t("by-turn"), t("by-hand")];
  const draw = useCallback<ChartProps["draw"]>(
    (inks) => {
      const bars = (JSON.parse(key) as typeof shown).toReversed();
      const series = (name: string, place: number, data: number[]) => ({
        name,
        type: "bar",
        stack: "dealt",
        data,
        barMaxWidth: 22,
        itemStyle: { color: groupInk(inks, place), borderColor: inks.surface, borderWidth: 1 },
      });
      return {
        grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: inks.text } },
        xAxis: { type: "value", minInterval: 1, ...axis(inks) },
        yAxis: { type: "category", data: bars.map(({ name }) => name), ...axis(inks), splitLine: { show: false } },
        series: [
          series(
            turn,
            0,
            bars.map(({ byTurn }) => byTurn),
          ),
          series(
            hand,
            1,
            bars.map(({ byHand }) => byHand),
          ),
        ],
      };
    },
    [key, turn, hand],
  );
  const list = shown.map(({ name, byTurn, byHand }) => `${name}: ${format.count(byTurn)} + ${format.count(byHand)}`).join("; ");
  return (
    <Chart
      title={title}
      summary={t("fair-summary", { list })}
      draw={draw}
      height={72 + shown.length * 30}
      fileName="evenhand-routing-dealt"
      table={{
        rows: shown,
        rowKey: ({ id }: { id: string }) => id,
        columns: [
          { key: "name", name: t("person"), value: ({ name }: { name: string }) => name },
          { key: "byTurn", name: turn, value: ({ byTurn }: { byTurn: number }) => byTurn },
          { key: "byHand", name: hand, value: ({ byHand }: { byHand: number }) => byHand },
        ],
      }}
    />
  );
}
