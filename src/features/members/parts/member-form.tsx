// Adding someone who does not sign in, or changing a member: name, role, department, dates of service.
import { Text, TextInput } from "@mantine/core";
import { Modal } from "#ui/dialog.tsx";

import type { Department, Role } from "#facts/department.ts";
import { addDays } from "#kit/day.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { words as kitWords } from "#ui/words.en.ts";

import { type MemberView, addMember, changeMember, listMembers } from "#features/members/contract.ts";
import type { words } from "#features/members/words.en.ts";
import { RoleFields } from "#features/members/parts/role-fields.tsx";

interface Entered {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly department: Department | null;
  readonly from: string;
  /** The last day that belongs to the service. */
  readonly last: string;
}

const entered = (member: MemberView | null): Entered => ({
  name: member?.name ?? "",
  email: member?.email ?? "",
  role: member?.role ?? "sales",
  department: member ? member.department : "sales",
  from: member?.servedFrom ?? "",
  last: member?.servedUntil ? addDays(member.servedUntil, -1) : "",
});

const bodyOf = ({ name, role, department, from, last }: Entered) => ({
  name,
  role,
  department,
  servedFrom: from === "" ? null : from,
  servedUntil: last === "" ? null : addDays(last, 1),
});

export function MemberForm({ member, onClose }: { readonly member: MemberView | null; readonly onClose: () => void }) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const fields = useFields(entered(member), {
    name: (text) => (text.trim() === "" ? t("check-filled") : null),
    last: (text, { from }) => (text !== "" && from > text ? t("why.ends-before-it-begins") : null),
  });
  const undo = useUndo(workspace);
  const add = useTell(addMember, {
    changes: [listMembers],
    onDone: (made) => {
      toast({ text: t("added", { name: made.name }) });
      onClose();
    },
  });
  const change = useTell(changeMember, {
    changes: [listMembers],
    onDone: (changed) => {
      toast({ text: t("changed", { name: changed.name }), ...(member ? { undo: () => undo(member) } : {}) });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    if (member) change.mutate({ params: { workspace, id: member.id }, body: bodyOf(fields.values) });
    else add.mutate({ params: { workspace }, body: { ...bodyOf(fields.values), email: fields.values.email === "" ? null : fields.values.email } });
  };
  return (
    <Modal opened onClose={onClose} title={member ? t("change-title", { name: member.name }) : t("add-title")}>
      <Form send={kit("save")} isSending={add.isPending || change.isPending} error={add.error ?? change.error} onSend={send}>
        {member ? null : <Text c="dimmed">{t("add-words")}</Text>}
        <TextInput label={t("name")} autoFocus {...fields.text("name")} />
        {member ? null : <TextInput type="email" label={t("email")} {...fields.text("email")} />}
        <RoleFields
          role={fields.values.role}
          department={fields.values.department}
          onChange={(role, department) => {
            fields.set("role", role);
            fields.set("department", department);
          }}
        />
        <TextInput type="date" label={t("served-from")} {...fields.text("from")} />
        <TextInput type="date" label={t("served-until")} description={t("served-until-words")} {...fields.text("last")} />
      </Form>
    </Modal>
  );
}

/** Puts a member back as it was. */
function useUndo(workspace: string): (before: MemberView) => Promise<void> {
  const client = useQueryClient();
  return async (before) => {
    await ask(changeMember, { params: { workspace, id: before.id }, body: bodyOf(entered(before)) });
    await forget(client, [listMembers]);
  };
}
