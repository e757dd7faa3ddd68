// Who could be on the list: owners of leads in the CRM, and members of sales.
import { Button } from "@mantine/core";
import { useState } from "react";

import type { RoutingAnswer, RoutingProposal } from "#features/routing/contract.ts";
import type { words } from "#features/routing/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";

export type Added = Pick<RoutingProposal, "name" | "seller" | "memberId">;

const shownAtFirst = 6;

export function Proposals({ told, onAdd }: { readonly told: RoutingAnswer; readonly onAdd: (people: readonly Added[]) => void }) {
  const t = useWords<typeof words>("routing");
  const [isAll, setAll] = useState(false);
  const here = told.proposals.filter(({ hasLeft }) => !hasLeft);
  const shown = isAll ? told.proposals : told.proposals.slice(0, shownAtFirst);
  const rest = told.proposals.length - shown.length;
  const from = ({ leads, memberId, hasLeft }: RoutingProposal) =>
    [leads > 0 ? t("proposal-leads", { count: leads }) : null, memberId === null ? null : t("proposal-member"), hasLeft ? t("proposal-left") : null]
      .filter((part) => part !== null)
      .join(", ");
  return (
    <Section
      title={t("proposals")}
      note={t("proposals-note")}
      actions={
        here.length < 2 ? undefined : (
          <ReasonButton whyNot={told.whyNotChange} size="xs" variant="default" onClick={() => onAdd(here)}>
            {t("add-all")}
          </ReasonButton>
        )
      }
    >
      <DataTable<RoutingProposal>
        caption={t("proposals")}
        rows={shown}
        rowKey={({ seller, memberId }) => seller ?? memberId ?? ""}
        columns={[
          { key: "name", name: t("name"), isFixed: true, onPhone: "title", value: ({ name }) => name },
          { key: "from", name: t("origin"), isFixed: true, value: from },
          {
            key: "add",
            name: t("act"),
            isFixed: true,
            value: () => null,
            cell: (row) => (
              <ReasonButton
                whyNot={told.whyNotChange}
                size="compact-sm"
                variant="subtle"
                aria-label={t("add-one", { name: row.name })}
                onClick={() => onAdd([row])}
              >
                {t("add-short")}
              </ReasonButton>
            ),
          },
        ]}
      />
      {rest === 0 ? null : (
        <Button mt={8} size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {t("more", { count: rest })}
        </Button>
      )}
    </Section>
  );
}
