// The answer in a sentence: what the latest day that has come shows, and what a year is expected to bring.
import type { ProjectResultsView } from "#features/debriefs/contract.ts";
import { useDebriefWords } from "#features/debriefs/parts/debrief-words.ts";
import type { words } from "#features/debriefs/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function Answer({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const say = useDebriefWords();
  const { project, milestones, unit } = told;
  if (project.phase !== "over") return <>{t("answer-not-over", { day: format.day(project.endsOn) })}</>;
  if (told.campaigns.length === 0) return <>{t("answer-no-campaign")}</>;
  const last = milestones.findLast(({ isOver }) => isOver);
  const shown = last ?? milestones[0]!;
  const count = (key: "lead" | "accepted" | "won") => say.oneOf(shown.measures, key)?.count ?? 0;
  const counts = { leads: say.leads(count("lead")), accepted: say.accepted(count("accepted")), won: say.won(count("won")) };
  const year = say.oneOf(milestones.at(-1)!.measures, "won")?.expected ?? null;
  const days = format.count(shown.days);
  return (
    <>
      {last === undefined
        ? t("answer-young", { day: format.day(shown.day), ...counts })
        : t(unit === "lead" ? "answer-over" : "answer-over-deals", { days, ...counts, cost: say.cost(told, shown.measures) })}{" "}
      {year === null ? null : t("answer-expected", { low: format.count(Math.round(year.low)), high: format.count(Math.round(year.high)) })}
    </>
  );
}
