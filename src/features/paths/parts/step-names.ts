// What a step is called: by the source's own name where it has one, else by ours.
import { useCallback } from "react";

import type { PathsAnswer } from "#features/paths/contract.ts";
import type { words } from "#features/paths/words.en.ts";
import { useWords } from "#ui/language.ts";

export function useStepNames({ steps }: Pick<PathsAnswer, "steps">): (key: string) => string {
  const t = useWords<typeof words>("paths");
  return useCallback(
    (key) => {
      const step = steps.find((each) => each.key === key);
      return step === undefined ? key : (step.name ?? t(`step.${step.stage}`));
    },
    [steps, t],
  );
}
