// The fields that the score looks at, and those left out because they give the outcome away.
import type { ScoreView } from "#features/score/contract.ts";
import classes from "#features/score/parts/score.module.css";
import type { words } from "#features/score/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function ScoreFields({ score: { traits } }: { readonly score: ScoreView }) {
  const t = useWords<typeof words>("score");
  const format = useFormat();
  const used = traits.filter(({ leftOut }) => leftOut === null).map(({ trait }) => t(`trait.${trait}`));
  return (
    <Section title={t("fields")}>
      <ul className={classes.fields}>
        <li>{t("used", { names: used.join(", ") })}</li>
        {traits.map(({ trait, leftOut }) =>
          leftOut === null ? null : (
            <li key={trait}>
              {leftOut.code === "repeats-outcome"
                ? t("left-repeats", { name: t(`trait.${trait}`), auc: format.share(leftOut.auc) })
                : t("left-later", { name: t(`trait.${trait}`), young: format.share(leftOut.young), ripe: format.share(leftOut.ripe) })}
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}
