// Samples under a picture: which line is which group, what a band and hatching mean.
import { useComputedColorScheme } from "@mantine/core";

import type { Owner } from "#facts/department.ts";

import classes from "#ui/chart/chart.module.css";
import { dashOf, groupColours } from "#ui/chart/ink.ts";

export interface GroupKeyProps {
  readonly name: string;
  /** The group's place, which gives its colour and dashes. */
  readonly place: number;
  readonly side?: Owner;
  readonly kind?: "line" | "band" | "young" | "dot";
}

/** Colours of groups in the scheme on screen; a group's place gives its own. */
export function useGroupColours(): readonly string[] {
  return groupColours[useComputedColorScheme("light")];
}

export function GroupKey({ name, place, side, kind = "line" }: GroupKeyProps) {
  const colours = useGroupColours();
  const colour = side ? `var(--side-${side})` : colours[place % colours.length];
  const dash = side ? "solid" : dashOf(place);
  return (
    <span className={classes.key}>
      {kind === "line" ? (
        <svg width={24} height={12} aria-hidden>
          <line x1={0} x2={24} y1={6} y2={6} stroke={colour} strokeWidth={2} {...(dash === "solid" ? {} : { strokeDasharray: dash.join(" ") })} />
        </svg>
      ) : kind === "dot" ? (
        <svg width={12} height={12} aria-hidden>
          <path d="M6 1l5 5l-5 5l-5 -5z" fill={colour} />
        </svg>
      ) : (
        <span aria-hidden className={classes.swatch} data-kind={kind} />
      )}
      {name}
    </span>
  );
}
