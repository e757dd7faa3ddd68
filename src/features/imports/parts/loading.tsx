// Loading as it happens: how far, how fast, how long still, and the rows so far.
import { type ImportDetail } from "#features/imports/contract.ts";
import { RowCounts } from "#features/imports/parts/row-counts.tsx";
import classes from "#features/imports/parts/imports.module.css";
import type { words } from "#features/imports/words.en.ts";
import { useBytes } from "#ui/dropzone.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Surface } from "#ui/page.tsx";
import { ProgressLine } from "#ui/progress.tsx";

export function Loading({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const isLoading = one.state === "running";
  return (
    <>
      <Surface>
        <ProgressLine label={t(`state-${one.state}`)} done={isLoading ? one.progress.records : 0} total={isLoading ? one.progress.of : null} />
        <p className={classes.pace}>{isLoading ? <Pace one={one} /> : <Bytes one={one} />}</p>
      </Surface>
      {isLoading ? <RowCounts one={one} /> : null}
    </>
  );
}

function Bytes({ one }: { readonly one: ImportDetail }) {
  const size = useBytes();
  return one.progress.bytes > 0 && one.bytes > 0 ? `${size(one.progress.bytes)} / ${size(one.bytes)}` : size(one.bytes);
}

function Pace({ one: { progress } }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  const { rowsPerSecond, of, records } = progress;
  if (rowsPerSecond === null || rowsPerSecond <= 0) return null;
  const seconds = of === null ? null : (of - records) / rowsPerSecond;
  const minutes = seconds === null ? null : Math.ceil(seconds / 60);
  const left =
    minutes === null
      ? null
      : minutes <= 1
        ? t("under-a-minute")
        : t("time-left", { time: new Intl.NumberFormat(format.language, { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes) });
  return (
    <>
      {t("rows-per-second", { rows: Math.round(rowsPerSecond) })}
      {left === null ? null : `, ${left}`}
    </>
  );
}
