// Putting something on the next meeting's agenda, or changing its words.
import { TextInput, Textarea } from "@mantine/core";

import { type AgendaItemView, changeAgendaItem, putOnAgenda } from "#features/actions/contract.ts";
import { changedBySteps } from "#features/actions/parts/action-acts.ts";
import type { BeginsFrom } from "#features/actions/parts/action-form.tsx";
import type { words } from "#features/actions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface AgendaFormProps {
  /** The item to change; absent: one is put on. */
  readonly of?: AgendaItemView;
  readonly from?: BeginsFrom;
  readonly onClose: () => void;
}

export function AgendaForm({ of, from, onClose }: AgendaFormProps) {
  const t = useWords<typeof words>("actions");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const fields = useFields(
    { title: of?.title ?? from?.title.slice(0, 200) ?? "", why: of?.why ?? "" },
    { title: (text) => (text.trim() === "" ? t("check-item") : null) },
  );
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const put = useTell(putOnAgenda, { changes: changedBySteps, onDone: done(t("put-done")) });
  const change = useTell(changeAgendaItem, { changes: changedBySteps, onDone: done(t("item-changed")) });
  const send = () => {
    if (!fields.isGood()) return;
    const body = { title: fields.values.title.trim(), why: fields.values.why.trim() };
    if (of !== undefined) change.mutate({ params: { workspace, id: of.id }, body });
    else put.mutate({ params: { workspace }, body: { ...body, ...(from === undefined ? {} : { from: { kind: from.kind, id: from.id } }) } });
  };
  return (
    <Modal opened onClose={onClose} size="36rem" title={t(of === undefined ? "put-title" : "put-edit-title")} closeOnClickOutside={false}>
      <Form send={of === undefined ? t("put") : kit("save")} isSending={put.isPending || change.isPending} error={put.error ?? change.error} onSend={send}>
        <TextInput label={t("field-item")} maxLength={200} {...fields.text("title")} />
        <Textarea label={t("field-why")} autosize minRows={2} maxLength={2000} {...fields.text("why")} />
      </Form>
    </Modal>
  );
}
