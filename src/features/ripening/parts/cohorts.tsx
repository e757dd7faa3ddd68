// Cohorts by the time they came in: within the window where they are old enough, hatched where not, and what each will come to.
import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";

import type { RipeningAnswer } from "#features/ripening/contract.ts";
import type { RipeningQuestion } from "#features/ripening/parts/question.ts";
import type { words } from "#features/ripening/words.en.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Curve, CurveChart } from "#ui/chart/curves.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Cohort = RipeningAnswer["cohorts"][number];
const share = { unit: "share" } as const;

export function RipeningCohorts({ told, question }: { readonly told: RipeningAnswer; readonly question: RipeningQuestion }) {
  const t = useWords<typeof words>("ripening");
  return (
    <Section
      title={t("cohorts")}
      note={t("cohorts-note")}
      actions={
        <SegmentedControl
          aria-label={t("step-choice")}
          value={question.query.step}
          onChange={(value) => question.set({ step: value === "quarter" ? "quarter" : undefined })}
          data={[
            { value: "month", label: t("step-month") },
            { value: "quarter", label: t("step-quarter") },
          ]}
        />
      }
    >
      <CohortChart told={told} />
      <CohortTable told={told} />
    </Section>
  );
}

function CohortChart({ told }: { readonly told: RipeningAnswer }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const days = format.days(told.window);
  const ripe = told.cohorts.filter(({ isYoung, inWindow }) => !isYoung && inWindow !== null).map(({ inWindow }) => inWindow!.value);
  const { curves, x } = useMemo(
    () => coursesOf(told, { window: t("course-window", { days }), ultimate: t("course-ultimate") }, format),
    [told, t, days, format],
  );
  const y = useMemo(() => ({ name: t("curve-share"), measure: share, min: 0 }), [t]);
  if (told.cohorts.length < 2) return null;
  return (
    <CurveChart
      title={
        ripe.length === 0
          ? t("cohorts-title-none", { days })
          : t("cohorts-title", { days, low: format.share(Math.min(...ripe)), high: format.share(Math.max(...ripe)) })
      }
      summary={t("cohorts-summary", { days })}
      curves={curves}
      shape="line"
      x={{ ...x, name: t("col-cohort") }}
      y={y}
      height={260}
      fileName={`evenhand-ripening-cohorts-${told.to}`}
    />
  );
}

function coursesOf(told: RipeningAnswer, names: { readonly window: string; readonly ultimate: string }, format: ReturnType<typeof useFormat>) {
  const at = (cohort: Cohort) => Date.parse(cohort.period.from);
  const pointOf = (cohort: Cohort, rate: Cohort["ultimate"]) => ({
    at: at(cohort),
    value: rate?.value ?? null,
    low: rate?.interval.low ?? null,
    high: rate?.interval.high ?? null,
  });
  const ripe = told.cohorts.filter(({ isYoung }) => !isYoung);
  const grown = told.cohorts.filter(({ ultimate }) => ultimate !== null);
  const firstYoung = grown.find(({ isYoung }) => isYoung);
  const curves: Curve[] = [
    { key: "window", name: names.window, points: ripe.map((cohort) => pointOf(cohort, cohort.inWindow)) },
    ...(grown.length === 0
      ? []
      : [
          {
            key: "ultimate",
            name: names.ultimate,
            points: grown.map((cohort) => pointOf(cohort, cohort.ultimate)),
            youngFrom: firstYoung === undefined ? null : at(firstYoung),
          },
        ]),
  ];
  const periods = new Map(told.cohorts.map((cohort) => [at(cohort), cohort.period]));
  const write = (moment: number) => {
    const known = periods.get(moment);
    return known === undefined ? format.day(new Date(moment).toISOString().slice(0, 10)) : format.period(known);
  };
  return { curves, x: { write, isTime: true } };
}

function CohortTable({ told }: { readonly told: RipeningAnswer }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const range = (rate: Cohort["ultimate"]) => (rate === null ? null : format.interval(rate.interval, share));
  const inWindow = (row: Cohort) => (row.isYoung ? null : row.inWindow);
  return (
    <DataTable<Cohort>
      caption={t("cohorts")}
      rows={told.cohorts}
      rowKey={(row) => row.period.from}
      fileName={`evenhand-ripening-cohorts-${told.to}`}
      order={{ key: "cohort", desc: true }}
      onOpen={(row) =>
        go(paths.records(workspace, { entity: told.unit, period: periodName(row.period), day: told.unit === "lead" ? "createdAt" : "createdOn" }))
      }
      columns={[
        { key: "cohort", name: t("col-cohort"), value: (row) => row.period.from, cell: (row) => format.period(row.period), onPhone: "title" },
        { key: "size", name: t(`col-size-${told.unit}`), value: (row) => row.size },
        { key: "ripe", name: t("col-ripe"), isNumber: true, width: "4.5rem", value: (row) => row.ripe, onPhone: "hidden" },
        {
          key: "window",
          name: t("col-window", { days: format.days(told.window) }),
          isNumber: true,
          value: (row) => inWindow(row)?.value ?? null,
          cell: (row) =>
            inWindow(row) === null ? <Hatch>{`${t("col-so-far")} ${format.share(row.converted / row.size)}`}</Hatch> : format.share(inWindow(row)!.value),
        },
        { key: "range", name: t("col-range"), isNumber: true, isFixed: true, value: (row) => range(inWindow(row)), onPhone: "hidden" },
        {
          key: "ultimate",
          name: t("col-ultimate"),
          isNumber: true,
          value: (row) => row.ultimate?.value ?? null,
          cell: (row) => (row.ultimate === null ? nothing : format.share(row.ultimate.value)),
        },
        { key: "ultimate-range", name: t("col-ultimate-range"), isNumber: true, isFixed: true, value: (row) => range(row.ultimate) },
      ]}
    />
  );
}
