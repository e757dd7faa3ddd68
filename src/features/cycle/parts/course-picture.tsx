// The picture: shares won, lost and still open by the age of a deal, with their ranges.
import { useMemo } from "react";

import type { CycleTold } from "#features/cycle/contract.ts";
import type { words } from "#features/cycle/words.en.ts";
import { periodName } from "#kit/period.ts";
import { CurveChart } from "#ui/chart/curves.tsx";
import { useFormat, useWords } from "#ui/language.ts";

const ways = ["won", "lost", "open"] as const;

export function CoursePicture({ told }: { readonly told: CycleTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const { points, limit } = told.course;
  const end = points.at(-1)!;
  const shares = { limit: format.days(limit), won: format.share(end.won.value), lost: format.share(end.lost.value), open: format.share(end.open.value) };
  const curves = useMemo(
    () =>
      ways.map((way) => ({
        key: way,
        name: t(`legend-${way}`),
        points: points.map(({ age, atRisk, [way]: share }) => ({ at: age, value: share.value, low: share.interval.low, high: share.interval.high, atRisk })),
      })),
    [points, t],
  );
  const x = useMemo(() => ({ name: t("axis-age"), write: (at: number) => format.count(at), max: limit }), [t, format, limit]);
  const y = useMemo(() => ({ name: t("axis-share"), measure: { unit: "share" as const }, min: 0, max: 1 }), [t]);
  return (
    <CurveChart
      title={t("chart-title", shares)}
      note={t("chart-note")}
      summary={t("chart-summary", shares)}
      curves={curves}
      x={x}
      y={y}
      height={340}
      fileName={`evenhand-cycle-${periodName(told.period)}`}
    />
  );
}
