// By how much one event was cheaper than another, with its range and whether it is more than luck.
import type { BesideView } from "#features/debriefs/contract.ts";
import type { words } from "#features/debriefs/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export const small = { display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;

export function Ratio({ of }: { readonly of: BesideView["ratio"] }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  if (of === null || of.value === null) return <>{t("ratio-open")}</>;
  const { value, interval, verdict } = of;
  return (
    <div>
      {t("ratio-times", {
        share: format.share(value),
        low: format.share(interval.low ?? 0),
        high: interval.high === null ? "∞" : format.share(interval.high),
      })}
      <small style={small}>{t(`ratio-verdict-${verdict}`)}</small>
    </div>
  );
}
