// One address up close: pausing, testing, another secret, and what became of each delivery.
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import {
  type DeliveryView,
  type WebhookView,
  changeWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  sendAgain,
  testWebhook,
} from "#features/webhooks/contract.ts";
import type { words } from "#features/webhooks/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { CopyLine } from "#ui/copy-line.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

const lookEveryMs = 4_000;

export function WebhookDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("webhooks");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(listDeliveries, { params: { workspace, id } }, { every: lookEveryMs });
  return (
    <Drawer opened onClose={onClose} title={answer.data?.webhook.name ?? t("deliveries")} size="52rem">
      <Answers of={answer} waiting={<RowsWaiting count={6} />}>
        {({ webhook, deliveries }) => (
          <Stack>
            <Text c="dimmed">
              {webhook.host} · {t(`state-${webhook.pausedBecause ?? "works"}`)}
            </Text>
            <Acts webhook={webhook} onRemoved={onClose} />
            {deliveries.length === 0 ? <Text>{t("none-yet")}</Text> : <Deliveries deliveries={deliveries} />}
          </Stack>
        )}
      </Answers>
    </Drawer>
  );
}

function Acts({ webhook, onRemoved }: { readonly webhook: WebhookView; readonly onRemoved: () => void }) {
  const t = useWords<typeof words>("webhooks");
  const params = { workspace: useWorkspaceSlug(), id: webhook.id };
  const changes = [listWebhooks, listDeliveries];
  const [asks, setAsks] = useState<"renew" | "remove" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const change = useTell(changeWebhook, { changes });
  const test = useTell(testWebhook, { changes, onDone: () => toast({ text: t("test-sent") }) });
  const renew = useTell(renewWebhookSecret, { changes, onDone: (made) => setSecret(made.secret) });
  const remove = useTell(removeWebhook, {
    changes: [listWebhooks],
    onDone: () => {
      toast({ text: t("removed", { name: webhook.name }) });
      onRemoved();
    },
  });
  const error = change.error ?? test.error ?? renew.error ?? remove.error;
  const isPaused = webhook.pausedAt !== null;
  return (
    <>
      <Group gap={8}>
        <Button size="sm" onClick={() => test.mutate({ params, body: {} })} loading={test.isPending}>
          {t("test")}
        </Button>
        <Button size="sm" variant="default" onClick={() => change.mutate({ params, body: { isPaused: !isPaused } })} loading={change.isPending}>
          {t(isPaused ? "go-on" : "pause")}
        </Button>
        <Button size="sm" variant="default" onClick={() => setAsks("renew")}>
          {t("renew")}
        </Button>
        <Button size="sm" variant="subtle" onClick={() => setAsks("remove")}>
          {t("remove")}
        </Button>
      </Group>
      {error ? <ErrorState error={error} /> : null}
      {asks === null || secret !== null ? null : (
        <Group>
          <Text>{t(`${asks}-words`)}</Text>
          <Button
            size="sm"
            variant="default"
            loading={renew.isPending || remove.isPending}
            onClick={() => (asks === "renew" ? renew.mutate({ params, body: {} }) : remove.mutate({ params }))}
          >
            {t(asks)}
          </Button>
        </Group>
      )}
      {secret === null ? null : (
        <Stack gap={8}>
          <Text>{t("made")}</Text>
          <CopyLine text={secret} />
        </Stack>
      )}
    </>
  );
}

function Deliveries({ deliveries }: { readonly deliveries: readonly DeliveryView[] }) {
  const t = useWords<typeof words>("webhooks");
  const say = useSentence("webhooks");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const again = useTell(sendAgain, { changes: [listDeliveries, listWebhooks], onDone: () => toast({ text: t("again-queued") }) });
  const state = ({ state: of, nextAt, endedAt }: DeliveryView) => t(`delivery-${of}`, { at: format.moment((of === "waiting" ? nextAt : endedAt) ?? "") });
  const answer = ({ status, reply }: DeliveryView) => [status, say(`reply-${reply ?? ""}`) ?? reply].filter((each) => each !== null && each !== "").join(" · ");
  return (
    <DataTable<DeliveryView>
      caption={t("deliveries")}
      rows={deliveries}
      rowKey={(row) => row.id}
      fileName="evenhand-webhook-deliveries"
      columns={[
        { key: "event", name: t("col-event"), value: (row) => say(`event-${row.event}`) ?? row.event, onPhone: "title" },
        { key: "happened", name: t("col-happened"), value: (row) => row.happenedAt, cell: (row) => format.moment(row.happenedAt) },
        { key: "state", name: t("col-delivery"), value: state },
        { key: "attempts", name: t("col-attempts"), isNumber: true, value: (row) => row.attempts },
        { key: "reply", name: t("col-reply"), value: answer },
        {
          key: "again",
          name: "",
          isFixed: true,
          value: () => null,
          cell: (row) => (
            <Button size="compact-sm" variant="subtle" onClick={() => again.mutate({ params: { workspace, id: row.id }, body: {} })}>
              {t("again")}
            </Button>
          ),
        },
      ]}
    />
  );
}
