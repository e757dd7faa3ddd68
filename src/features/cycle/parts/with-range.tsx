// A figure in a table with its range under it.
import type { ReactNode } from "react";

export function WithRange({ range, children }: { readonly range: string; readonly children: ReactNode }) {
  return (
    <span>
      {children}
      <small style={{ display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" }}>{range}</small>
    </span>
  );
}
