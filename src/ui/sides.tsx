// The five sides and how each looks: its colour and its pattern, so that print and colour-blind eyes agree.
import type { CSSProperties } from "react";

import { type Owner, owners } from "#facts/department.ts";

/** For anything drawn with CSS: sets --side, --pattern and --side-tint. */
export function sideStyle(side: Owner): CSSProperties {
  return { "--side": `var(--side-${side})`, "--pattern": `var(--pattern-${side})`, "--side-tint": `var(--side-${side}-tint)` } as CSSProperties;
}

const patternParts: Readonly<Record<Owner, { readonly path: string; readonly turn: number }>> = {
  sales: { path: "M0 0V8", turn: 45 },
  marketing: { path: "M2 2h.01M6 6h.01", turn: 0 },
  joint: { path: "M0 4H8M4 0V8", turn: 45 },
  market: { path: "M0 4H8", turn: 0 },
  management: { path: "M4 0V8", turn: 0 },
};

/** The patterns for a drawing: put once inside its svg, then fill with `url(#${prefix}-sales)`. */
export function SidePatterns({ prefix }: { readonly prefix: string }) {
  return (
    <defs>
      {owners.map((side) => (
        <pattern key={side} id={`${prefix}-${side}`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform={`rotate(${patternParts[side].turn})`}>
          <rect width="8" height="8" fill={`var(--side-${side})`} />
          <path d={patternParts[side].path} stroke="var(--pattern-ink)" strokeWidth={side === "marketing" ? 2.4 : 1.4} strokeLinecap="round" />
        </pattern>
      ))}
      <pattern id={`${prefix}-unripe`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V6" stroke="var(--line-strong)" strokeWidth="2" />
      </pattern>
    </defs>
  );
}
