// One message: who said it, what, its reactions, and what may be done with it.
import { Button, Group } from "@mantine/core";
import { useState } from "react";

import {
  type MessageView,
  editMessage,
  listThreads,
  muteMember,
  reactToMessage,
  readThread,
  readThreadLinks,
  readVersions,
  removeMessage,
  restoreMessage,
} from "#features/threads/contract.ts";
import { Composer } from "#features/threads/parts/composer.tsx";
import { MessageFiles } from "#features/threads/parts/message-files.tsx";
import { QuoteChip } from "#features/threads/parts/quote-chip.tsx";
import { Said } from "#features/threads/parts/said.tsx";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { reactions } from "#facts/thread.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { initialsOf } from "#ui/presence.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

const changes = [readThread, listThreads];
interface Person {
  readonly id: string;
  readonly name: string;
}

export interface MessageProps {
  readonly about: string;
  readonly message: MessageView;
  readonly people: readonly Person[];
  readonly mayWrite: boolean;
  readonly isMuted: boolean;
}

export function Message(props: MessageProps) {
  const { message, people } = props;
  const t = useWords<typeof words>("threads");
  const format = useFormat();
  const [isEditing, setEditing] = useState(false);
  const [isHistory, setHistory] = useState(false);
  const who = message.by?.name ?? t("by-nobody");
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? null;
  if (message.removedAt !== null) return <Removed message={message} who={who} />;
  return (
    <li className={classes["message"]} {...(message.isInside ? { "data-inside": true } : {})}>
      <span className={classes["avatar"]} aria-hidden>
        {initialsOf(who)}
      </span>
      <div>
        <div className={classes["by"]}>
          <strong>{who}</strong>
          <span className={classes["quiet"]}>{format.moment(message.at)}</span>
          {message.isInside ? <span className={classes["quiet"]}>{t("inside-mark")}</span> : null}
          {message.editedAt === null ? null : (
            <Button variant="subtle" size="compact-xs" onClick={() => setHistory(true)}>
              {t("edited", { moment: format.moment(message.editedAt) })}
            </Button>
          )}
        </div>
        {isEditing ? (
          <Editing {...props} onEnd={() => setEditing(false)} />
        ) : (
          <>
            <Said text={message.said} nameOf={nameOf} />
            <MessageFiles files={message.files} />
            {message.quotes === null ? null : <QuoteChip id={message.id} name={message.quotes.name} />}
            <Acts {...props} onEdit={() => setEditing(true)} />
          </>
        )}
      </div>
      {isHistory ? <History id={message.id} onClose={() => setHistory(false)} /> : null}
    </li>
  );
}

function Removed({ message, who }: { readonly message: MessageView; readonly who: string }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const restore = useTell(restoreMessage, { changes, onDone: () => toast({ text: t("restored") }) });
  const isOwn = message.removedBy === message.by?.name;
  return (
    <li className={classes["message"]}>
      <span />
      <Group gap={8}>
        <p className={classes["quiet"]}>{isOwn ? t("removed-own", { name: who }) : t("removed-by", { name: who, by: message.removedBy ?? t("by-nobody") })}</p>
        {message.mayRestore ? (
          <Button size="compact-xs" variant="subtle" onClick={() => restore.mutate({ params: { workspace, id: message.id } })}>
            {t("restore")}
          </Button>
        ) : null}
      </Group>
    </li>
  );
}

function Editing({ about, message, people, onEnd }: MessageProps & { readonly onEnd: () => void }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const edit = useTell(editMessage, { changes: [...changes, readThreadLinks], onDone: onEnd });
  return (
    <>
      <Composer
        about={about}
        label={t("edit")}
        act={t("save")}
        first={{ text: message.said, people }}
        isSending={edit.isPending}
        onSend={(said) => edit.mutate({ params: { workspace, id: message.id }, body: { said } })}
        onCancel={onEnd}
      />
      {edit.error ? <ErrorState error={edit.error} /> : null}
    </>
  );
}

function Acts({ message, mayWrite, isMuted, onEdit }: MessageProps & { readonly onEdit: () => void }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const params = { workspace, id: message.id };
  const react = useTell(reactToMessage, { changes });
  const remove = useTell(removeMessage, {
    changes,
    onDone: () => {
      const undo = async () => {
        await ask(restoreMessage, { params });
        await forget(client, changes);
      };
      toast({ text: t("removed"), undo });
    },
  });
  const mute = useTell(muteMember, {
    changes,
    onDone: (_, { body }) => toast({ text: t(body?.isMuted ? "muted" : "unmuted", { name: message.by?.name ?? "" }) }),
  });
  const on = new Map(message.reactions.map((one) => [one.reaction, one]));
  const shown = isOpen ? reactions : reactions.filter((reaction) => on.has(reaction));
  return (
    <div className={`${classes["acts"]} not-on-paper`}>
      {shown.map((reaction) => {
        const one = on.get(reaction);
        const label = t(`reaction-${reaction}`);
        return (
          <button
            key={reaction}
            type="button"
            className={classes["reaction"]}
            aria-pressed={one?.isMine ?? false}
            disabled={!mayWrite}
            title={one === undefined ? label : t("reacted-by", { reaction: label, names: one.names.join(", ") })}
            onClick={() => react.mutate({ params, body: { reaction, isOn: !(one?.isMine ?? false) } })}
          >
            {label}
            {one === undefined ? "" : ` ${one.count}`}
          </button>
        );
      })}
      {mayWrite ? (
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? "cancel" : "react")}
        </Button>
      ) : null}
      {isOpen && message.whyNotEdit === null ? (
        <Button size="compact-xs" variant="subtle" onClick={onEdit}>
          {t("edit")}
        </Button>
      ) : null}
      {isOpen && message.whyNotRemove === null ? (
        <Button size="compact-xs" variant="subtle" onClick={() => remove.mutate({ params })}>
          {t("remove")}
        </Button>
      ) : null}
      {isOpen && !message.isMine && message.by !== null ? (
        <Button size="compact-xs" variant="subtle" onClick={() => mute.mutate({ params: { workspace, id: message.by!.id }, body: { isMuted: !isMuted } })}>
          {t(isMuted ? "unmute" : "mute", { name: message.by.name })}
        </Button>
      ) : null}
    </div>
  );
}

function History({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("threads");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const versions = useAsk(readVersions, { params: { workspace, id } });
  return (
    <Modal opened onClose={onClose} title={t("edited-title")}>
      <Answers of={versions} waiting={<RowsWaiting count={2} />}>
        {(told) => (
          <ul className={classes["list"]}>
            {told.versions.map(({ said, until }) => (
              <li key={until}>
                <Said text={said} nameOf={(member) => told.people.find((one) => one.id === member)?.name ?? null} />
                <p className={classes["quiet"]}>{t("edited-until", { moment: format.moment(until) })}</p>
              </li>
            ))}
          </ul>
        )}
      </Answers>
    </Modal>
  );
}
