// A waterfall with many parts, on a desk: a line a part, its name whole, its bar, its amount.
import type { Block } from "#ui/chart/waterfall-layout.ts";
import { type DrawnProps, Part, edgeOf, extentOf, fillOf, writtenOf } from "#ui/chart/waterfall-marks.tsx";
import classes from "#ui/chart/waterfall.module.css";
import { useFormat, useWords } from "#ui/language.ts";
import { SidePatterns } from "#ui/sides.tsx";
import type { words } from "#ui/words.en.ts";

const row = 30;
const [names, amounts] = [200, 92];
const foot = 24;

export function heightOfRows(parts: number): number {
  return (parts + 2) * row + foot;
}

/**
 * Where the axis begins: at zero, or, where all that happens lies far above it, a little below the lowest bar's end, so that parts can be seen.
 * Totals then show a break, and the note under the drawing says so.
 */
export function axisOf(blocks: readonly Block[]): { from: number; to: number; isBroken: boolean } {
  const { low, high } = extentOf(blocks);
  const levels = blocks.flatMap((block) => [block.end, ...(block.isTotal ? [] : [block.start]), block.low ?? block.end, block.high ?? block.end]);
  const lowest = Math.min(...levels);
  if (low < 0 || lowest < 0.35 * high) return { from: low, to: high, isBroken: false };
  return { from: lowest - 0.2 * (high - lowest), to: high, isBroken: true };
}

export function Rows({ blocks, parts, measure, summary, onOpen, prefix, width, drawing }: DrawnProps) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const axis = axisOf(blocks);
  const x = (amount: number) => names + ((Math.max(amount, axis.from) - axis.from) / (axis.to - axis.from || 1)) * (width - names - amounts - 8);
  const height = heightOfRows(parts.length);
  return (
    <svg ref={drawing} className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={summary}>
      <SidePatterns prefix={prefix} />
      {axis.isBroken ? null : <line className={classes.zero} x1={x(0)} x2={x(0)} y1={0} y2={height - foot} />}
      {blocks.map((block, index) => {
        const y = row * index;
        const left = x(Math.min(block.start, block.end));
        const right = x(Math.max(block.start, block.end));
        return (
          <Part key={block.key} block={block} parts={parts} measure={measure} onOpen={onOpen}>
            <rect className={classes.ring} x={0} y={y + 1} width={width} height={row - 2} rx={6} />
            <text x={names - 12} y={y + 19} textAnchor="end">
              {block.name}
            </text>
            {index === blocks.length - 1 ? null : <line className={classes.bridge} x1={x(block.end)} x2={x(block.end)} y1={y + 23} y2={y + row + 7} />}
            <rect x={left} y={y + 7} width={Math.max(1.5, right - left)} height={16} rx={2} fill={fillOf(block, prefix)} {...edgeOf(block)} />
            {axis.isBroken && block.isTotal ? <path d={`M${names + 8} ${y + 5}l-4 10l6 0l-4 10`} fill="none" stroke="var(--ink)" strokeWidth={1} /> : null}
            {block.low === null || block.high === null ? null : (
              <path
                className={classes.whisker}
                fill="none"
                d={`M${x(block.low)} ${y + 15}H${x(block.high)}M${x(block.low)} ${y + 11}v8M${x(block.high)} ${y + 11}v8`}
              />
            )}
            <text className={classes.value} x={width - 2} y={y + 19} textAnchor="end">
              {writtenOf(block, format, measure)}
            </text>
          </Part>
        );
      })}
      {axis.isBroken ? (
        <text className={classes.quiet} x={names} y={height - 6}>
          {t("axis-broken", { from: format.value(axis.from, measure, true) })}
        </text>
      ) : null}
    </svg>
  );
}
