// What stands under each bar: the share that came on with its range, the days it took; or why that cannot be told yet.
import type { FunnelStep } from "#features/figures/parts/loss.ts";
import type { words } from "#features/figures/words.en.ts";
import type { Period } from "#kit/period.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

const share = { unit: "share" } as const;
const days = { unit: "days" } as const;

export function useStepWords(): (step: FunnelStep, period: Period) => string[] {
  const t = useWords<typeof words>("funnel");
  const format = useFormat();
  const reason = useReason();
  return (step, period) => {
    const { conversion } = step;
    if (conversion === null) return [t("note-entered", { period: format.period(period) })];
    if (step.isYoung && step.soFar !== null) return [t("note-unripe", { share: format.share(step.soFar) })];
    if (conversion.value === null || conversion.interval === null) return [t("note-untold", { reason: reason(conversion.reason ?? "not-enough-data") })];
    const came = t("note-came", { share: format.share(conversion.value), range: format.interval(conversion.interval, share) });
    if (step.days?.value == null || step.days.interval === null || step.days.interval.high === 0) return [came];
    const { low, high } = step.days.interval;
    const written = { days: format.days(step.days.value), range: format.interval(step.days.interval, days) };
    return [came, t(low === high ? "note-days-sure" : "note-days", written)];
  };
}
