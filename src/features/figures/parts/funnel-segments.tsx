// The funnel by segment: every step for each value, with ranges; what is not ripe stands hatched and goes last.
import type { z } from "zod";

import type { readFunnel } from "#features/figures/contract.ts";
import type { FunnelStep } from "#features/figures/parts/loss.ts";
import type { words } from "#features/figures/words.en.ts";
import type { SegmentKey } from "#facts/agreements.ts";
import { periodName } from "#kit/period.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Told = z.output<(typeof readFunnel)["reply"]>;
type Segment = Told["segments"][number];

export function FunnelSegments({ told, by }: { readonly told: Told; readonly by: SegmentKey }) {
  const t = useWords<typeof words>("funnel");
  const steps = told.funnel.steps.slice(1);
  const stepOf = (row: Segment, step: FunnelStep["step"]) => row.funnel.steps.find((each) => each.step === step);
  const columns: Column<Segment>[] = [
    { key: "segment", name: t(`by-${by}`), value: (row) => row.value ?? t("segment-empty"), onPhone: "title" },
    { key: "size", name: t(`col-size-${told.funnel.unit}`), value: (row) => row.size },
    ...steps.map(({ step }): Column<Segment> => ({
      key: step,
      name: t(`short.${step}`),
      isNumber: true,
      value: (row) => ripeShare(stepOf(row, step)),
      cell: (row) => <StepCell step={stepOf(row, step)} />,
    })),
  ];
  return (
    <Section title={t("segments", { by: t(`by-${by}`) })} note={t("segments-note")}>
      <DataTable
        caption={t("segments", { by: t(`by-${by}`) })}
        columns={columns}
        rows={told.segments}
        rowKey={(row) => row.value ?? ""}
        fileName={`evenhand-funnel-${by}-${periodName(told.period)}`}
        order={{ key: "size", desc: true }}
      />
    </Section>
  );
}

function ripeShare(step: FunnelStep | undefined): number | null {
  return step === undefined || step.isYoung ? null : (step.conversion?.value ?? null);
}

function StepCell({ step }: { readonly step: FunnelStep | undefined }) {
  const format = useFormat();
  const value = ripeShare(step);
  if (value === null) return step?.soFar == null ? <>{nothing}</> : <Hatch>{format.share(step.soFar)}</Hatch>;
  const interval = step?.conversion?.interval;
  return (
    <span>
      {format.share(value)}
      {interval ? (
        <small style={{ display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" }}>
          {format.interval(interval, { unit: "share" })}
        </small>
      ) : null}
    </span>
  );
}
