// Steps one under another as bars: how many got here, how many may still come, how many of the step before did not.
import { useElementSize } from "@mantine/hooks";
import { useId, useRef } from "react";

import { ChartFrame, type ChartTable } from "#ui/chart/frame.tsx";
import classes from "#ui/chart/steps.module.css";
import { useFormat } from "#ui/language.ts";
import { SidePatterns } from "#ui/sides.tsx";

export interface Step {
  readonly key: string;
  readonly name: string;
  readonly reached: number;
  /** Of the step before: not here, and too young to be judged. */
  readonly open: number;
  /** Of the step before: not here, and old enough to be called lost. */
  readonly lost: number;
  /** Under the bar, side by side where there is room, else one under another: the share that came on with its range; the days. */
  readonly notes: readonly string[];
}

export interface StepBarsProps {
  /** The finding. */
  readonly title: string;
  /** The same in words, for readers of the screen. */
  readonly summary: string;
  readonly steps: readonly Step[];
  readonly legend: { readonly reached: string; readonly open: string; readonly lost: string };
  // oxlint-disable-next-line typescript/no-explicit-any -- as in the frame: each chart brings rows of its own kind
  readonly table: ChartTable<any>;
  readonly fileName: string;
  readonly onOpen: (step: Step) => void;
}

const noteHeight = 16;
const heightOf = (lines: number) => 52 + noteHeight * lines;
/** Pixels under which notes stand one under another. */
const narrow = 560;

export function StepBars({ title, summary, steps, legend, table, fileName, onOpen }: StepBarsProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const { ref, width } = useElementSize();
  const prefix = useId().replaceAll(":", "");
  const most = Math.max(1, ...steps.map((step) => step.reached + step.open + step.lost));
  const rowHeight = heightOf(width > 0 && width < narrow ? Math.max(1, ...steps.map((step) => step.notes.length)) : 1);
  const height = rowHeight * steps.length;
  return (
    <ChartFrame
      title={title}
      summary={summary}
      fileName={fileName}
      table={table}
      drawing={() => drawing.current}
      legend={<Legend names={legend} prefix={prefix} hasOpen={steps.some((step) => step.open > 0)} />}
    >
      <div ref={ref} style={{ minHeight: height }}>
        {width === 0 ? null : (
          <svg ref={drawing} className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={summary}>
            <SidePatterns prefix={prefix} />
            {steps.map((step, place) => (
              <Row key={step.key} step={step} top={place * rowHeight} height={rowHeight} width={width} scale={width / most} prefix={prefix} onOpen={onOpen} />
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

interface RowProps {
  readonly step: Step;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  /** Pixels a unit. */
  readonly scale: number;
  readonly prefix: string;
  readonly onOpen: (step: Step) => void;
}

function Row({ step, top, height, width, scale, prefix, onOpen }: RowProps) {
  const format = useFormat();
  const count = format.count(step.reached);
  const [reached, open, lost] = [step.reached * scale, step.open * scale, step.lost * scale];
  const lines = width < narrow ? step.notes : [step.notes.join(" · ")];
  const bar = { y: top + 24, height: 16 };
  return (
    <g
      className={classes.row}
      role="button"
      tabIndex={0}
      data-opens
      onClick={() => onOpen(step)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen(step);
      }}
    >
      <rect className={classes.ring} x={-8} y={top} width={width + 16} height={height - 2} rx={6} />
      <text className={classes.name} x={0} y={top + 17}>
        {step.name}
      </text>{" "}
      <text className={classes.count} x={width} y={top + 17} textAnchor="end">
        {count}
      </text>{" "}
      {lost > 0 ? <rect className={classes.lost} x={reached + open} {...bar} width={lost} /> : null}
      {open > 0 ? <rect x={reached} {...bar} width={open} fill={`url(#${prefix}-unripe)`} /> : null}
      <rect className={classes.reached} x={0} {...bar} width={Math.max(1.5, reached)} rx={2} />
      {lines.map((line, index) => (
        <text key={line} className={classes.note} x={0} y={top + 56 + index * noteHeight}>
          {`${line} `}
        </text>
      ))}
    </g>
  );
}

function Legend({ names, prefix, hasOpen }: { readonly names: StepBarsProps["legend"]; readonly prefix: string; readonly hasOpen: boolean }) {
  return (
    <>
      <Mark name={names.reached} fill="var(--ink)" />
      {hasOpen ? <Mark name={names.open} fill={`url(#${prefix}-unripe)`} /> : null}
      <Mark name={names.lost} fill="var(--surface-quiet)" isFramed />
    </>
  );
}

function Mark({ name, fill, isFramed = false }: { readonly name: string; readonly fill: string; readonly isFramed?: boolean }) {
  return (
    <span className={classes.legend}>
      <svg width={16} height={12} aria-hidden>
        <rect x={0.5} y={0.5} width={15} height={11} fill={fill} {...(isFramed ? { stroke: "var(--line-strong)" } : {})} />
      </svg>
      {name}
    </span>
  );
}
