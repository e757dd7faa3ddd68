// Who gives how much away: each group with its discount, set against like deals of the others, with a place only as far as luck allows.
import type { ReactNode } from "react";

import { type Cut, cuts } from "#features/prices/contract.ts";
import type { PricesQuestion } from "#features/prices/parts/question.ts";
import type { Prices } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { periodName } from "#kit/period.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";

type Group = Prices["groups"][number];
const share = { unit: "share" } as const;

export function Groups({ told, question }: { readonly told: Prices; readonly question: PricesQuestion }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const standing = told.groups.filter(({ against }) => against !== null && against.verdict === "clear" && against.value > 0);
  return (
    <Section
      title={t("groups")}
      note={t("groups-note")}
      actions={
        <Select<Cut>
          aria-label={t("cut-by")}
          data={cuts.map((cut) => ({ value: cut, label: t(`by-${cut}`) }))}
          value={told.by}
          w={180}
          onChange={(by) => question.set({ by: by ?? undefined, group: undefined })}
        />
      }
    >
      <p>
        {standing.length === 0
          ? t("groups-none")
          : t("groups-some", {
              count: standing.length,
              names: new Intl.ListFormat(format.language).format(standing.map((each) => each.name ?? t("not-filled"))),
            })}
      </p>
      <DataTable
        caption={t("groups")}
        columns={useColumns(told)}
        rows={told.groups}
        rowKey={(row) => row.value ?? ""}
        order={{ key: "against", desc: true }}
        fileName={`evenhand-discounts-${told.by}-${periodName(told.period)}`}
        totals={useTotals(told)}
        onOpen={(row) => question.set({ group: row.value ?? "", step: undefined })}
      />
    </Section>
  );
}

function useColumns({ by, currency, groups }: Prices): Column<Group>[] {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const money = (key: "list" | "beyondPolicy", name: string): Column<Group> => ({
    key,
    name,
    isNumber: true,
    value: (row) => row.steps[key],
    cell: (row) => (row.steps[key] === 0 ? nothing : format.money(row.steps[key], currency, true)),
  });
  const hasMargin = groups.some(({ steps }) => steps.uncostedDeals === 0);
  return [
    { key: "group", name: t(`by-${by}`), value: (row) => row.name ?? t("not-filled"), onPhone: "title" },
    { key: "deals", name: t("col-deals"), isNumber: true, value: (row) => row.steps.deals },
    {
      key: "discount",
      name: t("col-discount"),
      isNumber: true,
      value: (row) => row.discount,
      cell: (row) => <WithRange value={format.share(row.discount)} range={row.interval === null ? null : format.interval(row.interval, share)} />,
    },
    {
      key: "against",
      name: t("col-against"),
      isNumber: true,
      value: (row) => row.against?.value ?? null,
      cell: (row) =>
        row.against === null ? (
          nothing
        ) : (
          <WithRange value={format.change(row.against.value, share)} range={format.changeInterval(row.against.interval, share)} />
        ),
    },
    {
      key: "verdict",
      name: t("col-verdict"),
      isFixed: true,
      value: (row) => row.against?.verdict ?? null,
      cell: (row) =>
        row.against === null ? (
          nothing
        ) : (
          <WithRange value={<VerdictBadge verdict={row.against.verdict} />} range={t("place", { place: placeOf(row.against.rank) })} />
        ),
    },
    money("list", t("col-list")),
    money("beyondPolicy", t("col-beyond")),
    ...(hasMargin
      ? [
          {
            key: "margin",
            name: t("col-margin"),
            isNumber: true,
            value: (row: Group) => marginOf(row),
            cell: (row: Group) => (marginOf(row) === null ? nothing : format.share(marginOf(row)!)),
          },
        ]
      : []),
  ];
}

/** Of the invoices; only where every cost is known. */
const marginOf = ({ steps }: Group) => (steps.uncostedDeals > 0 || steps.invoice === 0 ? null : steps.margin / steps.invoice);

function placeOf({ from, until }: { readonly from: number; readonly until: number }): string {
  return from === until ? String(from) : `${from}–${until}`;
}

function useTotals({ steps, currency }: Prices) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  if (steps === null) return {};
  return {
    group: t("all"),
    deals: format.count(steps.deals),
    discount: format.share(1 - steps.invoice / steps.list),
    list: format.money(steps.list, currency, true),
    beyondPolicy: format.money(steps.beyondPolicy, currency, true),
    ...(steps.uncostedDeals === 0 ? { margin: format.share(steps.margin / steps.invoice) } : {}),
  };
}

export function WithRange({ value, range }: { readonly value: ReactNode; readonly range: string | null }) {
  return (
    <span>
      {value}
      {range === null ? null : (
        <small style={{ display: "block", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-xs)", whiteSpace: "nowrap" }}>{range}</small>
      )}
    </span>
  );
}
