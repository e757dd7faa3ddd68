// Whole ways, the most frequent first: steps, share with its range, days; ways still open are hatched.
import type { PathsAnswer } from "#features/paths/contract.ts";
import { rounded } from "#features/paths/parts/answer.tsx";
import type { OpenPath } from "#features/paths/parts/open-path.ts";
import { useStepNames } from "#features/paths/parts/step-names.ts";
import type { words } from "#features/paths/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Way = NonNullable<PathsAnswer["variants"]>["rows"][number];

export function WholeWays({ told, onOpen }: { readonly told: PathsAnswer; readonly onOpen: (open: OpenPath) => void }) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const name = useStepNames(told);
  const { variants } = told;
  if (variants === null) {
    return (
      <Section title={t("ways")}>
        <p>{t("ways-none")}</p>
      </Section>
    );
  }
  const end = (way: Way) => {
    if (way.isWon) return t("end-won");
    if (way.open === way.count) return t("end-open");
    return way.open === 0 ? t("end-lost") : t("end-mixed", { open: way.open });
  };
  const more = variants.kinds - variants.rows.length;
  return (
    <Section title={t("ways")} note={t("ways-note", { ripe: variants.ripe, young: variants.young, days: format.days(variants.ripeAfterDays) })}>
      <DataTable<Way>
        caption={t("ways")}
        rows={variants.rows}
        rowKey={(way) => way.key}
        fileName="evenhand-ways"
        order={{ key: "cases", desc: true }}
        onOpen={(way) => onOpen({ variant: way.key })}
        {...(more > 0 ? { foot: t("more-ways", { count: more }) } : {})}
        columns={[
          { key: "way", name: t("col-way"), value: (way) => way.steps.map(name).join(" → "), onPhone: "title", width: "38%" },
          { key: "cases", name: t("col-cases"), value: (way) => way.count },
          { key: "share", name: t("col-share"), isNumber: true, value: (way) => way.share, cell: (way) => format.share(way.share) },
          {
            key: "range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: (way) => format.interval(way.interval, { unit: "share" }),
            onPhone: "hidden",
          },
          {
            key: "days",
            name: t("col-days"),
            isNumber: true,
            value: (way) => way.days?.value ?? null,
            cell: (way) => (way.days === null ? nothing : <Days days={way.days} />),
          },
          { key: "end", name: t("col-end"), value: end, cell: (way) => (way.open === way.count ? <Hatch>{end(way)}</Hatch> : end(way)) },
          { key: "backs", name: t("col-backs"), isNumber: true, value: (way) => way.backs, onPhone: "hidden" },
        ]}
      />
    </Section>
  );
}

/** A median with its range under it. */
export function Days({ days }: { readonly days: { readonly value: number; readonly low: number | null; readonly high: number | null } }) {
  const format = useFormat();
  const range = { low: days.low === null ? null : rounded(days.low), high: days.high === null ? null : rounded(days.high), level: 0.9 };
  return (
    <span>
      {format.days(rounded(days.value))}
      {range.low === range.high ? null : (
        <small style={{ display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" }}>
          {format.interval(range, { unit: "days" })}
        </small>
      )}
    </span>
  );
}
