// Whom the next leads would go to: the newest on record as if they came again now, each with its reason and those who could not have it.
import { Anchor } from "@mantine/core";

import type { Ahead, RoutingAnswer } from "#features/routing/contract.ts";
import { nameIn } from "#features/routing/parts/asking.ts";
import type { words } from "#features/routing/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { EmptyState } from "#ui/states.tsx";

export function AheadTable({ told }: { readonly told: RoutingAnswer }) {
  const t = useWords<typeof words>("routing");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const nameOf = nameIn(told.people);
  const against = (row: Ahead) => row.against.map(({ personId, why }) => t("against-of", { name: nameOf(personId), why: t(`not-${why}`) })).join("; ");
  if (told.people.every(({ state }) => state === "removed")) return null;
  return (
    <Section title={t("ahead")} note={t("ahead-note")}>
      {told.ahead.length === 0 ? (
        <EmptyState title={t("ahead-none")}>{t("ahead-note")}</EmptyState>
      ) : (
        <DataTable<Ahead>
          caption={t("ahead")}
          rows={told.ahead}
          rowKey={({ lead }) => lead}
          fileName="evenhand-routing-ahead"
          columns={[
            {
              key: "lead",
              name: t("lead"),
              isFixed: true,
              onPhone: "title",
              value: ({ lead, name }) => name ?? lead,
              cell: ({ lead, name }) => (
                <Anchor component={GoTo} inherit href={paths.records(workspace, { entity: "lead", id: lead })}>
                  {name ?? lead}
                </Anchor>
              ),
            },
            { key: "goes", name: t("goes"), isFixed: true, value: ({ personId }) => (personId === null ? t("goes-nobody") : nameOf(personId)) },
            { key: "why", name: t("why"), isFixed: true, value: ({ because }) => (because === null ? null : t(`because-${because}`)) },
            { key: "against", name: t("against"), isFixed: true, value: (row) => (row.against.length === 0 ? null : against(row)) },
            {
              key: "created",
              name: t("when"),
              isFixed: true,
              onPhone: "hidden",
              value: ({ createdAt }) => createdAt,
              cell: ({ createdAt }) => format.moment(createdAt),
            },
          ]}
        />
      )}
    </Section>
  );
}
