// Pausing, resuming or closing a goal, with the reason that its history keeps.
import { Modal, Textarea } from "@mantine/core";

import { type GoalView, listGoals, moveGoal, readGoal } from "#features/goals/contract.ts";
import type { words } from "#features/goals/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { words as kitWords } from "#ui/words.en.ts";

interface StateFormProps {
  readonly goal: GoalView;
  readonly state: GoalView["state"];
  readonly onClose: () => void;
}

const acts = { active: "resume", paused: "pause", closed: "close" } as const;

export function StateForm({ goal, state, onClose }: StateFormProps) {
  const t = useWords<typeof words>("goals");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const fields = useFields({ reason: "" }, { reason: (text) => (text.trim() === "" ? t("why.reason-missing") : null) });
  const params = { workspace, id: goal.id };
  const changes = [listGoals, readGoal];
  const undo = async () => {
    await ask(moveGoal, { params, body: { state: goal.state, reason: t("undone") } });
    await forget(client, changes);
  };
  const move = useTell(moveGoal, {
    changes,
    onDone: () => {
      // A closed goal stays closed: nothing to undo, and the form says so.
      toast({ text: t(`state-now.${state}`), ...(state === "closed" ? {} : { undo }) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t(`${acts[state]}-title`, { name: t(`name.${goal.key}`) })} closeButtonProps={{ "aria-label": kit("close") }}>
      <Form
        send={t(acts[state])}
        isSending={move.isPending}
        error={move.error}
        onSend={() => {
          if (fields.isGood()) move.mutate({ params, body: { state, reason: fields.values.reason } });
        }}
      >
        {state === "closed" ? <p style={{ margin: 0 }}>{t("close-words")}</p> : null}
        <Textarea label={t("reason")} data-autofocus autosize minRows={2} maxLength={2000} {...fields.text("reason")} />
      </Form>
    </Modal>
  );
}
