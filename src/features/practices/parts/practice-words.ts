// How ways of working, their parts and their signs are named on the screen.
import type { AdoptionView, PracticeView } from "#features/practices/contract.ts";
import type { words } from "#features/practices/words.en.ts";
import { type PracticeText, practiceTexts } from "#facts/practices.ts";
import { useFormat, useWords } from "#ui/language.ts";

export function usePracticeWords() {
  const t = useWords<typeof words>("practices");
  const format = useFormat();
  const part = ({ within, partName }: Pick<AdoptionView, "within" | "partName">) =>
    within === null ? t("whole-firm") : t("part-of", { by: t(`by-${within.by}`), value: partName ?? within.value });
  return {
    name: ({ key, own }: Pick<PracticeView, "key" | "own">) => own?.name ?? t(`name-${key!}`),
    /** The five texts; null where the firm has not written one. */
    texts: ({ key, own }: Pick<PracticeView, "key" | "own">): readonly (readonly [PracticeText, string | null])[] =>
      practiceTexts.map((text) => [text, key === null ? own![text] : t(`${text}-${key}`)]),
    part,
    sign: (sign: NonNullable<PracticeView["sign"]>) =>
      sign.of === 0 ? t("sign-nothing-due", { days: sign.days }) : t(`sign-${sign.key}`, { count: sign.count, of: sign.of ?? 0, days: sign.days }),
    when: ({ begunOn, endedOn }: Pick<AdoptionView, "begunOn" | "endedOn">) =>
      endedOn === null ? t("since", { day: format.day(begunOn) }) : t("from-until", { from: format.day(begunOn), until: format.day(endedOn) }),
  };
}
