// The open deals, one by one: how old, what they are worth, the chance to come in by the period's end, what is overdue or was pushed.
import { SegmentedControl } from "@mantine/core";
import type { z } from "zod";

import { type ForecastView, dealFilters, listOpenDeals, type openDealShape } from "#features/forecast/contract.ts";
import { useLevel } from "#features/forecast/parts/level.ts";
import type { Question } from "#features/forecast/parts/question.ts";
import type { words } from "#features/forecast/words.en.ts";
import { paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

type OpenDeal = z.output<typeof openDealShape>;
const most = 500;

export function OpenDeals({ told, question }: { readonly told: ForecastView; readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const { by: _cut, ...asked } = question.forecast;
  const answer = useAsk(listOpenDeals, { params: { workspace }, query: { ...asked, which: question.which, limit: most, offset: 0 } }, { keepsLast: true });
  const columns = useColumns(told, answer.data?.rows ?? []);
  return (
    <Section
      title={t("deals")}
      note={t("deals-note")}
      actions={
        <SegmentedControl
          aria-label={t("which")}
          value={question.which}
          onChange={(which) => question.set({ which: which === "all" ? undefined : which })}
          data={dealFilters.map((value) => ({ value, label: t(`which-${value}`) }))}
        />
      }
    >
      <Answers of={answer} waiting={<RowsWaiting count={8} />}>
        {({ rows, total }) => (
          <DataTable
            caption={t("deals")}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            total={total}
            onOpen={(row) => go(paths.records(workspace, { entity: "deal", id: row.id }))}
            empty={t("deals-none")}
            fileName={`evenhand-open-deals-${periodName(told.period)}`}
          />
        )}
      </Answers>
    </Section>
  );
}

const small = { display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)" } as const;

/** What no row states is no column. */
function useColumns(told: ForecastView, rows: readonly OpenDeal[]): Column<OpenDeal>[] {
  const t = useWords<typeof words>("forecast");
  const { level, format } = useLevel(told);
  const share = { unit: "share" } as const;
  const some = (has: (row: OpenDeal) => boolean, column: Column<OpenDeal>) => (rows.some(has) ? [column] : []);
  return [
    {
      key: "deal",
      name: t("col-deal"),
      value: (row) => row.name ?? row.id,
      cell: (row) => (
        <span>
          {row.name ?? row.id}
          {row.account === null || row.name?.includes(row.account) === true ? null : <small style={small}>{row.account}</small>}
        </span>
      ),
      onPhone: "title",
    },
    ...some((row) => row.owner !== null, { key: "owner", name: t("col-owner"), value: (row) => row.owner }),
    {
      key: "age",
      name: t("col-age"),
      unit: t("unit-days"),
      isNumber: true,
      value: (row) => row.ageDays,
      cell: (row) => (
        <span>
          {format.count(row.ageDays)}
          {row.isStalled ? <small style={small}>{t("mark-stalled")}</small> : null}
        </span>
      ),
    },
    ...(told.measure === "deals"
      ? []
      : [
          {
            key: "worth",
            name: t("col-deal-worth"),
            isNumber: true,
            value: (row: OpenDeal) => row.worth,
            cell: (row: OpenDeal) => (
              <span>
                {level(row.worth)}
                {row.isWorthKnown ? null : <small style={small}>{t("mark-mean")}</small>}
              </span>
            ),
          },
        ]),
    {
      key: "chance",
      name: t("col-chance"),
      isNumber: true,
      value: (row) => row.chance,
      cell: (row) => (
        <span>
          {format.share(row.chance)}
          <small style={small}>{format.interval(row.interval, share)}</small>
        </span>
      ),
    },
    ...(told.measure === "deals"
      ? []
      : [{ key: "expected", name: t("col-expected"), isNumber: true, value: (row: OpenDeal) => row.expected, cell: (row: OpenDeal) => level(row.expected) }]),
    ...some((row) => row.expectedCloseOn !== null, {
      key: "due",
      name: t("col-due"),
      value: (row) => row.expectedCloseOn,
      cell: (row) =>
        row.expectedCloseOn === null ? (
          nothing
        ) : (
          <span style={{ whiteSpace: "nowrap" }}>
            {format.day(row.expectedCloseOn)}
            {row.isOverdue ? <small style={{ ...small, color: "var(--overdue)" }}>{t("mark-overdue")}</small> : null}
            {row.pushes === 0 ? null : <small style={small}>{t("mark-pushed", { count: row.pushes })}</small>}
          </span>
        ),
    }),
  ];
}
