// What a task says: one of the firm's own, or other words and numbers for one of the house.
import { SimpleGrid, TextInput, Textarea } from "@mantine/core";

import { type TaskView, addMarketingTask, changeMarketingTask, readStage } from "#features/stage/contract.ts";
import { taskTexts } from "#features/stage/parts/stage-words.ts";
import type { words } from "#features/stage/words.en.ts";
import { salesParts, taskKinds } from "#facts/marketing-tasks.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface TaskFormProps {
  /** Absent: one is added. */
  readonly of?: TaskView;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

const isWhole = (text: string, most: number) => /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;

export function TaskForm({ of, onDone, onClose }: TaskFormProps) {
  const t = useWords<typeof words>("stage");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const isHouse = of !== undefined && of.key !== null;
  const fields = useFields(
    {
      kind: of?.kind ?? "operational",
      name: of?.name ?? "",
      what: of?.what ?? "",
      marketing: of?.marketing ?? "",
      sales: of?.sales ?? "",
      alive: of?.alive ?? "",
      salesPart: of?.salesPart ?? "asked",
      everyDays: of === undefined ? "30" : String(of.everyDays ?? ""),
      judgedMonths: String(of?.judgedMonths ?? 3),
    },
    {
      name: (text) => (isHouse || text.trim() !== "" ? null : t("check-name")),
      everyDays: (text) => (text.trim() === "" || isWhole(text, 3650) ? null : t("check-every")),
      judgedMonths: (text) => (isWhole(text, 120) ? null : t("check-judged")),
    },
  );
  const { values } = fields;
  const done = (text: string, id: string) => {
    toast({ text });
    onDone(id);
  };
  const add = useTell(addMarketingTask, { changes: [readStage], onDone: ({ id }) => done(t("added"), id) });
  const change = useTell(changeMarketingTask, { changes: [readStage], onDone: () => done(t("changed"), of?.id ?? "") });
  const send = () => {
    if (!fields.isGood()) return;
    const { kind, salesPart, everyDays, judgedMonths, name, what, marketing, sales, alive } = values;
    const body = {
      kind,
      salesPart,
      name: name.trim(),
      what: what.trim(),
      marketing: marketing.trim(),
      sales: sales.trim(),
      alive: alive.trim(),
      everyDays: everyDays.trim() === "" ? null : Number(everyDays),
      judgedMonths: Number(judgedMonths),
    };
    if (of === undefined) add.mutate({ params: { workspace }, body });
    else change.mutate({ params: { workspace, id: of.id }, body });
  };
  const houses = (text: "name" | (typeof taskTexts)[number]) => (isHouse ? { placeholder: t(`${text}-${of.key!}`) } : {});
  return (
    <Modal opened onClose={onClose} size="40rem" title={t(of === undefined ? "form-title-new" : "form-title-change")} closeOnClickOutside={false}>
      <Form send={of === undefined ? t("add") : kit("save")} isSending={add.isPending || change.isPending} error={add.error ?? change.error} onSend={send}>
        <TextInput
          label={t("field-name")}
          maxLength={200}
          {...(isHouse ? { description: t("form-house") } : {})}
          {...houses("name")}
          {...fields.text("name")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          {isHouse ? null : (
            <Select
              label={t("field-kind")}
              data={taskKinds.map((value) => ({ value, label: t(`tab-${value}`) }))}
              value={values.kind}
              onChange={(kind) => kind !== null && fields.set("kind", kind)}
            />
          )}
          <Select
            label={t("field-sales-part")}
            data={salesParts.map((value) => ({ value, label: t(`part-${value}`) }))}
            value={values.salesPart}
            onChange={(part) => part !== null && fields.set("salesPart", part)}
          />
        </SimpleGrid>
        {taskTexts.map((text) => (
          <Textarea key={text} label={t(text)} autosize minRows={2} maxLength={2000} {...houses(text)} {...fields.text(text)} />
        ))}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput inputMode="numeric" label={t("field-every")} description={t("field-every-help")} {...fields.text("everyDays")} />
          <TextInput inputMode="numeric" label={t("field-judged")} {...fields.text("judgedMonths")} />
        </SimpleGrid>
      </Form>
    </Modal>
  );
}
