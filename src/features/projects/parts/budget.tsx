// The budget line by line: planned, promised, spent by the records, and the rows of spend behind it.
import { Button, SimpleGrid, TextInput } from "@mantine/core";

import { type LineView, type ProjectRoom, type SpendRow, addBudgetLine, changeBudgetLine, putSpendOnLine } from "#features/projects/contract.ts";
import { changedByProjects, minorAsTyped, usePartActs } from "#features/projects/parts/project-acts.ts";
import classes from "#features/projects/parts/projects.module.css";
import type { words } from "#features/projects/words.en.ts";
import { spendKinds, usualTimesSpace } from "#facts/spend-kind.ts";
import { typedMinor } from "#kit/typed-money.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface BudgetProps {
  readonly told: ProjectRoom;
  readonly budget: NonNullable<ProjectRoom["budget"]>;
}
interface Row {
  readonly key: string;
  readonly name: string;
  readonly planned: number;
  readonly committed: number;
  readonly actual: number | null;
  readonly from: string;
}

export function Budget({ told, budget }: BudgetProps) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const acts = usePartActs();
  const [line, setLine] = useSearchValue("line");
  const money = (value: number | null) => (value === null ? nothing : format.money(value, told.currency));
  const from = ({ records, typed }: LineView) => (records.length > 0 ? t("line-records", { count: records.length }) : typed === null ? "" : t("line-typed"));
  const rows: Row[] = [
    ...budget.lines.map((each) => ({ key: each.id, name: each.name, planned: each.planned, committed: each.committed, actual: each.actual, from: from(each) })),
    ...budget.unforeseen.map(({ kind, actual, records }) => {
      const name = t("line-unforeseen", { kind: t(`line-${kind}`) });
      return { key: kind, name, planned: 0, committed: 0, actual, from: t("line-records", { count: records.length }) };
    }),
  ];
  const edited = budget.lines.find(({ id }) => id === line) ?? null;
  const mayPlan = told.whyNotPlan === null;
  const { sums } = budget;
  return (
    <>
      <Section
        title={t("tab-budget")}
        note={t("budget-note")}
        actions={
          <ReasonButton whyNot={told.whyNotPlan} variant="default" size="xs" onClick={() => setLine("new")}>
            {t("line-add")}
          </ReasonButton>
        }
      >
        {told.project.kind === "exhibition" && budget.timesSpace !== null ? <TimesSpace times={budget.timesSpace} /> : null}
        {rows.length === 0 ? (
          <p>{t("budget-none")}</p>
        ) : (
          <DataTable<Row>
            caption={t("tab-budget")}
            rows={rows}
            rowKey={({ key }) => key}
            fileName="evenhand-project-budget"
            {...(mayPlan ? { onOpen: ({ key }: Row) => budget.lines.some(({ id }) => id === key) && setLine(key) } : {})}
            columns={[
              { key: "line", name: t("col-line"), value: ({ name }) => name, onPhone: "title" },
              { key: "planned", name: t("col-planned"), value: (row) => row.planned, cell: (row) => money(row.planned), isNumber: true },
              { key: "committed", name: t("col-committed"), value: (row) => row.committed, cell: (row) => money(row.committed), isNumber: true },
              { key: "actual", name: t("col-actual"), value: (row) => row.actual, cell: (row) => money(row.actual), isNumber: true },
              {
                key: "left",
                name: t("col-left"),
                value: ({ planned, actual }) => (actual === null ? null : planned - actual),
                cell: ({ planned, actual }) => money(actual === null ? null : planned - actual),
                isNumber: true,
              },
              { key: "from", name: t("col-from"), value: (row) => row.from, onPhone: "hidden" },
            ]}
            totals={{
              line: t("total"),
              planned: money(sums.planned),
              committed: money(sums.committed),
              actual: money(sums.actual),
              left: money(sums.actual === null ? null : sums.planned - sums.actual),
            }}
          />
        )}
        {acts.error ? <ErrorState error={acts.error} /> : null}
        {mayPlan && (line === "new" || edited !== null) ? (
          <LineForm
            key={line}
            of={edited}
            told={told}
            onRemove={(id) => {
              acts.removeLine(id);
              setLine(null);
            }}
            onClose={() => setLine(null)}
          />
        ) : null}
      </Section>
      <Section title={t("spend")}>{budget.spend.length === 0 ? <p>{t("spend-none")}</p> : <Spend told={told} budget={budget} />}</Section>
    </>
  );
}

function TimesSpace({ times }: { readonly times: number }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const odd = times < usualTimesSpace.low ? "space-low" : times > usualTimesSpace.high ? "space-high" : null;
  const written = new Intl.NumberFormat(format.language, { maximumFractionDigits: 1 }).format(times);
  return (
    <p>
      {t("space-times", { times: written })} {t("space-usual")} {odd === null ? "" : t(odd)}
    </p>
  );
}

