// Entering an address: its name, what it is told, in which shape; then the secret, once.
import { Button, Checkbox, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { createWebhook, listWebhooks } from "#features/webhooks/contract.ts";
import type { words } from "#features/webhooks/words.en.ts";
import { type WebhookEvent, type WebhookShape, webhookEventNames, webhookShapes } from "#facts/webhook.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { CopyLine } from "#ui/copy-line.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { useTell } from "#ui/use-ask.ts";

const usual: readonly WebhookEvent[] = ["claim.verdict", "dispute.opened", "dispute.decided", "action.overdue", "meeting.closed"];

export function WebhookForm({ onClose }: { readonly onClose: () => void }) {
  const t = useWords<typeof words>("webhooks");
  const workspace = useWorkspaceSlug();
  const [secret, setSecret] = useState<string | null>(null);
  const [shape, setShape] = useState<WebhookShape>("text");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(usual);
  const filled = (text: string) => (text.trim() === "" ? t("check-filled") : null);
  const fields = useFields({ name: "", address: "" }, { name: filled, address: filled });
  const tell = useTell(createWebhook, { changes: [listWebhooks], onDone: (made) => setSecret(made.secret) });
  const send = () => fields.isGood() && events.length > 0 && tell.mutate({ params: { workspace }, body: { ...fields.values, shape, events: [...events] } });
  return (
    <Modal opened onClose={onClose} title={t("add")} closeOnClickOutside={secret === null}>
      {secret === null ? (
        <Form send={t("save")} isSending={tell.isPending} error={tell.error} onSend={send}>
          <TextInput label={t("name")} placeholder={t("name-example")} maxLength={80} autoFocus {...fields.text("name")} />
          <TextInput label={t("address")} description={t("address-note")} placeholder="https://" type="url" maxLength={1000} {...fields.text("address")} />
          <div>
            <Text fw={600} mb={4}>
              {t("shape")}
            </Text>
            <SegmentedControl
              aria-label={t("shape")}
              value={shape}
              onChange={(value) => setShape(value)}
              data={webhookShapes.map((value) => ({ value, label: t(`shape-${value}`) }))}
            />
          </div>
          <Checkbox.Group
            label={t("events")}
            value={[...events]}
            onChange={(chosen) => setEvents(chosen)}
            error={events.length === 0 ? t("check-events") : null}
          >
            <Stack gap={8} mt={8}>
              {webhookEventNames.map((event) => (
                <Checkbox key={event} value={event} label={t(`event-${event}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        </Form>
      ) : (
        <Stack>
          <Text>{t("made")}</Text>
          <CopyLine text={secret} />
          <Text c="dimmed">{t("made-use")}</Text>
          <div>
            <Button onClick={onClose}>{t("done")}</Button>
          </div>
        </Stack>
      )}
    </Modal>
  );
}
