// The inks of a chart in the scheme on screen, and the settings that every chart shares.
import type { Owner } from "#facts/department.ts";

export interface Inks {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly surface: string;
  readonly ink: string;
  readonly inkTint: string;
  readonly overdue: string;
  readonly sides: Readonly<Record<Owner, string>>;
  /** Groups that are no side: channels, sizes, cohorts. The first is the house's own ink. Told apart by `dashOf` as well. */
  readonly groups: readonly string[];
  readonly isDark: boolean;
  /** The pattern of a side, for `itemStyle.decal`. */
  decal(side: Owner): object;
  /** Hatching for what is not ripe, for `itemStyle.decal`. */
  readonly unripe: object;
}

/** Reads the tokens as they are on the page in this scheme. */
export function inksNow(scheme: "light" | "dark"): Inks {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const pattern = token("--pattern-ink");
  return {
    text: token("--mantine-color-text"),
    quiet: token("--text-quiet"),
    line: token("--line"),
    lineStrong: token("--line-strong"),
    surface: token("--surface"),
    ink: token("--ink"),
    inkTint: token("--ink-tint"),
    overdue: token("--overdue"),
    sides: {
      sales: token("--side-sales"),
      marketing: token("--side-marketing"),
      joint: token("--side-joint"),
      market: token("--side-market"),
      management: token("--side-management"),
    },
    groups: groupColours[scheme],
    isDark: scheme === "dark",
    decal: (side) => ({ ...decals[side], color: pattern }),
    unripe: { symbol: "line", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4, color: token("--surface") },
  };
}

export const groupColours = {
  light: ["#28547f", "#a8521e", "#5f6b12", "#a13a78", "#1b7691", "#5a5f68"],
  dark: ["#92b2d1", "#e59a6a", "#b7c15c", "#e08cbd", "#6cc3de", "#a0a5ae"],
} as const;

/** Colour and dashes of the group in this place; beyond the last they begin again. */
export const groupInk = (inks: Inks, place: number): string => inks.groups[place % inks.groups.length] ?? inks.ink;
const dashes = ["solid", [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]] as const;
export const dashOf = (place: number): "solid" | number[] => {
  const dash = dashes[place % dashes.length] ?? "solid";
  return dash === "solid" ? dash : [...dash];
};

const decals: Readonly<Record<Owner, object>> = {
  sales: { symbol: "line", dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: Math.PI / 4 },
  marketing: {
    symbol: "circle",
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.5,
  },
  joint: {
    symbol: "line",
    dashArrayX: [
      [1, 0],
      [1, 4],
    ],
    dashArrayY: [1, 5],
    rotation: Math.PI / 4,
  },
  market: { symbol: "line", dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: 0 },
  management: { symbol: "line", dashArrayX: [1, 0], dashArrayY: [1.5, 5], rotation: Math.PI / 2 },
};

/** Thin axes, our type, no decoration: what a chart's own settings are laid over. */
export function commonSettings(inks: Inks, isStill: boolean): Record<string, unknown> {
  return {
    textStyle: { fontFamily: "Inter Variable, system-ui, sans-serif", fontSize: 12, color: inks.text },
    animation: !isStill,
    animationDuration: 140,
    animationDurationUpdate: 140,
    grid: { left: 8, right: 16, top: 16, bottom: 8, outerBoundsMode: "same" },
    color: [inks.ink, inks.sides.sales, inks.sides.marketing, inks.sides.market, inks.sides.joint, inks.sides.management],
    tooltip: {
      backgroundColor: inks.surface,
      borderColor: inks.line,
      textStyle: { color: inks.text, fontSize: 12 },
      confine: true,
      transitionDuration: 0,
      renderMode: "richText",
    },
  };
}

/** An axis in our style; lay your own settings over it: `{ ...axis(inks), type: "category", data }`. */
export function axis(inks: Inks): Record<string, unknown> {
  return {
    axisLine: { lineStyle: { color: inks.lineStrong, width: 1 } },
    axisTick: { show: false },
    axisLabel: { color: inks.quiet, fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: inks.line, width: 1 } },
    nameTextStyle: { color: inks.quiet },
  };
}

/** Labels of a row of months: as many as have room; on a phone, where long names leave room for one, the first and the last. */
export function endsOnly(inks: Inks, { isNarrow, count }: { isNarrow: boolean; count: number }): Record<string, unknown> {
  return {
    color: inks.quiet,
    hideOverlap: true,
    alignMinLabel: "left",
    alignMaxLabel: "right",
    ...(isNarrow ? { interval: (place: number) => place === 0 || place === count - 1 } : {}),
  };
}

/** Whether the system asks for no motion. */
export function isStill(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
