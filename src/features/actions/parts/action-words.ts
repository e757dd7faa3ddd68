// An action in words: its state, what it should move, where it came from.
import { useMemo } from "react";

import type { ActionView } from "#features/actions/contract.ts";
import type { words } from "#features/actions/words.en.ts";
import type { FirmPart } from "#facts/actions.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";

export function useActionWords() {
  const t = useWords<typeof words>("actions");
  const figures = useSentence("figures");
  const format = useFormat();
  return useMemo(() => {
    const figure = (key: string) => figures(`figure.${key}`) ?? key;
    /** 'Region: North'. */
    const part = ({ by, value }: FirmPart) => t("part-of", { by: t(`by-${by}`), value });
    const percent = (share: number) => format.share(share, Number.isInteger(Number((share * 100).toPrecision(10))) ? 0 : 1);
    return {
      figure,
      /** 'Win rate up by 10%'. */
      moves: (moves: ActionView["moves"]) => {
        if (moves === null) return null;
        const { key, way, share, within } = moves;
        const said = share === null ? t(`moves-${way}`, { figure: figure(key) }) : t(`moves-${way}-by`, { figure: figure(key), share: percent(share) });
        return within === null ? said : t("moves-within", { moves: said, part: part(within) });
      },
      part,
      state: ({ state, isOverdue }: Pick<ActionView, "state" | "isOverdue">) => t(`state-${isOverdue ? "overdue" : state}`),
      /** One field of an edit as it stood. */
      stood: (field: string, value: unknown): string => {
        if (typeof value === "number") return percent(value);
        if (typeof value !== "string" || value === "") return nothing;
        if (field === "dueOn") return format.day(value);
        if (field === "metric") return figure(value);
        if (field === "metricWay") return t(`way-${value as "up"}`);
        if (field === "withinBy") return t(`by-${value as "region"}`);
        return field === "state" ? t(`state-${value as "open"}`) : value;
      },
    };
  }, [t, figures, format]);
}
