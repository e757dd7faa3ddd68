// The register of actions as a list or a board, narrowed by the address.
import { Anchor, SegmentedControl } from "@mantine/core";

import type { ActionList, ActionView } from "#features/actions/contract.ts";
import { ActionBoard } from "#features/actions/parts/action-board.tsx";
import { useActionWords } from "#features/actions/parts/action-words.ts";
import classes from "#features/actions/parts/actions.module.css";
import { CameFrom } from "#features/actions/parts/came-from.tsx";
import { type ActionsQuestion, closed, shownStates, unfiltered } from "#features/actions/parts/question.ts";
import type { words } from "#features/actions/words.en.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import { paths } from "#kit/paths.ts";
import { useGo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { type DayEvent, MonthCalendar } from "#ui/month-calendar.tsx";
import { monthOf } from "#ui/month-days.ts";
import { projectEvents } from "#ui/project-events.ts";
import { Select } from "#ui/select.tsx";
import { EmptyState } from "#ui/states.tsx";

interface RegisterProps {
  readonly told: ActionList;
  readonly question: ActionsQuestion;
  readonly onStart: () => void;
}

export function Register({ told, question, onStart }: RegisterProps) {
  const t = useWords<typeof words>("actions");
  if (told.actions.length === 0) {
    return (
      <EmptyState
        title={t("none-title")}
        action={
          <ReasonButton whyNot={told.whyNotStart} onClick={onStart}>
            {t("start")}
          </ReasonButton>
        }
      >
        {t("none-words")}
      </EmptyState>
    );
  }
  const shown = told.actions.filter((action) => isShown(action, question));
  const open = (id: string) => question.open({ ...closed, action: id });
  return (
    <>
      <Filters told={told} question={question} />
      {shown.length === 0 ? (
        <p>
          {t("none-filtered")}{" "}
          <Anchor component="button" type="button" onClick={() => question.filter(unfiltered)}>
            {t("show-all")}
          </Anchor>
        </p>
      ) : question.view === "board" ? (
        <ActionBoard actions={shown} onOpen={open} />
      ) : question.view === "calendar" ? (
        <ActionMonth actions={shown} projects={told.projects} today={told.today} question={question} />
      ) : (
        <ActionTable actions={shown} onOpen={open} />
      )}
    </>
  );
}

function isShown(action: ActionView, { state, owner, metric, from }: ActionsQuestion): boolean {
  return (
    (state === null || (state === "overdue" ? action.isOverdue : action.state === state)) &&
    (owner === null || action.owner.memberId === owner) &&
    (metric === null || action.moves?.key === metric) &&
    (from === null || (action.from?.kind ?? "nothing") === from)
  );
}

function Filters({ told, question }: Omit<RegisterProps, "onStart">) {
  const t = useWords<typeof words>("actions");
  const say = useActionWords();
  const any = { value: "any", label: t("filter-any") } as const;
  const chosen = (value: string | null) => (value === "any" || value === null ? undefined : value);
  const owners = new Map(told.actions.map(({ owner }) => [owner.memberId, owner.name]));
  const used = goalKeys.filter((key) => told.actions.some(({ moves }) => moves?.key === key));
  return (
    <div className={`${classes["filters"]} not-on-paper`}>
      <SegmentedControl
        aria-label={t("view")}
        value={question.view}
        onChange={(view) => question.filter({ view: view === "list" ? undefined : view })}
        data={[
          { value: "list", label: t("view-list") },
          { value: "board", label: t("view-board") },
          { value: "calendar", label: t("view-calendar") },
        ]}
      />
      <Select
        size="sm"
        label={t("filter-state")}
        value={question.state ?? "any"}
        data={[any, ...shownStates.map((value) => ({ value, label: t(`state-${value}`) }))]}
        onChange={(value) => question.filter({ state: chosen(value) })}
      />
      <Select
        size="sm"
        label={t("filter-owner")}
        value={question.owner ?? "any"}
        data={[any, ...[...owners].map(([value, label]) => ({ value, label }))]}
        onChange={(value) => question.filter({ owner: chosen(value) })}
      />
      <Select
        size="sm"
        label={t("filter-metric")}
        value={question.metric ?? "any"}
        data={[any, ...used.map((value) => ({ value, label: say.figure(value) }))]}
        onChange={(value) => question.filter({ metric: chosen(value) })}
      />
      <Select
        size="sm"
        label={t("filter-from")}
        value={question.from ?? "any"}
        data={[
          any,
          { value: "claim", label: t("from-any-claim") },
          { value: "agenda-item", label: t("from-any-meeting") },
          { value: "project", label: t("from-any-project") },
          { value: "nothing", label: t("from-nothing") },
        ]}
        onChange={(value) => question.filter({ from: chosen(value) })}
      />
    </div>
  );
}

interface MonthProps {
  readonly actions: readonly ActionView[];
  readonly projects: ActionList["projects"];
  readonly today: string;
  readonly question: ActionsQuestion;
}

/** Each on the day by which it was to be done, whatever became of it since. */
function ActionMonth({ actions, projects, today, question }: MonthProps) {
  const t = useWords<typeof words>("actions");
  const say = useActionWords();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const beside = projectEvents(projects, {
    note: (day) => t(day.isCancelled ? "month-project-off" : day.of === 1 ? "month-project" : "month-project-of", { n: day.n, of: day.of }),
    onOpen: (id) => go(paths.project(workspace, id)),
  });
  const toneOf = ({ state, isOverdue }: ActionView): DayEvent["tone"] =>
    isOverdue ? "late" : state === "open" ? undefined : state === "done" ? "over" : "off";
  return (
    <MonthCalendar
      title={t("register")}
      empty={t("month-empty")}
      month={monthOf(question.month, today)}
      today={today}
      onMonth={(month) => question.filter({ month })}
      events={[
        ...beside,
        ...actions.map((action) => ({
          key: action.id,
          day: action.dueOn,
          title: action.title,
          note: `${action.owner.name}, ${say.state(action)}`,
          tone: toneOf(action),
          onOpen: () => question.open({ ...closed, action: action.id }),
        })),
      ]}
    />
  );
}

function ActionTable({ actions, onOpen }: { readonly actions: readonly ActionView[]; readonly onOpen: (id: string) => void }) {
  const t = useWords<typeof words>("actions");
  const format = useFormat();
  const say = useActionWords();
  return (
    <DataTable<ActionView>
      caption={t("register")}
      rows={actions}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      fileName="evenhand-actions"
      columns={[
        { key: "title", name: t("col-title"), value: (row) => row.title, onPhone: "title", width: "30%" },
        { key: "owner", name: t("col-owner"), value: (row) => row.owner.name },
        {
          key: "due",
          name: t("col-due"),
          value: (row) => row.dueOn,
          cell: (row) => <span {...(row.isOverdue ? { className: classes["overdue"] } : {})}>{format.day(row.dueOn)}</span>,
        },
        { key: "state", name: t("col-state"), value: (row) => say.state(row) },
        { key: "moves", name: t("col-moves"), value: (row) => say.moves(row.moves) },
        {
          key: "from",
          name: t("col-from"),
          value: (row) => row.from?.title ?? null,
          cell: (row) => <CameFrom from={row.from} isShort />,
        },
      ]}
    />
  );
}
