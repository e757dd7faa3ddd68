// One joint project: how far it is, what each side says, and its parts under tabs that stand in the address.
import { Button, SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type ProjectRoom, listProjects, readProject } from "#features/projects/contract.ts";
import { Acts } from "#features/projects/parts/room-acts.tsx";
import classes from "#features/projects/parts/projects.module.css";
import type { words } from "#features/projects/words.en.ts";
import { hasStand, hasVisitors } from "#facts/projects.ts";
import { daysBetween } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { Files } from "#ui/files.tsx";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { MethodPage } from "#ui/papers.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const ProjectForm = lazy(() => import("#features/projects/parts/project-form.tsx").then((loaded) => ({ default: loaded.ProjectForm })));
const TextForm = lazy(() => import("#features/projects/parts/text-form.tsx").then((loaded) => ({ default: loaded.TextForm })));
const Overview = lazy(() => import("#features/projects/parts/overview.tsx").then((loaded) => ({ default: loaded.Overview })));
const Goals = lazy(() => import("#features/projects/parts/goals.tsx").then((loaded) => ({ default: loaded.Goals })));
const Budget = lazy(() => import("#features/projects/parts/budget.tsx").then((loaded) => ({ default: loaded.Budget })));
const Staff = lazy(() => import("#features/projects/parts/staff.tsx").then((loaded) => ({ default: loaded.Staff })));
const Tasks = lazy(() => import("#features/projects/parts/tasks.tsx").then((loaded) => ({ default: loaded.Tasks })));
const History = lazy(() => import("#features/projects/parts/history.tsx").then((loaded) => ({ default: loaded.History })));

const parts = ["overview", "tasks", "goals", "budget", "staff", "files", "history"] as const;

export function Page() {
  const t = useWords<typeof words>("projects");
  const params = { workspace: useWorkspaceSlug(), id: usePathPart("id") };
  const client = useQueryClient();
  const room = useAsk(readProject, { params }, { keepsLast: true });
  useLive("projects", () => void forget(client, [readProject, listProjects]));
  useLive("actions", () => void forget(client, [readProject]));
  const [part, setPart] = useSearchValue("part");
  const [form, setForm] = useSearchValue("form");
  const told = room.data;
  const shown = parts.find((each) => each === part) ?? "overview";
  // Money and history are not shown to an agency at all.
  const open = parts.filter((each) => told?.budget !== null || (each !== "budget" && each !== "history"));
  const isOver = told?.project.phase === "over";
  return (
    <Frame
      title={told === undefined ? t("title") : t(isOver ? "room-question-over" : "room-question", { name: told.project.name })}
      answerLines={[2, 4]}
      answer={
        <Answers of={room} waiting={<AnswerWaiting />}>
          {(data) => <Answer told={data} />}
        </Answers>
      }
      actions={
        <>
          {told === undefined || told.project.phase === "cancelled" || !hasVisitors(told.project.kind) ? null : (
            <>
              <Button component={GoTo} variant="subtle" href={paths.standLeads(params.workspace, params.id)}>
                {t(hasStand(told.project.kind) ? "stand-leads" : "leads-there")}
              </Button>
              {isOver ? null : (
                <Button component={GoTo} variant="default" href={paths.capture(params.workspace, params.id)}>
                  {t(hasStand(told.project.kind) ? "capture" : "capture-there")}
                </Button>
              )}
            </>
          )}
          {told === undefined || told.budget === null || !isOver ? null : (
            <Button component={GoTo} variant="default" href={paths.debrief(params.workspace, params.id)}>
              {t("debrief")}
            </Button>
          )}
          {told === undefined ? null : <Acts told={told} onForm={setForm} />}
        </>
      }
      papers={
        <>
          <p>{t("papers-ready")}</p>
          <p>{t("papers-tasks")}</p>
          <p>{t("papers-goals")}</p>
          <p>{t("papers-budget")}</p>
          <MethodPage method="projects" />
        </>
      }
    >
      <Answers of={{ ...room, error: null }} waiting={room.error ? null : <RowsWaiting count={8} />}>
        {(data) => (
          <>
            <div className={`${classes["tabs"]} not-on-paper`}>
              <SegmentedControl
                aria-label={t("tabs")}
                value={shown}
                onChange={(value) => setPart(value === "overview" ? null : value)}
                data={open.map((value) => ({ value, label: t(`tab-${value}`) }))}
              />
            </div>
            <Suspense fallback={<RowsWaiting count={6} />}>
              <Part told={data} shown={shown} />
            </Suspense>
            {shown === "overview" ? <Thread kind="project" id={data.project.id} /> : null}
            <Suspense>
              {form === "edit" && data.whyNotPlan === null ? (
                <ProjectForm
                  of={data}
                  told={{ people: data.people, today: data.today, timeZone: data.project.timeZone, templates: [], projects: [] }}
                  onClose={() => setForm(null)}
                />
              ) : null}
              {(form === "cancel" || form === "template") && data.whyNotPlan === null ? (
                <TextForm kind={form} told={data} onClose={() => setForm(null)} />
              ) : null}
            </Suspense>
          </>
        )}
      </Answers>
    </Frame>
  );
}

function Part({ told, shown }: { readonly told: ProjectRoom; readonly shown: (typeof parts)[number] }) {
  const t = useWords<typeof words>("projects");
  if (shown === "tasks") return <Tasks told={told} />;
  if (shown === "goals") return <Goals told={told} />;
  if (shown === "budget" && told.budget !== null) return <Budget told={told} budget={told.budget} />;
  if (shown === "staff") return <Staff told={told} />;
  if (shown === "history" && told.budget !== null) return <History told={told} />;
  if (shown === "files")
    return (
      <Section title={t("tab-files")} note={t("files-note")}>
        <Files kind="project" id={told.project.id} />
      </Section>
    );
  return <Overview told={told} />;
}

function Answer({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const { project, today, goals } = told;
  if (project.phase === "cancelled") return <>{t("answer-cancelled", { reason: project.stateReason ?? "" })}</>;
  const known = goals.filter(({ actual, planned }) => actual !== null && planned !== null);
  const met = known.filter(({ key, actual, planned }) => (key === "cost" ? actual! <= planned! : actual! >= planned!)).length;
  const say = (side: "sales" | "marketing") => t(`ready-${project.ready[side] ?? "none"}`);
  const done = t("answer-done", { done: project.tasks.done, all: project.tasks.done + project.tasks.open });
  if (project.phase === "over")
    return (
      <>
        {t("answer-days-past", { count: daysBetween(project.endsOn, today) })} {known.length === 0 ? "" : t("answer-met", { met, all: known.length })} {done}
      </>
    );
  return (
    <>
      {project.phase === "on" ? t("answer-running") : t("answer-days", { count: daysBetween(today, project.startsOn) })}{" "}
      {t("answer-ready", { sales: say("sales"), marketing: say("marketing") })} {done}{" "}
      {project.tasks.late === 0 ? t("answer-in-time") : t("answer-late", { count: project.tasks.late })}
    </>
  );
}
