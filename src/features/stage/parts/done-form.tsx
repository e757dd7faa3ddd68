// Saying that a task was done: on which day, and what it was.
import { TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { type TaskView, readStage, sayTaskDone, withdrawTaskDone } from "#features/stage/contract.ts";
import type { words } from "#features/stage/words.en.ts";
import { type Day, isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

export function DoneForm({ task, today, onClose }: { readonly task: TaskView; readonly today: Day; readonly onClose: () => void }) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const fields = useFields({ on: today, note: "" }, { on: (day) => (isDay(day) && day <= today ? null : t("why.begins-in-the-future")) });
  const tell = useTell(sayTaskDone, {
    changes: [readStage],
    onDone: ({ id }) => {
      const undo = async () => {
        await ask(withdrawTaskDone, { params: { workspace, id }, body: { isWithdrawn: true } });
        await forget(client, [readStage]);
      };
      toast({ text: t("done-said"), undo });
      onClose();
    },
  });
  const send = () => {
    if (fields.isGood()) tell.mutate({ params: { workspace, id: task.id }, body: { on: fields.values.on, note: fields.values.note.trim() } });
  };
  return (
    <Modal opened onClose={onClose} title={t("done-title")} closeOnClickOutside={false}>
      <Form send={t("done-say")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <TextInput type="date" max={today} label={t("done-on")} {...fields.text("on")} />
        <Textarea label={t("done-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
      </Form>
    </Modal>
  );
}
