// Cancelling a meeting, with the reason that everybody is told.
import { TextInput } from "@mantine/core";

import { cancelMeeting } from "#features/meetings/contract.ts";
import type { words } from "#features/meetings/words.en.ts";
import type { MeetingView } from "#facts/meetings-shape.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface CancelFormProps {
  readonly of: MeetingView;
  readonly changes: readonly Pick<Endpoint, "name">[];
  readonly onClose: () => void;
}

export function CancelForm({ of, changes, onClose }: CancelFormProps) {
  const t = useWords<typeof words>("meetings");
  const params = { workspace: useWorkspaceSlug(), id: of.id };
  const fields = useFields({ reason: "" }, { reason: (text) => (text.trim() === "" ? t("why.cancelled-without-reason") : null) });
  const tell = useTell(cancelMeeting, {
    changes,
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
