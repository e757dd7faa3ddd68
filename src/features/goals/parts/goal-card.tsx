// One goal: where it began, where it stands, whether the change is more than chance, where it is heading, and who answers for it.
import { Badge, Button } from "@mantine/core";

import type { GoalView } from "#features/goals/contract.ts";
import { GoalChart } from "#features/goals/parts/goal-chart.tsx";
import { type Measured, measureOf } from "#features/goals/parts/goal-units.ts";
import type { words } from "#features/goals/words.en.ts";
import { comparable } from "#evidence/kpi/change.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { monthOf } from "#kit/period.ts";
import { paths } from "#kit/paths.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { NumberCard } from "#ui/number-card.tsx";
import { Cards } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";

export interface GoalActs {
  readonly onHistory: (goal: GoalView) => void;
  readonly onEdit: (goal: GoalView) => void;
  readonly onState: (goal: GoalView, state: GoalView["state"]) => void;
}

export function GoalCard({ goal, currency, acts }: { readonly goal: GoalView; readonly currency: string; readonly acts: GoalActs }) {
  const t = useWords<typeof words>("goals");
  const { assessment } = goal;
  const measure = measureOf(goal, currency);
  // The finding: whether the change so far is more than chance.
  const chartTitle = t(`verdict-${assessment?.change?.verdict ?? "cannot-be-told"}`);
  return (
    <article aria-label={t(`name.${goal.key}`)} style={{ display: "grid", gap: 16 }}>
      <div>
        <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 16px", alignItems: "center" }}>
          <h3 style={{ margin: 0, fontSize: "var(--mantine-font-size-md)", fontWeight: 600 }}>{t(`name.${goal.key}`)}</h3>
          {goal.state === "paused" ? (
            <Badge variant="default" tt="none">
              {t("state.paused")}
            </Badge>
          ) : null}
          {assessment === null ? null : (
            <Badge variant={assessment.prospect === "reached" ? "filled" : "light"} tt="none">
              {t(`prospect.${assessment.prospect}`)}
            </Badge>
          )}
        </div>
        <TargetWords goal={goal} measure={measure} />
      </div>
      {assessment === null ? null : (
        <>
          <Figures goal={goal} assessment={assessment} />
          <GoalChart of={goal.key} title={chartTitle} assessment={assessment} target={goal.target} day={goal.day} measure={measure} />
        </>
      )}
      <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 24px", alignItems: "center", justifyContent: "space-between" }}>
        <span style={{ display: "flex", flexWrap: "wrap", gap: "4px 16px" }}>
          <SideBadge side="sales">{goal.ownerSales.name}</SideBadge>
          <SideBadge side="marketing">{goal.ownerMarketing.name}</SideBadge>
        </span>
        <Acts goal={goal} acts={acts} />
      </div>
    </article>
  );
}

function TargetWords({ goal, measure }: { readonly goal: GoalView; readonly measure: Measured }) {
  const t = useWords<typeof words>("goals");
  const format = useFormat();
  const { assessment } = goal;
  const written = (value: number) => format.value(value, measure, true);
  const target = t("target-words", { target: written(goal.target), day: format.day(goal.day) });
  const done = assessment?.done ?? null;
  return (
    <p style={{ margin: "4px 0 0", maxWidth: "75ch" }}>
      {target} {done === null ? null : done < 0 ? t("done-away") : done >= 1 ? t("done-all") : t("done-words", { share: format.share(done, 0) })}{" "}
      {assessment?.expectedNow == null ? null : t("expected-words", { value: written(assessment.expectedNow) })}
    </p>
  );
}

/** By the month where the figure adds up, so that periods of different length can be set side by side. */
const byMonth = (number: NumberWithPapers): NumberWithPapers => ({ ...number, ...comparable(number) });

function Figures({ goal, assessment }: { readonly goal: GoalView; readonly assessment: NonNullable<GoalView["assessment"]> }) {
  const t = useWords<typeof words>("goals");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { baseline, current, change } = assessment;
  const definition = (number: NumberWithPapers) =>
    number.definition === null ? {} : { definitionAt: paths.definitions(workspace, { key: number.definition.split("@")[0] }) };
  return (
    <Cards>
      {current === null ? null : (
        <NumberCard
          of={t(`name.${goal.key}`)}
          name={t("card-now", { period: format.period(current.period) })}
          number={byMonth(current)}
          mark={goal.target}
          change={change?.value == null ? null : { by: change.value, interval: change.interval, verdict: change.verdict, against: t("the-baseline") }}
          {...definition(current)}
        />
      )}
      <NumberCard
        of={t(`name.${goal.key}`)}
        name={t("card-baseline", { period: format.period(baseline.period) })}
        number={byMonth(baseline)}
        {...definition(baseline)}
      />
      <NumberCard
        of={t(`name.${goal.key}`)}
        name={t("card-forecast", { day: format.day(goal.day) })}
        number={forecastNumber(goal, assessment)}
        mark={goal.target}
      >
        {assessment.forecast === null ? null : (
          <p className="figures" style={{ margin: "4px 0 0", fontSize: "var(--mantine-font-size-xs)", color: "var(--text-quiet)" }}>
            {t("chance-words", { share: format.share(assessment.forecast.chanceOfReaching, 0) })}
          </p>
        )}
      </NumberCard>
    </Cards>
  );
}

/** The forecast with its papers: it rests on the months seen. */
function forecastNumber(goal: GoalView, { forecast, forecastReason, baseline, months }: NonNullable<GoalView["assessment"]>): NumberWithPapers {
  return {
    key: `forecast-${goal.key}`,
    value: forecast?.value ?? null,
    unit: baseline.unit,
    currency: baseline.currency,
    sample: months.filter((month) => month.value !== null).length,
    interval: forecast?.interval ?? null,
    method: "trend-forecast",
    label: "adjusted",
    period: monthOf(goal.day),
    definition: null,
    cautions: [],
    ...(forecastReason === null ? {} : { reason: forecastReason }),
  };
}

function Acts({ goal, acts }: { readonly goal: GoalView; readonly acts: GoalActs }) {
  const t = useWords<typeof words>("goals");
  const why = goal.whyNotChange;
  return (
    <span className="not-on-paper" style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
      <Button variant="subtle" size="compact-sm" onClick={() => acts.onHistory(goal)}>
        {t("history")}
      </Button>
      <ReasonButton whyNot={why} variant="default" size="compact-sm" onClick={() => acts.onEdit(goal)}>
        {t("edit")}
      </ReasonButton>
      <ReasonButton whyNot={why} variant="default" size="compact-sm" onClick={() => acts.onState(goal, goal.state === "active" ? "paused" : "active")}>
        {t(goal.state === "active" ? "pause" : "resume")}
      </ReasonButton>
      <ReasonButton whyNot={why} variant="default" size="compact-sm" onClick={() => acts.onState(goal, "closed")}>
        {t("close")}
      </ReasonButton>
    </span>
  );
}
