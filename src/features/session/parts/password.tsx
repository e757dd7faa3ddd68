// Changing one's password.
import { PasswordInput, Stack } from "@mantine/core";

import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Section, Surface } from "#ui/page.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

import { changePassword, listSessions } from "#features/session/contract.ts";
import type { words } from "#features/session/words.en.ts";

const empty = { current: "", next: "" };

export function PasswordPart() {
  const t = useWords<typeof words>("session");
  const fields = useFields(empty, {
    current: (text) => (text === "" ? t("check-filled") : null),
    next: (text) => (text.length < 12 ? t("check-password") : null),
  });
  const tell = useTell(changePassword, {
    changes: [listSessions],
    onDone: () => {
      fields.reset(empty);
      toast({ text: t("password-changed") });
    },
  });
  return (
    <Section title={t("password-title")}>
      <Surface>
        <Form send={t("password-change")} isSending={tell.isPending} error={tell.error} onSend={() => fields.isGood() && tell.mutate({ body: fields.values })}>
          <Stack gap={16} maw={380}>
            <PasswordInput label={t("password-current")} autoComplete="current-password" {...fields.text("current")} />
            <PasswordInput label={t("password-new")} description={t("password-rule")} autoComplete="new-password" {...fields.text("next")} />
          </Stack>
        </Form>
      </Surface>
    </Section>
  );
}
