// A waterfall: from one total to another through parts, each in the colour and pattern of its side, with its range.
import { useElementSize } from "@mantine/hooks";
import { useId, useRef } from "react";

import { owners } from "#facts/department.ts";

import { ChartFrame, chartTable } from "#ui/chart/frame.tsx";
import { layWaterfall } from "#ui/chart/waterfall-layout.ts";
import { type DrawnProps, Part, type WaterfallPart, type WaterfallProps, edgeOf, extentOf, fillOf, writtenOf } from "#ui/chart/waterfall-marks.tsx";
import { Rows, heightOfRows } from "#ui/chart/waterfall-rows.tsx";
import classes from "#ui/chart/waterfall.module.css";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge, VerdictBadge } from "#ui/marks.tsx";
import { SidePatterns } from "#ui/sides.tsx";
import type { words } from "#ui/words.en.ts";

export function Waterfall(props: WaterfallProps) {
  const { title, summary, parts, fileName } = props;
  const t = useWords<typeof words>("kit");
  const drawing = useRef<SVGSVGElement>(null);
  const shown = owners.filter((owner) => parts.some((part) => part.owner === owner));
  return (
    <ChartFrame
      title={title}
      summary={summary}
      fileName={fileName}
      table={useTableOf(props)}
      drawing={() => drawing.current}
      legend={
        <>
          {shown.map((owner) => (
            <SideBadge key={owner} side={owner} />
          ))}
          {parts.some((part) => part.interval) ? <span style={{ alignSelf: "center" }}>├─┤ {t("interval-mark")}</span> : null}
        </>
      }
    >
      <Drawing {...props} drawing={drawing} />
    </ChartFrame>
  );
}

function useTableOf({ parts, measure, columns }: WaterfallProps) {
  const format = useFormat();
  return chartTable<WaterfallPart>({
    rows: parts.filter((part) => part.isLevel !== true),
    rowKey: (part) => part.key,
    columns: [
      { key: "part", name: columns.part, value: (part) => part.name, onPhone: "title" },
      ...named(columns.owner, (name) => ({
        key: "owner",
        name,
        value: (part: WaterfallPart) => part.owner,
        cell: (part: WaterfallPart) => (part.owner ? <SideBadge side={part.owner} /> : nothing),
      })),
      { key: "amount", name: columns.amount, value: (part) => part.amount, cell: (part) => format.change(part.amount, measure) },
      ...named(columns.range, (name) => ({
        key: "range",
        name,
        isFixed: true,
        isNumber: true,
        value: (part: WaterfallPart) => (part.interval ? format.interval(part.interval, measure) : null),
      })),
      ...named(columns.verdict, (name) => ({
        key: "verdict",
        name,
        value: (part: WaterfallPart) => part.verdict,
        cell: (part: WaterfallPart) => (part.verdict ? <VerdictBadge verdict={part.verdict} /> : nothing),
      })),
    ],
  });
}

/** A column that is there only where it has a name. */
const named = <C,>(name: string | undefined, column: (name: string) => C): C[] => (name === undefined ? [] : [column(name)]);

/** With more parts than this their names need a line each. */
const mostStanding = 7;
const top = 28;
const bottom = 48;

function Drawing({ parts, from, to, measure, summary, onOpen, drawing }: WaterfallProps & { readonly drawing: React.RefObject<SVGSVGElement | null> }) {
  const { ref, width } = useElementSize();
  const isNarrow = width > 0 && width < 560;
  const prefix = useId().replaceAll(":", "");
  const blocks = layWaterfall({ from, to, parts });
  return (
    <div ref={ref} style={{ minHeight: isNarrow ? (parts.length + 2) * 44 : parts.length > mostStanding ? heightOfRows(parts.length) : 360 }}>
      {width === 0 ? null : !isNarrow && parts.length > mostStanding ? (
        <Rows blocks={blocks} parts={parts} measure={measure} summary={summary} onOpen={onOpen} prefix={prefix} width={width} drawing={drawing} />
      ) : isNarrow ? (
        <Lying blocks={blocks} parts={parts} measure={measure} summary={summary} onOpen={onOpen} prefix={prefix} width={width} drawing={drawing} />
      ) : (
        <Standing blocks={blocks} parts={parts} measure={measure} summary={summary} onOpen={onOpen} prefix={prefix} width={width} drawing={drawing} />
      )}
    </div>
  );
}

