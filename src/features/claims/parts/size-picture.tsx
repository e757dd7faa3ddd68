// The size behind a verdict as a picture that can be taken away: value, range, and the part of the line where the claim would hold.
import { useElementSize } from "@mantine/hooks";
import { useId, useRef } from "react";

import type { ClaimView } from "#features/claims/contract.ts";
import { useClaimWords } from "#features/claims/parts/claim-words.ts";
import classes from "#features/claims/parts/claims.module.css";
import { type Measured, sizeScale } from "#features/claims/parts/size-scale.ts";
import type { words } from "#features/claims/words.en.ts";
import { ChartFrame, chartTable } from "#ui/chart/frame.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SidePatterns } from "#ui/sides.tsx";

interface PictureProps {
  readonly claim: ClaimView;
  readonly measured: Measured;
}

const height = 74;
const [top, bottom] = [24, 52];

export function SizePicture({ claim, measured }: PictureProps) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const drawing = useRef<SVGSVGElement>(null);
  const { ref, width } = useElementSize();
  const sentence = say.sentence(claim.standard, claim.subjectName);
  const size = say.size(claim.standard, measured.effect);
  const range = measured.interval === null ? t("size-counted") : say.range(claim.standard, measured.interval);
  const summary = `${t(`measure.${claim.standard}`)}: ${size}, ${range}; ${say.worth(claim)}.`;
  return (
    <ChartFrame
      title={t(`picture-title-${claim.answer.verdict}`, { claim: sentence })}
      note={`${t(`measure.${claim.standard}`)}, ${say.period(claim)}`}
      summary={summary}
      fileName={`evenhand-claim-${claim.standard}-size`}
      table={useTable({ claim, measured })}
      drawing={() => drawing.current}
      legend={<Legend hasRange={measured.interval !== null} />}
    >
      <div ref={ref} style={{ minHeight: height }}>
        {width === 0 ? null : (
          <svg ref={drawing} className={classes["picture"]} viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={summary}>
            <Marks claim={claim} measured={measured} width={width} />
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

function Marks({ claim, measured, width }: PictureProps & { readonly width: number }) {
  const say = useClaimWords();
  const prefix = useId().replaceAll(":", "");
  const { at, low, high, zone } = sizeScale(claim, measured);
  const x = (value: number) => at(value) * width;
  const [from, until] = [zone[0] * width, zone[1] * width];
  const [limit, value] = [x(claim.worth), x(measured.effect)];
  const line = { y: top, height: bottom - top };
  // The limit's name has precedence over nought's where both do not fit.
  const hasNought = claim.worth !== 0 && Math.abs(x(0) - limit) > 64;
  return (
    <>
      <SidePatterns prefix={prefix} />
      <rect {...line} x={0} width={width} className={classes["ground"]} />
      <rect {...line} x={from} width={until - from} fill={`url(#${prefix}-unripe)`} opacity={0.6} />
      <line x1={limit} x2={limit} y1={top} y2={bottom + 4} className={classes["edge"]} />
      <Name at={limit} y={bottom + 18} width={width}>
        {say.size(claim.standard, claim.worth)}
      </Name>
      {hasNought ? (
        <>
          <line x1={x(0)} x2={x(0)} y1={bottom} y2={bottom + 4} className={classes["edge"]} />
          <Name at={x(0)} y={bottom + 18} width={width}>
            {say.size(claim.standard, 0)}
          </Name>
        </>
      ) : null}
      {measured.interval === null ? null : (
        <rect x={x(low)} width={Math.max(2, x(high) - x(low))} y={top + 9} height={bottom - top - 18} rx={3} className={classes["reach"]} />
      )}
      <rect x={value - 2} width={4} y={top + 3} height={bottom - top - 6} rx={2} className={classes["told"]} />
      <Name at={value} y={top - 8} width={width} isStrong>
        {say.size(claim.standard, measured.effect)}
      </Name>
    </>
  );
}

/** Under or over its place, and inside of the picture at either end. */
function Name({ at, y, width, isStrong = false, children }: { at: number; y: number; width: number; isStrong?: boolean; children: string }) {
  const anchor = at < 36 ? "start" : at > width - 36 ? "end" : "middle";
  const x = anchor === "start" ? Math.max(0, at - 4) : anchor === "end" ? Math.min(width, at + 4) : at;
  return (
    <text x={x} y={y} textAnchor={anchor} {...(isStrong ? { fontWeight: 600 } : { className: classes["tick"] })}>
      {children}
    </text>
  );
}

function useTable({ claim, measured }: PictureProps) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const say = useClaimWords();
  const rows = [
    { name: t("col-effect"), value: measured.effect },
    { name: t("col-low"), value: measured.interval?.low ?? null },
    { name: t("col-high"), value: measured.interval?.high ?? null },
    { name: t("col-worth"), value: claim.worth },
    { name: t("picture-nothing"), value: claim.nothing },
  ];
  const sample = { name: t("col-sample"), value: measured.sample };
  return chartTable<{ readonly name: string; readonly value: number | null }>({
    rows: [...rows, sample],
    rowKey: (row) => row.name,
    columns: [
      { key: "name", name: t(`measure.${claim.standard}`), value: (row) => row.name, onPhone: "title" },
      {
        key: "value",
        name: t("picture-value"),
        isNumber: true,
        value: (row) => row.value,
        cell: (row) => (row.value === null ? t("size-counted") : row === sample ? format.count(row.value) : say.size(claim.standard, row.value)),
      },
    ],
  });
}

function Legend({ hasRange }: { readonly hasRange: boolean }) {
  const t = useWords<typeof words>("claims");
  return (
    <>
      <span className={classes["key"]}>
        <svg width={16} height={12} aria-hidden>
          <rect x={6} width={4} height={12} rx={2} className={classes["told"]} />
        </svg>
        {t("picture-size")}
      </span>
      {hasRange ? (
        <span className={classes["key"]}>
          <svg width={16} height={12} aria-hidden>
            <rect y={2} width={16} height={8} rx={3} className={classes["reach"]} />
          </svg>
          {t("picture-range")}
        </span>
      ) : null}
      <span className={classes["key"]}>
        <i aria-hidden className={classes["swatch"]} />
        {t("picture-zone")}
      </span>
    </>
  );
}
