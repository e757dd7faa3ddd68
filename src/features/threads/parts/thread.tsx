// The thread of one thing: what has been said, in pages, what is new, how one stands to it, and the field to write in.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";

import {
  type LinkView,
  type MessageView,
  type ThreadView,
  followSubject,
  listThreads,
  markThreadRead,
  readThread,
  readThreadLinks,
  writeMessage,
} from "#features/threads/contract.ts";
import { Composer } from "#features/threads/parts/composer.tsx";
import { Message } from "#features/threads/parts/message.tsx";
import { LinksContext } from "#features/threads/parts/said.tsx";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { ourPathsIn, targetAt } from "#facts/links.ts";
import { subjectOfKey } from "#facts/subject.ts";
import type { FollowState } from "#facts/thread.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { useSendFiles } from "#ui/files.tsx";
import { AlsoHere } from "#ui/presence.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import type { ThreadProps } from "#ui/thread.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";

const changes = [readThread, listThreads];

export function ThreadOf({ kind, id }: ThreadProps) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const about = `${kind}:${id}`;
  const thread = useAsk(readThread, { params: { workspace }, query: { about } });
  useLive("threads", () => void forget(client, changes));
  useLive("files", () => void forget(client, [readThread]));
  return (
    <section className={classes["thread"]} aria-label={t("thread")}>
      <Answers of={thread} waiting={<RowsWaiting count={3} />}>
        {(told) => <Shown told={told} about={about} />}
      </Answers>
    </section>
  );
}

function Shown({ told, about }: { readonly told: ThreadView; readonly about: string }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const earlier = useEarlier(about, told);
  // What was new when one came stays marked while one reads.
  const [newFrom] = useState(told.readTo);
  useReading(about, told);
  const write = useTell(writeMessage, { changes: [...changes, readThreadLinks] });
  const { keep, isKeeping, turnedDown } = useKeeping();
  const messages = [...earlier.messages, ...told.messages];
  const people = [...earlier.people, ...told.people];
  const links = useLinks(about, messages);
  const firstNew = newFrom === 0 ? undefined : messages.find(({ place, isMine }) => place > newFrom && !isMine)?.id;
  return (
    <>
      <Head told={told} about={about} />
      {earlier.hasMore ? (
        <Button variant="default" size="compact-sm" loading={earlier.isLoading} onClick={earlier.load} style={{ justifySelf: "start" }}>
          {t("earlier")}
        </Button>
      ) : null}
      {messages.length === 0 ? (
        <p className={classes["quiet"]}>{t("thread-none")}</p>
      ) : (
        <LinksContext value={links}>
          <ol className={classes["list"]} aria-live="polite" aria-relevant="additions">
            {messages.map((message) => (
              <Row
                key={message.id}
                isFirstNew={message.id === firstNew}
                about={about}
                message={message}
                people={people}
                mayWrite={told.whyNotWrite === null}
                isMuted={message.by !== null && told.mutedPeople.includes(message.by.id)}
              />
            ))}
          </ol>
        </LinksContext>
      )}
      {told.whyNotWrite === null ? (
        <Composer
          about={about}
          label={t("said-label")}
          act={t("send")}
          isShared={told.isShared}
          isSending={write.isPending || isKeeping}
          takesFiles
          onSend={(said, isInside, done, files) =>
            write.mutate(
              { params: { workspace }, body: { about, said, isInside } },
              {
                onSuccess: ({ id }) => {
                  done();
                  void keep(id, files);
                },
              },
            )
          }
        />
      ) : null}
      {write.error ? <ErrorState error={write.error} /> : null}
      {turnedDown.map(({ name, wrong }) => (
        <p key={name} role="alert">
          {name}: {wrong}
        </p>
      ))}
    </>
  );
}

/** What may change how a linked thing stands; figures are asked again whenever facts change. */
const liveKinds = ["threads", "claims", "disputes", "decisions", "actions", "meetings", "projects", "handoff"] as const;

/** What the links lead to and how it stands now, in one question for the whole piece; nothing is asked where nothing is linked. */
function useLinks(about: string, messages: readonly MessageView[]): ReadonlyMap<string, LinkView> | null {
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const when = messages.some(({ said }) => ourPathsIn(said, workspace).some((path) => targetAt(workspace, path) !== null));
  const limit = Math.min(200, Math.max(50, messages.length));
  const links = useAsk(readThreadLinks, { params: { workspace }, query: { about, limit } }, { when, keepsLast: true });
  for (const kind of liveKinds) {
    // oxlint-disable-next-line react/rules-of-hooks -- always the same, in the same order
    useLive(kind, () => void forget(client, [readThreadLinks]));
  }
  return useMemo(() => (links.data === undefined ? null : new Map(links.data.links.map((link) => [link.path, link]))), [links.data]);
}

