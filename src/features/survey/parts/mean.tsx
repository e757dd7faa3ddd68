// A mean of answers with its range under it; and how many chose what, where a mean would speak for nobody.
import type { CSSProperties } from "react";

import type { GroupView } from "#features/survey/contract.ts";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { type SurveyGroup, leastAnswer, mostAnswer } from "#facts/survey.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar } from "#ui/marks.tsx";

const index = { unit: "index" } as const;
const points = { unit: "points" } as const;
type MeanView = GroupView["sum"];

interface MeanProps {
  readonly mean: MeanView;
  readonly side: SurveyGroup;
  /** Of the twenty together: 20 to 100 instead of 1 to 5. */
  readonly isSum?: boolean;
}

export function MeanCell({ mean, side, isSum = false }: MeanProps) {
  const format = useFormat();
  const unit = isSum ? points : index;
  const [from, to] = isSum ? [20, 100] : [leastAnswer, mostAnswer];
  return (
    <span className={classes["mean"]}>
      <span>{format.value(mean.value, unit)}</span>
      {mean.interval === null ? null : (
        <>
          <span style={{ width: "5rem" }}>
            <IntervalBar value={mean.value} interval={mean.interval} from={from} to={to} side={side} />
          </span>
          <small>{format.interval(mean.interval, unit)}</small>
        </>
      )}
    </span>
  );
}

/** How many chose 1, 2, 3, 4, 5. */
export function SpreadCell({ counts, side }: { readonly counts: readonly number[]; readonly side: SurveyGroup }) {
  const t = useWords<typeof words>("survey");
  const [n1, n2, n3, n4, n5] = counts as [number, number, number, number, number];
  const most = Math.max(1, ...counts);
  return (
    <span className={classes["mean"]}>
      <span className={classes["spread"]} style={{ "--bar": `var(--side-${side})` } as CSSProperties} aria-hidden>
        {counts.map((count, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- the place is the answer
          <i key={place} style={{ height: `${(count / most) * 100}%` }} />
        ))}
      </span>
      <small>{t("spread", { counts: t("spread-words", { n1, n2, n3, n4, n5 }) })}</small>
    </span>
  );
}
