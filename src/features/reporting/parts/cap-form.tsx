// The most that may be asked of one person in a week.
import { TextInput } from "@mantine/core";

import { type BurdenView, readReporting, setReportCap } from "#features/reporting/contract.ts";
import { isAmount, numberOf } from "#features/reporting/parts/minutes.ts";
import classes from "#features/reporting/parts/reporting.module.css";
import type { words } from "#features/reporting/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const isCap = (text: string) => text.trim() === "" || (isAmount(text, 2400) && numberOf(text) >= 1);

export function CapForm({ burden, onClose }: { readonly burden: BurdenView; readonly onClose: () => void }) {
  const t = useWords<typeof words>("reporting");
  const params = { workspace: useWorkspaceSlug(), department: burden.department };
  const fields = useFields({ minutes: burden.cap === null ? "" : String(burden.cap) }, { minutes: (text) => (isCap(text) ? null : t("cap-wrong")) });
  const back = useTell(setReportCap, { changes: [readReporting] });
  const tell = useTell(setReportCap, {
    changes: [readReporting],
    onDone: () => {
      toast({ text: t("cap-done"), undo: () => back.mutate({ params, body: { minutes: burden.cap } }) });
      onClose();
    },
  });
  const text = fields.values.minutes.trim();
  const send = () => fields.isGood() && tell.mutate({ params, body: { minutes: text === "" ? null : numberOf(text) } });
  return (
    <Modal opened onClose={onClose} title={t(`cap-title-${burden.department}`)}>
      <Form send={t("save")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <p className={classes["quiet"]}>{t("cap-words")}</p>
        <TextInput label={t("cap-label")} description={t("cap-empty")} inputMode="decimal" autoFocus {...fields.text("minutes")} />
      </Form>
    </Modal>
  );
}
