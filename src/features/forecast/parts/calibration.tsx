// Did the chances come true: what deals of earlier days were given, and how many of them came in.
import { useMemo } from "react";

import type { ForecastView } from "#features/forecast/contract.ts";
import { useLevel } from "#features/forecast/parts/level.ts";
import type { words } from "#features/forecast/words.en.ts";
import { periodName } from "#kit/period.ts";
import { CalibrationChart } from "#ui/chart/calibration.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function Calibration({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { level, wins, format } = useLevel(told);
  const { calibration, openExpected, openCame } = told.track;
  const groups = useMemo(
    () =>
      calibration.bins.map(({ meanChance, came, cases, interval }) => ({
        forecast: meanChance,
        happened: came / cases,
        low: interval.low!,
        high: interval.high!,
        count: cases,
      })),
    [calibration],
  );
  if (calibration.slope === null) {
    return (
      <Section title={t("calibration")}>
        <p>{t("calibration-none")}</p>
      </Section>
    );
  }
  const { value, interval } = calibration.slope;
  const index = (number: number) => format.value(number, { unit: "index" });
  const verdict = interval.high! < 1 ? "slope-bold" : interval.low! > 1 ? "slope-timid" : "slope-good";
  return (
    <Section title={t("calibration")} note={t("calibration-note")}>
      <CalibrationChart
        title={t("calibration-title", {
          said: format.share(calibration.expected / calibration.cases),
          came: format.share(calibration.came / calibration.cases),
        })}
        summary={t("calibration-summary", { count: calibration.cases, groups: groups.length, slope: index(value) })}
        groups={groups}
        fileName={`evenhand-calibration-${periodName(told.period)}`}
      />
      <ul>
        <li>{t("calibration-slope", { slope: index(value), range: format.interval(interval, { unit: "index" }), verdict: t(verdict) })}</li>
        <li>{t("calibration-level", { expected: wins(calibration.expected), came: calibration.came })}</li>
        {told.measure === "revenue" ? <li>{t("calibration-money", { expected: level(openExpected), came: level(openCame) })}</li> : null}
      </ul>
    </Section>
  );
}
