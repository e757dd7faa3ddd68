// One condition up close: its evidence and levels, what each head says, what was said before, and the own word.
import { Anchor, Button, Stack, TextInput, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type ConditionView, type MeasuredView, type MoveUpAnswer, readMoveUp, sayCondition, setConditionLevel } from "#features/cooperation/contract.ts";
import { MeasureLine, useConditionWords } from "#features/cooperation/parts/conditions.tsx";
import classes from "#features/cooperation/parts/cooperation.module.css";
import type { words } from "#features/cooperation/words.en.ts";
import { measureRuleOf, sayings } from "#facts/cooperation.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { useReason } from "#ui/reasons.ts";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useTell } from "#ui/use-ask.ts";
import { typedNumber } from "#kit/typed-money.ts";

interface ConditionDrawerProps {
  readonly condition: ConditionView;
  readonly told: MoveUpAnswer;
  readonly onClose: () => void;
}

export function ConditionDrawer({ condition, told, onClose }: ConditionDrawerProps) {
  const t = useWords<typeof words>("cooperation");
  const say = useConditionWords();
  const { key, measures, state, by } = condition;
  const settles = state === "parted" ? "settles-parted" : measures.length === 0 ? "settles-heads" : "settles-measures";
  return (
    <Drawer opened onClose={onClose} title={t(`condition-${key}`)} size="42rem">
      <Stack gap="lg">
        <section className={classes["part"]}>
          <p>
            <strong>{say.state({ state, by })}.</strong> {by === null ? t(settles) : condition.isContradicted ? t("contradicted") : null}
          </p>
          <p className={classes["quiet"]}>
            {t("col-speaks")}: {t(`speaks-${condition.speaks}`)}
          </p>
        </section>
        <section className={classes["part"]}>
          <h4>{t("col-evidence")}</h4>
          {measures.length === 0 ? <p className={classes["quiet"]}>{t("no-record")}</p> : null}
          <ul className={classes["list"]}>
            {measures.map((one) => (
              <li key={one.key} className={classes["evidence"]}>
                <MeasureLine one={one} />
                {told.whyNotSetLevel === null ? <Level one={one} /> : null}
              </li>
            ))}
          </ul>
        </section>
        <Heads condition={condition} told={told} />
      </Stack>
    </Drawer>
  );
}

function Heads({ condition, told }: { readonly condition: ConditionView; readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const say = useConditionWords();
  return (
    <section className={classes["part"]}>
      <h4>{t("col-heads")}</h4>
      <ul className={classes["list"]}>
        {(["sales", "marketing"] as const).map((side) => {
          const said = condition.said[side];
          return (
            <li key={side} className={classes["heads"]}>
              <SideBadge side={side}>
                {t(`side-${side}`)}: {say.said(said)}
              </SideBadge>
              {said === null ? null : <small>{t("said-by", { name: said.by ?? "", day: format.day(said.at.slice(0, 10)) })}</small>}
              {said?.note == null ? null : <span>{said.note}</span>}
            </li>
          );
        })}
      </ul>
      <Saying condition={condition} told={told} />
      {condition.history.length < 2 ? null : (
        <details>
          <summary>{t("history")}</summary>
          <ul>
            {condition.history.map((one) => (
              <li key={`${one.side} ${one.at}`} className={classes["quiet"]}>
                {t("history-line", { side: t(`side-${one.side}`), name: one.by ?? "", day: format.day(one.at.slice(0, 10)), answer: say.said(one) })}
                {one.note === null ? null : ` ${one.note}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Saying({ condition, told }: { readonly condition: ConditionView; readonly told: MoveUpAnswer }) {
  const t = useWords<typeof words>("cooperation");
  const reason = useReason();
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const own = told.mySide === null ? null : condition.said[told.mySide];
  const [note, setNote] = useState(own?.note ?? "");
  const params = { workspace, condition: condition.key };
  const before = { answer: own?.answer ?? null, note: own?.note ?? "" };
  const undo = async () => {
    await ask(sayCondition, { params, body: before });
    await forget(client, [readMoveUp]);
  };
  const tell = useTell(sayCondition, {
    changes: [readMoveUp],
    onDone: (_, { body }) => toast({ text: t((body as { answer: string | null }).answer === null ? "said-back" : "said-done"), undo }),
  });
  if (told.mySide === null || told.whyNotSay !== null) return <p className={classes["quiet"]}>{reason(told.whyNotSay ?? "only-heads-say")}</p>;
  return (
    <div style={{ display: "grid", gap: 8, marginTop: 12 }}>
      <span>{t("say-of", { side: t(`side-${told.mySide}`) })}</span>
      <Textarea label={t("say-note")} autosize minRows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <div className={classes["acts"]}>
        {sayings.map((answer) => (
          <Button
            key={answer}
            variant={own?.answer === answer ? "filled" : "default"}
            aria-pressed={own?.answer === answer}
            loading={tell.isPending}
            onClick={() => tell.mutate({ params, body: { answer, note: note.trim() } })}
          >
            {t(`say-${answer}`)}
          </Button>
        ))}
        {own === null ? null : (
          <Anchor component="button" type="button" onClick={() => tell.mutate({ params, body: { answer: null } })}>
            {t("say-back")}
          </Anchor>
        )}
      </div>
      {tell.error ? <ErrorState error={tell.error} /> : null}
    </div>
  );
}

function Level({ one }: { readonly one: MeasuredView }) {
  const t = useWords<typeof words>("cooperation");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { from, to, unit } = measureRuleOf(one.key);
  const scale = unit === "share" ? 100 : 1;
  const fields = useFields(
    { level: String(Math.round(one.level * scale * 100) / 100) },
    {
      level: (text) => {
        const value = typedNumber(text) ?? null;
        return value === null || value < from * scale || value > to * scale ? t("check-level", { from: from * scale, to: to * scale }) : null;
      },
    },
  );
  const params = { workspace, measure: one.key };
  const before = one.isOwnLevel ? one.level : null;
  const undo = async () => {
    await ask(setConditionLevel, { params, body: { level: before } });
    await forget(client, [readMoveUp]);
  };
  const set = useTell(setConditionLevel, {
    changes: [readMoveUp],
    onDone: () => {
      setOpen(false);
      toast({ text: t("level-done"), undo });
    },
  });
  if (!isOpen)
    return (
      <div>
        <Anchor component="button" type="button" aria-label={t("level-change-of", { name: t(`measure-${one.key}`) })} onClick={() => setOpen(true)}>
          {t("level-change")}
        </Anchor>
      </div>
    );
  return (
    <Form
      send={t("level-set")}
      isSending={set.isPending}
      error={set.error}
      onSend={() => {
        if (fields.isGood()) set.mutate({ params, body: { level: typedNumber(fields.values.level)! / scale } });
      }}
    >
      <TextInput
        inputMode="decimal"
        label={t(unit === "share" ? "level-field-share" : "level-field")}
        description={t("level-title")}
        {...fields.text("level")}
      />
      {one.isOwnLevel ? (
        <Anchor component="button" type="button" onClick={() => set.mutate({ params, body: { level: null } })}>
          {t("level-usual")}
        </Anchor>
      ) : null}
    </Form>
  );
}
