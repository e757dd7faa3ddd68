// Bills that both departments have in their books: they count once, with both payers.
import type { Costs } from "#features/costs/contract.ts";
import type { words } from "#features/costs/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function SharedBills({ told }: { readonly told: Costs }) {
  const t = useWords<typeof words>("costs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  if (told.shared.length === 0) return null;
  return (
    <Section title={t("shared")} note={t("shared-note")}>
      <DataTable
        caption={t("shared")}
        rows={told.shared}
        rowKey={(row) => row.ids.join(" ")}
        onOpen={(row) => go(paths.records(workspace, { entity: "spend", ids: row.ids }))}
        columns={[
          { key: "kind", name: t("col-kind"), value: (row) => row.category ?? nothing, onPhone: "title" },
          { key: "day", name: t("col-day"), value: (row) => row.day, cell: (row) => format.day(row.day) },
          { key: "amount", name: t("col-amount"), isNumber: true, value: (row) => row.amount, cell: (row) => format.money(row.amount, told.currency, true) },
          { key: "payers", name: t("col-payers"), value: (row) => row.payers.map((payer) => t(`payer-${payer as "sales"}`)).join(", ") },
          { key: "proof", name: t("col-proof"), value: (row) => t(row.isByDocument ? "proof-document" : "proof-look") },
        ]}
      />
    </Section>
  );
}
