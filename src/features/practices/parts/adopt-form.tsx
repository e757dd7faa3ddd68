// Saying that the firm, or a part of it, works in a way: where, since when, who owns it and what it costs.
import { SimpleGrid, TextInput, Textarea } from "@mantine/core";

import {
  type AdoptionView,
  type PracticeList,
  type PracticeView,
  adoptPractice,
  changeAdoption,
  listPracticeParts,
  listPractices,
  readPracticeEffect,
} from "#features/practices/contract.ts";
import type { words } from "#features/practices/words.en.ts";
import type { PartField } from "#facts/actions.ts";
import { isDay } from "#kit/day.ts";
import { toMajor } from "#kit/money.ts";
import { typedMinor } from "#kit/typed-money.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { FirmPartChooser } from "#ui/firm-part.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

interface AdoptFormProps {
  readonly practice: PracticeView;
  readonly told: PracticeList;
  /** Absent: it is entered anew. */
  readonly of?: AdoptionView;
  readonly onClose: () => void;
}

const whereOf = (within: AdoptionView["within"]): { by: PartField | ""; part: string } => ({ by: within?.by ?? "", part: within?.value ?? "" });

export function AdoptForm({ practice, told, of, onClose }: AdoptFormProps) {
  const t = useWords<typeof words>("practices");
  const workspace = useWorkspaceSlug();
  const { currency, today, people } = told;
  const fields = useFields(
    {
      begunOn: of?.begunOn ?? today,
      endedOn: of?.endedOn ?? "",
      ownerId: of?.ownerId ?? "",
      ...whereOf(of?.within ?? null),
      cost: of?.monthlyCost === undefined || of.monthlyCost === null ? "" : String(toMajor(of.monthlyCost, currency)),
      note: of?.note ?? "",
    },
    {
      begunOn: (day) => (!isDay(day) ? t("check-day") : day > today ? t("check-future") : null),
      endedOn: (day, { begunOn }) => (day === "" ? null : !isDay(day) ? t("check-day") : day <= begunOn ? t("check-ended") : null),
      ownerId: (id) => (id === "" ? t("check-owner") : null),
      part: (name, { by }) => (by !== "" && name === "" ? t("check-part") : null),
      cost: (text) => (typedMinor(text, currency) === undefined ? t("check-cost") : null),
    },
  );
  const { values } = fields;
  const changes = [listPractices, readPracticeEffect];
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const adopt = useTell(adoptPractice, { changes, onDone: done(t("entered")) });
  const change = useTell(changeAdoption, { changes, onDone: done(t("changed")) });
  const send = () => {
    if (!fields.isGood()) return;
    const { begunOn, endedOn, ownerId, by, part, cost, note } = values;
    const body = {
      begunOn,
      endedOn: endedOn === "" ? null : endedOn,
      ownerId,
      within: by === "" ? null : { by, value: part },
      monthlyCost: typedMinor(cost, currency) ?? null,
      note: note.trim(),
    };
    if (of === undefined) adopt.mutate({ params: { workspace, id: practice.id }, body });
    else change.mutate({ params: { workspace, id: of.id }, body });
  };
  // Whoever owns it stays on the list, though no longer with us.
  const owners = [
    ...people,
    ...(of === undefined || people.some(({ memberId }) => memberId === of.ownerId) ? [] : [{ memberId: of.ownerId, name: of.ownerName }]),
  ];
  return (
    <Modal opened onClose={onClose} size="40rem" title={t(of === undefined ? "adopt-title" : "adopt-change-title")} closeOnClickOutside={false}>
      <Form send={t(of === undefined ? "adopt" : "change")} isSending={adopt.isPending || change.isPending} error={adopt.error ?? change.error} onSend={send}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput type="date" max={today} label={t("field-begun")} {...fields.text("begunOn")} />
          <TextInput type="date" label={t("field-ended")} description={t("field-ended-help")} {...fields.text("endedOn")} />
        </SimpleGrid>
        <Where
          by={values.by}
          part={values.part}
          partName={of?.partName ?? null}
          error={fields.error("part")}
          onChange={(by, part) => (fields.set("by", by), fields.set("part", part))}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <Select
            label={t("field-owner")}
            placeholder={t("field-owner-choose")}
            data={owners.map(({ memberId, name }) => ({ value: memberId, label: name }))}
            value={values.ownerId === "" ? null : values.ownerId}
            error={fields.error("ownerId")}
            onChange={(id) => fields.set("ownerId", id ?? "")}
          />
          <TextInput inputMode="decimal" label={t("field-cost", { currency })} {...fields.text("cost")} />
        </SimpleGrid>
        <Textarea label={t("field-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
      </Form>
    </Modal>
  );
}

interface WhereProps {
  readonly by: PartField | "";
  readonly part: string;
  /** How the part that was chosen before is called. */
  readonly partName: string | null;
  readonly error: string | null;
  readonly onChange: (by: PartField | "", part: string) => void;
}

function Where({ by, ...chosen }: WhereProps) {
  const t = useWords<typeof words>("practices");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(listPracticeParts, { params: { workspace } }, { when: by !== "" });
  return <FirmPartChooser {...chosen} t={t} by={by} known={answer.data?.parts.find((each) => each.by === by)?.values} />;
}
