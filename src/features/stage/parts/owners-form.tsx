// Naming the owner of a task: a role, somebody by name, an agency; a second one only where two shall share it.
import { NativeSelect, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type StageAnswer, type TaskView, readStage, setTaskOwners } from "#features/stage/contract.ts";
import type { words } from "#features/stage/words.en.ts";
import { type OwnerRole, type TaskOwner, ownerRoles } from "#facts/marketing-tasks.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

interface OwnersFormProps {
  readonly task: TaskView;
  readonly told: StageAnswer;
  readonly onClose: () => void;
}

const placeNames = ["first", "second", "third", "fourth"] as const;
const mostOwners = placeNames.length;
const valueOf = (owner: TaskOwner) => (owner.kind === "role" ? `role:${owner.role}` : `member:${owner.memberId}`);
const ownerOf = (value: string): TaskOwner =>
  value.startsWith("role:") ? { kind: "role", role: value.slice(5) as OwnerRole } : { kind: "member", memberId: value.slice(7) };

export function OwnersForm({ task, told, onClose }: OwnersFormProps) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [values, setValues] = useState<readonly string[]>(() => task.owners.map(({ owner }) => valueOf(owner)));
  const params = { workspace, id: task.id };
  const before = task.isByHand ? task.owners.map(({ owner }) => owner) : null;
  const undo = async () => {
    await ask(setTaskOwners, { params, body: { owners: before } });
    await forget(client, [readStage]);
  };
  const tell = useTell(setTaskOwners, {
    changes: [readStage],
    onDone: () => {
      toast({ text: t("owners-set"), undo });
      onClose();
    },
  });
  const set = (place: number, value: string) =>
    setValues((all) => (place === all.length ? [...all, value] : all.map((each, at) => (at === place ? value : each))).filter((each) => each !== ""));
  const kept = new Set(values.map((value) => value.replace("member:", "")));
  const people = told.people.filter(({ isHere, memberId }) => isHere || kept.has(memberId));
  const rows = values.length < mostOwners ? [...values, ""] : values;
  return (
    <Modal opened onClose={onClose} title={t("owners-title")} closeOnClickOutside={false}>
      <Form
        send={t("owners-change")}
        isSending={tell.isPending}
        error={tell.error}
        onSend={() => tell.mutate({ params, body: { owners: [...new Set(values)].map(ownerOf) } })}
      >
        <Stack gap={8} role="group" aria-label={t("owners-field")}>
          {rows.map((value, place) => (
            <NativeSelect
              // A row is known by its place alone.
              key={`owner-${placeNames[place]}`}
              {...(place === 0 ? { label: t("owners-field"), description: t("owners-field-help") } : { "aria-label": `${t("owners-field")} ${place + 1}` })}
              value={value}
              onChange={(event) => set(place, event.currentTarget.value)}
            >
              <option value="">{place === 0 ? t("owner-nobody") : "–"}</option>
              <optgroup label={t("owners-roles")}>
                {ownerRoles.map((role) => (
                  <option key={role} value={`role:${role}`}>
                    {t(`owner-${role}`)}
                  </option>
                ))}
              </optgroup>
              {([false, true] as const).map((isAgency) => {
                const some = people.filter(({ role }) => (role === "agency") === isAgency);
                return some.length === 0 ? null : (
                  <optgroup key={String(isAgency)} label={t(isAgency ? "owners-agencies" : "owners-people")}>
                    {some.map(({ memberId, name }) => (
                      <option key={memberId} value={`member:${memberId}`}>
                        {name}
                      </option>
                    ))}
                  </optgroup>
                );
              })}
            </NativeSelect>
          ))}
        </Stack>
      </Form>
    </Modal>
  );
}
