// What one of those whom the rule names decides; a button says why where it is not theirs to decide.
import { TextInput, Textarea } from "@mantine/core";
import { useState } from "react";

import { type DisputeView, decideDispute, listDisputes, readDispute } from "#features/disputes/contract.ts";
import { typedValue } from "#features/disputes/parts/dispute-words.ts";
import type { words } from "#features/disputes/words.en.ts";
import { type DisputeOutcome, disputeOutcomes } from "#facts/disputes.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function DecisionForm({ dispute }: { readonly dispute: DisputeView }) {
  const t = useWords<typeof words>("disputes");
  const [isOpen, setOpen] = useState(false);
  if (isOpen && dispute.whyNotDecide === null) return <Fields dispute={dispute} onDone={() => setOpen(false)} />;
  return (
    <span className="not-on-paper">
      <ReasonButton whyNot={dispute.whyNotDecide} onClick={() => setOpen(true)}>
        {t("decide")}
      </ReasonButton>
    </span>
  );
}

function Fields({ dispute, onDone }: { readonly dispute: DisputeView; readonly onDone: () => void }) {
  const t = useWords<typeof words>("disputes");
  const workspace = useWorkspaceSlug();
  const { rule } = dispute;
  const fields = useFields<{ outcome: DisputeOutcome; value: string; reason: string }>(
    { outcome: "not-upheld", value: "", reason: "" },
    {
      value: (text, { outcome }) => (outcome === "agreed-value" && typedValue(text, dispute) === null ? t("check-value") : null),
      reason: (text) => (rule !== "both-heads" && text.trim() === "" ? t("check-reason") : null),
    },
  );
  const tell = useTell(decideDispute, {
    changes: [listDisputes, readDispute],
    onDone: () => {
      toast({ text: t("said") });
      onDone();
    },
  });
  const { outcome, value, reason } = fields.values;
  const send = () => {
    if (!fields.isGood()) return;
    const body = { outcome, value: outcome === "agreed-value" ? typedValue(value, dispute) : null, reason: reason.trim() };
    tell.mutate({ params: { workspace, id: dispute.id }, body });
  };
  const outcomes = disputeOutcomes.filter((one) => rule !== "source-record" || one !== "agreed-value");
  const isMoney = dispute.unit === "money" || dispute.unit === "money-per-deal";
  return (
    <Form send={t("decide")} isSending={tell.isPending} error={tell.error} onSend={send}>
      <Select
        label={t("field-outcome")}
        data={outcomes.map((one) => ({ value: one, label: t(`outcome-${one}`) }))}
        value={outcome}
        onChange={(next) => fields.set("outcome", next ?? "not-upheld")}
      />
      {outcome === "agreed-value" ? (
        <TextInput
          inputMode="decimal"
          label={isMoney ? t("field-value-money", { currency: dispute.currency ?? "" }) : t(dispute.unit === "share" ? "field-value-share" : "field-value")}
          {...fields.text("value")}
        />
      ) : null}
      <Textarea label={t("field-reason")} autosize minRows={2} maxLength={2000} {...fields.text("reason")} />
    </Form>
  );
}
