// Who does what about it: what waits for the next meeting, and the register of actions.
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type ActionList, type AgendaList, listActions, listAgenda } from "#features/actions/contract.ts";
import { changedBySteps } from "#features/actions/parts/action-acts.ts";
import { Agenda } from "#features/actions/parts/agenda.tsx";
import { type ActionsQuestion, closed, useActionsQuestion } from "#features/actions/parts/question.ts";
import { Register } from "#features/actions/parts/register.tsx";
import type { words } from "#features/actions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const ActionForm = lazy(() => import("#features/actions/parts/action-form.tsx").then((loaded) => ({ default: loaded.ActionForm })));
const AgendaForm = lazy(() => import("#features/actions/parts/agenda-form.tsx").then((loaded) => ({ default: loaded.AgendaForm })));
const ActionDrawer = lazy(() => import("#features/actions/parts/action-drawer.tsx").then((loaded) => ({ default: loaded.ActionDrawer })));

export function Page() {
  const t = useWords<typeof words>("actions");
  const params = { workspace: useWorkspaceSlug() };
  const question = useActionsQuestion();
  const client = useQueryClient();
  const actions = useAsk(listActions, { params });
  const agenda = useAsk(listAgenda, { params });
  // What a colleague begins or ends stands here at once.
  useLive("actions", () => void forget(client, changedBySteps));
  const begin = () => question.open({ ...closed, start: "1" });
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={actions} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} waiting={agenda.data?.items.length ?? null} />}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={actions.data?.whyNotStart ?? null} onClick={begin}>
          {t("start")}
        </ReasonButton>
      }
      papers={
        <>
          <p>{t("papers-register")}</p>
          <p>{t("papers-source")}</p>
          <p>{t("papers-effect")}</p>
        </>
      }
    >
      <Section
        title={t("agenda")}
        note={t("agenda-note")}
        actions={
          <ReasonButton whyNot={agenda.data?.whyNotPut ?? null} variant="default" size="xs" onClick={() => question.open({ ...closed, put: "1" })}>
            {t("put")}
          </ReasonButton>
        }
      >
        <Answers of={agenda} waiting={<RowsWaiting count={2} />}>
          {({ items }) => <Agenda items={items} onEdit={(id) => question.open({ ...closed, item: id })} />}
        </Answers>
      </Section>
      <Section title={t("register")} note={t("register-note")}>
        <Answers of={actions} waiting={<RowsWaiting count={8} />}>
          {(told) => <Register told={told} question={question} onStart={begin} />}
        </Answers>
      </Section>
      {actions.data === undefined ? null : <Opened told={actions.data} items={agenda.data?.items ?? []} question={question} />}
    </Frame>
  );
}

function Answer({ told, waiting }: { readonly told: ActionList; readonly waiting: number | null }) {
  const t = useWords<typeof words>("actions");
  if (told.actions.length === 0 && waiting === 0) return <>{t("answer-none")}</>;
  const open = told.actions.filter(({ state }) => state === "open");
  const overdue = open.filter(({ isOverdue }) => isOverdue).length;
  return (
    <>
      {t("answer-open", { count: open.length })} {overdue === 0 ? t("answer-in-time") : t("answer-overdue", { count: overdue })}{" "}
      {waiting === null ? null : t("answer-waiting", { count: waiting })}
    </>
  );
}

interface OpenedProps {
  readonly told: ActionList;
  readonly items: AgendaList["items"];
  readonly question: ActionsQuestion;
}

/** What the address says stands open. */
function Opened({ told, items, question }: OpenedProps) {
  const close = () => question.open(closed);
  const editing = told.actions.find(({ id, whyNotChange }) => id === question.editing && whyNotChange === null);
  const item = items.find(({ id, whyNotChange }) => id === question.item && whyNotChange === null);
  const mayStart = told.whyNotStart === null;
  return (
    <Suspense>
      {question.isStarting && mayStart ? <ActionForm people={told.people} today={told.today} onClose={close} /> : null}
      {editing === undefined ? null : <ActionForm of={editing} people={told.people} today={told.today} onClose={close} />}
      {question.isPutting && mayStart ? <AgendaForm onClose={close} /> : null}
      {item === undefined ? null : <AgendaForm of={item} onClose={close} />}
      {question.action === null ? null : (
        <ActionDrawer
          key={question.action}
          id={question.action}
          onEdit={() => question.open({ ...closed, edit: question.action ?? undefined })}
          onClose={close}
        />
      )}
    </Suspense>
  );
}
