// A way of working of the firm's own, in its own words.
import { TextInput, Textarea } from "@mantine/core";

import { type PracticeView, addPractice, changePractice, listPractices } from "#features/practices/contract.ts";
import type { words } from "#features/practices/words.en.ts";
import { practiceTexts } from "#facts/practices.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

interface OwnFormProps {
  /** Absent: one is added. */
  readonly of?: PracticeView;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

export function OwnForm({ of, onDone, onClose }: OwnFormProps) {
  const t = useWords<typeof words>("practices");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const own = of?.own;
  const fields = useFields(
    {
      name: own?.name ?? "",
      what: own?.what ?? "",
      helps: own?.helps ?? "",
      helpsNot: own?.helpsNot ?? "",
      start: own?.start ?? "",
      alive: own?.alive ?? "",
    },
    { name: (text) => (text.trim() === "" ? t("check-name") : null), what: (text) => (text.trim() === "" ? t("check-what") : null) },
  );
  const done = (text: string, id: string) => {
    toast({ text });
    onDone(id);
  };
  const add = useTell(addPractice, { changes: [listPractices], onDone: ({ id }) => done(t("own-added"), id) });
  const change = useTell(changePractice, { changes: [listPractices], onDone: () => done(t("changed"), of?.id ?? "") });
  const send = () => {
    if (!fields.isGood()) return;
    const body = Object.fromEntries(Object.entries(fields.values).map(([name, text]) => [name, text.trim()])) as typeof fields.values;
    if (of === undefined) add.mutate({ params: { workspace }, body });
    else change.mutate({ params: { workspace, id: of.id }, body });
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={t(of === undefined ? "own-title" : "own-change-title")} closeOnClickOutside={false}>
      <Form send={of === undefined ? t("add") : kit("save")} isSending={add.isPending || change.isPending} error={add.error ?? change.error} onSend={send}>
        <TextInput label={t("field-name")} maxLength={200} {...fields.text("name")} />
        {practiceTexts.map((text) => (
          <Textarea key={text} label={t(text)} autosize minRows={2} maxLength={2000} {...fields.text(text)} />
        ))}
      </Form>
    </Modal>
  );
}
