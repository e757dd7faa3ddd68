// Every standard claim with what it needs and lacks; a button asks the facts, nobody is accused unasked.
import { Button } from "@mantine/core";

import type { ClaimCatalogue, StandardView } from "#features/claims/contract.ts";
import { sideOf, useClaimWords } from "#features/claims/parts/claim-words.ts";
import type { words } from "#features/claims/words.en.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

export function CatalogueTable({ catalogue, onAsk }: { readonly catalogue: ClaimCatalogue; readonly onAsk: (key: ClaimKey) => void }) {
  const t = useWords<typeof words>("claims");
  const say = useClaimWords();
  const { standards } = catalogue;
  const of = (side: string) => standards.filter(({ against }) => against === side).length;
  const [marketing, sales] = [of("marketing"), of("sales")];
  return (
    <Section title={t("catalogue")} note={t("catalogue-note", { count: standards.length, marketing, sales, others: standards.length - marketing - sales })}>
      <DataTable<StandardView>
        caption={t("catalogue")}
        rows={standards}
        rowKey={(row) => row.key}
        fileName="evenhand-standard-claims"
        columns={[
          { key: "claim", name: t("col-claim"), value: (row) => say.sentence(row.key, null), onPhone: "title" },
          {
            key: "against",
            name: t("col-against"),
            value: (row) => t(`against-${row.against}`),
            cell: (row) => <SideBadge side={sideOf[row.against]}>{t(`against-${row.against}`)}</SideBadge>,
          },
          { key: "needs", name: t("col-needs"), isFixed: true, value: (row) => say.needs(row.needs) },
          {
            key: "missing",
            name: t("col-missing"),
            value: (row) => (row.missing.length === 0 ? t("catalogue-complete") : say.needs(row.missing)),
            cell: (row) => (row.missing.length === 0 ? <span style={{ color: "var(--text-quiet)" }}>{t("catalogue-complete")}</span> : say.needs(row.missing)),
          },
          {
            key: "ask",
            name: t("col-ask"),
            isFixed: true,
            value: () => null,
            cell: (row) => (
              <Button size="compact-sm" variant="default" aria-label={t("ask-of", { claim: say.sentence(row.key, null) })} onClick={() => onAsk(row.key)}>
                {t("ask")}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
