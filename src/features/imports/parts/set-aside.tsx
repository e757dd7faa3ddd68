// Rows that were not taken: by reason, each with its line, to be downloaded, corrected and brought in again.
import { Button, FileButton, Group, SegmentedControl } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";

import { type ImportDetail, type SetAside, downloadSetAside, listImports, listSetAside, receiveImport } from "#features/imports/contract.ts";
import classes from "#features/imports/parts/imports.module.css";
import { useSetAsideWords, useShortReason } from "#features/imports/parts/set-aside-words.ts";
import type { words } from "#features/imports/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { send, whereIs } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import { PageByPage } from "#ui/page-by-page.tsx";

const pageSize = 50;
const textOf = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

export function SetAsideRows({ one }: { readonly one: ImportDetail }) {
  const t = useWords<typeof words>("imports");
  const short = useShortReason();
  const workspace = useWorkspaceSlug();
  const [search, change] = useSearch();
  const reason = textOf(search["reason"]);
  const offset = Number(textOf(search["offset"]) ?? 0) || 0;
  const params = { workspace, id: one.id };
  const aside = useAsk(listSetAside, { params, query: { reason, limit: pageSize, offset } }, { keepsLast: true });
  return (
    <Section title={t("aside-title")} note={t("aside-note")} actions={<AsideActs one={one} reason={reason} />}>
      {one.reasons.length < 2 ? null : (
        <SegmentedControl
          mb={12}
          aria-label={t("aside-reason")}
          className={classes.reasons}
          value={reason ?? ""}
          onChange={(value) => change({ reason: value === "" ? undefined : value, offset: undefined }, { keepsHistory: true })}
          data={[
            { value: "", label: t("aside-all") },
            ...one.reasons.map((each) => ({ value: each.reason, label: t("aside-by-reason", { reason: short(each.reason), count: each.count }) })),
          ]}
        />
      )}
      <Answers of={aside} waiting={<RowsWaiting count={6} />}>
        {(answer) => <AsideTable columns={answer.columns} rows={answer.rows} total={answer.total} offset={offset} />}
      </Answers>
    </Section>
  );
}

/** Download, correct, bring in again: a file that says which import it corrects is read with the same mapping. */
function AsideActs({ one, reason }: { readonly one: ImportDetail; readonly reason: string | undefined }) {
  const t = useWords<typeof words>("imports");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const go = useGo();
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const bring = async (file: File) => {
    setSending(true);
    setError(null);
    try {
      const received = await send(receiveImport, { params: { workspace }, query: { name: file.name, corrects: one.id }, body: file }, () => {});
      await forget(client, [listImports]);
      go(paths.importOf(workspace, received.id));
    } catch (problem) {
      setError(problem);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Group gap={8}>
        <Button
          component="a"
          size="xs"
          variant="default"
          href={whereIs(downloadSetAside, { params: { workspace, id: one.id }, query: { reason, language } })}
          download
          leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
        >
          {t("aside-download")}
        </Button>
        {one.state === "done" ? (
          <FileButton onChange={(file) => file !== null && void bring(file)} accept=".csv,.tsv,.txt,.xlsx">
            {(props) => (
              <Button {...props} size="xs" variant="default" loading={isSending} leftSection={<IconUpload size={16} stroke={1.5} aria-hidden />}>
                {t("aside-correct")}
              </Button>
            )}
          </FileButton>
        ) : null}
      </Group>
      {error === null ? null : <ErrorState error={error} />}
    </>
  );
}

interface TableProps {
  readonly columns: readonly string[];
  readonly rows: readonly SetAside[];
  readonly total: number;
  readonly offset: number;
}

function AsideTable({ columns, rows, total, offset }: TableProps) {
  const t = useWords<typeof words>("imports");
  const say = useSetAsideWords();
  const shown: Column<SetAside>[] = [
    { key: "line", name: t("line"), isFixed: true, isNumber: true, value: (row) => row.line, cell: (row) => row.line, width: "80px" },
    {
      key: "reason",
      name: t("aside-reason"),
      isFixed: true,
      onPhone: "title",
      value: (row) => row.reason,
      cell: (row) => (
        <>
          {say(row.reason, { ...row.details, column: row.column ?? "", text: row.text ?? "" })}
          {row.resolvedBy === null ? null : <small className={classes.resolved}>{t("aside-resolved")}</small>}
        </>
      ),
    },
    {
      key: "row",
      name: t("aside-row"),
      isFixed: true,
      value: (row) => row.raw.join(" · "),
      cell: (row) => <Raw columns={columns} row={row} />,
    },
  ];
  return (
    <DataTable
      caption={t("aside-title")}
      columns={shown}
      rows={rows}
      rowKey={(row) => `${row.line} ${row.reason}`}
      total={total}
      foot={<PageByPage offset={offset} total={total} pageSize={pageSize} by="place" />}
    />
  );
}

/** The row as it stood, the cell at fault marked. */
function Raw({ columns, row }: { readonly columns: readonly string[]; readonly row: SetAside }) {
  return (
    <span className={classes.raw}>
      {row.raw
        .map((text, place) => ({ text, column: columns[place] ?? `${place + 1}` }))
        .filter(({ text }) => text !== "")
        .map(({ text, column }) => (
          <span key={column} title={column} {...(column === row.column ? { "data-fault": true } : {})}>
            {text}
          </span>
        ))}
    </span>
  );
}
