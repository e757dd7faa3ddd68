// Which files are read without asking: remembered column mappings, to be forgotten where they no longer fit.

import { forgetColumnMapping, listColumnMappings } from "#features/mappings/contract.ts";
import type { words } from "#features/mappings/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

type Listed = ReplyOf<typeof listColumnMappings>;

export function ColumnMappings() {
  const t = useWords<typeof words>("mappings");
  const workspace = useWorkspaceSlug();
  const list = useAsk(listColumnMappings, { params: { workspace } });
  return (
    <Section title={t("columns-title")} note={t("columns-note")}>
      <Answers of={list} waiting={<RowsWaiting count={3} />}>
        {(listed) => (listed.mappings.length === 0 ? <p style={{ margin: 0 }}>{t("columns-none")}</p> : <Remembered listed={listed} />)}
      </Answers>
    </Section>
  );
}

function Remembered({ listed: { mappings, whyNotChange } }: { readonly listed: Listed }) {
  const t = useWords<typeof words>("mappings");
  const names = useFactNames();
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const forget = useTell(forgetColumnMapping, { changes: [listColumnMappings], onDone: () => toast({ text: t("forgotten") }) });
  return (
    <DataTable
      caption={t("columns-title")}
      rows={mappings}
      rowKey={(one) => `${one.fingerprint} ${one.entity}`}
      columns={[
        { key: "file", name: t("file"), value: (one) => one.fileName, onPhone: "title" },
        { key: "kind", name: t("kind"), value: (one) => names.entity(one.entity) },
        { key: "source", name: t("source"), value: (one) => names.source(one.source) },
        {
          key: "fields",
          name: t("fields"),
          isFixed: true,
          value: (one) => one.fields.length,
          isNumber: false,
          cell: (one) => (
            <small style={{ color: "var(--text-quiet)", overflowWrap: "anywhere" }}>
              {one.fields.map(({ field, columns }) => t("field-from", { field: names.field(field), columns: columns.join(" + ") })).join(" · ")}
            </small>
          ),
        },
        { key: "when", name: t("when"), value: (one) => one.usedAt, cell: (one) => format.moment(one.usedAt) },
        {
          key: "forget",
          name: "",
          isFixed: true,
          value: () => null,
          cell: (one) => (
            <ReasonButton
              whyNot={whyNotChange}
              size="compact-sm"
              variant="subtle"
              loading={forget.isPending && forget.variables.params.fingerprint === one.fingerprint}
              onClick={() => forget.mutate({ params: { workspace, fingerprint: one.fingerprint, entity: one.entity } })}
            >
              {t("forget")}
            </ReasonButton>
          ),
        },
      ]}
    />
  );
}
