// Who does what in marketing here? How marketing stands in the firm, and the table of its tasks with the part that sales takes in each.
import { Anchor, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type StageAnswer, type TaskView, readStage, removeMarketingTask } from "#features/stage/contract.ts";
import { Profile } from "#features/stage/parts/profile.tsx";
import { type Filter, closed, filters, useStageQuestion } from "#features/stage/parts/question.ts";
import { useStageWords } from "#features/stage/parts/stage-words.ts";
import classes from "#features/stage/parts/stage.module.css";
import { TaskTable } from "#features/stage/parts/task-table.tsx";
import { answerOf } from "#features/stage/rules.ts";
import type { words } from "#features/stage/words.en.ts";
import { taskKinds } from "#facts/marketing-tasks.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const Questionnaire = lazy(() => import("#features/stage/parts/questionnaire.tsx").then((loaded) => ({ default: loaded.Questionnaire })));
const TaskDrawer = lazy(() => import("#features/stage/parts/task-drawer.tsx").then((loaded) => ({ default: loaded.TaskDrawer })));
const TaskForm = lazy(() => import("#features/stage/parts/task-form.tsx").then((loaded) => ({ default: loaded.TaskForm })));

const papers = ["papers-stages", "papers-owners", "papers-standing", "papers-last", "papers-judged"] as const;

export function Page() {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const question = useStageQuestion();
  const answer = useAsk(readStage, { params: { workspace } });
  useLive("stage", () => void forget(client, [readStage]));
  const told = answer.data;
  const task = told?.tasks.find(({ id }) => id === question.task);
  const close = () => question.open(closed);
  const mayChange = told?.whyNotChange === null;
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {(all) => <Answer told={all} />}
        </Answers>
      }
      actions={
        <>
          <Button variant="default" className="not-on-paper" onClick={() => window.print()}>
            {t("print")}
          </Button>
          <ReasonButton
            whyNot={told?.whyNotChange ?? null}
            variant={told?.history.length === 0 ? "filled" : "default"}
            onClick={() => question.open({ ...closed, say: "yes" })}
          >
            {t(told?.history.length === 0 ? "profile-say" : "profile-change")}
          </ReasonButton>
        </>
      }
      papers={papers.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    >
      <Section title={t("profile")}>
        <Answers of={answer} waiting={<RowsWaiting count={3} />}>
          {(all) => <Profile told={all} />}
        </Answers>
      </Section>
      <Answers of={answer} waiting={<RowsWaiting count={12} />}>
        {(all) => <Tasks told={all} onOpen={(id) => question.open({ ...closed, task: id })} onAdd={() => question.open({ ...closed, new: "yes" })} />}
      </Answers>
      <Suspense>
        {task === undefined ? null : <TaskDrawer key={task.id} task={task} told={told!} onClose={close} />}
        {question.isNew && mayChange ? <TaskForm onDone={(id) => question.open({ ...closed, task: id })} onClose={close} /> : null}
        {question.isSaying && mayChange ? <Questionnaire told={told} onClose={close} /> : null}
      </Suspense>
    </Frame>
  );
}

function Answer({ told }: { readonly told: StageAnswer }) {
  const t = useWords<typeof words>("stage");
  const format = useFormat();
  const [now] = told.history;
  const { all, between, twice, late } = answerOf(told);
  return [
    now === undefined ? t("answer-assumed") : t("answer-stage", { stage: t(`stage-${now.stage}`), day: format.day(now.since) }),
    between === 0 && twice === 0 ? t("answer-all-owned", { all }) : null,
    between === 0 ? null : t("answer-between", { count: between, all }),
    twice === 0 ? null : t("answer-twice", { count: twice }),
    late === 0 ? null : t("answer-late", { count: late }),
  ]
    .filter((each) => each !== null)
    .join(" ");
}

const passes = (task: TaskView, filter: Filter) => filter === "all" || (filter === "late" ? task.isLate : task.standing === filter);

interface TasksProps {
  readonly told: StageAnswer;
  readonly onOpen: (id: string) => void;
  readonly onAdd: () => void;
}

function Tasks({ told, onOpen, onAdd }: TasksProps) {
  const t = useWords<typeof words>("stage");
  const question = useStageQuestion();
  const onTable = told.tasks.filter(({ isRemoved }) => !isRemoved);
  const shown = onTable.filter((task) => passes(task, question.filter));
  const names = { all: "filter-all", "between-chairs": "filter-between", twice: "filter-twice", late: "filter-late" } as const;
  return (
    <>
      <div className={`${classes["bar"]} not-on-paper`}>
        <Select
          label={t("filter")}
          w={280}
          data={filters.map((value) => ({ value, label: `${t(names[value])} (${onTable.filter((task) => passes(task, value)).length})` }))}
          value={question.filter}
          onChange={(filter) => question.show(filter ?? "all")}
        />
        <ReasonButton whyNot={told.whyNotChange} variant="default" onClick={onAdd}>
          {t("add")}
        </ReasonButton>
      </div>
      {shown.length === 0 ? <p>{t("filter-none")}</p> : null}
      {taskKinds.map((kind) => {
        const rows = shown.filter((task) => task.kind === kind);
        return rows.length === 0 ? null : (
          <Section key={kind} title={t(kind)} note={t(`${kind}-note`)}>
            <TaskTable caption={t(kind)} rows={rows} all={shown} told={told} onOpen={onOpen} />
          </Section>
        );
      })}
      <Removed told={told} />
    </>
  );
}

function Removed({ told }: { readonly told: StageAnswer }) {
  const t = useWords<typeof words>("stage");
  const say = useStageWords(told.people);
  const workspace = useWorkspaceSlug();
  const back = useTell(removeMarketingTask, { changes: [readStage] });
  const removed = told.tasks.filter(({ isRemoved }) => isRemoved);
  if (removed.length === 0) return null;
  return (
    <Section title={t("removed")}>
      <ul className={classes["removed"]}>
        {removed.map((task) => (
          <li key={task.id}>
            {say.name(task)}
            {told.whyNotChange === null ? (
              <Anchor
                component="button"
                type="button"
                aria-label={t("removed-back-of", { task: say.name(task) })}
                onClick={() => back.mutate({ params: { workspace, id: task.id }, body: { isRemoved: false } })}
              >
                {t("removed-back")}
              </Anchor>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
