// Cancelling a meeting, with the reason that everybody is told.
import { TextInput } from "@mantine/core";

import { type MeetingView, cancelMeeting } from "#features/meetings/contract.ts";
import { changedInRoom } from "#features/meetings/parts/room-acts.ts";
import type { words } from "#features/meetings/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function CancelForm({ of, onClose }: { readonly of: MeetingView; readonly onClose: () => void }) {
  const t = useWords<typeof words>("meetings");
  const params = { workspace: useWorkspaceSlug(), id: of.id };
  const fields = useFields({ reason: "" }, { reason: (text) => (text.trim() === "" ? t("why.cancelled-without-reason") : null) });
  const tell = useTell(cancelMeeting, {
    changes: changedInRoom,
    onDone: () => {
      toast({ text: t("cancelled-now") });
      onClose();
    },
  });
  const send = () => {
    if (fields.isGood()) tell.mutate({ params, body: { isCancelled: true, reason: fields.values.reason.trim() } });
  };
  return (
    <Modal opened onClose={onClose} title={t("cancel-title")}>
      <Form send={t("cancel")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <TextInput label={t("cancel-reason")} maxLength={500} data-autofocus {...fields.text("reason")} />
      </Form>
    </Modal>
  );
}
