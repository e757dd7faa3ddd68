// Draws a waterfall for paper: from the reference through each part to the actual, with the interval of every part as a thin line.
import type { Owner } from "#facts/department.ts";

export interface WaterfallBar {
  readonly label: string;
  /** Already written in the reader's language. */
  readonly printed: string;
  readonly amount: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Totals stand on the ground; parts hang from where the last one ended. */
  readonly kind: "total" | "part" | "within-chance";
  readonly owner: Owner | null;
}

const colours: Readonly<Record<Owner, string>> = { sales: "#0f766e", marketing: "#6d3fc0", joint: "#4b5d73", market: "#a86400", management: "#6b7280" };
const [width, row, left, right] = [720, 26, 210, 110];

/** An SVG without scripts or outside references; units are whatever the amounts are in. */
export function waterfallSvg(bars: readonly WaterfallBar[]): string {
  const placed = place(bars);
  const low = Math.min(0, ...placed.flatMap((bar) => [bar.from, bar.to, bar.lineFrom ?? bar.to]));
  const high = Math.max(0, ...placed.flatMap((bar) => [bar.from, bar.to, bar.lineTo ?? bar.to]));
  const scale = (value: number) => round(left + ((value - low) / (high - low || 1)) * (width - left - right));
  const height = bars.length * row + 16;
  const parts = placed.map((bar, i) => barSvg(bar, 8 + i * row, scale));
  const ground = `<line x1="${scale(0)}" x2="${scale(0)}" y1="4" y2="${height - 4}" stroke="#9aa3ad" stroke-width="0.7"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Roboto" font-size="11">${ground}${parts.join("")}</svg>`;
}

interface Placed extends WaterfallBar {
  readonly from: number;
  readonly to: number;
  readonly lineFrom: number | null;
  readonly lineTo: number | null;
}

function place(bars: readonly WaterfallBar[]): Placed[] {
  let at = 0;
  return bars.map((bar) => {
    const from = bar.kind === "total" ? 0 : at;
    const to = bar.kind === "total" ? bar.amount : at + bar.amount;
    at = to;
    return { ...bar, from, to, lineFrom: bar.low === null ? null : from + bar.low, lineTo: bar.high === null ? null : from + bar.high };
  });
}

function barSvg(bar: Placed, top: number, scale: (value: number) => number): string {
  const [x1, x2] = [scale(Math.min(bar.from, bar.to)), scale(Math.max(bar.from, bar.to))];
  const middle = top + row / 2 - 2;
  const colour = bar.kind === "total" ? "#2b333c" : colours[bar.owner ?? "joint"];
  const fill = bar.kind === "within-chance" ? `fill="#ffffff" stroke="${colour}" stroke-width="0.9" stroke-dasharray="3 2"` : `fill="${colour}"`;
  const line =
    bar.lineFrom === null || bar.lineTo === null
      ? ""
      : `<line x1="${scale(bar.lineFrom)}" x2="${scale(bar.lineTo)}" y1="${middle + 8}" y2="${middle + 8}" stroke="#2b333c" stroke-width="0.9"/>`;
  return [
    `<text x="${left - 8}" y="${middle + 4}" text-anchor="end" fill="#1f262d">${escaped(bar.label)}</text>`,
    `<rect x="${x1}" y="${middle - 6}" width="${round(Math.max(1, x2 - x1))}" height="11" ${fill}/>`,
    line,
    `<text x="${width - 4}" y="${middle + 4}" text-anchor="end" fill="#1f262d">${escaped(bar.printed)}</text>`,
  ].join("");
}

const round = (value: number) => Math.round(value * 10) / 10;
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
