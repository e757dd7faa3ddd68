// What do we do together: projects to come, on now and over, set side by side.
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type ProjectList, type ProjectSummary, listProjects, readProject, removeTemplate } from "#features/projects/contract.ts";
import classes from "#features/projects/parts/projects.module.css";
import type { words } from "#features/projects/words.en.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { MethodPage } from "#ui/papers.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const ProjectForm = lazy(() => import("#features/projects/parts/project-form.tsx").then((loaded) => ({ default: loaded.ProjectForm })));

export function Page() {
  const t = useWords<typeof words>("projects");
  const params = { workspace: useWorkspaceSlug() };
  const client = useQueryClient();
  const projects = useAsk(listProjects, { params });
  useLive("projects", () => void forget(client, [listProjects, readProject]));
  const [form, setForm] = useSearchValue("form");
  const whyNot = projects.data?.whyNotBegin ?? null;
  const begin = (
    <ReasonButton whyNot={whyNot} onClick={() => setForm("begin")}>
      {t("begin")}
    </ReasonButton>
  );
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={projects} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      actions={begin}
      papers={
        <>
          <p>{t("papers-tasks")}</p>
          <p>{t("papers-budget")}</p>
          <MethodPage method="projects" />
        </>
      }
    >
      <Answers of={projects} waiting={<RowsWaiting count={6} />}>
        {(told) => (
          <>
            {told.projects.length === 0 ? (
              <EmptyState title={t("none-title")} action={begin}>
                {told.whyNotBegin === "role-only-reads" ? t("none-shared") : t("none-words")}
              </EmptyState>
            ) : (
              <Lists told={told} />
            )}
            {told.templates.length === 0 ? null : (
              <Section title={t("templates")} note={t("templates-note")}>
                <Templates told={told} />
              </Section>
            )}
            <Suspense>{form === "begin" && whyNot === null ? <ProjectForm told={told} onClose={() => setForm(null)} /> : null}</Suspense>
          </>
        )}
      </Answers>
    </Frame>
  );
}

const isAhead = ({ phase }: ProjectSummary) => phase === "coming" || phase === "on";

function Answer({ told }: { readonly told: ProjectList }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const ahead = told.projects.filter(isAhead);
  const next = ahead.find(({ phase }) => phase === "on") ?? ahead[0];
  if (told.projects.length === 0) return <>{t("answer-none")}</>;
  if (next === undefined) return <>{t("answer-only-past", { count: told.projects.length })}</>;
  const late = ahead.reduce((sum, { tasks }) => sum + tasks.late, 0);
  return (
    <>
      {next.phase === "on" ? t("answer-on", { name: next.name }) : t("answer-next", { name: next.name, when: format.day(next.startsOn) })}{" "}
      {late === 0 ? t("answer-in-time") : t("answer-late", { count: late })}
    </>
  );
}

function Lists({ told }: { readonly told: ProjectList }) {
  const t = useWords<typeof words>("projects");
  const ahead = told.projects.filter(isAhead);
  const over = told.projects.filter((project) => !isAhead(project)).toReversed();
  return (
    <>
      <Section title={t("coming")}>{ahead.length === 0 ? <p>{t("coming-none")}</p> : <Ahead rows={ahead} />}</Section>
      {over.length === 0 ? null : (
        <Section title={t("over")} note={`${t("over-note")} ${t("compare-note")}`}>
          <Over rows={over} currency={told.currency} />
        </Section>
      )}
    </>
  );
}

function useCommon() {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const days = ({ startsOn, endsOn }: ProjectSummary) =>
    startsOn === endsOn ? format.day(startsOn) : t("days", { from: format.day(startsOn), to: format.day(endsOn) });
  return {
    open: ({ id }: ProjectSummary) => go(paths.project(workspace, id)),
    columns: [
      { key: "name", name: t("col-name"), value: ({ name }: ProjectSummary) => name, onPhone: "title" as const, width: "24%" },
      { key: "kind", name: t("col-kind"), value: ({ kind }: ProjectSummary) => t(`kind-${kind}`) },
      { key: "when", name: t("col-when"), value: ({ startsOn }: ProjectSummary) => startsOn, cell: days },
    ],
  };
}

