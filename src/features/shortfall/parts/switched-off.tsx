// What the facts do not tell apart yet, and the one file that would.
import type { Explanation } from "#features/shortfall/contract.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

/** Not missing facts, only not part of what was asked. */
const notAsked: ReadonlySet<string> = new Set(["not-margin", "not-against-plan", "all-deals-have-leads", "cut-by-product"]);
const known = [
  "no-leads",
  "too-few-leads",
  "leads-without-dimension",
  "no-market-index",
  "market-index-not-for-this-cut",
  "nothing-known-of-leads",
  "acceptance-not-recorded",
  "conversion-not-recorded",
  "nothing-known-of-deals",
  "one-product",
  "no-quantity",
  "no-list-price",
] as const;
type Known = (typeof known)[number];

export function SwitchedOff({ told }: { readonly told: Explanation }) {
  const t = useWords<typeof words>("shortfall");
  const off = told.switchedOff.filter((each) => !notAsked.has(each.reason));
  if (off.length === 0) return null;
  const byReason = Map.groupBy(off, (each) => each.reason);
  return (
    <Section title={t("switched-off")} note={t("switched-off-note")}>
      <ul>
        {[...byReason].map(([reason, drivers]) => (
          <li key={reason}>
            <strong>{drivers.map((each) => t(`driver-${each.driver}`)).join(", ")}.</strong>{" "}
            {known.includes(reason as Known) ? t(`off-${reason as Known}`) : t("off-other", { reason })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
