// This event beside earlier ones of the same age: what each cost, brought, and by how much one is cheaper.
import { Anchor } from "@mantine/core";

import type { BesideView, ProjectResultsView } from "#features/debriefs/contract.ts";
import { Ratio, small } from "#features/debriefs/parts/ratio.tsx";
import type { words } from "#features/debriefs/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

export function Beside({ told }: { readonly told: ProjectResultsView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  if (told.comparedAt === null) {
    return (
      <Section title={t("beside", { days: format.count(30) })}>
        <p>{t("beside-early")}</p>
      </Section>
    );
  }
  const title = t("beside", { days: format.count(told.comparedAt) });
  const count =
    (key: keyof BesideView["counts"]) =>
    ({ counts }: BesideView) =>
      counts[key];
  const columns: Column<BesideView>[] = [
    {
      key: "event",
      name: t("col-event"),
      value: ({ name }) => name,
      onPhone: "title",
      cell: ({ id, name, startsOn, isPrevious }) => (
        <>
          {name}
          <small style={small}>
            {format.day(startsOn)}
            {id === told.project.id ? ` · ${t("this-one")}` : isPrevious ? ` · ${t("previous")}` : ""}
          </small>
        </>
      ),
    },
    {
      key: "cost",
      name: t("col-cost"),
      isNumber: true,
      value: ({ cost }) => cost,
      cell: ({ cost }) => (cost === null ? nothing : format.money(cost, told.currency, true)),
    },
    { key: "contacts", name: t("col-contacts"), isNumber: true, value: count("contact") },
    { key: "leads", name: t("col-leads"), isNumber: true, value: count("lead") },
    ...(told.unit === "lead" ? [{ key: "accepted", name: t("col-accepted"), isNumber: true, value: count("accepted") } as const] : []),
    { key: "won", name: t("col-won"), isNumber: true, value: count("won") },
    {
      key: "ratio",
      name: t("col-ratio"),
      isNumber: true,
      value: ({ ratio }) => ratio?.value ?? null,
      cell: (row) =>
        row.id === told.project.id ? (
          nothing
        ) : (
          <div>
            <Ratio of={row.ratio} />
            <Anchor component={GoTo} inherit href={paths.besideProject(workspace, told.project.id, row.id)} onClick={(event) => event.stopPropagation()}>
              <small style={small}>{t("two-open")}</small>
            </Anchor>
          </div>
        ),
    },
  ];
  return (
    <Section title={title} note={t(told.unit === "lead" ? "beside-note" : "beside-note-deals")}>
      {told.beside.length < 2 ? <p>{t("beside-none")}</p> : null}
      <DataTable
        caption={title}
        columns={columns}
        rows={told.beside}
        rowKey={({ id }) => id}
        fileName="evenhand-events-beside"
        onOpen={({ id }) => go(paths.debrief(workspace, id))}
      />
    </Section>
  );
}