/** Files go after the words that they belong to: what was said stands, whatever becomes of them, and what was turned down says why. */
function useKeeping() {
  const client = useQueryClient();
  const send = useSendFiles();
  const [isKeeping, setKeeping] = useState(false);
  const [turnedDown, setTurnedDown] = useState<readonly { name: string; wrong: string }[]>([]);
  const keep = async (id: string, files: readonly File[]) => {
    setTurnedDown([]);
    if (files.length === 0) return;
    setKeeping(true);
    setTurnedDown(await send({ kind: "message", id }, files));
    setKeeping(false);
    await forget(client, changes);
  };
  return { keep, isKeeping, turnedDown };
}

function Row({ isFirstNew, ...message }: Parameters<typeof Message>[0] & { readonly isFirstNew: boolean }) {
  const t = useWords<typeof words>("threads");
  return (
    <>
      {isFirstNew ? (
        <li className={classes["new"]}>
          <span>{t("new-mark")}</span>
        </li>
      ) : null}
      <Message {...message} />
    </>
  );
}

/** How one stands to it; an agency stands nowhere. */
function Head({ told, about }: { readonly told: ThreadView; readonly about: string }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const done = { follows: "follow-done", muted: "mute-done", none: "unfollow-done" } as const;
  const follow = useTell(followSubject, { changes, onDone: (_, { body }) => toast({ text: t(done[body?.state ?? "none"]) }) });
  const set = (state: FollowState | null) => follow.mutate({ params: { workspace }, body: { about, state } });
  const { state, followers } = told;
  const subject = subjectOfKey(about);
  return (
    <div className={classes["head"]}>
      <h3>{t("thread")}</h3>
      {followers === 0 ? null : <span className={classes["quiet"]}>{t("followers", { count: followers })}</span>}
      {subject === null ? null : <AlsoHere {...subject} />}
      <span className={classes["space"]} />
      <span className="not-on-paper">
        <Button size="compact-sm" variant="subtle" aria-pressed={state === "follows"} onClick={() => set(state === "follows" ? null : "follows")}>
          {t(state === "follows" ? "unfollow" : "follow")}
        </Button>
        <Button size="compact-sm" variant="subtle" aria-pressed={state === "muted"} onClick={() => set(state === "muted" ? null : "muted")}>
          {t(state === "muted" ? "unmute-thread" : "mute-thread")}
        </Button>
      </span>
    </div>
  );
}

/** Pages before the one that is kept up to date. */
function useEarlier(about: string, told: ThreadView) {
  const workspace = useWorkspaceSlug();
  const [pages, setPages] = useState<readonly ThreadView[]>([]);
  const [isLoading, setLoading] = useState(false);
  const oldest: MessageView | undefined = (pages[0] ?? told).messages[0];
  const load = () => {
    if (oldest === undefined) return;
    setLoading(true);
    void ask(readThread, { params: { workspace }, query: { about, before: oldest.place, limit: 100 } })
      .then((page) => setPages((before) => [page, ...before]))
      .finally(() => setLoading(false));
  };
  const first = told.messages[0]?.place ?? Number.POSITIVE_INFINITY;
  return {
    // A message that has come into the latest page since is shown there.
    messages: pages.flatMap((page) => page.messages).filter(({ place }) => place < first),
    people: pages.flatMap((page) => page.people),
    hasMore: (pages[0] ?? told).hasEarlier,
    isLoading,
    load,
  };
}

/** What is on screen has been read, once somebody looks at the tab. */
function useReading(about: string, told: ThreadView): void {
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const said = useRef(0);
  const last = told.messages.at(-1)?.place ?? 0;
  const { readTo } = told;
  useEffect(() => {
    const mark = () => {
      if (document.visibilityState !== "visible" || last <= readTo || last <= said.current) return;
      said.current = last;
      void ask(markThreadRead, { params: { workspace }, body: { about, place: last } })
        .then(() => forget(client, [listThreads]))
        // Read again at the next visit: nothing hangs on it.
        .catch(() => undefined);
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [about, last, readTo, workspace, client]);
}
