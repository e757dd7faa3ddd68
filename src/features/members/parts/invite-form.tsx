// Inviting a member: the form, then the link that is shown once.
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { Modal } from "#ui/dialog.tsx";
import { useState } from "react";

import type { Department, Role } from "#facts/department.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { CopyLine } from "#ui/copy-line.tsx";
import { Form, isEmail, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

import { invite, listInvitations } from "#features/members/contract.ts";
import type { words } from "#features/members/words.en.ts";
import { RoleFields } from "#features/members/parts/role-fields.tsx";

interface Invited {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly department: Department | null;
}

const nobody: Invited = { name: "", email: "", role: "sales", department: "sales" };

export function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const [made, setMade] = useState<ReplyOf<typeof invite> | null>(null);
  const fields = useFields(nobody, {
    name: (text) => (text.trim() === "" ? t("check-filled") : null),
    email: (text) => (isEmail(text) ? null : t("check-email")),
  });
  const tell = useTell(invite, { changes: [listInvitations], onDone: setMade });
  const send = () => fields.isGood() && tell.mutate({ params: { workspace }, body: fields.values });
  return (
    <Modal opened onClose={onClose} title={t("invite-title")}>
      {made === null ? (
        <Form send={t("invite-send")} isSending={tell.isPending} error={tell.error} onSend={send}>
          <Text c="dimmed">{t("invite-words")}</Text>
          <TextInput label={t("name")} autoFocus {...fields.text("name")} />
          <TextInput type="email" label={t("email")} {...fields.text("email")} />
          <RoleFields
            role={fields.values.role}
            department={fields.values.department}
            onChange={(role, department) => {
              fields.set("role", role);
              fields.set("department", department);
            }}
          />
        </Form>
      ) : (
        <Stack>
          <Text>{t("invite-made", { name: made.invitation.name })}</Text>
          <CopyLine text={new URL(made.path, window.location.origin).href} />
          <div>
            <Button variant="default" onClick={onClose}>
              {kit("close")}
            </Button>
          </div>
        </Stack>
      )}
    </Modal>
  );
}
