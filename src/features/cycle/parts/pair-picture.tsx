// Two kinds of deal against one another: the share won (or still open) by age with ranges, and what may be said of the difference.
import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";

import type { GroupsTold } from "#features/cycle/contract.ts";
import { Behind } from "#features/cycle/parts/behind.tsx";
import { DifferenceCell, ShareCell, useP } from "#features/cycle/parts/figures.tsx";
import { useKindName } from "#features/cycle/parts/names.ts";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { useSearchValue } from "#ui/address.tsx";
import { CurveChart } from "#ui/chart/curves.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";

type Pair = NonNullable<GroupsTold["pair"]>;
interface Line {
  readonly key: "deals" | "won" | "days";
  readonly name: string;
}

export function PairPicture({ told, pair }: { readonly told: GroupsTold; readonly pair: Pair }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const called = useKindName();
  const [shown, setShown] = useSearchValue("curve");
  const way = shown === "open" ? "open" : "won";
  const [first, second] = [called(told.by, pair.first), called(told.by, pair.second)];
  const names = { first, second };
  const curves = useMemo(
    () =>
      (["first", "second"] as const).map((side) => ({
        key: side,
        name: side === "first" ? first : second,
        points: pair[side].points.map(({ age, atRisk, [way]: share }) => ({
          at: age,
          value: share.value,
          low: share.interval.low,
          high: share.interval.high,
          atRisk,
        })),
      })),
    [pair, way, first, second],
  );
  const x = useMemo(() => ({ name: t("axis-age"), write: (at: number) => format.count(at), max: pair.limit }), [t, format, pair.limit]);
  const y = useMemo(() => ({ name: t("axis-share"), measure: { unit: "share" as const }, min: 0, max: 1 }), [t]);
  const limit = format.days(pair.limit);
  return (
    <>
      <SegmentedControl
        style={{ alignSelf: "flex-start", justifySelf: "start", width: "fit-content" }}
        aria-label={t("pair-curve")}
        value={way}
        onChange={(next) => setShown(next === "open" ? "open" : null)}
        data={[
          { value: "won", label: t("pair-curve-won") },
          { value: "open", label: t("pair-curve-open") },
        ]}
      />
      <CurveChart
        title={t(`pair-title-${pair.wonDifference.verdict === "clear" || pair.wonDifference.verdict === "likely" ? "differs" : "alike"}`, {
          ...names,
          limit,
          one: format.share(pair.first.wonBy.value),
          other: format.share(pair.second.wonBy.value),
        })}
        note={t("pair-note")}
        summary={t("pair-summary", { ...names, limit, one: format.share(pair.first.wonBy.value), other: format.share(pair.second.wonBy.value) })}
        curves={curves}
        x={x}
        y={y}
        height={320}
        fileName={`evenhand-cycle-pair-${told.by}`}
      />
      <PairTable told={told} pair={pair} names={names} />
      <PairWords pair={pair} />
    </>
  );
}

function PairTable({ told, pair, names }: { readonly told: GroupsTold; readonly pair: Pair; readonly names: Readonly<Record<"first" | "second", string>> }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const limit = format.days(pair.limit);
  const lines: Line[] = [
    { key: "deals", name: t("col-deals") },
    { key: "won", name: t("col-won-by", { limit }) },
    { key: "days", name: t("col-days-within", { limit }) },
  ];
  const valueOf = (side: Pair["first"], { key }: Line) => (key === "deals" ? side.stays : key === "won" ? side.wonBy.value : side.mean.value);
  const cellOf = (side: Pair["first"], { key }: Line) => {
    if (key === "deals") return <Behind ask={{ which: "all", by: told.by, value: side.value }}>{format.count(side.stays)}</Behind>;
    if (key === "won") return <ShareCell of={side.wonBy} />;
    return <WithRange range={format.interval(side.mean.interval, { unit: "days" })}>{format.days(side.mean.value)}</WithRange>;
  };
  const side = (which: "first" | "second"): Column<Line> => ({
    key: which,
    name: names[which],
    isNumber: true,
    isFixed: true,
    value: (line) => valueOf(pair[which], line),
    cell: (line) => cellOf(pair[which], line),
  });
  const columns: Column<Line>[] = [
    { key: "what", name: t("col-what"), isFixed: true, value: (line) => line.name, onPhone: "title" },
    side("first"),
    side("second"),
    {
      key: "difference",
      name: t("col-difference"),
      isNumber: true,
      isFixed: true,
      value: ({ key }) => (key === "deals" ? null : key === "won" ? pair.wonDifference.value : pair.meanDifference.value),
      cell: ({ key }) =>
        key === "deals" ? null : <DifferenceCell of={key === "won" ? pair.wonDifference : pair.meanDifference} unit={key === "won" ? "share" : "days"} />,
    },
  ];
  return <DataTable caption={t("pair")} columns={columns} rows={lines} rowKey={(line) => line.key} fileName={`evenhand-cycle-pair-${told.by}`} />;
}

function PairWords({ pair }: { readonly pair: Pair }) {
  const t = useWords<typeof words>("cycle");
  const p = useP();
  const sentence = pair.pace === null ? null : t(pair.pace.pValue < 0.05 ? "pace-differs" : "pace-alike", { p: p(pair.pace.pValue) });
  return (
    <p style={{ margin: 0 }}>
      {sentence} {pair.looks > 1 ? t("pair-looks", { count: pair.looks }) : null}
    </p>
  );
}
