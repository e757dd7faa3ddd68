// Asking for something, or changing what is asked: nothing is asked without a reader and a decision.
import { Checkbox, Radio, Stack, Text, TextInput } from "@mantine/core";

import { type ReportItemView, type Reporting, addReportItem, changeReportItem, readReporting } from "#features/reporting/contract.ts";
import { isAmount, numberOf } from "#features/reporting/parts/minutes.ts";
import { useFieldName } from "#features/reporting/parts/proposals.tsx";
import type { words } from "#features/reporting/words.en.ts";
import type { Department } from "#facts/department.ts";
import { type AskedDepartment, type ReportKind, handField, handFieldNames } from "#facts/reporting.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useSentence, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface ItemFormProps {
  readonly told: Reporting;
  /** A field with which adding begins. */
  readonly field: string | null;
  /** What is changed; null: something new. */
  readonly was: ReportItemView | null;
  readonly onClose: () => void;
}

interface Values {
  readonly kind: ReportKind;
  readonly field: string | null;
  readonly fields: readonly string[];
  readonly name: string;
  readonly askedOf: AskedDepartment;
  readonly reader: string;
  readonly readerDepartment: Department;
  readonly decision: string;
  readonly perWeek: string;
  readonly minutes: string;
}

/** Whoever reads what one department writes is, as a rule, of the other. */
const otherOf = (department: AskedDepartment): Department => (department === "sales" ? "marketing" : "sales");

/** What the form begins with: what is changed, or what is usual for a field. */
function useFirstValues({ field, was }: Pick<ItemFormProps, "field" | "was">): Values {
  const say = useSentence("reporting");
  const called = useFieldName();
  if (was !== null) {
    const { kind, askedOf, name, reader, readerDepartment, decision, fields, statedPerWeek, statedMinutes } = was;
    const texts = { perWeek: statedPerWeek === null ? "" : String(statedPerWeek), minutes: String(statedMinutes) };
    return { kind, askedOf, name, reader, readerDepartment, decision, field: fields[0] ?? null, fields, ...texts };
  }
  const known = field === null ? null : handField(field);
  const askedOf = known?.askedOf ?? "sales";
  return {
    kind: known === null ? "report" : "field",
    field: known?.field ?? null,
    fields: [],
    name: known === null ? "" : called(known.field),
    askedOf,
    reader: known === null ? "" : (say(`reader.${known.field}`) ?? ""),
    readerDepartment: otherOf(askedOf),
    decision: known === null ? "" : (say(`decision.${known.field}`) ?? ""),
    perWeek: known === null ? "1" : "",
    minutes: known === null ? "10" : "0.5",
  };
}

export function ItemForm({ field, was, onClose }: ItemFormProps) {
  const t = useWords<typeof words>("reporting");
  const workspace = useWorkspaceSlug();
  const called = useFieldName();
  const filled = (text: string) => (text.trim() === "" ? t("check-filled") : null);
  const form = useFields<Values>(useFirstValues({ field, was }), {
    name: filled,
    reader: filled,
    decision: filled,
    field: (value, { kind }) => (kind === "field" && value === null ? t("check-filled") : null),
    perWeek: (text, { kind }) => (isAmount(text, 200) || (kind === "field" && text.trim() === "") ? null : t("check-number")),
    minutes: (text) => (isAmount(text, 600) ? null : t("check-number")),
  });
  const { values } = form;
  const acts = { changes: [readReporting] };
  const add = useTell(addReportItem, { ...acts, onDone: () => done("added") });
  const change = useTell(changeReportItem, { ...acts, onDone: () => done("changed") });
  const done = (how: "added" | "changed") => {
    toast({ text: t(how, { name: values.name }) });
    onClose();
  };
  const send = () => {
    if (!form.isGood()) return;
    const { kind, askedOf, name, reader, readerDepartment, decision } = values;
    const said = {
      name,
      reader,
      readerDepartment,
      decision,
      perWeek: values.perWeek.trim() === "" ? null : numberOf(values.perWeek),
      statedMinutes: numberOf(values.minutes),
    };
    const fields = kind === "field" ? [values.field!] : [...values.fields];
    if (was === null) add.mutate({ params: { workspace }, body: { ...said, kind, askedOf, fields } });
    else change.mutate({ params: { workspace, id: was.id }, body: said });
  };
  const pick = (name: string | null) => {
    const known = name === null ? null : handField(name);
    form.set("field", name);
    if (known === null || name === null) return;
    form.set("askedOf", known.askedOf);
    if (values.name.trim() === "") form.set("name", called(name));
  };
  return (
    <Modal opened onClose={onClose} title={t(was === null ? "add-title" : "change-title")} size="38rem">
      <Form
        send={t(was === null ? "send" : "save")}
        isSending={add.isPending || change.isPending}
        error={was === null ? add.error : change.error}
        onSend={send}
        isWide
      >
        {was === null ? (
          <Radio.Group label={t("kind")} value={values.kind} onChange={(kind) => form.set("kind", kind)}>
            <Stack gap={4} mt={4}>
              <Radio value="field" label={t("kind-field")} />
              <Radio value="report" label={t("kind-report")} />
            </Stack>
          </Radio.Group>
        ) : null}
        {values.kind === "field" && was === null ? (
          <Select
            label={t("field")}
            placeholder={t("field-pick")}
            data={handFieldNames.map((name) => ({ value: name as string, label: called(name) }))}
            value={values.field}
            onChange={pick}
            error={form.error("field")}
          />
        ) : null}
        <TextInput label={t("name")} placeholder={t("name-example")} maxLength={120} {...form.text("name")} />
        {was === null ? (
          <Select
            label={t("asked-of")}
            data={(["sales", "marketing"] as const).map((value) => ({ value, label: t(value) }))}
            value={values.askedOf}
            onChange={(askedOf) => askedOf !== null && form.set("askedOf", askedOf)}
          />
        ) : null}
        <TextInput label={t("reader")} placeholder={t("reader-example")} maxLength={120} {...form.text("reader")} />
        <Select
          label={t("reader-department")}
          data={(["sales", "marketing", "management"] as const).map((value) => ({ value, label: t(value) }))}
          value={values.readerDepartment}
          onChange={(department) => department !== null && form.set("readerDepartment", department)}
        />
        <TextInput label={t("decision")} placeholder={t("decision-example")} maxLength={300} {...form.text("decision")} />
        <TextInput
          label={t("frequency")}
          {...(values.kind === "field" ? { description: t("frequency-counted") } : {})}
          inputMode="decimal"
          {...form.text("perWeek")}
        />
        <TextInput label={t("minutes-each")} description={t("minutes-each-words")} inputMode="decimal" {...form.text("minutes")} />
        {values.kind === "report" && was === null ? (
          <Checkbox.Group
            label={t("report-fields")}
            description={t("report-fields-words")}
            value={[...values.fields]}
            onChange={(fields) => form.set("fields", fields)}
          >
            <Stack gap={4} mt={4}>
              {handFieldNames.map((name) => (
                <Checkbox key={name} value={name} label={<Text size="sm">{called(name)}</Text>} />
              ))}
            </Stack>
          </Checkbox.Group>
        ) : null}
      </Form>
    </Modal>
  );
}