function Ahead({ rows }: { readonly rows: readonly ProjectSummary[] }) {
  const t = useWords<typeof words>("projects");
  const { open, columns } = useCommon();
  return (
    <DataTable<ProjectSummary>
      caption={t("coming")}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={open}
      fileName="evenhand-projects"
      columns={[
        ...columns,
        { key: "owners", name: t("col-owners"), value: (row) => [row.salesOwner, row.marketingOwner].map((name) => name ?? nothing).join(", ") },
        { key: "tasks", name: t("col-tasks"), value: ({ tasks }) => `${tasks.done} / ${tasks.done + tasks.open}` },
        {
          key: "late",
          name: t("col-late"),
          value: ({ tasks }) => tasks.late,
          cell: ({ tasks }) => <span {...(tasks.late > 0 ? { className: classes["late"] } : {})}>{tasks.late}</span>,
        },
        {
          key: "ready",
          name: t("col-ready"),
          value: ({ ready }) => t("ready-short", { sales: t(`ready-${ready.sales ?? "none"}`), marketing: t(`ready-${ready.marketing ?? "none"}`) }),
        },
      ]}
    />
  );
}

function Over({ rows, currency }: { readonly rows: readonly ProjectSummary[]; readonly currency: string }) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const { open, columns } = useCommon();
  const perLead = ({ budget, leads }: ProjectSummary) => (budget?.actual == null || leads === null || leads === 0 ? null : budget.actual / leads);
  const money = (value: number | null) => (value === null ? nothing : format.money(Math.round(value), currency, true));
  return (
    <DataTable<ProjectSummary>
      caption={t("over")}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={open}
      fileName="evenhand-projects-over"
      columns={[
        ...columns,
        { key: "state", name: t("col-state"), value: ({ phase, state }) => t(state === "closed" ? "state-closed" : `phase-${phase}`) },
        {
          key: "budget",
          name: t("col-budget"),
          value: ({ budget }) => budget?.planned ?? null,
          cell: ({ budget }) => money(budget?.planned ?? null),
          isNumber: true,
        },
        {
          key: "actual",
          name: t("col-actual"),
          value: ({ budget }) => budget?.actual ?? null,
          cell: ({ budget }) => money(budget?.actual ?? null),
          isNumber: true,
        },
        { key: "leads", name: t("col-leads"), value: ({ leads }) => leads, isNumber: true },
        { key: "won", name: t("col-won"), value: ({ won }) => won, isNumber: true },
        { key: "per-lead", name: t("col-per-lead"), value: perLead, cell: (row) => money(perLead(row)), isNumber: true },
      ]}
    />
  );
}

function Templates({ told }: { readonly told: ProjectList }) {
  const t = useWords<typeof words>("projects");
  const client = useQueryClient();
  const workspace = useWorkspaceSlug();
  const remove = useTell(removeTemplate, {
    changes: [listProjects],
    onDone: (_, { params }) =>
      toast({
        text: t("template-removed"),
        undo: async () => {
          await ask(removeTemplate, { params, body: { isRemoved: false } });
          await forget(client, [listProjects]);
        },
      }),
  });
  return (
    <ul className={classes["lines"]}>
      {told.templates.map(({ id, name, kind, tasks }) => (
        <li key={id} className={classes["line"]}>
          <div>
            <strong>{name}</strong>
            <p className={classes["quiet"]}>{t("template-about", { kind: t(`kind-${kind}`), count: tasks })}</p>
          </div>
          <ReasonButton
            whyNot={told.whyNotBegin}
            variant="subtle"
            size="xs"
            onClick={() => remove.mutate({ params: { workspace, id }, body: { isRemoved: true } })}
          >
            {t("template-remove")}
          </ReasonButton>
        </li>
      ))}
    </ul>
  );
}
