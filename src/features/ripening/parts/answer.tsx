// The answer in a few sentences, made from the numbers: the end, the window, so far, and whether both ways of reckoning agree.
import type { RipeningAnswer } from "#features/ripening/contract.ts";
import type { words } from "#features/ripening/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

const share = { unit: "share" } as const;

export function RipeningSentence({ told }: { readonly told: RipeningAnswer }) {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  const reason = useReason();
  const { inWindow, model, ladder } = told.numbers;
  const of = ({ value, interval }: typeof model) => ({ rate: format.share(value!), range: format.interval(interval!, share), step: t(`step.${told.to}`) });
  const differ = told.disagreements.find((each) => each.code === "cure-and-ladder-differ");
  const sentences = [
    model.value !== null
      ? t("answer-model", of(model))
      : ladder.value !== null
        ? t("answer-ladder", of(ladder))
        : t("answer-untold", { reason: reason(model.reason ?? "not-enough-data") }),
    told.model?.isTailOpen === true ? t("answer-tail") : null,
    inWindow.value === null ? null : t("answer-window", { days: format.days(told.window), rate: format.share(inWindow.value) }),
    t("answer-so-far", { soFar: format.share(told.converted / told.entrants), waiting: told.waiting, size: told.entrants }),
    model.value === null || ladder.value === null
      ? null
      : differ
        ? t("answer-differ", { model: format.share(differ.cure), low: format.share(differ.low), high: format.share(differ.high) })
        : t("answer-agree", of(ladder)),
  ];
  return <>{sentences.filter((sentence) => sentence !== null).join(" ")}</>;
}
