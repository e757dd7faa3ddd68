// The answer in one sentence: how long until half are closed, how they end, and whether dead deals decide it.
import type { CycleTold } from "#features/cycle/contract.ts";
import type { words } from "#features/cycle/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function Answer({ told }: { readonly told: CycleTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const { course, rules } = told;
  const end = course.points.at(-1)!;
  const shares = { limit: format.days(course.limit), won: format.share(end.won.value), lost: format.share(end.lost.value), open: format.share(end.open.value) };
  const range = format.interval(course.median.interval, { unit: "days" });
  const said =
    course.median.value === null
      ? t("answer-not-median", shares)
      : course.p80.value === null
        ? t("answer-not-p80", { ...shares, median: format.days(course.median.value), range })
        : t("answer", { ...shares, median: format.days(course.median.value), range, p80: format.days(course.p80.value) });
  const agreed = rules.find((rule) => rule.isAgreed);
  const medians = agreed === undefined ? [] : [course.median.value, agreed.leftOut.median.value];
  const written = medians.map((days) => (days === null || days === undefined ? t("not-reached") : format.days(days)));
  return (
    <>
      {said} {agreed !== undefined && agreed.dead > 0 && written[0] !== written[1] ? t("dead-matter", { count: agreed.dead, median: written[1]! }) : null}
    </>
  );
}
