// One meeting: its agenda, what comes of each item, and the minutes that stand.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, Suspense, lazy } from "react";

import { type MeetingRoom, closeMeeting, openMeeting, readMeeting, writeAgenda } from "#features/meeting-room/contract.ts";
import { Agenda } from "#features/meeting-room/parts/agenda.tsx";
import { Here } from "#features/meeting-room/parts/notes.tsx";
import { Present } from "#features/meeting-room/parts/present.tsx";
import { changedInRoom } from "#features/meeting-room/parts/room-acts.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Thread } from "#ui/thread.tsx";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { MethodPage } from "#ui/papers.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const Minutes = lazy(() => import("#features/meeting-room/parts/minutes.tsx").then((loaded) => ({ default: loaded.Minutes })));

/** What planning adds to the room of a meeting: whoever gathers the rooms gives it, because none knows another. */
export interface Planning {
  /** Moving it, cancelling it. */
  readonly acts: (told: MeetingRoom) => ReactNode;
  /** Whether one comes. */
  readonly coming: (told: MeetingRoom) => ReactNode;
  readonly forms: (told: MeetingRoom) => ReactNode;
}

export function Page({ planning }: { readonly planning: Planning }) {
  const t = useWords<typeof words>("meeting-room");
  const params = { workspace: useWorkspaceSlug(), id: usePathPart("id") };
  const client = useQueryClient();
  const room = useAsk(readMeeting, { params }, { keepsLast: true });
  useLive("meetings", () => void forget(client, [readMeeting]));
  const told = room.data;
  return (
    <Frame
      title={told === undefined ? t("title") : t("room-question", { title: told.meeting.title })}
      answerLines={[1, 2]}
      answer={
        <Answers of={room} waiting={<AnswerWaiting />}>
          {(data) => <Answer told={data} />}
        </Answers>
      }
      actions={
        <>
          <Button component={GoTo} variant="subtle" href={paths.meetings(params.workspace)}>
            {t("back")}
          </Button>
          {told === undefined ? null : <Acts told={told} planning={planning} />}
        </>
      }
      papers={
        <>
          <p>{t("papers-agenda")}</p>
          <p>{t("papers-rank")}</p>
          <p>{t("papers-end")}</p>
          <p>{t("papers-minutes")}</p>
          <MethodPage method="meetings" />
        </>
      }
    >
      <Answers of={{ ...room, error: null }} waiting={room.error ? null : <RowsWaiting count={8} />}>
        {(data) => (
          <>
            {data.minutes.length === 0 ? (
              <>
                <Section title={t("present")} note={t("present-of", presence(data))}>
                  {planning.coming(data)}
                  <Here where={data.live} />
                  <Present told={data} />
                </Section>
                <Section title={t("agenda")} note={t("agenda-note")} actions={<Write told={data} />}>
                  <Agenda told={data} />
                </Section>
              </>
            ) : (
              <Section title={t("minutes")} note={t("minutes-note")}>
                <Suspense fallback={<RowsWaiting count={6} />}>
                  <Minutes told={data} />
                </Suspense>
              </Section>
            )}
            <Thread kind="meeting" id={data.meeting.id} />
            {planning.forms(data)}
          </>
        )}
      </Answers>
    </Frame>
  );
}

const presence = ({ meeting }: MeetingRoom) => ({ present: meeting.people.filter(({ wasThere }) => wasThere).length, asked: meeting.people.length });

function Answer({ told }: { readonly told: MeetingRoom }) {
  const t = useWords<typeof words>("meeting-room");
  const format = useFormat();
  const { meeting, open, items } = told;
  if (meeting.state === "cancelled") return <>{t("room-cancelled", { reason: meeting.cancelReason })}</>;
  if (meeting.state === "open") return <>{open === 0 && items.length > 0 ? t("room-open-done") : t("room-open-left", { count: open })}</>;
  if (meeting.state === "closed") {
    const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
    return <>{t("room-closed", { decisions: count("decision"), actions: count("action"), carried: count("carried") })}</>;
  }
  return (
    <>
      {t("room-planned", { when: format.moment(meeting.startsAt), items: t("items", { count: items.length }) })}{" "}
      {meeting.agendaSentAt === null
        ? `${t("agenda-goes-out", { when: format.moment(meeting.agendaGoesOutAt) })}.`
        : `${t("agenda-sent", { when: format.moment(meeting.agendaSentAt) })}.`}
    </>
  );
}

function Acts({ told, planning }: { readonly told: MeetingRoom; readonly planning: Planning }) {
  const t = useWords<typeof words>("meeting-room");
  const { meeting } = told;
  const params = { workspace: useWorkspaceSlug(), id: meeting.id };
  const said = (text: string) => ({ changes: changedInRoom, onDone: () => toast({ text }) });
  const open = useTell(openMeeting, said(t("opened")));
  const close = useTell(closeMeeting, said(t("closed-now")));
  if (meeting.state === "closed") return null;
  const problem = open.error ?? close.error;
  return (
    <>
      {planning.acts(told)}
      {meeting.state === "planned" ? (
        <ReasonButton whyNot={told.whyNotTakePart} loading={open.isPending} onClick={() => open.mutate({ params, body: {} })}>
          {t("open")}
        </ReasonButton>
      ) : null}
      {meeting.state === "open" ? (
        <ReasonButton whyNot={told.whyNotClose} loading={close.isPending} onClick={() => close.mutate({ params, body: {} })}>
          {t("close")}
        </ReasonButton>
      ) : null}
      {problem ? <ErrorState error={problem} /> : null}
    </>
  );
}

function Write({ told }: { readonly told: MeetingRoom }) {
  const t = useWords<typeof words>("meeting-room");
  const params = { workspace: useWorkspaceSlug(), id: told.meeting.id };
  const write = useTell(writeAgenda, {
    changes: changedInRoom,
    onDone: ({ added }) => toast({ text: added === 0 ? t("agenda-written-none") : t("agenda-written", { count: added }) }),
  });
  return (
    <>
      {write.error ? <ErrorState error={write.error} /> : null}
      <ReasonButton whyNot={told.whyNotTakePart} variant="default" size="xs" loading={write.isPending} onClick={() => write.mutate({ params, body: {} })}>
        {t(told.meeting.agendaWrittenAt === null ? "agenda-write" : "agenda-write-again")}
      </ReasonButton>
    </>
  );
}
