// What is to be done for a project and by whom, by its days; ticked off in one press, with a way back.
import { Anchor, Button, Checkbox, SegmentedControl, SimpleGrid, TextInput, Textarea } from "@mantine/core";

import { type ProjectRoom, type TaskView, addProjectTask, changeProjectTask } from "#features/projects/contract.ts";
import { changedByProjects, usePartActs } from "#features/projects/parts/project-acts.ts";
import classes from "#features/projects/parts/projects.module.css";
import { distanceOf } from "#features/projects/rules.ts";
import type { words } from "#features/projects/words.en.ts";
import { type TaskAnchor, taskSides } from "#facts/projects.ts";
import { isDay } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

const views = ["open", "late", "all"] as const;

export function Tasks({ told }: { readonly told: ProjectRoom }) {
  const t = useWords<typeof words>("projects");
  const acts = usePartActs();
  const [view, setView] = useSearchValue("view");
  const [side, setSide] = useSearchValue("side");
  const [task, setTask] = useSearchValue("task");
  const shown = views.find((each) => each === view) ?? "open";
  const of = taskSides.find((each) => each === side) ?? null;
  const rows = told.tasks.filter((each) => (shown === "all" || (shown === "late" ? each.isLate : each.state === "open")) && (of === null || each.side === of));
  const edited = told.tasks.find(({ id }) => id === task) ?? null;
  const mayPlan = told.whyNotPlan === null;
  return (
    <Section
      title={t("tab-tasks")}
      note={t("tasks-note")}
      actions={
        <ReasonButton whyNot={told.whyNotPlan} variant="default" size="xs" onClick={() => setTask("new")}>
          {t("task-add")}
        </ReasonButton>
      }
    >
      <div className={`${classes["acts"]} not-on-paper`}>
        <SegmentedControl
          aria-label={t("tasks-show")}
          value={shown}
          onChange={(value) => setView(value === "open" ? null : value)}
          data={views.map((value) => ({ value, label: t(`tasks-${value}`) }))}
        />
        <Select
          aria-label={t("tasks-side")}
          value={of ?? "any"}
          data={[{ value: "any", label: t("tasks-any") }, ...taskSides.map((value) => ({ value, label: t(`side-${value}`) }))]}
          onChange={(value) => setSide(value === "any" ? null : value)}
        />
      </div>
      {acts.error ? <ErrorState error={acts.error} /> : null}
      {told.tasks.length === 0 ? (
        <p>{t("tasks-none")}</p>
      ) : rows.length === 0 ? (
        <p>{t("tasks-none-shown")}</p>
      ) : (
        <TaskTable rows={rows} project={told.project} acts={acts} {...(mayPlan ? { onOpen: ({ id }: TaskView) => setTask(id) } : {})} />
      )}
      {mayPlan && (task === "new" || edited !== null) ? <TaskForm key={task} of={edited} told={told} acts={acts} onClose={() => setTask(null)} /> : null}
    </Section>
  );
}

type Acts = ReturnType<typeof usePartActs>;

interface TableProps {
  readonly rows: readonly TaskView[];
  readonly project: ProjectRoom["project"];
  readonly acts: Acts;
  readonly onOpen?: (row: TaskView) => void;
}

function TaskTable({ rows, project, acts, onOpen }: TableProps) {
  const t = useWords<typeof words>("projects");
  const format = useFormat();
  const say = (anchor: TaskAnchor, days: number) =>
    days === 0 ? t(`offset-${anchor}`) : t(days < 0 ? "offset-before" : "offset-after", { count: Math.abs(days) });
  const when = (task: TaskView) => {
    const far = distanceOf(task, project);
    if (far === null || task.anchor === null) return "";
    const now = say(task.anchor, far.days);
    return far.planned === null ? now : t("offset-planned", { now, planned: say(task.anchor, far.planned) });
  };
  return (
    <DataTable<TaskView>
      caption={t("tab-tasks")}
      rows={rows}
      rowKey={({ id }) => id}
      fileName="evenhand-project-tasks"
      {...(onOpen === undefined ? {} : { onOpen })}
      columns={[
        {
          key: "done",
          name: t("task-done"),
          width: "64px",
          value: ({ state }) => t(`state-${state}`),
          cell: (task) => (
            <Checkbox
              aria-label={t(task.state === "done" ? "task-unmark" : "task-mark", { title: task.title })}
              checked={task.state === "done"}
              disabled={task.whyNotEnd !== null || task.actionId !== null || acts.isPending}
              onClick={(event) => event.stopPropagation()}
              onChange={() => acts.end(task, task.state === "done" ? "open" : "done")}
            />
          ),
        },
        { key: "title", name: t("col-task"), value: ({ title }) => title, onPhone: "title", width: "40%" },
        { key: "side", name: t("col-side"), value: ({ side }) => t(`side-${side}`) },
        { key: "owner", name: t("col-owner"), value: ({ owner }) => owner ?? nothing },
        {
          key: "due",
          name: t("col-due"),
          value: ({ dueOn }) => dueOn,
          cell: (task) => (
            <>
              <span {...(task.isLate ? { className: classes["late"] } : {})}>{format.day(task.dueOn)}</span>
              <p className={classes["quiet"]}>{when(task)}</p>
            </>
          ),
        },
        { key: "state", name: t("col-state"), value: (task) => t(task.isLate ? "state-late" : `state-${task.state}`) },
      ]}
    />
  );
}

