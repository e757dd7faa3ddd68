// One task up close: what it is, what each side does, who owns it, when it was last done, and over how long it is judged.
import { Anchor, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";

import { type StageAnswer, type TaskView, readStage, removeMarketingTask, setTaskOwners, withdrawTaskDone } from "#features/stage/contract.ts";
import { taskTexts, useStageWords } from "#features/stage/parts/stage-words.ts";
import classes from "#features/stage/parts/stage.module.css";
import type { words } from "#features/stage/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

const OwnersForm = lazy(() => import("#features/stage/parts/owners-form.tsx").then((loaded) => ({ default: loaded.OwnersForm })));
const DoneForm = lazy(() => import("#features/stage/parts/done-form.tsx").then((loaded) => ({ default: loaded.DoneForm })));
const TaskForm = lazy(() => import("#features/stage/parts/task-form.tsx").then((loaded) => ({ default: loaded.TaskForm })));

interface DrawerProps {
  readonly task: TaskView;
  readonly told: StageAnswer;
  readonly onClose: () => void;
}

export function TaskDrawer({ task, told, onClose }: DrawerProps) {
  const t = useWords<typeof words>("stage");
  const format = useFormat();
  const say = useStageWords(told.people);
  const [form, setForm] = useState<"owners" | "done" | "task" | null>(null);
  const close = () => setForm(null);
  const months = t("judged-months", { count: task.judgedMonths });
  return (
    <Drawer opened onClose={onClose} title={say.name(task)} size="42rem">
      <Stack gap="lg">
        <p className={classes["quiet"]}>{t(task.kind)}</p>
        <section className={classes["part"]}>
          <h4>{t("detail-owner")}</h4>
          <p>{say.owners(task.owners)}</p>
          {task.standing === "owned" ? null : <p className={classes["late"]}>{t(task.standing === "twice" ? "detail-twice" : "detail-between")}</p>}
          <p className={classes["quiet"]}>{task.isByHand ? t("detail-by-hand", { day: format.day(task.since!) }) : t("detail-by-stage")}</p>
          <div className={classes["acts"]}>
            <ReasonButton whyNot={told.whyNotChange} onClick={() => setForm("owners")}>
              {t("owners-change")}
            </ReasonButton>
            {task.isByHand && told.whyNotChange === null ? <LeaveToStage task={task} /> : null}
          </div>
        </section>
        {taskTexts.map((text) => {
          const said = say.text(task, text);
          return said === null ? null : (
            <section key={text} className={classes["part"]}>
              <h4>{t(text)}</h4>
              <p style={{ whiteSpace: "pre-line" }}>{text === "sales" ? `${t("field-sales-part")}: ${t(`part-${task.salesPart}`)}. ${said}` : said}</p>
            </section>
          );
        })}
        <section className={classes["part"]}>
          <h4>{t("col-last")}</h4>
          <p>
            {say.last(task)} · {say.every(task)} {task.isLate ? <span className={classes["late"]}>{t("late")}</span> : null}
          </p>
          {task.last?.note ? <p className={classes["quiet"]}>{task.last.note}</p> : null}
          <p className={classes["quiet"]}>
            {task.judgedOn === null ? t("detail-judged-unknown", { months }) : t("detail-judged", { months, day: format.day(task.judgedOn) })}
          </p>
          <div className={classes["acts"]}>
            <ReasonButton whyNot={told.whyNotSayDone} variant="default" onClick={() => setForm("done")}>
              {t("done-say")}
            </ReasonButton>
            {task.last?.saidId && told.whyNotSayDone === null ? <TakeDoneBack id={task.last.saidId} /> : null}
          </div>
        </section>
        <div className={classes["acts"]}>
          <ReasonButton whyNot={told.whyNotChange} variant="default" onClick={() => setForm("task")}>
            {t("change")}
          </ReasonButton>
          <Remove task={task} name={say.name(task)} whyNot={told.whyNotChange} onDone={onClose} />
        </div>
      </Stack>
      <Suspense>
        {form === "owners" ? <OwnersForm task={task} told={told} onClose={close} /> : null}
        {form === "done" ? <DoneForm task={task} today={told.today} onClose={close} /> : null}
        {form === "task" ? <TaskForm of={task} onDone={close} onClose={close} /> : null}
      </Suspense>
    </Drawer>
  );
}

function LeaveToStage({ task }: { readonly task: TaskView }) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: task.id };
  const undo = async () => {
    await ask(setTaskOwners, { params, body: { owners: task.owners.map(({ owner }) => owner) } });
    await forget(client, [readStage]);
  };
  const leave = useTell(setTaskOwners, { changes: [readStage], onDone: () => toast({ text: t("owners-unset"), undo }) });
  return (
    <>
      <Anchor component="button" type="button" onClick={() => leave.mutate({ params, body: { owners: null } })}>
        {t("owners-by-stage")}
      </Anchor>
      {leave.error ? <ErrorState error={leave.error} /> : null}
    </>
  );
}

function TakeDoneBack({ id }: { readonly id: string }) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id };
  const undo = async () => {
    await ask(withdrawTaskDone, { params, body: { isWithdrawn: false } });
    await forget(client, [readStage]);
  };
  const back = useTell(withdrawTaskDone, { changes: [readStage], onDone: () => toast({ text: t("done-taken-back"), undo }) });
  return (
    <>
      <Anchor component="button" type="button" onClick={() => back.mutate({ params, body: { isWithdrawn: true } })}>
        {t("done-back")}
      </Anchor>
      {back.error ? <ErrorState error={back.error} /> : null}
    </>
  );
}

interface RemoveProps {
  readonly task: TaskView;
  readonly name: string;
  readonly whyNot: string | null;
  readonly onDone: () => void;
}

function Remove({ task, name, whyNot, onDone }: RemoveProps) {
  const t = useWords<typeof words>("stage");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const params = { workspace, id: task.id };
  const undo = async () => {
    await ask(removeMarketingTask, { params, body: { isRemoved: false } });
    await forget(client, [readStage]);
  };
  const remove = useTell(removeMarketingTask, {
    changes: [readStage],
    onDone: () => {
      toast({ text: t("remove-done", { task: name }), undo });
      onDone();
    },
  });
  return (
    <>
      {task.isRemoved ? null : (
        <ReasonButton whyNot={whyNot} variant="default" loading={remove.isPending} onClick={() => remove.mutate({ params, body: { isRemoved: true } })}>
          {t("remove")}
        </ReasonButton>
      )}
      {remove.error ? <ErrorState error={remove.error} /> : null}
    </>
  );
}
