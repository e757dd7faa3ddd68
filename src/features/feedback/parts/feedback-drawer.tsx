// One piece of feedback: what was said, what was written to it, and what came of it.
import { Anchor, Button, Group, Stack, TextInput, Textarea } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";

import {
  type FeedbackView,
  decideFeedback,
  listFeedback,
  readFeedback,
  reopenFeedback,
  takeRequest,
  withdrawFeedback,
  writeFeedback,
} from "#features/feedback/contract.ts";
import classes from "#features/feedback/parts/feedback.module.css";
import type { words } from "#features/feedback/words.en.ts";
import type { FeedbackOutcome } from "#facts/feedback.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { type ReplyOf, ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

const changes = [listFeedback, readFeedback];

export function FeedbackDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const told = useAsk(readFeedback, { params: { workspace, id } });
  const about = told.data?.feedback.about;
  return (
    <Drawer opened onClose={onClose} title={about === undefined ? t("list") : `${t(`about-${about.kind}`)}: ${about.name}`} size="36rem">
      <Answers of={told} waiting={<RowsWaiting count={6} />}>
        {({ feedback, thread }) => (
          <Stack gap={24}>
            <Said of={feedback} />
            <Thread thread={thread} />
            {feedback.outcome === null ? <Acts of={feedback} onGone={onClose} /> : <Reopen of={feedback} />}
          </Stack>
        )}
      </Answers>
    </Drawer>
  );
}

function Said({ of }: { readonly of: FeedbackView }) {
  const t = useWords<typeof words>("feedback");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const { kind, id } = of.about;
  return (
    <section>
      <p className={classes["said"]}>{of.said}</p>
      <p className={classes["quiet"]}>
        {t(`mood-${of.mood}`)} · {of.askedBy ?? t("nobody")} · {format.moment(of.askedAt)}
      </p>
      {of.outcome === null ? (
        <p className={of.isOverdue ? classes["overdue"] : classes["quiet"]}>
          {t(of.mood === "request" ? "item-needed" : "item-due", { moment: format.moment(of.dueAt) })}
        </p>
      ) : null}
      {of.takenBy !== null && of.takenAt !== null && of.outcome === null ? (
        <p className={classes["quiet"]}>{t("item-taken", { who: of.takenBy, moment: format.moment(of.takenAt) })}</p>
      ) : null}
      {of.outcome !== null && of.outcomeAt !== null ? (
        <>
          <p>
            <strong>{t("item-outcome", { outcome: t(`outcome-${of.outcome}`), who: of.outcomeBy ?? t("nobody"), moment: format.moment(of.outcomeAt) })}</strong>
          </p>
          {of.outcomeSaid === null ? null : <p className={classes["said"]}>{of.outcomeSaid}</p>}
          {of.link === null ? null : (
            <p>
              <Anchor href={of.link} target="_blank" rel="noreferrer noopener">
                {t("open-link")}
              </Anchor>
            </p>
          )}
        </>
      ) : null}
      {id === null || kind === "material" || kind === "price" || kind === "competitor" ? null : (
        <Anchor component={GoTo} href={paths.records(workspace, { entity: kind, id })}>
          {t("open-record")}
        </Anchor>
      )}
    </section>
  );
}

