// A number with its range in a table, or why there is none.
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { NumberWithPapers } from "#facts/papers.ts";
import { nothing } from "#ui/format.ts";
import { useFormat } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

export function NumberCell({ of }: { readonly of: NumberWithPapers }) {
  const format = useFormat();
  const reason = useReason();
  if (of.value === null) {
    return (
      <small style={{ display: "inline-block", maxWidth: "12rem", whiteSpace: "normal", color: "var(--text-quiet)" }}>
        {of.reason === undefined ? nothing : reason(of.reason)}
      </small>
    );
  }
  return <WithRange range={of.interval === null ? "" : format.interval(of.interval, of)}>{format.value(of.value, of)}</WithRange>;
}