/** Bars side by side, on a desk. */
function Standing({ blocks, parts, measure, summary, onOpen, prefix, width, drawing }: DrawnProps) {
  const format = useFormat();
  const height = 360;
  const { low, high } = extentOf(blocks);
  const y = (amount: number) => top + ((high - amount) / (high - low || 1)) * (height - top - bottom);
  const step = width / blocks.length;
  const bar = Math.min(64, step * 0.62);
  return (
    <svg ref={drawing} className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={summary}>
      <SidePatterns prefix={prefix} />
      <line className={classes.zero} x1={0} x2={width} y1={y(0)} y2={y(0)} />
      {blocks.map((block, index) => {
        const x = step * index + step / 2;
        const upper = y(Math.max(block.start, block.end));
        const lower = y(Math.min(block.start, block.end));
        const whiskerTop = block.low === null ? upper : Math.min(upper, y(block.high ?? block.end));
        return (
          <Part key={block.key} block={block} parts={parts} measure={measure} onOpen={onOpen}>
            <rect className={classes.ring} x={step * index + 2} y={0} width={step - 4} height={height} rx={6} />
            {index === blocks.length - 1 ? null : (
              <line className={classes.bridge} x1={x + bar / 2} x2={x + step - bar / 2} y1={y(block.end)} y2={y(block.end)} />
            )}
            <rect x={x - bar / 2} y={upper} width={bar} height={Math.max(1.5, lower - upper)} rx={2} fill={fillOf(block, prefix)} {...edgeOf(block)} />
            {block.low === null || block.high === null ? null : (
              <path
                className={classes.whisker}
                fill="none"
                d={`M${x} ${y(block.low)}V${y(block.high)}M${x - 5} ${y(block.low)}h10M${x - 5} ${y(block.high)}h10`}
              />
            )}
            <text className={classes.value} x={x} y={whiskerTop - 8} textAnchor="middle">
              {writtenOf(block, format, measure)}
            </text>
            <Name words={block.name} x={x} y={height - bottom + 18} width={step - 8} />
          </Part>
        );
      })}
    </svg>
  );
}

/** Bars one under another, on a phone. */
function Lying({ blocks, parts, measure, summary, onOpen, prefix, width, drawing }: DrawnProps) {
  const format = useFormat();
  const row = 44;
  const { low, high } = extentOf(blocks);
  const right = 4;
  const x = (amount: number) => 2 + ((amount - low) / (high - low || 1)) * (width - 2 - right);
  const height = row * blocks.length;
  return (
    <svg ref={drawing} className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={summary}>
      <SidePatterns prefix={prefix} />
      {blocks.map((block, index) => {
        const y = row * index;
        const left = x(Math.min(block.start, block.end));
        return (
          <Part key={block.key} block={block} parts={parts} measure={measure} onOpen={onOpen} isNameFirst>
            <rect className={classes.ring} x={0} y={y} width={width} height={row} rx={6} />
            <text x={0} y={y + 14}>
              {block.name}
            </text>
            <text className={classes.value} x={width} y={y + 14} textAnchor="end">
              {writtenOf(block, format, measure)}
            </text>
            <rect
              x={left}
              y={y + 21}
              width={Math.max(1.5, x(Math.max(block.start, block.end)) - left)}
              height={12}
              rx={2}
              fill={fillOf(block, prefix)}
              {...edgeOf(block)}
            />
            {block.low === null || block.high === null ? null : (
              <path
                className={classes.whisker}
                fill="none"
                d={`M${x(block.low)} ${y + 27}H${x(block.high)}M${x(block.low)} ${y + 23}v8M${x(block.high)} ${y + 23}v8`}
              />
            )}
          </Part>
        );
      })}
    </svg>
  );
}

/** A name in at most two lines under its bar. */
function Name({ words, x, y, width }: { readonly words: string; readonly x: number; readonly y: number; readonly width: number }) {
  const room = Math.max(6, Math.floor(width / 6.4));
  const [first, second] = inTwoLines(words, room);
  return (
    <text className={classes.quiet} textAnchor="middle" y={y}>
      <tspan x={x}>{first}</tspan>{" "}
      {second === "" ? null : (
        <tspan x={x} dy="15">
          {second}
        </tspan>
      )}
    </text>
  );
}

function inTwoLines(words: string, room: number): [string, string] {
  if (words.length <= room) return [words, ""];
  const at = words.lastIndexOf(" ", room);
  const [first, rest] = at <= 0 ? [words.slice(0, room), words.slice(room)] : [words.slice(0, at), words.slice(at + 1)];
  return [first, rest.length > room ? `${rest.slice(0, room - 1)}…` : rest];
}
