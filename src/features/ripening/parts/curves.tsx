// The share that has come through by age: all with the model's course, then cohort by cohort or segment by segment.
import { useMemo } from "react";

import type { RipeningAnswer } from "#features/ripening/contract.ts";
import type { RipeningQuestion } from "#features/ripening/parts/question.ts";
import type { words } from "#features/ripening/words.en.ts";
import { type Curve, CurveChart } from "#ui/chart/curves.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

function useAxes() {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  return useMemo(
    () => ({
      x: { name: t("curve-age"), write: (age: number) => format.count(age) },
      y: { name: t("curve-share"), measure: { unit: "share" as const }, min: 0 },
    }),
    [t, format],
  );
}

const pointsOf = ({ points }: RipeningAnswer["curve"]) => points.map(({ age, share, low, high, atRisk }) => ({ at: age, value: share, low, high, atRisk }));

export function WholeCurve({ told }: { readonly told: RipeningAnswer }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const axes = useAxes();
  const curves = useMemo((): Curve[] => {
    const counted: Curve = { key: "counted", name: t("curve-counted"), points: pointsOf(told.curve) };
    if (told.model === null) return [counted];
    return [
      counted,
      { key: "model", name: t("curve-model"), points: told.model.course.map(({ age, share }) => ({ at: age, value: share, low: null, high: null })) },
    ];
  }, [told, t]);
  const marks = useMemo(() => (told.window <= told.age ? [{ at: told.window, name: format.days(told.window) }] : []), [told, format]);
  const step = t(`step.${told.to}`);
  const values = { days: format.days(told.age), share: format.share(told.curve.points.at(-1)!.share), step };
  const final = told.numbers.model.value;
  return (
    <CurveChart
      title={final === null ? t("curve-title", values) : t("curve-title-model", { ...values, rate: format.share(final) })}
      summary={t("curve-summary", { step, size: told.curve.size })}
      curves={curves}
      marks={marks}
      fileName={`evenhand-ripening-${told.to}`}
      {...axes}
    />
  );
}

export function GroupCurves({ told, question }: { readonly told: RipeningAnswer; readonly question: RipeningQuestion }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const axes = useAxes();
  const { by } = question.query;
  const curves = useMemo(
    () =>
      told.curves.map((curve): Curve => {
        const name = curve.name === null ? t("segment-empty") : typeof curve.name === "string" ? curve.name : format.period(curve.name);
        return { key: name, name, points: pointsOf(curve), youngFrom: curve.youngFrom };
      }),
    [told, t, format],
  );
  if (curves.length < 2) return null;
  const name = by === undefined ? null : t(`by-${by}`);
  return (
    <Section title={name === null ? t("curves-cohorts") : t("curves-by", { by: name })} note={name === null ? t("curves-note") : undefined}>
      <CurveChart
        title={name === null ? t("curves-title-cohorts") : t("curves-title-by", { by: name })}
        summary={t("curves-summary", { count: curves.length, step: t(`step.${told.to}`) })}
        curves={curves}
        fileName={`evenhand-ripening-curves-${by ?? "quarters"}`}
        {...axes}
      />
    </Section>
  );
}
