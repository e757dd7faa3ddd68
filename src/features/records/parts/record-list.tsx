// The list: records of one kind with the fields that matter most, a page at a time.
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo } from "react";

import { type RecordView, countRecords, exportRecords, listRecords, mostExported } from "#features/records/contract.ts";
import classes from "#features/records/parts/records.module.css";
import { FilterLine, readSearchText, useFilters } from "#features/records/parts/filters.tsx";
import { listFields } from "#features/records/rules.ts";
import type { words } from "#features/records/words.en.ts";
import type { EntityName } from "#facts/entities.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { type ReplyOf, whereIs } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { type FactNames, fieldKind, fieldRefersTo, useFactNames } from "#ui/fact-names.ts";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import { PageByPage } from "#ui/page-by-page.tsx";

const pageSize = 50;

export function RecordList({ asked }: { readonly asked: EntityName | null }) {
  const t = useWords<typeof words>("records");
  const workspace = useWorkspaceSlug();
  const [search] = useSearch();
  const counted = useAsk(countRecords, { params: { workspace } });
  const counts = counted.data?.counts ?? [];
  const isEmpty = counted.data !== undefined && counts.every((each) => each.count === 0);
  const entity = asked ?? "deal";
  const filters = useFilters(entity);
  const isFiltered = Object.entries(filters).some(([name, value]) => name !== "day" && value !== undefined && value.length > 0);
  const offset = Number(readSearchText(search["offset"]) ?? 0) || 0;
  const list = useAsk(listRecords, { params: { workspace, entity }, query: { ...filters, limit: pageSize, offset } }, { keepsLast: true, when: !isEmpty });
  useShownPeriod(null);
  if (isEmpty) return <NothingYet />;
  return (
    <Frame
      title={t("title")}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {({ total }) => t(isFiltered ? "answer-filtered" : "answer", { count: total })}
        </Answers>
      }
    >
      <div>
        <FilterLine entity={entity} counts={counts} />
        <Answers of={list} waiting={<RowsWaiting count={12} />}>
          {(answer) => <Rows answer={answer} offset={offset} file={whereIs(exportRecords, { params: { workspace, entity }, query: filters })} />}
        </Answers>
      </div>
    </Frame>
  );
}

function NothingYet() {
  const t = useWords<typeof words>("records");
  const workspace = useWorkspaceSlug();
  return (
    <Frame title={t("title")}>
      <EmptyState
        title={t("nothing-yet")}
        action={
          <Button component={GoTo} href={paths.imports(workspace)}>
            {t("bring-in")}
          </Button>
        }
      >
        {t("nothing-yet-words")}
      </EmptyState>
    </Frame>
  );
}

type Listed = ReplyOf<typeof listRecords>;

function Rows({ answer, offset, file }: { readonly answer: Listed; readonly offset: number; readonly file: string }) {
  const t = useWords<typeof words>("records");
  const names = useFactNames();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const columns = useMemo(() => columnsOf(answer, names), [answer, names]);
  return (
    <DataTable
      caption={t("table", { entity: names.entity(answer.entity) })}
      columns={columns}
      rows={answer.records}
      rowKey={(record) => record.id}
      onOpen={(record) => go(paths.records(workspace, { entity: answer.entity, id: record.id }))}
      total={answer.total}
      empty={t("empty")}
      foot={
        <>
          <PageByPage offset={offset} total={answer.total} pageSize={pageSize} by="place" />
          {answer.total === 0 ? null : <SaveAll href={file} total={answer.total} />}
        </>
      }
    />
  );
}

/** The id, the fields that matter, and the source where there are several. */
function columnsOf({ entity, records, currency, names: called }: Listed, names: FactNames): Column<RecordView>[] {
  const fields = listFields(entity, (field) => records.some((record) => record.fields[field] !== null && record.fields[field] !== undefined));
  const sources = new Set(records.map((record) => record.source));
  const nameOf = new Map(called.map((one) => [`${one.entity} ${one.id}`, one.name]));
  const shown = fields.map((field): Column<RecordView> => {
    const kind = fieldKind(entity, field) ?? "text";
    const to = fieldRefersTo(entity, field);
    const isNumber = ["money", "share", "number", "count"].includes(kind);
    return {
      key: field,
      name: names.field(field),
      isNumber,
      value: (record) => {
        const value = record.fields[field] ?? null;
        if (to !== null && typeof value === "string") return nameOf.get(`${to} ${value}`) ?? value;
        return typeof value === "boolean" ? Number(value) : value;
      },
      cell: (record) => {
        const bare = record.fields[field] ?? null;
        const name = to === null ? undefined : nameOf.get(`${to} ${String(bare)}`);
        if (name !== undefined) return <span title={String(bare)}>{name}</span>;
        const value = names.value(kind, bare, moneyOf(record, currency));
        return kind === "day" || kind === "instant" ? <span className={classes.whole}>{value}</span> : value;
      },
    };
  });
  const id: Column<RecordView> = {
    key: "id",
    name: names.field("id"),
    value: (record) => record.id,
    cell: (record) => <span className={classes.whole}>{record.id}</span>,
    onPhone: "title",
  };
  const source: Column<RecordView> = { key: "source", name: names.field("source"), value: (record) => names.source(record.source) };
  return [id, ...shown, ...(sources.size > 1 ? [source] : [])];
}

function moneyOf(record: RecordView, currency: string): string {
  const own = record.fields["currency"];
  return typeof own === "string" ? own : currency;
}

/** All records of the list with all their fields, not only those of this page. */
function SaveAll({ href, total }: { readonly href: string; readonly total: number }) {
  const t = useWords<typeof words>("records");
  const icon = <IconDownload size={14} aria-hidden />;
  if (total > mostExported) return <span>{t("too-many", { most: mostExported })}</span>;
  return (
    <Button component="a" href={href} download size="compact-sm" variant="subtle" leftSection={icon}>
      {t("save-all")}
    </Button>
  );
}
