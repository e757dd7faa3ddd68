// Promotion fully loaded: what is in it already, what is added, and what the books do not hold.
import type { Costs } from "#features/costs/contract.ts";
import { numberOf } from "#features/costs/parts/numbers.ts";
import type { words } from "#features/costs/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useCaution } from "#ui/reasons.ts";

type Part = Costs["loaded"][number];

export function Loaded({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const caution = useCaution();
  if (told.kinds.length === 0) return null;
  const money = (minor: number) => (minor === 0 ? nothing : format.money(minor, told.currency, true));
  const { days, dayCost } = told.staff;
  const loaded = numberOf(told, "promotion-cost-loaded");
  const total = loaded.value === null ? t("loaded") : t("loaded-cost", { cost: format.money(loaded.value, told.currency, true) });
  const added = (row: Part) => (
    <span>
      {row.records === 0 ? t("not-on-record") : money(row.added)}
      {row.kind === "staff" && dayCost !== null && row.added > 0 ? (
        <small style={{ display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" }}>
          {t("staff-days", { days: format.count(Math.round(days)), cost: format.money(dayCost, told.currency, true) })}
        </small>
      ) : null}
    </span>
  );
  return (
    <Section title={total} note={t("loaded-note")}>
      <DataTable
        caption={t("loaded")}
        rows={told.loaded}
        rowKey={(row) => row.kind}
        columns={[
          { key: "kind", name: t("col-kind"), value: (row) => t(`kind-${row.kind}`), onPhone: "title" },
          { key: "counted", name: t("col-counted"), isNumber: true, value: (row) => row.counted, cell: (row) => money(row.counted) },
          { key: "added", name: t("col-added"), isNumber: true, value: (row) => (row.records === 0 ? null : row.added), cell: added },
        ]}
      />
      {loaded.cautions
        .filter(({ code }) => code.startsWith("loaded-"))
        .map((each) => (
          <p key={each.code} style={{ margin: 0 }}>
            {caution(each)}
          </p>
        ))}
    </Section>
  );
}
