// Which column becomes which field: each with examples, how sure we are and why, and a choice to correct it.
import { Badge, Select } from "@mantine/core";
import { useMemo } from "react";

import { type ImportDetail, changeMapping, listImports } from "#features/imports/contract.ts";
import classes from "#features/imports/parts/imports.module.css";
import { useKeepDetail } from "#features/imports/parts/live.ts";
import { fieldsOfColumn, idField, withColumnAs } from "#features/imports/parts/mapping-edit.ts";
import type { words } from "#features/imports/words.en.ts";
import { entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ErrorState } from "#ui/states.tsx";
import { useTell } from "#ui/use-ask.ts";

type FileColumn = ImportDetail["columns"][number];

export function ColumnTable({ one, mapping, isOff = false }: { readonly one: ImportDetail; readonly mapping: MappingSpec; readonly isOff?: boolean }) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const keep = useKeepDetail(workspace);
  const change = useTell(changeMapping, { changes: [listImports], onDone: keep });
  const used = one.columns.filter(({ column }) => fieldsOfColumn(mapping, column).length > 0).length;
  const choose = (column: string, field: string | null) =>
    change.mutate({ params: { workspace, id: one.id }, body: { mapping: withColumnAs(mapping, column, field) } });
  const columns: Column<FileColumn>[] = [
    { key: "column", name: t("column"), isFixed: true, value: ({ column }) => column, onPhone: "title" },
    {
      key: "examples",
      name: t("examples"),
      isFixed: true,
      value: ({ examples }) => examples.slice(0, 3).join(" · "),
      cell: ({ examples }) => <span className={classes.examples}>{examples.length === 0 ? t("empty") : examples.slice(0, 3).join(" · ")}</span>,
    },
    {
      key: "filled",
      name: t("filled"),
      isFixed: true,
      isNumber: true,
      value: ({ filled, empty }) => (filled + empty === 0 ? 0 : filled / (filled + empty)),
      cell: ({ filled, empty }) => format.share(filled + empty === 0 ? 0 : filled / (filled + empty), 0),
    },
    {
      key: "field",
      name: t("field"),
      isFixed: true,
      width: "240px",
      value: ({ column }) => fieldsOfColumn(mapping, column).join(", "),
      cell: ({ column }) => <FieldChoice mapping={mapping} column={column} isOff={isOff || change.isPending} onChoose={(field) => choose(column, field)} />,
    },
    { key: "why", name: t("why"), isFixed: true, value: () => null, cell: ({ column }) => <Why one={one} mapping={mapping} column={column} /> },
  ];
  return (
    <Section title={t("columns-title")} note={t("columns-note", { used, all: one.columns.length })}>
      {change.error ? <ErrorState error={change.error} /> : null}
      <DataTable caption={t("columns-title")} columns={columns} rows={one.columns} rowKey={({ column }) => column} />
    </Section>
  );
}

interface ChoiceProps {
  readonly mapping: MappingSpec;
  readonly column: string;
  readonly isOff: boolean;
  readonly onChoose: (field: string | null) => void;
}

function FieldChoice({ mapping, column, isOff, onChoose }: ChoiceProps) {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  const specs = entityFields[mapping.entity] as Readonly<Record<string, FieldSpec>>;
  const data = useMemo(
    () =>
      Object.entries(specs).map(([field, spec]) => ({
        value: field,
        label: spec.required === true ? t("field-needed", { field: names.field(field) }) : names.field(field),
      })),
    [specs, names, t],
  );
  const [first = null, ...others] = fieldsOfColumn(mapping, column);
  return (
    <div className={classes.choice}>
      <Select
        aria-label={t("field-of", { column })}
        placeholder={t("field-none")}
        data={data}
        value={first}
        clearable
        searchable
        size="xs"
        disabled={isOff}
        maxDropdownHeight={320}
        onChange={(value) => onChoose(value)}
      />
      {others.length === 0 ? null : <small>{t("also-as", { fields: others.map((each) => names.field(each)).join(", ") })}</small>}
    </div>
  );
}

const reasons = ["known-header", "general-word", "similar-header", "values-fit", "remembered"] as const;

function Why({ one, mapping, column }: { readonly one: ImportDetail; readonly mapping: MappingSpec; readonly column: string }) {
  const t = useWords<typeof words>("imports");
  const format = useFormat();
  const fields = fieldsOfColumn(mapping, column);
  const [field] = fields;
  if (field === undefined) return null;
  const mapped = mapping.fields.find((each) => each.field === field);
  const others = mapped?.columns.filter((each) => each !== column) ?? [];
  const proposed = one.fieldReasons.find((each) => each.field === field && each.columns.includes(column));
  const code = reasons.find((each) => each === (one.mappingBy === "remembered" ? "remembered" : proposed?.reason));
  const why = field === idField ? t("why-id") : code === undefined ? t("why-person") : t(`why-${code}`);
  const isUnsure = proposed !== undefined && proposed.confidence < 0.7 && one.mappingBy !== "remembered";
  return (
    <span className={classes.why}>
      {isUnsure ? (
        <Badge variant="light" color="yellow" size="sm" tt="none">
          {t("why-sure", { why, share: format.share(proposed.confidence, 0) })}
        </Badge>
      ) : (
        why
      )}
      {others.length === 0 ? null : <small>{t("with-others", { columns: others.join(", ") })}</small>}
    </span>
  );
}
