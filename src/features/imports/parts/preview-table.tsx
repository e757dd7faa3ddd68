// What the first rows become: the value as it will be kept, the cell as it stood, and what is wrong with it.
import { useMemo } from "react";

import type { Preview } from "#features/imports/contract.ts";
import classes from "#features/imports/parts/imports.module.css";
import { useSetAsideWords } from "#features/imports/parts/set-aside-words.ts";
import type { words } from "#features/imports/words.en.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { type FieldValue, fieldKind, useFactNames } from "#ui/fact-names.ts";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Row = Preview["rows"][number];

export interface PreviewProps {
  readonly preview: Preview;
  readonly mapping: MappingSpec;
  readonly currency: string | null;
}

export function PreviewTable({ preview, mapping, currency }: PreviewProps) {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  const sayReason = useSetAsideWords();
  const columns = useMemo((): Column<Row>[] => {
    const cellOf = (row: Row, field: string) => row.cells.find((cell) => cell.field === field);
    const line: Column<Row> = { key: "line", name: t("line"), isFixed: true, isNumber: true, value: (row) => row.line, onPhone: "title" };
    const shown = mapping.fields.map(({ field, columns: from }): Column<Row> => {
      const kind = fieldKind(mapping.entity, field) ?? "text";
      return {
        key: field,
        name: names.field(field),
        isFixed: true,
        isNumber: ["money", "share", "number", "count"].includes(kind),
        value: (row) => cellOf(row, field)?.raw ?? null,
        cell: (row) => {
          const cell = cellOf(row, field);
          if (!cell) return null;
          const own = cellOf(row, "currency")?.becomes;
          const value = names.value(kind, cell.becomes, typeof own === "string" ? own : currency);
          return (
            <Shown
              isWhole={kind === "day" || kind === "instant"}
              raw={cell.raw}
              value={value}
              becomes={cell.becomes}
              problem={cell.problem === null ? null : sayReason(cell.problem, { column: from[0] ?? "", text: cell.raw })}
            />
          );
        },
      };
    });
    return [line, ...shown];
  }, [mapping, names, currency, sayReason, t]);
  return (
    <Section title={t("preview-title")} note={t("preview-note")}>
      <DataTable caption={t("preview-title")} columns={columns} rows={preview.rows.slice(0, 12)} rowKey={(row) => String(row.line)} />
    </Section>
  );
}

function Shown({
  isWhole,
  raw,
  value,
  becomes,
  problem,
}: {
  /** Not to be broken into lines. */
  readonly isWhole: boolean;
  readonly raw: string;
  readonly value: string;
  readonly becomes: FieldValue;
  readonly problem: string | null;
}) {
  if (problem !== null) {
    return (
      <span className={classes.wrong}>
        {raw}
        <small>{problem}</small>
      </span>
    );
  }
  return (
    <span className={classes.becomes} style={isWhole ? { whiteSpace: "nowrap" } : {}}>
      {value}
      {raw === value || (becomes === null && raw === "") ? null : <small>{raw}</small>}
    </span>
  );
}
