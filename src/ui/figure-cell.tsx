// A figure in a table: with its range under it, or why there is none.
import type { NumberWithPapers } from "#facts/papers.ts";
import { nothing } from "#ui/format.ts";
import { useFormat } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

const small = { display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;

export function FigureCell({ of, untold = null }: { readonly of: NumberWithPapers; readonly untold?: string | null }) {
  const format = useFormat();
  const reason = useReason();
  if (of.value === null) {
    return (
      <span>
        {untold ?? nothing}
        <small style={{ ...small, whiteSpace: "normal", maxWidth: "9rem", marginInlineStart: "auto" }}>{reason(of.reason ?? "not-enough-data")}</small>
      </span>
    );
  }
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      {format.value(of.value, of, true)}
      {of.interval === null ? null : <small style={small}>{format.interval(of.interval, of)}</small>}
    </span>
  );
}
