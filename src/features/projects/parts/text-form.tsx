// Two short forms of one line: why a project is cancelled, and what its template is called.
import { TextInput } from "@mantine/core";

import { type ProjectRoom, moveProject, saveTemplate } from "#features/projects/contract.ts";
import { changedByProjects } from "#features/projects/parts/project-acts.ts";
import type { words } from "#features/projects/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function TextForm({ kind, told, onClose }: { readonly kind: "cancel" | "template"; readonly told: ProjectRoom; readonly onClose: () => void }) {
  const t = useWords<typeof words>("projects");
  const params = { workspace: useWorkspaceSlug(), id: told.project.id };
  const isCancel = kind === "cancel";
  const fields = useFields({ text: isCancel ? "" : told.project.name }, { text: (text) => (text.trim() === "" ? t("check-name") : null) });
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const cancel = useTell(moveProject, { changes: changedByProjects, onDone: done(t("cancelled-now")) });
  const keep = useTell(saveTemplate, { changes: changedByProjects, onDone: done(t("template-saved")) });
  const send = () => {
    if (!fields.isGood()) return;
    const text = fields.values.text.trim();
    if (isCancel) cancel.mutate({ params, body: { state: "cancelled", reason: text } });
    else keep.mutate({ params, body: { name: text } });
  };
  return (
    <Modal opened onClose={onClose} title={isCancel ? t("cancel-title", { name: told.project.name }) : t("save-template-title")}>
      <Form send={t(isCancel ? "cancel" : "save-template")} isSending={cancel.isPending || keep.isPending} error={cancel.error ?? keep.error} onSend={send}>
        <TextInput label={t(isCancel ? "cancel-reason" : "field-name")} maxLength={200} {...fields.text("text")} />
      </Form>
    </Modal>
  );
}
