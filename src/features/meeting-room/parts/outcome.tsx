// What comes of an item: a decision, an action with an owner and a day, or that it is carried over, with the reason.
import { Button, SegmentedControl, SimpleGrid, TextInput, Textarea } from "@mantine/core";

import { type ItemView, type MeetingRoom, settleItem } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import { changedInRoom } from "#features/meeting-room/parts/room-acts.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { type GoalKey, goalKeys } from "#facts/goal-keys.ts";
import { type OutcomeKind, outcomeKinds } from "#facts/meetings.ts";
import { addDays, isDay } from "#kit/day.ts";
import { typedShare } from "#kit/typed-share.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { ErrorState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

interface OutcomeProps {
  readonly item: ItemView;
  readonly told: MeetingRoom;
}

export function Outcome({ item, told }: OutcomeProps) {
  const t = useWords<typeof words>("meeting-room");
  const params = { workspace: useWorkspaceSlug(), id: item.id };
  const settle = useTell(settleItem, { changes: changedInRoom });
  if (item.outcome === null) return told.whyNotTakePart === null ? <OutcomeForm item={item} told={told} /> : null;
  return (
    <div className={classes["outcome"]}>
      {settle.error ? <ErrorState error={settle.error} /> : null}
      <p>
        <strong>{t(`outcome-${item.outcome}`)}:</strong> <Said item={item} />
      </p>
      <p className={classes["quiet"]}>{t("outcome-by", { name: item.outcomeBy ?? t("former") })}</p>
      {told.whyNotTakePart === null ? (
        <Button
          className="not-on-paper"
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={settle.isPending}
          onClick={() => settle.mutate({ params, body: { outcome: null } })}
        >
          {t("outcome-back")}
        </Button>
      ) : null}
    </div>
  );
}

function Said({ item }: { readonly item: ItemView }) {
  const t = useWords<typeof words>("meeting-room");
  const format = useFormat();
  const { outcomeAction: action } = item;
  if (action === null) return <>{item.outcomeText}</>;
  return (
    <>
      {action.title} ({t("action-says", { owner: action.ownerName ?? t("former"), day: format.day(action.dueOn) })})
    </>
  );
}

function OutcomeForm({ item, told }: OutcomeProps) {
  const t = useWords<typeof words>("meeting-room");
  const params = { workspace: useWorkspaceSlug(), id: item.id };
  const fields = useFields(firstOf(told), {
    text: (text, { kind }) => (kind !== "action" && text.trim() === "" ? t("why.outcome-without-words") : null),
    title: (text, { kind }) => (kind === "action" && text.trim() === "" ? t("check-title") : null),
    ownerId: (id, { kind }) => (kind === "action" && id === "" ? t("check-owner") : null),
    dueOn: (day, { kind }) => (kind !== "action" ? null : !isDay(day) ? t("check-due") : day < told.today ? t("why.due-in-the-past") : null),
    share: (text) => (typedShare(text) === undefined ? t("check-share") : null),
  });
  const { values } = fields;
  const tell = useTell(settleItem, { changes: changedInRoom, onDone: () => toast({ text: t("outcome-kept") }) });
  const send = () => {
    const share = typedShare(values.share);
    if (!fields.isGood() || share === undefined) return;
    const { kind, text, title, ownerId, dueOn, metric, way } = values;
    const moves = metric === "" ? null : { key: metric, way, share };
    const body = kind === "action" ? { outcome: kind, action: { title: title.trim(), note: "", ownerId, dueOn, moves } } : { outcome: kind, text: text.trim() };
    tell.mutate({ params, body });
  };
  return (
    <div className={`${classes["outcome"]} not-on-paper`}>
      <Form send={t("outcome-keep")} isSending={tell.isPending} error={tell.error} onSend={send}>
        <SegmentedControl
          aria-label={t("outcome-of", { title: item.title })}
          value={values.kind}
          onChange={(kind) => fields.set("kind", outcomeKinds.find((each) => each === kind) ?? "decision")}
          data={outcomeKinds.map((value) => ({ value, label: t(`outcome-${value}`) }))}
        />
        {values.kind === "action" ? (
          <ActionFields fields={fields} told={told} />
        ) : (
          <Textarea
            label={t(values.kind === "decision" ? "outcome-decision-text" : "outcome-carried-text")}
            autosize
            minRows={1}
            maxLength={2000}
            {...fields.text("text")}
          />
        )}
      </Form>
    </div>
  );
}

const firstOf = (told: MeetingRoom) => ({
  kind: "decision" as OutcomeKind,
  text: "",
  title: "",
  ownerId: "",
  // Until the next meeting of a month, with time to see what came of it.
  dueOn: addDays(told.today, 21),
  metric: "" as GoalKey | "",
  way: "up" as "up" | "down",
  share: "",
});

type OutcomeFields = ReturnType<typeof useFields<ReturnType<typeof firstOf>>>;

function ActionFields({ fields, told }: { readonly fields: OutcomeFields; readonly told: MeetingRoom }) {
  const t = useWords<typeof words>("meeting-room");
  const figures = useSentence("figures");
  const { values } = fields;
  return (
    <>
      <TextInput label={t("action-title")} maxLength={200} {...fields.text("title")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
        <Select
          label={t("action-owner")}
          placeholder={t("action-owner-choose")}
          data={told.people.map(({ memberId, name }) => ({ value: memberId, label: name }))}
          value={values.ownerId === "" ? null : values.ownerId}
          error={fields.error("ownerId")}
          onChange={(id) => fields.set("ownerId", id ?? "")}
        />
        <TextInput type="date" label={t("action-due")} {...fields.text("dueOn")} />
        <Select
          label={t("action-metric")}
          placeholder={t("action-metric-none")}
          clearable
          data={goalKeys.map((value) => ({ value, label: figures(`figure.${value}`) ?? value }))}
          value={values.metric === "" ? null : values.metric}
          onChange={(key) => fields.set("metric", key ?? "")}
        />
        {values.metric === "" ? null : (
          <>
            <Select
              label={t("action-way")}
              data={(["up", "down"] as const).map((value) => ({ value, label: t(`way-${value}`) }))}
              value={values.way}
              onChange={(way) => fields.set("way", way ?? "up")}
            />
            <TextInput inputMode="decimal" label={t("action-share")} {...fields.text("share")} />
          </>
        )}
      </SimpleGrid>
    </>
  );
}
