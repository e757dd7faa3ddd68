// Adding somebody by name alone: neither a seller of the CRM nor a member.
import { Text, TextInput } from "@mantine/core";

import type { words } from "#features/routing/words.en.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";

export function AddForm({ onAdd, onClose }: { readonly onAdd: (name: string) => void; readonly onClose: () => void }) {
  const t = useWords<typeof words>("routing");
  const fields = useFields({ name: "" }, { name: (text) => (text.trim() === "" ? t("name-missing") : null) });
  return (
    <Modal opened onClose={onClose} title={t("add-title")}>
      <Form send={t("add-short")} isSending={false} error={null} onSend={() => fields.isGood() && onAdd(fields.values.name.trim())}>
        <Text c="dimmed">{t("add-words")}</Text>
        <TextInput label={t("name")} autoFocus maxLength={120} {...fields.text("name")} />
      </Form>
    </Modal>
  );
}
