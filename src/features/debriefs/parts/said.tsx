// What each side says of preparation, event and follow-up; where the sides differ it says so.
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type DebriefView, type WordView, readDebrief, sayOfProject, takeBackWord } from "#features/debriefs/contract.ts";
import classes from "#features/debriefs/parts/debriefs.module.css";
import type { words } from "#features/debriefs/words.en.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";
import { type DebriefPart, debriefParts } from "#facts/debriefs.ts";
import { hasStand } from "#facts/projects.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";
import { Proposing } from "#ui/proposing.tsx";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";

const changes = [readDebrief];
const grades = ["1", "2", "3", "4", "5"] as const;

export function Said({ debrief }: { readonly debrief: DebriefView }) {
  const t = useWords<typeof words>("debriefs");
  const [isAsked, setAsked] = useState(false);
  return (
    <Section title={t("said")} note={t("said-note")}>
      {debrief.words.length === 0 ? <p>{t("said-none")}</p> : null}
      {debrief.words.length === 0 ? null : (
        <div className={classes["sides"]}>
          {debriefParts.map((part) => (
            <Part key={part} part={part} debrief={debrief} />
          ))}
        </div>
      )}
      <Proposing label={t("say")} whyNot={debrief.whyNotSpeak} isAsked={isAsked} onAsk={() => setAsked(true)}>
        <SayForm debrief={debrief} onDone={() => setAsked(false)} />
      </Proposing>
    </Section>
  );
}

function Part({ part, debrief }: { readonly part: DebriefPart; readonly debrief: DebriefView }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const own = debrief.words.filter((word) => word.part === part);
  const [sales, marketing] = (["sales", "marketing"] as const).map((side) => middleOf(own.filter((word) => word.side === side)));
  const by = sales == null || marketing == null ? 0 : Math.abs(sales - marketing);
  return (
    <section className={classes["part"]} aria-label={t(partName(part, debrief))}>
      <h3>{t(partName(part, debrief))}</h3>
      {own.length === 0 ? <p className={classes["small"]}>{t("said-none")}</p> : null}
      <ul>
        {own.map((word) => (
          <Word key={word.id} word={word} projectId={debrief.project.id} />
        ))}
      </ul>
      {by >= 2 ? <p>{t("differs", { by: format.count(by) })}</p> : null}
    </section>
  );
}

/** What is between preparation and follow-up is called by what it is: a stand, an event, a mailing or calls. */
function partName(part: DebriefPart, { project: { kind } }: DebriefView) {
  if (part !== "event") return `part-${part}` as const;
  if (hasStand(kind)) return "part-stand";
  return kind === "mailing" || kind === "telemarketing" ? "part-carried-out" : "part-event";
}

/** The middle grade; null of nobody. */
function middleOf(own: readonly WordView[]): number | null {
  return quantileOfSorted(
    own.map(({ grade }) => grade).sort((a, b) => a - b),
    0.5,
  );
}

function Word({ word, projectId }: { readonly word: WordView; readonly projectId: string }) {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const client = useQueryClient();
  const params = { workspace: useWorkspaceSlug(), id: projectId };
  const back = async () => {
    await ask(takeBackWord, { params, body: { word: word.id, isWithdrawn: false } });
    await forget(client, changes);
  };
  const take = useTell(takeBackWord, { changes, onDone: () => toast({ text: t("taken-back"), undo: back }) });
  return (
    <li className={classes["word"]}>
      <span className={classes["who"]}>
        <SideBadge side={word.side}>{t(`side-${word.side}`)}</SideBadge>
        <strong>{t("grade-of", { grade: format.count(word.grade) })}</strong>
        <span>{word.saidBy ?? t("former")}</span>
        <span>{format.day(word.saidAt.slice(0, 10))}</span>
        {word.isMine ? (
          <Button
            size="compact-xs"
            variant="subtle"
            className="not-on-paper"
            loading={take.isPending}
            onClick={() => take.mutate({ params, body: { word: word.id, isWithdrawn: true } })}
          >
            {t("take-back")}
          </Button>
        ) : null}
      </span>
      {word.said === null ? null : <p>{word.said}</p>}
    </li>
  );
}

function SayForm({ debrief, onDone }: { readonly debrief: DebriefView; readonly onDone: () => void }) {
  const t = useWords<typeof words>("debriefs");
  const workspace = useWorkspaceSlug();
  const mine = new Set(debrief.words.filter(({ isMine }) => isMine).map(({ part }) => part));
  const fields = useFields<{ part: DebriefPart; grade: (typeof grades)[number]; said: string }>({
    part: debriefParts.find((part) => !mine.has(part)) ?? "preparation",
    grade: "3",
    said: "",
  });
  const tell = useTell(sayOfProject, {
    changes,
    onDone: () => {
      toast({ text: t("said-done") });
      onDone();
    },
  });
  const { part, grade, said } = fields.values;
  const send = () => tell.mutate({ params: { workspace, id: debrief.project.id }, body: { part, grade: Number(grade), said } });
  return (
    <Form send={t("send")} isSending={tell.isPending} error={tell.error} onSend={send}>
      <Select
        label={t("field-part")}
        data={debriefParts.map((value) => ({ value, label: t(partName(value, debrief)) }))}
        value={part}
        onChange={(next) => fields.set("part", next ?? "preparation")}
      />
      <div>
        <div id="debrief-grade">{t("field-grade")}</div>
        <SegmentedControl
          aria-labelledby="debrief-grade"
          data={grades.map((value) => ({ value, label: value === "1" || value === "5" ? t(`grade-${value}`) : value }))}
          value={grade}
          onChange={(next) => fields.set("grade", next)}
        />
      </div>
      <Textarea label={t("field-said")} autosize minRows={2} maxLength={2000} {...fields.text("said")} />
    </Form>
  );
}
