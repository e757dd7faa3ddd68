// The leads one by one: when each came, how far it got and how it stands; and the lines of spend.
import { Anchor, Button, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";

import { type AgencyCase, type AgencyWork, exportAgencyCases, listAgencyCases, listAgencySpend } from "#features/agency/contract.ts";
import { type AgencyQuestion, asked, outcomes } from "#features/agency/parts/question.ts";
import type { words } from "#features/agency/words.en.ts";
import { toMajor } from "#kit/money.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { whereIs } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const pageSize = 15;

export function Cases({ told, question }: { readonly told: AgencyWork; readonly question: AgencyQuestion }) {
  const t = useWords<typeof words>("agency");
  const names = useFactNames();
  const workspace = useWorkspaceSlug();
  const { step, outcome, from, set } = question;
  const query = { ...asked(question), ...(step === null ? {} : { step }), ...(outcome === null ? {} : { outcome }) };
  const cases = useAsk(listAgencyCases, { params: { workspace }, query: { ...query, limit: pageSize, offset: from.cases } }, { keepsLast: true });
  return (
    <div id="leads">
      <Section
        title={t(`cases-${told.unit}`)}
        note={
          step === null ? undefined : (
            <>
              {t("cases-step", { step: names.stage(step) })}{" "}
              <Anchor component="button" type="button" inherit onClick={() => set({ step: undefined, leads: undefined })}>
                {t("cases-all")}
              </Anchor>
            </>
          )
        }
        actions={
          <Group gap={8} className="not-on-paper">
            <Select
              size="xs"
              aria-label={t("outcome")}
              value={outcome ?? "any"}
              data={[{ value: "any", label: t("any-outcome") }, ...outcomes.map((each) => ({ value: each, label: t(`outcome.${each}`) }))]}
              onChange={(next) => set({ outcome: next === null || next === "any" ? undefined : next, leads: undefined })}
            />
            <Button
              size="xs"
              component="a"
              download
              variant="default"
              href={whereIs(exportAgencyCases, { params: { workspace }, query })}
              leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
            >
              {t("cases-export")}
            </Button>
          </Group>
        }
      >
        <Answers of={cases} waiting={<RowsWaiting count={8} />}>
          {({ cases: rows, total }) => <CaseTable rows={rows} total={total} told={told} question={question} />}
        </Answers>
      </Section>
    </div>
  );
}

interface CaseTableProps {
  readonly rows: readonly AgencyCase[];
  readonly total: number;
  readonly told: AgencyWork;
  readonly question: AgencyQuestion;
}

function CaseTable({ rows, total, told, question }: CaseTableProps) {
  const t = useWords<typeof words>("agency");
  const names = useFactNames();
  const format = useFormat();
  const text = (key: "segment" | "region" | "grade"): Column<AgencyCase>[] =>
    rows.some((row) => row[key] !== null) ? [{ key, name: t(key), value: (row) => row[key], onPhone: "hidden" }] : [];
  const { from, set, subject } = question;
  const isOfMany = subject === null && told.work.length > 1;
  return (
    <DataTable
      caption={t(`cases-${told.unit}`)}
      rows={rows}
      rowKey={({ kind, id }) => `${kind} ${id}`}
      total={total}
      empty={t("cases-none")}
      foot={<Pages from={from.cases} total={total} onGo={(next) => set({ leads: next }, { keepsHistory: true })} />}
      columns={[
        {
          key: "id",
          name: t("id"),
          isFixed: true,
          value: ({ id }) => id,
          cell: ({ id, of }) => <Two first={id} second={isOfMany ? of.join(", ") : null} />,
          onPhone: "title",
        },
        { key: "came", name: t("came-on"), isFixed: true, value: ({ cameOn }) => cameOn, cell: ({ cameOn }) => <Two first={format.day(cameOn)} /> },
        {
          key: "step",
          name: t("furthest"),
          isFixed: true,
          value: ({ step }) => names.stage(step),
          cell: ({ step, stepOn }) => <Two first={names.stage(step)} second={stepOn === null ? null : format.day(stepOn)} />,
        },
        { key: "outcome", name: t("outcome"), isFixed: true, value: ({ outcome }) => t(`outcome.${outcome}`) },
        ...text("segment"),
        ...text("region"),
        ...text("grade"),
      ]}
    />
  );
}

const small = { display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;

/** What stays on one line, and under it what belongs to it. */
function Two({ first, second = null }: { readonly first: string; readonly second?: string | null }) {
  return (
    <>
      <span style={{ whiteSpace: "nowrap" }}>{first}</span>
      {second === null ? null : <small style={small}>{second}</small>}
    </>
  );
}

export function SpendLines({ told, question }: { readonly told: AgencyWork; readonly question: AgencyQuestion }) {
  const t = useWords<typeof words>("agency");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { from, set, subject } = question;
  const lines = useAsk(listAgencySpend, { params: { workspace }, query: { ...asked(question), limit: pageSize, offset: from.lines } }, { keepsLast: true });
  return (
    <Section title={t("lines")}>
      <Answers of={lines} waiting={<RowsWaiting count={6} />}>
        {({ lines: rows, total, currency }) => (
          <DataTable
            caption={t("lines")}
            rows={rows}
            rowKey={({ id }) => id}
            total={total}
            empty={t("lines-none")}
            fileName="evenhand-spend"
            foot={<Pages from={from.lines} total={total} onGo={(next) => set({ lines: next }, { keepsHistory: true })} />}
            columns={[
              { key: "day", name: t("day"), isFixed: true, value: ({ day }) => day, cell: ({ day }) => format.day(day), onPhone: "title" },
              { key: "category", name: t("category"), isFixed: true, value: ({ category }) => category },
              ...(subject !== null || told.work.length < 2 ? [] : [{ key: "of", name: t("of"), value: ({ of }: (typeof rows)[number]) => of.join(", ") }]),
              {
                key: "amount",
                name: t("amount"),
                isFixed: true,
                isNumber: true,
                value: ({ amount }) => toMajor(amount, currency),
                cell: ({ amount }) => format.money(amount, currency),
              },
            ]}
          />
        )}
      </Answers>
    </Section>
  );
}

function Pages({ from, total, onGo }: { readonly from: number; readonly total: number; readonly onGo: (next: string | undefined) => void }) {
  const t = useWords<typeof words>("agency");
  if (total <= pageSize) return null;
  const to = (next: number) => onGo(next <= 0 ? undefined : String(next));
  return (
    <>
      <span style={{ marginRight: 8 }}>{t("page-shown", { from: from + 1, to: Math.min(from + pageSize, total), total })}</span>
      <Button size="compact-sm" variant="subtle" disabled={from === 0} onClick={() => to(from - pageSize)}>
        {t("later")}
      </Button>
      <Button size="compact-sm" variant="subtle" disabled={from + pageSize >= total} onClick={() => to(from + pageSize)}>
        {t("earlier")}
      </Button>
    </>
  );
}
