// The agenda: items in their order with why they stand there, what was noted, and what comes of each.
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPin, IconPinnedOff, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { type ItemView, type MeetingRoom, addItem } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import { Notes } from "#features/meeting-room/parts/notes.tsx";
import { Outcome } from "#features/meeting-room/parts/outcome.tsx";
import { type ItemActs, changedInRoom, useItemActs } from "#features/meeting-room/parts/room-acts.ts";
import { Standing } from "#features/meeting-room/parts/standing.tsx";
import { Timer } from "#features/meeting-room/parts/timer.tsx";
import { Votes } from "#features/meeting-room/parts/votes.tsx";
import type { words } from "#features/meeting-room/words.en.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

export function Agenda({ told }: { readonly told: MeetingRoom }) {
  const t = useWords<typeof words>("meeting-room");
  const acts = useItemActs();
  const [shown] = useSearchValue("item");
  const { items, removed, whyNotTakePart } = told;
  return (
    <>
      {acts.error ? <ErrorState error={acts.error} /> : null}
      {items.length === 0 ? <p>{t("agenda-none")}</p> : null}
      <ol className={classes["agenda"]} aria-label={t("agenda")}>
        {items.map((item, place) => (
          <li key={item.id}>
            <Item
              item={item}
              told={told}
              acts={acts}
              isShown={item.id === shown}
              onEarlier={place === 0 ? null : () => acts.order(item.id, items[place - 1]!.id)}
              onLater={place === items.length - 1 ? null : () => acts.order(item.id, items[place + 2]?.id ?? null)}
            />
          </li>
        ))}
      </ol>
      {whyNotTakePart === null ? <Add meetingId={told.meeting.id} /> : null}
      {removed.length === 0 || whyNotTakePart !== null ? null : (
        <details className="not-on-paper">
          <summary>{`${t("item-removed-list")}: ${removed.length}`}</summary>
          <ul className={classes["lines"]}>
            {removed.map(({ id, title }) => (
              <li key={id} className={classes["line"]}>
                {title}
                <Button size="xs" variant="default" onClick={() => acts.remove(id, false)}>
                  {t("item-put-back")}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface ItemProps {
  readonly item: ItemView;
  readonly told: MeetingRoom;
  readonly acts: ItemActs;
  readonly isShown: boolean;
  readonly onEarlier: (() => void) | null;
  readonly onLater: (() => void) | null;
}

function Item({ item, told, acts, isShown, onEarlier, onLater }: ItemProps) {
  const t = useWords<typeof words>("meeting-room");
  const { title } = item;
  const mayAct = told.whyNotTakePart === null;
  const isOpen = told.meeting.state === "open";
  return (
    <article className={classes["item"]} {...(isShown ? { "data-shown": true } : {})}>
      <div className={classes["head"]}>
        <div>
          <h3>{title}</h3>
          <p className={classes["marks"]}>
            <span>{t(`part-${item.part}`)}</span>
            {item.side === null ? null : <SideBadge side={item.side} />}
            {item.carried === 0 ? null : <span>{t("item-carried", { count: item.carried })}</span>}
            <span>{item.part === "people" ? t("item-by", { name: item.putBy ?? t("former") }) : t("item-by-itself")}</span>
          </p>
        </div>
        {mayAct ? (
          <div className={`${classes["acts"]} not-on-paper`}>
            {isOpen || item.minutes !== null ? <Timer item={item} onMinutes={(minutes) => acts.change(item.id, { minutes })} isRunning={isOpen} /> : null}
            <Act
              name={t(item.isPinned ? "item-unpin" : "item-pin", { title })}
              onAct={() => acts.change(item.id, { isPinned: !item.isPinned })}
              icon={item.isPinned ? <IconPinnedOff size={18} stroke={1.5} aria-hidden /> : <IconPin size={18} stroke={1.5} aria-hidden />}
            />
            <Act name={t("item-earlier", { title })} onAct={onEarlier} icon={<IconArrowUp size={18} stroke={1.5} aria-hidden />} />
            <Act name={t("item-later", { title })} onAct={onLater} icon={<IconArrowDown size={18} stroke={1.5} aria-hidden />} />
            <Act name={t("item-remove", { title })} onAct={() => acts.remove(item.id, true)} icon={<IconX size={18} stroke={1.5} aria-hidden />} />
          </div>
        ) : null}
      </div>
      {item.why === null ? null : <p>{item.why}</p>}
      <Standing item={item} currency={told.currency} />
      <Notes item={item} where={told.live} mayWrite={mayAct} />
      {isOpen ? <Votes item={item} acts={acts} mayVote={mayAct} /> : null}
      {isOpen ? <Outcome item={item} told={told} /> : null}
    </article>
  );
}

function Act({ name, onAct, icon }: { readonly name: string; readonly onAct: (() => void) | null; readonly icon: ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={name}
      title={name}
      disabled={onAct === null}
      {...(onAct === null ? { bg: "none" } : {})}
      onClick={() => onAct?.()}
    >
      {icon}
    </ActionIcon>
  );
}

function Add({ meetingId }: { readonly meetingId: string }) {
  const t = useWords<typeof words>("meeting-room");
  const workspace = useWorkspaceSlug();
  const fields = useFields({ title: "", why: "" }, { title: (text) => (text.trim() === "" ? t("check-title") : null) });
  const tell = useTell(addItem, {
    changes: changedInRoom,
    onDone: () => {
      fields.reset({ title: "", why: "" });
      toast({ text: t("item-added") });
    },
  });
  const send = () => {
    if (fields.isGood()) tell.mutate({ params: { workspace, id: meetingId }, body: { title: fields.values.title.trim(), why: fields.values.why.trim() } });
  };
  return (
    <div className="not-on-paper">
      <Form send={t("item-add")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <TextInput label={t("item-title")} maxLength={200} {...fields.text("title")} />
        <TextInput label={t("item-why")} maxLength={2000} {...fields.text("why")} />
      </Form>
    </div>
  );
}