interface TaskFormProps {
  readonly of: TaskView | null;
  readonly told: ProjectRoom;
  readonly acts: Acts;
  readonly onClose: () => void;
}

function TaskForm({ of, told, acts, onClose }: TaskFormProps) {
  const t = useWords<typeof words>("projects");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const params = { workspace, id: told.project.id };
  const firstWhen: TaskAnchor | "day" = of === null ? "start" : (of.anchor ?? "day");
  const fields = useFields(
    {
      title: of?.title ?? "",
      note: of?.note ?? "",
      side: of?.side ?? "joint",
      ownerId: of?.ownerId ?? null,
      when: firstWhen,
      offset: String(of?.offsetDays ?? -7),
      dueOn: of?.dueOn ?? told.today,
    },
    {
      title: (text) => (text.trim() === "" ? t("check-name") : null),
      offset: (text, { when }) => (when === "day" || /^[-−]?\d{1,3}$/.test(text.trim()) ? null : t("check-offset")),
      dueOn: (day, { when }) => (when !== "day" || isDay(day) ? null : t("check-day")),
    },
  );
  const { values } = fields;
  const done = {
    changes: changedByProjects,
    onDone: () => {
      toast({ text: t("task-saved") });
      onClose();
    },
  };
  const add = useTell(addProjectTask, done);
  const change = useTell(changeProjectTask, done);
  const send = () => {
    if (!fields.isGood()) return;
    const { title, note, side, ownerId, offset, dueOn } = values;
    const when = values.when === "day" ? { dueOn } : { anchor: values.when, offsetDays: Number(offset.trim().replace("−", "-")) };
    // A day that was set by the beginning of a late project stays as long as its distance does.
    const isSame = of !== null && of.anchor === values.when && "offsetDays" in when && when.offsetDays === of.offsetDays;
    const body = { title: title.trim(), note: note.trim(), side, ownerId };
    if (of === null) add.mutate({ params, body: { ...body, when } });
    else change.mutate({ params: { ...params, part: of.id }, body: { ...body, ...(isSame ? {} : { when }) } });
  };
  const leave = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={t(of === null ? "task-new" : "task-edit-title")} closeOnClickOutside={false}>
      <Form send={kit("save")} isSending={add.isPending || change.isPending} error={add.error ?? change.error} onSend={send}>
        <TextInput label={t("field-title")} maxLength={200} {...fields.text("title")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <Select
            label={t("field-side")}
            data={taskSides.map((value) => ({ value, label: t(`side-${value}`) }))}
            value={values.side}
            onChange={(side) => fields.set("side", side ?? "joint")}
          />
          <Select
            label={t("field-owner")}
            data={told.people.map(({ memberId, name }) => ({ value: memberId, label: name }))}
            clearable
            placeholder={t("owner-none")}
            value={values.ownerId}
            onChange={(id) => fields.set("ownerId", id)}
          />
          <Select
            label={t("field-when")}
            data={(["start", "end", "day"] as const).map((value) => ({ value, label: t(`when-${value}`) }))}
            value={values.when}
            onChange={(when) => fields.set("when", when ?? "start")}
          />
          {values.when === "day" ? (
            <TextInput type="date" label={t("field-due")} {...fields.text("dueOn")} />
          ) : (
            <TextInput label={t("field-offset")} {...fields.text("offset")} />
          )}
        </SimpleGrid>
        <Textarea label={t("field-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
        {of === null ? null : (
          <div className={classes["acts"]}>
            {of.actionId === null ? (
              <ReasonButton
                whyNot={of.state !== "open" ? "task-not-open" : of.ownerId === null ? "task-without-owner" : null}
                variant="default"
                size="xs"
                onClick={leave(() => acts.enter(of.id))}
              >
                {t("task-enter")}
              </ReasonButton>
            ) : (
              <Anchor component={GoTo} href={paths.actions(workspace, { action: of.actionId })}>
                {t("task-in-register")}
              </Anchor>
            )}
            {of.actionId === null && of.state === "open" ? (
              <Button variant="subtle" color="gray" size="xs" onClick={leave(() => acts.end(of, "dropped"))}>
                {t("task-drop")}
              </Button>
            ) : null}
            <Button variant="subtle" color="gray" size="xs" onClick={leave(() => acts.removeTask(of.id))}>
              {t("task-remove")}
            </Button>
          </div>
        )}
      </Form>
    </Modal>
  );
}
