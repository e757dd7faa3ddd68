// Writing down what was agreed, or what takes the place of an earlier decision: in a sentence, with one person of each side, a last day and the numbers behind it.
import { SimpleGrid, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";

import { type DecisionList, type DecisionView, type EvidenceBody, enterDecision, listDecisions, readDecision } from "#features/decisions/contract.ts";
import { useDecisionWords } from "#features/decisions/parts/decision-words.ts";
import { EvidenceFields } from "#features/decisions/parts/evidence-fields.tsx";
import type { words } from "#features/decisions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface DecisionFormProps {
  readonly people: DecisionList["people"];
  readonly me: string;
  readonly today: string;
  /** What it takes the place of, or ends. */
  readonly earlier: DecisionView | null;
  readonly endsIt: boolean;
  readonly rests: EvidenceBody | null;
  readonly onEntered: (id: string) => void;
  readonly onClose: () => void;
}

export function DecisionForm({ people, me, today, earlier, endsIt, rests, onEntered, onClose }: DecisionFormProps) {
  const t = useWords<typeof words>("decisions");
  const { language } = useLanguage();
  const say = useDecisionWords();
  const workspace = useWorkspaceSlug();
  const of = (side: "sales" | "marketing") =>
    people.filter(({ department }) => department === side).map(({ memberId, name }) => ({ value: memberId, label: name }));
  const first = (side: "sales" | "marketing") => of(side).find(({ value }) => value === me)?.value ?? "";
  const [evidence, setEvidence] = useState<readonly EvidenceBody[]>(rests === null ? [] : [rests]);
  const fields = useFields(
    {
      title: earlier === null ? "" : endsIt ? t("name-ends", { name: say.name(earlier) }).slice(0, 200) : earlier.title[language],
      said: endsIt ? "" : (earlier?.said ?? ""),
      sales: first("sales"),
      marketing: first("marketing"),
      until: "",
    },
    {
      title: (text) => (text.trim() === "" ? t("check-title") : null),
      sales: (id) => (id === "" ? t("check-person") : null),
      marketing: (id) => (id === "" ? t("check-person") : null),
      until: (day) => (day !== "" && day < today ? t("check-until") : null),
    },
  );
  const tell = useTell(enterDecision, {
    changes: [listDecisions, readDecision],
    onDone: ({ id }) => {
      toast({ text: t("entered") });
      onEntered(id);
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const { title, said, sales, marketing, until } = fields.values;
    const body = { title: title.trim(), said: said.trim(), salesId: sales, marketingId: marketing, until: until === "" ? null : until };
    tell.mutate({ params: { workspace }, body: { ...body, supersedes: earlier?.id ?? null, endsIt: earlier !== null && endsIt, evidence: [...evidence] } });
  };
  const [title, note, save] =
    earlier === null
      ? [t("form-title"), null, t("save")]
      : endsIt
        ? [t("form-end"), t("form-end-words"), t("end-save")]
        : [t("form-supersede"), t("form-supersede-words"), t("save")];
  const person = (side: "sales" | "marketing") => {
    const all = of(side);
    return (
      <Select
        label={t(`field-${side}`)}
        data={all}
        value={fields.values[side] === "" ? null : fields.values[side]}
        placeholder={all.length === 0 ? t("no-person") : t("chose")}
        error={fields.error(side)}
        onChange={(id) => fields.set(side, id ?? "")}
      />
    );
  };
  return (
    <Modal opened onClose={onClose} size="42rem" title={title} closeOnClickOutside={false}>
      <Form send={save} isSending={tell.isPending} error={tell.error} onSend={send}>
        {note === null ? null : <p style={{ margin: 0 }}>{note}</p>}
        <TextInput label={t("field-title")} maxLength={200} {...fields.text("title")} />
        <Textarea label={t("field-said")} autosize minRows={2} maxRows={10} maxLength={4000} {...fields.text("said")} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {person("sales")}
          {person("marketing")}
        </SimpleGrid>
        {endsIt ? null : <TextInput type="date" min={today} label={t("field-until")} description={t("field-until-help")} {...fields.text("until")} />}
        <EvidenceFields evidence={evidence} onChange={setEvidence} />
      </Form>
    </Modal>
  );
}
