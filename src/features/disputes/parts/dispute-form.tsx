// Doubting a number: what is wrong, by which rule and within which time it is decided, and the first evidence.
import { TextInput, Textarea } from "@mantine/core";

import { listDisputes, openDispute, readDispute } from "#features/disputes/contract.ts";
import { useDisputeWords } from "#features/disputes/parts/dispute-words.ts";
import type { Doubted } from "#features/disputes/parts/question.ts";
import type { words } from "#features/disputes/words.en.ts";
import { type DisputeRule, disputeRules } from "#facts/disputes.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface DisputeFormProps {
  readonly about: Doubted;
  readonly onOpened: (id: string) => void;
  readonly onClose: () => void;
}

export const isAddress = (text: string) => /^https?:\/\/\S+\.\S+$/.test(text.trim()) || /^https?:\/\/localhost\S*$/.test(text.trim());

export function DisputeForm({ about, onOpened, onClose }: DisputeFormProps) {
  const t = useWords<typeof words>("disputes");
  const workspace = useWorkspaceSlug();
  const fields = useFields<{ said: string; rule: DisputeRule; days: string; evidence: string }>(
    { said: "", rule: "both-heads", days: "5", evidence: "" },
    {
      said: (text) => (text.trim() === "" ? t("check-said") : null),
      days: (text) => (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 60 ? null : t("check-days")),
    },
  );
  const tell = useTell(openDispute, {
    changes: [listDisputes, readDispute],
    onDone: ({ id }) => {
      toast({ text: t("opened") });
      onOpened(id);
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const { said, rule, days, evidence } = fields.values;
    const content = evidence.trim();
    tell.mutate({
      params: { workspace },
      body: {
        about: numberOf(about),
        said: said.trim(),
        rule,
        workingDays: Number(days),
        evidence: content === "" ? [] : [{ kind: isAddress(content) ? "link" : "note", content }],
      },
    });
  };
  return (
    <Modal opened onClose={onClose} size="38rem" title={t("open-title")} closeOnClickOutside={false}>
      <Form send={t("open")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <About about={about} />
        <Textarea label={t("field-said")} autosize minRows={2} maxLength={2000} {...fields.text("said")} />
        <Select
          label={t("field-rule")}
          data={disputeRules.map((value) => ({ value, label: t(`rule-${value}`) }))}
          value={fields.values.rule}
          onChange={(rule) => fields.set("rule", rule ?? "both-heads")}
        />
        <TextInput inputMode="numeric" label={t("field-days")} {...fields.text("days")} />
        <Textarea label={t("field-evidence")} description={t("field-evidence-help")} autosize minRows={1} maxLength={2000} {...fields.text("evidence")} />
      </Form>
    </Modal>
  );
}

function About({ about }: { readonly about: Doubted }) {
  const format = useFormat();
  const say = useDisputeWords();
  return (
    <p style={{ margin: 0 }}>
      <strong>{about.title}</strong>
      {about.kind === "figure" ? `: ${say.value(about.value, about)}` : null}, {format.period(about.period)}
    </p>
  );
}

/** The number as the interface takes it. */
function numberOf(about: Doubted) {
  const { period } = about;
  if (about.kind === "claim") return { kind: about.kind, id: about.id, period };
  const { kind, id, title, value, low, high, unit, currency } = about;
  return { kind, id, title: title.slice(0, 200), period, value, low, high, unit, currency };
}
