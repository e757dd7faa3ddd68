// What moved in the pipeline: the waterfall from what was open to what is open, its steps, and the deals behind each.
import { Suspense, lazy } from "react";

import type { MovementView as Told } from "#features/forecast/contract.ts";
import { aboutOf, wayOf } from "#features/forecast/parts/answers.tsx";
import { isEarly } from "#features/forecast/parts/papers.tsx";
import { useLevel } from "#features/forecast/parts/level.ts";
import type { Question } from "#features/forecast/parts/question.ts";
import type { words } from "#features/forecast/words.en.ts";
import { Waterfall } from "#ui/chart/waterfall.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useCaution } from "#ui/reasons.ts";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

// Fetched when the first step is opened.
const StepDrawer = lazy(() => import("#features/forecast/parts/step-drawer.tsx").then((loaded) => ({ default: loaded.StepDrawer })));

type Step = Told["steps"][number];

export function MovementView({ told, question }: { readonly told: Told; readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  const caution = useCaution();
  const { level, change, format, measure } = useLevel(told);
  const { opening, closing } = told;
  const steps = told.steps.filter((step) => step.deals > 0);
  const difference = level(Math.abs(closing.amount - opening.amount));
  const open = (step: string) => question.set({ step });
  const early = told.cautions.find(isEarly);
  return (
    <>
      {early === undefined ? null : <p>{caution({ code: early.code, details: { day: format.day(told.lookDays[0] ?? told.until) } })}</p>}
      <Waterfall
        title={t(`movement-title-${wayOf(told)}`, { change: difference })}
        summary={t("movement-summary", { opening: level(opening.amount), count: steps.length, closing: level(closing.amount) })}
        from={{ name: t("movement-open", { day: format.day(told.from) }), amount: opening.amount }}
        to={{ name: t("movement-open", { day: format.day(told.until) }), amount: closing.amount }}
        parts={steps.map(({ step, amount }) => ({ key: step, name: t(`step-${step}`), amount, owner: null, interval: null, verdict: null }))}
        measure={measure}
        columns={{ part: t("col-step"), amount: t("col-amount") }}
        fileName={`evenhand-movement-${told.from}-${told.until}`}
        onOpen={(part) => open(part.key)}
      />
      <Section title={t("steps")} note={t("steps-note")}>
        <DataTable<Step>
          caption={t("steps")}
          columns={[
            { key: "step", name: t("col-step"), value: (row) => t(`step-${row.step}`), onPhone: "title" },
            { key: "deals", name: t("col-deals"), isNumber: true, value: (row) => row.deals },
            ...(told.measure === "deals"
              ? []
              : [{ key: "amount", name: t("col-amount"), isNumber: true, value: (row: Step) => row.amount, cell: (row: Step) => change(row.amount) }]),
            { key: "about", name: t("col-about"), value: (row) => t(aboutOf(row.step, told)) },
          ]}
          rows={steps}
          rowKey={(row) => row.step}
          onOpen={(row) => open(row.step)}
          fileName={`evenhand-movement-steps-${told.from}-${told.until}`}
        />
      </Section>
      {question.step === null ? null : (
        <Suspense>
          <StepDrawer told={told} step={question.step} question={question} />
        </Suspense>
      )}
    </>
  );
}
