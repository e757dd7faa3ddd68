// Invitations that still wait for an answer, and taking one back.
import { Button } from "@mantine/core";

import { useWorkspaceSlug } from "#ui/address.tsx";
import type { ReplyOf } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

import { listInvitations, revokeInvitation } from "#features/members/contract.ts";
import type { words } from "#features/members/words.en.ts";

type Invitation = ReplyOf<typeof listInvitations>["invitations"][number];

export function InvitationList({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const revoke = useTell(revokeInvitation, {
    changes: [listInvitations],
    onDone: (_, { params }) => toast({ text: t("revoked", { name: invitations.find((each) => each.id === params.id)?.name ?? "" }) }),
  });
  return (
    <Section title={t("invitations")}>
      <DataTable
        caption={t("invitations")}
        rows={invitations}
        rowKey={(row) => row.id}
        columns={[
          { key: "name", name: t("name"), value: (row) => row.name, onPhone: "title" },
          { key: "email", name: t("email"), value: (row) => row.email },
          { key: "role", name: t("role"), value: (row) => kit(`role-${row.role}`) },
          { key: "expires", name: t("expires"), value: (row) => row.expiresAt, cell: (row) => format.moment(row.expiresAt) },
          {
            key: "revoke",
            name: "",
            isFixed: true,
            isNumber: true,
            value: () => null,
            cell: (row) => (
              <Button size="compact-sm" variant="subtle" onClick={() => revoke.mutate({ params: { workspace, id: row.id } })}>
                {t("revoke")}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
