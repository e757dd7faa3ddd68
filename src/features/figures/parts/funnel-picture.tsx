// The funnel as bars, step by step, with the same figures as a table.
import { type Funnel, type FunnelStep, notHere } from "#features/figures/parts/loss.ts";
import { useStepWords } from "#features/figures/parts/step-words.ts";
import type { words } from "#features/figures/words.en.ts";
import { type ChartTable, chartTable } from "#ui/chart/frame.tsx";
import { StepBars } from "#ui/chart/steps.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { periodName } from "#kit/period.ts";

export function FunnelPicture({ funnel, onOpen }: { readonly funnel: Funnel; readonly onOpen: (step: string) => void }) {
  const t = useWords<typeof words>("funnel");
  const format = useFormat();
  const note = useStepWords();
  const { steps, cohort } = funnel;
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return (
    <StepBars
      title={t(`picture-title-${funnel.unit}`, { count: first.reached, period: format.period(cohort), won: last.reached })}
      summary={t("picture-summary", {
        first: t(`step.${first.step}`),
        from: first.reached,
        last: t(`step.${last.step}`),
        to: last.reached,
      })}
      steps={steps.map((step, place) => ({
        key: step.step,
        name: t(`step.${step.step}`),
        reached: step.reached,
        ...notHere(step, steps[place - 1]),
        notes: note(step, cohort),
      }))}
      legend={{ reached: t("mark-reached"), open: t("mark-open"), lost: t("mark-lost") }}
      table={useStepTable(steps)}
      fileName={`evenhand-funnel-${periodName(cohort)}`}
      onOpen={(step) => onOpen(step.key)}
    />
  );
}

const share = { unit: "share" } as const;
const days = { unit: "days" } as const;

function useStepTable(steps: readonly FunnelStep[]): ChartTable<FunnelStep> {
  const t = useWords<typeof words>("funnel");
  const format = useFormat();
  const ripe = (step: FunnelStep) => (step.isYoung ? null : (step.conversion?.value ?? null));
  const bare = (value: number) => new Intl.NumberFormat(format.language === "ru" ? "ru-RU" : "en-US", { maximumFractionDigits: 1 }).format(value);
  return chartTable<FunnelStep>({
    rows: steps,
    rowKey: (step) => step.step,
    columns: [
      { key: "step", name: t("col-step"), isFixed: true, value: (step) => t(`step.${step.step}`), onPhone: "title" },
      { key: "reached", name: t("col-reached"), value: (step) => step.reached },
      {
        key: "came",
        name: t("col-came"),
        isNumber: true,
        value: ripe,
        cell: (step) => (ripe(step) === null ? step.soFar === null ? nothing : <Hatch>{format.share(step.soFar)}</Hatch> : format.share(ripe(step)!)),
      },
      {
        key: "range",
        name: t("col-range"),
        isNumber: true,
        isFixed: true,
        value: (step) => (ripe(step) === null || !step.conversion?.interval ? null : format.interval(step.conversion.interval, share)),
      },
      { key: "ripe", name: t("col-ripe"), isNumber: true, value: (step) => step.conversion?.sample ?? null },
      { key: "young", name: t("col-young"), isNumber: true, value: (step) => (step.conversion === null ? null : step.young) },
      {
        key: "days",
        name: t("col-days"),
        isNumber: true,
        value: (step) => step.days?.value ?? null,
        cell: (step) => (step.days?.value == null ? nothing : bare(step.days.value)),
      },
      {
        key: "days-range",
        name: t("col-days-range"),
        isNumber: true,
        isFixed: true,
        value: (step) => (step.days?.interval ? format.interval(step.days.interval, days) : null),
      },
    ],
  });
}
