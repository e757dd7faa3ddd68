// A process map: steps from top to bottom, arrows as thick as the number that took them, each with its number and its wait.
import { useElementSize } from "@mantine/hooks";
import { useRef } from "react";

import classes from "#ui/chart/flows.module.css";
import { ChartFrame, type ChartWords, chartTable } from "#ui/chart/frame.tsx";
import { cut, heard, opens } from "#ui/chart/opens.ts";
import { type LaidMove, layMoves, thicknessOf } from "#ui/chart/process-layout.ts";
import { type MapSize, boxHeight, heightOfMap, labelAt, sizeOfMap, trackOf } from "#ui/chart/process-tracks.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface ProcessStep {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  /** Second line of the box, after the count: '31% end here'. */
  readonly note?: string;
}

export interface ProcessMove {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Share of those who left the first step, 0 to 1. */
  readonly share?: number | null;
  /** Days waited, the median with its range; null where it cannot be told. */
  readonly wait?: { readonly value: number; readonly low: number | null; readonly high: number | null } | null;
  /** Written strongly: the wait that stands out. */
  readonly isSlow?: boolean;
}

export interface ProcessMapProps extends Pick<ChartWords, "title" | "note" | "summary" | "fileName" | "legend"> {
  /** In the order of the usual way. */
  readonly steps: readonly ProcessStep[];
  /** Show the frequent ones: beyond a dozen arrows beside the steps nobody reads them. */
  readonly moves: readonly ProcessMove[];
  readonly onOpenStep?: (step: ProcessStep) => void;
  readonly onOpenMove?: (move: ProcessMove) => void;
}

export function ProcessMap({ steps, moves, onOpenStep, onOpenMove, ...chartWords }: ProcessMapProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const { ref, width } = useElementSize();
  const laid = layMoves(
    steps.map((step) => step.key),
    moves,
  );
  const size = sizeOfMap(width, laid);
  const height = heightOfMap(steps.length);
  return (
    <ChartFrame {...chartWords} table={useTableOf(steps, moves)} drawing={() => drawing.current}>
      <div ref={ref} style={{ minHeight: height }}>
        {width === 0 ? null : (
          <svg ref={drawing} className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={chartWords.summary}>
            <Moves laid={laid.moves} size={size} steps={steps} onOpen={onOpenMove} />
            {steps.map((step, place) => (
              <Box key={step.key} step={step} place={place} size={size} onOpen={onOpenStep} />
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

interface BoxProps {
  readonly step: ProcessStep;
  readonly place: number;
  readonly size: MapSize;
  readonly onOpen: ProcessMapProps["onOpenStep"] | undefined;
}

function Box({ step, place, size, onOpen }: BoxProps) {
  const format = useFormat();
  const y = size.top(place);
  const under = [format.count(step.count), ...(step.note === undefined ? [] : [step.note])].join(" · ");
  const shown = { name: cut(step.name, size.box - 8), under: cut(under, size.box - 4) };
  return (
    <g className={classes.step} aria-label={heard(`${step.name} ${under}`, `${shown.name} ${shown.under}`)} {...opens(onOpen && (() => onOpen(step)))}>
      {/* Shown to the mouse alone: the name is on the box already, and read twice it would not match what is seen. */}
      <title style={{ display: "none" }}>{`${step.name} ${under}`}</title>
      <rect className={classes.box} x={size.left} y={y} width={size.box} height={boxHeight} rx={6} />
      <text className={classes.title} x={size.left + size.box / 2} y={y + 18} textAnchor="middle">
        {shown.name}
      </text>{" "}
      <text className={classes.quiet} x={size.left + size.box / 2} y={y + 34} textAnchor="middle">
        {shown.under}
      </text>
    </g>
  );
}

interface MovesProps {
  readonly laid: readonly LaidMove<ProcessMove>[];
  readonly size: MapSize;
  readonly steps: readonly ProcessStep[];
  readonly onOpen: ProcessMapProps["onOpenMove"] | undefined;
}

/** Arrows first, the numbers over all of them. */
function Moves({ laid, size, steps, onOpen }: MovesProps) {
  const format = useFormat();
  const most = Math.max(1, ...laid.map(({ move }) => move.count));
  const waitOf = ({ wait }: ProcessMove) => (wait == null ? null : format.days(wait.value));
  const said = ({ move, from, to }: LaidMove<ProcessMove>) =>
    [`${steps[from]?.name ?? ""} → ${steps[to]?.name ?? ""}`, format.count(move.count), waitOf(move)].filter((words) => words !== null).join(", ");
  return (
    <>
      {laid.map((at) => {
        const track = trackOf(at, size, thicknessOf(at.move.count, most));
        const isBack = at.way === "back" || at.way === "again" ? { "data-back": true } : {};
        return (
          <g key={`${at.move.from} ${at.move.to}`} className={classes.move} aria-label={said(at)} {...opens(onOpen && (() => onOpen(at.move)))}>
            <title>{said(at)}</title>
            <path className={classes.track} d={track.path} strokeWidth={track.width} {...isBack} />
            <path className={classes.arrow} d={track.arrow} {...isBack} />
          </g>
        );
      })}
      {laid.map((at) => {
        const label = labelAt(at, size, thicknessOf(at.move.count, most));
        const wait = size.isNarrow && at.way !== "next" ? null : waitOf(at.move);
        return (
          <text
            key={`${at.move.from} ${at.move.to}`}
            className={classes.label}
            x={label.x}
            y={label.y}
            textAnchor={label.anchor}
            aria-hidden
            {...(at.move.isSlow === true ? { "data-strong": true } : {})}
          >
            {wait === null ? format.count(at.move.count) : `${format.count(at.move.count)} · ${wait}`}
          </text>
        );
      })}
    </>
  );
}

function useTableOf(steps: readonly ProcessStep[], moves: readonly ProcessMove[]) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const names = new Map(steps.map((step) => [step.key, step.name]));
  const days = (key: "value" | "low" | "high", name: string) => ({
    key,
    name,
    isNumber: true,
    value: (move: ProcessMove) => move.wait?.[key] ?? null,
    cell: (move: ProcessMove) => (move.wait?.[key] == null ? nothing : format.days(move.wait[key])),
  });
  return chartTable<ProcessMove>({
    rows: moves,
    rowKey: (move) => `${move.from} ${move.to}`,
    columns: [
      { key: "from", name: t("flow-from"), value: (move) => names.get(move.from) ?? move.from, onPhone: "title" },
      { key: "to", name: t("flow-to"), value: (move) => names.get(move.to) ?? move.to },
      { key: "count", name: t("flow-count"), isNumber: true, value: (move) => move.count },
      {
        key: "share",
        name: t("flow-share"),
        isNumber: true,
        value: (move) => move.share ?? null,
        cell: (move) => (move.share == null ? nothing : format.share(move.share)),
      },
      days("value", t("flow-wait")),
      days("low", t("chart-low")),
      days("high", t("chart-high")),
    ],
  });
}
