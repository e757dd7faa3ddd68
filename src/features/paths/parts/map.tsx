// The map: steps from top to bottom, arrows as thick as the number that took them; the frequent ones only.
import type { PathsAnswer } from "#features/paths/contract.ts";
import { rounded } from "#features/paths/parts/answer.tsx";
import { type Cut, useCutName } from "#features/paths/parts/cut.tsx";
import type { OpenPath } from "#features/paths/parts/open-path.ts";
import { useStepNames } from "#features/paths/parts/step-names.ts";
import type { words } from "#features/paths/words.en.ts";
import { ProcessMap } from "#ui/chart/process-map.tsx";
import { useFormat, useWords } from "#ui/language.ts";

const mostArrows = 16;

interface PathsMapProps {
  readonly told: PathsAnswer;
  readonly cut: Cut["query"];
  readonly onOpen: (open: OpenPath) => void;
}

export function PathsMap({ told, cut, onOpen }: PathsMapProps) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const name = useStepNames(told);
  const part = useCutName(cut);
  const finding = told.variants === null ? t("map-title-plain", { cases: told.cases }) : t("map-title", { cases: told.cases, kinds: told.variants.kinds });
  const shown = told.moves.filter((move) => move.count >= told.cases / 200).slice(0, mostArrows);
  const used = new Set(shown.flatMap(({ from, to }) => [from, to]));
  return (
    <ProcessMap
      title={part === null ? finding : `${part}. ${finding}`}
      note={t("map-note")}
      summary={t("map-summary", { cases: told.cases, steps: told.steps.length })}
      fileName="evenhand-paths"
      steps={told.steps
        .filter(({ key }) => used.has(key))
        .map(({ key, cases, open }) => {
          const step = { key, name: name(key), count: cases };
          return open === 0 ? step : Object.assign(step, { note: t("map-open", { count: format.count(open) }) });
        })}
      moves={shown.map(({ from, to, count, share, wait }) => ({
        from,
        to,
        count,
        share,
        wait: wait && { value: rounded(wait.value), low: wait.low === null ? null : rounded(wait.low), high: wait.high === null ? null : rounded(wait.high) },
        isSlow: told.slowest?.from === from && told.slowest.to === to,
      }))}
      onOpenStep={(step) => onOpen({ at: step.key })}
      onOpenMove={({ from, to }) => onOpen({ from, to })}
    />
  );
}
