// Entering a day of the company's own: free though the calendar says work, or worked though it says free.
import { Radio, Stack, TextInput } from "@mantine/core";

import { type CalendarAnswer, removeSpecialDay, setSpecialDay } from "#features/calendar/contract.ts";
import { changedByCalendar, useForget } from "#features/calendar/parts/asking.ts";
import type { words } from "#features/calendar/words.en.ts";
import { isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function DayForm({ told, onClose }: { readonly told: CalendarAnswer; readonly onClose: () => void }) {
  const t = useWords<typeof words>("calendar");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const forget = useForget();
  const { values, set, text, isGood } = useFields(
    { day: "", name: "", kind: "free" },
    { day: (written) => (isDay(written) ? null : t("day-missing")), name: (written) => (written.trim() === "" ? t("name-missing") : null) },
  );
  const tell = useTell(setSpecialDay, {
    changes: changedByCalendar,
    onDone: (_, { params }) => {
      const { day } = params as { day: string };
      const was = told.special.find((one) => one.day === day);
      const asItWas = async () => {
        if (was) await ask(setSpecialDay, { params: { workspace, day }, body: { name: was.name, isWorking: was.isWorking } });
        else await ask(removeSpecialDay, { params: { workspace, day } });
        await forget(changedByCalendar);
      };
      toast({ text: t("own-saved", { day: format.day(day) }), undo: asItWas });
      onClose();
    },
  });
  const send = () =>
    isGood() && tell.mutate({ params: { workspace, day: values.day }, body: { name: values.name.trim(), isWorking: values.kind === "working" } });
  return (
    <Modal opened onClose={onClose} title={t("own-title")}>
      <Form send={t("save")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <TextInput type="date" label={t("day")} autoFocus {...text("day")} />
        <TextInput label={t("own-name")} maxLength={120} {...text("name")} />
        <Radio.Group label={t("own-kind")} value={values.kind} onChange={(kind) => set("kind", kind)}>
          <Stack gap={8} mt={4}>
            <Radio value="free" label={t("own-free")} />
            <Radio value="working" label={t("own-working")} />
          </Stack>
        </Radio.Group>
      </Form>
    </Modal>
  );
}
