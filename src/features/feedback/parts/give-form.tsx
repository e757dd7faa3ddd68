// Saying it in ten seconds: one field, what it is about, one tap, Ctrl+Enter. The form counts how long that took.
import { Button, Textarea, TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";

import { type AboutView, findFeedbackSubjects, giveFeedback, listFeedback, withdrawFeedback } from "#features/feedback/contract.ts";
import classes from "#features/feedback/parts/feedback.module.css";
import type { FeedbackQuestion } from "#features/feedback/parts/question.ts";
import { SubjectField } from "#features/feedback/parts/subject-field.tsx";
import type { words } from "#features/feedback/words.en.ts";
import { type FeedbackMood, feedbackMoods } from "#facts/feedback.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

interface GiveProps {
  readonly whyNot: string | null;
  readonly question: FeedbackQuestion;
}

/** Waits for the name of what the address asks about, so that the form opens with it. */
export function GiveForm({ whyNot, question }: GiveProps) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const { about } = question;
  const found = useAsk(
    findFeedbackSubjects,
    { params: { workspace }, query: about === null ? {} : { kind: about.kind, id: about.id } },
    {
      when: about !== null,
    },
  );
  const isWaiting = about !== null && found.data === undefined && !found.error;
  return (
    <Section title={t("give-title")}>
      <Surface>
        {isWaiting ? (
          <RowsWaiting count={4} />
        ) : (
          <Fields key={`${about?.kind} ${about?.id}`} first={found.data?.subjects[0] ?? null} whyNot={whyNot} question={question} />
        )}
      </Surface>
    </Section>
  );
}

function Fields({ first, whyNot, question }: GiveProps & { readonly first: AboutView | null }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const [about, setAbout] = useState(first);
  const [mood, setMood] = useState<FeedbackMood>("does-not-work");
  const [neededOn, setNeededOn] = useState("");
  const [isChecked, setChecked] = useState(false);
  // From the first letter or tap: a page that merely lies open writes nothing.
  const begun = useRef<number | null>(null);
  const begin = () => {
    begun.current ??= performance.now();
  };
  const tell = useTell(giveFeedback, {
    changes: [listFeedback],
    onDone: ({ id }) => {
      const undo = async () => {
        await ask(withdrawFeedback, { params: { workspace, id } });
        await forget(client, [listFeedback]);
      };
      toast({ text: t("sent"), undo });
      setSaid("");
      setAbout(null);
      setNeededOn("");
      setChecked(false);
      begun.current = null;
      if (question.about !== null) question.filter({ about: undefined });
    },
  });
  const send = () => {
    setChecked(true);
    if (whyNot !== null || said.trim() === "" || about === null || tell.isPending) return;
    const tookMs = begun.current === null ? {} : { tookMs: Math.min(3_600_000, Math.round(performance.now() - begun.current)) };
    const needed = mood === "request" && neededOn !== "" ? { neededOn } : {};
    tell.mutate({
      params: { workspace },
      body: { mood, about: { kind: about.kind, id: about.id, name: about.name }, said: said.trim(), ...needed, ...tookMs },
    });
  };
  const keys = (event: KeyboardEvent) => {
    begin();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Ctrl+Enter sends from every field of the form
    <div className={classes["form"]} onKeyDown={keys} onPointerDown={begin}>
      <Textarea
        label={t("give-said")}
        placeholder={t("give-said-example")}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        error={isChecked && said.trim() === "" ? t("check-said") : null}
      />
      <SubjectField about={about} onChange={setAbout} error={isChecked && about === null ? t("check-about") : null} />
      <div role="radiogroup" aria-label={t("give-mood")} className={classes["moods"]}>
        {feedbackMoods.map((each) => (
          <Button key={each} role="radio" aria-checked={mood === each} size="sm" variant={mood === each ? "filled" : "default"} onClick={() => setMood(each)}>
            {t(`mood-${each}`)}
          </Button>
        ))}
      </div>
      {tell.error ? <ErrorState error={tell.error} /> : null}
      <div className={classes["send"]}>
        {mood === "request" ? (
          <TextInput type="date" label={t("give-needed")} value={neededOn} onChange={(event) => setNeededOn(event.currentTarget.value)} />
        ) : null}
        <ReasonButton whyNot={whyNot} loading={tell.isPending} onClick={send}>
          {t("send")}
        </ReasonButton>
        <ShortcutHint keys={t("send-keys")} />
      </div>
    </div>
  );
}
