// The deals behind a step of the waterfall or behind a group, the largest discount first.
import type { z } from "zod";

import { type RecordStep, listPricedDeals } from "#features/prices/contract.ts";
import type { PricesQuestion } from "#features/prices/parts/question.ts";
import type { Prices } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const most = 200;
const stepNames = {
  all: "step-invoice",
  "within-policy": "step-within",
  "beyond-policy": "step-beyond",
  "above-list": "step-above",
  "off-invoice": "step-off-invoice",
  pocket: "step-pocket",
  uncosted: "step-uncosted",
  cost: "step-cost",
} as const satisfies Record<RecordStep, string>;

export function DealsDrawer({ told, question }: { readonly told: Prices; readonly question: PricesQuestion }) {
  const t = useWords<typeof words>("prices");
  const { step, group } = question;
  const of = told.groups.find((each) => (each.value ?? "") === group);
  const name = group === null ? (step === null ? null : t(stepNames[step])) : (of?.name ?? t("not-filled"));
  return (
    <Drawer
      opened={name !== null}
      onClose={() => question.set({ step: undefined, group: undefined })}
      title={name === null ? "" : t("records-of", { name })}
      size="46rem"
    >
      {name === null ? null : <Deals question={question} name={name} />}
    </Drawer>
  );
}

type Deal = z.output<(typeof listPricedDeals)["reply"]>["deals"][number];

function Deals({ question, name }: { readonly question: PricesQuestion; readonly name: string }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const { step, group, by, period } = question;
  const ofGroup = group === null ? {} : { by, ...(group === "" ? {} : { value: group }) };
  const answer = useAsk(listPricedDeals, { params: { workspace }, query: { ...period, ...ofGroup, step: step ?? "all", limit: most, offset: 0 } });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  const told = answer.data;
  if (told === undefined) return <RowsWaiting count={8} />;
  const money = (key: "list" | "amount" | "offInvoice" | "cost", column: string) => ({
    key,
    name: column,
    isNumber: true,
    value: (row: Deal) => row[key],
    cell: (row: Deal) => (row[key] === null ? nothing : format.money(row[key], told.currency, true)),
  });
  return (
    <DataTable<Deal>
      caption={t("records-of", { name })}
      rows={told.deals}
      rowKey={(row) => row.id}
      total={told.total}
      fileName="evenhand-priced-deals"
      onOpen={(row) => go(paths.records(workspace, { entity: "deal", id: row.id }))}
      columns={[
        { key: "id", name: t("record-id"), value: (row) => row.id, onPhone: "title" },
        { key: "closed", name: t("record-closed"), value: (row) => row.closedOn, cell: (row) => format.day(row.closedOn) },
        { key: "seller", name: t("record-seller"), value: (row) => row.seller },
        money("list", t("record-list")),
        money("amount", t("record-amount")),
        { key: "discount", name: t("record-discount"), isNumber: true, value: (row) => row.discount, cell: (row) => format.share(row.discount) },
        ...(told.deals.some(({ offInvoice }) => offInvoice !== null) ? [money("offInvoice", t("record-off-invoice"))] : []),
        money("cost", t("record-cost")),
      ]}
    />
  );
}
