// Putting a turning point on record, confirming a proposed one, or changing one: its kind, day, name, note and whose it is.
import { TextInput, Textarea } from "@mantine/core";

import {
  type ProposedTurnView,
  type TurnView,
  changeTurningPoint,
  enterTurningPoint,
  listTurningPoints,
  readTurningPoint,
  removeTurningPoint,
} from "#features/turns/contract.ts";
import type { words } from "#features/turns/words.en.ts";
import { owners } from "#facts/department.ts";
import { turningKinds, usualTurningOwner } from "#facts/turning-point.ts";
import { isDay } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";
import { useQueryClient } from "@tanstack/react-query";

export interface Opened {
  readonly turn: TurnView | null;
  readonly proposal: ProposedTurnView | null;
}

interface TurnFormProps {
  readonly opened: Opened;
  readonly onClose: () => void;
  /** What has come on record. */
  readonly onEntered?: (made: TurnView) => void;
}

export function TurnForm({ opened, onClose, onEntered }: TurnFormProps) {
  const t = useWords<typeof words>("turns");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const { turn, proposal } = opened;
  const from = turn ?? proposal;
  const fields = useFields(
    {
      kind: from?.kind ?? "other",
      day: from?.day ?? "",
      name: turn?.name ?? (proposal === null ? "" : [kit(`turn-${proposal.kind}`), proposal.subject].filter((part) => part !== null).join(": ")),
      note: turn?.note ?? "",
      owner: from?.owner ?? "joint",
    },
    { day: (text) => (isDay(text) ? null : t("check-day")), name: (text) => (text.trim() === "" ? t("check-name") : null) },
  );
  const undone = async (act: () => Promise<unknown>) => {
    await act();
    await forget(client, [listTurningPoints, readTurningPoint]);
  };
  const enter = useTell(enterTurningPoint, {
    changes: [listTurningPoints, readTurningPoint],
    onDone: (made) => {
      toast({ text: t("entered", { name: made.name }), undo: () => undone(() => ask(removeTurningPoint, { params: { workspace, id: made.id } })) });
      onClose();
      onEntered?.(made);
    },
  });
  const change = useTell(changeTurningPoint, {
    changes: [listTurningPoints, readTurningPoint],
    onDone: (made) => {
      const was = turn!;
      const before = { kind: was.kind, day: was.day, name: was.name, note: was.note ?? "", owner: was.owner };
      toast({
        text: t("changed", { name: made.name }),
        undo: () => undone(() => ask(changeTurningPoint, { params: { workspace, id: made.id }, body: before })),
      });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const body = fields.values;
    if (turn === null) enter.mutate({ params: { workspace }, body: { ...body, proposal: proposal?.key ?? null } });
    else change.mutate({ params: { workspace, id: turn.id }, body });
  };
  return (
    <Modal opened onClose={onClose} title={t(turn !== null ? "form-change" : proposal === null ? "form-enter" : "form-confirm")}>
      <Form onSend={send} send={kit("save")} isSending={enter.isPending || change.isPending} error={enter.error ?? change.error}>
        <TextInput label={t("field-name")} maxLength={120} {...fields.text("name")} />
        <TextInput label={t("field-day")} type="date" {...fields.text("day")} />
        <Select
          label={t("field-kind")}
          data={turningKinds.map((kind) => ({ value: kind, label: kit(`turn-${kind}`) }))}
          value={fields.values.kind}
          onChange={(kind) => {
            if (kind === null) return;
            fields.set("kind", kind);
            fields.set("owner", usualTurningOwner[kind]);
          }}
        />
        <Select
          label={t("field-owner")}
          data={owners.map((owner) => ({ value: owner, label: kit(`side-${owner}`) }))}
          value={fields.values.owner}
          onChange={(owner) => owner && fields.set("owner", owner)}
        />
        <Textarea label={t("field-note")} maxLength={2000} autosize minRows={2} {...fields.text("note")} />
      </Form>
    </Modal>
  );
}
