// Names of channels, and the answer in one sentence made from the numbers.
import { useMemo } from "react";

import type { ChannelView, JourneysView } from "#features/journeys/contract.ts";
import type { words } from "#features/journeys/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function useJourneyNames() {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  return useMemo(() => {
    const nameOf = (channel: Pick<ChannelView, "name"> | undefined): string => channel?.name ?? t("channel-other");
    const byKey = (told: JourneysView, key: string): string => nameOf(told.channels.find((each) => each.key === key));
    return {
      nameOf,
      byKey,
      answerIn: (told: JourneysView): string => {
        const of = told.banded.length;
        const [first] = told.firstPlaces;
        const leader = told.channels.find((each) => each.key === first?.key);
        if (!first || !leader) return "";
        const values = { channel: nameOf(leader), low: format.share(leader.band.low), high: format.share(leader.band.high), won: told.won };
        if (first.models === of) return t("answer-agree", { ...values, models: of });
        const firsts = told.firstPlaces
          .slice(0, 3)
          .map((each) => t("answer-first", { channel: byKey(told, each.key), models: t("answer-of", { models: each.models, of }) }))
          .join("; ");
        return t("answer-differ", { ...values, firsts });
      },
    };
  }, [t, format]);
}
