// What one agency is shown, who showed it and when, with the way to take it back.
import { type AgencyWork } from "#features/agency/contract.ts";
import { useSharing } from "#features/agency/parts/sharing.ts";
import { nameOf } from "#features/agency/parts/work-table.tsx";
import type { words } from "#features/agency/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";

export function Shared({ told }: { readonly told: AgencyWork }) {
  const t = useWords<typeof words>("agency");
  const format = useFormat();
  const { takeBack } = useSharing();
  const { agency } = told;
  return (
    <Section title={t("shared")} note={t("shared-note")}>
      <DataTable
        caption={t("shared")}
        rows={told.work}
        rowKey={({ share }) => share.id}
        columns={[
          { key: "what", name: t("what"), onPhone: "title", value: (row) => nameOf(row) },
          { key: "kind", name: t("kind"), value: ({ kind }) => t(`kind.${kind}`) },
          { key: "by", name: t("shared-by"), value: ({ share }) => share.by },
          { key: "at", name: t("shared-at"), value: ({ share }) => share.at, cell: ({ share }) => format.moment(share.at) },
          {
            key: "end",
            name: "",
            isFixed: true,
            isNumber: true,
            value: () => null,
            cell: (row) => (
              <ReasonButton
                whyNot={told.whyNotShare}
                size="compact-sm"
                variant="subtle"
                aria-label={t("take-back-of", { what: nameOf(row), name: agency.name })}
                onClick={() => void takeBack(row.share.id, { subject: { kind: row.kind, id: row.id }, what: nameOf(row), member: agency })}
              >
                {t("take-back")}
              </ReasonButton>
            ),
          },
        ]}
      />
    </Section>
  );
}
