// The list of definitions: what holds, by which version, who has signed, what waits.
import type { DefinitionView } from "#features/definitions/contract.ts";
import type { words } from "#features/definitions/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { useSignedWords } from "#ui/signatures.tsx";

export function DefinitionList({ definitions, onOpen }: { readonly definitions: readonly DefinitionView[]; readonly onOpen: (key: string) => void }) {
  const t = useWords<typeof words>("definitions");
  const { language } = useLanguage();
  const signed = useSignedWords();
  return (
    <DataTable
      caption={t("tab-definitions")}
      rows={definitions}
      rowKey={(row) => row.key}
      onOpen={(row) => onOpen(row.key)}
      fileName="evenhand-definitions"
      columns={[
        { key: "name", name: t("col-definition"), value: (row) => t(`key.${row.key}`), onPhone: "title", width: "16%" },
        { key: "holds", name: t("col-holds"), isFixed: true, value: (row) => row.inForce.sentence[language], width: "38%" },
        { key: "version", name: t("col-version"), value: (row) => row.inForce.version },
        { key: "signed", name: t("col-signed"), value: (row) => signed(row.inForce.signatures) },
        {
          key: "waiting",
          name: t("col-waiting"),
          width: "20%",
          value: (row) => (row.waiting === null ? null : t("waits", { version: String(row.waiting.version), signed: signed(row.waiting.signatures) })),
        },
      ]}
    />
  );
}
