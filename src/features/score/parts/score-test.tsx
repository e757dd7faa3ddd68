// Did such chances come true: how the score did when it was told beforehand, as figures and as a picture.
import type { ScoreView } from "#features/score/contract.ts";
import type { words } from "#features/score/words.en.ts";
import { CalibrationChart } from "#ui/chart/calibration.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { NumberCard } from "#ui/number-card.tsx";
import { Cards, Section } from "#ui/page.tsx";

export function TestCards({ score }: { readonly score: ScoreView }) {
  const t = useWords<typeof words>("score");
  const number = (key: string) => score.tested?.numbers.find((each) => each.key === key);
  const [captured, expected] = [number("lead-score-captured"), number("lead-score-expected")];
  return (
    <Cards>
      <NumberCard name={t("average")} number={score.average}>
        <small>{t("average-help", { days: score.horizonDays })}</small>
      </NumberCard>
      {captured === undefined ? null : <NumberCard name={t("captured")} number={captured} mark={0.2} />}
      {expected === undefined ? null : (
        <NumberCard name={t("expected")} number={expected} mark={1}>
          <small>{t("expected-help")}</small>
        </NumberCard>
      )}
    </Cards>
  );
}

export function ScoreTest({ tested }: { readonly tested: NonNullable<ScoreView["tested"]> }) {
  const t = useWords<typeof words>("score");
  const format = useFormat();
  const { parts } = tested;
  const number = (key: string) => tested.numbers.find((each) => each.key === key);
  const [sorting, slope, gain] = [number("lead-score-auc"), number("lead-score-slope"), number("lead-score-brier-gain")];
  const ends = (read: (part: (typeof parts)[number]) => number) => [format.share(Math.min(...parts.map(read))), format.share(Math.max(...parts.map(read)))];
  const [low, high] = ends(({ forecast }) => forecast);
  const [cameLow, cameHigh] = ends(({ happened }) => happened);
  return (
    <Section title={t("came")}>
      <CalibrationChart
        title={t("came-title", { steps: tested.steps })}
        summary={t("came-summary", { count: parts.length, low: low!, high: high!, cameLow: cameLow!, cameHigh: cameHigh! })}
        fileName="evenhand-score-came-true"
        groups={parts}
      />
      <Cards>
        {sorting === undefined ? null : (
          <NumberCard name={t("auc")} number={sorting} mark={0.5}>
            <small>{t("auc-help")}</small>
          </NumberCard>
        )}
        {slope === undefined ? null : (
          <NumberCard name={t("slope")} number={slope} mark={1}>
            <small>{t("slope-help")}</small>
          </NumberCard>
        )}
        {gain === undefined ? null : (
          <NumberCard name={t("gain")} number={gain} mark={0}>
            <small>{t("gain-help")}</small>
          </NumberCard>
        )}
      </Cards>
    </Section>
  );
}
