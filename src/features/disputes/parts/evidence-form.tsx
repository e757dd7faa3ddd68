// Attaching evidence to a dispute: an address, a record of ours by its id, or a note.
import { TextInput, Textarea } from "@mantine/core";
import { useState } from "react";

import { type DisputeView, addEvidence, readDispute } from "#features/disputes/contract.ts";
import { isAddress } from "#features/disputes/parts/dispute-form.tsx";
import type { words } from "#features/disputes/words.en.ts";
import { type EvidenceKind, evidenceKinds } from "#facts/disputes.ts";
import { type EntityName, entityNames } from "#facts/entities.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function EvidenceForm({ dispute }: { readonly dispute: DisputeView }) {
  const t = useWords<typeof words>("disputes");
  const [isOpen, setOpen] = useState(false);
  if (isOpen && dispute.whyNotAdd === null) return <Fields id={dispute.id} onDone={() => setOpen(false)} />;
  return (
    <span className="not-on-paper">
      <ReasonButton whyNot={dispute.whyNotAdd} variant="default" size="xs" onClick={() => setOpen(true)}>
        {t("evidence-add")}
      </ReasonButton>
    </span>
  );
}

function Fields({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const t = useWords<typeof words>("disputes");
  const names = useFactNames();
  const workspace = useWorkspaceSlug();
  const fields = useFields<{ kind: EvidenceKind; entity: EntityName; content: string }>(
    { kind: "link", entity: "deal", content: "" },
    {
      content: (text, { kind }) => (kind === "link" ? (isAddress(text) ? null : t("check-link")) : text.trim() === "" ? t("check-filled") : null),
    },
  );
  const tell = useTell(addEvidence, {
    changes: [readDispute],
    onDone: () => {
      toast({ text: t("evidence-added") });
      onDone();
    },
  });
  const { kind, entity, content } = fields.values;
  const send = () => {
    if (!fields.isGood()) return;
    const evidence = kind === "record" ? { kind, entity, content: content.trim() } : { kind, content: content.trim() };
    tell.mutate({ params: { workspace, id }, body: { evidence } });
  };
  return (
    <Form send={t("evidence-add")} isSending={tell.isPending} error={tell.error} onSend={send}>
      <Select
        label={t("evidence-kind")}
        data={evidenceKinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
        value={kind}
        onChange={(next) => fields.set("kind", next ?? "link")}
      />
      {kind === "record" ? (
        <Select
          label={t("field-entity")}
          data={entityNames.map((value) => ({ value, label: names.entity(value) }))}
          value={entity}
          onChange={(next) => fields.set("entity", next ?? "deal")}
        />
      ) : null}
      {kind === "note" ? (
        <Textarea label={t("field-note")} autosize minRows={2} maxLength={2000} {...fields.text("content")} />
      ) : (
        <TextInput label={t(kind === "link" ? "field-link" : "field-record")} maxLength={kind === "link" ? 2000 : 400} {...fields.text("content")} />
      )}
    </Form>
  );
}
