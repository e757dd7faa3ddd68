// The files brought in: what each holds, how it stands, what became of its rows, and the next step.
import { Anchor } from "@mantine/core";

import { type ImportView, listImports } from "#features/imports/contract.ts";
import { ImportActs } from "#features/imports/parts/import-acts.tsx";
import { StateMark } from "#features/imports/parts/state-mark.tsx";
import type { words } from "#features/imports/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useBytes } from "#ui/dropzone.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { PageByPage } from "#ui/page-by-page.tsx";

export const changesOfImports = [listImports, { name: "showImport" }] as const;
const pageSize = 50;

export function ImportList({ imports, total, offset }: { readonly imports: readonly ImportView[]; readonly total: number; readonly offset: number }) {
  const t = useWords<typeof words>("imports");
  const names = useFactNames();
  const format = useFormat();
  const size = useBytes();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const wasLoaded = (one: ImportView) => one.startedAt !== null && one.state !== "undone";
  const count = (key: keyof ImportView["rows"], name: string, isAside = false): Column<ImportView> => ({
    ...(isAside ? { onPhone: "hidden" as const } : {}),
    key,
    name,
    isNumber: true,
    value: (one) => (wasLoaded(one) ? one.rows[key] : null),
  });
  const columns: Column<ImportView>[] = [
    {
      key: "name",
      name: t("file"),
      onPhone: "title",
      value: (one) => one.name,
      cell: (one) => (
        <>
          <Anchor component={GoTo} href={paths.importOf(workspace, one.id)} inherit>
            {one.name}
          </Anchor>
          <small style={{ display: "block", color: "var(--text-quiet)" }}>
            {one.entity === null ? size(one.bytes) : `${names.entity(one.entity)} · ${names.source(one.source ?? "file")}`}
          </small>
        </>
      ),
    },
    { key: "state", name: t("state"), value: (one) => t(`state-${one.state}`), cell: (one) => <StateMark of={one} /> },
    count("added", t("rows-new")),
    count("changed", t("rows-changed"), true),
    count("same", t("rows-same"), true),
    count("setAside", t("rows-aside")),
    {
      key: "when",
      name: t("when"),
      value: (one) => one.receivedAt,
      cell: (one) => (
        <span style={{ whiteSpace: "nowrap" }}>
          {format.moment(one.receivedAt)}
          <small style={{ display: "block", color: "var(--text-quiet)" }}>{one.memberName ?? t("by-itself")}</small>
        </span>
      ),
    },
    { key: "acts", name: t("acts"), isFixed: true, value: () => null, cell: (one) => <ImportActs of={one} isShort /> },
  ];
  return (
    <Section title={t("list-title")}>
      <DataTable
        caption={t("list-title")}
        columns={columns}
        rows={imports}
        rowKey={(one) => one.id}
        onOpen={(one) => go(paths.importOf(workspace, one.id))}
        total={total}
        foot={<PageByPage offset={offset} total={total} pageSize={pageSize} by="time" />}
      />
    </Section>
  );
}
