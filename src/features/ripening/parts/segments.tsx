// Segments side by side: alone, with the help of all, the places that chance leaves open, and in the end.
import type { RipeningAnswer } from "#features/ripening/contract.ts";
import type { words } from "#features/ripening/words.en.ts";
import type { SegmentKey } from "#facts/agreements.ts";
import type { Interval } from "#facts/papers.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Segment = RipeningAnswer["segments"][number];

export function RipeningSegments({ told, by }: { readonly told: RipeningAnswer; readonly by: SegmentKey }) {
  const t = useWords<typeof words>("ripening");
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const name = t("segments", { by: t(`by-${by}`) });
  const { clearPairs, pairs } = told;
  const apart = pairs === 0 ? t("segments-few") : clearPairs === 0 ? t("segments-alike", { pairs }) : t("segments-apart", { count: clearPairs, pairs });
  return (
    <Section title={name} note={`${apart} ${t("segments-note")}`}>
      <DataTable<Segment>
        caption={name}
        rows={told.segments}
        rowKey={(row) => row.value ?? ""}
        fileName={`evenhand-ripening-${told.to}-${by}`}
        order={{ key: "size", desc: true }}
        columns={useColumns(told, by)}
        onOpen={(row) => go(paths.records(workspace, row.value === null ? { entity: told.unit } : { entity: told.unit, field: by, equals: row.value }))}
      />
    </Section>
  );
}

function useColumns(told: RipeningAnswer, by: SegmentKey): Column<Segment>[] {
  const t = useWords<typeof words>("ripening");
  const format = useFormat();
  return [
    { key: "segment", name: t(`by-${by}`), value: (row) => row.value ?? t("segment-empty"), onPhone: "title" },
    { key: "size", name: t(`col-size-${told.unit}`), value: (row) => row.size },
    { key: "ripe", name: t("col-ripe"), isNumber: true, value: (row) => row.ripe, onPhone: "hidden" },
    {
      key: "own",
      name: t("col-own"),
      unit: t("card-window", { days: format.days(told.window) }),
      isNumber: true,
      value: (row) => (row.isYoung ? null : (row.own?.value ?? null)),
      cell: (row) =>
        row.isYoung || row.own === null ? <Hatch>{`${t("col-so-far")} ${format.share(row.converted / row.size)}`}</Hatch> : <WithRange rate={row.own} />,
    },
    {
      key: "pooled",
      name: t("col-pooled"),
      isNumber: true,
      value: (row) => row.pooled?.value ?? null,
      cell: (row) => (row.pooled === null ? nothing : <WithRange rate={row.pooled} />),
    },
    {
      key: "place",
      name: t("col-place"),
      isNumber: true,
      value: (row) => (row.pooled === null ? null : row.pooled.bestPlace + row.pooled.worstPlace / 1000),
      cell: (row) => placeOf(row, (best, worst) => t("place", { best, worst })),
    },
    {
      key: "ultimate",
      name: t("col-ultimate"),
      isNumber: true,
      value: (row) => row.ultimate?.value ?? null,
      cell: (row) => (row.ultimate === null ? nothing : <WithRange rate={row.ultimate} note={row.ultimate.hasOwnTiming ? t("own-timing") : null} />),
    },
  ];
}

function placeOf({ pooled }: Segment, between: (best: number, worst: number) => string): string {
  if (pooled === null) return nothing;
  return pooled.bestPlace === pooled.worstPlace ? String(pooled.bestPlace) : between(pooled.bestPlace, pooled.worstPlace);
}

function WithRange({ rate, note = null }: { readonly rate: { readonly value: number; readonly interval: Interval }; readonly note?: string | null }) {
  const format = useFormat();
  const range = format.interval(rate.interval, { unit: "share" });
  return (
    <span>
      {format.share(rate.value)}
      <small style={{ display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" }}>
        {note === null ? range : `${range}, ${note}`}
      </small>
    </span>
  );
}
