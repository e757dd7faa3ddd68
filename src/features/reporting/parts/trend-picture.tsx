// How the minutes that are asked of one person have moved, week by week, both departments in one picture.
import { useMemo } from "react";

import type { Reporting } from "#features/reporting/contract.ts";
import { useMinutes } from "#features/reporting/parts/minutes.ts";
import type { words } from "#features/reporting/words.en.ts";
import { CurveChart } from "#ui/chart/curves.tsx";
import { useFormat, useWords } from "#ui/language.ts";

export function TrendPicture({ told }: { readonly told: Reporting }) {
  const t = useWords<typeof words>("reporting");
  const format = useFormat();
  const minutes = useMinutes();
  const curves = useMemo(
    () =>
      told.burdens.map(({ department, weeks }) => ({
        key: department,
        name: t(department),
        side: department,
        points: weeks.map(({ week, minutes: value, low, high }) => ({ at: Date.parse(week), value, low, high })),
      })),
    [told, t],
  );
  const x = useMemo(() => ({ name: t("axis-week"), write: (at: number) => format.day(new Date(at).toISOString().slice(0, 10)), isTime: true }), [t, format]);
  const y = useMemo(() => ({ name: t("axis-minutes"), measure: { unit: "count" as const }, min: 0 }), [t]);
  // One week is no trend.
  if (told.burdens.every(({ weeks }) => weeks.length < 2)) return null;
  const last = (department: "sales" | "marketing") => minutes(told.burdens.find((one) => one.department === department)?.weeks.at(-1)?.minutes ?? 0);
  return (
    <CurveChart
      title={t("trend-title")}
      note={t("trend-note")}
      summary={t("trend-summary", { sales: last("sales"), marketing: last("marketing") })}
      curves={curves}
      shape="line"
      x={x}
      y={y}
      height={280}
      fileName="evenhand-reporting-minutes"
    />
  );
}
