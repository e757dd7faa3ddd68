// The people among whom leads are dealt, who could be added, whom the next leads would go to, and how even it was.
import { Switch, Text } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import { type RoutePersonView, type RoutingAnswer, addRoutePeople, changeRoutePerson } from "#features/routing/contract.ts";
import { AheadTable } from "#features/routing/parts/ahead-table.tsx";
import { changedByRouting, useDays, useForget } from "#features/routing/parts/asking.ts";
import { Fairness } from "#features/routing/parts/fairness.tsx";
import { type Added, Proposals } from "#features/routing/parts/proposals.tsx";
import type { words } from "#features/routing/words.en.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { EmptyState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const PersonDrawer = lazy(() => import("#features/routing/parts/person-drawer.tsx").then((loaded) => ({ default: loaded.PersonDrawer })));
const AddForm = lazy(() => import("#features/routing/parts/add-form.tsx").then((loaded) => ({ default: loaded.AddForm })));

export function PeopleView({ told }: { readonly told: RoutingAnswer }) {
  const t = useWords<typeof words>("routing");
  const [opened, open] = useSearchValue("person");
  const [removed, setRemoved] = useSearchValue("removed");
  const [isAdding, setAdding] = useState(false);
  const add = useAdd();
  const shown = told.people.filter(({ state }) => state !== "removed" || removed === "yes");
  const person = told.people.find(({ id }) => id === opened);
  return (
    <>
      <Section
        title={t("people")}
        note={t("people-note")}
        actions={
          <ReasonButton whyNot={told.whyNotChange} size="xs" onClick={() => setAdding(true)}>
            {t("add")}
          </ReasonButton>
        }
      >
        {shown.length === 0 ? (
          <EmptyState title={t("people-none")}>{t("people-none-words")}</EmptyState>
        ) : (
          <PeopleTable people={shown} onOpen={({ id }) => open(id)} />
        )}
        {told.people.some(({ state }) => state === "removed") ? (
          <Switch mt={16} label={t("with-removed")} checked={removed === "yes"} onChange={(event) => setRemoved(event.currentTarget.checked ? "yes" : null)} />
        ) : null}
      </Section>
      {told.proposals.length === 0 ? null : <Proposals told={told} onAdd={add} />}
      <AheadTable told={told} />
      <Fairness told={told} />
      <Suspense>
        {isAdding ? (
          <AddForm
            onClose={() => setAdding(false)}
            onAdd={(name) => {
              add([{ name, seller: null, memberId: null }]);
              setAdding(false);
            }}
          />
        ) : null}
        {person ? <PersonDrawer key={person.id} person={person} told={told} onClose={() => open(null)} /> : null}
      </Suspense>
    </>
  );
}

/** Adds people, with a way back: whoever was added is taken off again. */
function useAdd(): (people: readonly Added[]) => void {
  const t = useWords<typeof words>("routing");
  const workspace = useWorkspaceSlug();
  const forget = useForget();
  const tell = useTell(addRoutePeople, {
    changes: changedByRouting,
    onDone: ({ ids }, { body }) =>
      toast({
        text: t("added", { count: ids.length, name: (body as { people: readonly Added[] }).people[0]!.name }),
        undo: async () => {
          for (const id of ids) await ask(changeRoutePerson, { params: { workspace, id }, body: { isRemoved: true } });
          await forget(changedByRouting);
        },
      }),
  });
  return (people) => tell.mutate({ params: { workspace }, body: { people: people.map(({ name, seller, memberId }) => ({ name, seller, memberId })) } });
}

function PeopleTable({ people, onOpen }: { readonly people: readonly RoutePersonView[]; readonly onOpen: (person: RoutePersonView) => void }) {
  const t = useWords<typeof words>("routing");
  const format = useFormat();
  const days = useDays();
  const takes = ({ territories }: RoutePersonView) => (territories.length === 0 ? t("takes-all") : territories.map(({ value }) => value).join(", "));
  const columns: Column<RoutePersonView>[] = [
    {
      key: "name",
      name: t("name"),
      onPhone: "title",
      value: ({ name }) => name,
      cell: ({ name, isYou, canAct }) => (
        <>
          {name}
          {isYou ? <Text span c="dimmed">{` · ${t("you")}`}</Text> : null}
          {canAct ? null : <Text span c="dimmed" size="sm">{` · ${t("no-way-in")}`}</Text>}
        </>
      ),
    },
    { key: "state", name: t("state"), value: ({ state }) => t(`state-${state}`) },
    {
      key: "open",
      name: t("open"),
      isNumber: true,
      value: ({ open }) => open,
      cell: ({ open, capacity }) => (capacity === null ? format.count(open) : t("open-of", { open, capacity })),
    },
    { key: "takes", name: t("territory"), value: takes },
    {
      key: "absence",
      name: t("absence"),
      value: ({ absences }) => absences[0]?.from ?? null,
      cell: ({ absences }) => (absences[0] ? days(absences[0]) : "–"),
    },
    {
      key: "owed",
      name: t("owed"),
      isNumber: true,
      value: ({ owed }) => owed,
      cell: ({ owed }) => (owed < 1 ? "–" : t("owed-turns", { count: Math.floor(owed + 1e-6) })),
    },
    {
      key: "last",
      name: t("last-dealt"),
      value: ({ lastDealtAt }) => lastDealtAt,
      cell: ({ lastDealtAt }) => (lastDealtAt === null ? "–" : format.moment(lastDealtAt)),
    },
  ];
  return <DataTable caption={t("people")} columns={columns} rows={people} rowKey={({ id }) => id} onOpen={onOpen} fileName="evenhand-routing" />;
}
