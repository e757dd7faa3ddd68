// While a goal is being set: what the figure was in the baseline, and the chance of reaching the target on the present course.
import type { z } from "zod";

import type { assessmentShape } from "#features/goals/contract.ts";
import type { GoalKey } from "#facts/goal-keys.ts";
import { unitOfGoal } from "#features/goals/parts/goal-units.ts";
import type { words } from "#features/goals/words.en.ts";
import { comparable } from "#evidence/kpi/change.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";
import { ErrorState } from "#ui/states.tsx";

interface GoalPreviewProps {
  readonly of: GoalKey;
  /** null: not asked, as baseline and day do not fit yet. */
  readonly answer: { readonly data: z.output<typeof assessmentShape> | undefined; readonly error: unknown } | null;
  readonly target: number | null;
  readonly day: string;
  readonly currency: string;
}

export function GoalPreview({ of, answer, target, day, currency }: GoalPreviewProps) {
  return (
    <div role="status" className="figures" style={{ minHeight: 72, padding: "12px 16px", borderRadius: 6, background: "var(--ink-tint)" }}>
      {answer === null ? <NotFit /> : answer.error ? <ErrorState error={answer.error} /> : null}
      {answer?.data === undefined || answer.error ? null : <Told of={of} told={answer.data} target={target} day={day} currency={currency} />}
    </div>
  );
}

function NotFit() {
  const t = useWords<typeof words>("goals");
  return <p style={{ margin: 0 }}>{t("why.baseline-not-before-day")}</p>;
}

interface ToldProps extends Omit<GoalPreviewProps, "answer"> {
  readonly told: z.output<typeof assessmentShape>;
}

function Told({ of, told, target, day, currency }: ToldProps) {
  const t = useWords<typeof words>("goals");
  const format = useFormat();
  const reason = useReason();
  const measure = { unit: unitOfGoal(of), currency };
  const { value, interval } = comparable(told.baseline);
  const { forecast } = told;
  return (
    <>
      <p style={{ margin: 0 }}>
        {value === null
          ? t("preview-untold", { reason: reason(told.baseline.reason ?? "not-enough-data") })
          : t("preview-baseline", {
              value: format.value(value, measure, true),
              range: interval === null ? "" : ` (${format.interval(interval, measure)})`,
              sample: told.baseline.sample,
            })}
      </p>
      <p style={{ margin: "4px 0 0" }}>
        {forecast === null
          ? t("preview-no-forecast", { reason: reason(told.forecastReason ?? "too-few-months") })
          : t("preview-forecast", {
              value: format.value(forecast.value, measure, true),
              range: format.interval(forecast.interval, measure),
              day: format.day(day),
            })}{" "}
        {forecast === null || target === null ? null : t("chance-words", { share: format.share(forecast.chanceOfReaching, 0) })}
      </p>
    </>
  );
}
