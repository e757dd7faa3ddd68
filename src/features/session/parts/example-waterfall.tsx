// A waterfall without figures: the shape of the answer, in the colours and patterns of the sides. A picture of the idea, not of data.
import type { Owner } from "#facts/department.ts";
import { SidePatterns } from "#ui/sides.tsx";

import classes from "#features/session/parts/welcome.module.css";

interface Bar {
  readonly side: Owner | null;
  readonly top: number;
  readonly bottom: number;
}

/** From the plan through five parts to what came. */
const bars: readonly Bar[] = [
  { side: null, top: 14, bottom: 150 },
  { side: "market", top: 14, bottom: 34 },
  { side: "marketing", top: 34, bottom: 66 },
  { side: "joint", top: 58, bottom: 66 },
  { side: "sales", top: 58, bottom: 88 },
  { side: "management", top: 88, bottom: 96 },
  { side: null, top: 96, bottom: 150 },
];

export function ExampleWaterfall() {
  return (
    <svg className={classes.drawing} viewBox="0 0 420 160" aria-hidden>
      <SidePatterns prefix="welcome" />
      <line x1="0" x2="420" y1="150.5" y2="150.5" stroke="var(--line-strong)" />
      {bars.map((bar, index) => {
        const x = 12 + index * 58;
        return (
          <g key={x}>
            {index === 0 ? null : <line x1={x - 22} x2={x} y1={bar.top} y2={bar.top} stroke="var(--line-strong)" strokeDasharray="2 3" />}
            <rect
              x={x}
              y={bar.top}
              width="36"
              height={bar.bottom - bar.top}
              rx="2"
              fill={bar.side === null ? "var(--ink-tint)" : `url(#welcome-${bar.side})`}
              stroke={bar.side === null ? "var(--ink)" : "none"}
            />
            {bar.side === null ? null : (
              <path
                d={`M${x + 18} ${bar.bottom - 7}v14M${x + 13} ${bar.bottom - 7}h10M${x + 13} ${bar.bottom + 7}h10`}
                stroke="var(--mantine-color-text)"
                fill="none"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
