// API keys: which programs speak for whom, making one (shown once) and revoking it.
import { Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { Modal } from "#ui/dialog.tsx";
import { useState } from "react";

import { useWorkspaceSlug } from "#ui/address.tsx";
import { CopyLine } from "#ui/copy-line.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { type Say, useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

import { type KeyView, createKey, listKeys, revokeKey } from "#features/keys/contract.ts";
import type { words } from "#features/keys/words.en.ts";

export function Page() {
  const t = useWords<typeof words>("keys");
  const workspace = useWorkspaceSlug();
  const keys = useAsk(listKeys, { params: { workspace } });
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  return (
    <Sheet
      title={t("title")}
      answer={
        <Answers of={keys} waiting={<AnswerWaiting />}>
          {({ keys: all }) => answerFor(t, all.filter((key) => !key.isRevoked).length)}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={keys.data?.whyNotCreate ?? null} onClick={() => setMaking(true)}>
          {t("create")}
        </ReasonButton>
      }
    >
      <Answers of={keys} waiting={<RowsWaiting count={3} />}>
        {({ keys: all }) =>
          all.length === 0 ? (
            <EmptyState title={t("empty-title")}>{t("empty-words", { address: `${window.location.origin}/api/openapi.json` })}</EmptyState>
          ) : (
            <KeyTable keys={all} onRevoke={setRevoking} />
          )
        }
      </Answers>
      {isMaking ? <NewKey onClose={() => setMaking(false)} /> : null}
      {revoking ? <Revoke of={revoking} onClose={() => setRevoking(null)} /> : null}
    </Sheet>
  );
}

const answerFor = (t: Say<typeof words>, count: number) => (count === 0 ? t("answer-none") : t("answer", { count }));

function KeyTable({ keys, onRevoke }: { readonly keys: readonly KeyView[]; readonly onRevoke: (key: KeyView) => void }) {
  const t = useWords<typeof words>("keys");
  const format = useFormat();
  const moment = (iso: string | null, otherwise: string) => (iso === null ? otherwise : format.moment(iso));
  return (
    <DataTable
      caption={t("table")}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: "name", name: t("name"), value: (key) => key.name, onPhone: "title" },
        { key: "prefix", name: t("prefix"), value: (key) => key.prefix, cell: (key) => <code>{key.prefix}…</code> },
        { key: "scopes", name: t("scopes"), value: (key) => t(key.scopes.includes("write") ? "scope-write" : "scope-read") },
        { key: "member", name: t("member"), value: (key) => key.memberName },
        { key: "used", name: t("used"), value: (key) => key.lastUsedAt, cell: (key) => moment(key.lastUsedAt, t("never")) },
        { key: "expires", name: t("expires"), value: (key) => key.expiresAt, cell: (key) => moment(key.expiresAt, t("no-end")) },
        {
          key: "revoke",
          name: "",
          isFixed: true,
          isNumber: true,
          value: () => null,
          cell: (key) =>
            key.isRevoked ? (
              <Text span c="dimmed">
                {t("revoked")}
              </Text>
            ) : (
              <Button size="compact-sm" variant="subtle" onClick={() => onRevoke(key)}>
                {t("revoke")}
              </Button>
            ),
        },
      ]}
    />
  );
}

function NewKey({ onClose }: { readonly onClose: () => void }) {
  const t = useWords<typeof words>("keys");
  const workspace = useWorkspaceSlug();
  const [secret, setSecret] = useState<string | null>(null);
  const fields = useFields({ name: "", may: "read", days: "365" }, { name: (text) => (text.trim() === "" ? t("check-filled") : null) });
  const tell = useTell(createKey, { changes: [listKeys], onDone: (made) => setSecret(made.secret) });
  const { may, days, name } = fields.values;
  const body = { name, scopes: may === "write" ? (["read", "write"] as const) : (["read"] as const), expiresInDays: days === "none" ? null : Number(days) };
  const send = () => fields.isGood() && tell.mutate({ params: { workspace }, body: { ...body, scopes: [...body.scopes] } });
  return (
    <Modal opened onClose={onClose} title={t("create-title")} closeOnClickOutside={secret === null}>
      {secret === null ? (
        <Form send={t("create")} isSending={tell.isPending} error={tell.error} onSend={send}>
          <Text c="dimmed">{t("create-words")}</Text>
          <TextInput label={t("name")} placeholder={t("name-example")} autoFocus {...fields.text("name")} />
          <Choice label={t("scopes")} value={may} onChange={(value) => fields.set("may", value)} options={{ read: t("scope-read"), write: t("scope-write") }} />
          <Choice
            label={t("valid-for")}
            value={days}
            onChange={(value) => fields.set("days", value)}
            options={{ 30: t("days-30"), 365: t("days-365"), none: t("days-none") }}
          />
        </Form>
      ) : (
        <Stack>
          <Text>{t("made")}</Text>
          <CopyLine text={secret} />
          <div>
            <Button onClick={onClose}>{t("done")}</Button>
          </div>
        </Stack>
      )}
    </Modal>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: Readonly<Record<string, string>>;
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <div>
      <Text fw={600} mb={4}>
        {label}
      </Text>
      <SegmentedControl
        aria-label={label}
        value={value}
        onChange={onChange}
        data={Object.entries(options).map(([key, name]) => ({ value: key, label: name }))}
      />
    </div>
  );
}

/** Nothing can be undone here, so this one act asks first. */
function Revoke({ of, onClose }: { readonly of: KeyView; readonly onClose: () => void }) {
  const t = useWords<typeof words>("keys");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const tell = useTell(revokeKey, {
    changes: [listKeys],
    onDone: () => {
      toast({ text: t("has-stopped", { name: of.name }) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("revoke-title", { name: of.name })}>
      <Stack>
        <Text>{t("revoke-words")}</Text>
        {tell.error ? <ErrorState error={tell.error} /> : null}
        <Group>
          <Button loading={tell.isPending} onClick={() => tell.mutate({ params: { workspace, id: of.id } })}>
            {t("revoke")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {kit("cancel")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
