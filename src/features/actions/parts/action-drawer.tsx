// One action up close: what, who, by when, what it should move, where it came from; its acts and every edit.
import { Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

import { type ActionHistory, type ActionView, readAction } from "#features/actions/contract.ts";
import { useActionActs } from "#features/actions/parts/action-acts.ts";
import { useActionWords } from "#features/actions/parts/action-words.ts";
import classes from "#features/actions/parts/actions.module.css";
import { CameFrom } from "#features/actions/parts/came-from.tsx";
import { Effect } from "#features/actions/parts/effect.tsx";
import type { words } from "#features/actions/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { Thread } from "#ui/thread.tsx";
import { useAsk } from "#ui/use-ask.ts";

interface DrawerProps {
  readonly id: string;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

export function ActionDrawer({ id, onEdit, onClose }: DrawerProps) {
  const t = useWords<typeof words>("actions");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readAction, { params: { workspace, id } });
  return (
    <Drawer opened onClose={onClose} title={t("detail-title")} size="38rem">
      <Answers of={answer} waiting={<RowsWaiting count={8} />}>
        {({ action, history }) => (
          <Stack gap="lg">
            <About action={action} />
            {action.state === "done" && action.moves !== null ? <Effect action={action} /> : null}
            <Acts action={action} onEdit={onEdit} onGone={onClose} />
            <Thread kind="action" id={action.id} />
            <Edits history={history} />
          </Stack>
        )}
      </Answers>
    </Drawer>
  );
}

function About({ action }: { readonly action: ActionView }) {
  const t = useWords<typeof words>("actions");
  const format = useFormat();
  const say = useActionWords();
  return (
    <div className={classes["facts"]}>
      <h3 style={{ margin: 0, fontSize: "var(--mantine-font-size-lg)", fontWeight: 600 }}>{action.title}</h3>
      <p style={{ margin: 0 }}>
        {say.state(action)}
        {action.endedAt === null ? null : `, ${t("ended-on", { day: format.day(action.endedAt.slice(0, 10)) })}`}
        {action.stateReason === null ? null : `: ${action.stateReason}`}
      </p>
      <p style={{ margin: 0 }}>
        {t("owned-by", { name: action.owner.name })}.{" "}
        <span {...(action.isOverdue ? { className: classes["overdue"] } : {})}>{t("due-on", { day: format.day(action.dueOn) })}.</span>
      </p>
      <p style={{ margin: 0 }}>{say.moves(action.moves) ?? t("moves-none")}</p>
      {action.note === null ? null : <p style={{ margin: "8px 0 0", whiteSpace: "pre-line" }}>{action.note}</p>}
      <CameFrom from={action.from} />
      <p className={classes["quiet"]}>{t("started-by", { name: action.createdBy ?? t("former"), day: format.day(action.createdAt.slice(0, 10)) })}</p>
    </div>
  );
}

function Acts({ action, onEdit, onGone }: { readonly action: ActionView; readonly onEdit: () => void; readonly onGone: () => void }) {
  const t = useWords<typeof words>("actions");
  const acts = useActionActs(action);
  const [isDropping, setDropping] = useState(false);
  const button = { whyNot: action.whyNotChange, variant: "default", loading: acts.isPending } as const;
  return (
    <div className="not-on-paper">
      {acts.error ? <ErrorState error={acts.error} /> : null}
      <Group gap={8}>
        {action.state === "open" ? (
          <>
            <ReasonButton {...button} variant="filled" onClick={() => acts.move("done")}>
              {t("done")}
            </ReasonButton>
            <ReasonButton {...button} onClick={() => setDropping(!isDropping)}>
              {t("drop")}
            </ReasonButton>
          </>
        ) : (
          <ReasonButton {...button} onClick={() => acts.move("open")}>
            {t("reopen")}
          </ReasonButton>
        )}
        <ReasonButton {...button} onClick={onEdit}>
          {t("edit")}
        </ReasonButton>
        <ReasonButton
          {...button}
          onClick={() => {
            acts.remove();
            onGone();
          }}
        >
          {t("remove")}
        </ReasonButton>
      </Group>
      {isDropping && action.state === "open" ? (
        <Drop
          isSending={acts.isPending}
          onDrop={(reason) => {
            acts.move("dropped", reason);
            setDropping(false);
          }}
        />
      ) : null}
    </div>
  );
}

function Drop({ isSending, onDrop }: { readonly isSending: boolean; readonly onDrop: (reason: string) => void }) {
  const t = useWords<typeof words>("actions");
  const fields = useFields({ reason: "" }, { reason: (text) => (text.trim() === "" ? t("check-reason") : null) });
  return (
    <div style={{ marginTop: 16 }}>
      <Form send={t("drop")} isSending={isSending} error={null} onSend={() => (fields.isGood() ? onDrop(fields.values.reason.trim()) : undefined)}>
        <TextInput data-autofocus label={t("drop-reason")} maxLength={2000} {...fields.text("reason")} />
      </Form>
    </div>
  );
}

function Edits({ history }: { readonly history: ActionHistory }) {
  const t = useWords<typeof words>("actions");
  return (
    <section aria-label={t("history")}>
      <h3 style={{ margin: "0 0 8px", fontSize: "var(--mantine-font-size-md)", fontWeight: 600 }}>{t("history")}</h3>
      <ol reversed className={classes["edits"]}>
        {history.map((edit, place) => (
          <li key={edit.revision}>
            <Edit edit={edit} before={history[place + 1]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Edit({ edit, before }: { readonly edit: ActionHistory[number]; readonly before: ActionHistory[number] | undefined }) {
  const t = useWords<typeof words>("actions");
  const say = useActionWords();
  const name = useSentence("actions");
  const format = useFormat();
  const changed = Object.keys(edit.stood).filter((field) => before !== undefined && before.stood[field] !== edit.stood[field]);
  return (
    <>
      <strong>{t(before === undefined ? "history-started" : "history-changed")}</strong>{" "}
      <span className={classes["quiet"]}>
        {edit.changedBy ?? t("former")}, {format.moment(edit.changedAt)}
      </span>
      {changed.length === 0 ? null : (
        <ul>
          {changed.map((field) => (
            <li key={field}>
              {t("history-field", {
                name: name(`stood-${field}`) ?? field,
                before: say.stood(field, before?.stood[field]),
                after: say.stood(field, edit.stood[field]),
              })}
            </li>
          ))}
        </ul>
      )}
      {edit.reason === null || edit.reason === edit.stood["stateReason"] ? null : <p style={{ margin: "4px 0 0" }}>{edit.reason}</p>}
    </>
  );
}
