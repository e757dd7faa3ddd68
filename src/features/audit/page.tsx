// The audit log: who changed what and when, with filters in the address and the same as a CSV file.
import { Button, Group, TextInput } from "@mantine/core";
import { Drawer } from "#ui/dialog.tsx";
import { Select } from "#ui/select.tsx";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";

import { addDays } from "#kit/day.ts";
import { useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { type ReplyOf, whereIs } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";
import { PageByPage } from "#ui/page-by-page.tsx";

import { type AuditEntryView, exportAudit, listAudit } from "#features/audit/contract.ts";
import { BeforeAfter } from "#features/audit/parts/before-after.tsx";
import { useSubject } from "#features/audit/parts/subject.ts";
import type { words } from "#features/audit/words.en.ts";

const pageSize = 50;
const textOf = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

export function Page() {
  const t = useWords<typeof words>("audit");
  const workspace = useWorkspaceSlug();
  const [search] = useSearch();
  const last = textOf(search["to"]);
  const filters = { act: textOf(search["act"]), from: textOf(search["from"]), until: last === undefined ? undefined : addDays(last, 1) };
  const offset = Number(textOf(search["offset"]) ?? 0) || 0;
  const log = useAsk(listAudit, { params: { workspace }, query: { ...filters, limit: pageSize, offset } }, { keepsLast: true });
  const [open, setOpen] = useState<AuditEntryView | null>(null);
  return (
    <Sheet
      title={t("title")}
      answerLines={[1, 2]}
      answer={
        <Answers of={log} waiting={<AnswerWaiting />}>
          {({ total }) => t("answer", { count: total })}
        </Answers>
      }
      actions={
        <Button
          component="a"
          href={whereIs(exportAudit, { params: { workspace }, query: filters })}
          download
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
        >
          {t("export")}
        </Button>
      }
    >
      <div>
        <Filters acts={log.data?.acts ?? []} />
        <Answers of={log} waiting={<RowsWaiting count={12} />}>
          {(answer) => <Entries answer={answer} offset={offset} onOpen={setOpen} />}
        </Answers>
      </div>
      <Drawer opened={open !== null} onClose={() => setOpen(null)} title={t("detail-title")} size="34rem">
        {open ? <BeforeAfter entry={open} /> : null}
      </Drawer>
    </Sheet>
  );
}

function useActName(): (act: string) => string {
  const say = useSentence("audit");
  return (act) => say(`act.${act}`) ?? act;
}

function Filters({ acts }: { readonly acts: readonly string[] }) {
  const t = useWords<typeof words>("audit");
  const name = useActName();
  const [search, change] = useSearch();
  return (
    <Group align="flex-end" mb={16}>
      <Select
        label={t("act")}
        value={textOf(search["act"]) ?? "any"}
        onChange={(value) => change({ act: value === null || value === "any" ? undefined : value, offset: undefined })}
        data={[{ value: "any", label: t("act-any") }, ...acts.map((act) => ({ value: act, label: name(act) }))]}
      />
      <TextInput
        type="date"
        label={t("from")}
        value={textOf(search["from"]) ?? ""}
        onChange={(event) => change({ from: event.currentTarget.value, offset: undefined })}
      />
      <TextInput
        type="date"
        label={t("to")}
        value={textOf(search["to"]) ?? ""}
        onChange={(event) => change({ to: event.currentTarget.value, offset: undefined })}
      />
    </Group>
  );
}

interface EntriesProps {
  readonly answer: ReplyOf<typeof listAudit>;
  readonly offset: number;
  readonly onOpen: (entry: AuditEntryView) => void;
}

function Entries({ answer, offset, onOpen }: EntriesProps) {
  const t = useWords<typeof words>("audit");
  const format = useFormat();
  const name = useActName();
  const subject = useSubject();
  return (
    <DataTable
      caption={t("table")}
      rows={answer.entries}
      rowKey={(entry) => String(entry.id)}
      onOpen={onOpen}
      total={answer.total}
      empty={t("empty")}
      foot={<PageByPage offset={offset} total={answer.total} pageSize={pageSize} by="time" />}
      columns={[
        { key: "what", name: t("what"), isFixed: true, value: (entry) => name(entry.act), onPhone: "title" },
        { key: "who", name: t("who"), isFixed: true, value: (entry) => entry.memberName ?? t("by-itself") },
        { key: "subject", name: t("subject"), isFixed: true, value: subject },
        { key: "when", name: t("when"), isFixed: true, isNumber: true, value: (entry) => entry.at, cell: (entry) => format.moment(entry.at) },
      ]}
    />
  );
}
