// Setting a goal or changing one: the figure, its baseline, the target with what it would take, the day, one owner from each department.
import { Modal, Select, SimpleGrid, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";

import { type GoalView, changeGoal, listGoals, previewGoal, readGoal, setGoal } from "#features/goals/contract.ts";
import { GoalPreview } from "#features/goals/parts/goal-preview.tsx";
import { fieldKind, keptTarget, typedTarget } from "#features/goals/parts/goal-units.ts";
import type { words } from "#features/goals/words.en.ts";
import type { Department } from "#facts/department.ts";
import { type GoalKey, goalKeys } from "#facts/goal-keys.ts";
import { addDays } from "#kit/day.ts";
import { type Period, periodName, periodOf } from "#kit/period.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { Form, useFields } from "#ui/form.tsx";
import { useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";
import type { words as kitWords } from "#ui/words.en.ts";

/** A member who may answer for a goal. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly department: Department | null;
}

export interface GoalDefaults {
  readonly baseline: Period;
  readonly day: string;
  readonly currency: string;
}

interface GoalFormProps {
  /** The goal to change, or the figure to set one for. */
  readonly of: GoalView | GoalKey;
  readonly people: readonly Person[];
  readonly defaults: GoalDefaults;
  readonly onClose: () => void;
}

const firstOf = (people: readonly Person[], department: Department) => people.find((person) => person.department === department)?.id ?? "";

export function GoalForm({ of, people, defaults, onClose }: GoalFormProps) {
  const t = useWords<typeof words>("goals");
  const kit = useWords<typeof kitWords>("kit");
  const workspace = useWorkspaceSlug();
  const goal = typeof of === "string" ? null : of;
  const [key, setKey] = useState<GoalKey>(typeof of === "string" ? of : of.key);
  const baseline = goal?.baseline ?? defaults.baseline;
  const fields = useFields(
    {
      from: baseline.from,
      last: addDays(baseline.until, -1),
      target: goal === null ? "" : typedTarget(goal.key, goal.target, defaults.currency),
      day: goal?.day ?? defaults.day,
      ownerSales: goal?.ownerSales.memberId ?? firstOf(people, "sales"),
      ownerMarketing: goal?.ownerMarketing.memberId ?? firstOf(people, "marketing"),
      reason: "",
    },
    {
      last: (last, { from }) => (readDays(from, last) === null ? t("check-period") : null),
      target: (text) => (keptTarget(key, text, defaults.currency) === null ? t("check-number") : null),
      day: (day) => (day === "" ? t("check-filled") : null),
      reason: (text) => (goal !== null && text.trim() === "" ? t("why.reason-missing") : null),
    },
  );
  const { values } = fields;
  const period = readDays(values.from, values.last);
  const target = keptTarget(key, values.target, defaults.currency);
  const isAskable = period !== null && values.day !== "" && period.until <= values.day;
  const preview = useAsk(
    previewGoal,
    { params: { workspace }, query: { key, baseline: periodName(period ?? baseline), day: values.day, ...(target === null ? {} : { target }) } },
    { when: isAskable, keepsLast: true },
  );
  const changes = [listGoals, readGoal];
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const set = useTell(setGoal, { changes, onDone: done(t("set-done")) });
  const change = useTell(changeGoal, { changes, onDone: done(t("edit-done")) });
  const send = () => {
    if (!fields.isGood() || period === null || target === null) return;
    const { day, ownerSales, ownerMarketing, reason } = values;
    const detail = { baseline: period, target, day, ownerSales, ownerMarketing, reason };
    if (goal === null) set.mutate({ params: { workspace }, body: { key, ...detail } });
    else change.mutate({ params: { workspace, id: goal.id }, body: detail });
  };
  const title = goal === null ? t("set-title") : t("edit-title", { name: t(`name.${goal.key}`) });
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ "aria-label": kit("close") }}>
      <Form send={goal === null ? t("set") : kit("save")} isSending={set.isPending || change.isPending} error={set.error ?? change.error} onSend={send}>
        {goal === null ? (
          <Select
            label={t("figure")}
            data={goalKeys.map((value) => ({ value, label: t(`name.${value}`) }))}
            value={key}
            onChange={(value) => value !== null && setKey(value)}
          />
        ) : null}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput type="date" label={t("baseline-from")} {...fields.text("from")} />
          <TextInput type="date" label={t("baseline-last")} {...fields.text("last")} />
        </SimpleGrid>
        <GoalPreview of={key} answer={isAskable ? preview : null} target={target} day={values.day} currency={defaults.currency} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput inputMode="decimal" label={t(`target-${fieldKind(key)}`, { currency: defaults.currency })} data-autofocus {...fields.text("target")} />
          <TextInput type="date" label={t("field.day")} {...fields.text("day")} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <Owner label={t("field.ownerSales")} people={people} department="sales" value={values.ownerSales} onValue={(id) => fields.set("ownerSales", id)} />
          <Owner
            label={t("field.ownerMarketing")}
            people={people}
            department="marketing"
            value={values.ownerMarketing}
            onValue={(id) => fields.set("ownerMarketing", id)}
          />
        </SimpleGrid>
        <Textarea label={t(goal === null ? "reason-optional" : "reason")} autosize minRows={2} maxLength={2000} {...fields.text("reason")} />
      </Form>
    </Modal>
  );
}

/** The two days of a baseline as people name them, the last one within it. */
function readDays(from: string, last: string): Period | null {
  return from === "" || last === "" ? null : periodOf(from, addDays(last, 1));
}

interface OwnerProps {
  readonly label: string;
  readonly people: readonly Person[];
  readonly department: Department;
  readonly value: string;
  readonly onValue: (id: string) => void;
}

function Owner({ label, people, department, value, onValue }: OwnerProps) {
  const t = useWords<typeof words>("goals");
  const data = people.filter((person) => person.department === department).map((person) => ({ value: person.id, label: person.name }));
  return (
    <Select
      searchable
      label={label}
      data={data}
      value={value === "" ? null : value}
      placeholder={data.length === 0 ? t("nobody-there") : ""}
      onChange={(id) => id !== null && onValue(id)}
    />
  );
}
