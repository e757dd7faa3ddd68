// How many accepted leads and won deals had come after each number of days, and beyond today what is expected, with its range.
import { useMemo } from "react";

import type { ProjectResultsView } from "#features/debriefs/contract.ts";
import { useDebriefWords } from "#features/debriefs/parts/debrief-words.ts";
import type { words } from "#features/debriefs/words.en.ts";
import { type Curve, CurveChart } from "#ui/chart/curves.tsx";
import { dayNumber } from "#kit/day.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function Picture({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const say = useDebriefWords();
  const age = dayNumber(told.lastSeen) - dayNumber(told.project.endsOn);
  const curves = useMemo(() => curvesOf(told, age, (key) => t(`measure-${key}`)), [told, age, t]);
  const x = useMemo(() => ({ name: t("picture-x"), write: (at: number) => t("at-day", { day: format.count(at) }), max: 365 }), [t, format]);
  const y = useMemo(() => ({ name: t("picture-y"), measure: { unit: "count" } as const, min: 0 }), [t]);
  // Fewer than two points draw no line.
  if (curves.every(({ points }) => points.length < 2)) return null;
  const now = told.milestones.at(-1)!.measures;
  const won = say.won(say.oneOf(now, "won")?.count ?? 0);
  const accepted = say.oneOf(now, "accepted");
  return (
    <CurveChart
      title={accepted === null ? t("picture-title-deals", { won }) : t("picture-title", { accepted: say.accepted(accepted.count), won })}
      summary={t("picture-summary", { day: format.day(told.lastSeen) })}
      curves={curves}
      shape="line"
      x={x}
      y={y}
      marks={noMarks}
      height={260}
      fileName="evenhand-project-picture"
    />
  );
}

const noMarks: readonly never[] = [];

function curvesOf({ milestones }: ProjectResultsView, age: number, nameOf: (key: "accepted" | "won") => string): Curve[] {
  const keys = (["accepted", "won"] as const).filter((key) => milestones[0]!.measures.some(({ measure }) => measure === key));
  return keys.map((key) => {
    const points = milestones.flatMap(({ days, isOver, measures }) => {
      const { count, expected } = measures.find(({ measure }) => measure === key)!;
      if (isOver) return [{ at: days, value: count, low: count, high: count }];
      return expected === null ? [] : [{ at: days, value: expected.count, low: expected.low, high: expected.high }];
    });
    const isCut = age > 0 && age < 365;
    const today = milestones.find(({ isOver }) => !isOver)?.measures.find(({ measure }) => measure === key)?.count;
    const now = isCut && today !== undefined ? [{ at: age, value: today, low: today, high: today }] : [];
    const all = [{ at: 0, value: 0, low: 0, high: 0 }, ...points, ...now].sort((a, b) => a.at - b.at);
    const side = key === "accepted" ? "sales" : "joint";
    return { key, name: nameOf(key), side, points: all, youngFrom: isCut ? age : null };
  });
}
