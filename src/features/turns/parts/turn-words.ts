// How large a turning point is, in words.
import type { ProposedTurnView } from "#features/turns/contract.ts";
import type { words } from "#features/turns/words.en.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";

/** 'Revenue −32% (−45% … −18%)', 'index −12%'; null where there is no size. */
export function useTurnSize() {
  const t = useWords<typeof words>("turns");
  const format = useFormat();
  const say = useSentence("figures");
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${format.share(Math.abs(value), Math.abs(value) < 0.1 ? 1 : 0)}`;
  return ({ kind, size, told }: Pick<ProposedTurnView, "kind" | "size" | "told">): string | null => {
    if (size === null) return null;
    const values = { size: format.share(Math.abs(size), 0), way: size < 0 ? "−" : "+" };
    if (told === undefined) return kind === "downturn" || kind === "price-change" || kind === "lost-account" ? t(`size-${kind}`, values) : null;
    const range = { low: signed(told.interval.low!), high: signed(told.interval.high!), figure: say(`figure.${told.figure}`) ?? told.figure };
    return t(`size-${kind as "falling-sales"}`, { ...values, ...range });
  };
}
