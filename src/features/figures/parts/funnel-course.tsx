// How one step went over time: a line with its band for ripe cohorts, hatched bars for those that are not ripe yet.
import { SegmentedControl } from "@mantine/core";
import { Select } from "#ui/select.tsx";
import { useCallback } from "react";

import type { FunnelQuestion } from "#features/figures/parts/funnel-question.ts";
import type { Funnel, FunnelStep } from "#features/figures/parts/loss.ts";
import type { words } from "#features/figures/words.en.ts";
import { bandSeries } from "#ui/chart/band.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis, endsOnly } from "#ui/chart/ink.ts";
import { useMarksOn } from "#ui/chart/turning-points.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

interface CourseProps {
  readonly cohorts: readonly Funnel[];
  readonly steps: readonly FunnelStep["step"][];
  readonly step: FunnelStep["step"];
  readonly question: FunnelQuestion;
}

export function FunnelCourse({ cohorts, steps, step, question }: CourseProps) {
  const t = useWords<typeof words>("funnel");
  const kind = question.query.cohorts;
  return (
    <Section
      title={t("course")}
      actions={
        <div style={{ display: "flex", flexWrap: "wrap", gap: 8 }} className="not-on-paper">
          <Select
            aria-label={t("course-step")}
            data={steps.map((each) => ({ value: each, label: t(`step.${each}`) }))}
            value={step}
            w={260}
            onChange={(value) => question.set({ course: value ?? undefined })}
          />
          <SegmentedControl
            aria-label={t("course-by")}
            value={kind}
            onChange={(value) => question.set({ cohorts: value === "quarter" ? "quarter" : undefined })}
            data={[
              { value: "month", label: t("course-month") },
              { value: "quarter", label: t("course-quarter") },
            ]}
          />
        </div>
      }
    >
      <CourseChart cohorts={cohorts} step={step} kind={kind} />
    </Section>
  );
}

interface Point {
  readonly cohort: Funnel["cohort"];
  readonly at: FunnelStep | undefined;
  readonly isRipe: boolean;
}

function CourseChart({ cohorts, step, kind }: { readonly cohorts: readonly Funnel[]; readonly step: FunnelStep["step"]; readonly kind: "month" | "quarter" }) {
  const t = useWords<typeof words>("funnel");
  const format = useFormat();
  const points = cohorts.map(({ cohort, steps }): Point => {
    const at = steps.find((each) => each.step === step);
    return { cohort, at, isRipe: at !== undefined && !at.isYoung && at.conversion?.value != null };
  });
  const values = points.flatMap((point) => (point.isRipe ? [point.at!.conversion!.value!] : []));
  const name = t(`step.${step}`);
  const draw = useCallback((inks: Inks, isNarrow: boolean) => settingsOf(points, inks, { format, isNarrow }), [points, format]);
  return (
    <Chart
      title={t("course-title", { step: name, cohorts: t(`cohorts-${kind}`) })}
      summary={
        values.length === 0
          ? t("course-nothing")
          : t("course-summary", { count: values.length, low: format.share(Math.min(...values)), high: format.share(Math.max(...values)) })
      }
      draw={draw}
      marks={useMarksOn(points.map((point) => point.cohort))}
      height={260}
      fileName={`evenhand-course-${step}`}
      legend={<CourseLegend hasUnripe={points.some((point) => !point.isRipe && point.at?.soFar != null)} />}
      table={chartTable<Point>({
        rows: points,
        rowKey: (point) => point.cohort.from,
        columns: [
          {
            key: "cohort",
            name: t("col-cohort"),
            isFixed: true,
            value: (point) => point.cohort.from,
            cell: (point) => format.period(point.cohort),
            onPhone: "title",
          },
          {
            key: "share",
            name: t("col-came"),
            isNumber: true,
            value: (point) => (point.isRipe ? point.at!.conversion!.value : null),
            cell: (point) =>
              point.isRipe ? format.share(point.at!.conversion!.value!) : point.at?.soFar == null ? nothing : <Hatch>{format.share(point.at.soFar)}</Hatch>,
          },
          {
            key: "range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: (point) => (point.isRipe && point.at!.conversion!.interval ? format.interval(point.at!.conversion!.interval, { unit: "share" }) : null),
          },
          { key: "ripe", name: t("col-ripe"), isNumber: true, value: (point) => point.at?.conversion?.sample ?? null },
          { key: "young", name: t("col-young"), isNumber: true, value: (point) => point.at?.young ?? null },
        ],
      })}
    />
  );
}

function settingsOf(points: readonly Point[], inks: Inks, { format, isNarrow }: { format: ReturnType<typeof useFormat>; isNarrow: boolean }) {
  const ripe = points.map((point) => (point.isRipe ? point.at!.conversion : null));
  return {
    xAxis: {
      ...axis(inks),
      type: "category",
      data: points.map((point) => format.period(point.cohort)),
      splitLine: { show: false },
      axisLabel: endsOnly(inks, { isNarrow, count: points.length }),
    },
    yAxis: { ...axis(inks), type: "value", min: 0, axisLabel: { color: inks.quiet, formatter: (value: number) => format.share(value, 0) } },
    tooltip: {
      trigger: "axis",
      formatter: (marks: readonly { dataIndex: number }[]) => tipOf(points[marks[0]?.dataIndex ?? 0], format),
    },
    series: [
      ...bandSeries(
        "range",
        ripe.map((number) => ({ low: number?.interval?.low ?? null, high: number?.interval?.high ?? null })),
        inks.ink,
      ),
      {
        type: "line",
        data: ripe.map((number) => number?.value ?? null),
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { width: 2, color: inks.ink },
        itemStyle: { color: inks.ink },
        z: 3,
      },
      {
        type: "bar",
        data: points.map((point) => (point.isRipe ? null : (point.at?.soFar ?? null))),
        barMaxWidth: 28,
        itemStyle: { color: inks.lineStrong, opacity: 0.55, decal: inks.unripe },
        z: 2,
      },
    ],
  };
}

function tipOf(point: Point | undefined, format: ReturnType<typeof useFormat>): string {
  if (point?.at === undefined) return "";
  const { conversion, soFar } = point.at;
  const name = format.period(point.cohort);
  if (!point.isRipe) return `${name}\n${soFar === null ? nothing : format.share(soFar)} …`;
  const range = conversion?.interval ? ` (${format.interval(conversion.interval, { unit: "share" })})` : "";
  return `${name}\n${format.share(conversion!.value!)}${range}`;
}

function CourseLegend({ hasUnripe }: { readonly hasUnripe: boolean }) {
  const t = useWords<typeof words>("funnel");
  return (
    <>
      <span>● {t("legend-ripe")}</span>
      {hasUnripe ? (
        <span>
          <span aria-hidden style={{ display: "inline-block", width: 14, height: 10, background: "var(--hatch)", border: "1px solid var(--line-strong)" }} />{" "}
          {t("legend-unripe")}
        </span>
      ) : null}
    </>
  );
}
