// The sum from wave to wave, by side, with its ranges.
import { useCallback, useMemo } from "react";

import type { WaveDetail } from "#features/survey/contract.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import type { SurveyGroup } from "#facts/survey.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { whiskers } from "#ui/chart/overlay.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

const points = { unit: "points" } as const;
const order: readonly SurveyGroup[] = ["sales", "marketing", "joint"];

export function Course({ course }: { readonly course: WaveDetail["course"] }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const waves = useMemo(() => [...new Map(course.map((each) => [each.number, each])).values()], [course]);
  const draw = useCallback(
    (inks: Inks) => {
      const groups = order.filter((group) => course.some((each) => each.group === group));
      return {
        grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
        xAxis: { type: "category", data: waves.map(({ number, closedOn }) => `${t("wave-n", { number })}, ${format.day(closedOn)}`), ...axis(inks) },
        yAxis: { type: "value", min: 20, max: 100, interval: 20, ...axis(inks) },
        tooltip: { trigger: "axis", valueFormatter: (value: unknown) => (typeof value === "number" ? format.value(value, points) : "–") },
        series: groups.flatMap((group) => {
          const own = waves.map(({ number }) => course.find((each) => each.number === number && each.group === group) ?? null);
          const ranges = own.flatMap((each, at) =>
            each?.mean.interval?.low == null || each.mean.interval.high === null ? [] : [{ at, low: each.mean.interval.low, high: each.mean.interval.high }],
          );
          return [
            whiskers(ranges, inks.sides[group]),
            {
              type: "line",
              name: t(`g-${group}`),
              data: own.map((each) => each?.mean.value ?? null),
              symbolSize: 7,
              itemStyle: { color: inks.sides[group] },
              lineStyle: {
                color: inks.sides[group],
                width: group === "joint" ? 2 : 1.5,
                type: group === "joint" ? "solid" : group === "sales" ? [7, 3] : [2, 3],
              },
            },
          ];
        }),
      };
    },
    [course, waves, t, format],
  );
  if (waves.length < 2) return null;
  return (
    <Section title={t("course")}>
      <Chart
        title={t("course-title")}
        summary={t("course-summary")}
        draw={draw}
        height={280}
        fileName="evenhand-survey-course"
        legend={
          <span className={classes["acts"]}>
            {order
              .filter((group) => course.some((each) => each.group === group))
              .map((group) => (
                <SideBadge key={group} side={group}>
                  {t(`g-${group}`)}
                </SideBadge>
              ))}
          </span>
        }
        table={chartTable({
          rows: course,
          rowKey: ({ number, group }) => `${number} ${group}`,
          columns: [
            { key: "wave", name: t("col-wave"), value: ({ number }) => t("wave-n", { number }), onPhone: "title" },
            { key: "closed", name: t("col-closed-on"), value: ({ closedOn }) => format.day(closedOn) },
            { key: "group", name: t("col-group"), value: ({ group }) => t(`g-${group}`) },
            { key: "sum", name: t("col-sum"), isNumber: true, value: ({ mean }) => format.value(mean.value, points) },
            {
              key: "range",
              name: t("col-range"),
              isNumber: true,
              value: ({ mean }) => (mean.interval === null ? null : format.interval(mean.interval, points)),
            },
            { key: "people", name: t("col-people"), isNumber: true, value: ({ mean }) => mean.people },
          ],
        })}
      />
    </Section>
  );
}
