// The minutes as they stood when the meeting ended, and each correction beside them.
import { Button, Textarea } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";

import { type MeetingRoom, type MinutesBody, correctMinutes, exportMinutes } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import { Noted } from "#features/meeting-room/parts/noted.tsx";
import { changedInRoom } from "#features/meeting-room/parts/room-acts.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { whereIs } from "#ui/client.ts";
import { Modal } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

type Entry = MinutesBody["items"][number];

export function Minutes({ told }: { readonly told: MeetingRoom }) {
  const t = useWords<typeof words>("meeting-room");
  const format = useFormat();
  const { language } = useLanguage();
  const params = { workspace: useWorkspaceSlug(), id: told.meeting.id };
  const [chosen, choose] = useSearchValue("version");
  const [correcting, setCorrecting] = useState<Entry | null>(null);
  const shown = told.minutes.find(({ version }) => String(version) === chosen) ?? told.minutes.at(-1)!;
  const { body } = shown;
  const actionOf = (id: string) => told.items.find((item) => item.id === id)?.actionId ?? null;
  const nameOf = ({ version, madeBy, madeAt }: (typeof told.minutes)[number]) =>
    t("minutes-of-version", { version, name: madeBy ?? t("former"), when: format.moment(madeAt) });
  return (
    <>
      <div className={`${classes["acts"]} not-on-paper`}>
        {told.minutes.length === 1 ? null : (
          <Select
            size="sm"
            label={t("minutes-version")}
            data={told.minutes.map((each) => ({ value: String(each.version), label: nameOf(each) }))}
            value={String(shown.version)}
            onChange={(version) => choose(version)}
          />
        )}
        <Button
          component="a"
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          href={whereIs(exportMinutes, { params, query: { language } })}
        >
          {t("minutes-pdf")}
        </Button>
      </div>
      {/* The list says it on the screen; paper has no list. */}
      <p className={told.minutes.length === 1 ? classes["quiet"] : classes["onPaper"]}>{nameOf(shown)}</p>
      {shown.reason === null ? null : (
        <p>
          {t("minutes-corrected")}: {shown.reason}
        </p>
      )}
      <p>
        {t("minutes-present")}: {body.present.join(", ")}
        {body.absent.length === 0 ? null : (
          <>
            . {t("minutes-absent")}: {body.absent.join(", ")}
          </>
        )}
      </p>
      <ol className={classes["agenda"]} aria-label={t("minutes-items")}>
        {body.items.map((entry) => (
          <li key={entry.id}>
            <Item entry={entry} actionId={actionOf(entry.id)} onCorrect={told.whyNotCorrect === null ? () => setCorrecting(entry) : null} />
          </li>
        ))}
      </ol>
      {correcting === null ? null : <CorrectForm entry={correcting} meetingId={told.meeting.id} onClose={() => setCorrecting(null)} />}
    </>
  );
}

function Item({ entry, actionId, onCorrect }: { readonly entry: Entry; readonly actionId: string | null; readonly onCorrect: (() => void) | null }) {
  const t = useWords<typeof words>("meeting-room");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { action, votes } = entry;
  const voted = votes.for + votes.against + votes.abstains;
  return (
    <article className={classes["item"]}>
      <h3>{entry.title}</h3>
      {entry.why === null ? null : <p className={classes["quiet"]}>{entry.why}</p>}
      {entry.noted !== undefined && entry.noted.length > 0 ? (
        <Noted lines={entry.noted} />
      ) : entry.notes === "" ? null : (
        <p className={classes["notes"]}>{entry.notes}</p>
      )}
      <div className={classes["outcome"]}>
        <p>
          {action === null
            ? t(`minutes-${entry.outcome as "decision"}`, { text: entry.text })
            : t("minutes-action", { title: action.title, owner: action.owner, day: format.day(action.dueOn) })}
        </p>
        {voted === 0 ? null : <p className={classes["quiet"]}>{t("minutes-votes", votes)}</p>}
      </div>
      <div className={`${classes["acts"]} not-on-paper`}>
        {actionId === null ? null : (
          <Button component={GoTo} size="compact-sm" variant="subtle" href={paths.actions(workspace, { action: actionId })}>
            {t("from-action")}
          </Button>
        )}
        {onCorrect === null ? null : (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onCorrect}>
            {t("minutes-correct")}
          </Button>
        )}
      </div>
    </article>
  );
}

function CorrectForm({ entry, meetingId, onClose }: { readonly entry: Entry; readonly meetingId: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("meeting-room");
  const params = { workspace: useWorkspaceSlug(), id: meetingId };
  const fields = useFields(
    { notes: entry.notes, text: entry.text ?? "", reason: "" },
    {
      reason: (text) => (text.trim() === "" ? t("minutes-correct-reason") : null),
      text: (text) => (entry.text !== null && text.trim() === "" ? t("why.outcome-without-words") : null),
    },
  );
  const tell = useTell(correctMinutes, {
    changes: changedInRoom,
    onDone: () => {
      toast({ text: t("minutes-correct-done") });
      onClose();
    },
  });
  const send = () => {
    if (!fields.isGood()) return;
    const { notes, text, reason } = fields.values;
    tell.mutate({ params, body: { itemId: entry.id, notes, ...(entry.text === null ? {} : { text: text.trim() }), reason: reason.trim() } });
  };
  return (
    <Modal opened onClose={onClose} size="40rem" title={t("minutes-correct-title", { title: entry.title })} closeOnClickOutside={false}>
      <Form send={t("minutes-correct")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <Textarea label={t("notes")} autosize minRows={2} maxLength={400_000} {...fields.text("notes")} />
        {entry.text === null ? null : <Textarea label={t("minutes-correct-text")} autosize minRows={1} maxLength={2000} {...fields.text("text")} />}
        <Textarea label={t("minutes-correct-reason")} autosize minRows={1} maxLength={2000} {...fields.text("reason")} />
      </Form>
    </Modal>
  );
}