function Spend({ told, budget }: BudgetProps) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const put = useTell(putSpendOnLine, { changes: changedByProjects, onDone: () => toast({ text: t("spend-placed") }) });
  const nameOf = (id: string | null) => budget.lines.find((line) => line.id === id)?.name ?? null;
  return (
    <>
      {put.error ? <ErrorState error={put.error} /> : null}
      <DataTable<SpendRow>
        caption={t("spend")}
        rows={budget.spend}
        rowKey={({ id }) => id}
        fileName="evenhand-project-spend"
        columns={[
          { key: "day", name: t("col-day"), value: ({ day }) => day, cell: ({ day }) => format.day(day) },
          { key: "category", name: t("col-category"), value: ({ category }) => category, onPhone: "title" },
          { key: "amount", name: t("col-amount"), value: ({ amount }) => amount, cell: ({ amount }) => format.money(amount, told.currency), isNumber: true },
          {
            key: "line",
            name: t("col-on-line"),
            value: ({ lineId }) => nameOf(lineId),
            cell: ({ id, lineId, isByHand }) =>
              told.whyNotPlan === null ? (
                <Select
                  size="xs"
                  aria-label={t("col-on-line")}
                  data={[
                    { value: "own", label: isByHand ? t("spend-own-kind") : (nameOf(lineId) ?? nothing) },
                    ...budget.lines.map((line) => ({ value: line.id, label: line.name })),
                  ]}
                  value={isByHand && lineId !== null ? lineId : "own"}
                  onChange={(value) => put.mutate({ params, body: { spendId: id, lineId: value === "own" ? null : value } })}
                />
              ) : (
                (nameOf(lineId) ?? nothing)
              ),
          },
        ]}
      />
    </>
  );
}

interface LineFormProps {
  readonly of: LineView | null;
  readonly told: ProjectRoom;
  readonly onRemove: (id: string) => void;
  readonly onClose: () => void;
}

function LineForm({ of, told, onRemove, onClose }: LineFormProps) {
  const t = useWords<typeof words>("projects");
  const kit = useWords<typeof kitWords>("kit");
  const { currency } = told;
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const check = (text: string) => (typedMinor(text, currency) === undefined ? t("check-number") : null);
  const asTyped = (value: number | null | undefined) => minorAsTyped(value ?? null, currency);
  const fields = useFields(
    {
      kind: of?.kind ?? "other",
      name: of?.name ?? "",
      planned: asTyped(of?.planned),
      committed: asTyped(of?.committed),
      actual: asTyped(of?.typed),
    },
    { name: (text) => (text.trim() === "" ? t("check-name") : null), planned: check, committed: check, actual: check },
  );
  const done = {
    changes: changedByProjects,
    onDone: () => {
      toast({ text: t("line-saved") });
      onClose();
    },
  };
  const add = useTell(addBudgetLine, done);
  const change = useTell(changeBudgetLine, done);
  const isOnRecord = of !== null && of.records.length > 0;
  const send = () => {
    if (!fields.isGood()) return;
    const { kind, name } = fields.values;
    const [planned, committed, actual] = [fields.values.planned, fields.values.committed, fields.values.actual].map(
      (text) => typedMinor(text, currency) ?? null,
    );
    const body = { kind, name: name.trim(), planned: planned ?? 0, committed: committed ?? 0, ...(isOnRecord ? {} : { actual: actual ?? null }) };
    if (of === null) add.mutate({ params, body });
    else change.mutate({ params: { ...params, part: of.id }, body });
  };
  return (
    <Modal opened onClose={onClose} size="36rem" title={t("line-title")} closeOnClickOutside={false}>
      <Form
        send={kit("save")}
        isSending={add.isPending || change.isPending}
        error={add.error ?? change.error}
        onSend={send}
        beside={
          of === null ? null : (
            <Button variant="subtle" color="gray" onClick={() => onRemove(of.id)}>
              {t("remove")}
            </Button>
          )
        }
      >
        <TextInput label={t("col-line")} maxLength={200} {...fields.text("name")} />
        <Select
          label={t("field-line-kind")}
          data={spendKinds.map((value) => ({ value, label: t(`line-${value}`) }))}
          value={fields.values.kind}
          onChange={(kind) => fields.set("kind", kind ?? "other")}
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing={16}>
          <TextInput inputMode="decimal" label={t("field-planned", { currency })} {...fields.text("planned")} />
          <TextInput inputMode="decimal" label={t("field-committed", { currency })} {...fields.text("committed")} />
          {isOnRecord ? null : <TextInput inputMode="decimal" label={t("field-actual", { currency })} {...fields.text("actual")} />}
        </SimpleGrid>
        {isOnRecord ? <p className={classes["quiet"]}>{t("actual-on-record", { count: of.records.length })}</p> : null}
      </Form>
    </Modal>
  );
}