function Thread({ thread }: { readonly thread: ReplyOf<typeof readFeedback>["thread"] }) {
  const t = useWords<typeof words>("feedback");
  const format = useFormat();
  if (thread.length === 0) return <p className={classes["quiet"]}>{t("thread-none")}</p>;
  return (
    <ul className={classes["thread"]} aria-label={t("thread")}>
      {thread.map((word) => (
        <li key={word.id} {...(word.isAuthor ? {} : { "data-answer": true })}>
          <p>{word.said}</p>
          <p className={classes["quiet"]}>
            {word.by ?? t("nobody")} · {format.moment(word.at)}
            {word.via === "mail" ? ` · ${t("by-mail")}` : ""}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What can still be done with it: answering, taking it up, saying what came of it. */
function Acts({ of, onGone }: { readonly of: FeedbackView; readonly onGone: () => void }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const params = { workspace, id: of.id };
  const [said, setSaid] = useState("");
  const [outcome, setOutcome] = useState<FeedbackOutcome | null>(null);
  const write = useTell(writeFeedback, {
    changes,
    onDone: () => {
      setSaid("");
      toast({ text: t("written") });
    },
  });
  const take = useTell(takeRequest, { changes, onDone: (_, { body }) => toast({ text: t(body?.isTaken ? "taken" : "given-back") }) });
  const withdraw = useTell(withdrawFeedback, {
    changes,
    onDone: () => {
      toast({ text: t("withdrawn") });
      onGone();
    },
  });
  const send = () => said.trim() !== "" && !write.isPending && write.mutate({ params, body: { said: said.trim() } });
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
  };
  const offered: readonly FeedbackOutcome[] = of.mood === "request" ? ["delivered", "declined"] : ["changed", "declined"];
  const error = write.error ?? take.error ?? withdraw.error;
  return (
    <Stack gap={16}>
      {of.whyNotWrite === null ? (
        <>
          <Textarea
            label={t(of.isMine ? "add-label" : "answer-label")}
            value={said}
            autosize
            minRows={2}
            maxLength={2_000}
            onKeyDown={keys}
            onChange={(event) => setSaid(event.currentTarget.value)}
          />
          <Group>
            <Button loading={write.isPending} onClick={send}>
              {t(of.isMine ? "add" : "answer")}
            </Button>
          </Group>
        </>
      ) : null}
      {of.isMine ? (
        <Group>
          <Decision of={of} outcome="closed" />
          {of.words === 0 && of.takenAt === null ? (
            <Button variant="subtle" onClick={() => withdraw.mutate({ params })}>
              {t("withdraw")}
            </Button>
          ) : null}
        </Group>
      ) : (
        <Group>
          {of.mood === "request" ? (
            <ReasonButton whyNot={of.whyNotDecide} variant="default" onClick={() => take.mutate({ params, body: { isTaken: of.takenAt === null } })}>
              {t(of.takenAt === null ? "take" : "give-back")}
            </ReasonButton>
          ) : null}
          {offered.map((each) => (
            <ReasonButton
              key={each}
              whyNot={of.whyNotDecide}
              variant={outcome === each ? "filled" : "default"}
              onClick={() => setOutcome(outcome === each ? null : each)}
            >
              {t(each === "declined" && of.mood === "request" ? "decide-declined-request" : `decide-${each as "changed" | "declined" | "delivered"}`)}
            </ReasonButton>
          ))}
        </Group>
      )}
      {outcome === null || outcome === "closed" ? null : <OutcomeForm key={outcome} of={of} outcome={outcome} />}
      {error ? <ErrorState error={error} /> : null}
    </Stack>
  );
}

/** Tells the outcome, with a way back. */
function useDecision(of: FeedbackView) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  return useTell(decideFeedback, {
    changes,
    onDone: (_, { body }) => {
      const undo = async () => {
        await ask(reopenFeedback, { params: { workspace, id: of.id } });
        await forget(client, changes);
      };
      toast({ text: t(body?.outcome === "closed" ? "closed" : "decided"), undo });
    },
  });
}

function Decision({ of, outcome }: { readonly of: FeedbackView; readonly outcome: "closed" }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const decide = useDecision(of);
  return (
    <ReasonButton
      whyNot={of.whyNotClose}
      variant="default"
      loading={decide.isPending}
      onClick={() => decide.mutate({ params: { workspace, id: of.id }, body: { outcome } })}
    >
      {t("close")}
    </ReasonButton>
  );
}

function OutcomeForm({ of, outcome }: { readonly of: FeedbackView; readonly outcome: "changed" | "declined" | "delivered" }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const decide = useDecision(of);
  const [said, setSaid] = useState("");
  const [link, setLink] = useState("");
  const [isChecked, setChecked] = useState(false);
  const isLinkGood = /^https?:\/\/\S+$/.test(link.trim());
  const send = () => {
    setChecked(true);
    if (outcome === "delivered" ? !isLinkGood : said.trim() === "") return;
    const words = said.trim() === "" ? {} : { said: said.trim() };
    decide.mutate({ params: { workspace, id: of.id }, body: { outcome, ...words, ...(outcome === "delivered" ? { link: link.trim() } : {}) } });
  };
  return (
    <Stack gap={12}>
      {outcome === "delivered" ? (
        <TextInput
          type="url"
          label={t("decide-link")}
          placeholder={t("decide-link-example")}
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
          error={isChecked && !isLinkGood ? t("check-link") : null}
        />
      ) : null}
      <Textarea
        label={t(`decide-said-${outcome}`)}
        value={said}
        autosize
        minRows={2}
        maxLength={2_000}
        onChange={(event) => setSaid(event.currentTarget.value)}
        error={isChecked && outcome !== "delivered" && said.trim() === "" ? t("check-said") : null}
      />
      {decide.error ? <ErrorState error={decide.error} /> : null}
      <Group>
        <Button loading={decide.isPending} onClick={send}>
          {t("decide")}
        </Button>
      </Group>
    </Stack>
  );
}

function Reopen({ of }: { readonly of: FeedbackView }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const reopen = useTell(reopenFeedback, { changes });
  return (
    <Group>
      <Button variant="subtle" loading={reopen.isPending} onClick={() => reopen.mutate({ params: { workspace, id: of.id } })}>
        {t("reopen")}
      </Button>
      {reopen.error ? <ErrorState error={reopen.error} /> : null}
    </Group>
  );
}
