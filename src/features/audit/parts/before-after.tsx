// One change of the log: each field as it was and as it became.
import { useFormat, useWords } from "#ui/language.ts";
import { DataTable } from "#ui/data-table.tsx";

import type { AuditEntryView } from "#features/audit/contract.ts";
import type { words } from "#features/audit/words.en.ts";
import { fieldChanges } from "#features/audit/parts/field-changes.ts";

export function BeforeAfter({ entry }: { readonly entry: AuditEntryView }) {
  const t = useWords<typeof words>("audit");
  const format = useFormat();
  return (
    <>
      <p style={{ marginTop: 0 }}>
        {entry.memberName ?? t("by-itself")}, {format.moment(entry.at)}
      </p>
      <DataTable
        caption={t("detail-title")}
        rows={fieldChanges(entry.before, entry.after)}
        rowKey={(row) => row.field}
        columns={[
          { key: "field", name: t("field"), isFixed: true, value: (row) => row.field, onPhone: "title" },
          { key: "before", name: t("before"), isFixed: true, value: (row) => row.before },
          { key: "after", name: t("after"), isFixed: true, value: (row) => row.after },
        ]}
      />
    </>
  );
}
