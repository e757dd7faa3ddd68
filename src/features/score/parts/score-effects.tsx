// What raises or lowers the chance: each value of each field beside the average of the field, with its range.
import type { EffectView, ScoreView } from "#features/score/contract.ts";
import classes from "#features/score/parts/score.module.css";
import type { words } from "#features/score/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

export function ScoreEffects({ score }: { readonly score: ScoreView }) {
  const t = useWords<typeof words>("score");
  const format = useFormat();
  const odds = (amount: number) => format.value(amount, { unit: "index" });
  // On a scale on which half and twice lie as far from 1.
  const reach = Math.max(0.7, ...score.effects.flatMap(({ interval }) => [Math.abs(Math.log(interval.low!)), Math.abs(Math.log(interval.high!))]));
  return (
    <Section title={t("effects")} note={t("effects-note")}>
      <DataTable<EffectView>
        caption={t("effects-table")}
        rows={score.effects}
        rowKey={({ trait, name }) => `${trait} ${name ?? ""}`}
        fileName="evenhand-score-effects"
        columns={[
          { key: "trait", name: t("col-trait"), value: ({ trait }) => t(`trait.${trait}`) },
          { key: "level", name: t("col-level"), value: ({ name }) => name ?? t("empty"), onPhone: "title" },
          {
            key: "odds",
            name: t("col-odds"),
            isNumber: true,
            value: (row) => row.odds,
            cell: (row) => (
              <span className={classes.chance}>
                {odds(row.odds)}
                <IntervalBar
                  value={Math.log(row.odds)}
                  interval={{ low: Math.log(row.interval.low!), high: Math.log(row.interval.high!), level: 0.9 }}
                  from={-reach}
                  to={reach}
                  mark={0}
                />
              </span>
            ),
          },
          {
            key: "range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: ({ interval }) => `${odds(interval.low!)}–${odds(interval.high!)}`,
          },
          { key: "cases", name: t("col-cases"), isNumber: true, value: ({ cases }) => cases },
          { key: "wins", name: t("col-wins"), isNumber: true, value: ({ wins }) => wins },
        ]}
      />
    </Section>
  );
}
