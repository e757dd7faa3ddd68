// Starting an action or changing one: what, who, by when, and which figure it should move.
import { SimpleGrid, TextInput, Textarea } from "@mantine/core";

import { type ActionView, type PersonView, changeAction, listFirmParts, startAction } from "#features/actions/contract.ts";
import { changedBySteps } from "#features/actions/parts/action-acts.ts";
import { useActionWords } from "#features/actions/parts/action-words.ts";
import type { words } from "#features/actions/words.en.ts";
import type { PartField, StepSource } from "#facts/actions.ts";
import { type GoalKey, goalKeys, hasParts } from "#facts/goal-keys.ts";
import { addDays, isDay } from "#kit/day.ts";
import { typedShare } from "#kit/typed-share.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { FirmPartChooser } from "#ui/firm-part.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

/** What a step begins from, and how it is called. */
export interface BeginsFrom {
  readonly kind: StepSource;
  readonly id: string;
  readonly title: string;
}

interface ActionFormProps {
  /** The action to change; absent: one is started. */
  readonly of?: ActionView;
  readonly from?: BeginsFrom;
  readonly people: readonly PersonView[];
  readonly today: string;
  readonly onClose: () => void;
}

const percentOf = (share: number | null | undefined) => (share === null || share === undefined ? "" : String(Number((share * 100).toPrecision(10))));

const movesFieldsOf = (moves: ActionView["moves"]): { metric: GoalKey | ""; way: "up" | "down" } => ({ metric: moves?.key ?? "", way: moves?.way ?? "up" });

const withinFieldsOf = (moves: ActionView["moves"]): { by: PartField | ""; part: string } => ({
  by: moves?.within?.by ?? "",
  part: moves?.within?.value ?? "",
});

export function ActionForm({ of, from, people, today, onClose }: ActionFormProps) {
  const t = useWords<typeof words>("actions");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const fields = useFields(
    {
      title: of?.title ?? "",
      note: of?.note ?? "",
      ownerId: of?.owner.memberId ?? "",
      // Two weeks: far enough to do something, near enough to be asked about.
      dueOn: of?.dueOn ?? addDays(today, 14),
      ...movesFieldsOf(of?.moves ?? null),
      share: percentOf(of?.moves?.share),
      ...withinFieldsOf(of?.moves ?? null),
      reason: "",
    },
    {
      title: (text) => (text.trim() === "" ? t("check-title") : null),
      ownerId: (id) => (id === "" ? t("check-owner") : null),
      dueOn: (day) => (!isDay(day) ? t("check-due") : of === undefined && day < today ? t("why.due-in-the-past") : null),
      share: (text) => (typedShare(text) === undefined ? t("check-share") : null),
      part: (name, { metric, by }) => (hasParts(metric) && by !== "" && name === "" ? t("check-part") : null),
    },
  );
  const { values } = fields;
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const start = useTell(startAction, { changes: changedBySteps, onDone: done(t("started")) });
  const change = useTell(changeAction, { changes: changedBySteps, onDone: done(t("changed")) });
  const send = () => {
    const share = typedShare(values.share);
    if (!fields.isGood() || share === undefined) return;
    const { title, note, ownerId, dueOn, metric, way, by, part, reason } = values;
    const within = by === "" || !hasParts(metric) ? null : { by, value: part };
    const detail = { title: title.trim(), note: note.trim(), ownerId, dueOn, moves: metric === "" ? null : { key: metric, way, share, within } };
    if (of !== undefined) change.mutate({ params: { workspace, id: of.id }, body: { ...detail, reason: reason.trim() } });
    else start.mutate({ params: { workspace }, body: { ...detail, ...(from === undefined ? {} : { from: { kind: from.kind, id: from.id } }) } });
  };
  // Whoever owns it stays on the list, though no longer with us.
  const owners = [...people, ...(of === undefined || people.some(({ memberId }) => memberId === of.owner.memberId) ? [] : [of.owner])];
  return (
    <Modal opened onClose={onClose} size="40rem" title={t(of === undefined ? "start-title" : "edit-title")} closeOnClickOutside={false}>
      <Form
        send={of === undefined ? t("start") : kit("save")}
        isSending={start.isPending || change.isPending}
        error={start.error ?? change.error}
        onSend={send}
      >
        {from === undefined ? null : <p style={{ margin: 0, color: "var(--text-quiet)" }}>{t(`from-${from.kind}-of`, { title: from.title })}</p>}
        <TextInput label={t("field-title")} maxLength={200} {...fields.text("title")} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <Select
            label={t("field-owner")}
            placeholder={t("field-owner-choose")}
            data={owners.map(({ memberId, name }) => ({ value: memberId, label: name }))}
            value={values.ownerId === "" ? null : values.ownerId}
            error={fields.error("ownerId")}
            onChange={(id) => fields.set("ownerId", id ?? "")}
          />
          <TextInput type="date" label={t("field-due")} {...fields.text("dueOn")} />
        </SimpleGrid>
        <Moves fields={fields} />
        <Textarea label={t("field-note")} autosize minRows={2} maxLength={2000} {...fields.text("note")} />
        {of === undefined ? null : <TextInput label={t("field-reason")} maxLength={2000} {...fields.text("reason")} />}
      </Form>
    </Modal>
  );
}

type MovesFields = ReturnType<typeof useFields<{ metric: GoalKey | ""; way: "up" | "down"; share: string; by: PartField | ""; part: string }>>;
interface MovesProps {
  readonly fields: Pick<MovesFields, "values" | "text" | "error"> & { set: (name: never, value: never) => void };
}

function Moves({ fields }: MovesProps) {
  const t = useWords<typeof words>("actions");
  const say = useActionWords();
  const { values } = fields;
  const set = fields.set as MovesFields["set"];
  return (
    <>
      <Select
        label={t("field-metric")}
        placeholder={t("field-metric-none")}
        clearable
        data={goalKeys.map((value) => ({ value, label: say.figure(value) }))}
        value={values.metric === "" ? null : values.metric}
        onChange={(key) => set("metric", key ?? "")}
      />
      {values.metric === "" ? null : (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <Select
            label={t("field-way")}
            data={(["up", "down"] as const).map((value) => ({ value, label: t(`way-${value}`) }))}
            value={values.way}
            onChange={(way) => set("way", way ?? "up")}
          />
          <TextInput inputMode="decimal" label={t("field-share")} description={t("field-share-help")} {...fields.text("share")} />
        </SimpleGrid>
      )}
      {hasParts(values.metric) ? <Within fields={fields} /> : null}
    </>
  );
}

/** In which part of the firm it works: the rest is what it is compared with. */
function Within({ fields }: MovesProps) {
  const t = useWords<typeof words>("actions");
  const workspace = useWorkspaceSlug();
  const { by, part } = fields.values;
  const set = fields.set as MovesFields["set"];
  const answer = useAsk(listFirmParts, { params: { workspace } }, { when: by !== "" });
  return (
    <FirmPartChooser
      t={t}
      by={by}
      part={part}
      known={answer.data?.parts.find((each) => each.by === by)?.values.map((value) => ({ value, name: value }))}
      error={fields.error("part")}
      onChange={(nextBy, nextPart) => (set("by", nextBy), set("part", nextPart))}
    />
  );
}
