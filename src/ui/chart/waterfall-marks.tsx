// What every way to draw a waterfall shares: a bar that can be opened, its fill, what it says.
import type { Owner } from "#facts/department.ts";
import type { Interval, Verdict } from "#facts/papers.ts";

import type { Block } from "#ui/chart/waterfall-layout.ts";
import classes from "#ui/chart/waterfall.module.css";
import type { Measure } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface WaterfallPart {
  readonly key: string;
  readonly name: string;
  /** In the measure's unit (money: minor units); parts sum to `to` minus `from`. */
  readonly amount: number;
  /** null: nobody's, drawn in the house's own ink. */
  readonly owner: Owner | null;
  readonly interval: Interval | null;
  /** null: counted, not estimated. */
  readonly verdict: Verdict | null;
  /** A level reached on the way, drawn as a total: its amount is 0, and the table leaves it out. */
  readonly isLevel?: boolean;
}

export interface WaterfallProps {
  /** The finding. */
  readonly title: string;
  /** The same in words, for readers of the screen. */
  readonly summary: string;
  readonly from: { readonly name: string; readonly amount: number };
  readonly to: { readonly name: string; readonly amount: number };
  readonly parts: readonly WaterfallPart[];
  readonly measure: Measure;
  /** Heads of the table's columns; those without one are left out. */
  readonly columns: { readonly part: string; readonly owner?: string; readonly amount: string; readonly range?: string; readonly verdict?: string };
  readonly fileName: string;
  readonly onOpen?: (part: WaterfallPart) => void;
}

export interface DrawnProps extends Pick<WaterfallProps, "parts" | "measure" | "summary"> {
  readonly onOpen: WaterfallProps["onOpen"] | undefined;
  readonly blocks: readonly Block[];
  readonly prefix: string;
  readonly width: number;
  readonly drawing: React.RefObject<SVGSVGElement | null>;
}

export function extentOf(blocks: readonly Block[]): { low: number; high: number } {
  const ends = blocks.flatMap((block) => [block.start, block.end, block.low ?? block.end, block.high ?? block.end]);
  return { low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
}

export const fillOf = (block: Block, prefix: string) =>
  block.isTotal ? "var(--ink-tint)" : block.owner === null ? "var(--ink)" : `url(#${prefix}-${block.owner})`;

/** The two totals have an edge, so that nobody takes them for a part. */
export const edgeOf = (block: Block) => (block.isTotal ? { stroke: "var(--ink)", strokeWidth: 1 } : {});

export const writtenOf = (block: Block, format: ReturnType<typeof useFormat>, measure: Measure) =>
  block.isTotal ? format.value(block.end, measure, true) : format.change(block.end - block.start, measure);

interface PartProps extends Pick<WaterfallProps, "parts" | "measure"> {
  readonly onOpen: WaterfallProps["onOpen"] | undefined;
  readonly block: Block;
  readonly isNameFirst?: boolean;
  readonly children: React.ReactNode;
}

export function Part({ block, parts, measure, onOpen, children, isNameFirst = false }: PartProps) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const part = parts.find((each) => each.key === block.key);
  // What is seen comes first and in the order it is seen in, so that those who speak to their screen can name it.
  const seen = [writtenOf(block, format, measure), block.name];
  const said = [
    (isNameFirst ? seen.toReversed() : seen).join(" "),
    ...(part?.owner ? [t(`side-${part.owner}`)] : []),
    ...(part?.verdict ? [t(`verdict-${part.verdict}`)] : []),
  ].join(", ");
  if (!part || !onOpen) {
    return (
      <g className={classes.part} role="img" aria-label={said}>
        {children}
      </g>
    );
  }
  return (
    <g
      className={classes.part}
      role="button"
      tabIndex={0}
      data-opens
      onClick={() => onOpen(part)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen(part);
      }}
    >
      <desc>{said}</desc>
      {children}
    </g>
  );
}
